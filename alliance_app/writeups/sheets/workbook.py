"""The workbook: a sheet for the list, one more for each kind where there are several, one for each table inside."""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from alliance_app.records.chunks import chunks
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import kind_named
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.records.values import Record
from alliance_app.words import _
from alliance_app.writeups.errors import ExportStopped, NothingToExport
from alliance_app.writeups.exporting import Exported
from alliance_app.writeups.naming import list_name
from alliance_app.writeups.sheets.cells import DAY, MOMENT, CellValue, Inker, clean
from alliance_app.writeups.sheets.columns import Column, ColumnMaker, Entry, entries
from alliance_app.writeups.sheets.covering import Covering
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.stopping import stopping
from alliance_app.writeups.writing import write_whole

_LOOKED_AT = 300  # rows that decide how wide a column is
_NARROWEST, _WIDEST, _WIDEST_TITLE = 8, 40, 48  # characters
_MOST_NAME = 31  # of a sheet's name
_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def write_workbook(
    shelf: Shelf,
    ids: Sequence[str],
    path: Path,
    *,
    mask: bool = True,
    private: bool = False,
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> Exported:
    """Write these records, in this order, as a list in Excel; `path` is the file or a folder for one.

    `mask` covers phone, identity and card numbers; `private` takes private fields along. The file appears whole or not
    at all. Raises NothingToExport, UnknownRecord, ExportStopped, CannotWrite.
    """
    if not ids:
        raise NothingToExport
    told = stopping(progress, cancelled)
    covering = Covering(mask)
    making = _Making(ColumnMaker(titles(shelf, covering), covering.said, covering.called, private))
    done = 0
    for some in chunks(ids):
        told(Step(_("Reading the records"), done, len(ids)))
        for record in shelf.read_many(some):
            making.take(record)
        done += len(some)
    target = path / list_name(making.kinds, len(ids)) if path.is_dir() else path
    write_whole(target, as_bytes(making.pages(), told))
    told_covered = _("{count} phone, identity or card numbers were covered.").format(count=covering.count)
    return Exported(target, None, (told_covered,) if covering.count else ())


def titles(shelf: Shelf, covering: Covering) -> Callable[[str], str]:
    """Finds the title of a linked record, covered as the rest is."""

    @cache
    def title_of(record_id: str) -> str:
        try:
            return covering.said(shelf.read(record_id).title)
        except AllianceError:
            return _("(record not here)")

    return title_of


@dataclass(slots=True)
class Page:
    """One sheet on its way: its rows are values only, so that a record can be let go once it was read."""

    name: str
    columns: tuple[Column, ...]
    rows: list[list[CellValue]] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """One more row."""
        self.rows.append([_clean(column.value(entry)) for column in self.columns])


@dataclass(slots=True)
class _Making:
    """The sheets of one workbook, made as kinds come up."""

    maker: ColumnMaker
    _all: Page | None = None
    _of_kind: dict[str, Page] = field(default_factory=dict)
    _of_table: dict[str, dict[str, Page]] = field(default_factory=dict)

    @property
    def kinds(self) -> list[str]:
        return list(self._of_kind)

    def take(self, record: Record) -> None:
        kind = kind_named(record.kind)
        if self._all is None:
            self._all = Page(_("All"), self.maker.of_all())
        if record.kind not in self._of_kind:
            self._of_kind[record.kind] = Page(kind.label, self.maker.of_kind(kind))
            self._of_table[record.kind] = {
                each.name: Page(f"{kind.short_label}-{each.label}", self.maker.of_table(each))
                for each in self.maker.tables(kind)
            }
        entry = Entry(record, record.fields)
        self._all.take(entry)
        self._of_kind[record.kind].take(entry)
        for each in self.maker.tables(kind):
            for row in entries(each, record):
                self._of_table[record.kind][each.name].take(row)

    def pages(self) -> Iterator[Page]:
        if self._all is not None and len(self._of_kind) > 1:
            yield self._all
        for name, page in self._of_kind.items():
            yield page
            yield from (each for each in self._of_table[name].values() if each.rows)


def _clean(value: CellValue) -> CellValue:
    return clean(value) if isinstance(value, str) else value


def as_bytes(pages: Iterable[Page], told: Progress) -> bytes:
    """A workbook of these sheets. Raises ExportStopped where `told` does."""
    workbook = Workbook(write_only=True)
    names: set[str] = set()
    stopped: ExportStopped | None = None
    for page in pages:
        try:
            sheet = workbook.create_sheet(_sheet_name(page.name, names))
            assert isinstance(sheet, WriteOnlyWorksheet)
            _fill(sheet, page, told)
        except ExportStopped as wish:
            stopped = wish
            break
    out = io.BytesIO()
    workbook.save(out)  # also where it was stopped: saving is what takes openpyxl's own temporary files away
    if stopped is not None:
        raise stopped
    return out.getvalue()


def _fill(sheet: WriteOnlyWorksheet, page: Page, told: Progress) -> None:
    inker = Inker(sheet)
    _set_up(cast("Worksheet", sheet), page)  # it has all that, though its type does not say so
    sheet.append([inker.head(column.title) for column in page.columns])
    looks = [column.look for column in page.columns]
    rows, written = iter(page.rows), 0
    while some := list(islice(rows, 500)):
        told(Step(_("Writing “{title}”").format(title=page.name), written, len(page.rows)))
        for row in some:
            sheet.append([inker.cell(value, look) for value, look in zip(row, looks, strict=True)])
        written += len(some)


def _set_up(sheet: Worksheet, page: Page) -> None:
    """The first row and column stay in sight, every column has a filter, and pages print across, headings repeated."""
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.columns))}{len(page.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for at, column in enumerate(page.columns):
        sheet.column_dimensions[get_column_letter(at + 1)].width = _width(page, at, column)


def _width(page: Page, at: int, column: Column) -> float:
    """As wide as what stands in the first rows, within bounds."""
    widest = max((_breadth(row[at], column.look) for row in page.rows[:_LOOKED_AT]), default=0)
    wanted = max(widest + 2, _breadth(column.title, "") + 4)  # the filter's arrow stands in the heading
    return max(_NARROWEST, min(wanted, _WIDEST_TITLE if at == 0 else _WIDEST))


def _breadth(value: CellValue, look: str) -> int:
    if isinstance(value, str):
        return max(
            (sum(2 if letter > "\u2e80" else 1 for letter in line) for line in value[:200].split("\n")), default=0
        )
    return 0 if value is None else max(len(look) if look in (DAY, MOMENT) else 0, len(str(value)[:16]))


def _sheet_name(wanted: str, taken: set[str]) -> str:
    name = _NO_NAME.sub(" ", wanted)[:_MOST_NAME]
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{_NO_NAME.sub(' ', wanted)[: _MOST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name
