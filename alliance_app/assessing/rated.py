"""One union's year read from the library and rated: points, stars, what comes next, and the years before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alliance_app.alliance.catalogue import Catalogue, standard
from alliance_app.alliance.nearly import nearly_there
from alliance_app.alliance.next_steps import NextStep, next_steps
from alliance_app.alliance.scope import scope_of
from alliance_app.alliance.stars import Assessment, assessed_in, assessment_in
from alliance_app.alliance.years import RatedYear, years_of
from alliance_app.library import Library, Listing
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record

# what is counted nowhere, and there may be very much of it
_LEFT_OUT = ("article", "case")


@dataclass(frozen=True, slots=True)
class Rated:
    """A union's year. `record`: its self-assessment, None where only the library counted; `member`: None if unknown."""

    member: Record | None
    year: int
    record: Record | None
    assessment: Assessment
    steps: tuple[NextStep, ...]


def rate(library: Library, member_id: str | None, year: int, today: date | None = None) -> Rated:
    """Rate a year of a member; nobody's where none is named."""
    return rate_in(_records(library), member_id, year, standard(), today)


def rate_in(
    records: Sequence[Record], member_id: str | None, year: int, catalogue: Catalogue, today: date | None = None
) -> Rated:
    """The same over records at hand."""
    scope = scope_of(records, member_id or "", year, today)
    assessment = assessment_in(scope, catalogue, member_id or "")
    near = nearly_there(records, catalogue, member_id or "", year, today)
    return Rated(scope.member, year, assessed_in(scope, member_id or ""), assessment, next_steps(assessment, near))


def rated_years(library: Library, member_id: str, *, also: Sequence[int] = ()) -> tuple[RatedYear, ...]:
    """Every year in which a member assessed itself, and those of `also`, the earliest first."""
    return years_of(_records(library), lambda _year: standard(), member_id, also=also)


def _records(library: Library) -> list[Record]:
    kinds = tuple(name for name in KINDS if name not in _LEFT_OUT)
    return library.read_many(library.ids(Listing(kinds=kinds)))
