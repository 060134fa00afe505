"""The roster goes out to Excel and comes in again: nothing changes, whatever it holds and whatever is covered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from alliance_app import words
from alliance_app.intake.roster import Standing, apply, compare, read_roster
from alliance_app.library import Library, Listing
from alliance_app.records.kinds import MEMBER
from alliance_app.records.roster import columns
from alliance_app.records.text import is_visible
from alliance_app.records.values import NewRecord
from alliance_app.writeups.sheets import write_roster, write_template
from tests.records.values_of import LINES, fields_of

TITLES = st.one_of(
    LINES.filter(is_visible),
    st.sampled_from(["=1+1", "备注：说明", "合计", "企业名称", "示例厂 0755-00001234", "工会", "-", "#N/A", "无"]),
)
MEMBERS = st.lists(st.tuples(TITLES, fields_of(MEMBER)), min_size=1, max_size=6)


def members_of(library: Library) -> list[str]:
    return library.ids(Listing(kinds=("member",), order="title", descending=False))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("roster") / "library", "测试") as made:
        yield made


@settings(max_examples=25)
@given(MEMBERS, st.booleans(), st.sampled_from(["zh", "en"]), st.sampled_from(["zh", "en"]))
def test_what_goes_out_comes_in_without_a_change(
    library: Library,
    members: list[tuple[str, dict[str, object]]],
    mask: bool,
    out: words.Language,
    back: words.Language,
) -> None:
    library.delete(*members_of(library))  # those of the example before
    library.add_all([NewRecord("member", title, fields) for title, fields in members])
    ids = members_of(library)
    before = library.read_many(ids)
    with words.speaking(out):
        path = write_roster(library, ids, library.folder.parent / "a.xlsx", mask=mask).path
    with words.speaking(back):
        preview = compare(library, read_roster(path))
        assert [(each.standing, each.faults, each.changes) for each in preview.rows] == [
            (Standing.SAME, (), ()) for _each in ids
        ]
        assert preview.left_out == ()
        apply(library, preview)
    assert library.read_many(ids) == before


def test_a_covered_roster_edited_elsewhere_keeps_the_telephones(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", "测试") as library:
        library.add(NewRecord("member", "示例精密", {"phone": "0755-00001234", "chair": "张主席"}))
        path = write_roster(library, members_of(library), tmp_path / "a.xlsx").path
        workbook = load_workbook(path)
        sheet = workbook.worksheets[0]
        head = [cell.value for cell in sheet[1]]
        assert sheet.cell(2, head.index("Phone") + 1).value == "0755-******34"
        sheet.cell(2, head.index("Chair") + 1).value = "李主席"
        workbook.save(path)
        apply(library, compare(library, read_roster(path)))
        (record,) = library.read_many(members_of(library))
        assert (record.fields["chair"], record.fields["phone"]) == ("李主席", "0755-00001234")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_has_every_column_and_is_understood(tmp_path: Path, language: words.Language) -> None:
    with words.speaking(language):
        path = write_template(tmp_path / "t.xlsx")
        sheet = load_workbook(path).worksheets[0]
        assert [cell.value for cell in sheet[1]] == [each.heading for each in columns()][:-1]
        assert all(cell.comment is not None for cell in sheet[1])
        lists = {str(each.sqref) for each in sheet.data_validations.dataValidation if each.type == "list"}
        assert len(lists) == 2
        roster = read_roster(path)
    assert set(roster.places) == {each.key for each in columns()[:-1]}
    assert roster.lines == ()
    assert roster.unread == ()
