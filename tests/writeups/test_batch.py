"""Many records: one document that lists them all, or a file each; stopped at any step, nothing half-done is left."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from alliance_app.records.progress import Step
from alliance_app.records.values import Record
from alliance_app.writeups import FORMATS, Writeup, arranged, export, export_each
from alliance_app.writeups.errors import CannotTypeset, CannotWrite, ExportStopped, NothingToExport
from tests.writeups.shelves import MemoryShelf, picture, record, word_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "先立基线，再比改善。" * 400


def ids_of(count: int) -> list[str]:
    return [f"01ARZ3NDEKTSV4RRFFQ69G{number:04d}" for number in range(count)]


@pytest.fixture
def volume(shelf: MemoryShelf) -> list[str]:
    """Nine records of different length, one with a picture, two with one title."""
    for number, record_id in enumerate(ids_of(9)):
        photo = shelf.keep_file("现场.png", picture(300, 200))
        title = "同名活动" if number > 6 else f"第 {number + 1} 次 [活动] <一>"
        body = f"## 背景\n\n{LONG if number % 3 == 1 else '短。'}\n"
        files = (photo,) if number == 2 else ()
        shelf.keep(
            record(record_id, "activity", title, body, fields={"date": f"2025-0{9 - number}-01"}, attachments=files)
        )
    return ids_of(9)


def titles(shelf: MemoryShelf, ids: list[str]) -> list[str]:
    return [shelf.read(each).title for each in ids]


def stop_at(count: int) -> Callable[[], bool]:
    """Cancelled when asked for the `count`-th time."""
    asked = iter(range(count))
    return lambda: next(asked, None) is None


def word_contents(path: Path) -> list[tuple[str, str]]:
    """Title and page of each line of the contents."""
    lines = []
    for each in word_xml(path).iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "TOC1":
            said = ["\t" if part.tag == f"{W}tab" else part.text or "" for part in each.iter(f"{W}t", f"{W}tab")]
            text, _tab, page = "".join(said).replace("\t", "", 1).rpartition("\t")
            lines.append((text, page))
    return lines


def test_the_contents_of_a_word_file_are_a_filled_field_with_the_pages_of_the_pdf(
    shelf: MemoryShelf, volume: list[str], tmp_path: Path
) -> None:
    word = export(shelf, volume, "docx", tmp_path / "a.docx").path
    pdf = PdfReader(export(shelf, volume, "pdf", tmp_path / "a.pdf").path)
    outline = [each for each in pdf.outline if not isinstance(each, list)]
    pages = [str((pdf.get_destination_page_number(each) or 0) + 1) for each in outline]
    assert word_contents(word) == list(zip(titles(shelf, volume), pages, strict=True))
    assert len(set(pages)) == len(volume)
    codes = [each.text or "" for each in word_xml(word).iter(f"{W}instrText")]
    assert sum("TOC " in code for code in codes) == 1
    bookmarks = {each.get(f"{W}name") for each in word_xml(word).iter(f"{W}bookmarkStart")}
    assert {f"part{number}" for number in range(len(volume))} <= bookmarks
    assert [code.split()[1] for code in codes if "PAGEREF" in code] == [
        f"part{number}" for number in range(len(volume))
    ]
    kinds = [each.get(f"{W}fldCharType") for each in word_xml(word).iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_a_word_file_asks_nobody_whether_its_fields_may_be_updated(
    shelf: MemoryShelf, volume: list[str], tmp_path: Path
) -> None:
    with zipfile.ZipFile(export(shelf, volume, "docx", tmp_path / "a.docx").path) as package:
        assert b"updateFields" not in package.read("word/settings.xml")
        assert b"w:dirty" not in package.read("word/document.xml")


def test_pdf_and_html_list_every_record(shelf: MemoryShelf, volume: list[str], tmp_path: Path) -> None:
    pdf = PdfReader(export(shelf, volume, "pdf", tmp_path / "a.pdf").path)
    assert [str(each["/Title"]) for each in pdf.outline if not isinstance(each, list)] == titles(shelf, volume)
    html = export(shelf, volume, "html", tmp_path / "a.html").path.read_text("utf-8")
    links = re.findall(r'<li><a href="#(part\d+)">', html)
    assert len(links) == len(volume)
    assert all(f'<article id="{link}">' in html for link in links)


def test_markdown_lists_every_record_by_a_link_of_its_own(
    shelf: MemoryShelf, volume: list[str], tmp_path: Path
) -> None:
    text = export(shelf, volume, "md", tmp_path / "a.md").path.read_text("utf-8")
    contents, _rule, rest = text.partition("\n\n# ")
    links = re.findall(r"^- \[(.*)\]\(#(.*)\)$", contents, re.MULTILINE)
    assert [re.sub(r"\\(.)", r"\1", shown) for shown, _anchor in links] == titles(shelf, volume)
    assert len({anchor for _shown, anchor in links}) == len(volume)
    assert f"# {rest}".count("\n```yaml\n") == len(volume)


def test_contents_come_and_go_as_asked_for(shelf: MemoryShelf, volume: list[str], tmp_path: Path) -> None:
    assert word_contents(export(shelf, volume, "docx", tmp_path / "a.docx", contents=False).path) == []
    assert len(word_contents(export(shelf, volume[:1], "docx", tmp_path / "b.docx", contents=True).path)) == 1
    assert word_contents(export(shelf, volume[:1], "docx", tmp_path / "c.docx").path) == []


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("asked", [0, 1, 4, 9])
def test_a_stopped_document_leaves_everything_as_it_was(
    to: str, asked: int, shelf: MemoryShelf, volume: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / f"a.{to}"
    target.write_text("older")
    with pytest.raises(ExportStopped):
        export(shelf, volume, to, target, cancelled=stop_at(asked))
    assert [path.name for path in folder.rglob("*")] == [target.name]
    assert target.read_text() == "older"


def test_a_stopped_markdown_file_takes_only_its_own_attachments_back(
    shelf: MemoryShelf, volume: list[str], tmp_path: Path
) -> None:
    (tmp_path / "attachments").mkdir()
    (tmp_path / "attachments" / "别的.png").write_bytes(b"other")
    with pytest.raises(ExportStopped):
        export(shelf, volume, "md", tmp_path / "a.md", cancelled=stop_at(5))
    assert [path.name for path in (tmp_path / "attachments").iterdir()] == ["别的.png"]


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_each_is_named_by_what_it_is_and_overwrites_nothing(
    to: str, shelf: MemoryShelf, volume: list[str], tmp_path: Path
) -> None:
    steps: list[Step] = []
    first = export_each(shelf, volume, to, tmp_path / "out", progress=steps.append)
    names = [each.path.name for each in first.files]
    assert names[0] == f"2025-09-01_活动纪实_第 1 次 [活动] _一_.{to}"
    assert len(set(names)) == len(volume) == len(first.files)
    before = {path: path.read_bytes() for path in (tmp_path / "out").glob(f"*.{to}")}
    again = export_each(shelf, volume, to, tmp_path / "out")
    assert all(" (2)" in each.path.name for each in again.files)
    assert {path: path.read_bytes() for path in before} == before
    assert [step.done for step in steps] == [*range(len(volume)), len(volume)]


def test_a_batch_stopped_in_between_has_whole_files_only_and_says_what_is_missing(
    shelf: MemoryShelf, volume: list[str], tmp_path: Path
) -> None:
    stops = iter([False] * 14)
    made = export_each(shelf, volume, "html", tmp_path / "out", cancelled=lambda: next(stops, True))
    assert 0 < len(made.files) < len(volume)
    assert made.left == len(volume) - len(made.files)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {each.path.name for each in made.files}
    assert all(each.path.read_text("utf-8").endswith("</html>\n") for each in made.files)


def test_a_record_that_cannot_be_set_is_named_and_the_others_are_written(
    shelf: MemoryShelf, volume: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alliance_app.writeups import pdf

    made = pdf.pdf_of

    def fails_once(writeup: Writeup) -> pdf.Pdf:
        if writeup.title.startswith("第 3"):
            raise CannotTypeset(reason="no")
        return made(writeup)

    monkeypatch.setattr(pdf, "pdf_of", fails_once)
    result = export_each(shelf, volume[:4], "pdf", tmp_path)
    assert len(result.files) == 3
    assert [title for title, _reason in result.failed] == [shelf.read(volume[2]).title]
    assert any("第 3" in warning for warning in result.warnings)


def test_nothing_and_nowhere_are_refused(shelf: MemoryShelf, volume: list[str], tmp_path: Path) -> None:
    with pytest.raises(NothingToExport):
        export_each(shelf, [], "pdf", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        export_each(shelf, volume, "pdf", tmp_path / "file" / "below")


def test_records_are_arranged_by_date_kind_and_title(shelf: MemoryShelf) -> None:
    made: list[Record] = [
        record(ids_of(5)[0], "salon", "第 10 期", fields={"starts_at": "2025-03-01T10:00"}),
        record(ids_of(5)[1], "salon", "第 9 期", fields={"starts_at": "2025-05-01"}),
        record(ids_of(5)[2], "activity", "慰问", fields={"date": "2025-01-01"}),
        record(ids_of(5)[3], "project", "啊", fields={}),
        record(ids_of(5)[4], "open_day", "走进", fields={"date": "2025-04-01"}),
    ]
    for each in made:
        shelf.keep(each)
    ids = [each.id for each in made]
    assert titles(shelf, arranged(shelf, ids, "date")) == ["慰问", "第 10 期", "走进", "第 9 期", "啊"]
    assert titles(shelf, arranged(shelf, ids, "kind")) == ["第 10 期", "第 9 期", "走进", "啊", "慰问"]
    assert titles(shelf, arranged(shelf, ids, "title")) == ["啊", "第 9 期", "第 10 期", "慰问", "走进"]
