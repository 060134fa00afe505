"""The log of an open library: its followers' cursors and settings, and what sync takes out and puts in."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import sqlalchemy as sa

from alliance_app.library import documents, exchange, opening
from alliance_app.library.attachments import Arriving, AttachmentStore
from alliance_app.library.rows import ChangeRow, CursorRow, FactRow
from alliance_app.library.storage import Storage
from alliance_app.library.values import Changed, Identity, Incoming, Outgoing, Projection
from alliance_app.library.waiting import waiting
from alliance_app.library.writing import Transaction
from alliance_app.records.ids import new_peer
from alliance_app.records.values import Attachment

# Built once: a sync that finds nothing new asks these a dozen times, and making one takes longer than answering it.
_CURSOR = sa.select(CursorRow.number).where(CursorRow.name == sa.bindparam("name"))
_LAST = sa.select(sa.func.max(ChangeRow.number))
_CHANGED = sa.select(ChangeRow.record_id).where(ChangeRow.number > sa.bindparam("number")).distinct()


class Log:
    """What every follower of a library needs: its identity, its transactions, and the changes in their order."""

    def __init__(self, storage: Storage, projections: Sequence[Projection] = ()) -> None:
        self._storage = storage
        self._projections = tuple(projections)
        self._attachments = AttachmentStore(storage.folder)
        self._peer = new_peer()
        with storage.reading() as connection:
            self._identity = self._read_identity(connection)
        self._identity_lock = threading.Lock()
        if not storage.read_only and opening.is_a_copy(storage):
            self.new_device_id()

    @property
    def folder(self) -> Path:
        return self._storage.folder

    @property
    def identity(self) -> Identity:
        return self._identity

    def recognise(self) -> Identity:
        """Who this library is now: another program that has it open may have made it a new device meanwhile."""
        with self._storage.reading() as connection:
            self._identity = self._read_identity(connection)
        return self._identity

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A read connection, for search and other readers of the rows."""
        return self._storage.reading()

    # -- the log and its followers ----------------------------------------------------------------------------------

    def last_change(self) -> int:
        """The number of the newest change."""
        with self._storage.reading() as connection:
            return connection.scalar(_LAST) or 0

    def changed_since(self, number: int) -> Changed:
        """Which records changed after `number`, by this process or another."""
        with self._storage.reading() as connection:
            through = connection.scalar(_LAST) or 0
            if through <= number:
                return Changed(frozenset(), number)
            ids = connection.scalars(_CHANGED, {"number": number})
            return Changed(frozenset(ids), through)

    def cursor(self, name: str) -> int:
        """How far the follower called `name` has come; 0 at first."""
        with self._storage.reading() as connection:
            return connection.scalar(_CURSOR, {"name": name}) or 0

    def move_cursor(self, name: str, number: int) -> None:
        """Note durably how far a follower has come."""
        with self._storage.writing() as connection:
            connection.execute(sa.delete(CursorRow).where(CursorRow.name == name))
            connection.execute(sa.insert(CursorRow), {"name": name, "number": number})

    def remember(self, key: str, value: str | None) -> None:
        """Note a small durable setting of this library; None forgets it."""
        with self._storage.writing() as connection:
            if value is None:
                connection.execute(sa.delete(FactRow).where(FactRow.key == f"setting:{key}"))
            else:
                opening.write_fact(connection, f"setting:{key}", value)

    def remember_all(self, settings: Mapping[str, str]) -> None:
        """Note many settings in one transaction."""
        with self._storage.writing() as connection:
            opening.write_facts(connection, {f"setting:{key}": value for key, value in settings.items()})

    def recall_all(self, start: str) -> dict[str, str]:
        """The settings whose key begins with `start`."""
        first = f"setting:{start}"
        with self._storage.reading() as connection:
            facts = sa.select(FactRow.key, FactRow.value).where(
                FactRow.key >= first, FactRow.key < f"{first}\U0010ffff"
            )
            return {key.removeprefix("setting:"): value for key, value in connection.execute(facts)}

    def recall(self, key: str) -> str | None:
        """A setting noted by `remember`."""
        with self._storage.reading() as connection:
            return opening.read_fact(connection, f"setting:{key}")

    # -- exchange, for sync -----------------------------------------------------------------------------------------

    def outgoing(self, after: int, limit: int = 5000) -> list[Outgoing]:
        """This device's shared changes numbered above `after`."""
        with self._storage.reading() as connection:
            return exchange.outgoing(connection, self.identity.device_id, after, limit)

    def last_outgoing(self) -> int:
        """The number of this device's newest shared change."""
        with self._storage.reading() as connection:
            return exchange.last_outgoing(connection, self.identity.device_id)

    def received(self) -> Mapping[str, int]:
        """Through which number each other device has been applied here."""
        with self._storage.reading() as connection:
            return exchange.received(connection)

    def last_seen(self) -> Mapping[str, str]:
        """When each other device made its newest change that is here: UTC by its own clock, as ISO text."""
        with self._storage.reading() as connection:
            return exchange.last_seen(connection)

    def receive(self, device_id: str, first: int, entries: Sequence[Incoming]) -> Changed:
        """Apply another device's changes in one transaction; applying again does nothing. Raises DamagedDocument."""
        with self._transaction() as transaction:
            exchange.receive(transaction, device_id, first, entries)
            return transaction.changed()

    def received_all(self, device_id: str, line: str, last: int, at: str) -> None:
        """All of a device's changes up to `last` are here: what stood for them was received as the line `line`."""
        with self._transaction() as transaction:
            exchange.received_all(transaction.connection, device_id, line, last, at)

    def drawn_together(self, record_id: str, payloads: Sequence[bytes]) -> bytes:
        """Several changes of a record as one that says the same. Raises DamagedDocument."""
        with self._storage.reading() as connection:
            return documents.load(connection, record_id).document.part(payloads)

    def try_merge(self, record_id: str, payload: bytes) -> None:
        """Merge a change into a copy of its record and forget it. Raises DamagedDocument."""
        with self._storage.reading() as connection:
            document = documents.load(connection, record_id).document
        document.merge(payload)
        document.content()

    def waiting(self) -> list[str]:
        """The records of which a change is here that rests on one of another device that is not."""
        with self._storage.reading() as connection:
            return sorted(waiting(connection))

    def shared_blobs(self) -> list[Attachment]:
        """The attachments of shared records whose content is here."""
        with self._storage.reading() as connection:
            found = exchange.shared_attachments(connection)
        return [each for each in found.values() if self._attachments.path(each.sha256) is not None]

    def blobs_out_of_sight(self, after: int) -> list[Attachment]:
        """The attachments of records that left the trash and that this device changed after log number `after`."""
        with self._storage.reading() as connection:
            found = exchange.attachments_out_of_sight(connection, self.identity.device_id, after)
        return [each for each in found.values() if self._attachments.path(each.sha256) is not None]

    def wanted_blobs(self) -> list[Attachment]:
        """The attachments of shared records whose content has not arrived yet."""
        with self._storage.reading() as connection:
            found = exchange.shared_attachments(connection)
        return [each for each in found.values() if self._attachments.path(each.sha256) is None]

    def arriving(self, sha256: str) -> AbstractContextManager[Arriving]:
        """Something to write an attachment's content into. Raises WrongContent, AttachmentTooLarge, StorageFull."""
        return self._attachments.arriving(sha256)

    def former_devices(self) -> list[str]:
        """The ids this library wrote under before it took the present one."""
        with self._storage.reading() as connection:
            return opening.former_devices(connection)

    def new_device_id(self) -> str:
        """Become a new device: after a copy, a clone or a restored backup. All it had shared goes out again.

        Where another program that has the library open did so already, this is that device.
        """
        with self._identity_lock:
            former = self._identity.device_id
            with self._storage.writing() as connection:
                identity = self._read_identity(connection)
                if identity.device_id == former:
                    opening.become_new_device(connection, self.folder)
                    identity = self._read_identity(connection)
                    exchange.resend_everything(Transaction(connection, identity, self._projections), former)
            self._identity = identity
            return identity.device_id

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        with self._storage.writing() as connection:
            # another process may have become a new device meanwhile: the file knows, memory may not
            self._identity = self._read_identity(connection)
            yield Transaction(connection, self._identity, self._projections)

    def _read_identity(self, connection: sa.Connection) -> Identity:
        return opening.read_identity(connection, self.folder, self._peer)
