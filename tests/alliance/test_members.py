"""The directory and the profile of a member: what it did, was rated, owns; and what is only about it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.members import directory, profile, read_directory, read_profile
from alliance_app.library import Library, Tie
from alliance_app.records.ratings import ratings_of, with_past
from alliance_app.records.values import NewRecord, Record
from tests.alliance.records_of import record

TODAY = date(2026, 6, 1)


def tie(each: Record, via: str, member: Record, day: str) -> Tie:
    return Tie(each.id, each.kind, day, each.created_at, via, member.id)


def test_the_directory_tells_what_each_did_this_year_and_when_last() -> None:
    busy, idle = record("member", "忙", stars="2", rated_on="2025-01-02"), record("member", "闲")
    salon, planned, old = (record("salon", title) for title in ("沙龙", "计划", "旧"))
    project, case = record("project", "项目"), record("case", "案例")
    ties = [
        tie(salon, "participants", busy, "2026-03-01T14:00"),
        tie(salon, "host", busy, "2026-03-01T14:00"),
        tie(planned, "host", busy, "2026-12-01T14:00"),
        tie(old, "participants", busy, "2025-03-01"),
        tie(project, "owner", busy, "2024-01-01"),
        tie(case, "sources", busy, "2026-05-05"),
    ]
    rows = directory([idle, busy], ties, {project.id: "2026-04-02"}, TODAY)
    assert [each.title for each in rows] == ["忙", "闲"]
    assert rows[0].this_year == (project.id, salon.id)
    assert rows[0].last_seen == "2026-04-02"
    assert rows[0].ratings == (("2025-01-02", 2),)
    assert (rows[1].this_year, rows[1].last_seen, rows[1].stars) == ((), "", None)


def test_a_profile_gathers_everything_and_counts_benefit_of_its_own_accepted_projects() -> None:
    me, other = record("member", "我"), record("member", "它")
    accepted = record(
        "project", "成", owner=me.id, stage="accepted", baseline={"number": 3, "unit": "度"},
        after={"number": 1, "unit": "度"}, volume=10, unit_price=5, finance_confirmed=True,
        stage_dates={"accepted": {"on": "2026-02-03"}},
    )  # fmt: skip
    running = record(
        "project", "在做", owner=me.id, stage="doing", baseline={"number": 3, "unit": "度"},
        after={"number": 1, "unit": "度"}, volume=10, unit_price=5,
    )  # fmt: skip
    records = [
        accepted,
        running,
        record("salon", "办", starts_at="2026-05-01", host=me.id, participants=[me.id]),
        record("salon", "到", starts_at="2025-05-01", host=other.id, participants=[me.id]),
        record("supply_demand", "供", side="offer", owner=me.id),
        record("supply_demand", "需", side="need", owner=other.id, partner=me.id),
        record("assessment", "评", year=2025, member=me.id),
        record("case", "案", date="2026-05-20"),
        record("article", "文", date="2026-05-21"),
    ]
    found = profile(me, [*records, me], TODAY, {2025: 2})
    by_title = {each.id: each.title for each in records}
    groups = {name: [by_title[each] for each in ids] for name, ids in found.groups.items()}
    assert groups == {
        "salons_hosted": ["办"], "salons_attended": ["到"], "projects": ["在做", "成"], "offers": ["供"],
        "partnered": ["需"], "cases": ["案"], "assessments": ["评"], "others": ["文"],
    }  # fmt: skip
    assert (found.benefit, found.confirmed) == (100.0, 100.0)
    assert found.last == ("2026-05-01", records[2].id)
    assert found.counts["salon"] == {"2025": 1, "2026": 1}
    assert found.assessed == {2025: 2}


def test_directory_and_profile_are_read_from_a_library(library: Library) -> None:
    me = library.add(NewRecord("member", "示例精密", {"stars": "1"})).only
    salon = library.add(NewRecord("salon", "沙龙", {"starts_at": "2026-03-01T14:00", "participants": [me]})).only
    case = library.add(NewRecord("case", "案例", {"date": "2026-04-01"}, body="见 [[示例精密]]。")).only
    gone = library.add(NewRecord("salon", "删", {"starts_at": "2026-03-02T14:00", "participants": [me]})).only
    library.delete(gone)
    (row,) = read_directory(library, TODAY)
    assert (row.this_year, row.last_seen) == ((salon,), "2026-03-01")
    found = read_profile(library, me, TODAY)
    assert found.groups == {"salons_attended": (salon,), "cases": (case,)}
    assert {(each.record_id, each.via) for each in library.ties("member")} == {(salon, "participants"), (case, "body")}


DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1)).map(date.isoformat)
STARS = st.sampled_from(["0", "1", "2", "3"])


@given(st.lists(st.tuples(DAYS, STARS), min_size=1, max_size=6))
def test_ratings_given_one_after_the_other_are_all_kept(given_ones: list[tuple[str, str]]) -> None:
    fields: dict[str, object] = {}
    kept: list[tuple[str, str]] = []
    for day, stars in given_ones:
        new: dict[str, object] = {"rated_on": day, "stars": stars}
        past = with_past(fields, new)
        if past is not None:
            new["ratings"] = past
        elif kept:
            kept.pop()  # the same day again, or an earlier one: it puts right what was said before
        fields |= new
        kept.append((day, stars))
        assert with_past(fields, {"rated_on": day, "stars": stars}) is None
    assert list(ratings_of(fields)) == sorted({(day, int(stars)) for day, stars in kept})
