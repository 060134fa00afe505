"""A list in Excel says what the fields hold, as what they are, and nothing in it is ever a formula."""

import io
import math
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from alliance_app.records.fields import Computed, Day, Field, Integer, Link, Links, Moment, Number, Quantity
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Record, Value
from alliance_app.writeups.errors import ExportStopped, NothingToExport
from alliance_app.writeups.sheets import write_workbook
from tests.records.values_of import fields_of
from tests.writeups.shelves import MEMBER, PROJECT, SALON, MemoryShelf, record
from tests.writeups.test_batch import ids_of, stop_at

PERILOUS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")', "\t=1", "#N/A", "'quoted", "{=1}")


def read(path: Path) -> Workbook:
    return load_workbook(io.BytesIO(path.read_bytes()))


def rows_of(workbook: Workbook, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet, by heading."""
    head, *rows = workbook[name].iter_rows(values_only=True)
    assert len(set(head)) == len(head)
    return [dict(zip((str(each) for each in head), row, strict=True)) for row in rows]


def write(shelf: MemoryShelf, ids: list[str], tmp_path: Path, **how: Any) -> Workbook:
    return read(write_workbook(shelf, ids, tmp_path / "a.xlsx", **how).path)


@settings(max_examples=60)
@given(st.data())
def test_every_field_is_read_back_as_what_it_holds(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    stored = {name: value for name, value in kind.checked(data.draw(fields_of(kind))).items() if value is not None}
    folder = tmp_path_factory.mktemp("sheets")
    shelf = MemoryShelf(folder)
    fields = {**stored, **kind.computed(stored)}
    shelf.keep(record(SALON, kind.name, "标题", fields=fields))
    (row,) = rows_of(write(shelf, [SALON], folder, mask=False, private=True), kind.label)
    for each in kind.fields:
        check(each, fields, row)


def check(each: Field, fields: Mapping[str, Value], row: Mapping[str, Any]) -> None:
    """Whether a row says what one field holds."""
    unit = getattr(each, "unit", "")
    cell = row.get(f"{each.label}（{unit}）" if unit else each.label)
    value = fields.get(each.name)
    match each:
        case Sheet() | Table():
            pass  # test_rows_inside_a_record_have_a_sheet_of_their_own
        case Computed():
            pass  # test_dates_are_dates_and_numbers_are_numbers
        case Link() | Links():
            assert (cell or "").count("(record not here)") == len([value] if isinstance(value, str) else value or ())
        case Quantity():
            assert (row[each.label] is None) == (value is None)
            if value is not None:
                assert math.isclose(row[each.label], value["number"], rel_tol=1e-12)
                assert (row[f"{each.label}: unit"] or "") == value["unit"]
        case Day() | Moment():
            assert same_moment(cell, value)
        case Number() | Integer():
            assert (cell is None) == (value is None)
            assert cell is None or math.isclose(cell, value or 0, rel_tol=1e-12)
        case _:
            assert (cell or "") == each.show(value)


def same_moment(cell: Any, value: Value) -> bool:
    if value is None or isinstance(cell, str):
        return bool(cell == value)  # before 1901 Excel has no such day: it stays text
    assert isinstance(cell, datetime)
    return bool(cell == datetime.fromisoformat(value))


@pytest.mark.parametrize("text", PERILOUS)
def test_no_text_is_a_formula(text: str, shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(SALON, "salon", text, fields={"place": text, "topics": [text, text + "2"]}, tags=(text,)))
    workbook = write(shelf, [SALON], tmp_path)
    cells = [cell for row in workbook["Salon note"].iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert sum(str(cell.value).strip() == text.strip() for cell in cells) >= 2
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in tuple("=+-@\t'"))


def test_dates_are_dates_and_numbers_are_numbers(shelf: MemoryShelf, tmp_path: Path) -> None:
    fields = {
        "stage": "accepted",
        "stage_dates": {"proposed": {"on": "2025-01-02"}, "accepted": {"on": "2025-06-30"}},
        "investment": 1234.5,
        "period": 12,
        "baseline": {"number": 12.5, "unit": "kWh"},
        "annual_benefit": 215000.0,
        "finance_confirmed": True,
    }
    shelf.keep(record(PROJECT, "project", "回流焊", fields=fields))
    workbook = write(shelf, [PROJECT], tmp_path)
    (row,) = rows_of(workbook, "Innovation project")
    assert row["Stage dates·Accepted"] == datetime(2025, 6, 30)
    assert row["Stage dates·Promoted"] is None
    assert (row["Investment（元）"], row["Period (months)"], row["Yearly benefit（元）"]) == (1234.5, 12, 215000)
    assert (row["Baseline"], row["Baseline: unit"], row["Confirmed by finance"]) == (12.5, "kWh", "yes")
    sheet = workbook["Innovation project"]
    formats = {str(head.value): cell.number_format for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert formats["Stage dates·Accepted"] == "yyyy-mm-dd"
    assert formats["Investment（元）"] == "#,##0.00"
    assert isinstance(row["Changed"], datetime)


def test_the_header_stays_in_sight_and_filters(shelf: MemoryShelf, tmp_path: Path) -> None:
    for record_id in ids_of(3):
        shelf.keep(
            record(record_id, "activity", "一次很长很长的活动名称" * 4, fields={"date": date(2025, 1, 1).isoformat()})
        )
    sheet = write(shelf, ids_of(3), tmp_path)["Activity"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(cell.font.bold for cell in sheet[1])
    widths = [sheet.column_dimensions[get_column_letter(at + 1)].width for at in range(len(sheet[1]))]
    assert all(8 <= width <= 48 for width in widths)
    assert widths[0] == 48


def test_telephones_are_text_and_covered_unless_told_otherwise(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(MEMBER, "member", "示范电子", fields={"phone": "000-0000-1111", "address": "电话 000-0000-2222"}))
    workbook = write(shelf, [MEMBER], tmp_path)
    (row,) = rows_of(workbook, "Member enterprise")
    assert "0000-1111" not in row["Phone"]
    assert "0000-2222" not in row["Address"]
    (cell,) = [cell for cell in workbook["Member enterprise"][2] if cell.value == row["Phone"]]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    made = write_workbook(shelf, [MEMBER], tmp_path / "b.xlsx")
    assert made.warnings == ("2 phone, identity or card numbers were covered.",)
    (open_row,) = rows_of(write(shelf, [MEMBER], tmp_path, mask=False), "Member enterprise")
    assert open_row["Phone"] == "000-0000-1111"


def test_private_fields_stay_at_home(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(SALON, "supply_demand", "求购", fields={"amount": 5000}))
    assert not any("Amount" in head for head in rows_of(write(shelf, [SALON], tmp_path), "Supply or demand")[0])
    assert rows_of(write(shelf, [SALON], tmp_path, private=True), "Supply or demand")[0]["Amount（元）"] == 5000


def test_rows_inside_a_record_have_a_sheet_of_their_own(shelf: MemoryShelf, tmp_path: Path) -> None:
    decisions = [{"no": 1, "what": "建台账", "due": "2025-08-01"}, {"no": 2, "what": "=公示"}]
    shelf.keep(record(MEMBER, "member", "示范电子"))
    shelf.keep(record(SALON, "salon", "第 18 期", fields={"decisions": decisions, "host": MEMBER}))
    indicators = {"I01": {"value": 3.0, "evidence": [SALON]}, "I02": {"na": True}}
    shelf.keep(record(PROJECT, "assessment", "自评", fields={"year": 2025, "indicators": indicators}))
    workbook = write(shelf, [SALON, PROJECT], tmp_path)
    rows = rows_of(workbook, "Salon note-Decisions")
    assert [(row["Title"], row["No."], row["Matter"], row["Due"]) for row in rows] == [
        ("第 18 期", 1, "建台账", datetime(2025, 8, 1)),
        ("第 18 期", 2, "=公示", None),
    ]
    rated = rows_of(workbook, "Star self-assessment-Indicators"[:31])
    codes = [row["Indicators"].split()[0] for row in rated]  # a name stands behind it where the catalogue is known
    assert [(code, row["Value"], row["Evidence"]) for code, row in zip(codes, rated, strict=True)] == [
        ("I01", 3, "第 18 期"),
        ("I02", None, None),
    ]
    assert rows_of(workbook, "Salon note")[0]["Decisions: rows"] == 2
    assert rows_of(workbook, "Salon note")[0]["Host"] == "示范电子"


def test_several_kinds_have_a_sheet_together_and_one_each(shelf: MemoryShelf, tmp_path: Path) -> None:
    shelf.keep(record(MEMBER, "member", "示范电子"))
    shelf.keep(record(SALON, "salon", "第 18 期", fields={"starts_at": "2025-03-18T14:30", "host": MEMBER}))
    workbook = write(shelf, [SALON, MEMBER], tmp_path)
    assert workbook.sheetnames == ["All", "Salon note", "Member enterprise"]
    together = rows_of(workbook, "All")
    assert [(row["Title"], row["Kind"], row["Date"], row["Enterprise"]) for row in together] == [
        ("第 18 期", "Salon note", datetime(2025, 3, 18), "示范电子"),
        ("示范电子", "Member enterprise", None, None),
    ]
    assert write(shelf, [SALON], tmp_path).sheetnames == ["Salon note"]


def test_control_characters_and_endless_texts_do_not_break_it(shelf: MemoryShelf, tmp_path: Path) -> None:
    whole: Record = record(SALON, "project", "长", fields={"rejection_reason": "一" * 40_000, "leader": "a\x0bb\ufffe"})
    shelf.keep(whole)
    (row,) = rows_of(write(shelf, [SALON], tmp_path), "Innovation project")
    assert len(row["Reason not adopted"]) == 32_767
    assert row["Leader"] == "ab"


@pytest.mark.parametrize("asked", [0, 1, 2])
def test_a_stopped_list_leaves_nothing(asked: int, shelf: MemoryShelf, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for record_id in ids_of(3):
        shelf.keep(record(record_id, "activity", "活动"))
    shelf.keep(record(SALON))
    with pytest.raises(ExportStopped):
        write_workbook(shelf, [*ids_of(3), SALON], out / "a.xlsx", cancelled=stop_at(asked))
    assert list(out.iterdir()) == []


def test_an_empty_list_is_refused_and_a_folder_gets_the_default_name(shelf: MemoryShelf, tmp_path: Path) -> None:
    with pytest.raises(NothingToExport):
        write_workbook(shelf, [], tmp_path / "a.xlsx")
    shelf.keep(record(SALON))
    assert write_workbook(shelf, [SALON], tmp_path).path.name.endswith("_主席沙龙清单_1条.xlsx")
