"""The first year's plan: nothing twice, nothing that is done, nothing early, nothing before what it needs."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alliance_app import places, words
from alliance_app.alliance import starting
from alliance_app.alliance.catalogue import standard as catalogue
from alliance_app.alliance.first_year import FirstYear, GuideDamaged, load, standard
from alliance_app.alliance.starting import Standing
from alliance_app.library import templates
from alliance_app.records.markdown import blocks
from alliance_app.records.values import Record
from tests.alliance.records_of import record

CATALOGUE, GUIDE = catalogue(), standard()
PLACE = places.resources() / "guide" / "first_year.yaml"
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@st.composite
def unions(draw: st.DrawFn) -> tuple[Record, list[Record], date]:
    """A union, what its library has, and a day."""
    today = draw(DAYS)
    facts = {
        "founded_on": draw(st.none() | DAYS.map(date.isoformat)),
        "workers": draw(st.none() | st.integers(0, 500)),
        "members": draw(st.none() | st.integers(0, 500)),
        "committees": draw(st.none() | st.just(["funds", "women"])),
    }
    member = record("member", "新企工会", **{name: value for name, value in facts.items() if value is not None})
    dated = st.builds(
        lambda kind, type_, day: record(kind, type=type_, date=day.isoformat(), owner=member.id),
        st.just("activity"), st.sampled_from(["lecture", "culture", "inspection", "women", "visit"]), DAYS,
    ) | st.builds(
        lambda type_, day: record("document", type=type_, date=day.isoformat(), owner=member.id),
        st.sampled_from(["approval", "minutes", "contract", "audit"]), DAYS,
    )  # fmt: skip
    return member, draw(st.lists(dated, max_size=12)), today


@given(unions())
def test_the_laws_of_a_plan(drawn: tuple[Record, list[Record], date]) -> None:
    member, records, today = drawn
    plan = starting.plan_for(member, records, CATALOGUE, today)
    keys = [each.step.key for each in plan]
    assert len(set(keys)) == len(keys)
    assert all(each.due >= max(today, starting.starts_on(member, today)) for each in plan)
    assert [each.due for each in plan] == sorted(each.due for each in plan)
    for place, each in enumerate(plan):
        assert not set(each.step.after) & set(keys[place:])
        assert set(each.serves) <= {indicator.code for indicator in CATALOGUE.indicators}
        assert each.serves
    scopes = starting.scopes_of(member, records, today)
    done = {step.key for step in GUIDE.steps if starting.is_reached(step, starting.counted(step, scopes))}
    assert set(keys) == {step.key for step in GUIDE.steps} - done
    assert starting.plan_for(member, list(reversed(records)), CATALOGUE, today) == plan


def test_a_new_union_that_has_nothing_gets_every_step_within_a_year_and_a_quarter() -> None:
    member = record("member", "新企工会", founded_on="2026-09-10")
    plan = starting.plan_for(member, [], CATALOGUE, date(2026, 9, 20))
    assert len(plan) == len(GUIDE.steps)
    assert [each.step.key for each in plan[:3]] == ["member", "approval", "first_meeting"]
    assert plan[0].due == date(2026, 10, 10)
    assert plan[-1].due <= date(2026, 9, 10) + timedelta(days=470)


def test_what_every_one_star_union_must_have_is_served_by_a_step() -> None:
    served = {code for step in GUIDE.steps for code in step.serves}
    assert [each.code for each in CATALOGUE.indicators if 1 in each.required_for and each.code not in served] == []


def test_a_step_counted_like_its_indicator_is_done_at_one_star_or_says_it_is_the_first() -> None:
    wanted = {each.counted: each.targets[1] for each in CATALOGUE.indicators if each.counted}
    less = {
        step.key for step in GUIDE.steps
        if step.done and (wanted.get(step.done.counted) or 0) > step.done.value
    }  # fmt: skip
    assert less == {"member", "salon"}


def test_every_template_a_step_names_is_there_and_every_how_is_three_or_four_sentences() -> None:
    for step in GUIDE.steps:
        if step.template:
            assert step.template in {each.name for each in templates.built_in(step.kind)}, step.key
        assert 3 <= sum(step.how.zh.count(mark) for mark in "。？！") <= 5, step.key
        assert 40 <= len(step.how.zh) <= 160, step.key
        assert len(step.what.zh) <= 20, step.key


def test_what_the_records_show_is_left_out() -> None:
    member = record("member", "新企工会", founded_on="2026-09-10", workers=100, members=85)
    approval = record("document", type="approval", date="2026-09-12", owner=member.id)
    left = {each.step.key for each in starting.plan_for(member, [approval], CATALOGUE, date(2026, 9, 20))}
    assert {each.key for each in GUIDE.steps} - left == {"member", "enrol", "approval"}


def test_a_union_founded_last_year_counts_both_years() -> None:
    member = record("member", "新企工会", founded_on="2025-11-10")
    salon = record("salon", starts_at="2025-12-02T14:00", participants=[member.id])
    left = {each.step.key for each in starting.plan_for(member, [salon], CATALOGUE, date(2026, 2, 1))}
    assert "salon" not in left
    old = record("member", "老会", founded_on="2010-11-10")
    scopes = starting.scopes_of(old, [], date(2026, 2, 1))
    assert [each.year for each in scopes] == [2026, 2025]


def test_a_union_founded_long_ago_or_on_a_day_nobody_noted_begins_this_month() -> None:
    today = date(2026, 11, 26)
    assert starting.starts_on(record("member", founded_on="2026-03-02"), today) == date(2026, 11, 1)
    assert starting.starts_on(record("member"), today) == date(2026, 11, 1)
    assert starting.starts_on(record("member", founded_on="2026-10-31"), today) == date(2026, 10, 31)
    assert starting.is_young(record("member", founded_on="2026-03-02"), today)
    assert not starting.is_young(record("member", founded_on="2024-03-02"), today)
    assert not starting.is_young(record("member"), today)


def test_another_catalogue_keeps_only_what_it_asks_for() -> None:
    from dataclasses import replace

    classes = CATALOGUE.classes[2:3]
    plan = starting.plan_for(record("member"), [], replace(CATALOGUE, classes=classes), date(2026, 3, 1))
    assert {code for each in plan for code in each.serves} <= {f"I{number}" for number in range(13, 25)}
    assert "lectures" not in {each.step.key for each in plan}


def test_a_plan_becomes_the_same_records_whoever_makes_it() -> None:
    member = record("member", founded_on="2026-09-10")
    plan = starting.plan_for(member, [], CATALOGUE, date(2026, 9, 20))
    with words.speaking("zh"):
        made = starting.as_records(plan, member)
        assert made == starting.as_records(plan, member)
    assert len({each.id for each in made}) == len(plan)
    assert made[0].title == "填好本会档案"
    assert [block.level for block in blocks(made[0].body) if hasattr(block, "level")] == [2, 2]


def test_steps_stand_done_offered_overdue_soon_or_later() -> None:
    member = record("member", "新企工会", founded_on="2026-09-10", workers=10, members=9)
    lectures = [record("activity", type="lecture", date="2026-10-01", owner=member.id) for _ in range(2)]
    steps = [
        record("step", "建会批复归档", member=member.id, due="2026-10-10"),
        record("step", "办两场班前宣讲", member=member.id, due="2026-10-10"),
        record("step", "参加第一次主席沙龙", member=member.id, due="2026-10-15", done_on="2026-10-01"),
        record("step", "四", member=member.id, due="2026-10-30"),
        record("step", "五", member=member.id, due="2027-10-30"),
        record("step", "别人的", member=lectures[0].id, due="2027-10-30"),
    ]
    found = starting.progress(member, [member, *lectures, *steps], date(2026, 10, 20))
    assert [(each.record.title, each.standing) for each in found] == [
        ("建会批复归档", Standing.OVERDUE), ("办两场班前宣讲", Standing.OFFERED), ("参加第一次主席沙龙", Standing.DONE),
        ("四", Standing.SOON), ("五", Standing.LATER),
    ]  # fmt: skip
    offered = found[1]
    assert offered.counted is not None
    edit = starting.tick(offered.record, date(2026, 10, 20), offered.counted.records)
    assert edit.fields == {"done_on": "2026-10-20", "evidence": [each.id for each in lectures]}
    assert starting.untick(found[2].record).fields == {"done_on": None}


def _spoilt(tmp_path: Path, **changes: object) -> FirstYear:
    data = yaml.safe_load(PLACE.read_text("utf-8"))
    data["steps"][1].update(changes)
    path = tmp_path / "guide.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"key": "member"}, "stands twice"),
        ({"after": ["nowhere"]}, "nowhere"),
        ({"after": ["committees"]}, "wait for each other"),
        ({"serves": []}, "serves no indicator"),
        ({"done": {"counted": "moon", "reach": 1}}, "moon"),
        ({"due": {"month": 2, "day": 30}}, "cannot be used"),
        ({"due": {"months": 40}}, "first year"),
        ({"kind": "spaceship"}, "spaceship"),
        ({"fields": {"type": "spaceship"}}, "spaceship"),
        ({"mine": "nothing"}, "names a field"),
        ({"what": None}, "missing or wrong"),
    ],
)
def test_a_guide_that_does_not_hold_together_is_refused(tmp_path: Path, changes: dict[str, object], told: str) -> None:
    with pytest.raises(GuideDamaged, match=told):
        _spoilt(tmp_path, **changes)


def test_no_guide_and_no_yaml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GuideDamaged):
        load(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_text("steps: [", "utf-8")
    with pytest.raises(GuideDamaged):
        load(tmp_path / "bad.yaml")
