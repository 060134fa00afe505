"""Where documents were written: noted here only, brought up to date, gone with an erased record."""

import json
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.library.errors import UnknownRecord
from alliance_app.records.values import Edit, NewRecord


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "案例.docx"
    path.parent.mkdir()
    path.write_bytes(b"first")
    return path


def case_with_a_source(library: Library) -> tuple[str, str]:
    source = library.add(NewRecord("project", "回流焊", {"stage": "accepted"})).only
    return library.add(NewRecord("case", "案例", {"sources": [{"record": source}]})).only, source


def test_an_export_is_noted_and_what_became_of_it_is_seen(library: Library, written: Path) -> None:
    case, source = case_with_a_source(library)
    library.note_export([case], written, "docx", "official", {case: [source]})
    (noted,) = library.exports(case)
    assert (noted.path, noted.format, noted.layout, noted.size) == (written, "docx", "official", 5)
    assert (noted.there, noted.touched, noted.outdated) == (True, False, False)
    library.write(Edit(source, fields={"investment": 5}))
    assert library.exports(case)[0].outdated
    library.note_export([case], written, "docx", "official", {case: [source]})
    assert not library.exports(case)[0].outdated
    library.write(Edit(case, body="新"))
    written.write_bytes(b"third")
    (noted,) = library.exports(case)
    assert (noted.touched, noted.outdated) == (True, True)
    written.unlink()
    (noted,) = library.exports(case)
    assert (noted.there, noted.touched) == (False, False)


def test_a_file_that_was_only_copied_anew_is_not_touched(library: Library, written: Path) -> None:
    case, _source = case_with_a_source(library)
    library.note_export([case], written, "docx", "plain", {})
    again = written.with_name("copy")
    again.write_bytes(b"first")
    again.replace(written)
    assert not library.exports(case)[0].touched


def test_the_newest_comes_first_and_each_place_once(library: Library, written: Path, tmp_path: Path) -> None:
    case, source = case_with_a_source(library)
    other = tmp_path / "b.pdf"
    other.write_bytes(b"pdf")
    for path, form in ((written, "docx"), (other, "pdf"), (written, "docx")):
        library.note_export([case, source], path, form, "plain", {})
    assert [each.path for each in library.exports(case)] == [written, other]
    assert [each.path for each in library.exports(source)] == [written, other]
    library.note_export([source], written, "docx", "plain", {})
    assert [each.path for each in library.exports(case)] == [other]


def test_a_file_that_is_not_there_is_not_noted(library: Library, tmp_path: Path) -> None:
    case, _source = case_with_a_source(library)
    library.note_export([case], tmp_path / "nowhere.docx", "docx", "plain", {})
    assert library.exports(case) == ()
    with pytest.raises(UnknownRecord):
        library.exports("01ARZ3NDEKTSV4RRFFQ69G5FAZ")


def test_exports_stay_on_this_computer(library: Library, written: Path) -> None:
    case, _source = case_with_a_source(library)
    before = library.last_change()
    library.note_export([case], written, "docx", "plain", {})
    assert library.last_change() == before
    assert str(written).encode() not in library.history_of(case)


def test_an_erased_record_leaves_no_note_of_its_exports(library: Library, written: Path) -> None:
    case, source = case_with_a_source(library)
    library.note_export([case], written, "docx", "plain", {case: [source]})
    library.note_export([source], written.with_name("none"), "docx", "plain", {})
    library.erase(source)
    with library.reading() as connection:
        rows = connection.exec_driver_sql("SELECT record_id, versions FROM exports").all()
    assert [(row.record_id, list(json.loads(row.versions))) for row in rows] == [(case, [case])]
    assert library.exports(case)[0].outdated
    library.erase(case)
    with library.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM exports").scalar() == 0
