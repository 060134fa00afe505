"""What the tests of sync say again and again."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from alliance_app.library import Library, Listing
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange, SyncReport
from alliance_app.sync.segments import SegmentName, parse


def sync(library: Library, folder: Path | None = None) -> SyncReport:
    """One sync of a library with the folder."""
    return Exchange(library, folder).sync()


def publish(library: Library, title: str, body: str = "正文") -> str:
    """A new record that the alliance may see; its id."""
    record_id = library.add(NewRecord("article", title, body=body)).only
    library.share(record_id)
    return record_id


def titles(library: Library) -> set[str]:
    """The titles of what is not in the trash."""
    return {record.title for record in library.read_many(library.ids(Listing()))}


def picture(library: Library) -> dict[str, Any]:
    """All that a library shares, so that two of them can be compared."""
    ids = library.ids(Listing()) + library.ids(Listing(trashed=True))
    return {
        record.id: (
            record.kind,
            record.title,
            record.body,
            record.fields,
            record.tags,
            record.trashed_at,
            record.version,
            record.attachments,
        )
        for record in library.read_many(ids)
        if record.state == "shared"
    }


def segments(folder: Path, library: Library | None = None) -> list[Path]:
    """The segments in a folder, all or those of one device."""
    device = library.identity.device_id if library else "*"
    return sorted(folder.glob(f"devices/{device}/*.seg"), key=lambda path: int(path.name.split("-")[0]))


def given_out(folder: Path) -> set[str]:
    """The ids of all records of which anything is in a folder's segments."""
    alliance = json.loads((folder / "alliance.json").read_text("utf-8"))["alliance"]
    found = set()
    for path in segments(folder):
        name = SegmentName.read(path.name)
        if name is not None:
            found |= {each.record_id for each in parse(name, path.read_bytes(), alliance, path.parent.name).entries}
    return found


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def set_back(library: Library, copy: Path) -> Library:
    """Put an older library file back in place, byte by byte: as a disk image or a file history would, unnoticed."""
    folder = library.folder
    library.close()
    kept = (folder / "library.db").stat().st_ino
    for left in folder.glob("library.db-*"):
        left.unlink()
    with (folder / "library.db").open("r+b") as target:
        target.write(copy.read_bytes())
        target.truncate()
    assert (folder / "library.db").stat().st_ino == kept
    return Library.open(folder)


def snapshot(library: Library, to: Path) -> Path:
    """The library file as it is now."""
    source, target = sqlite3.connect(library.folder / "library.db"), sqlite3.connect(to)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    return to
