"""Grams: the terms a text is indexed under, and those a literal needs.

A text is a bag of its single characters, its pairs of neighbours, and those threes and fours of neighbours that hold
a Latin letter or a digit (2024, iso, 3号线): there are few of those, and their pairs stand in every other note. A
dictionary would lose what people type (坪|山区); positions would double the index. A literal of one or two characters,
of up to four with a letter or digit, stands in a text exactly when the bag holds it; for any other one the bag gives
candidates, which are then compared with the text itself.

`whoosh.analysis` is not used for this: its tokens are Python objects made one at a time, 1.2 ms for a note of 950
characters against 0.4 ms here, and both sides of the index read this one module.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

# Between the parts of an entry. A folded text never holds it: folding turns control characters into spaces.
GAP = "\x1f"
_BETWEEN = re.compile(f"[ {GAP}]+")
_LATIN = re.compile("[a-z0-9]")
# Letters and digits with the three characters before and behind them: all threes and fours that hold one.
_AROUND_LATIN = re.compile(f"[^ {GAP}]{{0,3}}[a-z0-9](?:[^ {GAP}]{{0,6}}[a-z0-9])*[^ {GAP}]{{0,3}}")
# The same stretches without what stands around them: found five times as fast.
_LATIN_STRETCH = re.compile(f"[a-z0-9](?:[^ {GAP}]{{0,6}}[a-z0-9])*")
_PRIVATE = range(0xE000, 0xE100)


class Space(StrEnum):
    """What a term speaks of: the first character of the term as it is stored, empty for the text."""

    TEXT = ""
    TITLE = "\ue080"
    FACET = "\ue081"
    INITIALS = "\ue082"
    SPELLING = "\ue083"


# FTS5's `ascii` tokenizer parts terms at ASCII blanks and punctuation only; punctuation moves out of its sight.
_STORED = {code: chr(0xE000 + code) for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_SIGNS = frozenset(map(chr, _STORED))


def bag(folded: str) -> set[str]:
    """The grams of a folded text, blanks and gaps left out."""
    grams = set(folded) - {" ", GAP}
    for part in _BETWEEN.split(folded):
        grams.update(map(str.__add__, part, part[1:]))
    for run in _AROUND_LATIN.findall(folded):
        grams.update(_threes_and_fours(run))
    return grams


def stored_text(folded: str) -> str:
    """The bag of a folded text as the index takes it: what `stored(bag(folded))` says, ten times as fast.

    A term may stand in it several times, and one across a blank falls apart into shorter ones: the index takes a term
    once, in less time than it takes here to find out that it was there.
    """
    text = folded
    for sign in [sign for sign in _SIGNS if sign in folded]:  # a text has few; `translate` looks at each character
        text = text.replace(sign, _STORED[ord(sign)])
    around = " ".join([text[max(each.start() - 3, 0) : each.end() + 3] for each in _LATIN_STRETCH.finditer(text)])
    return " ".join((*(_neighbours(text, size) for size in (1, 2)), *(_neighbours(around, size) for size in (3, 4))))


def _threes_and_fours(run: str) -> Iterator[str]:
    yield from map("".join, zip(run, run[1:], run[2:], strict=False))
    yield from map("".join, zip(run, run[1:], run[2:], run[3:], strict=False))


def _neighbours(text: str, size: int) -> str:
    """Every `size` neighbours in a text, blanks between them: laid out as numbers, all at once."""
    codes = memoryview(text.encode("utf-32-le")).cast("I")
    count = max(len(codes) - size + 1, 0)
    laid = memoryview(bytearray((" " * (size + 1)).encode("utf-32-le") * count)).cast("I")
    for at in range(size):
        laid[at :: size + 1] = codes[at : at + count]
    return laid.tobytes().decode("utf-32-le")


def needed(literal: str) -> set[str]:
    """The grams every text with this folded literal has; none for blanks."""
    grams: set[str] = set()
    for part in literal.split():
        held: set[int] = set()  # the pairs that a longer gram holds, by where they begin
        for size in (4, 3):
            for at in range(len(part) - size + 1):
                pairs = range(at, at + size - 1)
                if _LATIN.search(part, at, at + size) and not held.issuperset(pairs):
                    grams.add(part[at : at + size])
                    held.update(pairs)
        grams.update(part[at : at + 2] for at in range(len(part) - 1) if at not in held)
        if len(part) == 1:
            grams.add(part)
    return grams


def is_exact(literal: str) -> bool:
    """Whether a text whose bag holds `needed(literal)` is sure to hold the literal."""
    if any(ord(each) in _PRIVATE for each in literal):
        return False
    return " " not in literal and (len(literal) <= 2 or (len(literal) <= 4 and bool(_LATIN.search(literal))))


def stored(grams: Iterable[str], space: Space = Space.TEXT) -> str:
    """Grams as the index takes them, parted by blanks."""
    joined = f" {space}".join(grams).translate(_STORED)
    return f"{space}{joined}" if joined else ""


def matched(grams: set[str], space: Space = Space.TEXT) -> str:
    """An FTS5 expression for entries with all these grams; the grams in an order of their own, for the eye."""
    return " AND ".join(f'"{stored({gram}, space)}"' for gram in sorted(grams))
