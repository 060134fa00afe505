"""What a union does next: the steps that earn the most points for their effort, in words. Plain functions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from alliance_app.alliance.catalogue import STARS, Indicator
from alliance_app.alliance.counting import INCOMPLETE
from alliance_app.alliance.evidence import lacks_evidence
from alliance_app.alliance.nearly import Near
from alliance_app.alliance.stars import Answer, Assessment, Scored, score
from alliance_app.words import _, language

_LEAST = 1e-9  # points below which nothing was gained


class StepKind(StrEnum):
    """What kind of thing is to be done."""

    REACH = "reach"  # bring the value up to a target
    TAKE = "take"  # the library counts a better value than the one typed
    PROVE = "prove"  # the value is reached, but nothing shows it


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, for one indicator.

    `now` → `target`: the value, `star`: whose target that reaches. `gain`: what the total gains by it, exactly;
    `secures`: points already earned that it makes safe at a review. `effort`: 1 upwards, of all rungs climbed.
    `required`: the next star asks for this indicator; `blocking`: that, or its class is below the next star's floor.
    `near`: the records to act on first.
    """

    kind: StepKind
    indicator: Indicator
    now: float | None
    target: float
    star: int
    gain: float
    secures: float
    effort: int
    required: bool
    blocking: bool
    near: tuple[Near, ...] = ()

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def worth(self) -> float:
        """Points gained for one unit of effort."""
        return self.gain / self.effort

    @property
    def what(self) -> str:
        """What to do, with what it is worth: “请……：1 → 2 次/年（必备项，+2 分）”."""
        return f"{self.doing}{self._worth_in_words()}"

    @property
    def doing(self) -> str:
        """What to do, without what it is worth."""
        indicator = self.indicator
        if self.kind is StepKind.PROVE:
            papers = ("、" if language() == "zh" else ", ").join(indicator.evidence)
            return _("Add evidence for “{name}”: {papers}").format(name=indicator.label, papers=papers)
        if self.kind is StepKind.TAKE:
            return _("The library counts {target:g} {unit} for “{name}”: take that instead of {now:g}").format(
                target=self.target, unit=indicator.unit, name=indicator.label, now=self.now
            )
        first = self.near[0] if self.near else None
        if first is not None:
            todo = _("“{title}”: {lacks}").format(title=first.title, lacks=first.lacks)
        elif indicator.todo is not None:
            todo = indicator.todo.said
        else:
            todo = _("Improve “{name}”").format(name=indicator.label)
        return f"{todo}{self._climb()}"

    def _climb(self) -> str:
        if self.now is None:
            sign = "≤" if self.indicator.lower_is_better else "≥"
            return _(" ({name} {sign} {target:g} {unit})").format(
                name=self.indicator.label, sign=sign, target=self.target, unit=self.indicator.unit
            )
        return _(" ({name} {now:g} → {target:g} {unit})").format(
            name=self.indicator.label, now=self.now, target=self.target, unit=self.indicator.unit
        )

    def _worth_in_words(self) -> str:
        points = round(self.gain or self.secures, 2)
        if self.kind is StepKind.PROVE:
            return _(" (secures {points:g} points)").format(points=points)
        if self.required:
            return _(" (required, +{points:g} points)").format(points=points)
        return _(" (+{points:g} points)").format(points=points)


def next_steps(assessment: Assessment, near: Mapping[str, tuple[Near, ...]] | None = None) -> tuple[NextStep, ...]:
    """What to do next, by points per effort; of equal worth what blocks the next star first. One step an indicator.

    `near`: by indicator code the records of the library that are nearly there (`nearly.nearly_there`). What only
    secures points by evidence comes after all that gains some. Nothing is named that would neither gain nor secure.
    """
    needs = _Needs.of(assessment)
    steps = [
        step
        for scored in assessment.scored.values()
        if (step := _step(assessment, scored, needs, (near or {}).get(scored.indicator.code, ()))) is not None
    ]
    return tuple(sorted(steps, key=_rank))


def _rank(step: NextStep) -> tuple[object, ...]:
    gains = step.kind is not StepKind.PROVE
    worth = round(step.worth, 9)
    return (not gains, -worth, not step.required, not step.blocking, -step.gain, -step.secures, step.code)


@dataclass(frozen=True, slots=True)
class _Needs:
    """What the next star still asks for: its number, its indicators, and those of the classes below its floor."""

    star: int
    required: frozenset[str]
    blocking: frozenset[str]

    @classmethod
    def of(cls, assessment: Assessment) -> "_Needs":
        codes = frozenset(each.code for each in assessment.blockers)
        required = frozenset(code for code in codes if code in assessment.scored)
        low = [part for part in assessment.catalogue.classes if part.code in codes]
        in_low = frozenset(each.code for part in low for item in part.items for each in item.indicators)
        return cls(assessment.stars + 1, required, required | in_low)


def _step(assessment: Assessment, scored: Scored, needs: _Needs, near: tuple[Near, ...]) -> NextStep | None:
    answer, indicator = scored.answer, scored.indicator
    plain = NextStep(
        kind=StepKind.REACH,
        indicator=indicator,
        now=answer.value,
        target=0.0,
        star=scored.star,
        gain=0.0,
        secures=0.0,
        effort=indicator.effort,
        required=indicator.code in needs.required,
        blocking=indicator.code in needs.blocking,
        near=near,
    )
    if answer.na and scored.points > 0:
        return _proof(scored, plain)
    return _taking(assessment, scored, plain) or _reaching(assessment, scored, plain, needs) or _proof(scored, plain)


def _taking(assessment: Assessment, scored: Scored, plain: NextStep) -> NextStep | None:
    """The library counts a value that earns more than the typed one."""
    own = scored.answer.in_library
    if own is None or scored.answer.counted or scored.answer.value is None or plain.indicator.counted in INCOMPLETE:
        return None
    better = score(assessment.catalogue, scored.indicator, Answer(own.value))
    gain = _gain(assessment, better.points - scored.points)
    if gain <= _LEAST:
        return None
    return replace(plain, kind=StepKind.TAKE, target=own.value, star=better.star, gain=gain, effort=1, near=())


def _reaching(assessment: Assessment, scored: Scored, plain: NextStep, needs: _Needs) -> NextStep | None:
    """The next rung; the next star's where that star asks for this indicator."""
    indicator = scored.indicator
    wanted = needs.star if plain.required else 0
    for star, target in _rungs(indicator):
        better = score(assessment.catalogue, indicator, Answer(target))
        gain = _gain(assessment, better.points - scored.points)
        if gain > _LEAST and star >= wanted:
            climbed = [rung for rung, _target in _rungs(indicator) if scored.star < rung <= star]
            effort = indicator.effort * max(1, len(climbed))
            return replace(
                plain,
                target=target,
                star=better.star,
                gain=gain,
                effort=max(1, effort - 1) if plain.near else effort,
            )
    return None


def _rungs(indicator: Indicator) -> Iterator[tuple[int, float]]:
    """The targets that differ, lowest first, each with the highest star that asks for no more."""
    for star in STARS:
        target = indicator.targets[star]
        higher = [indicator.targets[each] for each in STARS if each > star]
        if target is not None and target not in higher:
            yield star, target


def _proof(scored: Scored, plain: NextStep) -> NextStep | None:
    if not lacks_evidence(scored):
        return None
    value = scored.answer.value
    target = value if value is not None else 0.0
    return replace(plain, kind=StepKind.PROVE, target=target, secures=scored.points, effort=1, near=())


def _gain(assessment: Assessment, points: float) -> float:
    """What the total gains when an indicator earns `points` more: less, where deductions held it at nothing."""
    raw = sum(each.points for each in assessment.scored.values()) + assessment.bonus - assessment.deducted
    return max(0.0, raw + points) - max(0.0, raw)
