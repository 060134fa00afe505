"""Each row of a roster to its member: by record number, by name; what only resembles a name is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alliance_app.intake.roster.names import like_key, same_key
from alliance_app.intake.roster.reading import is_covered, said
from alliance_app.intake.roster.table import Line
from alliance_app.records.roster import NUMBER, TITLE
from alliance_app.records.text import title_key
from alliance_app.records.values import Record
from alliance_app.words import _


@dataclass(frozen=True, slots=True)
class Match:
    """What a row's name and number lead to. `by_number`: the record number says so, so the name may be a new one."""

    record: Record | None = None
    by_number: bool = False
    candidates: tuple[Record, ...] = ()
    fault: str = ""
    remark: str = ""


class Known:
    """The members of the library, by what rows may call them."""

    def __init__(self, members: Iterable[Record], trashed: Iterable[str]) -> None:
        self._by_id = {each.id: each for each in members}
        self._trashed = frozenset(trashed)
        self._same: dict[str, list[Record]] = {}
        self._like: dict[str, list[Record]] = {}
        for each in self._by_id.values():
            self._same.setdefault(same_key(each.title), []).append(each)
            self._like.setdefault(like_key(each.title), []).append(each)

    def match(self, line: Line) -> Match:
        """What one row leads to."""
        name = name_of(line)
        number = said(line.cells[NUMBER]).upper() if NUMBER in line.cells else ""
        if number in self._by_id:
            return Match(self._by_id[number], by_number=True)
        if number in self._trashed:
            return Match(fault=_("this member is in the trash: restore it first, or take the number out of the row"))
        remark = _("its record number is not in this library; it was matched by name") if number else ""
        same = self._same.get(same_key(name), [])
        exact = [each for each in same if title_key(each.title) == title_key(name)]
        if len(same) == 1 or len(exact) == 1:
            return Match((exact or same)[0], remark=remark)
        if not same and is_covered(name):
            return Match(fault=_("the name is covered, and no record number says which member it is"))
        return Match(candidates=tuple(same or self._like.get(like_key(name), [])), remark=remark)


def name_of(line: Line) -> str:
    """What a row calls its enterprise, on one line."""
    return " ".join(said(line.cells[TITLE]).split()) if TITLE in line.cells else ""


def doubles(lines: Sequence[Line], matches: Mapping[int, Match]) -> dict[int, int]:
    """Rows that mean the same member as another one: row number → the other's."""
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for line in lines:
        match = matches[line.number]
        keys = [match.record.id] if match.record is not None else []
        if not match.by_number and name_of(line):
            keys.append("name:" + same_key(name_of(line)))
        other = next((first[key] for key in keys if key in first), None)
        if other is not None:
            found[line.number] = other
            found.setdefault(other, line.number)
        for key in keys:
            first.setdefault(key, line.number)
    return found
