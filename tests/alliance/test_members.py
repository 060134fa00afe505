"""The directory and the profile of a member: what it did, was rated, owns; and what is only about it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.members import DOES, day_of, profile, read_directory, read_profile
from alliance_app.library import Library, Listing
from alliance_app.records.fields import Link, Links
from alliance_app.records.kinds import KINDS
from alliance_app.records.ratings import ratings_of, with_past
from alliance_app.records.values import NewRecord
from tests.alliance.records_of import record
from tests.records.values_of import fields_of

TODAY = date(2026, 6, 1)


def test_the_directory_tells_what_each_did_this_year_and_when_last(library: Library) -> None:
    busy = library.add(NewRecord("member", "忙", {"stars": "2", "rated_on": "2025-01-02"})).only
    library.add(NewRecord("member", "闲"))

    def add(kind: str, **fields: object) -> str:
        return library.add(NewRecord(kind, "题", fields, created_at="2026-01-05T00:00:00Z")).only

    salon = add("salon", starts_at="2026-03-01T14:00", host=busy, participants=[busy])
    add("salon", starts_at="2026-12-01T14:00", host=busy)  # still to come
    add("salon", starts_at="2025-03-01", participants=[busy])
    project = add("project", owner=busy, stage_dates={"approved": {"on": "2025-02-02"}, "doing": {"on": "2026-04-02"}})
    offer = add("supply_demand", owner=busy, side="offer", needed_by="2027-01-01")
    add("case", date="2026-05-05", sources=[{"record": busy}])  # only names it
    library.delete(add("salon", starts_at="2026-05-01", host=busy))
    rows = read_directory(library, TODAY)
    assert [each.title for each in rows] == ["忙", "闲"]
    assert rows[0].this_year == (project, salon, offer)
    assert rows[0].last_seen == "2026-04-02"
    assert rows[0].ratings == (("2025-01-02", 2),)
    assert (rows[1].this_year, rows[1].last_seen, rows[1].stars) == ((), "", None)


@given(st.sampled_from(["project", "salon", "open_day", "activity", "supply_demand"]), st.data())
def test_a_day_is_the_same_in_the_directory_and_on_the_page(
    one_library: Library, kind: str, data: st.DataObject
) -> None:
    library, me = one_library, one_library.ids(Listing(kinds=("member",)))[0]
    fields = {name: value for name, value in data.draw(fields_of(KINDS[kind])).items() if not _links(kind, name)}
    owner = {"project": "owner", "salon": "host", "open_day": "host", "activity": "owner", "supply_demand": "owner"}
    added = library.add(NewRecord(kind, "题", {**fields, owner[kind]: me})).only
    found = library.doings(DOES, "0000-01-01", "9999-12-31")
    assert [(who, day) for who, record_id, day in found.lately if record_id == added] == [
        (me, day_of(library.read(added)))
    ]
    library.delete(added)


def _links(kind: str, name: str) -> bool:
    return isinstance(KINDS[kind].by_name[name], Link | Links)


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
