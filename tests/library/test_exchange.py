"""What goes out of the log and what comes in: drafts stay, order does not matter, nothing twice."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.library import Incoming, Library, Listing
from alliance_app.records.errors import DamagedDocument
from alliance_app.records.values import Edit, NewRecord, State
from tests.library.conftest import hand_over


def test_a_draft_never_leaves_until_it_is_shared(make: Callable[[str], Library]) -> None:
    here, there = make("A"), make("B")
    record_id = here.add(NewRecord("salon", "私下的想法", body="一")).only
    here.write(Edit(record_id, body="一二"))
    hand_over(here, there)
    assert here.outgoing(0) == []
    assert there.counts().total == 0
    here.share(record_id)
    here.write(Edit(record_id, body="一二三"))
    hand_over(here, there)
    assert there.read(record_id).body == "一二三"
    assert there.read(record_id).state is State.SHARED
    assert there.read(record_id).version == here.read(record_id).version
    assert [each.what for each in there.history(record_id)] == [each.what for each in here.history(record_id)]


def test_numbers_have_no_gaps(library: Library) -> None:
    ids = [library.add(NewRecord("article", f"{n}")).only for n in range(4)]
    library.share(*ids[:3])
    library.write(Edit(ids[3], title="still private"))
    library.write(Edit(ids[0], title="public"))
    library.delete(ids[1])
    assert [each.number for each in library.outgoing(0)] == [1, 2, 3, 4, 5]
    assert [each.number for each in library.outgoing(3)] == [4, 5]
    assert library.last_outgoing() == 5


def test_receiving_twice_does_nothing_and_a_gap_is_refused(make: Callable[[str], Library]) -> None:
    here, there = make("A"), make("B")
    here.share(here.add(NewRecord("article", "文")).only)
    entries = [Incoming(each.record_id, each.payload, each.at) for each in here.outgoing(0)]
    device = here.identity.device_id
    assert len(there.receive(device, 1, entries).ids) == 1
    assert there.receive(device, 1, entries).ids == frozenset()
    with pytest.raises(ValueError, match="missing"):
        there.receive(device, 5, entries)


def test_a_draft_taken_in_from_a_file_is_shared_once_others_share_it(make: Callable[[str], Library]) -> None:
    """It holds all they gave already: what comes in shows nothing new; what is edited here must go out all the same."""
    here, there = make("A"), make("B")
    record_id = here.add(NewRecord("article", "文", body="一")).only
    there.adopt({record_id: here.history_of(record_id)}, {})
    here.share(record_id)
    hand_over(here, there)
    assert there.read(record_id).state is State.SHARED
    there.write(Edit(record_id, body="一二"))
    hand_over(there, here)
    assert here.read(record_id).body == "一二"
    assert there.doctor().ok


def test_one_damaged_change_undoes_the_whole_batch(make: Callable[[str], Library]) -> None:
    here, there = make("A"), make("B")
    here.share(here.add(NewRecord("article", "好")).only)
    good = [Incoming(each.record_id, each.payload, each.at) for each in here.outgoing(0)]
    with pytest.raises(DamagedDocument):
        there.receive("x", 1, [*good, Incoming("01ARZ3NDEKTSV4RRFFQ69G5FAV", b"noise", "")])
    assert there.counts().total == 0
    assert there.received() == {}


def test_a_clash_is_listed_on_both_sides_and_one_decision_settles_it(make: Callable[[str], Library]) -> None:
    here, there = make("A"), make("B")
    record_id = here.add(NewRecord("salon", "题", {"place": "待定"})).only
    here.share(record_id)
    hand_over(here, there)
    here.write(Edit(record_id, fields={"place": "食堂"}))
    there.write(Edit(record_id, fields={"place": "会议室"}))
    hand_over(here, there)
    hand_over(there, here)
    for each in (here, there):
        (clash,) = each.clashes(record_id)
        assert {value for _author, value in clash.choices} == {"食堂", "会议室"}
        assert each.ids(Listing(clashing=True)) == [record_id]
    there.decide(record_id, "place", "食堂")
    hand_over(there, here)
    for each in (here, there):
        assert each.clashes(record_id) == ()
        assert each.read(record_id).fields["place"] == "食堂"
        assert each.counts().clashes == 0


def test_a_record_that_arrives_after_its_linker_is_linked(make: Callable[[str], Library]) -> None:
    here, there = make("A"), make("B")
    member = here.add(NewRecord("member", "示范电子厂工会", {"stars": "2"})).only
    salon = here.add(NewRecord("salon", "题", {"host": member})).only
    here.share(salon)
    hand_over(here, there)
    assert there.rows([salon])[0].owner_title == ""
    here.share(member)
    hand_over(here, there)
    (row,) = there.rows([salon])
    assert (row.owner_title, row.stars) == ("示范电子厂工会", 2)


def incoming(library: Library, after: int = 0) -> list[Incoming]:
    return [Incoming(each.record_id, each.payload, each.at) for each in library.outgoing(after)]


def test_a_change_that_arrives_before_its_ground_waits_in_the_log(make: Callable[[str], Library]) -> None:
    """A's edit rests on B's record; C hears of A first. Nothing of A may have to wait in the shared folder for it."""
    founder, editor, reader = make("B"), make("A"), make("C")
    record_id = founder.add(NewRecord("article", "始", body="正文")).only
    founder.share(record_id)
    hand_over(founder, editor)
    editor.write(Edit(record_id, title="改"))
    other = editor.add(NewRecord("article", "别的")).only
    editor.share(other)
    hand_over(editor, reader)
    assert reader.waiting() == [record_id]
    assert reader.ids(Listing()) == [other]
    assert reader.doctor(rebuild=True).ok
    hand_over(founder, reader)
    assert reader.waiting() == []
    assert reader.read(record_id).title == "改"
    assert reader.read(record_id).version == editor.read(record_id).version
    assert reader.doctor(rebuild=True).ok
    assert reader.read(record_id).title == "改"


def test_a_chain_of_early_changes_counts_when_the_last_piece_has_come(make: Callable[[str], Library]) -> None:
    """Three devices edit in turn; the fourth hears of them in the reverse order."""
    writers = [make(name) for name in "ABC"]
    reader = make("D")
    record_id = writers[0].add(NewRecord("article", "0")).only
    writers[0].share(record_id)
    for before, after in itertools.pairwise(writers):
        hand_over(before, after)
        if before is not writers[0]:
            hand_over(writers[0], after)
        after.write(Edit(record_id, title=after.identity.author))
    for writer in (writers[2], writers[1]):
        hand_over(writer, reader)
        assert reader.waiting() == [record_id]
    hand_over(writers[0], reader)
    assert reader.waiting() == []
    assert reader.read(record_id).title == "C 主席"
    assert reader.doctor().ok


def test_what_another_gave_under_the_former_id_is_received_like_any_devices(make: Callable[[str], Library]) -> None:
    """Two copies of a library went on under one id: after a new one is taken, both sides' changes live."""
    clone = make("A")
    shared = clone.add(NewRecord("article", "一")).only
    clone.share(shared)
    mine = clone.add(NewRecord("article", "我的")).only
    clone.share(mine)
    former = clone.identity.device_id
    stranger = make("B")
    theirs = stranger.add(NewRecord("article", "另一份的")).only
    stranger.share(theirs)
    assert clone.new_device_id() != former
    clone.receive(former, 1, [*incoming(stranger), *incoming(stranger)])
    assert {clone.read(each).title for each in (shared, mine, theirs)} == {"一", "我的", "另一份的"}
    assert {each.record_id for each in clone.outgoing(0)} == {shared, mine}
    assert clone.doctor(rebuild=True).ok


ACTS = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(["title", "body", "tag", "delete", "restore", "give"]), st.integers(0, 9)
    ),
    max_size=14,
)
_fresh = itertools.count()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_two_libraries_that_have_heard_everything_are_equal(
    make: Callable[[str], Library], acts: list[tuple[int, str, int]]
) -> None:
    run = next(_fresh)
    pair = (make(f"A{run}"), make(f"B{run}"))
    record_id = pair[0].add(NewRecord("article", "始", body="正文")).only
    pair[0].share(record_id)
    hand_over(pair[0], pair[1])
    for who, act, number in acts:
        _act(pair[who], pair[1 - who], record_id, act, number)
    for _round in range(2):
        hand_over(pair[0], pair[1])
        hand_over(pair[1], pair[0])
    first, second = (library.read(record_id) for library in pair)
    assert (first.title, first.body, first.tags, first.trashed_at) == (
        second.title, second.body, second.tags, second.trashed_at,
    )  # fmt: skip
    assert first.version == second.version
    for library in pair:
        assert library.doctor().ok
        library.close()


def _act(library: Library, other: Library, record_id: str, act: str, number: int) -> None:
    record = library.read(record_id)
    if act == "give":
        hand_over(library, other)
    elif act == "restore":
        library.restore(record_id)
    elif record.trashed_at is not None:
        return
    elif act == "delete":
        library.delete(record_id)
    elif act == "title":
        library.write(Edit(record_id, title=f"题{number}"))
    elif act == "body":
        place = min(number, len(record.body))
        library.write(Edit(record_id, body=record.body[:place] + f"〔{number}〕" + record.body[place:]))
    else:
        library.write(Edit(record_id, tags=(*record.tags, f"签{number}")))
