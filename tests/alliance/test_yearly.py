"""A year counted: equal to a count by hand, and its parts add up to the whole."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.three_batches import reached_on
from alliance_app.alliance.yearly import BANDS, yearly
from alliance_app.records.options import ACTIVITY_TYPES, CATEGORIES, STAGES
from alliance_app.records.values import Record
from tests.alliance.records_of import fields_id, record

PLANT, MOULD = fields_id(10**9), fields_id(10**9 + 1)


def project(stage: str, dates: dict[str, str], *, worth: float | None = None, **fields: Any) -> Record:
    """A project whose yearly benefit is `worth` yuan."""
    if worth is not None:
        quantity = {"baseline": {"number": 2, "unit": "h"}, "after": {"number": 1, "unit": "h"}}
        fields |= {**quantity, "volume": 1, "unit_price": worth}
    return record("project", stage=stage, stage_dates={name: {"on": day} for name, day in dates.items()}, **fields)


SMALL = [
    record("salon", starts_at="2025-03-18T14:30", present=12, host=PLANT),
    record("salon", starts_at="2025-03-20", present=8, host=MOULD),
    record("salon", starts_at="2024-12-31T23:00", present=5, host=PLANT),
    record("open_day", date="2025-07-01", headcount=40, host=PLANT),
    record("activity", date="2025-03-05", headcount=100, owner=PLANT, type="training"),
    record("activity", date="2025-11-05", type="training"),
    record("activity", date="2025-11-06", owner=MOULD, type="visit"),
    project("archived", {"approved": "2024-05-01", "accepted": "2025-02-10", "archived": "2026-01-05"}, worth=80_000.0,
            owner=PLANT, category="reform", leader="王工", team=["李工"], finance_confirmed=True),
    project("accepted", {"approved": "2025-01-01", "accepted": "2025-02-20"}, worth=120_000.0, owner=PLANT,
            category="reform", leader="王工"),
    project("confirmed", {"approved": "2025-01-09", "confirmed": "2025-06-01"}, worth=600_000.0, owner=MOULD,
            category="design", leader="王工", finance_confirmed=True),
    project("accepted", {"accepted": "2025-09-01"}, owner=MOULD, category="design"),
    project("doing", {"approved": "2025-04-01"}, owner=MOULD, category="design", worth=1e9, leader="周工"),
    project("rejected", {"approved": "2025-04-01", "rejected": "2025-05-01"}, owner=MOULD, worth=1e9),
]  # fmt: skip


def test_a_small_year_is_as_counted_by_hand() -> None:
    year = yearly(SMALL, 2025)
    salon, day, activity = (year.happened[kind] for kind in ("salon", "open_day", "activity"))
    assert (salon.count, salon.headcount, salon.by_enterprise) == (2, 20, {PLANT: 1, MOULD: 1})
    assert salon.by_month == (0, 0, 2, *[0] * 9)
    assert (day.count, day.headcount, day.by_month[6]) == (1, 40, 1)
    assert (activity.count, activity.headcount) == (3, 100)
    assert activity.by_type == {"training": 2, "visit": 1}
    assert activity.by_enterprise == {PLANT: 1, "": 1, MOULD: 1}
    batch = year.projects
    # 王工 and 李工 of the plant, 王工 and 周工 of the mould maker
    assert (batch.people, batch.improved, batch.accepted, batch.unknown) == (4, 4, 4, 1)
    assert (batch.benefit, batch.confirmed) == (800_000, 680_000)
    assert batch.share == pytest.approx(0.85)
    assert year.bands == {BANDS[0]: 1, BANDS[1]: 1, BANDS[2]: 1, "": 1}
    assert year.improved_by_month == (2, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0)
    assert year.accepted_by_month == (0, 2, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0)
    assert year.benefit_by_month == (0, 200_000, 0, 0, 0, 600_000, *[0] * 6)
    assert year.by_enterprise[PLANT].benefit == 200_000
    assert year.by_category["design"].accepted == 2


def test_a_year_once_reported_stays_as_it_was() -> None:
    before = yearly(SMALL, 2024)
    assert (before.happened["salon"].count, before.projects.improved, before.projects.accepted) == (1, 1, 0)
    later = [*SMALL, project("archived", {"accepted": "2026-02-01", "archived": "2026-03-01"}, worth=5.0)]
    assert yearly(later, 2025) == yearly(SMALL, 2025)


def test_one_member_is_counted_alone_and_the_trash_not_at_all() -> None:
    alone = yearly(SMALL, 2025, [MOULD])
    assert (alone.happened["salon"].count, alone.happened["open_day"].count, alone.projects.accepted) == (1, 0, 2)
    assert set(alone.by_enterprise) == {MOULD}
    trashed = [replace(each, trashed_at="2026-01-01T00:00:00Z") for each in SMALL]
    empty = yearly(trashed, 2025)
    assert (empty.projects.accepted, empty.happened["salon"].count, dict(empty.by_enterprise)) == (0, 0, {})
    assert empty.projects.share == 0


@pytest.mark.parametrize(
    ("stage", "dates", "day"),
    [
        ("accepted", {"accepted": "2025-02-03"}, "2025-02-03"),
        ("promoted", {"proposed": "2024-01-01", "promoted": "2025-05-01", "confirmed": "2025-04-01"}, "2025-04-01"),
        ("accepted", {"approved": "2024-08-01"}, "2024-08-01"),
        ("accepted", {}, "2026-03-01"),
        ("doing", {"accepted": "2025-02-03"}, None),
        ("rejected", {"accepted": "2025-02-03"}, None),
    ],
)
def test_the_day_a_project_was_accepted(stage: str, dates: dict[str, str], day: str | None) -> None:
    assert reached_on(project(stage, dates), "accepted") == day


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
OWNERS = st.sampled_from([PLANT, MOULD, None])


@st.composite
def anything(draw: st.DrawFn) -> Record:
    kind = draw(st.sampled_from(["salon", "open_day", "activity", "project"]))
    day, owner, people = draw(DAYS).isoformat(), draw(OWNERS), draw(st.integers(0, 500))
    if kind == "salon":
        return record(kind, starts_at=day, present=people, host=owner)
    if kind == "open_day":
        return record(kind, date=day, headcount=people, host=owner)
    if kind == "activity":
        return record(kind, date=day, headcount=people, owner=owner, type=draw(st.sampled_from(list(ACTIVITY_TYPES))))
    dates = draw(st.dictionaries(st.sampled_from(list(STAGES)), DAYS.map(lambda each: each.isoformat()), max_size=5))
    worth = draw(st.none() | st.floats(-1e6, 1e6).map(lambda each: round(each, 2)))
    more = {
        "leader": draw(st.sampled_from(["王工", "李工", None])),
        "team": draw(st.lists(st.sampled_from("甲乙丙"), unique=True)),
    }
    category = draw(st.sampled_from([*CATEGORIES, None]))
    confirmed = draw(st.booleans())
    stage = draw(st.sampled_from(list(STAGES)))
    return project(stage, dates, worth=worth, owner=owner, category=category, finance_confirmed=confirmed, **more)


@given(st.lists(anything(), max_size=25))
def test_the_parts_add_up_to_the_whole(records: list[Record]) -> None:
    year = yearly(records, 2025)
    for each in year.happened.values():
        assert each.count == sum(each.by_month) == sum(each.by_enterprise.values())
    activity = year.happened["activity"]
    assert activity.count == sum(activity.by_type.values())
    batch = year.projects
    for groups in (year.by_enterprise, year.by_category):
        assert batch.improved == sum(each.improved for each in groups.values())
        assert batch.accepted == sum(each.accepted for each in groups.values())
        assert batch.unknown == sum(each.unknown for each in groups.values())
        assert batch.benefit == pytest.approx(sum(each.benefit for each in groups.values()), abs=0.05)
        assert batch.confirmed == pytest.approx(sum(each.confirmed for each in groups.values()), abs=0.05)
    assert batch.people == sum(each.people for each in year.by_enterprise.values())
    assert batch.improved == sum(year.improved_by_month)
    assert batch.accepted == sum(year.accepted_by_month) == sum(year.bands.values())
    assert batch.benefit == pytest.approx(sum(year.benefit_by_month), abs=0.05)


@given(st.lists(anything(), max_size=25))
def test_members_counted_apart_add_up_to_all(records: list[Record]) -> None:
    owned = [each for each in records if (each.fields.get("owner") or each.fields.get("host"))]
    both, one, other = (yearly(owned, 2025, members) for members in ((), (PLANT,), (MOULD,)))
    for kind in both.happened:
        assert both.happened[kind].headcount == one.happened[kind].headcount + other.happened[kind].headcount
    assert both.projects.accepted == one.projects.accepted + other.projects.accepted
    assert both.projects.people == one.projects.people + other.projects.people
