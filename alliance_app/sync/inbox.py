"""Taking: other devices' segments in the order of their numbers, then the attachments they name.

A number is never passed over: what is missing, still arriving or damaged is pending, and only that device's later
changes wait for it. Which file comes next is told by names and by what the library has applied, never by file times.
"""

from collections.abc import Sequence

from alliance_app.library import Library
from alliance_app.library.values import Incoming, What
from alliance_app.records.errors import DamagedDocument
from alliance_app.records.progress import Cancelled, Progress, Step, never, quietly
from alliance_app.sync.agreeing import too_many
from alliance_app.sync.attachments import take_attachments
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.perils import Perils
from alliance_app.sync.probing import survives
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
    Unsealed,
    parse,
    plain,
)
from alliance_app.sync.transport import TooLong
from alliance_app.words import _

_AT_ONCE = 300  # a transaction each: typing waits no longer than for one of them
_REASONS: dict[type[Exception], Reason] = {
    Incomplete: Reason.INCOMPLETE,
    Damaged: Reason.DAMAGED,
    Newer: Reason.NEWER,
    Foreign: Reason.FOREIGN,
    TooLong: Reason.DAMAGED,
    FileNotFoundError: Reason.INCOMPLETE,
    Unsealed: Reason.UNSEALED,
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
        self._perils = Perils(library)
        self._seal = folder.protection.seal(library.identity.device_id)
        self._through = dict(library.received())
        self._pulled = self._bytes = self._done = self._total = 0
        self._changed: set[str] = set()
        self._stopped = False

    def pull(self, progress: Progress, cancelled: Cancelled) -> SyncReport:
        """Apply what has arrived. Raises FolderGone, FolderUnreadable and what the library raises."""
        listed, pending = self._listed()
        waiting = {
            device: [each for each in names if each.last > self._reached(device)] for device, names in listed.items()
        }
        forked = [(device, name) for device, names in listed.items() for name in self._unread_forks(device, names)]
        self._total = sum(map(len, waiting.values())) + len(forked)
        for device, names in waiting.items():
            pending += self._follow(device, names, progress, cancelled)
        for device, name in forked:
            pending += self._take_line(device, name, progress, cancelled)
        self._perils.passed()
        pending += [Pending(Reason.EARLIER, each) for each in self._library.waiting()]
        report = SyncReport(
            pulled=self._pulled,
            bytes=self._bytes,
            changed=frozenset(self._changed),
            pending=tuple(pending),
            cancelled=self._stopped,
        )
        if self._stopped:
            return report
        return report.with_(take_attachments(self._library, self._folder, self._alliance, progress, cancelled))

    def take_apart(self, device: str, names: Sequence[SegmentName]) -> None:
        """Apply these segments apart from their numbers. What cannot be taken now is pending at the next pull."""
        for name in names:
            self._take_line(device, name, quietly, never)
        self._perils.passed()

    # -- segments --------------------------------------------------------------------------------------------------

    def _listed(self) -> tuple[dict[str, list[SegmentName]], list[Pending]]:
        """Per device its segments in order; and which devices' folders cannot be read."""
        own = self._library.identity.device_id
        unread: list[Pending] = []
        found: dict[str, list[SegmentName]] = {}
        for device in self._folder.devices():
            try:
                if device != own:
                    found[device] = self._folder.segments(device)
            except OSError as error:
                unread.append(self._waits(Reason.UNREADABLE, f"devices/{device}", device, error.strerror or str(error)))
        return found, unread

    def _follow(self, device: str, names: list[SegmentName], progress: Progress, cancelled: Cancelled) -> list[Pending]:
        """Take a device's segments in order until one is missing; what is waited for then."""
        while not self._stopped:
            through = self._reached(device)
            names = [each for each in names if each.last > through]
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
        before = self._reached(device)
        # what repeats least of what is here, and then what goes furthest: to a newcomer that is a pack
        for name in sorted(choices, key=lambda each: (before + 1 - each.first, -each.last)):
            try:
                self._take(device, name)
            except _Stuck as fault:
                stuck.append(self._waits(fault.reason, str(name), device, fault.detail))
                if self._reached(device) > before:
                    return stuck
            else:
                return []
        return stuck

    def _take(self, device: str, name: SegmentName) -> None:
        segment = self._read(device, name)
        self._guard(device, segment)
        self._beware(device, name, segment)
        if name.pack:
            self._apply_pack(device, name, segment)
        else:
            self._apply(segment)

    def _apply_pack(self, device: str, name: SegmentName, segment: Segment) -> None:
        """Apply what stands for many changes; once all of it is here, so are they. Raises _Stuck."""
        line = _line(device, name)
        if segment.entries:
            self._apply(plain(self._alliance, line, 1, segment.entries))
        at = segment.entries[-1].at if segment.entries else ""
        self._library.received_all(device, line, name.last, at)
        self._through[device] = name.last

    def _guard(self, device: str, segment: Segment) -> None:
        """Hold a device that erases much at once, until the user agrees. Raises _Stuck."""
        wanted = [each.record_id for each in segment.entries if each.what is What.ERASE]
        count = too_many(self._library, device, segment, wanted) if wanted else 0
        if count:
            raise _Stuck(Reason.ERASURES, str(count))

    def _unread_forks(self, device: str, names: Sequence[SegmentName]) -> list[SegmentName]:
        """Segments that claim numbers another one claims too, and were not read as forks before.

        Two writers used one id for a while. Following the numbers reads one of them; the other's changes count as well.
        """
        return [each for each in overlapping(names) if self._reached(_line(device, each)) < each.count]

    def _take_line(self, device: str, name: SegmentName, progress: Progress, cancelled: Cancelled) -> list[Pending]:
        """Apply a segment apart from its numbers, as a line of its own; what was applied already changes nothing."""
        self._stopped = self._stopped or cancelled()
        if self._stopped:
            return []
        try:
            segment = self._read(device, name)
            self._guard(device, segment)
            self._beware(device, name, segment)
            self._apply(plain(self._alliance, _line(device, name), 1, segment.entries))
        except _Stuck as fault:
            return [self._waits(fault.reason, str(name), device, fault.detail)]
        self._done += 1
        progress(Step(_("Receiving changes"), min(self._done, self._total), self._total, self._bytes))
        return []

    def _read(self, device: str, name: SegmentName) -> Segment:
        if not self._folder.protection.introduced(device):
            self._folder.meet(device)
        if not self._folder.protection.admits(device, str(name)):
            raise _Stuck(Reason.STRANGER, "")
        try:
            content = self._folder.transport.read(self._folder.segment_path(device, name), MAX_FILE)
            segment = parse(name, content, self._alliance, device, self._seal)
        except (SegmentFault, OSError) as fault:
            raise _Stuck(_REASONS.get(type(fault), Reason.UNREADABLE), str(fault)) from fault
        self._bytes += len(content)
        return segment

    def _apply(self, segment: Segment) -> None:
        """Apply the segment's changes after those already applied. Raises _Stuck; what came before stays applied."""
        passed = self._reached(segment.device) - segment.first + 1
        fresh = segment.entries[max(passed, 0) :]
        entries = [Incoming(each.record_id, each.payload, each.at, each.what) for each in fresh]
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

    def _beware(self, device: str, name: SegmentName, segment: Segment) -> None:
        """Note what is about to be read; try out apart what was being read when the program died. Raises _Stuck."""
        key = f"{device}/{name}"
        if self._perils.held(key):
            raise _Stuck(Reason.HELD, "")
        if self._perils.died_reading(key):
            updates = [(each.record_id, each.payload) for each in segment.entries if each.what is What.CHANGE]
            if not survives(self._library, updates):
                self._perils.hold(key)
                raise _Stuck(Reason.HELD, "")
        self._perils.reading(key)

    def _reached(self, device: str) -> int:
        return self._through.get(device, 0)

    def _waits(self, reason: Reason, name: str, device: str, detail: str) -> Pending:
        return Pending(reason, name, self._folder.device_name(device), detail, device)


def overlapping(names: Sequence[SegmentName]) -> list[SegmentName]:
    """Those of a device's segments, given in order, that share numbers with another; packs do that by nature."""
    found: dict[SegmentName, None] = {}
    longest: SegmentName | None = None
    for each in (name for name in names if not name.pack):
        if longest is not None and each.first <= longest.last:
            found |= {longest: None, each: None}
        if longest is None or each.last > longest.last:
            longest = each
    return list(found)


def _line(device: str, name: SegmentName) -> str:
    """What the library knows this one file's changes by, apart from the numbers. No device's id has a slash."""
    return f"{device}/{name.digest}"
