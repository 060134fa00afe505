"""What an edit did to a text, as pieces of it that became others; and which pieces of two edits lie near each other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR = 24  # characters of unchanged text
_SLACK = 200
# Where a sentence ends, and a cell of a table: what stands on both sides of it can be read apart.
_END = re.compile(r"[。！？；!?;|]|\.(?=\s)")


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """`base[start:end]` became `text`."""

    start: int
    end: int
    text: str


def trimmed(base: str, piece: Piece) -> Piece | None:
    """The piece without what it leaves as it was at both ends; None when that is all of it."""
    gone, text = base[piece.start : piece.end], piece.text
    most = min(len(gone), len(text))
    head = next((place for place in range(most) if gone[place] != text[place]), most)
    most -= head
    tail = next((place for place in range(most) if gone[-1 - place] != text[-1 - place]), most)
    if head + tail == len(gone) == len(text):
        return None
    return Piece(piece.start + head, piece.end - tail, text[head : len(text) - tail])


def applied(base: str, pieces: Iterable[Piece], start: int, end: int) -> str:
    """What `base[start:end]` became; the pieces, in order, lie inside it."""
    parts, reached = [], start
    for piece in pieces:
        parts += [base[reached : piece.start], piece.text]
        reached = piece.end
    return "".join([*parts, base[reached:end]])


def carried(pieces: Iterable[Piece], place: int, *, after: bool) -> int:
    """Where a place of the base is once the pieces, in order, are applied. `after`: behind what was put in there."""
    shift = 0
    for piece in pieces:
        if piece.start > place or (piece.start == place and (piece.end > place or not after)):
            break
        if piece.end > place:  # the place itself is gone
            return piece.start + shift + (len(piece.text) if after else 0)
        shift += len(piece.text) - (piece.end - piece.start)
    return place + shift


def clusters(base: str, changed: Sequence[Sequence[Piece]]) -> list[list[list[Piece]]]:
    """The pieces of several edits of one base, drawn together where they lie near each other, in order.

    Of every cluster, the pieces of each edit. Two pieces are near when they touch, or stand in one line with at most
    NEAR characters or no end of a sentence between them.
    """
    tagged = sorted((*_reach(base, piece), side, piece) for side, pieces in enumerate(changed) for piece in pieces)
    found: list[list[list[Piece]]] = []
    reached = -1
    parted = False
    for low, high, side, piece in tagged:
        lines = _is_lines(base, piece)
        if not found or not _near(base, reached, low, parted=parted or lines):
            found.append([[] for _edit in changed])
        found[-1][side].append(piece)
        parted = lines if high >= reached else parted
        reached = max(reached, high)
    return found


def sentence(text: str, start: int, end: int, least: int, most: int) -> tuple[int, int]:
    """The whole sentences around `text[start:end]`, no further than from `least` to `most`."""
    before = text[least:start]
    ends = [found.end() for found in _END.finditer(before)]
    first = max(before.rfind("\n") + 1, ends[-1] if ends else 0) + least
    while first < start and text[first] == " ":
        first += 1
    if end > start and (text[end - 1] == "\n" or _END.match(text, end - 1)):
        return first, end
    after = text[end:most]
    line = after.find("\n")
    after = after if line < 0 else after[:line]
    closed = _END.search(after)
    if closed is None:
        return first, end + len(after)
    return first, end + (closed.start() if closed[0] == "|" else closed.end())


def together(base: str, pieces: Iterable[Piece], start: int, end: int) -> str | None:
    """What all of these pieces, of whatever edits, make of `base[start:end]`; None where one touches another."""
    reached = -1
    its = sorted({piece for piece in pieces if start <= piece.start and piece.end <= end})
    for piece in its:
        if piece.start <= reached:
            return None
        reached = piece.end
    return applied(base, its, start, end)


def _near(base: str, reached: int, low: int, *, parted: bool) -> bool:
    """Whether what begins at `low` is near what reaches to `reached`. `parted`: one of them is lines of its own."""
    if low <= reached:
        return True
    between = base[reached:low]
    if parted or "\n" in between:
        return False
    return len(between) <= NEAR or _END.search(between) is None


def _is_lines(base: str, piece: Piece) -> bool:
    """Whether it is new lines put between others."""
    place = piece.start
    if place < piece.end:
        return False
    ends, begins = base[place : place + 1] in ("", "\n"), base[place - 1 : place] in ("", "\n")
    return (ends and piece.text.startswith("\n")) or (begins and piece.text.endswith("\n"))


def _reach(base: str, piece: Piece) -> tuple[int, int]:
    """From where to where a piece could as well be said to stand: `xx` put in beside `x` has no one place."""
    moved = piece.text or base[piece.start : piece.end]
    if piece.text and piece.end > piece.start:
        return piece.start, piece.end
    low, high = piece.start, piece.end
    while low > 0 and piece.start - low < _SLACK and base[low - 1] == moved[-1 - (piece.start - low) % len(moved)]:
        low -= 1
    while high < len(base) and high - piece.end < _SLACK and base[high] == moved[(high - piece.end) % len(moved)]:
        high += 1
    return low, high
