"""Concurrent edits in libraries: marked, listed, decided, gone on every side; written alike, they stand once."""

import itertools
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from alliance_app.library import Library, Listing
from alliance_app.library.errors import NothingToDecide, RecordInTrash, WhichPlace
from alliance_app.library.rows import RecordRow
from alliance_app.records.errors import InvalidField, InvalidText, InvalidTitle
from alliance_app.records.values import Claim, Clash, Edit, NewRecord, State
from tests.library.conftest import hand_over

Make = Callable[[str], Library]
BODY = "前文。\n\n下周三上午开会。\n\n后文。\n"


def exchange(*libraries: Library) -> None:
    """Until everybody has heard everything."""
    for _round in range(2):
        for giver, taker in itertools.permutations(libraries, 2):
            hand_over(giver, taker)


def shared(libraries: list[Library], body: str = BODY) -> str:
    """A record that all of them have."""
    record_id = libraries[0].add(NewRecord("salon", "题", {"place": "待定"}, body=body)).only
    libraries[0].share(record_id)
    exchange(*libraries)
    return record_id


def changed(libraries: list[Library], record_id: str, *bodies: str) -> None:
    for library, body in zip(libraries, bodies, strict=True):
        library.write(Edit(record_id, body=body))
    exchange(*libraries)


def test_a_sentence_that_two_changed_is_listed_on_both_sides_and_one_decision_settles_it(make: Make) -> None:
    libraries = [make("A"), make("B")]
    record_id = shared(libraries)
    changed(libraries, record_id, BODY.replace("三上午", "四上午"), BODY.replace("三上午", "三下午"))
    here, there = libraries
    for each in libraries:
        (clash,) = each.clashes(record_id)
        assert clash == here.clashes(record_id)[0]
        assert [(claim.author, claim.device, claim.value) for claim in clash.claims] == [
            ("A 主席", "A", "下周四上午开会。"),
            ("B 主席", "B", "下周三下午开会。"),
        ]
        assert (clash.name, clash.base) == ("body", "下周三上午开会。")
        assert each.ids(Listing(clashing=True)) == [record_id]
        assert each.counts().clashes == each.rows([record_id])[0].clashes == 1
    there.decide(record_id, "body", "下周四上午开会。")
    exchange(*libraries)
    for each in libraries:
        assert each.clashes(record_id) == ()
        assert each.counts().clashes == 0
        assert each.read(record_id).body == BODY.replace("三上午", "四上午")
        assert each.doctor(rebuild=True).ok
        assert each.clashes(record_id) == ()
    assert here.history(record_id)[0].what == "decide"


def test_three_who_change_one_sentence_and_two_who_decide_differently(make: Make) -> None:
    libraries = [make("A"), make("B"), make("C")]
    record_id = shared(libraries)
    changed(libraries, record_id, *(BODY.replace("周三", f"周{day}") for day in "四五六"))
    for each in libraries:
        (clash,) = each.clashes(record_id)
        assert {claim.value for claim in clash.claims} == {f"下周{day}上午开会。" for day in "四五六"}
    libraries[0].decide(record_id, "body", "下周四上午开会。")
    libraries[2].decide(record_id, "body", "下周六上午开会。")
    exchange(*libraries)
    for each in libraries:
        (clash,) = each.clashes(record_id)
        assert {claim.value for claim in clash.claims} == {"下周四上午开会。", "下周六上午开会。"}
    libraries[1].decide(record_id, "body", "下周六上午开会。")
    exchange(*libraries)
    for each in libraries:
        assert each.clashes(record_id) == ()
        assert each.read(record_id).body == BODY.replace("周三", "周六")


def test_what_two_wrote_alike_stands_once_and_raises_nothing(make: Make) -> None:
    here, there = libraries = [make("A"), make("B")]
    record_id = shared(libraries, "企业职公代表。\n")
    changed(libraries, record_id, *["企业职工代表。\n\n同样的一句。\n"] * 2)
    for each in libraries:
        assert each.read(record_id).body == "企业职工代表。\n\n同样的一句。\n"
        assert each.clashes(record_id) == ()
        assert each.read(record_id).updated_by in ("A 主席", "B 主席")
        assert each.doctor(rebuild=True).ok
        assert each.read(record_id).body == "企业职工代表。\n\n同样的一句。\n"
    assert here.read(record_id).version == there.read(record_id).version
    for each in libraries:  # a device that only reads has nothing to add
        reader = make(f"{each.identity.device_name} reader")
        exchange(each, reader)
        assert reader.last_outgoing() == 0


def test_a_draft_that_two_windows_write_alike_stands_once_and_goes_nowhere(make: Make) -> None:
    library = make("A")
    record_id = library.add(NewRecord("salon", "题", body="职公")).only
    seen = library.read(record_id).version
    for _window in range(2):
        library.write(Edit(record_id, body="职工", seen=seen))
    assert library.read(record_id).body == "职工"
    assert library.read(record_id).state is State.DRAFT
    assert library.outgoing(0) == []
    assert library.clashes(record_id) == ()


def test_an_edit_beats_a_delete_and_mending_does_not(make: Make) -> None:
    here, there, third = libraries = [make("A"), make("B"), make("C")]
    record_id = shared(libraries, "职公")
    for each in (here, there):
        each.write(Edit(record_id, body="职工"))
    for each in (here, there):
        hand_over(each, third)
    third.delete(record_id)
    hand_over(there, here)  # here mends, not knowing of the deletion
    assert here.read(record_id).body == "职工"
    exchange(*libraries)
    assert all(each.read(record_id).trashed_at for each in libraries)
    with pytest.raises(RecordInTrash):
        here.decide(record_id, "place", "食堂")
    there.write(Edit(record_id, body="职工，又改", seen=""))  # as somebody who had not seen the deletion
    exchange(*libraries)
    assert not any(each.read(record_id).trashed_at for each in libraries)


def test_a_decision_names_the_place_where_there_are_several(make: Make) -> None:
    libraries = [make("A"), make("B")]
    record_id = shared(libraries, "甲。\n\n乙。\n")
    changed(libraries, record_id, "甲一。\n\n乙一。\n", "甲二。\n\n乙二。\n")
    library = libraries[0]
    first, second = library.clashes(record_id)
    with pytest.raises(WhichPlace, match=first.place):
        library.decide(record_id, "body", "甲一。")
    library.decide(record_id, "body", "乙二。", second)
    assert library.read(record_id).body == f"{first.now}\n\n乙二。\n"
    assert [clash.place for clash in library.clashes(record_id)] == [first.place]
    library.decide(record_id, "body", "甲三。")
    assert library.read(record_id).body == "甲三。\n\n乙二。\n"


def test_a_decision_about_what_is_not_as_it_was_shown_changes_nothing(make: Make) -> None:
    libraries = [make("A"), make("B")]
    record_id = shared(libraries)
    changed(libraries, record_id, BODY.replace("周三", "周四"), BODY.replace("周三", "周五"))
    for library, place in zip(libraries, ("食堂", "会议室"), strict=True):
        library.write(Edit(record_id, fields={"place": place}))
    exchange(*libraries)
    library = libraries[0]
    by_name = {clash.name: clash for clash in library.clashes(record_id)}
    library.write(Edit(record_id, body=library.read(record_id).body.replace("开会", "开大会")))
    before = library.read(record_id)
    with pytest.raises(NothingToDecide):
        library.decide(record_id, "body", "下周四上午开会。", by_name["body"])
    library.decide(record_id, "place", "食堂", by_name["place"])
    with pytest.raises(NothingToDecide):
        library.decide(record_id, "place", "会议室", by_name["place"])
    with pytest.raises(InvalidText):
        library.decide(record_id, "body", "\x00")
    with pytest.raises(InvalidTitle):
        library.decide(record_id, "title", " ")
    with pytest.raises(InvalidField):
        library.decide(record_id, "present", "many")
    assert library.read(record_id).body == before.body
    (now,) = library.clashes(record_id)
    library.decide(record_id, "body", now.now, now)
    with pytest.raises(NothingToDecide):
        library.decide(record_id, "body", "什么")
    assert library.clashes(record_id) == ()


def test_a_field_tells_what_it_was_who_changed_it_and_when(make: Make) -> None:
    libraries = [make("A"), make("B")]
    record_id = shared(libraries)
    for library, place in zip(libraries, ("食堂", "会议室"), strict=True):
        library.write(Edit(record_id, fields={"place": place}))
    exchange(*libraries)
    (clash,) = libraries[0].clashes(record_id)
    assert clash.base == "待定"
    assert clash.now == libraries[1].read(record_id).fields["place"]
    assert {(claim.author, claim.device, claim.value, len(claim.at)) for claim in clash.claims} == {
        ("A 主席", "A", "食堂", 20),
        ("B 主席", "B", "会议室", 20),
    }


def test_rows_of_an_older_program_are_read_and_made_anew_by_the_doctor(make: Make) -> None:
    libraries = [make("A"), make("B")]
    record_id = shared(libraries)
    for library, place in zip(libraries, ("食堂", "会议室"), strict=True):
        library.write(Edit(record_id, fields={"place": place}))
    exchange(*libraries)
    library = libraries[0]
    wanted = library.clashes(record_id)
    older = [["place", [["A 主席", "食堂"], ["B 主席", None]]]]
    with library._storage.writing() as connection:
        connection.execute(sa.update(RecordRow).where(RecordRow.id == record_id).values(clashes=older))
    assert library.clashes(record_id) == (Clash("place", (Claim("A 主席", "食堂"), Claim("B 主席", None))),)
    assert library.clashes(record_id)[0].choices == (("A 主席", "食堂"), ("B 主席", None))
    assert library.rows([record_id])[0].clashes == 1
    library.doctor(rebuild=True)
    assert library.clashes(record_id) == wanted
