"""Snippets and marks: the piece of a text that shows why it was found, and where the words stand in it.

Positions are counted in the shown text; a mark covers whole characters of it, however they fold.
"""

import re
from collections.abc import Iterable, Sequence

from alliance_app.search.folding import fold, fold_with_offsets

Marks = tuple[tuple[int, int], ...]
WIDTH = 96
_BEFORE = 24
_AROUND = 260
_CHUNK = 20_000
_MOST_MARKS = 200
_MOST_PLACES = 24
_HERE = "\x02"  # stands in no text: control characters are not stored
_MARKUP = (
    (re.compile(r"!?\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]"), r"\1"),
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)"), r"\1"),
    (re.compile(rf"(?m)^({_HERE}?)\s*(?:#{{1,6}}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)+"), r"\1 "),
    (re.compile(r"\*\*|__|~~|`+"), ""),
    (re.compile(r"\|[-:| ]*\||\|"), " "),
    (re.compile(r"\s+"), " "),
)


def marks(text: str, literals: Sequence[str]) -> Marks:
    """Where the folded literals stand in `text`, overlapping places drawn together."""
    folded, offsets = fold_with_offsets(text)
    found = sorted(
        (offsets[at], offsets[at + len(literal) - 1] + 1)
        for literal in literals
        for at in _places(folded, literal, _MOST_MARKS)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found[:_MOST_MARKS]:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def snippet(body: str, others: Iterable[str], literals: Sequence[str]) -> tuple[str, Marks]:
    """The piece of the body, or of another text, where most literals stand close; else the body's beginning."""
    at = _best_place(body, literals) if literals else None
    if at is not None:
        return _cut(body, at, literals)
    for other in others if literals else ():
        found = _best_place(other, literals)
        if found is not None:
            return _cut(other, found, literals)
    return _cut(body, 0, ())


def _best_place(text: str, literals: Sequence[str]) -> int | None:
    """Where in `text` the literals stand closest; long texts are looked through piece by piece, to the first find."""
    longest = max((len(literal) for literal in literals), default=0)
    for start in range(0, len(text), _CHUNK):
        piece = text[start : start + _CHUNK + longest]
        folded, offsets = fold_with_offsets(piece)
        found = sorted((at, literal) for literal in literals for at in _places(folded, literal, _MOST_PLACES))
        if found:
            best = max(found, key=lambda place: (len({w for at, w in found if 0 <= at - place[0] < WIDTH}), -place[0]))
            return start + offsets[best[0]]
    return None


def _cut(text: str, at: int, literals: Sequence[str]) -> tuple[str, Marks]:
    """About WIDTH characters of `text` around `at`, free of Markdown's signs unless they are what was looked for."""
    start = max(0, at - _AROUND)
    before, after = text[start:at], text[at : at + _AROUND]
    shown = _plain(f"{before}{_HERE}{after}")  # whole, so that a picture or link around the place is seen as one
    place = shown.find(_HERE)
    shown = shown.replace(_HERE, "")
    if literals and (place < 0 or not marks(shown, literals)):
        shown, place = re.sub(r"\s", " ", before + after), len(before)
    first = max(0, place - _BEFORE) if place > _BEFORE or start else 0
    last = min(len(shown), first + WIDTH)
    piece = shown[first:last].strip()
    cut = ("…" if first or start else "") + piece + ("…" if last < len(shown) or at + _AROUND < len(text) else "")
    return cut, marks(cut, literals)


def _plain(text: str) -> str:
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text


def _places(folded: str, literal: str, most: int) -> list[int]:
    found: list[int] = []
    at = folded.find(literal) if literal else -1
    while at >= 0 and len(found) < most:
        found.append(at)
        at = folded.find(literal, at + len(literal))
    return found


def folded_literals(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts folded, blanks at the ends and empty ones left out, each once, the longest first."""
    folded = {fold(text).strip() for text in texts} - {""}
    return tuple(sorted(folded, key=lambda text: (-len(text), text)))
