"""An .xlsx file as plain cells: read in a stream, never whole, no formula worked out, bounded in every direction."""

import re
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_app.intake import packed
from alliance_app.intake.roster.errors import NotAWorkbook
from alliance_app.words import _

MOST_BYTES = 20 * 1024 * 1024
BOUNDS = packed.Bounds(unpacked=40 * 1024 * 1024, xml=40 * 1024 * 1024, markup=4_000_000)
MOST_ROWS, MOST_COLUMNS = 5_000, 120
MOST_SHEETS = 50
_MOST_MERGES = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an .xls of old, or an .xlsx under a password
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something. `formula`: what stands there is worked out; `fault`: an error such as #N/A."""

    value: object
    formula: bool = False
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells drawn together; rows and columns from 1, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def shown(self) -> str:
        """As Excel writes it: B5:B7."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: what its cells hold by (row, column) from 1, what is merged, which day numbers count from."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Merge, ...]
    rows: int
    from_1904: bool = False
    hidden: bool = False


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """The sheets of a workbook, in its order. Raises NotAWorkbook, OSError."""
    data = _bytes(path)
    try:
        with packed.opened(data) as parts:
            packed.look_over(parts, parts.infolist(), BOUNDS)
        return _grids(data)
    except NotAWorkbook as error:
        raise NotAWorkbook(path=path, reason=error.details["reason"]) from error
    except packed.UnsafeError as error:
        raise NotAWorkbook(path=path, reason=str(error)) from error
    except MemoryError:
        raise
    except Exception as error:  # the readers' own errors are of every kind, and all mean the same
        raise NotAWorkbook(path=path, reason=_("it is no workbook, or it is damaged")) from error


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() in (".xls", ".et", ".csv", ".numbers", ".ods"):
        reason = _("it is of the kind {ending}; open it and save it as .xlsx").format(ending=path.suffix.lower())
        raise NotAWorkbook(path=path, reason=reason)
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotAWorkbook(path=path, reason=error.strerror or error) from error
    if len(data) > MOST_BYTES:
        raise NotAWorkbook(path=path, reason=_("it is larger than {most} MB").format(most=MOST_BYTES >> 20))
    if data.startswith(_OLE):
        reason = _("it has a password or is an old .xls; open it and save it as .xlsx without a password")
        raise NotAWorkbook(path=path, reason=reason)
    if not zipfile.is_zipfile(path):
        raise NotAWorkbook(path=path, reason=_("it is no workbook, or it is damaged"))
    return data


def _grids(data: bytes) -> tuple[Grid, ...]:
    import io
    import warnings

    from openpyxl import load_workbook  # slow to import

    with packed.opened(data) as parts, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts it does not know: charts, validations; only cells are read
        with closing(load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)) as workbook:
            from_1904 = workbook.epoch.year == 1904
            return tuple(_grid(each, _merges(parts, each), from_1904) for each in workbook.worksheets[:MOST_SHEETS])


def _grid(sheet: Any, merges: tuple[Merge, ...], from_1904: bool) -> Grid:
    sheet.reset_dimensions()  # what a file says of its own size may be anything
    cells: dict[tuple[int, int], Cell] = {}
    filled = 0
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), 1):
        for at, each in enumerate(row, 1):
            if each.value is None or (isinstance(each.value, str) and not each.value.strip()):
                continue
            cells[number, at] = Cell(each.value, each.data_type == "f", each.data_type == "e")
            filled = number
    if filled > MOST_ROWS:
        raise NotAWorkbook(path="", reason=_("it has more than {most} rows").format(most=MOST_ROWS))
    return Grid(sheet.title, cells, merges, filled, from_1904, sheet.sheet_state != "visible")


def _merges(parts: zipfile.ZipFile, sheet: Any) -> tuple[Merge, ...]:
    """What is merged: openpyxl's stream leaves it out."""
    from openpyxl.utils import column_index_from_string

    found = _MERGE.findall(parts.read(sheet._worksheet_path))[:_MOST_MERGES]  # noqa: SLF001 - told nowhere else
    return tuple(
        Merge(int(top), column_index_from_string(left.decode()), int(bottom), column_index_from_string(right.decode()))
        for left, top, right, bottom in found
    )
