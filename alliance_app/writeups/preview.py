"""A preview that is the PDF's own pages: one compiler kept warm, pictures read once, only changed pages named."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from alliance_app.records.values import Record
from alliance_app.writeups.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages of a document as PNG pictures. `changed`: the numbers, from 0, of those that differ from the last time.

    `warnings`: as an export would give them. `serial`: the request's number.
    """

    pages: tuple[bytes, ...]
    changed: tuple[int, ...]
    warnings: tuple[str, ...] = ()
    serial: int = 0


class Preview:
    """Draws one record at a time. Calls may come from any thread, one after the other; close it when the page closes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def ask(self) -> int:
        """The number of a new request; from now on older ones are outdated. Call it where the change happens."""
        raise AssertionError

    def draw(
        self, record: Record, serial: int, *, layout: str | None = None, mask: bool = True, pixels_an_inch: float = 96
    ) -> Drawn | None:
        """The pages of `record` as it is handed in, saved or not; None when a newer request came in meanwhile.

        Masking, figures and numbering are those of an export. Raises UnknownLayout, CannotTypeset.
        """
        raise AssertionError

    def close(self) -> None:
        """Let go of the files."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
