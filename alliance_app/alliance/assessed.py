"""The records of a union's year: which one is written to, and what several of them say together.

Two devices that begin the same year before they meet make two records. Nothing of either is lost: they are shown as
one, and can be made one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alliance_app.records.values import Edit, Record

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Assessed:
    """A union's year as its records say it.

    `record`: the one that is written to, made first, None where there is none; `others`: the later ones.
    `lines`: by code what is given, the first record that has something of a code winning; `apart`: codes in which
    two of them say different things.
    """

    record: Record | None = None
    others: tuple[Record, ...] = ()
    lines: Mapping[str, Line] = field(default_factory=dict)
    apart: tuple[str, ...] = ()

    @property
    def together(self) -> Record | None:
        """The first record, saying what all of them say."""
        if self.record is None or not self.others:
            return self.record
        return replace(self.record, fields={**self.record.fields, "indicators": dict(self.lines)})

    @property
    def ids(self) -> frozenset[str]:
        """All its records."""
        return frozenset(each.id for each in (self.record, *self.others) if each is not None)


def assessed(records: Iterable[Record], member_id: str | None, year: int) -> Assessed:
    """What is given for one member's year, nothing from the trash."""
    mine = [each for each in records if _is_of(each, member_id, year)]
    if not mine:
        return Assessed()
    # by when they were made: every device chooses the same one, whatever is written to which later
    first, *others = sorted(mine, key=lambda each: (each.created_at, each.id))
    lines: dict[str, Line] = dict(lines_of(first))
    apart: list[str] = []
    for other in others:
        for code, line in lines_of(other).items():
            if code not in lines:
                lines[code] = line
            elif lines[code] != line and code not in apart:
                apart.append(code)
    return Assessed(first, tuple(others), lines, tuple(apart))


def lines_of(record: Record) -> dict[str, Line]:
    """What an assessment record gives, by code; codes it gives nothing for are left out."""
    return {code: line for code, line in (record.fields.get("indicators") or {}).items() if line}


def as_one(found: Assessed) -> Edit | None:
    """The edit that lets the first record say what all of them say; None where there is nothing to add."""
    if found.record is None:
        return None
    own = lines_of(found.record)
    missing = {code: dict(line) for code, line in found.lines.items() if code not in own}
    return Edit(found.record.id, fields={"indicators": missing}, seen=found.record.version) if missing else None


def _is_of(record: Record, member_id: str | None, year: int) -> bool:
    fields = record.fields
    of_year = fields.get("member") == member_id and fields.get("year") == year
    return record.kind == "assessment" and record.trashed_at is None and of_year
