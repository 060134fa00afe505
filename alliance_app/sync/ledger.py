"""What this device has given to the folder: which files it answers for, and which of them others have replaced."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.sync.segments import SegmentName

_NOTE = "sync.sent"
KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file that a pack stands for: since which day, and how long it is."""

    since: str
    size: int


class Ledger:
    """A note in the library, about one device of one alliance. Changes are noted by `keep`.

    `given`: files and their lengths: what is missing or shorter is written again. `replaced`: files that a pack stands
    for now, and since when: they stay for those who are reading them. `erased`: the last erasure the folder follows.
    """

    def __init__(self, library: Library, alliance: str, device: str) -> None:
        self._library = library
        self._about = (alliance, device)
        note = json.loads(library.recall(_NOTE) or "{}")
        mine = (note.get("alliance"), note.get("device")) == self._about
        self.given: dict[SegmentName, int] = _lengths(note["sent"]) if mine else {}
        self.replaced: dict[SegmentName, Replaced] = _replaced(note.get("replaced", {})) if mine else {}
        self.erased: int = note.get("erased", 0) if mine else 0
        self._noted = self._said()

    def replace(self, old: Iterable[SegmentName], new: SegmentName) -> None:
        """`new`, which is given already, stands for `old` from today on."""
        for each in old:
            if each != new and each in self.given:
                self.replaced[each] = Replaced(clock.today().isoformat(), self.given.pop(each))

    def outlived(self) -> list[SegmentName]:
        """The replaced files nobody can be reading any more."""
        before = (clock.today() - timedelta(days=KEPT_DAYS)).isoformat()
        return [name for name, each in self.replaced.items() if each.since <= before]

    def keep(self) -> None:
        """Note what has changed."""
        said = self._said()
        if said != self._noted:
            self._library.remember(_NOTE, said)
            self._noted = said

    def _said(self) -> str:
        alliance, device = self._about
        sent = "\n".join(f"{name} {size}" for name, size in self.given.items())
        replaced = {str(name): [each.since, each.size] for name, each in self.replaced.items()}
        note = {"alliance": alliance, "device": device, "sent": sent, "replaced": replaced, "erased": self.erased}
        return json.dumps(note)


def _lengths(sent: str) -> dict[SegmentName, int]:
    pairs = (line.split(" ") for line in sent.splitlines())
    return {name: int(size) for text, size in pairs if (name := SegmentName.read(text))}


def _replaced(told: dict[str, tuple[str, int]]) -> dict[SegmentName, Replaced]:
    return {name: Replaced(*each) for text, each in told.items() if (name := SegmentName.read(text))}


class Ranges:
    """Ranges of numbers, joined where they touch."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.all: list[tuple[int, int]] = []
        for first, last in sorted(ranges):
            if self.all and first <= self.all[-1][1] + 1:
                self.all[-1] = (self.all[-1][0], max(last, self.all[-1][1]))
            else:
                self.all.append((first, last))

    def include(self, first: int, last: int) -> bool:
        """Whether all of `first` to `last` is in one of them."""
        return any(start <= first and last <= end for start, end in self.all)

    def gaps(self, through: int) -> Iterator[tuple[int, int]]:
        """What of 1 to `through` is in none."""
        after = 0
        for first, last in self.all:
            if first > after + 1 and after < through:
                yield after + 1, min(first - 1, through)
            after = max(after, last)
        if after < through:
            yield after + 1, through
