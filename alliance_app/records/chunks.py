"""Long sequences in pieces: SQLite takes a bounded number of values at once, and a person may wait between pieces."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")


def chunks(items: Sequence[_Item], size: int = 500) -> Iterator[Sequence[_Item]]:
    """Pieces of `items`, `size` long but for the last."""
    return (items[start : start + size] for start in range(0, len(items), size))
