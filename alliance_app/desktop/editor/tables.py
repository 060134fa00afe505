"""Tables in Markdown source: their cells, how Enter and Tab move in them, and their rows and columns."""

import re
from itertools import pairwise

from alliance_app.desktop.editor.changes import Change, line_at
from alliance_app.desktop.editor.lines import LineKind, read_line
from alliance_app.desktop.editor.splices import Splice


def table(columns: int, rows: int) -> str:
    """An empty table: a head, its delimiter and `rows` rows."""
    row = "|" + "  |" * columns
    return "\n".join((row, "|" + " --- |" * columns, *(row for _ in range(rows))))


def bars_of(line_text: str) -> list[int]:
    """Where the bars between a row's cells stand."""
    return [hit.start() for hit in re.finditer(r"(?<!\\)\|", line_text)]


def cells(line_text: str) -> list[tuple[int, int]]:
    """Where the cells of a table row lie, without their blanks; an empty cell is a point in its middle."""
    bars = bars_of(line_text)
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
    """Enter in a table: a new row below, or the empty one that is there; in an empty last row the end of the table."""
    columns = len(cells(line_text))
    if columns == 0:
        return None
    empty, below = not line_text.strip(" \t|"), _row_below(text, first + len(line_text) + 1)
    if below is not None and (empty or not below[1].strip(" \t|")):
        place = below[0] + cells(below[1])[0][0]
        return Change((), place, place)
    at = first + len(line_text)
    head = at < len(text) and read_line(line_at(text, at + 1)[1]).kind is LineKind.DELIMITER
    if empty and not head:
        return Change((Splice(first, at),), first, first)
    row = "\n" + line_text[: len(line_text) - len(line_text.lstrip())] + "|" + "  |" * columns
    added = row
    if head:
        at += 1 + len(line_at(text, at + 1)[1])
    elif not _row_above(text, first):
        added = "\n|" + " --- |" * columns + row
    place = at + len(added) - len(row) + row.index("|") + 2
    return Change((Splice(at, at, added),), place, place)


def _row_below(text: str, at: int) -> tuple[int, str] | None:
    """Where the row that follows at `at` begins, the line under a head passed over, and its text; None without one."""
    while 0 < at <= len(text):
        _, line_text = line_at(text, at)
        kind = read_line(line_text).kind
        if kind is not LineKind.DELIMITER:
            return (at, line_text) if kind is LineKind.TABLE and cells(line_text) else None
        at += len(line_text) + 1
    return None


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


# -- rows and columns


def rework(text: str, start: int, name: str) -> Change | None:
    """Add, take away or move a row or column of the table that `start` stands in, the whole of which is in `text`.

    `name`: row_above, row_below, row_up, row_down, row_away, column_left, column_right, column_back, column_on,
    column_away. None when there is nothing to do: a head is no row to move, the last column stays.
    """
    first, lines, at = _around(text, start)
    if len(lines) < 2 or at >= len(lines):
        return None
    column = _column_at(lines[at], start - first - sum(len(line) + 1 for line in lines[:at]))
    split = [_split(line) for line in lines]
    width = max(len(row) for row in split)
    rows = [row + [" --- " if number == 1 else "  "] * (width - len(row)) for number, row in enumerate(split)]
    what, _, where = name.partition("_")
    moved_to = _move_row(rows, at, where) if what == "row" else _move_column(rows, at, column, where)
    if moved_to is None:
        return None
    at, column = moved_to
    made = ["|" + "|".join(row) + "|" for row in rows]
    last = first + sum(len(line) + 1 for line in lines) - 1
    begin, end = cells(made[at])[min(column, len(rows[at]) - 1)]
    offset = first + sum(len(line) + 1 for line in made[:at])
    return Change((Splice(first, last, "\n".join(made)),), offset + begin, offset + end)


def _around(text: str, start: int) -> tuple[int, list[str], int]:
    """Where the table around `start` begins, its lines, and which of them holds `start`."""
    first, line_text = line_at(text, start)
    lines, at = [line_text], 0
    while first > 0 and _is_row(above := line_at(text, first - 1)[1]):
        first -= len(above) + 1
        lines.insert(0, above)
        at += 1
    end = first + sum(len(line) + 1 for line in lines)
    while end <= len(text) and _is_row(below := line_at(text, end)[1]):
        lines.append(below)
        end += len(below) + 1
    return first, lines if _is_row(line_text) else [], at


def _is_row(line_text: str) -> bool:
    return read_line(line_text).kind in {LineKind.TABLE, LineKind.DELIMITER}


def _split(line_text: str) -> list[str]:
    """The cells of a row with their blanks."""
    bars = bars_of(line_text)
    if line_text[bars[-1] + 1 :].strip():
        bars.append(len(line_text))
    return [line_text[left + 1 : right] for left, right in pairwise(bars)]


def _column_at(line_text: str, place: int) -> int:
    found = cells(line_text)
    return next((at for at, (_begin, end) in enumerate(found) if place <= end), max(0, len(found) - 1))


def _move_row(rows: list[list[str]], at: int, where: str) -> tuple[int, int] | None:
    blank = ["  "] * len(rows[0])
    match where:
        case "below" | "above":
            place = max(2, at + (where == "below"))
            rows.insert(place, blank)
            return place, 0
        case "away" if at >= 2:
            del rows[at]
            return (at if at < len(rows) else at - 1 if at > 2 else 0), 0
        case "up" | "down" if at >= 2:
            other = at + (1 if where == "down" else -1)
            if 2 <= other < len(rows):
                rows[at], rows[other] = rows[other], rows[at]
                return other, 0
    return None


def _move_column(rows: list[list[str]], at: int, column: int, where: str) -> tuple[int, int] | None:
    width = len(rows[0])
    match where:
        case "left" | "right":
            column += where == "right"
            for number, row in enumerate(rows):
                row.insert(column, " --- " if number == 1 else "  ")
            return at, column
        case "away" if width > 1:
            for row in rows:
                del row[column]
            return at, min(column, width - 2)
        case "back" | "on":
            other = column + (1 if where == "on" else -1)
            if 0 <= other < width:
                for row in rows:
                    row[column], row[other] = row[other], row[column]
                return at, other
    return None
