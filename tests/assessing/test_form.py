"""The form a federation takes in: in Excel and Word, whole, in the catalogue's words, printed across A4."""

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from alliance_app import words
from alliance_app.alliance.catalogue import standard
from alliance_app.app import App
from alliance_app.assessing import form_name, rate, write_form
from alliance_app.assessing.form import headings
from alliance_app.library import Listing
from alliance_app.records.ids import new_id
from alliance_app.records.values import Edit, NewRecord
from alliance_app.writeups import export
from alliance_app.writeups.errors import CannotWrite, UnknownFormat
from alliance_app.writeups.sheets import write_workbook

CATALOGUE = standard()
UNION = "电子厂工会"
ROWS: dict[str, dict[str, Any]] = {
    "I01": {"value": 2, "note": "=1+1 联系人 13800138000"},
    "I39": {"na": True},
    "I53": {"value": 5},
    "B3": {"value": 2, "note": "两篇案例"},
    "D1": {"value": 1},
    "V2": {"value": 1},
}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with App.create(tmp_path / "library", "示例联盟", author="李主席") as made, words.speaking("zh"):
        member, minutes = new_id(), new_id()
        made.library.add_all(
            [
                NewRecord("member", UNION, {"workers": 860, "members": 838, "chair": "李主席"}, id=member),
                NewRecord("document", "党支部专题研究纪要", {"type": "minutes", "date": "2025-03-01"}, id=minutes),
                *(
                    NewRecord("salon", f"第 {each} 期", {"starts_at": f"2025-0{each}-01T09:00", "host": member})
                    for each in (1, 2)
                ),
                NewRecord(
                    "assessment",
                    "自评",
                    {
                        "year": 2025,
                        "member": member,
                        "indicators": {**ROWS, "I01": {**ROWS["I01"], "evidence": [minutes]}},
                    },
                ),
            ]
        )
        yield made


def member_of(app: App) -> str:
    found = app.library.by_title(UNION, "member")
    assert found is not None
    return found


def sheet_of(path: Path) -> Worksheet:
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, code: str) -> list[Any]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return next(row for row in rows if str(row[0]).endswith(code))


def test_the_workbook_has_every_class_item_and_indicator_with_targets_value_points_and_evidence(
    app: App, tmp_path: Path
) -> None:
    sheet = sheet_of(write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "form.xlsx").path)
    first = ["" if cell.value is None else str(cell.value) for cell in sheet["A"]]
    assert first[0] == "2025 年度星级工会自评表"
    codes = [text.split("\n")[1] for text in first if "\n" in text]
    assert codes == [each.code for each in CATALOGUE.indicators]
    assert sum(text.startswith("C") and "得分" in text for text in first) == 7 + 18
    numbers = ("C1.1.1\nI01", "党组织专题研究工会工作次数", "次/年", "≥1★", "≥1★", "≥2★", 2, "自填", 2, 2)
    assert row_of(sheet, "I01") == [*numbers, "党支部专题研究纪要", "=1+1 联系人 138****8000"]
    assert row_of(sheet, "I39")[6:10] == ["不适用", None, 2, 2]
    assert row_of(sheet, "I53")[6:10] == [5, "自填（统计 2）", 1.7, 2]
    assert row_of(sheet, "I18")[3:6] == ["≤180", "≤0★", "≤0★"]
    assert row_of(sheet, "I03")[3:10] == ["—", "≥20", "≥30", "—", None, 0, 1]
    assert row_of(sheet, "B3")[6:11] == [2, None, 2, None, "两篇案例"]
    assert row_of(sheet, "D1")[8] == -2
    text = "\n".join(first)
    for said in ("总分", "自评星级：未达星级", "发生恶性群体性劳动关系事件：是", "不是官方标准", "上级工会复核意见"):
        assert said in text


def test_no_note_is_a_formula_and_the_numbers_are_numbers(app: App, tmp_path: Path) -> None:
    path = write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "form.xlsx").path
    with zipfile.ZipFile(path) as package:
        assert "<f>" not in package.read("xl/worksheets/sheet1.xml").decode()
    assert all(cell.data_type != "f" for row in sheet_of(path).iter_rows() for cell in row)


def test_the_workbook_prints_across_a4_with_the_headings_on_every_page(app: App, tmp_path: Path) -> None:
    sheet = sheet_of(write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "form.xlsx").path)
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    heading = next(row for row in sheet.iter_rows() if row[0].value == "编号")
    assert [cell.value for cell in heading] == list(headings())
    assert sheet.print_title_rows == f"${heading[0].row}:${heading[0].row}"


def test_rows_are_high_enough_for_what_stands_in_them(app: App, tmp_path: Path) -> None:
    many = [new_id() for _each in range(30)]
    app.library.add_all([NewRecord("document", f"关于第 {at} 次会议的纪要", id=each) for at, each in enumerate(many)])
    (assessment,) = app.library.ids(Listing(kinds=("assessment",)))
    app.library.write(Edit(assessment, fields={"indicators": {"I01": {"value": 2, "evidence": many}}}))
    sheet = sheet_of(write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "form.xlsx").path)
    evidence = row_of(sheet, "I01")[10]
    assert evidence.endswith("等 18 条")
    at = next(row[0].row for row in sheet.iter_rows() if str(row[0].value).endswith("I01"))
    assert at is not None
    height = sheet.row_dimensions[at].height
    assert height is not None
    assert height >= 8 * 14  # 12 titles of 22 letters each in a column of 38


def test_the_document_lies_across_a4_and_says_the_same(app: App, tmp_path: Path) -> None:
    path = write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "form.docx").path
    document = Document(str(path))
    section = document.sections[0]
    assert section.orientation is WD_ORIENT.LANDSCAPE
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(headings())
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 1 + 7 + 18 + 57
    first = next(row for row in rows if row[0].endswith("I01"))
    assert first[6:] == ["2", "自填", "2", "2", "党支部专题研究纪要", "=1+1 联系人 138****8000"]
    text = "\n".join(each.text for each in document.paragraphs)
    for said in ("2025 年度星级工会自评表", "工会：电子厂工会", "自评星级：未达星级", "不是官方标准"):
        assert said in text


def test_the_form_speaks_english_too(app: App, tmp_path: Path) -> None:
    with words.speaking("en"):
        sheet = sheet_of(write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "form.xlsx").path)
        assert row_of(sheet, "I01")[1] == "Party meetings dedicated to union work"
        assert "not an official standard" in str(sheet.cell(sheet.max_row, 1).value)


def test_a_folder_gets_the_default_name_and_nothing_personal_is_covered_where_that_is_wished(
    app: App, tmp_path: Path
) -> None:
    made = write_form(app.library, app.witness(), member_of(app), 2025, tmp_path, mask=False)
    assert made.path.name == "2025_星级自评表_电子厂工会.xlsx"
    assert made.warnings == ()
    assert row_of(sheet_of(made.path), "I01")[11].endswith("13800138000")
    covered = write_form(app.library, app.witness(), member_of(app), 2025, tmp_path)
    assert covered.warnings != ()


def test_other_formats_and_places_are_refused_and_leave_nothing(app: App, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat):
        write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "form.pdf")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite):
        write_form(app.library, app.witness(), member_of(app), 2025, tmp_path / "file" / "form.xlsx")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "library"]


def test_a_year_without_member_or_assessment_is_an_empty_form(app: App, tmp_path: Path) -> None:
    rated = rate(app.library, app.witness(), None, 2024)
    assert (rated.assessment.total, rated.assessment.stars) == (0, 0)
    path = write_form(app.library, app.witness(), None, 2024, tmp_path, to="docx").path
    assert path.name == form_name(rated, "docx") == "2024_星级自评表.docx"
    assert "工会：—" in "\n".join(each.text for each in Document(str(path)).paragraphs)


@pytest.mark.parametrize("to", ["html", "docx", "xlsx"])
def test_a_self_assessments_own_export_calls_the_indicators_by_name(app: App, tmp_path: Path, to: str) -> None:
    ids = app.library.ids(Listing(kinds=("assessment",)))
    path = tmp_path / f"record.{to}"
    (write_workbook if to == "xlsx" else partial(export, to=to))(app.library, ids, path=path)
    if to == "html":
        said = path.read_text(encoding="utf-8")
    elif to == "docx":
        said = "\n".join(cell.text for table in Document(str(path)).tables for row in table.rows for cell in row.cells)
    else:
        said = "\n".join(str(row[1]) for row in load_workbook(path)["自评-指标"].iter_rows(values_only=True))
    for name in ("I01 党组织专题研究工会工作次数", "B3 案例被区级及以上工会采用推广", "V2 发生恶性群体性劳动关系事件"):
        assert name in said
