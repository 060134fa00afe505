"""A document's past, as those who look for edits made at the same time ask for it: each question answered once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from alliance_app.records.lineage import Id, Lineage, Seen
from alliance_app.records.pieces import Piece, carried, trimmed
from alliance_app.records.values import Value

MOST = 200_000  # characters of a body: the edits of longer ones are merged like all others, but not looked through
_MOST_VERSIONS = 100


class Remembered(Protocol):
    """A document with its history. Versions are named alike wherever the same changes are."""

    @property
    def version(self) -> str:
        """The newest version."""

    def history(self) -> Mapping[str, Value]:
        """All changes, as Loro's JSON updates."""

    def version_after(self, last: Id) -> str:
        """The version that holds an operation and all it had seen."""

    def version_of(self, seen: Seen) -> str:
        """The version that holds these operations."""

    def seen_at(self, version: str) -> Seen:
        """The operations that a version holds."""

    def text_at(self, version: str) -> str:
        """The body at a version."""

    def ids_at(self, version: str, start: int, end: int) -> Sequence[Id]:
        """The operations that put in the characters from `start` to `end` of the body."""

    def deltas(self, before: str, after: str) -> Iterable[tuple[int, int, str]]:
        """The way from one body to another, step by step: characters that stay, that go, and text that comes."""


class Past:
    """The past of a document to which nothing is added meanwhile."""

    def __init__(self, document: Remembered) -> None:
        self.now = document.version
        self.history = document.history()
        self.lineage = Lineage.read(self.history, document.seen_at(self.now))
        self.after = document.version_after
        self._document = document
        self._seen = lru_cache(None)(document.seen_at)
        self.text = lru_cache(None)(document.text_at)
        self.ids = lru_cache(None)(document.ids_at)
        self.pieces = lru_cache(None)(self._pieces)

    @cached_property
    def pairs(self) -> Sequence[tuple[Id, Id]]:
        """The lines of edits to compare, the newest first, as long as not too many versions must be looked at."""
        visited: set[str] = set()
        found = []
        for pair in self.lineage.unseen_pairs():
            versions = [self.after(last) for last in pair]
            visited.update((self.meet(versions), *versions))
            if len(visited) > _MOST_VERSIONS:
                break
            found.append(pair)
        return found

    def meet(self, versions: Sequence[str]) -> str:
        """The version that holds what all of these hold."""
        first, *others = (self._seen(version) for version in versions)
        least = {peer: min(end, *(seen.get(peer, 0) for seen in (first, *others))) for peer, end in first.items()}
        return self._document.version_of(least)

    def join(self, versions: Sequence[str]) -> str:
        """The version that holds what any of these holds."""
        most: dict[int, int] = {}
        for version in versions:
            for peer, end in self._seen(version).items():
                most[peer] = max(end, most.get(peer, 0))
        return self._document.version_of(most)

    def saw(self, version: str, id: Id) -> bool:
        """Whether a version holds an operation."""
        return self._seen(version).get(id[0], 0) > id[1]

    @cached_property
    def places(self) -> Mapping[Id, int]:
        """Where in the body now the characters stand that operations put in; those that are gone have no place."""
        return {op: place for place, op in enumerate(self.ids(self.now, 0, len(self.text(self.now))))}

    def _pieces(self, before: str, after: str) -> Sequence[Piece]:
        """What of the body at `before` differs at `after`, which holds it; in order."""
        base, found = self.text(before), []
        start, end, text = 0, 0, ""
        for kept, gone, put_in in (*self._document.deltas(before, after), (1, 0, "")):
            if kept:
                found.append(trimmed(base, Piece(start, end, text)))
                start = end = end + kept
                text = ""
            end += gone
            text += put_in
        return tuple(piece for piece in found if piece is not None)


def put_in(past: Past, base: str, version: str, piece: Piece) -> Sequence[Id]:
    """The characters at `version` that a piece of what it changed put in."""
    first = carried(past.pieces(base, version), piece.start, after=False)
    return past.ids(version, first, first + len(piece.text))
