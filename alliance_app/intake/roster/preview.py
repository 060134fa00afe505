"""What taking a roster in would do, row by row, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from alliance_app.intake.roster.table import LeftOut, Roster
from alliance_app.records.values import Fields

AS_NEW = "new"


class Standing(StrEnum):
    """How a row stands to the library."""

    NEW = "new"
    CHANGES = "changes"
    SAME = "same"
    ASKS = "asks"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Change:
    """One field, by key and label, before and after as a person reads it."""

    key: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell: its place (C5), the heading of its column, and why."""

    place: str
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member that a row may mean."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the sheet. `id`, `version`: the member it changes; `fields`: what is written; `title`: None stays."""

    number: int
    name: str
    standing: Standing
    id: str | None = None
    version: str | None = None
    title: str | None = None
    fields: Fields = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """All rows, in the sheet's order. `answers`: by row number, the member it means, or AS_NEW."""

    roster: Roster
    rows: tuple[PreviewRow, ...]
    answers: Mapping[int, str] = field(default_factory=dict)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return self.roster.left_out

    def of(self, *standings: Standing) -> tuple[PreviewRow, ...]:
        """The rows that stand so."""
        return tuple(each for each in self.rows if each.standing in standings)

    @property
    def held_up(self) -> tuple[PreviewRow, ...]:
        """The rows that cannot be taken in as they are."""
        return self.of(Standing.WRONG, Standing.ASKS)

    def counts(self) -> dict[Standing, int]:
        """How many rows stand how."""
        return {standing: len(self.of(standing)) for standing in Standing}
