"""From the library to the summary of a year: what is read for it, and its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alliance_app.alliance.yearly import Year, yearly
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.chunks import chunks
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.records.text import clean_file_name
from alliance_app.records.values import Record
from alliance_app.summary.document import summary_of
from alliance_app.words import _
from alliance_app.writeups.errors import UnknownFormat
from alliance_app.writeups.exporting import FORMATS, Exported, write_writeup
from alliance_app.writeups.layouts import PLAIN, layout_named
from alliance_app.writeups.stopping import stopping

_COUNTED = ("salon", "open_day", "activity", "project")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which year, and of which members; of all where none is named."""

    year: int
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearPair:
    """A year's figures, those of the year before, the titles of the members they name, and whose they are."""

    this: Year
    last: Year
    titles: Mapping[str, str]
    whose: str


def figures_of(library: Library, asked: Asked, progress: Progress = quietly, cancelled: Cancelled = never) -> YearPair:
    """Read what a year is counted from, and count it. Raises UnknownRecord, ExportStopped."""
    told = stopping(progress, cancelled)
    ids = library.ids(Listing(kinds=_COUNTED))
    records: list[Record] = []
    for some in chunks(ids):
        told(Step(_("Reading the records"), len(records), len(ids)))
        records += library.read_many(some)
    titles = {row.id: row.title for row in library.rows(library.ids(Listing(kinds=("member",))))}
    whose = "、".join(library.read(each).title for each in asked.members) or library.identity.name
    this, last = (yearly(records, year, asked.members) for year in (asked.year, asked.year - 1))
    return YearPair(this, last, titles, whose)


def write_summary(
    library: Library,
    asked: Asked,
    to: str,
    path: Path,
    *,
    layout: str | None = None,
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> Exported:
    """Write the summary of a year; `path` is the file or a folder for one, `to` docx, pdf, html or md.

    The file appears whole or not at all. Raises UnknownFormat, UnknownLayout, UnknownRecord, ExportStopped,
    CannotWrite, CannotTypeset.
    """
    if to not in FORMATS:
        raise UnknownFormat(format=to, known=", ".join(FORMATS))
    chosen = layout_named(layout) if layout else PLAIN
    found = figures_of(library, asked, progress, cancelled)
    target = path / summary_name(asked.year, found.whose, to) if path.is_dir() else path
    author = library.identity.author
    moment = clock.now().isoformat(timespec="seconds")
    writeup = summary_of(found.this, found.last, found.titles, found.whose, chosen, author, moment)
    return write_writeup(writeup, to, target, stopping(progress, cancelled))


def summary_name(year: int, whose: str, ending: str) -> str:
    """The default name of a summary: `2025_年度汇总_示范联盟.docx`."""
    return clean_file_name(f"{year}_年度汇总_{whose[:30]}.{ending}")
