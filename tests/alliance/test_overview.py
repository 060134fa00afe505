"""The overview of a day over real libraries: numbers against last year, months, batches, stars, what waits."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.dealings import pair_key
from alliance_app.alliance.follow_ups import FollowUp
from alliance_app.alliance.overview import overview, same_day_last_year
from alliance_app.alliance.three_batches import three_batches
from alliance_app.alliance.waiting import Matter, matches_waiting
from alliance_app.library import Library, Listing
from alliance_app.records.values import Edit, NewRecord

TODAY = date(2026, 7, 15)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "示例", author="王工") as made:
        yield made


def add(library: Library, kind: str, title: str = "题", **fields: Any) -> str:
    return library.add(NewRecord(kind, title, fields)).only


def accepted(library: Library, day: str, title: str = "题", **fields: Any) -> str:
    dates = {"approved": {"on": "2026-02-01"}, "accepted": {"on": day}}
    return add(library, "project", title, stage="accepted", stage_dates=dates, **fields)


def test_this_years_numbers_stand_against_the_same_span_of_last_year(library: Library) -> None:
    held = [add(library, "salon", starts_at=f"2026-{month:02}-03T14:30") for month in (1, 5)]
    today = add(library, "salon", starts_at="2026-07-15T09:00")
    add(library, "salon", starts_at="2026-07-16T09:00")  # still to come
    before = add(library, "salon", starts_at="2025-07-15T23:30")
    add(library, "salon", starts_at="2025-07-16T09:00")  # later in last year than today in this
    trashed = add(library, "salon", starts_at="2026-02-02T09:00")
    library.delete(trashed)
    add(library, "open_day", date="2026-03-01", headcount=40)
    add(library, "open_day", date="2026-07-15", headcount=6)
    add(library, "open_day", date="2025-03-01", headcount=100)
    seen = overview(library, TODAY)
    assert sorted(seen.salons.now) == sorted([*held, today])
    assert seen.salons.before == (before,)
    assert seen.salons.change == 2
    assert (len(seen.open_days.now), seen.visitors) == (2, 46)


def test_results_and_batches_count_where_they_were_reached_like_the_years_figures(library: Library) -> None:
    worth: dict[str, Any] = {
        "baseline": {"number": 3, "unit": "kWh"}, "after": {"number": 1, "unit": "kWh"}, "volume": 1000,
        "unit_price": 10, "period": 12, "leader": "甲", "team": ["乙"],
    }  # fmt: skip
    one = accepted(library, "2026-03-02", **worth)
    two = accepted(library, "2026-07-15", leader="甲")
    last = accepted(library, "2025-05-01")
    accepted(library, "2025-12-01")
    add(library, "project", "旧", stage="proposed", stage_dates={"proposed": {"on": "2019-01-01"}}, leader="丙")
    seen = overview(library, TODAY)
    assert sorted(seen.accepted.now) == sorted([one, two])
    assert seen.accepted.before == (last,)
    assert seen.benefit == 20_000
    figures = three_batches(library.read_many(library.ids(Listing(kinds=("project",)))), 2026)
    assert seen.batch.people == figures.people == 2
    assert sorted(seen.batch.training) == sorted(figures.training)
    assert sorted(seen.batch.improved) == sorted(figures.improved)
    assert sorted(seen.batch.accepted) == sorted(figures.accepted)


def test_a_project_without_stage_dates_counts_by_the_day_of_its_record(library: Library) -> None:
    made = add(library, "project", stage="accepted")
    day = date.fromisoformat(library.read(made).created_at[:10])
    assert overview(library, day).accepted.now == (made,)


def test_an_agreement_that_both_sides_note_is_one(library: Library) -> None:
    plant, mould = add(library, "member", "甲厂"), add(library, "member", "乙厂")
    need = add(library, "supply_demand", side="need", owner=plant, partner=mould, status="agreed")
    add(library, "supply_demand", side="offer", owner=mould, partner=plant, status="agreed")
    alone = add(library, "supply_demand", side="offer", owner=plant, partner=mould, status="closed")
    add(library, "supply_demand", side="need", owner=plant, partner=mould, status="talking")
    add(library, "supply_demand", side="need", owner=plant, status="closed")  # with nobody
    day = date.fromisoformat(library.read(need).updated_at[:10])
    assert sorted(overview(library, day).agreed.now) == sorted([need, alone])


def test_a_pair_that_says_when_it_agreed_counts_on_that_day(library: Library) -> None:
    plant, mould = add(library, "member", "甲厂"), add(library, "member", "乙厂")
    need = add(library, "supply_demand", "注塑代工", side="need", owner=plant)
    offer = add(library, "supply_demand", "注塑能力", side="offer", owner=mould)
    for one, other, partner, day in ((need, offer, mould, "2026-03-02"), (offer, need, plant, "2025-02-02")):
        said = {"standing": "agreed", "on": day, "with": other, "partner": partner}
        library.write(Edit(one, fields={"dealings": {other: said}, "status": "agreed", "partner": partner}))
    seen = overview(library, TODAY)
    assert (seen.agreed.now, seen.agreed.before) == ((), (need,))  # the day it was said first


def test_months_go_from_january_and_are_never_fewer_than_six(library: Library) -> None:
    in_may = add(library, "salon", starts_at="2026-05-03T14:30")
    in_november = add(library, "open_day", date="2025-11-03")
    summer = overview(library, TODAY).months
    assert [(each.year, each.month) for each in summer] == [(2026, month) for month in range(1, 8)]
    assert summer[4].happened == {"salon": (in_may,), "open_day": ()}
    winter = overview(library, date(2026, 2, 1)).months
    assert [(each.year, each.month) for each in winter] == [
        (2025, 9), (2025, 10), (2025, 11), (2025, 12), (2026, 1), (2026, 2),
    ]  # fmt: skip
    assert winter[2].happened["open_day"] == (in_november,)


def test_members_stand_by_their_stars(library: Library) -> None:
    three = add(library, "member", stars="3")
    none = add(library, "member")
    seen = overview(library, TODAY)
    assert seen.stars == {3: (three,), 2: (), 1: (), 0: (none,)}
    assert seen.members == 2


def test_what_waits_is_counted_with_its_records(library: Library) -> None:
    bare = accepted(library, "2026-03-02", "回流焊改善")
    add(library, "document", "验收单")
    file = library.keep_bytes("验收单.pdf", b"%PDF")
    library.add(NewRecord("project", "有附件", {"stage": "accepted"}, attachments=(file,)))
    library.add(NewRecord("project", "有凭证", {"stage": "accepted"}, body="见 [[验收单]]"))
    add(library, "article", "自己写的")
    theirs = add(library, "article", "别人给的")
    library.share(theirs)
    follow = FollowUp("A" * 26, "沙龙", "2026-07-01", "1", "发基线表", due="2026-07-10")
    later = FollowUp("A" * 26, "沙龙", "2026-07-01", "2", "定场地", due="2026-09-01")
    found = {each.matter: each for each in overview(library, TODAY, (follow, later)).waiting}
    assert found[Matter.EVIDENCE].ids == (bare,)
    assert found[Matter.EVIDENCE].count == 1
    assert found[Matter.ARTICLE].ids == (theirs,)
    assert found[Matter.ARTICLE].said == "Not read yet: 别人给的"
    assert (found[Matter.FOLLOW_UP].count, found[Matter.FOLLOW_UP].late) == (1, 1)
    assert Matter.STALLED not in found
    library.mark_seen("article", [theirs])
    assert Matter.ARTICLE not in {each.matter for each in overview(library, TODAY).waiting}


def test_a_project_is_stalled_from_the_ninetieth_day_without_progress(library: Library) -> None:
    doing = add(library, "project", "慢", stage="doing", stage_dates={"doing": {"on": "2024-01-01"}})
    add(library, "project", "完", stage="rejected")
    day = date.fromisoformat(library.read(doing).updated_at[:10])
    near, far = date.fromordinal(day.toordinal() + 88), date.fromordinal(day.toordinal() + 91)
    assert overview(library, near).batch.stalled == ()
    seen = overview(library, far)
    assert seen.batch.stalled == (doing,)
    assert [each.said for each in seen.waiting] == ["“慢” has not moved for a long time"]


def test_new_matches_wait_until_they_are_looked_at(library: Library) -> None:
    assert matches_waiting(library) == ()
    plant, mould = add(library, "member", "甲厂"), add(library, "member", "乙厂")
    same = {"what": "精密注塑代工", "chain_stage": "processing"}
    need = add(library, "supply_demand", "要注塑", side="need", owner=plant, **same)
    offer = add(library, "supply_demand", "供注塑", side="offer", owner=mould, **same)
    (found,) = matches_waiting(library)
    assert (found.count, sorted(found.ids)) == (1, sorted([need, offer]))
    assert found.said == "New match: 要注塑 ← 供注塑"
    library.mark_seen("match", [pair_key(need, offer)])
    assert matches_waiting(library) == ()


def test_an_empty_library_has_nothing_to_show(library: Library) -> None:
    assert overview(library, TODAY).empty
    add(library, "member")
    assert not overview(library, TODAY).empty


@given(st.dates(min_value=date(2, 1, 1)))
def test_the_same_day_last_year_is_a_day_of_last_year(day: date) -> None:
    found = same_day_last_year(day)
    assert found.year == day.year - 1
    assert (found.month, found.day) == (day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
