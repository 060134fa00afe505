"""Which files in this device's folder are its own, and which of those are not as they were written.

A file nobody noted is ours when it says what our log says (a crash came between writing and noting), or when the log
gives just the file its name promises (it was torn before it was noted). Anything else is of another copy of this
library that uses our id.
"""

from collections.abc import Iterable, Sequence

from alliance_app.library import Library
from alliance_app.library.values import Outgoing, What
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.ledger import Ledger, Ranges, Replaced
from alliance_app.sync.packing import packed
from alliance_app.sync.report import Pending, Reason
from alliance_app.sync.segments import (
    MAX_FILE,
    Damaged,
    Entry,
    Foreign,
    Newer,
    Seal,
    Segment,
    SegmentFault,
    SegmentName,
    Unsealed,
    compose,
    parse,
    plain,
)

_REASONS: dict[type[Exception], Reason] = {
    Damaged: Reason.DAMAGED,
    Newer: Reason.NEWER,
    Foreign: Reason.FOREIGN,
    Unsealed: Reason.UNSEALED,
}


class IdTaken(Exception):
    """Another copy of this library has given changes under this device's id. `names`: its segments."""

    def __init__(self, names: Sequence[SegmentName]) -> None:
        super().__init__(len(names))
        self.names = names


class Claims:
    """One look at this device's own folder. `there`: what lies in it, with lengths; `pending`: what cannot be told."""

    def __init__(
        self, library: Library, folder: SharedFolder, alliance: str, ledger: Ledger, seal: Seal,
        there: dict[SegmentName, int],
    ) -> None:  # fmt: skip
        self._library = library
        self._folder = folder
        self._alliance = alliance
        self._device = library.identity.device_id
        self._ledger = ledger
        self._seal = seal
        self._there = there
        self.pending: list[Pending] = []

    def verify(self) -> None:
        """Look at what lies there without having been noted. Raises IdTaken."""
        strange = []
        known = self._ledger.given.keys() | self._ledger.replaced.keys()
        for name in sorted(self._there.keys() - known, key=lambda each: each.first):
            try:
                content = self._folder.transport.read(self._folder.segment_path(self._device, name), MAX_FILE)
                segment = parse(name, content, self._alliance, self._device, self._seal)
            except (SegmentFault, OSError) as fault:
                self._doubt(name, fault)
                continue
            if not self._is_ours(segment):
                strange.append(name)
            elif name.pack or not self._covered(name, self._ledger.given.keys() & self._there.keys()):
                self._ledger.given[name] = len(content)
            else:
                self._ledger.replaced[name] = Replaced("", len(content))  # of before an erasure: it goes at once
        if strange:
            raise IdTaken(strange)

    def lost(self) -> list[SegmentName]:
        """What was given and is not there any more; it counts as given no longer."""
        given = self._ledger.given
        lost = [name for name in given if name not in self._there]
        for name in lost:
            del given[name]
        return lost

    def mend(self) -> int:
        """Put right what is there but not as it was written, and take away what need not be; how many files."""
        given = self._ledger.given
        broken = [name for name, size in given.items() if self._there.get(name, size) != size]
        for name in broken:
            content = self.remade(name)
            if content is None:  # something in it was erased since
                del given[name]
                self._folder.drop_segment(self._device, name)
            else:
                self._folder.transport.mend(self._folder.segment_path(self._device, name), content)
                given[name] = len(content)
        for name, each in self._ledger.replaced.items():
            if self._there.get(name, each.size) != each.size:
                self._ledger.replaced[name] = Replaced("", each.size)  # of no use to anybody
        return len(broken)

    def remade(self, name: SegmentName) -> bytes | None:
        """The file of this name from the log; None when the log gives another one for its numbers."""
        if name.pack:
            segment = packed(self._library, self._alliance, self._device, name.first, name.last)
        else:
            ours = self._library.outgoing(name.first - 1, name.count)
            whole = len(ours) == name.count
            segment = plain(self._alliance, self._device, name.first, tuple(map(entry_of, ours))) if whole else None
        if segment is None:
            return None
        made, content = compose(segment, self._seal)
        return content if made == name else None

    def covered(self, name: SegmentName) -> bool:
        """Whether other files that were given hold all the numbers of this one."""
        return self._covered(name, self._ledger.given.keys())

    @staticmethod
    def _covered(name: SegmentName, by: Iterable[SegmentName]) -> bool:
        others = (each for each in by if each != name)
        return Ranges((each.first, each.last) for each in others).include(name.first, name.last)

    def _doubt(self, name: SegmentName, fault: Exception) -> None:
        if self.remade(name) is not None:
            self._ledger.given[name] = 0  # torn before it was noted: it is put right
            return
        reason = _REASONS.get(type(fault), Reason.INCOMPLETE)
        place = self._folder.device_name(self._device)
        self.pending.append(Pending(reason, str(name), place, str(fault), self._device))

    def _is_ours(self, segment: Segment) -> bool:
        """Whether a file says what our log says, or said before something in it was erased."""
        if segment.pack:
            made = packed(self._library, self._alliance, self._device, segment.first, segment.last)
            if made is None:
                return False
            mine = {each.record_id: each for each in made.entries}
            gone = {each.record_id for each in self._library.erasures()}
            return all(each == mine.get(each.record_id) or each.record_id in gone for each in segment.entries)
        ours = self._library.outgoing(segment.first - 1, len(segment.entries))
        return len(ours) == len(segment.entries) and all(
            entry_of(mine) == theirs or (mine.what is What.GONE and mine.record_id == theirs.record_id)
            for mine, theirs in zip(ours, segment.entries, strict=True)
        )


def entry_of(change: Outgoing) -> Entry:
    """A change as a segment holds it."""
    return Entry(change.record_id, change.payload, change.at, change.what)
