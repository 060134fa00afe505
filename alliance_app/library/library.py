"""The one door to the library: open, write, read, history, attachments."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from alliance_app.library import (
    backups,
    erasing,
    exports,
    looked_at,
    opening,
    trash,
)
from alliance_app.library.errors import RecordErased, RecordExists
from alliance_app.library.exports import PastExport
from alliance_app.library.shelves import Shelves
from alliance_app.library.storage import Storage
from alliance_app.library.values import (
    Changed,
    Identity,
    Projection,
)
from alliance_app.records import clock
from alliance_app.records.document import stamp
from alliance_app.records.text import clean_line
from alliance_app.records.values import (
    Attachment,
    Clash,
    Edit,
    Fields,
    NewRecord,
    Value,
)
from alliance_app.words import _


class Library(Shelves):
    """A library on this computer. Every verb is one transaction; any thread may call; reads never wait for writes."""

    @classmethod
    def create(
        cls,
        folder: Path,
        name: str,
        *,
        author: str = "",
        device_name: str = "",
        projections: Sequence[Projection] = (),
    ) -> Self:
        """Make a new library in an empty folder. Raises FolderTaken, LibraryUnwritable, InvalidText."""
        opening.prepare_folder(folder)
        storage = Storage(folder)
        try:
            opening.found(storage, name, author, device_name)
        except BaseException:
            storage.close()
            opening.clear_away(folder)  # half a library would only be in the way of the next try
            raise
        return cls(storage, projections)

    @classmethod
    def open(cls, folder: Path, *, projections: Sequence[Projection] = (), read_only: bool = False) -> Self:
        """Open a library and migrate it where it is older. Raises NotALibrary, LibraryTooNew, LibraryUnreadable."""
        storage = Storage(folder, read_only=read_only)
        opening.check_and_upgrade(storage)
        return cls(storage, projections)

    def close(self) -> None:
        """Let go of the files. What was written is on disk already."""
        self._storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rename(self, *, name: str | None = None, author: str | None = None, device_name: str | None = None) -> Identity:
        """Change what the library, its writer or this device is called. Raises InvalidText."""
        facts = {"name": name, "author": author, "device_name": device_name}
        with self._storage.writing() as connection:
            for key, value in facts.items():
                if value is not None:
                    opening.write_fact(connection, key, clean_line(value, _("Name"), 80))
            self._identity = self._read_identity(connection)
        return self._identity

    # -- writing --------------------------------------------------------------------------------------------------

    def add(self, new: NewRecord) -> Changed:
        """Add one record as a private draft.

        Raises UnknownKind, UnknownField, InvalidField, InvalidTitle, RecordErased, RecordExists.
        """
        return self.add_all([new])

    def add_all(self, news: Sequence[NewRecord]) -> Changed:
        """Add records in one transaction: all of them or none. Raises what `add` raises."""
        return self.take_in(news, [])

    def take_in(self, news: Sequence[NewRecord], edits: Sequence[Edit]) -> Changed:
        """Add records and apply edits in one transaction: all of them or none. Raises what `add` and `write` raise."""
        with self._transaction() as transaction:
            _refuse_what_left(transaction.connection, [new.id for new in news if new.id])
            transaction.add(news)
            for edit in edits:
                transaction.write(edit)
            return transaction.changed()

    def add_absent(self, news: Sequence[NewRecord]) -> Changed:
        """Add those whose id no record has or had here: what is in the trash, or erased, is never made anew.

        Each needs its `id`. Raises what `add` raises.
        """
        with self._transaction() as transaction:
            ids = [new.id for new in news if new.id]
            there = {*transaction.heads(ids), *trash.purged_among(transaction.connection, ids)}
            there |= erasing.erased_among(transaction.connection, ids)
            transaction.add([new for new in news if new.id not in there])
            return transaction.changed()

    def adopt(
        self, histories: Mapping[str, bytes], fields: Mapping[str, Fields], *, shared: Collection[str] = ()
    ) -> Changed:
        """Take in records with their histories, by id, as `history_of` wrote them elsewhere: all of them or none.

        They stay the same records: where both meet in a shared folder again, nothing is doubled. A history never holds
        private values: those come from `fields`, by id.
        Raises DamagedDocument, RecordErased, RecordExists.
        """
        with self._transaction() as transaction:
            _refuse_what_left(transaction.connection, list(histories))
            for record_id, history_bytes in histories.items():
                transaction.adopt(record_id, history_bytes, fields.get(record_id, {}), shared=record_id in shared)
            return transaction.changed()

    def write(self, edit: Edit) -> Changed:
        """Apply one edit to one record. Raises UnknownRecord, RecordInTrash, UnknownField, InvalidField, WrongLink."""
        return self.write_all([edit])

    def write_all(self, edits: Sequence[Edit]) -> Changed:
        """Apply edits in one transaction: all of them or none."""
        return self.take_in([], edits)

    def delete(self, *ids: str) -> Changed:
        """Put records into the trash. Raises UnknownRecord."""
        with self._transaction() as transaction:
            for record_id in ids:
                transaction.delete(record_id)
            return transaction.changed()

    def restore(self, *ids: str) -> Changed:
        """Bring records back from the trash. Raises UnknownRecord."""
        with self._transaction() as transaction:
            purged = trash.purged_among(transaction.connection, ids)
            for record_id in ids:
                (transaction.bring_back if record_id in purged else transaction.restore)(record_id)
            trash.forget(transaction.connection, purged)
            return transaction.changed()

    def erase(self, *ids: str) -> Changed:
        """Erase records for good, here and, once synced, on every device: rows, history, index, attachments, backups.

        Nothing brings them back. Raises UnknownRecord.
        """
        with self._transaction() as transaction:
            for record_id in ids:
                erasing.erase(transaction, record_id)
            changed = transaction.changed()
        self.scrub()
        return changed

    def share(self, *ids: str) -> Changed:
        """Give drafts to the alliance: they go out at the next sync. Raises UnknownRecord."""
        with self._transaction() as transaction:
            transaction.share(ids)
            return transaction.changed()

    def revert(self, record_id: str, version: str) -> Changed:
        """Go back to a version, as a new edit. Raises UnknownRecord, UnknownVersion."""
        with self._transaction() as transaction:
            transaction.revert(record_id, version)
            return transaction.changed()

    def decide(self, record_id: str, name: str, value: Value, shown: Clash | None = None) -> Changed:
        """Settle what people changed at once: the clash of this name shall be `value`; of the body, the clash's place.

        `shown`: the clash as the person saw it who decides; must be given where several places of the body are open.
        The decision reaches everybody; two different ones made at the same time are a clash again.
        Raises UnknownRecord, RecordInTrash, InvalidField, InvalidText, NothingToDecide, WhichPlace.
        """
        with self._transaction() as transaction:
            transaction.decide(record_id, name, value, shown)
            return transaction.changed()

    # -- attachments ----------------------------------------------------------------------------------------------

    def keep_file(self, path: Path, name: str | None = None) -> Attachment:
        """Keep a file's content, to be named in an edit's `attach`. Raises UnreadableFile, AttachmentTooLarge."""
        return self._attachments.keep_file(path, name)

    def keep_bytes(self, name: str, data: bytes) -> Attachment:
        """Keep bytes as a file. Raises AttachmentTooLarge."""
        return self._attachments.keep_bytes(name, data)

    def blob(self, sha256: str) -> Path | None:
        """Where an attachment's content is; None when it has not arrived yet."""
        return self._attachments.path(sha256)

    def thumbnail(self, sha256: str, edge: int = 320) -> Path | None:
        """A small picture of a picture, `edge` pixels at most; None when there is none to be had."""
        return self._attachments.thumbnail(sha256, edge)

    # -- earlier exports --------------------------------------------------------------------------------------------

    def note_export(
        self, ids: Sequence[str], path: Path, format: str, layout: str, sources: Mapping[str, Sequence[str]]
    ) -> None:
        """Note, on this computer only, that a document of these records stands at `path`; noted again, it is replaced.

        `sources`: by record, the ids of those it takes from.
        """
        with self._storage.writing() as connection:
            exports.note(connection, ids, path, format, layout, stamp(clock.now()), sources)

    def exports(self, record_id: str) -> tuple[PastExport, ...]:
        """Where documents of a record were written, the newest first. Raises UnknownRecord."""
        self.read(record_id)
        with self._storage.reading() as connection:
            noted = exports.rows(connection, record_id)
        return tuple(exports.seen(row, outdated) for row, outdated in noted)

    # -- what was looked at -----------------------------------------------------------------------------------------

    def seen(self, what: str) -> frozenset[str]:
        """What this computer's user has looked at of one sort: the keys `mark_seen` was given."""
        with self._storage.reading() as connection:
            return looked_at.seen(connection, what)

    def mark_seen(self, what: str, keys: Iterable[str]) -> None:
        """Note, on this computer only, what was looked at. A key is a record's id, or holds those it is about."""
        with self._storage.writing() as connection:
            looked_at.mark(connection, what, keys)

    # -- care ------------------------------------------------------------------------------------------------------

    @classmethod
    def restore_backup(cls, folder: Path, name: str, *, projections: Sequence[Projection] = ()) -> Self:
        """Go back to a backup; what is there now is kept as one more. Raises UnknownBackup, NotALibrary."""
        backups.put_back(folder, name, clock.now().astimezone())
        return cls.open(folder, projections=projections)


def _refuse_what_left(connection: sa.Connection, ids: list[str]) -> None:
    """An id that is no longer in sight is never given to a record anew. Raises RecordErased, RecordExists."""
    for gone in erasing.erased_among(connection, ids):
        raise RecordErased(record_id=gone)
    for there in trash.purged_among(connection, ids):
        raise RecordExists(record_id=there)  # out of sight, with a history of its own
