"""The star rules: thresholds exact, monotone, bounded; vetoes, floors and required indicators lower the stars."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alliance_app import places
from alliance_app.alliance.catalogue import STARS, CatalogueDamaged, Indicator, load, standard
from alliance_app.alliance.counting import count, scope_of
from alliance_app.alliance.stars import Answer, assess, assessment_of
from tests.alliance.records_of import record

CATALOGUE = standard()
FULL = {each.code: Answer(each.targets[3]) for each in CATALOGUE.indicators}


def at_targets(star: int) -> dict[str, Answer]:
    return {each.code: Answer(each.targets[star]) for each in CATALOGUE.indicators if each.targets[star] is not None}


def test_the_catalogue_is_seven_classes_eighteen_items_fifty_seven_indicators_and_says_it_is_illustrative() -> None:
    assert len(CATALOGUE.classes) == 7
    assert sum(len(cls.items) for cls in CATALOGUE.classes) == 18
    assert len(CATALOGUE.indicators) == 57
    assert CATALOGUE.base_points == 100
    assert CATALOGUE.official is False


@pytest.mark.parametrize(("star", "total"), [(1, 72.3), (2, 87.85), (3, 100.0)])
def test_exactly_at_a_stars_targets(star: int, total: float) -> None:
    assessment = assess(CATALOGUE, at_targets(star))
    assert assessment.total == pytest.approx(total, abs=1e-9)
    assert assessment.stars == star


def test_only_what_one_star_requires_is_not_enough() -> None:
    only = {each.code: Answer(each.targets[1]) for each in CATALOGUE.indicators if 1 in each.required_for}
    assessment = assess(CATALOGUE, only)
    assert assessment.total == pytest.approx(41.7, abs=1e-9)
    assert assessment.stars == 0


@pytest.mark.parametrize("veto", [each.code for each in CATALOGUE.vetoes])
def test_a_veto_takes_every_star(veto: str) -> None:
    assessment = assess(CATALOGUE, {**FULL, veto: Answer(1)})
    assert assessment.stars == 0
    assert any("Veto" in blocker.reason for blocker in assessment.blockers)


@pytest.mark.parametrize("indicator", CATALOGUE.indicators, ids=lambda each: each.code)
def test_a_missing_required_indicator_costs_the_star_it_is_required_for(indicator: Indicator) -> None:
    code, required = indicator.code, indicator.required_for
    assessment = assess(CATALOGUE, {**FULL, code: Answer(None)})
    wanted = min(required) - 1 if required else 3
    assert assessment.stars == wanted
    assert not required or code in {blocker.code for blocker in assessment.blockers}


def test_a_class_below_its_floor_costs_the_star() -> None:
    first = CATALOGUE.classes[0]
    ladder = {each.code: Answer(each.targets[1]) for item in first.items for each in item.indicators}
    weakened = {**FULL, **{code: Answer(0) for code in ladder if code in ("I03", "I05", "I06", "I02")}}
    assessment = assess(CATALOGUE, weakened)
    assert assessment.class_points(first) == pytest.approx(4.0)
    assert assessment.stars < 2
    assert first.code in {blocker.code for blocker in assessment.blockers}


def test_bonus_counts_toward_the_total_but_not_for_required_indicators_and_is_capped() -> None:
    many = {code.code: Answer(99) for code in CATALOGUE.bonus}
    assert assess(CATALOGUE, many).total == 10
    assert assess(CATALOGUE, {**FULL, **many}).total == 110
    assert assess(CATALOGUE, {**FULL, **many, "I01": Answer(0)}).stars == 0
    assert assess(CATALOGUE, {**FULL, "D1": Answer(9), "D2": Answer(9)}).total == 96


def test_what_does_not_apply_follows_its_rule() -> None:
    for code, points in (("I03", 0.8), ("I15", 2.0), ("I26", 2.0), ("I34", 0.0), ("I39", 2.0), ("I41", 0.8)):
        assert assess(CATALOGUE, {code: Answer(na=True)}).total == pytest.approx(points), code
    assert assess(CATALOGUE, {**FULL, "I39": Answer(na=True)}).stars == 3
    assert assess(CATALOGUE, {"I01": Answer(na=True)}).total == 0


VALUES = st.one_of(st.none(), st.floats(0, 200), st.integers(0, 200).map(float))


@given(st.dictionaries(st.sampled_from(sorted(FULL)), VALUES), st.sampled_from(sorted(FULL)), st.floats(0, 50))
def test_a_better_value_never_costs_points_or_stars(values: dict[str, float | None], code: str, more: float) -> None:
    before = assess(CATALOGUE, {name: Answer(value) for name, value in values.items()})
    assert 0 <= before.total <= 100 + 1e-9
    lower = next(each for each in CATALOGUE.indicators if each.code == code).lower_is_better
    value = values.get(code)
    better = (200.0 if lower else 0.0) if value is None else max(0.0, value - more) if lower else value + more
    after = assess(CATALOGUE, {**{name: Answer(each) for name, each in values.items()}, code: Answer(better)})
    assert after.total >= before.total - 1e-9
    assert after.stars >= before.stars


def test_values_are_counted_from_the_library_and_a_typed_one_comes_first() -> None:
    member = record("member", workers=200, members=190, committees=["funds", "women"], legal_person=True)
    other = record("member")
    records = [
        member, other,
        *(record("salon", starts_at=f"2026-0{month}-01", participants=[member.id]) for month in (1, 2, 3)),
        record("salon", starts_at="2025-01-01", participants=[member.id]),
        record("salon", starts_at="2026-05-01", participants=[other.id]),
        record("open_day", date="2026-04-01", host=member.id),
        record("open_day", date="2026-04-02", host=other.id, visitors=[member.id]),
        record("project", owner=member.id, stage="confirmed", finance_confirmed=True, confirmed_on="2026-06-01",
               stage_dates={"approved": {"on": "2026-01-05"}, "accepted": {"on": "2026-05-01"}},
               baseline={"number": 3, "unit": "h"}, after={"number": 1, "unit": "h"}, volume=100000, unit_price=1),
        record("activity", owner=member.id, type="lecture", date="2026-02-02"),
    ]  # fmt: skip
    sources = {each.code: each.counted for each in CATALOGUE.indicators if each.counted}
    counted = count(sources, scope_of(records, member.id, 2026))
    values = {code: each.value for code, each in counted.items()}
    assert (values["I53"], values["I54"], values["I49"], values["I50"], values["I51"]) == (3, 1, 1, 1, 20)
    assert (values["I13"], values["I17"], values["I07"]) == (95, 2, 1)
    assert len(counted["I53"].records) == 3
    typed = record("assessment", year=2026, member=member.id, indicators={"I53": {"value": 6}, "I01": {"value": 2}})
    assessment = assessment_of([*records, typed], CATALOGUE, member.id, 2026)
    assert assessment.scored["I53"].answer == Answer(6, in_library=counted["I53"])
    assert assessment.scored["I54"].answer.counted is True
    assert assessment.scored["I01"].points == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("code: I02", "code: I01", "the code I01 stands twice"),
        ("targets: {1: 2, 2: 4, 3: 6}", "targets: {1: 6, 2: 4, 3: 2}", "do not rise"),
        ("points: 100", "points: 100", ""),
        ("counted: salons_attended", "counted: weather", "“weather”, which is not known"),
        ("number: C1.1.1", "nummer: C1.1.1", "a part is missing or wrong: 'number'"),
        ("classes:", "classes: [", "while parsing"),
        ("fractions: {1: 0.8, 2: 0.85, 3: 1.0}", "fractions: 5", "a part is missing or wrong"),
    ],
)
def test_a_catalogue_that_does_not_hold_together_is_refused_in_words(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = (places.resources() / "indicators" / "catalogue.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "own.yaml"
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    if not says:
        assert load(changed).base_points == 100
        return
    with pytest.raises(CatalogueDamaged) as refused:
        load(changed)
    assert says in str(refused.value)


def test_points_that_do_not_add_up_are_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((places.resources() / "indicators" / "catalogue.yaml").read_text(encoding="utf-8"))
    data["classes"][0]["items"][0]["indicators"][0]["points"] = 7
    changed = tmp_path / "own.yaml"
    changed.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CatalogueDamaged, match=r"the indicators of C1\.1 do not add up"):
        load(changed)


def test_every_star_is_reachable() -> None:
    assert {assess(CATALOGUE, at_targets(star)).stars for star in STARS} == set(STARS)
