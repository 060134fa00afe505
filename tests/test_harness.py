"""The tests' own net holds: what must fail a test does fail it."""

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_QT = ("-p", "no:pytest-qt", "-p", "no:cacheprovider")


def outcome(place: Path, source: str, *words: str, name: str = "test_one.py") -> dict[str, int]:
    """How many tests of `source` passed, failed or erred under the project's own settings."""
    tests = place / "tests"
    (tests / name).parent.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "conftest.py", tests)
    shutil.copy(ROOT / "pyproject.toml", place)
    (tests / name).write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", *words]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    words_of_last = done.stdout.strip().splitlines()[-1].replace(",", "").split()
    counts = {what: int(n) for n, what in pairwise(words_of_last) if n.isdigit()}
    return {what: n for what, n in counts.items() if what in {"passed", "failed", "error", "deselected"}}


CASES = {
    "nothing": ("def test_it(): pass", {"passed": 1}),
    "a warning": ("import warnings\ndef test_it(): warnings.warn('old')", {"failed": 1}),
    "a log record": (
        "import logging\ndef test_it(): logging.getLogger('alliance_app.x').warning('lost 3 notes')",
        {"passed": 1, "error": 1},
    ),
    "an announced log record": (
        "import logging, pytest\n@pytest.mark.logs('lost 3')\ndef test_it(): logging.error('lost 3 notes')",
        {"passed": 1},
    ),
    "an announced log record that never comes": (
        "import pytest\n@pytest.mark.logs('lost')\ndef test_it(): pass",
        {"passed": 1, "error": 1},
    ),
    "a mark nobody declared": ("import pytest\n@pytest.mark.winow\ndef test_it(): pass", {"error": 1}),
    "a file left open": ("def test_it(): open(__file__).read()", {"failed": 1}),
    "a thread that dies": (
        "from threading import Timer\ndef test_it():\n    t = Timer(0, chr, ['']); t.start(); t.join()",
        {"failed": 1},
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_what_a_test_may_do_silently(what: str, tmp_path: Path) -> None:
    source, expected = CASES[what]
    assert outcome(tmp_path, source, *WITHOUT_QT) == expected


def test_the_home_of_a_test_is_not_the_users(tmp_path: Path) -> None:
    source = f"""
import platformdirs
from pathlib import Path
def test_it():
    assert not platformdirs.user_data_dir("alliance_app").startswith({str(Path.home())!r})
    assert "alliance-tests-" in platformdirs.user_data_dir("alliance_app")
"""
    assert outcome(tmp_path, source, *WITHOUT_QT) == {"passed": 1}


def test_benchmarks_run_only_when_they_are_named(tmp_path: Path) -> None:
    name = "benchmarks/test_speed.py"
    assert outcome(tmp_path / "all", "def test_it(): pass", *WITHOUT_QT, name=name) == {}
    named = outcome(tmp_path / "named", "def test_it(): pass", *WITHOUT_QT, "tests/benchmarks", name=name)
    assert named == {"passed": 1}
