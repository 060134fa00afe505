"""The house rules that a reader could break without noticing."""

import ast
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def tracked(*suffixes: str) -> list[Path]:
    """The project's own files with one of these suffixes: what git knows or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    paths = (ROOT / name for name in sorted(set(listed.split("\0")) - {""}))
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_python_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in tracked(".py", ".pyi")}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_reader_can_hold() -> None:
    long = {}
    for path in tracked(".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{shown(path)}:{node.lineno} {node.name}"] = length
    assert long == {}


def test_no_public_door_is_without_a_docstring() -> None:
    bare = []
    for path in (each for each in tracked(".py") if "alliance_app" in each.parts):
        tree = ast.parse(path.read_text("utf-8"))
        if path.name != "__init__.py" and ast.get_docstring(tree) is None:
            bare.append(shown(path))
        bare += [
            f"{shown(path)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and ast.get_docstring(node) is None
        ]
    assert bare == []


# One letter of each stands in brackets, so that this file does not trip over itself.
UNWANTED = {
    "a path of one machine": r"(?<![\w.:/])/(?:w[o]rk|r[o]ot|[o]pt|h[o]me/\w+|t[m]p/\w+)/",
    "a package index": r"p[y]pi\.(?:org|python)|pythonh[o]sted|index-[u]rl|find-[l]inks",
    "work left undone": r"\b(?:T[O]DO|F[I]XME|X[X]X)\b|raise Not[I]mplementedError",
    "a check switched off": r"type: i[g]nore(?!\[import-untyped\])",
    "a test switched off": r"mark\.s[k]ip(?!if\(sys\.platform)|mark\.x[f]ail|import[o]rskip",
}


def text_of(path: Path) -> str:
    """The text of a file; nothing for pictures, compiled catalogues and the like."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", "replace")


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_holds(what: str) -> None:
    unwanted = re.compile(UNWANTED[what])
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in tracked()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if unwanted.search(line)
    ]
    assert found == []


def test_the_rooms_import_only_what_lies_below_them() -> None:
    # in a process of its own: its way of setting up logging silences every logger there is
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def name_of(requirement: str) -> str:
    return re.split(r"[<>=\[;\s]", requirement.strip())[0].lower().replace("_", "-")


def test_every_package_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["desktop"]]
    lines = [
        line
        for name in ("requirements.txt", "requirements-desktop.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text("utf-8").splitlines()
        if line and not line.startswith(("#", "-r"))
    ]
    assert [line for line in lines if "==" not in line] == []
    assert {name_of(each) for each in asked} - {name_of(line) for line in lines} == set()


CORE_WITHOUT_QT = """
import importlib, sys
import tests.without_qt
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_the_core_and_the_command_line_import_without_qt() -> None:
    modules = [
        module.name
        for module in pkgutil.walk_packages([str(ROOT / "alliance_app")], "alliance_app.")
        if not module.name.startswith("alliance_app.desktop") and not module.name.endswith("__main__")
    ]
    assert len(modules) > 10
    command = [sys.executable, "-W", "error", "-c", CORE_WITHOUT_QT, *modules]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
