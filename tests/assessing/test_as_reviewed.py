"""What leaves the house for people to read says whether a review can be believed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from alliance_app.assessing.as_reviewed import AsReviewed, readable
from alliance_app.assessing.reviewing import review_here
from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from alliance_app.writeups import export_noted
from alliance_app.writeups.sheets import write_workbook


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "示范", author="李主席") as made:
        yield made


def test_a_document_and_a_list_say_that_a_review_is_not_verified(library: Library, tmp_path: Path) -> None:
    reviewed = library.add(NewRecord("assessment", "自评", {"year": 2026})).only
    plain = library.add(NewRecord("assessment", "未复核的自评", {"year": 2025})).only
    article = library.add(NewRecord("article", "文章")).only
    review_here(library, reviewed, "同意二星", on="2026-11-26")
    ids = [reviewed, plain, article]
    page = export_noted(library, ids, "html", tmp_path / "x.html", readable(library, "html")).path.read_text("utf-8")
    assert page.count("同意二星 (not verified)") == 1
    assert page.count("not verified") == 1
    write_workbook(readable(library, "xlsx"), [reviewed, plain], tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert cells.count("同意二星 (not verified)") == 1
    source = export_noted(library, ids, "md", tmp_path / "x.md", readable(library, "md")).path.read_text("utf-8")
    assert "同意二星" in source
    assert "not verified" not in source


def test_everything_else_is_read_as_it_is(library: Library) -> None:
    kept = library.keep_bytes("a.txt", b"text")
    record_id = library.add(NewRecord("article", "文章", attachments=(kept,))).only
    shelf = AsReviewed(library)
    assert shelf.read(record_id) == library.read(record_id)
    assert shelf.by_title("文章") == record_id
    assert shelf.blob(kept.sha256) == library.blob(kept.sha256)
