"""The faults of the best-known peers, put into this program: each must be caught, or the simulation proves nothing.

A double is a function that is given pytest's `MonkeyPatch` and puts one fault into the program; its test names the law
that catches it.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from weakref import WeakKeyDictionary

import pytest

from alliance_app.library import Changed, Incoming, Library, writing
from alliance_app.library.care import Care
from alliance_app.records.document import Document
from alliance_app.records.progress import Cancelled, Progress, never, quietly
from alliance_app.sync import Exchange, SyncReport
from alliance_app.sync.claims import Claims
from alliance_app.sync.errors import FolderBusy, SyncError
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.inbox import Inbox, _Stuck
from alliance_app.sync.keys import joining
from alliance_app.sync.keys.ciphers import SIGNATURE_BYTES
from alliance_app.sync.keys.protected import KeyedSeal
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.report import Pending, Reason
from alliance_app.sync.scrubbing import Scrubbing
from alliance_app.sync.segments import Entry, Segment, SegmentName, plain
from tests.sync_simulation.folder import View

NOTHING = Document("0" * 26, 1).whole()  # a change that changes nothing, to fill a number with


def absence_is_deletion(patch: pytest.MonkeyPatch) -> None:
    """Joplin #4223, #961, #16177: what is not in the folder any more is deleted here."""
    pull = Inbox.pull

    def pull_and_delete(self: Inbox, progress: Progress, cancelled: Cancelled) -> SyncReport:
        report = pull(self, progress, cancelled)
        with suppress(OSError, SyncError):  # a folder that cannot be looked at is not taken for an empty one
            for device in [each for each in self._library.received() if "/" not in each]:
                if not self._folder.segments(device):
                    self._library.delete(*_records_of(self._library, device))
        return report

    patch.setattr(Inbox, "pull", pull_and_delete)


def old_files_are_old_news(patch: pytest.MonkeyPatch) -> None:
    """Joplin #6517: a file whose time lies before the newest one that was read is taken for read."""
    segments = SharedFolder.segments
    newest: WeakKeyDictionary[View, dict[str, int]] = WeakKeyDictionary()

    def newer(self: SharedFolder, device: str) -> list[SegmentName]:
        found = segments(self, device)
        view = self.transport
        assert isinstance(view, View)
        times = {name: view.mtime(self.segment_path(device, name)) for name in found}
        known = newest.setdefault(view, {})
        before = known.get(device, -1)
        known[device] = max([before, *times.values()])
        return [name for name in found if times[name] > before or before < 0]

    patch.setattr(SharedFolder, "segments", newer)


def torn_files_are_read(patch: pytest.MonkeyPatch) -> None:
    """SiYuan #2444: a file that is half there is taken as it is; what is not in it is not missed."""
    read = Inbox._read

    def read_anyhow(self: Inbox, device: str, name: SegmentName) -> Segment:
        try:
            return read(self, device, name)
        except _Stuck as fault:
            if fault.reason is not Reason.INCOMPLETE:
                raise
            return plain(self._alliance, device, name.first, (_nothing(),) * name.count)

    patch.setattr(Inbox, "_read", read_anyhow)


def an_id_is_for_ever(patch: pytest.MonkeyPatch) -> None:
    """A cloned or set-back profile goes on counting under the id it has."""

    def verify_nothing(self: Claims) -> None:
        given = self._ledger.given
        given |= {name: size for name, size in self._there.items() if name not in given}

    patch.setattr(Claims, "verify", verify_nothing)


def the_last_in_a_second_wins(patch: pytest.MonkeyPatch) -> None:
    """Joplin #13611: a change from the same second as the one that is here is not taken."""
    receive = Library.receive

    def receive_older(self: Library, device: str, first: int, entries: Sequence[Incoming]) -> Changed:
        times = {row.id: row.updated_at for row in self.rows(sorted({each.record_id for each in entries}))}
        kept = [_nothing_of(each) if times.get(each.record_id) == each.at else each for each in entries]
        return receive(self, device, first, kept)

    patch.setattr(Library, "receive", receive_older)


def gaps_are_passed_over(patch: pytest.MonkeyPatch) -> None:
    """What is missing is not waited for."""
    follow = Inbox._follow

    def skip(
        self: Inbox, device: str, names: list[SegmentName], progress: Progress, cancelled: Cancelled
    ) -> list[Pending]:
        while True:
            pending = follow(self, device, names, progress, cancelled)
            if not pending or pending[-1].reason is not Reason.GAP:
                return pending
            missing = names[0].first - 1 - self._reached(device)
            self._receive(device, self._reached(device) + 1, [Incoming("0" * 26, NOTHING, "")] * missing)

    patch.setattr(Inbox, "_follow", skip)


def a_lock_file(patch: pytest.MonkeyPatch) -> None:
    """Joplin #8512 and its stale locks: whoever syncs leaves a lock in the folder, and takes it away at the end."""
    sync = Exchange.sync
    lock = "lock.json"

    def locked(self: Exchange, *, progress: Progress = quietly, cancelled: Cancelled = never) -> SyncReport:
        transport = self.enter()[1].transport
        if not transport.put_if_absent(lock, b"{}"):
            raise FolderBusy(folder=self.place, name=lock)
        report = sync(self, progress=progress, cancelled=cancelled)
        transport.remove(lock)
        return report

    patch.setattr(Exchange, "sync", locked)


def noted_before_it_is_kept(patch: pytest.MonkeyPatch) -> None:
    """That something was received is written down before it is."""
    receive = Library.receive

    def note_first(self: Library, device: str, first: int, entries: Sequence[Incoming]) -> Changed:
        through = self.received().get(device, 0)
        receive(self, device, first, [Incoming("0" * 26, NOTHING, "")] * len(entries))
        return receive(self, f"{device}/{through}", 1, entries)

    patch.setattr(Library, "receive", note_first)


def drafts_go_out(patch: pytest.MonkeyPatch) -> None:
    """What is typed is synced, shared or not."""
    append = writing.Transaction.append

    def outbound(self: writing.Transaction, record_id: str, payload: bytes, what: str, *, outbound: bool) -> None:
        append(self, record_id, payload, what, outbound=True)

    patch.setattr(writing.Transaction, "append", outbound)


def deleting_is_final(patch: pytest.MonkeyPatch) -> None:
    """A deletion wins over an edit its maker had not seen."""
    trashed_at = Document.trashed_at

    def once_trashed(self: Document) -> str | None:
        marks = self._doc.get_map("trash").get_deep_value()
        times = [str(mark["at"]) for mark in marks.values()] if isinstance(marks, dict) else []
        return trashed_at(self) or max(times, default=None)

    patch.setattr(Document, "trashed_at", once_trashed)


def the_newer_text_wins(patch: pytest.MonkeyPatch) -> None:
    """A stale edit is laid over what came since, instead of being merged."""

    def newest(self: Document, seen: str | None) -> object:
        return self._doc

    patch.setattr(Document, "_line_seen_by", newest)


def nothing_is_flushed(patch: pytest.MonkeyPatch) -> None:
    """A file gets its name before its bytes are on the disk: after a power cut it has its length, and zeros."""
    patch.setattr(View, "flushes", False)


def erased_from_view_only(patch: pytest.MonkeyPatch) -> None:
    """What is erased is taken off the lists; files, journals, backups and the shared folder keep it."""
    patch.setattr(Care, "scrub", lambda _self: True)
    patch.setattr(Scrubbing, "scrub", lambda _self: None)


def segments_go_out_plain(patch: pytest.MonkeyPatch) -> None:
    """In a protected alliance changes are signed and not closed."""
    def close(self: KeyedSeal, head: bytes, body: bytes) -> bytes:
        return body + self._keys.signature(head + body)

    def open_signed(self: KeyedSeal, device: str, key: str, head: bytes, closed: bytes) -> bytes:
        return closed[:-SIGNATURE_BYTES]

    patch.setattr(KeyedSeal, "close", close)
    patch.setattr(KeyedSeal, "open", open_signed)
    patch.setattr(KeyedSeal, "growth", lambda _self: SIGNATURE_BYTES)


def anybody_is_believed(patch: pytest.MonkeyPatch) -> None:
    """In a protected alliance changes are taken that no member has closed and signed."""
    opened = KeyedSeal.open

    def open_anything(self: KeyedSeal, device: str, key: str, head: bytes, closed: bytes) -> bytes:
        return opened(self, device, key, head, closed) if key else closed

    patch.setattr(KeyedSeal, "open", open_anything)


def a_new_key_is_for_everybody(patch: pytest.MonkeyPatch) -> None:
    """A member is removed, and handed the new key all the same."""
    renew = joining.renew

    class Nobody(tuple[str, ...]):
        __slots__ = ()

        def __contains__(self, key: object) -> bool:
            return False

    def renew_for_all(
        library: Library, folder: SharedFolder, ring: Ring, passphrase: str, removing: Collection[str]
    ) -> None:
        renew(library, folder, ring, passphrase, Nobody(removing))

    patch.setattr(joining, "renew", renew_for_all)


def _records_of(library: Library, device: str) -> list[str]:
    with library.reading() as connection:
        query = "SELECT DISTINCT record_id FROM changes WHERE device_id = ?"
        return [row[0] for row in connection.exec_driver_sql(query, (device,)).all()]


def _nothing() -> Entry:
    return Entry("0" * 26, NOTHING, "")


def _nothing_of(entry: Incoming) -> Incoming:
    return Incoming(entry.record_id, NOTHING, entry.at)
