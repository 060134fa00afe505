"""A preview that is the PDF's own pages: one compiler kept warm, pictures read once, only what changed drawn again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from alliance_app.records.values import Record
from alliance_app.writeups.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as it is now. `count`: its pages, A4 upright, numbered from 0.

    `changed`: the pages that differ from the last time; `pictures`: PNGs of the changed pages that were asked for.
    `warnings`: as an export would give them.
    """

    serial: int
    count: int
    changed: tuple[int, ...]
    pictures: Mapping[int, bytes]
    warnings: tuple[str, ...] = ()


class Preview:
    """Draws one record. Any thread may call; calls wait for each other. Close it when the page closes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def ask(self) -> int:
        """The number of a new request; from now on older ones are outdated. Call it where the change happens."""
        raise AssertionError

    def draw(
        self,
        record: Record,
        serial: int,
        *,
        layout: str | None = None,
        mask: bool = True,
        pages: Collection[int] | None = None,
        pixels_an_inch: float = 96,
    ) -> Drawn | None:
        """Lay out `record` as it is handed in, saved or not; None when a newer request came in meanwhile.

        `pages`: those in sight, drawn if they changed; None is all. Masking, figures and numbering are an export's.
        Raises UnknownLayout, CannotTypeset.
        """
        raise AssertionError

    def picture(self, page: int, pixels_an_inch: float = 96) -> bytes | None:
        """One page of what was laid out last, as PNG; None when it has no such page. Raises CannotTypeset."""
        raise AssertionError

    def close(self) -> None:
        """Let go of the files."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
