"""Small changes to a text, and how they pass each other: what lets a body merge under the writer's cursor.

Positions count code points of a Python string. Qt counts UTF-16 units; `Units` carries a position across.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from diff_match_patch import diff_match_patch

# Looking longer for a smaller difference would be felt; a coarser one is right as well.
_PATIENCE = 0.05
_LONG = 20_000  # characters; from here on, lines are compared first
_EQUAL, _INSERT = 0, 1  # diff_match_patch's own numbers


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace `start:end` of a text by `text`."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """`text` with all splices made; they count in the old text, ascending, and do not overlap."""
    parts: list[str] = []
    at = 0
    for splice in splices:
        parts += (text[at : splice.start], splice.text)
        at = splice.end
    return "".join((*parts, text[at:]))


def between(old: str, new: str) -> tuple[Splice, ...]:
    """Few small splices that make `new` of `old`."""
    if old == new:
        return ()
    if max(len(old), len(new)) < _LONG:
        return _between(old, new, 0)
    head = alike(old, new)
    tail = alike(old[head:][::-1], new[head:][::-1])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(old), len(new)) < _LONG:
        return _between(old, new, head)
    found: list[Splice] = []
    olds, news = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [head, *(head + end for end in accumulate(map(len, olds)))]
    for kind, first, last, begin, end in SequenceMatcher(None, olds, news).get_opcodes():
        if kind != "equal":
            found += _between("".join(olds[first:last]), "".join(news[begin:end]), starts[first])
    return tuple(found)


def alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _between(old: str, new: str, base: int) -> tuple[Splice, ...]:
    matcher = diff_match_patch()
    matcher.Diff_Timeout = _PATIENCE
    found: list[Splice] = []
    at = base
    for operation, text in matcher.diff_main(old, new):
        start, end, insert = at, at, ""
        if operation == _INSERT:
            insert = text
        else:
            at += len(text)
            if operation == _EQUAL:
                continue
            end = at
        if found and found[-1].end == start:
            last = found.pop()
            start, insert = last.start, last.text + insert
        found.append(Splice(start, end, insert))
    return tuple(found)


def moved(position: int, splices: Iterable[Splice], *, after: bool = False) -> int:
    """Where `position` of the old text lies in the new one; `after` what was put in just there, or before it."""
    shift = 0
    for splice in splices:
        if splice.start > position or (splice.start == position and not after):
            break
        if splice.end > position:
            return splice.start + shift + (len(splice.text) if after else 0)
        shift += len(splice.text) - (splice.end - splice.start)
    return position + shift


def carried(theirs: Iterable[Splice], mine: Sequence[Splice], *, after: bool = False) -> tuple[Splice, ...]:
    """`theirs`, made on the same old text as `mine`, as they are to be made after mine: no insertion is lost.

    Where both put something in at one place, theirs comes first, or `after` mine.
    """
    result: list[Splice] = []
    for their in theirs:
        inside = any(own.start < their.start < own.end for own in mine)  # then what mine put in stands before
        at = moved(their.start, mine, after=after or inside)
        result.append(Splice(at, at, their.text))
        for start, end in _survivors(their, mine):
            first = moved(start, mine, after=True)
            result.append(Splice(first, first + end - start))
    return _joined(result)


def _survivors(their: Splice, mine: Iterable[Splice]) -> list[tuple[int, int]]:
    """The parts of their deletion that mine left standing, cut where mine put something in."""
    parts: list[tuple[int, int]] = []
    start = their.start
    for own in mine:
        if own.end < start or own.start >= their.end:
            continue
        if own.start > start:
            parts.append((start, own.start))
        start = max(start, own.end)
    if start < their.end:
        parts.append((start, their.end))
    return parts


def _joined(splices: list[Splice]) -> tuple[Splice, ...]:
    joined: list[Splice] = []
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if splice.start == splice.end and not splice.text:
            continue
        if joined and joined[-1].end == splice.start:
            last = joined.pop()
            joined.append(Splice(last.start, splice.end, last.text + splice.text))
        else:
            joined.append(splice)
    return tuple(joined)


class Units:
    """Positions of one text in code points and in UTF-16 units."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts: list[int] | None = None
        if not text.isascii() and max(text) > "\uffff":
            starts, at = [], 0
            for character in text:
                starts.append(at)
                at += 2 if character > "\uffff" else 1
            self._starts = [*starts, at]

    def of(self, point: int) -> int:
        """The UTF-16 position of a code point position."""
        return point if self._starts is None else self._starts[min(point, len(self._starts) - 1)]

    def point(self, unit: int) -> int:
        """The code point position of a UTF-16 position; inside a pair, that of the pair."""
        if self._starts is None:
            return unit
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._starts[middle] <= unit else (low, middle - 1)
        return low


def units_in(text: str) -> int:
    """How many UTF-16 units `text` takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
