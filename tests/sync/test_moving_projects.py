"""Two devices move projects at once over a real folder, sync, and agree."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.alliance.pipeline import StageNotReady, missing_for, moved, stage_days
from alliance_app.alliance.three_batches import three_batches
from alliance_app.library import Library, Listing
from alliance_app.records.options import STAGES
from alliance_app.records.values import NewRecord
from tests.sync.scenes import picture, sync

Make = Callable[[str], Library]
WHOLE = {
    "category": "reform",
    "leader": "王工",
    "baseline": {"number": 2, "unit": "h"},
    "after": {"number": 1, "unit": "h"},
    "volume": 100,
    "unit_price": 50,
    "stage": "doing",
    "stage_dates": {"doing": {"on": "2026-01-05"}},
}


@pytest.fixture
def two(make: Make, shared: Path) -> tuple[Library, Library, str]:
    """Two devices with the same project under way."""
    here, there = make("A"), make("B")
    sync(here, shared)
    sync(there, shared)
    paper, member = here.add(NewRecord("document", "验收单")).only, here.add(NewRecord("member", "甲工会")).only
    project = here.add(NewRecord("project", "小夹具", {**WHOLE, "owner": member, "evidence": [paper]})).only
    here.share(paper, member, project)
    sync(here)
    sync(there)
    return here, there, project


def move(library: Library, project: str, stage: str, day: date, **filled: str) -> None:
    library.write(moved(library.read(project), stage, day, filled=filled))


def agree(*libraries: Library) -> None:
    for _round in range(2):
        for library in libraries:
            sync(library)
    pictures = [picture(library) for library in libraries]
    assert all(each == pictures[0] for each in pictures)


def test_moved_to_different_stages_both_learn_of_it_and_both_days_stay(two: tuple[Library, Library, str]) -> None:
    here, there, project = two
    move(here, project, "accepted", date(2026, 2, 1))
    move(there, project, "rejected", date(2026, 2, 3), rejection_reason="停产")
    agree(here, there)
    for library in (here, there):
        assert library.ids(Listing(clashing=True)) == [project]
        (clash,) = library.clashes(project)
        assert (clash.name, clash.base) == ("stage", "doing")
        assert {(claim.author, claim.value) for claim in clash.claims} == {
            ("A 主席", "accepted"),
            ("B 主席", "rejected"),
        }
        record = library.read(project)
        assert stage_days(record) == {"doing": "2026-01-05", "accepted": "2026-02-01", "rejected": "2026-02-03"}
        assert record.fields["rejection_reason"] == "停产"
    there.decide(project, "stage", "accepted")
    agree(here, there)
    for library in (here, there):
        assert library.clashes(project) == ()
        record = library.read(project)
        assert record.fields["stage"] == "accepted"
        assert missing_for(record, "accepted") == ()
        assert three_batches([record], 2026).accepted == (project,)
        assert library.doctor().ok


def test_moved_to_one_stage_on_different_days_only_the_day_is_asked(two: tuple[Library, Library, str]) -> None:
    here, there, project = two
    move(here, project, "accepted", date(2026, 2, 1))
    move(there, project, "accepted", date(2026, 2, 3))
    agree(here, there)
    for library in (here, there):
        assert [clash.name for clash in library.clashes(project)] == ["stage_dates/accepted"]
        assert library.read(project).fields["stage"] == "accepted"


def test_moved_alike_there_is_nothing_to_decide(two: tuple[Library, Library, str]) -> None:
    here, there, project = two
    for library in (here, there):
        move(library, project, "accepted", date(2026, 2, 1))
    agree(here, there)
    assert [library.clashes(project) for library in (here, there)] == [(), ()]


def test_one_goes_back_while_the_other_goes_on(two: tuple[Library, Library, str]) -> None:
    here, there, project = two
    move(here, project, "accepted", date(2026, 2, 1))
    agree(here, there)
    move(here, project, "doing", date(2026, 1, 5))
    move(there, project, "confirmed", date(2026, 3, 1), confirmed_by="财务科")
    agree(here, there)
    for library in (here, there):
        assert "stage" in {clash.name for clash in library.clashes(project)}
        assert stage_days(library.read(project))["confirmed"] == "2026-03-01"
    here.decide(project, "stage", "confirmed")
    agree(here, there)
    for library in (here, there):
        assert library.read(project).fields["finance_confirmed"] is True
        assert three_batches([library.read(project)]).confirmed == (project,)


def test_different_projects_are_moved_without_a_question(two: tuple[Library, Library, str]) -> None:
    here, there, project = two
    other = there.add(NewRecord("project", "门帘", {**WHOLE, "evidence": [there.ids(Listing(kinds=("document",)))[0]]}))
    there.share(other.only)
    agree(here, there)
    move(here, project, "checking", date(2026, 2, 1))
    move(there, other.only, "rejected", date(2026, 2, 2), rejection_reason="没有地方")
    agree(here, there)
    for library in (here, there):
        assert library.ids(Listing(clashing=True)) == []
        stages = {each.id: each.fields["stage"] for each in library.read_many([project, other.only])}
        assert stages == {project: "checking", other.only: "rejected"}


STAGES_MOVED_TO = st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(STAGES)), st.booleans()), max_size=6)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STAGES_MOVED_TO)
def test_whatever_two_devices_move_they_agree_in_the_end(
    two: tuple[Library, Library, str], acts: list[tuple[bool, str, bool]]
) -> None:
    here, there, project = two
    for mine, stage, synced in acts:
        library = here if mine else there
        now = library.read(project)
        filled = {"rejection_reason": "停产", "confirmed_by": "财务科"}
        with suppress(StageNotReady):
            library.write(moved(now, stage, filled=filled))
        if synced:
            sync(library)
    agree(here, there)
    assert here.clashes(project) == there.clashes(project)
    for _round in range(10):
        if not here.clashes(project):
            break
        clash = here.clashes(project)[0]
        here.decide(project, clash.name, clash.claims[0].value, clash)
        agree(here, there)
    assert there.clashes(project) == ()
    assert here.read(project).fields == there.read(project).fields
