"""One value as a cell of a workbook: dates are dates, numbers are numbers, and no text is ever a formula."""

import re
from datetime import date, datetime, time

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CellValue = str | int | float | date | datetime | None

DAY, MOMENT, TEXT, MONEY, PLAIN = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "@", "#,##0.00", "General"
MOST_LETTERS = 32_767
_FIRST_YEAR = 1901  # Excel counts 1900 as a leap year, and knows no day before it
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# How a text begins that Excel would take for a formula, now or when somebody edits the cell.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_INK, _WASH, _RULE = "FF222222", "FFF2F2F0", "FF7F7F7F"


def clean(text: str) -> str:
    """A text as a cell may hold it: without control characters, and no longer than Excel allows."""
    kept = _REFUSED.sub("", text).replace("\r\n", "\n")
    return kept if len(kept) <= MOST_LETTERS else kept[: MOST_LETTERS - 1] + "…"


def day(text: object) -> CellValue:
    """A stored date as a date; as text where Excel has no such day."""
    try:
        found = date.fromisoformat(str(text)[:10])
    except ValueError:
        return str(text)
    return found if found.year >= _FIRST_YEAR else str(text)


def moment(text: object) -> CellValue:
    """A stored local date and time; midnight where no time was given."""
    try:
        found = datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        return str(text)
    return found if found.year >= _FIRST_YEAR else str(text)


def local(text: str) -> CellValue:
    """A stored moment of change, UTC, in this computer's time zone."""
    try:
        return datetime.fromisoformat(text).astimezone().replace(tzinfo=None)
    except ValueError:
        return text


class Inker:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet

    def head(self, text: str) -> Cell:
        """A cell of the first row."""
        made = WriteOnlyCell(self._sheet, value=text)
        made.data_type = "s"
        made.font = Font(bold=True, color=_INK)
        made.fill = PatternFill("solid", fgColor=_WASH)
        made.border = Border(bottom=Side("thin", color=_RULE))
        made.alignment = Alignment(vertical="center", wrap_text=True)
        return made

    def cell(self, value: CellValue, look: str) -> CellValue | Cell:
        """A cell below it; `look` is its number format."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self._text(value, look)
        if look == PLAIN:
            return value
        made = WriteOnlyCell(self._sheet)
        made.value = value
        at_midnight = isinstance(value, datetime) and value.time() == time()
        made.number_format = DAY if look == MOMENT and at_midnight else look
        return made

    def _text(self, value: str, look: str) -> CellValue | Cell:
        if not value.startswith((*_FORMULA_STARTS, "#")) and look != TEXT:
            return value
        made = WriteOnlyCell(self._sheet)
        as_text(made, value)
        if look == TEXT:
            made.number_format = TEXT
        return made


def as_text(cell: Cell, value: str) -> None:
    """Put a text into a cell so that it is never a formula, now or when somebody edits it."""
    cell.value = value
    if value:
        cell.data_type = "s"
    if value.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True
