"""Chance that repeats: every decision is drawn from its own name, so that dropping or adding one leaves the others."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")


class Chance:
    """Draws for one place in a schedule. Equal names asked in equal order give equal draws, in any process."""

    def __init__(self, *place: object) -> None:
        self._place = "/".join(map(str, place))
        self._asked: Counter[str] = Counter()

    def roll(self, what: str) -> float:
        """A number from 0 to less than 1."""
        count = self._asked[what]
        self._asked[what] = count + 1
        drawn = hashlib.blake2b(f"{self._place}/{what}/{count}".encode(), digest_size=7).digest()
        return int.from_bytes(drawn, "big") / 2**56

    def happens(self, what: str, rate: float) -> bool:
        """Whether something of this rate happens now."""
        return rate > 0 and self.roll(what) < rate

    def below(self, what: str, end: int) -> int:
        """A whole number from 0 to less than `end`."""
        return int(self.roll(what) * end)

    def pick(self, what: str, choices: Sequence[_T]) -> _T:
        """One of them."""
        return choices[self.below(what, len(choices))]

    def some(self, what: str, choices: Sequence[_T], most: int) -> list[_T]:
        """One to `most` of them, each once, in their order."""
        wanted = min(1 + self.below(what, most), len(choices))
        chosen = sorted(range(len(choices)), key=lambda _index: self.roll(what))[:wanted]
        return [choices[index] for index in sorted(chosen)]

    def weighed(self, what: str, weights: Sequence[tuple[_T, float]]) -> _T:
        """One of them, by weight."""
        left = self.roll(what) * sum(weight for _choice, weight in weights)
        for choice, weight in weights:
            left -= weight
            if left < 0:
                return choice
        return weights[-1][0]
