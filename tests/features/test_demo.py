"""The guided main job ends well, leaves what it says, and touches nothing it did not make."""

import json
import subprocess
from pathlib import Path

import docx
import pypdf

_CASE = "以班组能耗看板带动一线职工节能创效"


def _run(python: str, folder: Path) -> dict[str, list[str]]:
    """Run the demo where Qt cannot be imported: the core's own part of it."""
    command = "import sys; sys.modules['PySide6'] = None; from alliance_app.cli import main; sys.exit(main())"
    done = subprocess.run(
        [python, "-c", command, "demo", "--shots", str(folder), "--json"], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


def test_the_demo_leaves_a_word_file_and_a_pdf_that_say_the_same(tmp_path: Path, python: str) -> None:
    told = _run(python, tmp_path / "demo")
    forms = {f"2026_星级自评表_青禾医械工会.{ending}" for ending in ("xlsx", "docx")}
    assert {Path(each).name for each in told["files"]} == {f"{_CASE}.docx", f"{_CASE}.pdf", *forms}
    word = "\n".join(each.text for each in docx.Document(str(tmp_path / "demo" / f"{_CASE}.docx")).paragraphs)
    pdf = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "demo" / f"{_CASE}.pdf").pages)
    for piece in (_CASE, "沙龙找问题", "单班节电"):
        assert piece in word
        assert piece in pdf
    assert sum(line[:1].isdigit() for line in told["steps"]) == 12


def test_a_second_run_starts_afresh_and_leaves_other_files_alone(tmp_path: Path, python: str) -> None:
    folder = tmp_path / "demo"
    _run(python, folder)
    (folder / "mine.txt").write_text("keep", encoding="utf-8")
    again = _run(python, folder)
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "keep"
    assert all(Path(each).exists() for each in again["files"])


def test_a_folder_with_libraries_of_its_own_is_refused(tmp_path: Path, python: str) -> None:
    (tmp_path / "libraries").mkdir()
    done = subprocess.run(
        [python, "-m", "alliance_app", "demo", "--shots", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "cannot write to" in done.stderr
    assert done.stderr.count("\n") == 1
