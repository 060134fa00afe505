"""Giving: this device's changes become segments in its own folder, attachments first.

What was given is noted in the library by name and length. What was noted and is no longer there, or is shorter than it
was, is written again from the log.
"""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress

from alliance_app.library import Library
from alliance_app.library.values import Outgoing
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.sync.attachments import Shelf, Stopped
from alliance_app.sync.claims import Claims, IdTaken, entry_of
from alliance_app.sync.errors import FolderUnreadable, SyncError
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.ledger import Ledger, Ranges
from alliance_app.sync.packing import packed, worth_packing
from alliance_app.sync.report import SyncReport
from alliance_app.sync.scrubbing import Scrubbing
from alliance_app.sync.segments import BATCH_BYTES, MAX_ENTRIES, Segment, SegmentName, compose, plain, size_of
from alliance_app.words import _

_READ_AT_ONCE = 500


class Outbox:
    """This device's own folder in the shared one. One is made for each sync."""

    def __init__(self, library: Library, folder: SharedFolder, alliance: str) -> None:
        self._library = library
        self._folder = folder
        self._alliance = alliance
        self._identity = library.identity
        self._device = self._identity.device_id
        self._seal = folder.protection.seal(self._device)
        self._ledger = Ledger(library, alliance, self._device)
        self._shelf = Shelf(library, folder, alliance)
        try:
            self._there, self._card_size = folder.own_files(self._device)
        except OSError as error:
            raise FolderUnreadable(folder=folder.place, reason=error.strerror or str(error)) from error
        self._claims = Claims(library, folder, alliance, self._ledger, self._seal, self._there)
        self._pushed = self._bytes = 0

    def verify(self) -> None:
        """Look at what lies in this device's folder without having been noted. Raises IdTaken."""
        known = self._folder.protection.introduced(self._device)
        if not known and self._folder.is_taken(self._device):
            raise IdTaken([])
        if not known and self._card_size is not None:
            self._folder.meet(self._device)  # its own card: it need not be looked at again
        self._claims.verify()

    def push(self, progress: Progress, cancelled: Cancelled) -> SyncReport:
        """Write what is not in the folder yet. Raises a SyncError when the folder stops it."""
        stopped = False
        try:
            lost = self._claims.lost()
            mended = self._claims.mend()
            if lost or mended:
                self._shelf.look_at_all()
            last = self._library.last_outgoing()
            # members of a protected alliance are those who have shown themselves; a mere reader may be unable to
            with nullcontext() if last else suppress(SyncError):
                self._introduce(needed=bool(last))
            self._shelf.give(progress, cancelled)
            for name in lost:
                if name.pack and name.last <= last:
                    self._give_pack(name.first, name.last)
            for first, through in self._missing(lost, last):
                self._write(first, through, last, progress, cancelled)
            self._draw_together()
            scrubbing = Scrubbing(self._library, self._folder, self._alliance, self._ledger)
            scrubbing.scrub()
            if self._shelf.looked_at_all:
                scrubbing.drop_blobs()
        except Stopped:
            stopped = True
        finally:
            self._ledger.keep()
            self._shelf.note()
        self._folder.tidy(self._device)
        return SyncReport(
            pushed=self._pushed,
            files_out=self._shelf.files,
            bytes=self._bytes + self._shelf.bytes,
            pending=tuple(self._claims.pending),
            cancelled=stopped,
        )

    # -- segments --------------------------------------------------------------------------------------------------

    def _missing(self, lost: Sequence[SegmentName], last: int) -> Iterator[tuple[int, int]]:
        """The ranges of numbers up to `last` that no whole file covers; a lost file's range stays one."""
        covered = Ranges((name.first, name.last) for name in self._ledger.given)
        again = [
            name for name in lost
            if not name.pack and name.last <= last and not covered.include(name.first, name.last)
        ]  # fmt: skip
        for name in again:
            yield name.first, name.last
        yield from Ranges([*covered.all, *((name.first, name.last) for name in again)]).gaps(last)

    def _write(self, first: int, through: int, last: int, progress: Progress, cancelled: Cancelled) -> None:
        """Write the changes `first` to `through` as segments. Raises Stopped."""
        for batch in self._batches(first, through):
            if cancelled():
                raise Stopped
            self._shelf.give(progress, cancelled)  # what the batch names may be newer than the first look
            self._publish(plain(self._alliance, self._device, batch[0].number, tuple(map(entry_of, batch))))
            self._pushed += len(batch)
            progress(Step(_("Sending changes"), batch[-1].number, last, self._bytes))

    def _batches(self, first: int, through: int) -> Iterator[list[Outgoing]]:
        batch: list[Outgoing] = []
        size = 0
        for each in self._outgoing(first, through):
            more = size_of(each.record_id, each.payload, each.at)
            if batch and (size + more > BATCH_BYTES or len(batch) == MAX_ENTRIES):
                yield batch
                batch, size = [], 0
            batch.append(each)
            size += more
        if batch:
            yield batch

    def _outgoing(self, first: int, through: int) -> Iterator[Outgoing]:
        while first <= through:
            found = self._library.outgoing(first - 1, min(_READ_AT_ONCE, through - first + 1))
            if not found or found[0].number != first:
                return
            yield from found
            first = found[-1].number + 1

    def _publish(self, segment: Segment) -> SegmentName:
        name, content = compose(segment, self._seal)
        path = self._folder.segment_path(self._device, name)
        self._folder.check(self._alliance)
        self._folder.transport.put_if_absent(path, content)
        self._ledger.given[name] = len(content)
        self._bytes += len(content)
        return name

    def _introduce(self, *, needed: bool) -> None:
        """Put this device's card into its folder where it is not, or not whole."""
        whole = self._card_size == self._folder.card_size(self._device, self._identity)
        broken = self._card_size is not None and not whole
        if (needed and not whole) or broken or not self._folder.protection.introduced(self._device):
            self._folder.check(self._alliance)
            self._folder.introduce(self._device, self._identity, over=broken)

    # -- packs -----------------------------------------------------------------------------------------------------

    def _draw_together(self) -> None:
        """Replace many small files by a pack; take away those that were replaced long ago."""
        small = worth_packing(self._ledger.given)
        if small:
            pack = self._give_pack(small[0].first, small[-1].last)
            if pack is not None:
                self._ledger.replace(small, pack)
        for name in self._ledger.outlived():
            if self._claims.covered(name):
                self._folder.drop_segment(self._device, name)
                del self._ledger.replaced[name]

    def _give_pack(self, first: int, last: int) -> SegmentName | None:
        segment = packed(self._library, self._alliance, self._device, first, last)
        return None if segment is None else self._publish(segment)
