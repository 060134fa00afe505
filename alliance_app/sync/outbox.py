"""Giving: this device's changes become segments in its own folder, attachments first.

What was given is noted in the library by name and length. Names nobody noted are read: they are ours when they say what
our log says (a crash came between writing and noting), else another copy of this library is using our id. What was
noted and is no longer there, or is shorter than it was, is written again from the log.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from alliance_app.library import Library
from alliance_app.library.values import Outgoing
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.sync.attachments import Shelf, Stopped
from alliance_app.sync.errors import FolderUnreadable
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.report import Pending, Reason, SyncReport
from alliance_app.sync.segments import (
    BATCH_BYTES,
    MAX_ENTRIES,
    MAX_FILE,
    Damaged,
    Entry,
    Foreign,
    Newer,
    Segment,
    SegmentFault,
    SegmentName,
    compose,
    parse,
    size_of,
)
from alliance_app.words import _

_NOTE = "sync.sent"
_READ_AT_ONCE = 500
_REASONS: dict[type[Exception], Reason] = {Damaged: Reason.DAMAGED, Newer: Reason.NEWER, Foreign: Reason.FOREIGN}


class IdTaken(Exception):
    """Another copy of this library has given changes under this device's id. `names`: its segments."""

    def __init__(self, names: Sequence[SegmentName]) -> None:
        super().__init__(len(names))
        self.names = names


class Outbox:
    """This device's own folder in the shared one. One is made for each sync."""

    def __init__(self, library: Library, folder: SharedFolder, alliance: str) -> None:
        self._library = library
        self._folder = folder
        self._alliance = alliance
        self._identity = library.identity
        self._device = self._identity.device_id
        self._place = folder.device_name(self._device)
        self._noted = self._recall()
        self._shelf = Shelf(library, folder, alliance)
        try:
            self._there = folder.segment_sizes(self._device)
        except OSError as error:
            raise FolderUnreadable(folder=folder.place, reason=error.strerror or str(error)) from error
        self._pending: list[Pending] = []
        self._torn: set[SegmentName] = set()
        self._pushed = self._bytes = 0
        self._changed = False

    def verify(self) -> None:
        """Look at what lies in this device's folder without having been noted. Raises IdTaken."""
        strange = []
        for name in sorted(self._there.keys() - self._noted.keys(), key=lambda each: each.first):
            try:
                content = self._folder.transport.read(self._folder.segment_path(self._device, name), MAX_FILE)
                segment = parse(name, content, self._alliance, self._device)
            except (SegmentFault, OSError) as fault:
                if isinstance(fault, SegmentFault) and self._is_promised(name):
                    self._torn.add(name)
                    continue
                reason = _REASONS.get(type(fault), Reason.INCOMPLETE)
                self._pending.append(Pending(reason, str(name), self._place, str(fault)))
                continue
            ours = self._library.outgoing(segment.first - 1, len(segment.entries))
            if tuple(_entry(each) for each in ours) == segment.entries:
                self._noted[name] = len(content)
                self._changed = True
            else:
                strange.append(name)
        if strange:
            raise IdTaken(strange)

    def _is_promised(self, name: SegmentName) -> bool:
        """Whether a name promises just what our log says: a broken file that bears it can be put right."""
        entries = tuple(_entry(each) for each in self._library.outgoing(name.first - 1, name.count))
        return bool(entries) and compose(Segment(self._alliance, self._device, name.first, entries))[0] == name

    def push(self, progress: Progress, cancelled: Cancelled) -> SyncReport:
        """Write what is not in the folder yet. Raises a SyncError when the folder stops it."""
        stopped = False
        try:
            lost = self._lost()
            if lost:
                self._shelf.look_at_all()
            last = self._library.last_outgoing()
            self._shelf.give(progress, cancelled)
            for first, through in self._missing(lost, last):
                self._write(first, through, last, progress, cancelled)
        except Stopped:
            stopped = True
        finally:
            self._note()
        self._folder.tidy(self._device)
        return SyncReport(
            pushed=self._pushed,
            files_out=self._shelf.files,
            bytes=self._bytes + self._shelf.bytes,
            pending=tuple(self._pending),
            cancelled=stopped,
        )

    # -- segments --------------------------------------------------------------------------------------------------

    def _lost(self) -> list[SegmentName]:
        """What was noted and is not whole in the folder any more; it is noted no longer. And what is broken there."""
        lost = [name for name, size in self._noted.items() if self._there.get(name) != size]
        for name in lost:
            del self._noted[name]
            self._changed = True
        return [*lost, *self._torn]

    def _missing(self, lost: Sequence[SegmentName], last: int) -> Iterator[tuple[int, int]]:
        """The ranges of numbers up to `last` that no whole file covers; a lost file's range stays one.

        A broken file is written again also where others cover its numbers: all devices would wait for it to arrive.
        """
        covered = _Ranges((name.first, name.last) for name in self._noted)
        again = [
            name
            for name in lost
            if name.last <= last and (name in self._there or not covered.include(name.first, name.last))
        ]
        for name in again:
            yield name.first, name.last
        yield from _Ranges([*covered.all, *((name.first, name.last) for name in again)]).gaps(last)

    def _write(self, first: int, through: int, last: int, progress: Progress, cancelled: Cancelled) -> None:
        """Write the changes `first` to `through` as segments. Raises Stopped."""
        for batch in self._batches(first, through):
            if cancelled():
                raise Stopped
            self._shelf.give(progress, cancelled)  # what the batch names may be newer than the first look
            self._publish(Segment(self._alliance, self._device, batch[0].number, tuple(map(_entry, batch))))
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

    def _publish(self, segment: Segment) -> None:
        name, content = compose(segment)
        path = self._folder.segment_path(self._device, name)
        self._folder.check(self._alliance)
        if not self._pushed:
            self._folder.introduce(self._device, self._identity)
        if name in self._torn or self._there.get(name, len(content)) != len(content):
            self._folder.transport.mend(path, content)
        else:
            self._folder.transport.put_if_absent(path, content)
        self._noted[name] = len(content)
        self._changed = True
        self._pushed += name.count
        self._bytes += len(content)

    # -- the note --------------------------------------------------------------------------------------------------

    def _recall(self) -> dict[SegmentName, int]:
        """What was given by this device to this alliance; nothing when the note is about another device or alliance."""
        note = json.loads(self._library.recall(_NOTE) or "{}")
        if (note.get("alliance"), note.get("device")) != (self._alliance, self._device):
            return {}
        pairs = (line.split(" ") for line in note["sent"].splitlines())
        return {name: int(size) for text, size in pairs if (name := SegmentName.read(text))}

    def _note(self) -> None:
        self._shelf.note()
        if not self._changed:
            return
        sent = "\n".join(f"{name} {size}" for name, size in self._noted.items())
        note = {"alliance": self._alliance, "device": self._device, "sent": sent}
        self._library.remember(_NOTE, json.dumps(note))
        self._changed = False


class _Ranges:
    """Ranges of numbers, joined where they touch."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.all: list[tuple[int, int]] = []
        for first, last in sorted(ranges):
            if self.all and first <= self.all[-1][1] + 1:
                self.all[-1] = (self.all[-1][0], max(last, self.all[-1][1]))
            else:
                self.all.append((first, last))

    def include(self, first: int, last: int) -> bool:
        return any(start <= first and last <= end for start, end in self.all)

    def gaps(self, through: int) -> Iterator[tuple[int, int]]:
        after = 0
        for first, last in self.all:
            if first > after + 1 and after < through:
                yield after + 1, min(first - 1, through)
            after = max(after, last)
        if after < through:
            yield after + 1, through


def _entry(change: Outgoing) -> Entry:
    return Entry(change.record_id, change.payload, change.at)
