"""Tables in Markdown source: their cells, and how Enter and Tab move in them."""

import re
from itertools import pairwise

from alliance_app.desktop.editor.changes import Change, line_at
from alliance_app.desktop.editor.lines import LineKind, read_line
from alliance_app.desktop.editor.splices import Splice


def table(columns: int, rows: int) -> str:
    """An empty table: a head, its delimiter and `rows` rows."""
    row = "|" + "  |" * columns
    return "\n".join((row, "|" + " --- |" * columns, *(row for _ in range(rows))))


def cells(line_text: str) -> list[tuple[int, int]]:
    """Where the cells of a table row lie, without their blanks; an empty cell is a point in its middle."""
    bars = [hit.start() for hit in re.finditer(r"(?<!\\)\|", line_text)]
    if line_text[bars[-1] + 1 :].strip():
        bars.append(len(line_text))
    found: list[tuple[int, int]] = []
    for left, right in pairwise(bars):
        inner = line_text[left + 1 : right]
        if inner.strip():
            begin = left + 1 + len(inner) - len(inner.lstrip())
            found.append((begin, begin + len(inner.strip())))
        else:
            middle = left + 1 + len(inner) // 2
            found.append((middle, middle))
    return found


def next_row(text: str, first: int, line_text: str) -> Change | None:
    """Enter in a table: a new row below; in an empty row the end of the table."""
    columns = len(cells(line_text))
    if columns == 0:
        return None
    if not line_text.strip(" \t|"):
        return Change((Splice(first, first + len(line_text)),), first, first)
    at = first + len(line_text)
    row = "\n" + line_text[: len(line_text) - len(line_text.lstrip())] + "|" + "  |" * columns
    added = row
    _, below = line_at(text, at + 1) if at < len(text) else (at, "")
    if read_line(below).kind is LineKind.DELIMITER:
        at += 1 + len(below)
    elif not _row_above(text, first):
        added = "\n|" + " --- |" * columns + row
    place = at + len(added) - len(row) + row.index("|") + 2
    return Change((Splice(at, at, added),), place, place)


def _row_above(text: str, first: int) -> bool:
    if first == 0:
        return False
    _, above = line_at(text, first - 1)
    return read_line(above).kind in {LineKind.TABLE, LineKind.DELIMITER}


def next_cell(text: str, start: int, *, back: bool) -> Change | None:
    """Tab in a table: the next cell with its text selected; after the last one a new row."""
    first, line_text = line_at(text, start)
    here = [(first + left, first + right) for left, right in cells(line_text)]
    ahead = [cell for cell in here if (cell[1] < start if back else cell[0] > start)]
    if ahead:
        left, right = ahead[-1] if back else ahead[0]
        return Change((), left, right)
    at = first - 1 if back else first + len(line_text) + 1
    while 0 <= at <= len(text):
        other, other_text = line_at(text, at)
        kind = read_line(other_text).kind
        if kind is LineKind.TABLE and (found := cells(other_text)):
            left, right = found[-1] if back else found[0]
            return Change((), other + left, other + right)
        if kind is not LineKind.DELIMITER:
            break
        at = other - 1 if back else other + len(other_text) + 1
    return None if back else next_row(text, first, line_text)
