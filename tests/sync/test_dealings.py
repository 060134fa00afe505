"""Two unions say at once how their need and offer stand: after sync both read the same, with nothing to decide."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from alliance_app.alliance import dealings
from alliance_app.alliance.dealings import Standing, dealing
from alliance_app.alliance.matching import matches
from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from tests.sync.scenes import picture, sync

TODAY = date(2026, 6, 1)


@pytest.fixture
def two(make: Callable[[str], Library], shared: Path) -> tuple[Library, Library, str, str]:
    """Two libraries that hold one's need and the other's offer; the ids of both."""
    first, second = make("精工"), make("鑫塑")
    owners = first.add_all([NewRecord("member", "精工 工会"), NewRecord("member", "鑫塑 工会")])
    by_title = {each.title: each.id for each in first.read_many(sorted(owners.ids))}
    common = {"chain_stage": "processing", "what": "精密注塑加工"}
    need = first.add(
        NewRecord("supply_demand", "精密注塑代工", {"side": "need", "owner": by_title["精工 工会"], **common})
    ).only
    offer = first.add(
        NewRecord("supply_demand", "精密注塑", {"side": "offer", "owner": by_title["鑫塑 工会"], **common})
    ).only
    first.share(*owners.ids, need, offer)
    sync(first, shared)
    sync(second, shared)
    return first, second, need, offer


def say(library: Library, verb: str, need_id: str, offer_id: str) -> None:
    """What the union of this library says of the pair."""
    own = library.by_title(library.identity.name, "member")
    need, offer = library.read_many([need_id, offer_id])
    library.write_all(dealings.VERBS[verb](need, offer, {own} if own else ()))


def standing(library: Library, need_id: str, offer_id: str) -> Standing | None:
    """How the pair stands there."""
    return dealing(*library.read_many([need_id, offer_id])).standing


def settle(first: Library, second: Library) -> None:
    """Sync until both have everything, and look that both say the same."""
    for library in (first, second, first, second):
        sync(library)
    assert picture(first) == picture(second)


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ("talk", "talk", Standing.TALKING),
        ("agree", "talk", Standing.AGREED),
        ("talk", "unsuitable", Standing.UNSUITABLE),
        ("close", "agree", Standing.CLOSED),
    ],
)
def test_two_unions_say_it_at_once_and_agree_after_sync(
    two: tuple[Library, Library, str, str], one: str, other: str, holds: Standing
) -> None:
    first, second, need, offer = two
    say(first, one, need, offer)
    say(second, other, need, offer)
    settle(first, second)
    for library in (first, second):
        assert standing(library, need, offer) is holds
        assert [each for record in (need, offer) for each in library.clashes(record)] == []


def test_not_suitable_for_the_one_is_proposed_to_neither(two: tuple[Library, Library, str, str]) -> None:
    first, second, need, offer = two
    say(second, "unsuitable", need, offer)
    settle(first, second)
    for library in (first, second):
        assert matches(library.read_many([need, offer]), TODAY) == []


def test_rows_for_different_offers_from_two_devices_of_one_union_are_all_kept(
    two: tuple[Library, Library, str, str],
) -> None:
    first, second, need, offer = two
    third = first.add(NewRecord("supply_demand", "塑胶件加工", {"side": "offer"})).only
    first.share(third)
    settle(first, second)
    own = first.by_title("精工 工会", "member")
    assert own is not None
    for library, verb, other in ((first, "talk", offer), (second, "unsuitable", third)):
        pair = library.read_many([need, other])
        library.write_all(dealings.VERBS[verb](pair[0], pair[1], {own}))
    settle(first, second)
    for library in (first, second):
        assert (standing(library, need, offer), standing(library, need, third)) == ("talking", "unsuitable")
