"""A union's stars year over year: totals, stars and class points of each year, and what changed between two."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from alliance_app.alliance.catalogue import Catalogue, Indicator
from alliance_app.alliance.scope import last_day, scope_of
from alliance_app.alliance.stars import Assessment, Scored, assessed_in, assessment_in
from alliance_app.records.values import Record

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class RatedYear:
    """One year of one union. `record_id`: its self-assessment, None where only the library counted."""

    year: int
    assessment: Assessment
    record_id: str | None

    @property
    def by_class(self) -> Mapping[str, float]:
        """Points by class code."""
        return {each.code: self.assessment.class_points(each) for each in self.assessment.catalogue.classes}


@dataclass(frozen=True, slots=True)
class Difference:
    """One indicator in two years. None: the other year's catalogue does not have it."""

    indicator: Indicator
    before: Scored | None
    after: Scored | None

    @property
    def points(self) -> float:
        """What the later year earned more with it; less than nothing where it earned less."""
        return (self.after.points if self.after else 0.0) - (self.before.points if self.before else 0.0)

    @property
    def changed(self) -> bool:
        """Whether value or points differ."""
        values = [None if each is None else each.answer.value for each in (self.before, self.after)]
        return abs(self.points) > _LEAST or values[0] != values[1]


def years_of(
    records: Iterable[Record],
    catalogue_of: Callable[[int, Record | None], Catalogue],
    member_id: str,
    *,
    also: Iterable[int] = (),
    today: date | None = None,
) -> tuple[RatedYear, ...]:
    """Every year in which the union assessed itself, and those of `also`, the earliest first.

    `catalogue_of`: that of a year and its self-assessment, so that old years keep theirs. `today`: as in
    `stars.assessment_of`.
    """
    newest = scope_of(records, member_id, date.max.year, today)
    told = {each.fields.get("year") for each in newest.of("assessment") if each.fields.get("member") == member_id}
    years = sorted({each for each in told if isinstance(each, int)} | set(also))
    rated = []
    for year in years:
        scope = replace(newest, year=year, until=last_day(year, today))
        record = assessed_in(scope, member_id)
        assessment = assessment_in(scope, catalogue_of(year, record), member_id)
        rated.append(RatedYear(year, assessment, record.id if record is not None else None))
    return tuple(rated)


def differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """What changed from one year to another, by indicator; the greatest change of points first."""
    codes = dict.fromkeys((*after.scored, *before.scored))
    compared = [_difference(before.scored.get(code), after.scored.get(code)) for code in codes]
    return tuple(sorted((each for each in compared if each.changed), key=lambda each: -abs(each.points)))


def _difference(before: Scored | None, after: Scored | None) -> Difference:
    known = after or before
    assert known is not None
    return Difference(known.indicator, before, after)
