"""The self-assessment form in Excel: A4 across, headings repeated on every page, numbers as numbers."""

import io
import math
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from alliance_app.assessing.form import Form, FormLine, headings, joined, labelled
from alliance_app.words import _
from alliance_app.writeups.sheets.cells import as_text, clean

Value = str | float | int

# characters of the columns of `headings()`, together a little less than a page across holds
_WIDTHS = (9, 30, 10, 9, 9, 9, 10, 11, 8, 7, 38, 28)
_COLUMNS = len(_WIDTHS)
_LEFT = (1, 10, 11)  # columns of running text, from 0
_LINE = 14.5  # points of height
_INK, _WASH, _DEEPER, _RULE = "FF222222", "FFF7F5F2", "FFEDE9E3", "FF9A9A9A"
_THIN = Side("thin", color=_RULE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def sheet_bytes(form: Form) -> bytes:
    """The form as the bytes of an .xlsx file."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _("Self-assessment")
    filling = _Filling(sheet)
    filling.top(form)
    filling.indicators(form)
    filling.rest(form)
    _set_up(sheet, filling.heading_row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


class _Filling:
    """One sheet, filled from top to bottom."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._row = 0
        self.heading_row = 0

    def top(self, form: Form) -> None:
        self._across(form.title, size=16, bold=True, side="center", height=30)
        facts = [labelled(label, text) for label, text in form.facts]
        for start in range(0, len(facts), 3):
            self._parted(facts[start : start + 3])

    def indicators(self, form: Form) -> None:
        self._cells(headings(), bold=True, fill=_DEEPER)
        self.heading_row = self._row
        for cls in form.classes:
            self._across(cls.heading, bold=True, fill=_DEEPER, boxed=True)
            for item in cls.items:
                self._across(item.heading, fill=_WASH, boxed=True)
                for line in item.lines:
                    self._cells(_values(line))

    def rest(self, form: Form) -> None:
        self._across(_("Bonus and deductions"), bold=True, fill=_DEEPER, boxed=True)
        for each in form.extras:
            self._cells([each.code, each.name, "", "", "", "", each.times, "", each.points, "", each.note, ""])
        self._across(_("Vetoes"), bold=True, fill=_DEEPER, boxed=True)
        for code, name, holds in form.vetoes:
            self._across(labelled(f"{code}  {name}", _("yes") if holds else _("no")), boxed=True)
        self._across(_("Result"), bold=True, fill=_DEEPER, boxed=True)
        self._across("　".join(labelled(label, text) for label, text in form.result), bold=True, boxed=True)
        if form.lacking:
            self._across(_("For the next star: {what}").format(what=joined(form.lacking)), boxed=True)
        for signed in form.signed:
            self._across(signed, boxed=True, height=48, up="top")
        self._across(form.says)

    def _cells(self, values: Sequence[Value], *, bold: bool = False, fill: str = "") -> None:
        self._row += 1
        lines = 1
        for at, value in enumerate(values):
            cell = self._put(at + 1, value, bold=bold, fill=fill, boxed=True)
            side = "left" if at in _LEFT and not bold else "center"
            cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
            lines = max(lines, _lines(value, _WIDTHS[at]))
        self._height(lines * _LINE + 4)

    def _across(
        self, text: str, *, size: int = 10, bold: bool = False, side: str = "left", fill: str = "",
        boxed: bool = False, height: float = 0, up: str = "center",
    ) -> None:  # fmt: skip
        self._row += 1
        self._merged(1, _COLUMNS, text, size=size, bold=bold, fill=fill, boxed=boxed).alignment = Alignment(
            horizontal=side, vertical=up, wrap_text=True
        )
        self._height(height or _lines(text, sum(_WIDTHS)) * _LINE + 5)

    def _parted(self, texts: Sequence[str]) -> None:
        """Up to three texts beside each other."""
        self._row += 1
        for (first, last), text in zip(((1, 3), (4, 9), (10, _COLUMNS)), texts, strict=False):
            self._merged(first, last, text).alignment = Alignment(vertical="center", wrap_text=True)
        widths = (sum(_WIDTHS[:3]), sum(_WIDTHS[3:9]), sum(_WIDTHS[9:]))
        lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=False))
        self._height(lines * _LINE + 4)

    def _merged(
        self, first: int, last: int, text: str, *, size: int = 10, bold: bool = False, fill: str = "",
        boxed: bool = False,
    ) -> Cell:  # fmt: skip
        for column in range(first, last + 1):
            self._put(column, "", fill=fill, boxed=boxed)
        made = self._put(first, text, size=size, bold=bold, fill=fill, boxed=boxed)
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=first, end_column=last)
        return made

    def _put(
        self, column: int, value: Value, *, size: int = 10, bold: bool = False, fill: str = "", boxed: bool = False
    ) -> Cell:
        cell = self._sheet.cell(self._row, column)
        assert isinstance(cell, Cell)
        if isinstance(value, str):
            as_text(cell, clean(value))
        else:
            cell.value = value
        cell.font = Font(size=size, bold=bold, color=_INK)
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        if boxed:
            cell.border = _BOX
        return cell

    def _height(self, points: float) -> None:
        self._sheet.row_dimensions[self._row].height = min(409.0, points)  # Excel's highest row


def _values(line: FormLine) -> list[Value]:
    return [
        line.number, line.name, line.unit, *line.targets, line.value, line.source, line.points, line.of, line.evidence,
        line.note,
    ]  # fmt: skip


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column so many characters wide; Chinese ones count twice."""
    if not isinstance(value, str):
        return 1
    breadths = (sum(2 if letter > "\u2e80" else 1 for letter in line) for line in value.split("\n"))
    return sum(max(1, math.ceil((breadth + 1) / width)) for breadth in breadths)


def _set_up(sheet: Worksheet, heading_row: int) -> None:
    for at, width in enumerate(_WIDTHS):
        sheet.column_dimensions[get_column_letter(at + 1)].width = width
    sheet.freeze_panes = f"C{heading_row + 1}"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.55, header=0.25, footer=0.25)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "&P / &N"
