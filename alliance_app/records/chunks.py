"""Long sequences in pieces: SQLite takes a bounded number of values at once, and a person may wait between pieces."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")


def chunks(items: Sequence[_Item], size: int = 500) -> Iterator[Sequence[_Item]]:
    """Pieces of `items`, `size` long but for the last."""
    return (items[start : start + size] for start in range(0, len(items), size))


def pieces(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Pieces of what is made only when it is asked for, `size` long but for the last."""
    made = iter(items)
    while some := list(islice(made, size)):
        yield some
