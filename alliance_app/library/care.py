"""Care of an open library: backups, checking and mending, the end of the trash's time, scrubbing what was erased."""

from datetime import datetime
from pathlib import Path

from alliance_app.library import backups, doctor, erasing, opening, sitting, trash
from alliance_app.library.log import Log
from alliance_app.library.storage import Storage
from alliance_app.library.values import Backup, Changed, Diagnosis, Erasure
from alliance_app.library.writing import Transaction
from alliance_app.records import clock
from alliance_app.records.progress import Progress, quietly


class Care(Log):
    """What keeps a library in good order, day by day."""

    def backup(self, *, even_if_done: bool = False) -> Path | None:
        """Make today's backup; None when it is there already. Seven are kept."""
        return backups.make(self.folder, clock.now().astimezone(), even_if_done=even_if_done)

    def backups(self) -> list[Backup]:
        """The backups there are, oldest first."""
        return backups.listed(self.folder)

    def doctor(self, *, rebuild: bool = False, progress: Progress = quietly) -> Diagnosis:
        """Check everything; with `rebuild`, first work out anew from the log all that can be."""
        with self._transaction() as transaction:
            if rebuild:
                doctor.rebuild(transaction, self._projections, progress)
            return doctor.examine(transaction, self._attachments, self._projections, progress)

    def purge(self, now: datetime | None = None) -> Changed:
        """Put out of sight what has been in the trash for 90 days by this computer's clock; drafts go for good."""
        with self._transaction() as transaction:
            trash.purge(transaction, now or clock.now())
            changed = transaction.changed()
        self.scrub()
        return changed

    def scrub(self) -> bool:
        """Leave no trace of what was erased in attachments, index, free pages and backups; whether nothing is left.

        Costs nothing when nothing was erased; else the file is written anew. Tried again until it is done.
        """
        with self._storage.reading() as connection:
            found = erasing.unscrubbed(connection)
        if not found:
            return True
        with self._storage.writing() as connection:
            for sha256 in erasing.erased_blobs(connection):
                self._attachments.drop(sha256)
            for projection in self._projections:
                projection.scrub(connection)
        sitting.forget_erased(self.folder, {each.record_id for each in found})
        backups.rewrite(self.folder, lambda path: self._erase_in(path, found))
        if not self._storage.vacuum():
            return False
        with self._storage.writing() as connection:
            erasing.note_scrubbed(connection, max(each.number for each in found))
        return True

    def erasures(self, after: int = 0) -> list[Erasure]:
        """What was erased for everybody, numbered above `after`, oldest first."""
        with self._storage.reading() as connection:
            return erasing.erasures(connection, after)

    def erased_blobs(self) -> set[str]:
        """The attachments that only erased records had."""
        with self._storage.reading() as connection:
            return erasing.erased_blobs(connection)

    def _erase_in(self, path: Path, found: list[Erasure]) -> None:
        """Erase in a copy of the library file. Raises what opening and writing raise."""
        opening.upgrade(path)
        storage = Storage(path.parent, name=path.name)
        try:
            with storage.writing() as connection:
                transaction = Transaction(
                    connection, opening.read_identity(connection, path.parent, self.identity.peer), self._projections
                )
                erasing.repeat(transaction, found)
                for projection in self._projections:
                    projection.scrub(connection)
            storage.vacuum()
            storage.leave_wal()
        finally:
            storage.close()
