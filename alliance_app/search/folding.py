"""Folding: one spelling for what people take to be the same text.

Each character is folded by itself, whatever stands beside it: `fold(a + b) == fold(a) + fold(b)`. So a piece of a
text stays a piece of the folded text, and nothing that a plain scan would find can be lost. Folded are full and half
width and other compatibility forms (NFKD), case, traditional to simplified characters (OpenCC's single characters; no
phrases, their outcome depends on the neighbours), radicals as PDF files write them, every kind of blank to a space;
characters that cannot be seen vanish.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import opencc

from alliance_app.search.radicals import UNIFIED

# Unicode's Default_Ignorable_Code_Point: zero-width blanks, variation selectors, direction marks, soft hyphens.
_UNSEEN = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
_ROUNDS = 8


class _Table(dict[int, str]):
    """What each character folds to, worked out when it is first met. `uneven`: those that become none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        self[code] = folded
        return folded


_table = _Table()


def fold(text: str) -> str:
    """`text` as it is indexed and compared."""
    return text.translate(_table)


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """`fold(text)`, and for each of its characters and its end the position in `text` it comes from."""
    folded = fold(text)
    if _table.uneven.isdisjoint(text):
        return folded, range(len(text) + 1)
    offsets = [at for at, character in enumerate(text) for _ in _table[ord(character)]]
    return folded, [*offsets, len(text)]


def folding_version() -> str:
    """Names the tables folding follows: under another name a rare character may fold otherwise."""
    return f"Unicode {unicodedata.unidata_version}, OpenCC {opencc.__version__}"


def _folded(character: str) -> str:
    """One character folded until nothing changes any more, so that folding twice is folding once."""
    before = character
    for _ in range(_ROUNDS):
        after = "".join(_step(each) for each in before)
        if after == before:
            break
        before = after
    return before


def _step(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    if any(first <= code <= last for first, last in _UNSEEN):
        return ""
    if character.isspace() or unicodedata.category(character) == "Cc":
        return " "
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(_simplified(UNIFIED.get(each, each)) for each in plain)


def _simplified(character: str) -> str:
    return character if character.isascii() else _opencc().convert(character)


@cache
def _opencc() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
