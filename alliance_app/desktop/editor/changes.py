"""A change to a few lines of text, and the lines a selection touches. Positions count code points."""

from dataclasses import dataclass

from alliance_app.desktop.editor.splices import Splice, moved


@dataclass(frozen=True, slots=True)
class Change:
    """Splices of the old text, and the selection in the new one (`anchor` stays, `position` moves)."""

    splices: tuple[Splice, ...]
    anchor: int
    position: int


def keeping(splices: tuple[Splice, ...], start: int, end: int) -> Change:
    """A change that leaves the selection on the same characters."""
    return Change(splices, moved(start, splices, after=True), moved(end, splices, after=True))


def line_at(text: str, at: int) -> tuple[int, str]:
    """The start and the text of the line that holds `at`."""
    first = text.rfind("\n", 0, at) + 1
    last = text.find("\n", at)
    return first, text[first:] if last < 0 else text[first:last]


def lines_of(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The lines that `start:end` touches; one that a selection merely ends before is not touched."""
    found: list[tuple[int, str]] = []
    first, line_text = line_at(text, start)
    found.append((first, line_text))
    first += len(line_text) + 1
    while first < end:
        _, line_text = line_at(text, first)
        found.append((first, line_text))
        first += len(line_text) + 1
    return found
