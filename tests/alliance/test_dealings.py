"""How a need and an offer stand to each other: who says it where, and what holds of what two sides say."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance import dealings
from alliance_app.alliance.dealings import NotAPair, Standing, dealing, pair_key, ties
from alliance_app.alliance.matching import matches, new_matches
from alliance_app.records.kinds import SUPPLY_DEMAND
from alliance_app.records.values import Edit, Record
from tests.alliance.records_of import record

TODAY = date(2026, 6, 1)
SAID = st.sampled_from([*dealings.VERBS])


def pair(**both: Any) -> tuple[Record, Record]:
    """A need and an offer that fit, of two members."""
    common: dict[str, Any] = {"chain_stage": "processing", "what": "精密注塑加工", "area": "坪山", **both}
    need = record("supply_demand", "精密注塑代工", side="need", owner=record("member").id, **common)
    offer = record("supply_demand", "精密注塑", side="offer", owner=record("member").id, **common)
    return need, offer


def after(edits: tuple[Edit, ...], *records: Record) -> list[Record]:
    """The records with the edits made, as a library would."""
    from dataclasses import replace

    made = {each.record_id: each for each in edits}
    changed = []
    for each in records:
        fields = dict(each.fields)
        for name, value in made[each.id].fields.items() if each.id in made else ():
            rows = {**fields.get(name, {}), **value} if name == "dealings" else {}
            fields[name] = {key: row for key, row in rows.items() if row is not None} if rows else value
        kept = {name: value for name, value in SUPPLY_DEMAND.checked(fields).items() if value is not None}
        changed.append(replace(each, fields=kept))
    return changed


def test_each_side_says_it_in_its_own_record_and_both_read_the_same() -> None:
    need, offer = pair()
    mine = {need.fields["owner"]}
    (edit,) = dealings.talk(need, offer, mine)
    assert edit.record_id == need.id
    need, offer = after((edit,), need, offer)
    assert (need.fields["status"], need.fields["partner"]) == ("talking", offer.fields["owner"])
    assert "dealings" not in offer.fields
    assert offer.fields.get("status", "published") == "published"
    assert dealing(need, offer).standing is Standing.TALKING
    (edit,) = dealings.agree(need, offer, {offer.fields["owner"]})
    assert edit.record_id == offer.id
    need, offer = after((edit,), need, offer)
    found = dealing(need, offer)
    assert (found.need_says, found.offer_says, found.standing) == ("talking", "agreed", Standing.AGREED)
    assert found.since


def test_where_neither_is_ones_own_the_need_says_it_and_a_union_with_both_says_it_on_both() -> None:
    need, offer = pair()
    assert [edit.record_id for edit in dealings.agree(need, offer)] == [need.id]
    both = {need.fields["owner"], offer.fields["owner"]}
    assert [edit.record_id for edit in dealings.agree(need, offer, both)] == [need.id, offer.id]


def test_not_suitable_is_not_proposed_again_whoever_says_so_until_it_is_taken_back() -> None:
    need, offer = pair()
    assert [each.key for each in matches([need, offer], TODAY)] == [pair_key(need.id, offer.id)]
    mine = {offer.fields["owner"]}
    refused = after(dealings.unsuitable(need, offer, mine), need, offer)
    assert matches(refused, TODAY) == []
    back = after(dealings.reopen(refused[0], refused[1], mine), *refused)
    assert [each.standing for each in matches(back, TODAY)] == [None]


def test_a_record_follows_its_furthest_dealing_and_goes_back_when_it_is_taken_back() -> None:
    need, first = pair()
    _other, second = pair()
    mine = {need.fields["owner"]}
    need, first = after(dealings.agree(need, first, mine), need, first)
    need, second = after(dealings.talk(need, second, mine), need, second)
    assert (need.fields["status"], need.fields["partner"]) == ("agreed", first.fields["owner"])
    need, first = after(dealings.reopen(need, first, mine), need, first)
    assert (need.fields["status"], need.fields["partner"]) == ("talking", second.fields["owner"])
    need, second = after(dealings.unsuitable(need, second, mine), need, second)
    assert need.fields["status"] == "published"
    assert "partner" not in need.fields


def test_a_closed_pair_closes_the_need_and_leaves_the_offer_to_others() -> None:
    need, offer = pair()
    both = {need.fields["owner"], offer.fields["owner"]}
    need, offer = after(dealings.close(need, offer, both), need, offer)
    assert (need.fields["status"], offer.fields["status"]) == ("closed", "published")
    assert dealing(need, offer).standing is Standing.CLOSED


def test_what_was_typed_as_status_and_partner_counts_and_is_not_lowered() -> None:
    need, offer = pair()
    other = pair()[1]
    need, offer = after((Edit(need.id, fields={"status": "agreed", "partner": offer.fields["owner"]}),), need, offer)
    assert dealing(need, offer).standing is Standing.AGREED
    need, other = after(dealings.talk(need, other, {need.fields["owner"]}), need, other)
    assert (need.fields["status"], need.fields["partner"]) == ("agreed", offer.fields["owner"])


def test_who_supplies_whom_with_the_furthest_standing() -> None:
    need, offer = pair()
    need, offer = after(dealings.talk(need, offer, {need.fields["owner"]}), need, offer)
    need, offer = after(dealings.agree(need, offer, {offer.fields["owner"]}), need, offer)
    (tie,) = ties([need, offer])
    assert (tie.supplier, tie.customer, tie.standing) == (offer.fields["owner"], need.fields["owner"], "agreed")
    assert set(tie.records) == {need.id, offer.id}


@given(st.lists(st.tuples(SAID, st.booleans()), max_size=8))
def test_each_sides_rows_hold_only_its_own_last_word(said: list[tuple[str, bool]]) -> None:
    need, offer = pair()
    last: dict[bool, str] = {}
    for verb, by_need in said:
        mine = {(need if by_need else offer).fields["owner"]}
        need, offer = after(dealings.VERBS[verb](need, offer, mine), need, offer)
        last[by_need] = verb
    words = {"talk": "talking", "intend": "intent", "agree": "agreed", "close": "closed", "reopen": None}
    found = dealing(need, offer)
    assert found.need_says == words.get(last.get(True, "reopen"), "unsuitable")
    assert found.offer_says == words.get(last.get(False, "reopen"), "unsuitable")


def test_a_row_named_in_another_library_counts_by_what_it_links_to_and_is_replaced() -> None:
    need, offer = pair()
    row = {"with": offer.id, "partner": offer.fields["owner"], "standing": "talking", "on": "2026-05-01"}
    need, offer = after((Edit(need.id, fields={"dealings": {"old": row}}),), need, offer)
    assert dealing(need, offer).standing is Standing.TALKING
    need, offer = after(dealings.agree(need, offer), need, offer)
    assert [(name, each["standing"]) for name, each in need.fields["dealings"].items()] == [(offer.id, "agreed")]


def test_two_needs_or_an_enterprises_own_are_no_pair() -> None:
    need, offer = pair()
    own = record("supply_demand", side="offer", owner=need.fields["owner"])
    for first, second in ((offer, need), (need, need), (need, own)):
        with pytest.raises(NotAPair):
            dealings.talk(first, second)


def test_new_matches_are_those_not_looked_at_and_not_talked_about() -> None:
    need, offer = pair()
    key = pair_key(need.id, offer.id)
    assert [each.key for each in new_matches([need, offer], TODAY, ())] == [key]
    assert new_matches([need, offer], TODAY, {key}) == []
    assert new_matches([need, offer], TODAY, (), {record("member").id}) == []
    assert [each.key for each in new_matches([need, offer], TODAY, (), {offer.fields["owner"]})] == [key]
    talked = after(dealings.talk(need, offer), need, offer)
    assert new_matches(talked, TODAY, ()) == []
