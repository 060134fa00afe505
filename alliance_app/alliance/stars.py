"""Star self-assessment: points, stars and what blocks the next one. Plain functions over values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from alliance_app.alliance.catalogue import STARS, Catalogue, Extra, Indicator, IndicatorClass, StarRule
from alliance_app.alliance.counting import count
from alliance_app.alliance.scope import Counted, Scope, scope_of
from alliance_app.records.values import Record
from alliance_app.words import _


@dataclass(frozen=True, slots=True)
class Answer:
    """What a union gives for one indicator. `value` None: nothing given; `na`: it does not apply.

    `counted`: the value is the library's; `in_library`: what the library counts, also beside a typed value.
    `evidence`: record ids.
    """

    value: float | None = None
    na: bool = False
    evidence: tuple[str, ...] = ()
    note: str = ""
    counted: bool = False
    in_library: Counted | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator with what it earned. `star`: the highest star whose target it meets."""

    indicator: Indicator
    answer: Answer
    points: float
    star: int


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing between the union and a star, in words; `code`: the indicator, class or veto, empty for the total."""

    star: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A whole self-assessment. Points are not rounded; `shown_total` is, to 0.1.

    `extras`: what was answered for bonus, deductions and vetoes, by their codes.
    """

    catalogue: Catalogue
    scored: Mapping[str, Scored]
    bonus: float
    deducted: float
    vetoes: tuple[str, ...]
    total: float
    stars: int
    blockers: tuple[Blocker, ...] = field(default=())
    extras: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def shown_total(self) -> float:
        return round(self.total + 1e-9, 1)

    def class_points(self, cls: IndicatorClass) -> float:
        """What the indicators of one class earned."""
        return sum(self.scored[each.code].points for item in cls.items for each in item.indicators)


def assess(catalogue: Catalogue, answers: Mapping[str, Answer]) -> Assessment:
    """Score answers by indicator code; B…, D… and V… codes of the catalogue are answered with how many times."""
    scored = {each.code: score(catalogue, each, answers.get(each.code, Answer())) for each in catalogue.indicators}
    base = sum(each.points for each in scored.values())
    bonus = min(_extras(catalogue.bonus, answers), catalogue.most_bonus)
    deducted = min(_extras(catalogue.deductions, answers), catalogue.most_deducted)
    vetoes = tuple(each.label for each in catalogue.vetoes if _happened(answers.get(each.code)))
    total = max(0.0, base + bonus - deducted)
    others = (*catalogue.bonus, *catalogue.deductions, *catalogue.vetoes)
    extras = {each.code: answers[each.code] for each in others if each.code in answers}
    plain = Assessment(catalogue, scored, bonus, deducted, vetoes, total, 0, extras=extras)
    stars, blockers = _stars(plain)
    return replace(plain, stars=stars, blockers=blockers)


def answers_from(record: Record | None, counted: Mapping[str, Counted]) -> dict[str, Answer]:
    """The answers of an assessment record; where it gives no value, the one counted from the library stands in."""
    rows: Mapping[str, Any] = (record.fields.get("indicators") or {}) if record is not None else {}
    answers: dict[str, Answer] = {}
    for code in {*rows, *counted}:
        row = rows.get(code) or {}
        value, own = row.get("value"), counted.get(code)
        stands_in = value is None and own is not None and not row.get("na")
        evidence = tuple(row.get("evidence") or (own.records if own is not None and stands_in else ()))
        answers[code] = Answer(
            value=own.value if stands_in and own is not None else value,
            na=bool(row.get("na")),
            evidence=evidence,
            note=str(row.get("note") or ""),
            counted=stands_in,
            in_library=own,
        )
    return answers


def assessment_of(
    records: Iterable[Record], catalogue: Catalogue, member_id: str, year: int, today: date | None = None
) -> Assessment:
    """One member's year: its assessment record where there is one, and what the library can count.

    `today`: the last day that counts of a year that is not over; else the clock's.
    """
    return assessment_in(scope_of(records, member_id, year, today), catalogue, member_id)


def assessment_in(scope: Scope, catalogue: Catalogue, member_id: str) -> Assessment:
    """The same over a scope that was made for this member."""
    return assess(catalogue, answers_from(assessed_in(scope, member_id), counted_in(scope, catalogue)))


def assessed_in(scope: Scope, member_id: str) -> Record | None:
    """The self-assessment of the year; of several, the one last written."""
    mine = [
        each
        for each in scope.of("assessment")
        if each.fields.get("member") == member_id and each.fields.get("year") == scope.year
    ]
    return max(mine, key=lambda each: (each.updated_at, each.id), default=None)


def counted_in(scope: Scope, catalogue: Catalogue) -> dict[str, Counted]:
    """What the library counts, by indicator code."""
    return count({each.code: each.counted for each in catalogue.indicators if each.counted}, scope)


def score(catalogue: Catalogue, indicator: Indicator, answer: Answer) -> Scored:
    """What one answer earns."""
    value = answer.value
    rule = indicator.not_applicable
    if answer.na and rule is not None:
        if rule.credit is not None:
            star = max((star for star in STARS if catalogue.fractions[star] <= rule.credit + 1e-9), default=0)
            return Scored(indicator, answer, indicator.points * rule.credit, star)
        value = rule.value
    if value is None:
        return Scored(indicator, answer, 0.0, 0)
    star = indicator.star_met(value)
    return Scored(indicator, answer, indicator.points * (catalogue.fractions[star] if star else 0.0), star)


def _extras(extras: tuple[Extra, ...], answers: Mapping[str, Answer]) -> float:
    return sum(min(max(answers.get(each.code, Answer()).value or 0.0, 0.0) * each.points, each.cap) for each in extras)


def _happened(answer: Answer | None) -> bool:
    return answer is not None and (answer.value or 0) > 0


def _stars(assessment: Assessment) -> tuple[int, tuple[Blocker, ...]]:
    """The stars reached, and what blocks the next one."""
    reached = 0
    for rule in assessment.catalogue.rules:
        blockers = tuple(_blockers(assessment, rule))
        if blockers:
            return reached, blockers
        reached = rule.star
    return reached, ()


def _blockers(assessment: Assessment, rule: StarRule) -> Iterable[Blocker]:
    for veto in assessment.catalogue.vetoes:
        if _happened(assessment.extras.get(veto.code)):
            yield Blocker(rule.star, veto.code, _("Veto: {veto}").format(veto=veto.label))
    if assessment.total < rule.min_total - 1e-9:
        missing = round(rule.min_total - assessment.total, 2)
        yield Blocker(rule.star, "", _("{points:g} points are missing").format(points=missing))
    for cls in assessment.catalogue.classes:
        floor = cls.points * rule.min_class_fraction
        if assessment.class_points(cls) < floor - 1e-9:
            reason = _("{name} needs {points:g} points").format(name=cls.label, points=round(floor, 2))
            yield Blocker(rule.star, cls.code, reason)
    for indicator in assessment.catalogue.indicators:
        if rule.star in indicator.required_for and not _required_met(assessment.scored[indicator.code], rule.star):
            target = indicator.targets[rule.star]
            sign = "≤" if indicator.lower_is_better else "≥"
            yield Blocker(
                rule.star,
                indicator.code,
                _("{name} must be {sign} {target:g} {unit}").format(
                    name=indicator.label, sign=sign, target=target or 0, unit=indicator.unit
                ),
            )


def _required_met(scored: Scored, star: int) -> bool:
    if scored.answer.na and scored.indicator.not_applicable is not None:
        return scored.star >= star
    value = scored.answer.value
    return scored.indicator.targets[star] is None or (value is not None and scored.indicator.meets(value, star))
