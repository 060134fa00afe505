"""The roster of the members as Excel: filled, to be taken in again as it is; and empty, with lists to choose from."""

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from alliance_app.records import clock
from alliance_app.records.chunks import chunks
from alliance_app.records.fields import Choice, Day, Field, Flag, Integer, Many, Phone
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.records.roster import NUMBER, TITLE, RosterColumn, columns
from alliance_app.records.text import clean_file_name
from alliance_app.words import _
from alliance_app.writeups.errors import NothingToExport
from alliance_app.writeups.exporting import Exported
from alliance_app.writeups.sheets.cells import DAY, TEXT
from alliance_app.writeups.sheets.columns import ColumnMaker, Entry
from alliance_app.writeups.sheets.covering import Covering
from alliance_app.writeups.sheets.workbook import Page, as_bytes, titles
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.stopping import stopping
from alliance_app.writeups.writing import write_whole

_ROWS = 500  # of the template, that lists to choose from stand in
_INK, _WASH = "FF222222", "FFF2F2F0"
_WIDTHS = {TITLE: 32, "address": 30, "capabilities": 30, "committees": 24, "chain_stage": 18, NUMBER: 30}


def roster_name(count: int) -> str:
    """What a roster's file is called: `2026-11-26_会员企业花名册_18家.xlsx`."""
    return clean_file_name(f"{clock.today().isoformat()}_会员企业花名册_{count}家.xlsx")


def write_roster(
    shelf: Shelf,
    ids: Sequence[str],
    path: Path,
    *,
    mask: bool = True,
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> Exported:
    """Write these members, in this order; taken in again as it is, nothing changes, whatever is covered.

    `mask` covers phone, identity and card numbers. Raises NothingToExport, UnknownRecord, ExportStopped, CannotWrite.
    """
    if not ids:
        raise NothingToExport
    told = stopping(progress, cancelled)
    covering = Covering(mask)
    maker = ColumnMaker(titles(shelf, covering), covering.said, covering.called)
    page = Page(_("Roster"), maker.of_roster())
    for some in chunks(ids):
        told(Step(_("Reading the records"), len(page.rows), len(ids)))
        for record in shelf.read_many(some):
            page.take(Entry(record, record.fields))
    target = path / roster_name(len(ids)) if path.is_dir() else path
    write_whole(target, as_bytes([page], told))
    said = _("{count} phone, identity or card numbers were covered.").format(count=covering.count)
    return Exported(target, None, (said,) if covering.count else ())


def write_template(path: Path) -> Path:
    """Write an empty roster with its headings, lists to choose from and a page that explains. Raises CannotWrite."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _("Roster")
    for at, each in enumerate(_asked(), 1):
        _head(sheet, at, each)
        _offer(sheet, at, each.field)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 24
    _explain(workbook.create_sheet(_("How to fill it in")))
    out = io.BytesIO()
    workbook.save(out)
    target = path / clean_file_name(_("Member roster template") + ".xlsx") if path.is_dir() else path
    write_whole(target, out.getvalue())
    return target


def _asked() -> list[RosterColumn]:
    """The columns of an empty roster: nobody has a record number yet."""
    return [each for each in columns() if each.key != NUMBER]


def _head(sheet: Worksheet, at: int, each: RosterColumn) -> None:
    letter = get_column_letter(at)
    cell = sheet.cell(1, at, each.heading)
    cell.font = Font(bold=True, color=_INK)
    cell.fill = PatternFill("solid", fgColor=_WASH)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    what, example = _told(each.field)
    cell.comment = Comment(f"{what}\n{_('For example: {example}').format(example=example)}", "alliance", 90, 260)
    sheet.column_dimensions[letter].width = _WIDTHS.get(each.key, 14)
    look = TEXT if isinstance(each.field, Phone) else DAY if isinstance(each.field, Day) else None
    if look:
        for row in range(2, _ROWS + 2):
            sheet.cell(row, at).number_format = look


def _offer(sheet: Worksheet, at: int, field: Field) -> None:
    """Let Excel check what is typed, where it can."""
    letter = get_column_letter(at)
    match field:
        case Choice():
            made = DataValidation("list", formula1=f'"{",".join(map(field.show, field.options or ()))}"')
        case Flag():
            made = DataValidation("list", formula1='"{},{}"'.format(*_words(field)))
        case Integer():
            made = DataValidation("whole", operator="between", formula1=str(field.least), formula2=str(field.most))
        case Day():
            made = DataValidation("date", operator="between", formula1="367", formula2="109575")
        case _:
            return
    made.allow_blank = True
    made.errorTitle, made.error = field.label, _told(field)[0]
    made.add(f"{letter}2:{letter}{_ROWS + 1}")
    sheet.add_data_validation(made)


def _explain(sheet: Worksheet) -> None:
    for at, (text, width) in enumerate(((_("Column"), 20), (_("What stands there"), 60), (_("Example"), 40)), 1):
        cell = sheet.cell(1, at, text)
        cell.font = Font(bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_WASH)
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row, each in enumerate(_asked(), 2):
        for at, text in enumerate((each.heading, *_told(each.field)), 1):
            sheet.cell(row, at, text).alignment = Alignment(vertical="top", wrap_text=True)
    notes = (
        _("One enterprise a row. An empty cell leaves what the library holds as it is."),
        _("No formulas, and no cells merged over several rows: each row is read by itself."),
        _("Covered numbers such as 138****1234 are left as they are in the library."),
    )
    for row, text in enumerate(notes, len(_asked()) + 3):
        sheet.cell(row, 1, text)


def _told(field: Field) -> tuple[str, str]:
    """What a column holds, and an example."""
    match field:
        case Choice():
            options = "、".join(map(field.show, field.options or ()))
            return _("One of: {options}").format(options=options), _example(field)
        case Many() if isinstance(field.of, Choice):
            options = "、".join(map(field.of.show, field.of.options or ()))
            return _("One or several of these, with 、 between: {options}").format(options=options), _example(field)
        case Many():
            return _("One or several, with 、 between"), _example(field)
        case Flag():
            return "{} / {}".format(*_words(field)), _words(field)[0]
        case Day():
            return _("A day: year, month and day"), "2024-03-05"
        case Integer():
            return _("A whole number from {least} to {most}").format(least=field.least, most=f"{field.most:,}"), "3"
        case Phone():
            return _("A telephone number"), "0755-88888888"
        case _:
            return _("A text on one line"), _example(field)


def _example(field: Field) -> str:
    match field:
        case Choice():
            return field.show(next(iter(field.options or ()), None))
        case Many() if isinstance(field.of, Choice):
            return "、".join(field.of.show(each) for each in list(field.of.options or ())[:2])
        case _:
            examples = {TITLE: _("Example Precision Ltd"), "capabilities": _("moulds、injection moulding")}
            return examples.get(field.name, "…")


def _words(field: Flag) -> tuple[str, str]:
    yes, no = (field.show(value) for value in (True, False))
    return yes, no
