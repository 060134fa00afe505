"""What is wrong in a sheet is named row by row, and nothing of a sheet with faults comes in unless that was wished."""

from collections.abc import Callable

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from alliance_app.intake.roster import Preview, RosterHasFaults, RosterOutdated, Standing, apply
from alliance_app.library import Changed, Library, Listing
from alliance_app.records.errors import InvalidField
from alliance_app.records.values import Edit, NewRecord
from tests.intake.roster.conftest import LOGISTICS, PRECISION, everything, reasons, row_of

Look = Callable[..., Preview]
HEAD = ["序号", "企业名称", "职工人数", "工会主席", "建会时间", "星级", "产业链环节", "法人资格"]


def test_each_fault_is_named_with_its_row_its_column_and_why(look: Look) -> None:
    preview = look(
        [
            HEAD,
            [1, "甲公司", "=100+20", None, None, None, None, None],
            [2, "乙公司", "约二百", None, "2024年2月30日", None, None, None],
            [3, "丙公司", -5, None, "2019年6月", "五星", "飞行", "也许"],
            [4, None, 30, "王主席", None, None, None, None],
            [5, "丁公司", 12.5, None, 2019, None, None, None],
            [6, "戊" * 300, 1, None, None, None, None, None],
        ]
    )
    assert [each.standing for each in preview.rows] == [Standing.WRONG] * 6
    assert reasons(row_of(preview, 2)) == [
        ("C2", "a formula stands here, not a value: copy it and paste it as a value")
    ]
    assert reasons(row_of(preview, 3)) == [
        ("C3", "“约二百” is not a whole number"),
        ("E3", "there is no such day as 2024年2月30日"),
    ]
    places = [place for place, _why in reasons(row_of(preview, 4))]
    assert places == ["C4", "E4", "F4", "G4", "H4"]
    assert row_of(preview, 4).faults[1].column == "Union founded on"
    assert "has no day" in row_of(preview, 4).faults[1].reason
    assert "Transport" in row_of(preview, 4).faults[3].reason
    assert reasons(row_of(preview, 5)) == [("B5", "the name of the enterprise is missing")]
    assert reasons(row_of(preview, 6)) == [
        ("C6", "“12.5” is not a whole number"),
        ("E6", "only a year stands here: month and day are needed"),
    ]
    assert reasons(row_of(preview, 7)) == [("B7", "300 characters are too many; 200 are allowed")]


def test_cells_merged_over_rows_make_each_of_them_wrong(look: Look) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("C2:C3")

    preview = look([HEAD, [1, "甲公司", 100], [2, "乙公司"], [3, "丙公司", 7]], merge)
    for number in (2, 3):
        assert reasons(row_of(preview, number)) == [
            (f"C{number}", "C2:C3 are merged over several rows or columns: split them and fill each one")
        ]
    assert row_of(preview, 4).standing is Standing.NEW


def test_a_name_merged_over_rows_is_no_second_member_without_a_name(look: Look) -> None:
    preview = look([HEAD, [1, "甲公司", 100], [None, None, 50]], lambda sheet: sheet.merge_cells("B2:B3"))
    assert [(each.number, each.standing) for each in preview.rows] == [(2, Standing.WRONG), (3, Standing.WRONG)]
    assert "B2:B3" in row_of(preview, 3).faults[0].reason


def test_names_that_stand_twice_are_wrong_in_both_rows(look: Look) -> None:
    preview = look([HEAD, [1, "甲公司", 1], [2, "乙公司", 2], [3, "甲 公司工会委员会", 3]])
    assert reasons(row_of(preview, 2)) == [("B2", "row 4 has the same name or record number")]
    assert reasons(row_of(preview, 4)) == [("B4", "row 2 has the same name or record number")]
    assert row_of(preview, 3).standing is Standing.NEW


def test_an_error_of_excel_is_no_value(look: Look) -> None:
    def fault(sheet: Worksheet) -> None:
        sheet["D2"].value = "#REF!"
        sheet["D2"].data_type = "e"

    preview = look([HEAD, [1, "甲公司", 1, "x"]], fault)
    assert reasons(row_of(preview, 2)) == [("D2", "Excel shows an error here (#REF!)")]


def test_nothing_of_a_sheet_with_a_fault_comes_in_unless_its_rows_are_left_out_on_purpose(
    look: Look, members: Library
) -> None:
    preview = look([HEAD, [1, PRECISION, 130], [2, "新公司", 10], [3, "坏公司", "很多"]])
    before = everything(members)
    with pytest.raises(RosterHasFaults, match=r"first in row 4: C4 Workers：“很多” is not a whole number"):
        apply(members, preview)
    assert everything(members) == before
    done = apply(members, preview, skip_wrong=True)
    assert (len(done.added), len(done.changed), done.left_out) == (1, 1, (4,))
    assert sorted(each.title for each in everything(members)) == sorted([PRECISION, LOGISTICS, "新公司"])


def test_when_the_library_refuses_one_row_none_is_written(
    look: Look, members: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = look([HEAD, [1, "新公司", 10], [2, PRECISION, 130]])
    before = everything(members)
    real = members.take_in

    def with_a_bad_one(news: list[NewRecord], edits: list[Edit]) -> Changed:
        return real(news, [*edits, Edit(edits[0].record_id, fields={"workers": -1})])

    monkeypatch.setattr(members, "take_in", with_a_bad_one)
    with pytest.raises(InvalidField, match="Workers"):
        apply(members, preview)
    assert everything(members) == before


def test_what_changed_since_the_look_is_never_overrun(look: Look, members: Library) -> None:
    preview = look([HEAD, [1, "新公司", 10]])
    members.add(NewRecord("member", "新公司"))
    with pytest.raises(RosterOutdated):
        apply(members, preview)
    assert len(members.ids(Listing(kinds=("member",)))) == 3


def test_a_covered_name_is_no_name(look: Look, members: Library) -> None:
    members.add(NewRecord("member", "示例厂 0755-00001234"))
    (row,) = look([["企业名称", "职工数"], ["示例厂 0755-******34", 5]]).rows
    assert reasons(row) == [("A2", "the name is covered, and no record number says which member it is")]


def test_a_member_in_the_trash_is_not_made_a_second_time_by_its_number(look: Look, members: Library) -> None:
    gone = members.find_id(LOGISTICS)
    members.delete(gone)
    preview = look([["企业名称", "职工数", "资料编号"], [LOGISTICS, 5, gone]])
    (place, reason), = reasons(row_of(preview, 2))
    assert place == "C2"
    assert "in the trash" in reason
