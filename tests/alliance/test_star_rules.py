"""The star rules over all of the catalogue: every threshold, veto, floor, total and required indicator.

The rules are worked out a second time here, plainly, from the catalogue's own file, and compared.
"""

import math
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.catalogue import STARS, Catalogue, Indicator, IndicatorClass, standard, standard_file
from alliance_app.alliance.stars import Answer, assess

CATALOGUE = standard()
DATA: dict[str, Any] = yaml.safe_load(standard_file().read_bytes())
FULL = {each.code: Answer(each.targets[3]) for each in CATALOGUE.indicators}
TARGETS = [
    pytest.param(each, star, id=f"{each.code}-{star}")
    for each in CATALOGUE.indicators
    for star in STARS
    if each.targets[star] is not None
]
REQUIRED = [
    pytest.param(each, star, id=f"{each.code}-{star}") for each in CATALOGUE.indicators for star in each.required_for
]


def short_of(indicator: Indicator, star: int) -> float:
    """The next worse number there is."""
    target = indicator.targets[star]
    assert target is not None
    return math.nextafter(target, math.inf if indicator.lower_is_better else -math.inf)


def free_of_required(*, totals: float, floor: float, star: int) -> Catalogue:
    """The catalogue with nothing required, where stars from `star` on ask for this total and part of each class."""
    classes = tuple(
        replace(
            cls,
            items=tuple(
                replace(item, indicators=tuple(replace(each, required_for=frozenset()) for each in item.indicators))
                for item in cls.items
            ),
        )
        for cls in CATALOGUE.classes
    )
    rules = tuple(
        replace(
            rule,
            min_total=totals if rule.star >= star else 0.0,
            min_class_fraction=floor if rule.star >= star else 0.0,
        )
        for rule in CATALOGUE.rules
    )
    return replace(CATALOGUE, classes=classes, rules=rules)


@pytest.mark.parametrize(("indicator", "star"), TARGETS)
def test_a_target_is_met_exactly_at_it_and_not_a_step_below(indicator: Indicator, star: int) -> None:
    target = indicator.targets[star]
    alike = [each for each in STARS if indicator.targets[each] == target]
    lower = [each for each in STARS if each < min(alike) and indicator.targets[each] is not None]
    for value, met in ((target, max(alike)), (short_of(indicator, star), max(lower, default=0))):
        scored = assess(CATALOGUE, {indicator.code: Answer(value)}).scored[indicator.code]
        assert scored.star == met
        assert scored.points == pytest.approx(indicator.points * {0: 0, 1: 0.8, 2: 0.85, 3: 1.0}[met])


@pytest.mark.parametrize(("indicator", "star"), REQUIRED)
def test_a_required_indicator_just_short_of_its_target_costs_the_star(indicator: Indicator, star: int) -> None:
    value = short_of(indicator, star)
    found = assess(CATALOGUE, {**FULL, indicator.code: Answer(value)})
    missed = [each for each in sorted(indicator.required_for) if not indicator.meets(value, each)]
    assert star in missed
    assert found.stars == missed[0] - 1
    assert [each.code for each in found.blockers if each.star == missed[0]] == [indicator.code]


@pytest.mark.parametrize("star", [1, 2, 3])
@pytest.mark.parametrize("cls", CATALOGUE.classes, ids=lambda each: each.code)
def test_a_class_exactly_at_its_floor_has_the_star_and_below_it_not(cls: IndicatorClass, star: int) -> None:
    answers = dict(FULL)
    for item in cls.items:
        answers[item.indicators[0].code] = Answer(None)
    share = assess(CATALOGUE, answers).class_points(cls) / cls.points
    assert 0 < share < 1
    assert assess(free_of_required(totals=0, floor=share, star=star), answers).stars == 3
    found = assess(free_of_required(totals=0, floor=share + 1e-6, star=star), answers)
    assert found.stars == star - 1
    assert {each.code for each in found.blockers} == {cls.code}


@pytest.mark.parametrize("star", [1, 2, 3])
def test_a_total_exactly_as_asked_has_the_star_and_one_that_only_rounds_to_it_not(star: int) -> None:
    answers = {**FULL, "I47": Answer(None), "I53": Answer(4)}
    total = assess(CATALOGUE, answers).total
    assert assess(free_of_required(totals=total, floor=0, star=star), answers).stars == 3
    found = assess(free_of_required(totals=total + 0.001, floor=0, star=star), answers)
    assert (found.stars, found.shown_total) == (star - 1, round(total + 0.001, 1))
    assert [each.code for each in found.blockers] == [""]


@pytest.mark.parametrize("veto", CATALOGUE.vetoes, ids=lambda each: each.code)
def test_every_single_veto_takes_every_star_and_none_where_it_did_not_happen(veto: Any) -> None:
    found = assess(CATALOGUE, {**FULL, veto.code: Answer(1)})
    assert (found.stars, found.total, found.vetoes) == (0, 100, (veto.label,))
    assert [each.code for each in found.blockers] == [veto.code]
    for harmless in (Answer(0), Answer(None), Answer(-1)):
        assert assess(CATALOGUE, {**FULL, veto.code: harmless}).stars == 3


@pytest.mark.parametrize("cls", CATALOGUE.classes, ids=lambda each: each.code)
def test_no_bonus_makes_up_for_a_class_left_undone(cls: IndicatorClass) -> None:
    mine = {each.code for item in cls.items for each in item.indicators}
    most = {each.code: Answer(99) for each in CATALOGUE.bonus}
    found = assess(CATALOGUE, {**{code: each for code, each in FULL.items() if code not in mine}, **most})
    assert found.bonus == CATALOGUE.most_bonus
    assert found.total == pytest.approx(110 - cls.points)
    assert found.stars == 0


VALUES = st.one_of(st.none(), st.floats(-5, 200), st.integers(0, 100).map(float))
NEAR_TARGETS = st.sampled_from(sorted({each for one in CATALOGUE.indicators for each in one.targets.values() if each}))
EXTRAS = [each.code for each in (*CATALOGUE.bonus, *CATALOGUE.deductions, *CATALOGUE.vetoes)]
ANSWERS = st.dictionaries(
    st.sampled_from([*FULL, *EXTRAS]), st.builds(Answer, value=st.one_of(VALUES, NEAR_TARGETS), na=st.booleans())
)


@given(ANSWERS, st.sampled_from([0, 1, 2, 3]))
def test_points_and_stars_are_those_that_the_catalogues_file_defines(
    answers: dict[str, Answer], from_star: int
) -> None:
    told = {
        each["code"]: Answer(each["targets"][from_star]) for each in _rows() if from_star and each["targets"][from_star]
    }
    given_answers = {**told, **answers}
    found = assess(CATALOGUE, given_answers)
    total, stars = _worked_out(given_answers)
    assert found.total == pytest.approx(total, abs=1e-9)
    assert found.stars == stars
    assert 0 <= found.total <= 110
    assert bool(found.blockers) is (stars < 3)


def _rows() -> list[Any]:
    return [each for cls in DATA["classes"] for item in cls["items"] for each in item["indicators"]]


def _worked_out(answers: dict[str, Answer]) -> tuple[float, int]:
    """Total and stars, from the file alone."""
    levels = {each["code"]: _level(each, answers.get(each["code"], Answer())) for each in _rows()}
    points = {each["code"]: each["points"] * levels[each["code"]][0] for each in _rows()}
    times = {code: max(0.0, answers[code].value or 0.0) if code in answers else 0.0 for code in EXTRAS}
    sums = {
        name: min(
            DATA[name]["most"],
            sum(min(times[each["code"]] * each["points"], each.get("cap", math.inf)) for each in DATA[name]["items"]),
        )
        for name in ("bonus", "deductions")
    }
    total = max(0.0, sum(points.values()) + sums["bonus"] - sums["deductions"])
    stars = 0
    for rule in DATA["stars"]:
        star = rule["star"]
        floors = all(
            sum(points[each["code"]] for item in cls["items"] for each in item["indicators"])
            >= cls["points"] * rule["min_class_fraction"] - 1e-9
            for cls in DATA["classes"]
        )
        required = all(star in levels[each["code"]][1] for each in _rows() if star in each["required_for"])
        if not (floors and required and total >= rule["min_total"] - 1e-9) or any(
            times[f"V{at}"] for at in range(1, 6)
        ):
            break
        stars = star
    return total, stars


def _level(row: Any, answer: Answer) -> tuple[float, set[int]]:
    """The fraction of the points, and the stars whose target is met."""
    value, rule = answer.value, row.get("na")
    if answer.na and rule is not None:
        if "credit" in rule:
            credit = rule["credit"]
            return credit, {star for star, fraction in DATA["fractions"].items() if fraction <= credit}
        value = rule["value"]
    if value is None:
        return 0.0, set()
    targets = {star: target for star, target in row["targets"].items() if target is not None}
    met = {
        star for star, target in targets.items() if (value <= target if row["better"] == "lower" else value >= target)
    }
    return (DATA["fractions"][max(met)] if met else 0.0), met
