"""Many records at once: in which order, and as a file each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from alliance_app.records.kinds import KINDS
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.records.values import Record
from alliance_app.words import _
from alliance_app.writeups.errors import CannotTypeset, CannotWrite, ExportStopped, NothingToExport
from alliance_app.writeups.exporting import Exported, export
from alliance_app.writeups.naming import day_of, default_name, free_path
from alliance_app.writeups.shelf import Shelf

Arrangement = Literal["date", "kind", "title"]
ARRANGEMENTS: tuple[Arrangement, ...] = get_args(Arrangement)
_KIND_PLACES = {name: place for place, name in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class ExportedEach:
    """The files written into `folder`, the titles of the records that could not be set and why, how many were left."""

    folder: Path
    files: tuple[Exported, ...]
    failed: tuple[tuple[str, str], ...] = ()
    left: int = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader of any of the files should look at, each once."""
        said = [f"{title}: {reason}" for title, reason in self.failed]
        return tuple(dict.fromkeys([*said, *(warning for each in self.files for warning in each.warnings)]))


def export_each(
    shelf: Shelf,
    ids: Sequence[str],
    to: str,
    folder: Path,
    *,
    layout: str | None = None,
    mask: bool = True,
    private: bool = False,
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> ExportedEach:
    """Write each of these records as a document of its own, named by what it is; nothing there is overwritten.

    Each file appears whole or not at all; those written before somebody cancelled stay. A record that cannot be set is
    named and the others go on. Raises NothingToExport, UnknownFormat, UnknownLayout, UnknownRecord, CannotWrite.
    """
    if not ids:
        raise NothingToExport
    records = shelf.read_many(list(ids))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=folder, reason=error.strerror or error) from error
    files: list[Exported] = []
    failed: list[tuple[str, str]] = []
    for number, record in enumerate(records):
        if cancelled():
            return ExportedEach(folder, tuple(files), tuple(failed), len(records) - number)
        progress(Step(_("Writing “{title}”").format(title=record.title), number, len(records)))
        path = free_path(folder, default_name(shelf, [record.id], to))
        try:
            made = export(shelf, [record.id], to, path, layout=layout, mask=mask, private=private, cancelled=cancelled)
        except ExportStopped:
            return ExportedEach(folder, tuple(files), tuple(failed), len(records) - number)
        except CannotTypeset as error:
            failed.append((record.title, str(error)))
        else:
            files.append(made)
    progress(Step(_("Everything is written"), len(records), len(records)))
    return ExportedEach(folder, tuple(files), tuple(failed))


def arranged(shelf: Shelf, ids: Sequence[str], by: Arrangement) -> list[str]:
    """These records by date, the oldest first; by kind and date; or by title. Raises UnknownRecord."""
    keys = {"date": _by_date, "kind": _by_kind, "title": _by_title}
    return [record.id for record in sorted(shelf.read_many(list(ids)), key=keys[by])]


def _by_date(record: Record) -> tuple[object, ...]:
    return (day_of(record), _by_title(record))


def _by_kind(record: Record) -> tuple[object, ...]:
    return (_KIND_PLACES.get(record.kind, len(KINDS)), _by_date(record))


def _by_title(record: Record) -> tuple[object, ...]:
    """Numbers by their value, common Chinese characters by their sound: the national code has them in that order."""
    parts = re.split(r"(\d{1,9})", record.title.casefold())
    return tuple((0, int(each), b"") if each.isdecimal() else (1, 0, each.encode("gb18030")) for each in parts)
