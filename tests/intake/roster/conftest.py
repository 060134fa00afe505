"""A library with members, and sheets as people make them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from alliance_app.intake.roster import Preview, PreviewRow, compare, read_roster
from alliance_app.library import Library, Listing
from alliance_app.records.values import NewRecord, Record

Sheet = Callable[..., Path]
PRECISION, LOGISTICS = "示例精密有限公司", "示例物流有限公司"


@pytest.fixture
def members(library: Library) -> Library:
    """Two members."""
    library.add_all(
        [
            NewRecord(
                "member",
                PRECISION,
                {"workers": 120, "stars": "1", "rated_on": "2022-05-01", "phone": "0755-00001234", "chair": "张主席"},
            ),
            NewRecord("member", LOGISTICS, {"chain_stage": ["transport"], "capabilities": ["冷链", "配送"]}),
        ]
    )
    return library


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Write rows to a workbook; `dress(worksheet)` does what is to be done to it beside."""

    def written(
        rows: Sequence[Sequence[Any]],
        dress: Callable[[Worksheet], None] = lambda _sheet: None,
        name: str = "花名册.xlsx",
    ) -> Path:
        workbook = Workbook()
        made = workbook.active
        assert isinstance(made, Worksheet)
        for row in rows:
            made.append(list(row))
        dress(made)
        path = tmp_path / name
        workbook.save(path)
        return path

    return written


@pytest.fixture
def look(members: Library, sheet: Sheet) -> Callable[..., Preview]:
    """The preview of rows written to a sheet."""

    def looked(rows: Sequence[Sequence[Any]], dress: Callable[[Worksheet], None] = lambda _sheet: None) -> Preview:
        return compare(members, read_roster(sheet(rows, dress)))

    return looked


def row_of(preview: Preview, number: int) -> PreviewRow:
    """The row with this number in the sheet."""
    (found,) = [each for each in preview.rows if each.number == number]
    return found


def reasons(row: PreviewRow) -> list[tuple[str, str]]:
    """Where and why a row is wrong."""
    return [(each.place, each.reason) for each in row.faults]


def everything(library: Library) -> list[Record]:
    """All members as they stand."""
    return library.read_many(sorted(library.ids(Listing(kinds=("member",)))))
