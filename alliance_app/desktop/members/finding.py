"""Which members the directory shows, and in which order: by words, by sound, by stars and by place in the chain."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from alliance_app.alliance.members import MemberRow
from alliance_app.records.options import CHAIN
from alliance_app.search.folding import fold
from alliance_app.search.pinyin import is_spelling, lattice, sounds_like

Order = Literal["title", "stars", "activity", "seen", "workers"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as it is looked for: `text` folded, `sound` how its name and capabilities are read."""

    row: MemberRow
    text: str
    sound: str
    title_sound: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. `stars`: -1 for any, 0 for those without; `chain`: "" for any."""

    words: str = ""
    stars: int = -1
    chain: str = ""
    order: Order = "title"


@dataclass(frozen=True, slots=True)
class Found:
    """What fits. `counts`: by number of stars, -1 for all, as if no stars had been asked for."""

    rows: tuple[MemberRow, ...]
    counts: Mapping[int, int]


def entries(rows: Sequence[MemberRow]) -> tuple[Entry, ...]:
    """Members made ready to be looked for. For a reader thread."""
    return tuple(_entry(row) for row in rows)


def found(known: Sequence[Entry], wish: Wish) -> Found:
    """The members that fit, in order, and how many there would be of each number of stars. For a reader thread."""
    words = fold(wish.words).split()
    near = [
        each
        for each in known
        if wish.chain in ("", *each.row.chain_stage) and all(_says(each, word) for word in words)
    ]
    counts = {-1: len(near), **{stars: sum((each.row.stars or 0) == stars for each in near) for stars in range(4)}}
    fitting = [each for each in near if wish.stars in (-1, each.row.stars or 0)]
    return Found(tuple(each.row for each in sorted(fitting, key=_order(wish.order))), counts)


def _entry(row: MemberRow) -> Entry:
    stages = [CHAIN[each][0] for each in row.chain_stage if each in CHAIN]
    said = [row.title, row.chair, row.industry, *row.capabilities, *stages]
    sounded = "。".join([row.title, *row.capabilities])
    return Entry(row, fold("\n".join(said)), lattice(fold(sounded)), lattice(fold(row.title)))


def _says(entry: Entry, word: str) -> bool:
    return word in entry.text or (is_spelling(word) and sounds_like(entry.sound, word))


def _order(order: Order) -> Callable[[Entry], Any]:
    by: dict[str, Callable[[MemberRow], tuple[int, str]]] = {
        "title": lambda _row: (0, ""),
        "stars": lambda row: (-(row.stars or 0), ""),
        "activity": lambda row: (-len(row.this_year), ""),
        "seen": lambda row: (-int(row.last_seen.replace("-", "") or 0), ""),
        "workers": lambda row: (-(row.workers or 0), ""),
    }
    # names as a dictionary has them: by how they are read
    return lambda entry: (by[order](entry.row), entry.title_sound or entry.row.title.casefold(), entry.row.id)
