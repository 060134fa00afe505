"""Everything out of the library, in formats that outlive the program: Markdown, the files, and JSON."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from alliance_app.library import Listing
from alliance_app.records import frontmatter
from alliance_app.records.kinds import KINDS
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.records.text import clean_file_name, within_bytes
from alliance_app.records.values import Record
from alliance_app.words import _
from alliance_app.writeups.errors import CannotWrite, NotEmpty
from alliance_app.writeups.markdown_file import FILES, copied
from alliance_app.writeups.shelf import Shelf
from alliance_app.writeups.writing import write_whole

FORMAT = 1
MAX_TITLE_BYTES = 150
HISTORY, HISTORY_ENDING = "history", ".loro"


class WholeShelf(Shelf, Protocol):
    """A shelf that can list what it holds. `Library` satisfies it."""

    def ids(self, listing: Listing, /) -> list[str]:
        """The ids of the records that fit."""

    def history_of(self, record_id: str, /) -> bytes:
        """A record's whole history."""


@dataclass(frozen=True, slots=True)
class ExportedAll:
    """How much was written: records (those in the trash among them), files, and what could not be."""

    folder: Path
    records: int
    trashed: int
    files: int
    warnings: tuple[str, ...] = ()


def export_all(
    library: WholeShelf, folder: Path, progress: Progress = quietly, cancelled: Cancelled = never
) -> ExportedAll:
    """Write every record, drafts, private fields and the trash included, into an empty folder.

    `<folder>/<kind>/<day>_<title>_<id>.md` with `attachments/` beside it, what is in the trash under `trash/`, and all
    of it once more in `records.json`. `history/` has what makes them the same records again where they are imported.
    Raises NotEmpty, CannotWrite.
    """
    _claim(folder)
    ids = [*library.ids(Listing(order="created", descending=False))]
    trashed = library.ids(Listing(trashed=True, order="created", descending=False))
    warnings: list[str] = []
    records: list[Record] = []
    files = 0
    total = len(ids) + len(trashed)
    for number, record_id in enumerate((*ids, *trashed)):
        if cancelled():
            break
        record = library.read(record_id)
        progress(Step(_("Writing “{title}”").format(title=record.title), number, total))
        files += _write(library, record, folder, warnings)
        write_whole(folder / HISTORY / f"{record_id}{HISTORY_ENDING}", library.history_of(record_id))
        records.append(record)
    _write_json(folder / "records.json", records)
    progress(Step(_("Everything is written"), total, total))
    return ExportedAll(folder, len(records), len(trashed), files, tuple(warnings))


def as_json(record: Record) -> dict[str, Any]:
    """A record as JSON: all it holds, computed fields and history's version included."""
    plain = asdict(record)
    plain.pop("number")
    plain["state"] = str(record.state)
    return plain


def _claim(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise NotEmpty(path=folder)
    except OSError as error:
        raise CannotWrite(path=folder, reason=error.strerror or error) from error


def _write(library: Shelf, record: Record, folder: Path, warnings: list[str]) -> int:
    """Write one record and its files; gives the number of files."""
    beside = folder / "trash" / record.kind if record.trashed_at else folder / record.kind
    places: dict[str, str] = {}
    for attachment in record.attachments:
        place = copied(library, attachment, beside / FILES)
        if place is None:
            warnings.append(_("The file “{name}” is not here.").format(name=attachment.name))
        else:
            places[attachment.sha256] = place
    write_whole(beside / _name(record), frontmatter.compose(record, places).encode())
    return len(places)


def _name(record: Record) -> str:
    """The day, the title and the whole id, so that no two records meet on any file system."""
    kind = KINDS.get(record.kind)
    day = str(record.fields.get(kind.dated_by) or "")[:10] if kind and kind.dated_by else ""
    title = within_bytes(re.sub(r"[\s/\\]+", " ", record.title), MAX_TITLE_BYTES).strip()
    stem = "_".join(part for part in (day, title, record.id) if part)
    return clean_file_name(f"{stem}.md")


def _write_json(path: Path, records: list[Record]) -> None:
    whole = {"format": FORMAT, "records": [as_json(record) for record in records]}
    write_whole(path, json.dumps(whole, ensure_ascii=False, indent=1).encode())
