"""Earlier exports: where documents of a record were written. Local to this computer, never synced."""

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alliance_app.library.rows import ExportRow, RecordRow
from alliance_app.records.chunks import chunks

_MOST = 50


@dataclass(frozen=True, slots=True)
class PastExport:
    """A document that was written. `at`: ISO 8601 in UTC; `size` in bytes; `layout`: "" where there is none.

    `there`: the file is still at its place; `touched`: somebody has changed it since; `outdated`: the record, or one it
    takes from, has changed since.
    """

    record_id: str
    path: Path
    at: str
    format: str
    layout: str
    size: int
    sha256: str
    there: bool = True
    touched: bool = False
    outdated: bool = False


def note(
    connection: sa.Connection,
    ids: Sequence[str],
    path: Path,
    to: str,
    layout: str,
    at: str,
    sources: Mapping[str, Sequence[str]],
) -> None:
    """Note that a document of these records now stands at `path`; what was noted of that place is replaced.

    `sources`: by record, the ids of the records it takes from. A file that cannot be read is not noted.
    """
    place = path.absolute()
    try:
        state, sha256 = place.stat(), _digest(place)
        str(place).encode()
    except (OSError, UnicodeError):
        return
    versions = _versions(connection, {*ids, *(each for taken in sources.values() for each in taken)})
    connection.execute(sa.delete(ExportRow).where(ExportRow.path == str(place)))
    rows = [
        {
            "record_id": each, "path": str(place), "at": at, "format": to, "layout": layout, "size": state.st_size,
            "modified": state.st_mtime_ns, "sha256": sha256,
            "versions": {one: versions.get(one, "") for one in (each, *sources.get(each, ()))},
        }
        for each in dict.fromkeys(ids)
    ]  # fmt: skip
    connection.execute(sa.insert(ExportRow), rows)


def rows(connection: sa.Connection, record_id: str) -> list[tuple[Any, bool]]:
    """What is noted of a record, the newest first, and whether the record, or one it takes from, has changed since."""
    query = sa.select(ExportRow.__table__).where(ExportRow.record_id == record_id)
    found = connection.execute(query.order_by(ExportRow.at.desc(), ExportRow.number.desc()).limit(_MOST)).all()
    now = _versions(connection, {each for row in found for each in row.versions})
    return [(row, any(now.get(each) != version for each, version in row.versions.items())) for row in found]


def seen(row: Any, outdated: bool) -> PastExport:
    """A noted export as it is found now: reads the file where its size or time are not those noted."""
    path = Path(row.path)
    state = None
    with contextlib.suppress(OSError, ValueError):
        state = path.stat()
    return PastExport(
        row.record_id, path, row.at, row.format, row.layout, row.size, row.sha256,
        there=state is not None,
        touched=state is not None and (state.st_size, state.st_mtime_ns) != (row.size, row.modified)
        and _digest_or_none(path) != row.sha256,
        outdated=outdated,
    )  # fmt: skip


def forget(connection: sa.Connection, record_id: str) -> None:
    """Leave no note of a record that is erased; documents that took from it count as outdated."""
    connection.execute(sa.delete(ExportRow).where(ExportRow.record_id == record_id))
    query = sa.select(ExportRow.number, ExportRow.record_id, ExportRow.versions)
    for number, own, versions in connection.execute(query).all():
        if record_id in versions:
            kept = {each: version for each, version in versions.items() if each != record_id} | {own: ""}
            connection.execute(sa.update(ExportRow).where(ExportRow.number == number).values(versions=kept))


def _versions(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(list(ids)):
        query = sa.select(RecordRow.id, RecordRow.version).where(RecordRow.id.in_(some))
        found.update(connection.execute(query).all())
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_or_none(path: Path) -> str | None:
    try:
        return _digest(path)
    except OSError:
        return None
