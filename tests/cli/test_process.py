"""The program as a process: signals, pipes, full disks, read-only folders, no Qt, two at once."""

import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from alliance_app.app import App

START = [sys.executable, "-c", "from alliance_app.cli import main; main()"]
POSIX = os.name == "posix"


def alliance(
    folder: Path,
    *arguments: str,
    env: dict[str, str] | None = None,
    start: Sequence[str] = START,
    first: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """One run of the program; `first` is what the new process does before it becomes the program."""
    return subprocess.run(
        [*start, "--library", str(folder), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        preexec_fn=first,
        check=False,
    )


def like_anybody() -> None:
    """Obey permissions even when the tests run as root: give up the right to pass them over."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


def small_disk() -> None:
    """No file may grow beyond a megabyte."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))


def refusal(said: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refusal."""
    assert (said.returncode, said.stdout) == (1, ""), said
    assert said.stderr.count("\n") == 1, said.stderr
    assert "unexpected" not in said.stderr
    return said.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "资料库"
    App.create(made, "联盟", author="李主席").close()
    return made


def test_chinese_goes_through_any_locale(tmp_path: Path) -> None:
    folder = tmp_path / "资料库"
    assert alliance(folder, "init", str(folder), "--author", "李主席").returncode == 0
    for env in ({"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"PYTHONIOENCODING": "ascii"}):
        said = alliance(folder, "add", "article", "--title", "题目😀", "--json", env=env)
        assert said.returncode == 0, said.stderr
        assert json.loads(said.stdout)["title"] == "题目😀"


def test_it_speaks_chinese_when_the_system_does(folder: Path) -> None:
    env = {"ALLIANCE_LANG": "", "LC_ALL": "zh_CN.UTF-8"}
    said = alliance(folder, "show", "没有的", env=env)
    assert (said.returncode, said.stderr) == (1, "没有资料“没有的”。\n")
    assert "列出资料" in alliance(folder, "--help", env=env).stdout


def test_a_reader_that_goes_away_is_no_fault(folder: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(300):
        (notes / f"{number}.md").write_text("正文" * 200, encoding="utf-8")
    assert alliance(folder, "import", str(notes)).returncode == 0
    with subprocess.Popen(
        [*START, "--library", str(folder), "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_ctrl_c_stops_cleanly(folder: Path) -> None:
    if not POSIX:  # Windows consoles send their own kind of signal, to whole groups
        return
    with subprocess.Popen(
        [*START, "--library", str(folder), "add", "article", "--title", "x", "--body-file", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # whoever started the tests may have had Ctrl+C ignored, and that is inherited
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("正文" * 50_000)  # more than a pipe holds: when this returns, the program is reading
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        process.stdin.close()  # a signal that came just before the last read is seen when the read ends
        assert process.wait() == 130
        assert process.stderr.read().strip() == "Stopped. What was done until then is saved."
    assert json.loads(alliance(folder, "list", "--json").stdout) == {"records": []}


def test_a_full_disk_is_said_and_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    if not POSIX:
        return
    big = tmp_path / "big.md"
    big.write_text("正文" * 1_500_000, encoding="utf-8")
    note = alliance(folder, "add", "article", "--title", "从前", "--json")
    before = alliance(folder, "list", "--json").stdout
    adds = ("add", "article", "--title", "新")
    assert "disk is full" in refusal(alliance(folder, *adds, "--body-file", str(big), first=small_disk))
    refusal(alliance(folder, *adds, "--attach", str(big), first=small_disk))
    refusal(alliance(folder, "import", str(big), first=small_disk))
    refusal(alliance(folder, "export", "从前", "-o", str(tmp_path / "no" / "x.docx"), first=no_disk))
    assert not list((tmp_path / "no").glob("*"))
    assert alliance(folder, "list", "--json").stdout == before
    assert json.loads(note.stdout)["title"] in before
    assert json.loads(alliance(folder, "doctor", "--json").stdout)["ok"]


def no_disk() -> None:
    """No file may hold anything."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def test_an_answer_that_cannot_be_written_is_a_refusal(folder: Path) -> None:
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        said = subprocess.run(
            [*START, "--library", str(folder), "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1


def test_a_read_only_folder_is_said(folder: Path, tmp_path: Path) -> None:
    if not POSIX:
        return
    assert alliance(folder, "add", "article", "--title", "从前").returncode == 0
    before = alliance(folder, "list", "--json").stdout
    locked = [folder, *(path for path in folder.rglob("*"))]
    modes = {path: path.stat().st_mode for path in locked}
    for path in locked:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        refusal(alliance(folder, "add", "article", "--title", "新", first=like_anybody))
        refusal(alliance(folder, "import", str(tmp_path), first=like_anybody))
        inside = str(folder / "export.docx")
        refusal(alliance(folder, "export", "从前", "-o", inside, first=like_anybody))
        new = folder / "neu"
        refusal(alliance(new, "init", str(new), first=like_anybody))
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert alliance(folder, "list", "--json").stdout == before


def test_a_folder_that_may_not_be_entered_is_said(folder: Path) -> None:
    if not POSIX:
        return
    folder.chmod(0)
    try:
        refusal(alliance(folder, "list", first=like_anybody))
    finally:
        folder.chmod(0o755)


def test_two_programs_write_at_once(folder: Path) -> None:
    line = [*START, "--library", str(folder), "add", "article", "--title"]
    processes = [subprocess.Popen([*line, f"第 {number} 篇"], stdout=subprocess.DEVNULL) for number in range(6)]
    assert [process.wait() for process in processes] == [0] * 6
    titles = {each["title"] for each in json.loads(alliance(folder, "list", "--json").stdout)["records"]}
    assert titles == {f"第 {number} 篇" for number in range(6)}


def test_without_qt_the_verbs_work_and_the_window_says_what_is_missing(folder: Path) -> None:
    start = [
        sys.executable,
        "-c",
        "import sys; sys.modules['PySide6'] = None; from alliance_app.cli import main; main()",
    ]
    assert alliance(folder, "list", start=start).returncode == 0
    said = refusal(alliance(folder, start=start, env={"QT_QPA_PLATFORM": "offscreen"}))
    assert "PySide6" in said


def test_a_short_verb_loads_nothing_it_does_not_need(folder: Path) -> None:
    report = "from alliance_app.cli.program import run; import sys; run(sys.argv[1:]); print(*sys.modules)"
    said = alliance(folder, "list", start=[sys.executable, "-c", report])
    loaded = set(said.stdout.split())
    heavy = {"PySide6", "whoosh", "typst", "docx", "mammoth", "openpyxl", "pypdf", "PIL", "alembic", "rich", "yaml"}
    assert loaded & heavy == set()
    assert "alliance_app.cli.looking" in loaded
    assert "alliance_app.cli.adding" not in loaded
