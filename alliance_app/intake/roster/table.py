"""The table in a sheet as people make it: titles above the headings, blank rows, totals and notes below."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from alliance_app.intake.roster.errors import NoRosterThere, NoSuchSheet
from alliance_app.intake.roster.workbook import MOST_COLUMNS, Cell, Grid, Merge, read_workbook
from alliance_app.records.roster import NUMBER, TITLE, column_called
from alliance_app.words import _

_HEADINGS_WITHIN = 40  # rows
_SUMS = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|sum|total|subtotal)\s*[:：]?\s*\(?\d*\s*[家户个人名]?\)?",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"[(（【\[※*]?\s*(?:注|备\s*注|说\s*明|附注|填表说明|填表人|填报人|制表人?|审核人?|负责人签字|notes?)\s*\d*\s*[】\])）]?"
    r"\s*(?:[:：].*)?",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE = re.compile(r"[。；;！!：:]")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table that tells of a member: its number in the sheet, its cells by column key.

    `merged`: by column key, the merge over several rows or columns that makes the cell's meaning doubtful.
    """

    number: int
    cells: Mapping[str, Cell]
    merged: Mapping[str, Merge]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no member: a total, a note, a repeated heading."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Roster:
    """A sheet's table. `places`: the column (from 1) of each key; `unread`: other headings.

    `sheets`: the names of all sheets; `fitting`: of those with a table in them.
    """

    path: Path
    sheet: str
    sheets: tuple[str, ...]
    fitting: tuple[str, ...]
    heading_row: int
    places: Mapping[str, int]
    unread: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class _Headings:
    row: int
    places: Mapping[str, int]
    unread: tuple[str, ...]


def read_roster(path: Path, sheet: str | None = None) -> Roster:
    """The table in a workbook: of the sheet named, else of the one whose headings say most.

    Raises NotAWorkbook, NoRosterThere, NoSuchSheet.
    """
    grids = read_workbook(path)
    names = tuple(each.name for each in grids)
    if sheet is not None and sheet not in names:
        raise NoSuchSheet(sheet=sheet, known="、".join(names))
    found = [(each, headings) for each in grids if (headings := _headings(each)) is not None]
    wanted = [each for each in found if sheet in (None, each[0].name)]
    if not wanted:
        raise NoRosterThere(path=path.name if sheet is None else f"{path.name}（{sheet}）")
    grid, headings = max(wanted, key=lambda each: (not each[0].hidden, len(each[1].places), each[0].rows))
    lines, left_out = _lines(grid, headings)
    fitting = tuple(each.name for each, _headings_there in found)
    return Roster(
        path, grid.name, names, fitting, headings.row, headings.places, headings.unread, lines, left_out, grid.from_1904
    )


# -- headings


def _headings(grid: Grid) -> _Headings | None:
    """The row that names the columns: the one that says most; of two merged ones the lower."""
    best: _Headings | None = None
    for row in range(1, min(grid.rows, _HEADINGS_WITHIN) + 1):
        found = _headings_in(grid, row)
        if found is None:
            continue
        below = best is not None and found.row == best.row + 1 and found.places == best.places
        if best is None or len(found.places) > len(best.places) or below:
            best = found
    return best


def _headings_in(grid: Grid, row: int) -> _Headings | None:
    places: dict[str, tuple[int, int]] = {}
    unread: list[tuple[int, str]] = []
    labels = _labels(grid, row)
    for at, label in labels.items():
        key, rank = column_called(label) or ("", 0)
        if not key:
            unread.append((at, label))
        elif key not in places or rank < places[key][0]:
            if key in places:
                unread.append((places[key][1], labels[places[key][1]]))
            places[key] = (rank, at)
        else:
            unread.append((at, label))
    if TITLE not in places or len(places) < 2:
        return None
    at_of = {key: at for key, (_rank, at) in places.items()}
    return _Headings(row, at_of, tuple(" ".join(label.split()) for _at, label in sorted(unread)))


def _labels(grid: Grid, row: int) -> dict[int, str]:
    """What stands over each column, also where it is merged with the row above."""
    labels = {at: str(cell.value) for (number, at), cell in grid.cells.items() if number == row}
    for merge in grid.merges:
        anchor = grid.cells.get((merge.top, merge.left))
        if merge.top < row <= merge.bottom and merge.left == merge.right and anchor is not None:
            labels.setdefault(merge.left, str(anchor.value))
    return dict(sorted(labels.items()))


# -- rows


def _lines(grid: Grid, headings: _Headings) -> tuple[tuple[Line, ...], tuple[LeftOut, ...]]:
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    merged = _merged_by_row(grid, headings)
    by_row: dict[int, dict[int, Cell]] = {}
    for (number, at), cell in grid.cells.items():
        by_row.setdefault(number, {})[at] = cell
    told = [0, *sorted(number for number in {*by_row, *merged} if number > headings.row)]
    for before, number in pairwise(told):
        row = by_row.get(number, {})
        cells = {key: row[at] for key, at in headings.places.items() if at in row}
        reason = _no_member(row, cells, apart=number > before + 1 and before > 0)
        if reason is not None:
            if reason:
                left_out.append(LeftOut(number, _text_of(row), reason))
        elif cells or merged.get(number):
            lines.append(Line(number, cells, merged.get(number, {})))
    return tuple(lines), tuple(left_out)


def _no_member(row: Mapping[int, Cell], cells: Mapping[str, Cell], *, apart: bool) -> str | None:
    """Why a row tells of no member; nothing where that need not be said; None where it does tell of one."""
    if not row:
        return None
    if NUMBER in cells:
        return None
    first = _text(row[min(row)])
    name = _text(cells[TITLE]) if TITLE in cells else ""
    if _SUMS.fullmatch(first) or _SUMS.fullmatch(name):
        return _("a total")
    if (_NOTES.fullmatch(first) or _NOTES.fullmatch(name)) and len(cells) <= 1:
        return _("a note below the table")
    if not cells:
        return "" if first.isdecimal() else _("a note below the table")
    if len(cells) > 1 and all((column_called(_text(cell)) or ("", 0))[0] == key for key, cell in cells.items()):
        return _("the headings again")
    alone = set(cells) == {TITLE} and len(row) == 1
    if alone and (len(name) > _LONGEST_NAME or (apart and _SENTENCE.search(name))):
        return _("a note below the table")
    return None


def _merged_by_row(grid: Grid, headings: _Headings) -> dict[int, dict[str, Merge]]:
    """The merges that make rows doubtful: over several rows, or over several of the columns that are read."""
    key_at = {at: key for key, at in headings.places.items()}
    found: dict[int, dict[str, Merge]] = {}
    for merge in grid.merges:
        if merge.bottom <= headings.row or (merge.top, merge.left) not in grid.cells:
            continue
        keys = [key_at[at] for at in range(merge.left, min(merge.right, MOST_COLUMNS) + 1) if at in key_at]
        several_rows = merge.bottom > merge.top
        anchored = merge.left in key_at
        if not keys or not (several_rows or (len(keys) > 1 and anchored)) or _is_note(grid, merge):
            continue
        for row in range(max(merge.top, headings.row + 1), min(merge.bottom, grid.rows) + 1):
            found.setdefault(row, {}).update(dict.fromkeys(keys, merge))
    return found


def _is_note(grid: Grid, merge: Merge) -> bool:
    """Whether a merge is a line of text across the sheet, not part of a row."""
    text = _text(grid.cells[merge.top, merge.left])
    others = any(
        (row, at) in grid.cells and (row, at) != (merge.top, merge.left)
        for row in range(merge.top, min(merge.bottom, grid.rows) + 1)
        for at in range(1, min(merge.right + 20, MOST_COLUMNS) + 1)
    )
    told = _NOTES.fullmatch(text) or _SUMS.fullmatch(text) or _SENTENCE.search(text) or len(text) > _LONGEST_NAME
    return not others and bool(told)


def _text(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", str(cell.value)).strip()


def _text_of(row: Mapping[int, Cell]) -> str:
    said = " ".join(" ".join(str(cell.value).split()) for _at, cell in sorted(row.items()))
    return said if len(said) <= 80 else said[:79] + "…"


def shown_place(roster: Roster, number: int, key: str) -> str:
    """A cell as Excel names it: C5; only the row where the sheet has no such column."""
    from openpyxl.utils import get_column_letter

    at = roster.places.get(key)
    return f"{get_column_letter(at)}{number}" if at else str(number)
