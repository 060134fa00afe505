"""One union's year read from the library and rated: points, stars, what comes next, and the years before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alliance_app.alliance.catalogue import Catalogue, Indicator
from alliance_app.alliance.catalogues import catalogue_for
from alliance_app.alliance.nearly import nearly_there
from alliance_app.alliance.next_steps import NextStep, next_steps
from alliance_app.alliance.reviews import Review, review_of
from alliance_app.alliance.scope import scope_of
from alliance_app.alliance.stars import Assessment, assessed_in, assessment_in
from alliance_app.alliance.years import RatedYear, years_of
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import KINDS
from alliance_app.records.statements import Witness
from alliance_app.records.values import Record
from alliance_app.words import N_

# what is counted nowhere, and there may be very much of it
_LEFT_OUT = ("article", "case")
_SALONS = 50  # the latest by date, among which are those still to come


class UnknownIndicator(AllianceError):
    """The catalogue has no indicator of this code."""

    message = N_("There is no indicator “{code}” in the catalogue. `alliance stars` lists them all.")


@dataclass(frozen=True, slots=True)
class Rated:
    """A union's year. `record`: its self-assessment, None where only the library counted; `member`: None if unknown.

    `review`: the higher union's, and whether it can be believed; `missing`: the key of the catalogue the
    self-assessment names, where that cannot be used here and another one was taken.
    """

    member: Record | None
    year: int
    record: Record | None
    assessment: Assessment
    steps: tuple[NextStep, ...]
    review: Review
    missing: str


def rate(library: Library, witness: Witness, member_id: str | None, year: int, today: date | None = None) -> Rated:
    """Rate a year of a member by that year's catalogue; nobody's where none is named. `witness`: `App.witness()`."""
    records, whose = _records(library, member_id), member_id or ""
    scope = scope_of(records, whose, year, today)
    record = assessed_in(scope, whose)
    chosen = catalogue_for(library, year, witness, record)
    assessment = assessment_in(scope, chosen.catalogue, whose)
    steps = next_steps(assessment, nearly_there(records, chosen.catalogue, whose, year, today))
    review = review_of(library, record, witness) if record is not None else Review()
    return Rated(scope.member, year, record, assessment, steps, review, chosen.missing)


def whose_year(library: Library, member_id: str | None, year: int | None) -> tuple[str | None, int]:
    """Which member and year are meant where they are not both named.

    The member called like the library, where it assessed itself; else whoever did so last; else the only one. The year
    assessed last; else this one.
    """
    own = library.own_member()
    records = library.read_many(library.ids(Listing(kinds=("assessment",))))
    record = _assessed_last(records, year, own) if own and not member_id else None
    record = record or _assessed_last(records, year, member_id)
    told = record.fields if record is not None else {}
    return member_id or told.get("member") or _only(library), year or told.get("year") or clock.today().year


def indicator_named(rated: Rated, code: str) -> Indicator:
    """The indicator of a code or number (I07, C2.1.1). Raises UnknownIndicator."""
    wanted = code.strip().casefold()
    for each in rated.assessment.catalogue.indicators:
        if wanted in (each.code.casefold(), each.number.casefold()):
            return each
    raise UnknownIndicator(code=code)


def rated_years(
    library: Library, witness: Witness, member_id: str, *, also: Sequence[int] = ()
) -> tuple[RatedYear, ...]:
    """Every year in which a member assessed itself, and those of `also`, the earliest first, each by its catalogue."""

    def catalogue_of(year: int, record: Record | None) -> Catalogue:
        return catalogue_for(library, year, witness, record).catalogue

    return years_of(_records(library, member_id), catalogue_of, member_id, also=also)


def _records(library: Library, member_id: str | None) -> list[Record]:
    """What one member's years are counted over, and the salons it may still go to."""
    if member_id is None:
        return []
    kinds = tuple(name for name in KINDS if name not in _LEFT_OUT)
    theirs = library.ids(Listing(kinds=kinds, linked_to=member_id))
    latest = library.ids(Listing(kinds=("salon",), order="date", limit=_SALONS))
    ids = dict.fromkeys((member_id, *theirs, *latest))
    return library.read_many(list(ids))


def _assessed_last(records: Sequence[Record], year: int | None, member_id: str | None) -> Record | None:
    fitting = [
        each
        for each in records
        if (year is None or each.fields.get("year") == year)
        and (member_id is None or each.fields.get("member") == member_id)
    ]
    return max(fitting, key=lambda each: (each.fields.get("year") or 0, each.updated_at, each.id), default=None)


def _only(library: Library) -> str | None:
    members = library.ids(Listing(kinds=("member",)))
    return members[0] if len(members) == 1 else None
