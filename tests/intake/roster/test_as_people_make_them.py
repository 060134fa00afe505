"""Sheets as people make them: titles above, headings of every sort, notes below, stars painted, dates written out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from alliance_app.intake.packed import Bounds
from alliance_app.intake.roster import (
    AS_NEW,
    NoRosterThere,
    NoSuchSheet,
    NotAWorkbook,
    Preview,
    Standing,
    UnknownAnswer,
    apply,
    compare,
    read_roster,
)
from alliance_app.intake.roster import workbook as workbook_module
from alliance_app.intake.roster.names import like_key, same_key
from alliance_app.intake.roster.reading import read
from alliance_app.intake.roster.workbook import Cell
from alliance_app.library import Library
from alliance_app.records.kinds import MEMBER
from alliance_app.records.values import NewRecord
from tests.intake.roster.conftest import LOGISTICS, PRECISION, Sheet, everything, row_of

Look = Callable[..., Preview]


def test_a_sheet_with_title_units_blank_rows_total_and_notes(look: Look, members: Library) -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:J1")
        sheet.merge_cells("A11:J11")

    head = ["序号", "单位名称", "职工人数", "工会主席", "联系电话"]
    head += ["建会时间", "工会星级", "评定时间", "所属环节", "备注"]
    preview = look(
        [
            ["××区会员企业花名册（2024 年）"],
            [],
            [head[0], head[1], "职工人数\n（人）", "*工会 主席：", *head[4:]],
            [1, f"{PRECISION}工会委员会", "１３０人", "李主席", None, "2019年6月3日", "★★☆", "2024.5.1",
             "供销、运输", "转会"],
            [],
            [2, "新光公司", "1,200", None, 75500001234, 45356, "三星级", "2024/3/5", "制造 物流", None],
            head,
            [3, "远山公司", None, None, "０７５５－００００８８８８", 20240305, 0, None, None, None],
            [4, None, None, None, None, None, None, None, None, None],
            ["合计", None, 1330],
            ["备注：以上数据截至 2024 年底。"],
        ],
        dress,
    )  # fmt: skip
    assert preview.roster.heading_row == 3
    assert preview.roster.unread == ("序号", "备注")
    assert [(each.number, each.reason) for each in preview.left_out] == [
        (7, "the headings again"), (10, "a total"), (11, "a note below the table"),
    ]  # fmt: skip
    assert [(each.number, each.standing) for each in preview.rows] == [
        (4, Standing.CHANGES), (6, Standing.NEW), (8, Standing.NEW),
    ]  # fmt: skip
    told = {each.key: (each.before, each.after) for each in row_of(preview, 4).changes}
    assert told["workers"] == ("120", "130")
    assert told["stars"] == ("One star", "Two stars")
    assert told["chain_stage"] == ("", "Supply and sales、Transport")
    apply(members, preview)
    mine = members.read(members.find_id(PRECISION)).fields
    assert mine["founded_on"] == "2019-06-03"
    assert mine["phone"] == "0755-00001234"  # an empty cell takes nothing away
    assert mine["ratings"] == [{"on": "2022-05-01", "stars": "1"}]  # what it was rated before is kept
    new = members.read(members.find_id("新光公司")).fields
    assert (new["workers"], new["phone"], new["founded_on"], new["stars"]) == (1200, "75500001234", "2024-03-05", "3")
    assert new["chain_stage"] == ["production", "transport"]
    assert members.read(members.find_id("远山公司")).fields["phone"] == "0755-00008888"


def test_applied_twice_it_changes_nothing(look: Look, members: Library) -> None:
    head = ["企业名称", "职工数", "星级", "评定日期"]
    rows = [head, [PRECISION, 150, "二星", "2024-05-01"], ["新公司", 3, None, None]]
    apply(members, look(rows))
    before = everything(members)
    again = look(rows)
    assert [each.standing for each in again.rows] == [Standing.SAME, Standing.SAME]
    apply(members, again)
    assert everything(members) == before


def test_headings_in_two_lines_are_read_together(look: Look) -> None:
    def dress(sheet: Worksheet) -> None:
        for cells in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(cells)

    first, second = ["企业名称", "工会情况", None, "地址"], [None, "会员人数", "主席", None]
    preview = look([first, second, ["甲公司", 10, "王主席", "示例路 1 号"]], dress)
    assert preview.roster.heading_row == 2
    assert sorted(preview.roster.places) == ["address", "chair", "members", "title"]
    assert [each.number for each in preview.rows] == [3]


def test_of_several_sheets_the_one_that_says_most_is_read_unless_one_is_named(members: Library, tmp_path: Path) -> None:
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    first.title = "说明"
    first.append(["请按下表填写"])
    tables = (("旧", ["企业名称", "主席"], ["甲", "王"]), ("新", ["企业名称", "主席", "职工数"], ["乙", "李", 3]))
    for name, head, row in tables:
        sheet = workbook.create_sheet(name)
        sheet.append(head)
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    assert read_roster(path).sheet == "新"
    assert read_roster(path).fitting == ("旧", "新")
    assert [each.name for each in compare(members, read_roster(path, "旧")).rows] == ["甲"]
    with pytest.raises(NoSuchSheet, match="说明、旧、新"):
        read_roster(path, "别的")
    with pytest.raises(NoRosterThere):
        read_roster(path, "说明")


def test_a_name_that_only_resembles_one_is_asked_and_never_guessed(look: Look, members: Library) -> None:
    rows = [["企业名称", "职工数"], ["示例市示例精密股份有限公司", 9]]
    preview = look(rows)
    (row,) = preview.rows
    assert row.standing is Standing.ASKS
    assert [each.title for each in row.candidates] == [PRECISION]
    chosen = compare(members, preview.roster, {2: row.candidates[0].id})
    assert chosen.rows[0].standing is Standing.CHANGES
    assert chosen.rows[0].title is None  # the library's name stays
    new = compare(members, preview.roster, {2: AS_NEW})
    assert new.rows[0].standing is Standing.NEW
    with pytest.raises(UnknownAnswer):
        compare(members, preview.roster, {2: members.find_id(LOGISTICS)})


def test_two_members_of_one_name_are_asked_too(look: Look, members: Library) -> None:
    members.add(NewRecord("member", "示例物流有限公司工会"))
    (row,) = look([["企业名称", "职工数"], ["示例物流　有限公司工会委员会", 9]]).rows
    assert row.standing is Standing.ASKS
    assert len(row.candidates) == 2
    (exact,) = look([["企业名称", "职工数"], [LOGISTICS, 9]]).rows
    assert exact.standing is Standing.CHANGES


def test_a_record_number_with_another_name_renames(look: Look, members: Library) -> None:
    (row,) = look([["企业名称", "资料编号"], ["示例智造有限公司", members.find_id(PRECISION)]]).rows
    assert [(each.before, each.after) for each in row.changes] == [(PRECISION, "示例智造有限公司")]


def test_blanks_of_another_sort_in_a_name_are_no_new_name(look: Look, members: Library) -> None:
    spaced = members.add(NewRecord("member", "A\u00a0B  厂")).only
    (row,) = look([["企业名称", "资料编号"], ["A B 厂", spaced]]).rows
    assert row.standing is Standing.SAME


def test_covered_numbers_never_take_the_place_of_what_they_cover(look: Look, members: Library) -> None:
    preview = look([["企业名称", "电话"], [PRECISION, "0755-****9999"], ["新公司", "138****0000"]])
    assert row_of(preview, 2).standing is Standing.SAME
    assert row_of(preview, 2).remarks == ("Phone is covered and was left as it is",)
    apply(members, preview)
    assert members.read(members.find_id(PRECISION)).fields["phone"] == "0755-00001234"
    assert "phone" not in members.read(members.find_id("新公司")).fields


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("stars", "★★★", "3"), ("stars", "☆☆☆", "0"), ("stars", "２星级", "2"), ("stars", "一星级工会", "1"),
        ("stars", "未评", "0"), ("stars", 3.0, "3"), ("stars", "Two stars", "2"), ("stars", "—", "0"),
        ("legal_person", "√", True), ("legal_person", "未取得", False), ("legal_person", True, True),
        ("legal_person", "无", False), ("term_years", "五年", 5), ("term_years", "3 年", 3),
        ("committees", "经审会、女工委", ["funds", "women"]), ("chain_stage", "生产和销售", ["production", "supply"]),
        ("founded_on", "2024-3-5 00:00", "2024-03-05"), ("founded_on", "２０２４年３月５日", "2024-03-05"),
        ("founded_on", "45356", "2024-03-05"),
        ("capabilities", "注塑；模具，检测\n喷涂", ["注塑", "模具", "检测", "喷涂"]),
        ("phone", 13000000000.0, "13000000000"), ("workers", "1 200 人", 1200),
    ],
)  # fmt: skip
def test_what_people_write_is_what_they_mean(field: str, written: Any, meant: Any) -> None:
    assert read(MEMBER.by_name[field], Cell(written)) == meant


def test_days_are_counted_from_where_the_workbook_counts() -> None:
    assert read(MEMBER.by_name["founded_on"], Cell(43894), from_1904=True) == "2024-03-05"


@given(
    st.sampled_from(["示例精密", "三一", "A b"]),
    st.sampled_from(["", "有限公司"]),
    st.sampled_from(["", "工会", "工会委员会"]),
)
def test_names_fold_so_that_folding_again_changes_nothing(stem: str, form: str, union: str) -> None:
    name = stem + form + union
    assert same_key(same_key(name)) == same_key(name)
    assert same_key(name) == same_key(f" {name}　工会委员会")
    assert like_key(f"示例市{stem}有限公司") == like_key(name)
    assert same_key("工会") == "工会"


def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data, reason in (
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx"),
        ("b.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        ("c.xlsx", b"PK nothing", "no workbook"),
        ("d.xlsx", b"", "no workbook"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NotAWorkbook, match=reason):
            read_roster(tmp_path / name)
    with pytest.raises(NotAWorkbook, match="Nothing was changed"):
        read_roster(tmp_path / "nowhere.xlsx")
    path = sheet([["企业名称", "主席"], ["甲", "王"]])
    with pytest.raises(NoRosterThere):
        read_roster(sheet([["名录"], ["甲", "王"]], name="other.xlsx"))
    monkeypatch.setattr(workbook_module, "BOUNDS", Bounds(1_000, 1_000, 1_000))
    with pytest.raises(NotAWorkbook, match="more than is safe"):
        read_roster(path)


def test_a_sheet_of_too_many_rows_and_declared_entities_are_refused(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zipfile

    path = sheet([["企业名称", "主席"], *([f"甲{number}", "王"] for number in range(12))])
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 10)
    with pytest.raises(NotAWorkbook, match="more than 10 rows"):
        read_roster(path)
    bomb = path.with_name("bomb.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet'))
    with pytest.raises(NotAWorkbook, match="declarations"):
        read_roster(bomb)
