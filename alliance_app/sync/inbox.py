"""Taking: other devices' segments in the order of their numbers, then the attachments they name.

A number is never passed over: what is missing, still arriving or damaged is pending, and only that device's later
changes wait for it. Which file comes next is told by names and by what the library has applied, never by file times.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from alliance_app import __version__
from alliance_app.library import Library
from alliance_app.library.attachments import MAX_SIZE
from alliance_app.library.errors import WrongContent
from alliance_app.library.values import Incoming
from alliance_app.records.errors import DamagedDocument
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.records.values import Attachment
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.report import Pending, Reason, SyncReport
from alliance_app.sync.segments import (
    MAX_FILE,
    Damaged,
    Foreign,
    Incomplete,
    Newer,
    Segment,
    SegmentFault,
    SegmentName,
    parse,
)
from alliance_app.sync.transport import TooLong
from alliance_app.words import _

_AT_ONCE = 200  # a transaction each: typing waits no longer than for one of them
_TRYING = "sync.taking"
_TRIES = 3
_DAY = 24 * 3600
_REASONS: dict[type[Exception], Reason] = {
    Incomplete: Reason.INCOMPLETE,
    Damaged: Reason.DAMAGED,
    Newer: Reason.NEWER,
    Foreign: Reason.FOREIGN,
    TooLong: Reason.DAMAGED,
    FileNotFoundError: Reason.INCOMPLETE,
}


class _Stuck(Exception):
    """This segment cannot be taken, or not to its end, now."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Inbox:
    """The other devices' folders. One is made for each sync."""

    def __init__(self, library: Library, folder: SharedFolder, alliance: str) -> None:
        self._library = library
        self._folder = folder
        self._alliance = alliance
        self._through = dict(library.received())
        self._pulled = self._files = self._bytes = self._done = self._total = 0
        self._changed: set[str] = set()
        self._stopped = False

    def pull(self, progress: Progress, cancelled: Cancelled) -> SyncReport:
        """Apply what has arrived. Raises FolderGone, FolderUnreadable and what the library raises."""
        waiting, pending = self._listed()
        self._total = sum(len(names) for names in waiting.values())
        for device, names in waiting.items():
            pending += self._follow(device, names, progress, cancelled)
        pending += [Pending(Reason.EARLIER, each) for each in self._library.waiting()]
        if not self._stopped:
            pending += self._take_blobs(progress, cancelled)
        return SyncReport(
            pulled=self._pulled,
            files_in=self._files,
            bytes=self._bytes,
            changed=frozenset(self._changed),
            pending=tuple(pending),
            cancelled=self._stopped,
        )

    # -- segments --------------------------------------------------------------------------------------------------

    def _listed(self) -> tuple[dict[str, list[SegmentName]], list[Pending]]:
        """Per device the segments that hold something new; and which devices' folders cannot be read."""
        own = self._library.identity.device_id
        unread: list[Pending] = []
        found: dict[str, list[SegmentName]] = {}
        for device in self._folder.devices():
            if device == own:
                continue
            through = self._through.get(device, 0)
            try:
                names = [each for each in self._folder.segments(device) if each.last > through]
            except OSError as error:
                unread.append(self._waits(Reason.UNREADABLE, "", device, error.strerror or str(error)))
                continue
            if names:
                found[device] = names
        return found, unread

    def _follow(self, device: str, names: list[SegmentName], progress: Progress, cancelled: Cancelled) -> list[Pending]:
        """Take a device's segments in order until one is missing; what is waited for then."""
        while not self._stopped:
            through = self._through.get(device, 0)
            names[:] = [each for each in names if each.last > through] if names and names[0].last <= through else names
            if not names:
                return []
            if cancelled():
                self._stopped = True
                return []
            if names[0].first > through + 1:
                return [self._waits(Reason.GAP, str(names[0]), device, f"{through + 1}–{names[0].first - 1}")]
            stuck = self._take_next(device, [each for each in names if each.first <= through + 1])
            self._done += 1
            progress(Step(_("Receiving changes"), min(self._done, self._total), self._total, self._bytes))
            if stuck:
                return stuck
        return []

    def _take_next(self, device: str, choices: Sequence[SegmentName]) -> list[Pending]:
        """Take one of the segments that hold the next number; why none could be taken, else nothing."""
        stuck: list[Pending] = []
        before = self._through.get(device, 0)
        for name in sorted(choices, key=lambda each: -each.last):
            try:
                self._take(device, name)
            except _Stuck as fault:
                stuck.append(self._waits(fault.reason, str(name), device, fault.detail))
                if self._through.get(device, 0) > before:
                    return stuck
            else:
                return []
        return stuck

    def _take(self, device: str, name: SegmentName) -> None:
        segment = self._read(device, name)
        with self._trying(device, name):
            self._apply(segment)

    def _read(self, device: str, name: SegmentName) -> Segment:
        try:
            content = self._folder.transport.read(self._folder.segment_path(device, name), MAX_FILE)
            segment = parse(name, content, self._alliance, device)
        except (SegmentFault, OSError) as fault:
            raise _Stuck(_REASONS.get(type(fault), Reason.UNREADABLE), str(fault)) from fault
        self._bytes += len(content)
        return segment

    def _apply(self, segment: Segment) -> None:
        """Apply the segment's changes after those already applied. Raises _Stuck; what came before stays applied."""
        passed = self._through.get(segment.device, 0) - segment.first + 1
        entries = [Incoming(each.record_id, each.payload, each.at) for each in segment.entries[max(passed, 0) :]]
        first = segment.first + max(passed, 0)
        for start in range(0, len(entries), _AT_ONCE):
            batch = entries[start : start + _AT_ONCE]
            try:
                self._receive(segment.device, first + start, batch)
            except DamagedDocument:
                self._apply_one_by_one(segment.device, first + start, batch)

    def _apply_one_by_one(self, device: str, first: int, batch: Sequence[Incoming]) -> None:
        for number, entry in enumerate(batch, start=first):
            try:
                self._receive(device, number, [entry])
            except DamagedDocument as fault:
                raise _Stuck(Reason.RECORD, entry.record_id) from fault

    def _receive(self, device: str, first: int, entries: Sequence[Incoming]) -> None:
        self._changed |= self._library.receive(device, first, entries).ids
        self._through[device] = first + len(entries) - 1
        self._pulled += len(entries)

    @contextmanager
    def _trying(self, device: str, name: SegmentName) -> Iterator[None]:
        """Leave a segment aside that stopped the program each time it was read: bytes made to do that exist.

        Only a process that dies leaves the note behind; a newer program tries again.
        """
        key = f"{__version__} {device}/{name} {self._through.get(device, 0)} "
        left = self._library.recall(_TRYING) or ""
        tries = int(left.removeprefix(key)) if left.startswith(key) else 0
        if tries >= _TRIES:
            raise _Stuck(Reason.HELD, str(tries))
        self._library.remember(_TRYING, f"{key}{tries + 1}")
        try:
            yield
        finally:
            self._library.remember(_TRYING, None)

    def _waits(self, reason: Reason, name: str, device: str, detail: str) -> Pending:
        return Pending(reason, name, self._folder.device_name(device), detail)

    # -- attachments -----------------------------------------------------------------------------------------------

    def _take_blobs(self, progress: Progress, cancelled: Cancelled) -> list[Pending]:
        wanted = {each.sha256: each for each in self._library.wanted_blobs()}
        try:
            there = self._folder.blob_sizes(wanted)
        except OSError as error:
            return [_lacks(each, error.strerror or str(error)) for each in wanted.values()]
        missing = [each for sha256, each in wanted.items() if sha256 not in there]
        pending = [_lacks(each, _("it is not in the shared folder")) for each in missing]
        coming = [wanted[sha] for sha in there]
        for number, each in enumerate(coming, start=1):
            if cancelled():
                self._stopped = True
                break
            why = self._take_blob(each)
            if why:
                pending.append(_lacks(each, why))
            progress(Step(_("Receiving attachments"), number, len(coming), self._bytes))
        return pending

    def _take_blob(self, attachment: Attachment) -> str:
        """Copy one attachment in; why it could not be taken, or ""."""
        with self._landing() as landing:
            try:
                with landing.open("wb") as sink:
                    name = self._folder.blob_path(attachment.sha256)
                    self._folder.transport.read_into(name, sink, MAX_SIZE, self._hear)
                self._library.keep_blob(attachment.sha256, landing)
            except WrongContent:
                return _("it is still arriving or damaged")
            except OSError as error:
                return error.strerror or str(error)
        self._files += 1
        return ""

    def _hear(self, moved: int) -> None:
        self._bytes += moved

    @contextmanager
    def _landing(self) -> Iterator[Path]:
        """A file of this library's own to copy into; what a crash left there a day ago goes."""
        folder = self._library.folder / "incoming"
        folder.mkdir(exist_ok=True)
        for left in folder.glob("*.part"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _DAY:
                    left.unlink()
        with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as made:
            landing = Path(made.name)
        try:
            yield landing
        finally:
            landing.unlink(missing_ok=True)


def _lacks(attachment: Attachment, why: str) -> Pending:
    return Pending(Reason.ATTACHMENT, attachment.name, "", why)
