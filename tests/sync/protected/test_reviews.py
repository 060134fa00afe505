"""Reviews count when a device signed them that a steward has marked as the federation's: nothing else makes them so."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from alliance_app.alliance.reviews import NotAnAssessment, Standing, review
from alliance_app.library import Library
from alliance_app.records.errors import InvalidField
from alliance_app.records.statements import Statement, stated
from alliance_app.records.values import Edit
from alliance_app.sync import Exchange
from alliance_app.sync.errors import NotASteward, UnknownDevice
from alliance_app.sync.keys import keyfile
from alliance_app.sync.keys.ciphers import Stretching
from alliance_app.sync.keys.keyfile import Maker, Roster
from alliance_app.sync.keys.members import Members
from alliance_app.sync.keys.witnessing import KeyedWitness
from alliance_app.sync.witness import witness_of
from tests.sync.protected.review_scenes import all_sync, assessment, judge, mark, seen
from tests.sync.protected.scenes import NEXT, Make, key_file, member, ring_of
from tests.sync.scenes import publish, sync

_AGAIN = "又换的口令八九十一二"


@pytest.fixture
def union(make: Make, shared: Path, founder: Library) -> Library:
    """A union that assesses itself."""
    return member(make, shared, "B")


@pytest.fixture
def federation(make: Make, shared: Path, founder: Library, union: Library) -> Library:
    """A member whose device the founder has marked."""
    library = member(make, shared, "F")
    mark(founder, library)
    sync(union)
    return library


def test_a_review_of_the_federation_is_verified_everywhere(
    founder: Library, union: Library, federation: Library
) -> None:
    record_id = assessment(union, I01=2)
    assert seen(union, record_id).standing is Standing.NONE
    sync(federation)
    judge(federation, record_id)
    all_sync(union, founder)
    for library in (federation, union, founder):
        found = seen(library, record_id)
        assert (found.standing, found.by, found.on) == (Standing.VERIFIED, "F 主席", "2026-11-26")
        assert (found.result, found.device) == ("同意二星", federation.identity.device_id)


def test_a_self_made_review_is_shown_as_unverified(founder: Library, union: Library, federation: Library) -> None:
    record_id = assessment(union, I01=2)
    judge(union, record_id, "同意三星")
    all_sync(founder, federation)
    for library in (union, founder, federation):
        found = seen(library, record_id)
        assert (found.standing, found.result, found.device) == (Standing.UNVERIFIED, "同意三星", "")


def test_in_an_alliance_without_keys_nobody_is_verified(make: Make, shared: Path) -> None:
    library, other = make("A"), make("B")
    sync(library, shared)
    sync(other, shared)
    record_id = assessment(library, I01=2)
    judge(library, record_id)
    sync(other)
    assert {seen(each, record_id).standing for each in (library, other)} == {Standing.UNVERIFIED}
    assert library.statements(record_id) == ()


@pytest.mark.parametrize("changed", ["value", "evidence", "year"])
def test_values_edited_after_the_review_make_it_one_of_before(
    founder: Library, union: Library, federation: Library, changed: str
) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    judge(federation, record_id)
    sync(union)
    edits: dict[str, dict[str, Any]] = {
        "value": {"indicators": {"I01": {"value": 3}}},
        "evidence": {"indicators": {"I01": {"value": 2, "evidence": [publish(union, "佐证")]}}},
        "year": {"year": 2025},
    }
    before = union.read(record_id).fields
    union.write(Edit(record_id, fields=edits[changed]))
    all_sync(union, founder, federation)
    for library in (union, founder, federation):
        assert seen(library, record_id).standing is Standing.CHANGED_SINCE
    union.write(Edit(record_id, fields={"year": before["year"], "indicators": before["indicators"]}))
    all_sync(union, founder)
    assert seen(founder, record_id).standing is Standing.VERIFIED


def test_a_remark_and_a_title_leave_a_review_as_it_is(union: Library, federation: Library) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    judge(federation, record_id)
    sync(union)
    union.write(Edit(record_id, title="改名", fields={"indicators": {"I01": {"value": 2.0, "note": "说明"}}}))
    sync(union)
    sync(federation)
    assert seen(federation, record_id).standing is Standing.VERIFIED


def test_a_value_edited_at_the_same_time_makes_the_review_one_of_before(
    founder: Library, union: Library, federation: Library
) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    union.write(Edit(record_id, fields={"indicators": {"I02": {"value": 9}}}))
    review(federation, federation.read(record_id), "同意二星", witness_of(federation))
    all_sync(union, federation, founder)
    for library in (union, federation, founder):
        assert seen(library, record_id).standing is Standing.CHANGED_SINCE


@pytest.mark.parametrize("field", ["reviewed_by", "reviewed_on", "review_result"])
def test_a_review_whose_words_somebody_edits_is_unverified(union: Library, federation: Library, field: str) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    judge(federation, record_id, "不同意")
    sync(union)
    union.write(Edit(record_id, fields={field: "2026-11-25" if field == "reviewed_on" else "同意三星"}))
    all_sync(union, federation)
    assert seen(federation, record_id).standing is Standing.UNVERIFIED


def test_a_review_that_somebody_clears_is_still_told(union: Library, federation: Library) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    judge(federation, record_id, "不同意")
    sync(union)
    union.write(Edit(record_id, fields={"reviewed_by": None, "reviewed_on": None, "review_result": None}))
    found = seen(union, record_id)
    assert (found.standing, found.result) == (Standing.CHANGED_SINCE, "不同意")


def test_an_earlier_review_written_again_counts_no_more(union: Library, federation: Library) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    judge(federation, record_id, "同意三星")
    old = federation.read(record_id).fields
    (signed,) = federation.statements(record_id)
    judge(federation, record_id, "不同意")
    sync(union)
    names = ("reviewed_by", "reviewed_on", "review_result")
    again = {name: old[name] for name in names}
    union.write(Edit(record_id, fields=again, statements=(signed.written,)))
    all_sync(union, federation)
    for library in (union, federation):
        assert seen(library, record_id).standing is Standing.UNVERIFIED
    union.revert(record_id, next(each.version for each in union.history(record_id) if each.what == "edit"))
    assert seen(union, record_id).standing is not Standing.VERIFIED


def test_a_review_carried_to_another_record_says_nothing_there(union: Library, federation: Library) -> None:
    reviewed, other = assessment(union, I01=2), assessment(union, I01=2)
    sync(federation)
    judge(federation, reviewed)
    sync(union)
    (signed,) = union.statements(reviewed)
    names = ("reviewed_by", "reviewed_on", "review_result")
    copied = {name: union.read(reviewed).fields[name] for name in names}
    union.write(Edit(other, fields=copied, statements=(signed.written,)))
    assert seen(union, other).standing is Standing.UNVERIFIED


def test_a_statement_in_the_federations_name_that_it_did_not_sign_says_nothing(
    founder: Library, union: Library, federation: Library
) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    ring = ring_of(union)
    mine = KeyedWitness(union.identity.device_id, ring)
    judge(union, record_id, "同意三星")
    (own,) = union.statements(record_id)
    for signature in ("", "不是", own.signature, own.signature[:-4] + "AAA="):
        false = Statement(own.said, federation.identity.device_id, signature)
        assert not mine.vouches(false)
        union.write(Edit(record_id, statements=(false.written,)))
    all_sync(union, founder)
    assert seen(founder, record_id).standing is Standing.UNVERIFIED


def test_what_the_federation_hands_on_is_not_its_review(founder: Library, union: Library, federation: Library) -> None:
    record_id = assessment(union, I01=2)
    judge(union, record_id, "同意三星")
    sync(federation)
    federation.write(Edit(record_id, tags=("看过",)))
    federation.new_device_id()  # all it had touched goes out again, whole, under its own hand
    sync(federation)
    mark(founder, federation)
    sync(union)
    assert seen(union, record_id).standing is Standing.UNVERIFIED


def test_a_newcomer_who_takes_a_pack_sees_what_the_others_see(
    make: Make, shared: Path, founder: Library, union: Library, federation: Library
) -> None:
    good, own = assessment(union, I01=2), assessment(union, I01=1)
    judge(union, own, "自己复核")
    sync(federation)
    judge(federation, good)
    for number in range(40):
        federation.write(Edit(good, body=f"第{number}稿"))
    all_sync(federation, union)
    newcomer = member(make, shared, "N", NEXT)
    assert seen(newcomer, good).standing is Standing.VERIFIED
    assert seen(newcomer, own).standing is Standing.UNVERIFIED


def test_only_a_steward_marks_a_device(founder: Library, union: Library, federation: Library) -> None:
    members = Members(union, Exchange(union))
    with pytest.raises(NotASteward):
        members.mark_federation(union.identity.device_id, NEXT)
    with pytest.raises(UnknownDevice):
        Members(founder, Exchange(founder)).mark_federation("nobody123", NEXT)
    listed = {each.device: each.federation for each in members.listed()}
    assert [device for device, marked in listed.items() if marked] == [federation.identity.device_id]


def test_a_steward_may_mark_his_own_device(founder: Library, union: Library) -> None:
    record_id = assessment(union, I01=2)
    mark(founder, founder)
    assert witness_of(founder).federation
    judge(founder, record_id)
    sync(union)
    assert seen(union, record_id).standing is Standing.VERIFIED


def test_a_roster_that_a_device_forges_to_mark_itself_is_not_followed(
    shared: Path, founder: Library, union: Library, federation: Library
) -> None:
    record_id = assessment(union, I01=2)
    all_sync(founder, federation)
    ring = ring_of(union)
    device = union.identity.device_id
    assert ring.newest is not None
    listed = ring.newest.roster
    forged = Roster(listed.members, (device,), {}, (device, federation.identity.device_id))
    maker = Maker(device, ring.own[device], "2026-11-26T00:00:00Z")
    name, content = keyfile.make(
        ring.alliance, ring.newest.name.epoch + 1, b"K" * 32, _AGAIN, Stretching(b"s" * 16), forged, maker, ring.keys
    )  # fmt: skip
    (shared / "keys" / str(name)).write_bytes(content)
    strange, strangers = key_file(ring.alliance, 9, forged, maker)
    (shared / "keys" / str(strange)).write_bytes(strangers)
    review(union, union.read(record_id), "同意三星", witness_of(union))
    for library in (founder, federation):
        sync(library)
        assert seen(library, record_id).standing is not Standing.VERIFIED
        newest = ring_of(library).newest
        assert newest is not None
        assert device not in newest.roster.federation
        assert not ring_of(library).federation(device)


def test_a_clone_of_the_federations_library_is_not_the_federation(
    tmp_path: Path, founder: Library, union: Library, federation: Library
) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    shutil.copytree(federation.folder, tmp_path / "clone")
    clone = Library.open(tmp_path / "clone")
    try:
        assert clone.identity.device_id != federation.identity.device_id
        assert not witness_of(clone).federation
        review(clone, clone.read(record_id), "同意三星", witness_of(clone))
        sync(clone)
        sync(union)
        assert seen(union, record_id).standing is Standing.UNVERIFIED
    finally:
        clone.close()


@pytest.mark.parametrize("how", ["removed", "unmarked"])
def test_a_device_that_loses_its_mark_keeps_its_old_reviews_and_gets_no_new_ones(
    make: Make, shared: Path, founder: Library, union: Library, federation: Library, how: str
) -> None:
    old, new = assessment(union, 2025, I01=2), assessment(union, 2026, I01=2)
    sync(federation)
    judge(federation, old)
    device = federation.identity.device_id
    backdated = KeyedWitness(device, ring_of(federation))
    members = Members(founder, Exchange(founder))  # the review has come to the folder and not yet to the steward
    if how == "removed":
        members.remove(device, _AGAIN)
    else:
        members.mark_federation(device, _AGAIN, marked=False)
    all_sync(founder, union)
    newcomer = member(make, shared, "N", _AGAIN)
    for library in (founder, union, newcomer):
        assert seen(library, old).standing is Standing.VERIFIED
    # one made afterwards with its keys, and carried in by a member
    review(union, union.read(new), "同意三星", backdated)
    old_again = union.read(old)
    review(union, old_again, "同意三星", backdated)
    all_sync(union, newcomer)
    for library in (union, newcomer):
        assert seen(library, new).standing is Standing.UNVERIFIED
        assert seen(library, old).standing is Standing.UNVERIFIED


def test_two_who_review_at_once_agree_everywhere(
    make: Make, shared: Path, founder: Library, union: Library, federation: Library
) -> None:
    mark(founder, founder)
    sync(federation)
    record_id = assessment(union, I01=2)
    all_sync(founder, federation)
    for library, result in ((founder, "同意二星"), (federation, "同意三星")):
        review(library, library.read(record_id), result, witness_of(library), on="2026-11-26")
    all_sync(founder, federation, union)
    found = {seen(library, record_id) for library in (founder, federation, union)}
    assert len(found) == 1
    assert {each.name for each in union.clashes(record_id)} == {"reviewed_by", "review_result"}
    judge(federation, record_id, "商定二星")
    all_sync(union, founder)
    assert seen(union, record_id).standing is Standing.VERIFIED


def test_only_a_self_assessment_is_reviewed_and_with_a_result(union: Library) -> None:
    article, record_id = publish(union, "文章"), assessment(union, I01=2)
    with pytest.raises(NotAnAssessment):
        review(union, union.read(article), "同意", witness_of(union))
    with pytest.raises(InvalidField):
        review(union, union.read(record_id), " ", witness_of(union))


def test_hostile_statements_are_passed_over(founder: Library, union: Library, federation: Library) -> None:
    record_id = assessment(union, I01=2)
    sync(federation)
    judge(federation, record_id)
    sync(union)
    witness = witness_of(federation)
    device = federation.identity.device_id
    texts = ["", "[]", "[" * 5000, '{"about": "review"}', stated("review", record_id, number=-1),
             stated("review", record_id, number="x"), stated("review", record_id, number=10**30)]  # fmt: skip
    written = [Statement(each, device, "AAAA").written for each in texts]
    written += [witness.state(each).written for each in texts]
    union.write(Edit(record_id, statements=(*written, "{}", "[1,2,3]", "x" * 9000)))
    all_sync(union, founder)
    assert seen(founder, record_id).standing is Standing.VERIFIED
