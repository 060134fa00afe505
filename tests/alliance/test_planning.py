"""A plan in a library: made once however often it is asked for, never again what somebody threw away."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from alliance_app import words
from alliance_app.alliance import planning, starting
from alliance_app.alliance.catalogue import standard as catalogue
from alliance_app.alliance.first_year import StartingStep, standard
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.values import Edit, NewRecord, Record
from alliance_app.sync import Exchange

TODAY = date(2026, 9, 20)
STEPS = Listing(kinds=("step",))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "新企工会", author="李主席", device_name="电脑") as made:
        yield made


def add_member(library: Library, name: str = "新企工会") -> str:
    return library.add(NewRecord("member", name, fields={"founded_on": "2026-09-10"})).only


def make(library: Library, member: str) -> list[str]:
    return list(planning.make_plan(library, member, catalogue(), TODAY))


def named(key: str) -> StartingStep:
    return next(each for each in standard().steps if each.key == key)


def step(library: Library, key: str) -> str:
    return next(each.id for each in library.read_many(library.ids(STEPS)) if key_of(each) == key)


def key_of(record: Record) -> str:
    found = standard().step_of(record)
    assert found is not None
    return found.key


def test_a_plan_made_twice_is_made_once(library: Library) -> None:
    member = add_member(library)
    made = make(library, member)
    assert len(made) == len(standard().steps) == len(library.ids(STEPS))
    assert make(library, member) == []
    assert len(library.ids(STEPS)) == len(made)


def test_the_steps_do_not_crowd_out_what_was_written_last(library: Library) -> None:
    new = NewRecord("member", "新企工会", fields={"founded_on": "2026-09-10"}, created_at="2026-09-10T08:00:00Z")
    member = library.add(new).only
    note = library.add(NewRecord("article", "今天写的")).only
    make(library, member)
    assert set(library.ids(Listing(limit=2))) == {note, member}
    first = library.read(library.ids(STEPS)[0])
    assert first.created_by == "Starting guide"


def test_what_was_thrown_away_or_ticked_off_stays_so(library: Library) -> None:
    member = add_member(library)
    make(library, member)
    gone, done, erased = (step(library, key) for key in ("channel", "salon", "women"))
    library.share(erased)
    library.delete(gone)
    library.erase(erased)
    library.write(starting.tick(library.read(done), TODAY))
    assert make(library, member) == []
    assert library.read(gone).trashed_at is not None
    assert library.read(done).fields["done_on"] == "2026-09-20"


def test_a_step_added_by_hand_for_the_same_thing_is_found(library: Library) -> None:
    member = add_member(library)
    library.add(NewRecord("step", "参加第一次主席沙龙", fields={"member": member}))
    make(library, member)
    keys = [key_of(each) for each in library.read_many(library.ids(STEPS))]
    assert keys.count("salon") == 1
    assert len(keys) == len(standard().steps)


def test_the_record_a_step_asks_for_is_of_its_template_and_this_union_s(library: Library) -> None:
    member = library.read(add_member(library))
    for each in standard().steps:
        new = planning.record_for(library, each, member)
        record = library.read(library.add(new).only)
        assert record.kind == each.kind
        assert record.title
        if each.mine:
            assert record.fields[each.mine] in (member.id, [member.id])
        if each.template:
            assert len(record.body) > 40
    counts = starting.scopes_of(member, planning.records_of(library, member.id), date.today())
    counted = starting.counted(named("salon"), counts)
    assert counted is not None
    assert counted.value == 1


def test_whose_library_it_is(library: Library) -> None:
    assert planning.own_member(library) is None
    other = add_member(library, "邻厂工会")
    assert planning.own_member(library) == other
    mine = add_member(library)
    assert planning.own_member(library) == mine


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "other", "新企工会", author="王委员", device_name="笔记本") as made:
        yield made


def test_two_devices_that_make_the_plan_at_once_agree_on_one(tmp_path: Path, library: Library, other: Library) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    member = add_member(library)
    library.share(member)
    Exchange(library, shared).sync()
    Exchange(other, shared).sync()
    mine, theirs = make(library, member), make(other, member)
    assert mine == theirs
    # both go on before they hear of each other
    salon = mine[3]
    library.write(Edit(salon, body=library.read(salon).body + "我记下的一句。\n"))
    other.write(starting.tick(other.read(salon), TODAY))
    other.delete(mine[5])
    library.share(*mine)
    other.share(*theirs)
    for _round in range(2):
        Exchange(library, shared).sync()
        Exchange(other, shared).sync()
    here = {each.id: each for each in library.read_many([*library.ids(STEPS), *library.ids(Listing(trashed=True))])}
    there = {each.id: each for each in other.read_many([*other.ids(STEPS), *other.ids(Listing(trashed=True))])}
    assert set(here) == set(there) == set(mine)
    for record_id, record in here.items():
        twin = there[record_id]
        assert (record.title, record.fields, record.body, record.version) == (
            twin.title, twin.fields, twin.body, twin.version
        )  # fmt: skip
        assert record.body.count("## ") == 2
        assert library.clashes(record_id) == ()
    assert here[salon].fields["done_on"] == "2026-09-20"
    assert here[salon].body.endswith("我记下的一句。\n")
    assert here[mine[5]].trashed_at is not None


def test_making_it_again_elsewhere_does_not_bring_back_what_was_deleted(
    tmp_path: Path, library: Library, other: Library
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    member = add_member(library)
    made = make(library, member)
    library.share(member, *made)
    library.delete(made[0])
    Exchange(library, shared).sync()
    other.adopt({member: library.history_of(member)}, {})
    assert len(make(other, member)) == len(made)
    Exchange(other, shared).sync()
    Exchange(library, shared).sync()
    assert library.read(made[0]).trashed_at is not None
    assert other.read(made[0]).trashed_at is not None


def test_what_the_guide_begins_is_counted_once_it_is_made(library: Library) -> None:
    with words.speaking("zh"):
        member = library.read(add_member(library))
        library.write(Edit(member.id, fields={"workers": 4, "members": 4, "committees": ["funds", "women"]}))
        for each in standard().steps:
            for _time in range(2):
                library.add(planning.record_for(library, each, member))
        library.share(*library.ids(Listing(kinds=("supply_demand",))))
        left = {each.step.key for each in starting.plan_for(
            library.read(member.id), planning.records_of(library, member.id), catalogue(), clock.today()
        )}  # fmt: skip
    # what is only ticked off, and what the person has yet to fill in
    assert left == {
        "channel", "training", "contracts", "open_day", "assessment", "supply", "project", "audit",
    }  # fmt: skip
