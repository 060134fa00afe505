"""The room of supply and demand: choosing shows who fits and why; what is said of a pair; the picture of the chain."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from alliance_app.alliance.dealings import Standing, dealing
from alliance_app.desktop.looking import MATCH
from alliance_app.desktop.match.lists import EntryList
from alliance_app.desktop.match.new_matches import NewMatches
from alliance_app.desktop.match.room import MatchRoom
from alliance_app.desktop.match.suggestions import PairCard
from alliance_app.records.ids import new_id
from alliance_app.records.values import NewRecord
from tests.desktop.conftest import MOULD, PLANT, Hands

MADE = {"chain_stage": "processing", "what": "精密注塑", "area": "坪山", "per": "月"}


@pytest.fixture
def pairs(hands: Hands) -> dict[str, str]:
    """Needs and offers of two members, and a third one's; their ids by title."""
    library = hands.library
    plant, mould = library.find_id(PLANT), library.find_id(MOULD)
    third = library.add(NewRecord("member", "顺达物流工会")).only
    news = [
        NewRecord("supply_demand", "注塑代工", {"side": "need", "owner": mould, **MADE}),
        NewRecord("supply_demand", "塑胶件加工", {"side": "offer", "owner": plant, **MADE}),
        NewRecord("supply_demand", "注塑件打样", {"side": "offer", "owner": third, **MADE}),
        NewRecord("supply_demand", "锂电出货", {"side": "need", "owner": plant, "chain_stage": "transport",
                                              "what": "危化品运输"}),
        NewRecord("supply_demand", "危险货物车队", {"side": "offer", "owner": third, "chain_stage": "transport",
                                                "what": "危险货物运输"}),
        NewRecord("supply_demand", "去年的需求", {"side": "need", "owner": mould, "valid_until": "2020-01-01"}),
    ]  # fmt: skip
    ids = {each.title: new_id() for each in news}
    library.add_all([replace(each, id=ids[each.title]) for each in news])
    library.share(*ids.values(), plant, mould, third)
    hands.window.look_for_changes()
    hands.settle()
    return ids


@pytest.fixture
def room(hands: Hands, pairs: dict[str, str]) -> MatchRoom:
    """The room, with everything read."""
    assert pairs
    hands.page.rooms.go_to(MATCH)
    room = hands.page.rooms.here
    assert isinstance(room, MatchRoom)
    hands.until(lambda: bool(room.board.entries))
    hands.settle()
    return room


def titles(column: EntryList) -> list[str]:
    """What a column shows."""
    entries = [column.shown.at(row) for row in range(column.shown.rowCount())]
    return [each.title for each in entries if each is not None]


def click_on(column: EntryList, record_id: str) -> None:
    """Click on one."""
    place = column.visualRect(column.shown.index(column.shown.row_of(record_id))).center()
    QTest.mouseClick(column.viewport(), Qt.MouseButton.LeftButton, pos=place)


def others(room: MatchRoom) -> list[str]:
    """Whom the cards in the middle name, the best first."""
    return [card.title.text() for card in room.suggestions.cards]


def press(card: PairCard, verb: str) -> None:
    """Press one of a card's buttons."""
    control = card.verbs[verb]
    assert isinstance(control, QPushButton)
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)


def test_a_need_shows_its_offers_with_reasons_and_marks_them(
    room: MatchRoom, hands: Hands, pairs: dict[str, str]
) -> None:
    click_on(room.needs.list, pairs["注塑代工"])
    hands.settle()
    assert sorted(others(room)) == ["塑胶件加工", "注塑件打样"]
    assert set(room.offers.list.cards.partners) == {pairs["塑胶件加工"], pairs["注塑件打样"]}
    assert "注塑" in room.suggestions.cards[0].accessibleName()
    click_on(room.offers.list, pairs["危险货物车队"])
    hands.settle()
    assert others(room) == ["锂电出货"]
    assert set(room.needs.list.cards.partners) == {pairs["锂电出货"]}
    assert room.offers.list.cards.partners == frozenset()


def test_cards_are_as_high_as_their_words_whatever_was_shown_before(
    room: MatchRoom, hands: Hands, pairs: dict[str, str]
) -> None:
    for title in ("锂电出货", "注塑代工", "锂电出货", "注塑代工"):
        click_on(room.needs.list, pairs[title])
        hands.settle()
        assert room.suggestions.cards
        for card in room.suggestions.cards:
            assert card.height() == card.heightForWidth(card.width())


def test_the_keyboard_goes_through_a_column_and_opens_a_record(
    room: MatchRoom, hands: Hands, pairs: dict[str, str]
) -> None:
    room.needs.list.setFocus()
    click_on(room.needs.list, pairs["锂电出货"])
    row = room.needs.list.shown.row_of(pairs["锂电出货"])
    QTest.keyClick(room.needs.list, Qt.Key.Key_Down if row == 0 else Qt.Key.Key_Up)
    hands.settle()
    assert sorted(others(room)) == ["塑胶件加工", "注塑件打样"]
    QTest.keyClick(room.needs.list, Qt.Key.Key_Return)
    hands.until(lambda: hands.shows(pairs["注塑代工"]))
    hands.settle()


def test_enter_on_a_match_opens_the_other_sides_record(room: MatchRoom, hands: Hands, pairs: dict[str, str]) -> None:
    click_on(room.needs.list, pairs["锂电出货"])
    hands.settle()
    card = room.suggestions.cards[0]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    hands.until(lambda: hands.shows(pairs["危险货物车队"]))
    hands.settle()


def test_talks_are_begun_agreed_and_undone(room: MatchRoom, hands: Hands, pairs: dict[str, str]) -> None:
    need, offer = pairs["锂电出货"], pairs["危险货物车队"]

    def standing() -> Standing | None:
        return dealing(*hands.library.read_many([need, offer])).standing

    click_on(room.needs.list, need)
    hands.settle()
    press(room.suggestions.cards[0], "talk")
    hands.until(lambda: standing() is Standing.TALKING)
    hands.until(lambda: room.suggestions.cards[0].pair.standing is Standing.TALKING)
    hands.settle()
    press(room.suggestions.cards[0], "agree")
    hands.until(lambda: room.suggestions.cards[0].pair.standing is Standing.AGREED)
    hands.settle()
    press(room.suggestions.cards[0], "reopen")
    hands.until(lambda: room.suggestions.cards[0].pair.standing is None)
    assert standing() is None
    hands.settle()


def test_the_keyboard_stays_at_the_match_whose_standing_was_said(
    room: MatchRoom, hands: Hands, pairs: dict[str, str]
) -> None:
    click_on(room.needs.list, pairs["锂电出货"])
    hands.settle()
    talk = room.suggestions.cards[0].verbs["talk"]
    talk.setFocus()
    QTest.keyClick(talk, Qt.Key.Key_Space)
    hands.until(lambda: room.suggestions.cards[0].pair.standing is Standing.TALKING)
    hands.settle()
    assert QApplication.focusWidget() is room.suggestions.cards[0]


def test_what_is_said_moves_nothing_in_the_columns(room: MatchRoom, hands: Hands, pairs: dict[str, str]) -> None:
    before = titles(room.needs.list)
    last = room.board.needs[len(before) - 1]
    assert pairs
    click_on(room.needs.list, last)
    hands.settle()
    press(room.suggestions.cards[0], "talk")
    hands.until(lambda: room.suggestions.cards[0].pair.standing is Standing.TALKING)
    hands.settle()
    assert titles(room.needs.list) == before


def test_what_does_not_suit_is_gone_and_comes_back_with_undo(
    room: MatchRoom, hands: Hands, pairs: dict[str, str]
) -> None:
    click_on(room.needs.list, pairs["注塑代工"])
    hands.settle()
    first = others(room)[0]
    press(room.suggestions.cards[0], "unsuitable")
    hands.until(lambda: first not in others(room))
    hands.settle()
    undo = next(each for each in hands.window.toast.findChildren(QPushButton) if each.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    hands.until(lambda: first in others(room))
    hands.settle()


def test_stages_and_what_is_settled_are_shown_on_demand(room: MatchRoom, hands: Hands) -> None:
    assert "去年的需求" not in titles(room.needs.list)
    QTest.mouseClick(room.needs.more, Qt.MouseButton.LeftButton)
    assert "去年的需求" in titles(room.needs.list)
    QTest.mouseClick(room.chips["transport"], Qt.MouseButton.LeftButton)
    hands.settle()
    assert (titles(room.needs.list), titles(room.offers.list)) == (["锂电出货"], ["危险货物车队"])
    QTest.mouseClick(room.chips[""], Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.mine, Qt.MouseButton.LeftButton)
    assert titles(room.needs.list) == []
    assert room.needs.nothing.isVisible()


def test_what_was_looked_at_is_not_new_any_more(room: MatchRoom, hands: Hands, pairs: dict[str, str]) -> None:
    assert room.board.new
    for title in ("注塑代工", "锂电出货"):
        click_on(room.needs.list, pairs[title])
        hands.settle()
    room.refresh()
    hands.until(lambda: not room.board.new)
    assert hands.library.seen("match")
    hands.settle()


def test_the_number_of_new_ones_is_told_before_the_room_is_gone_to(hands: Hands, pairs: dict[str, str]) -> None:
    assert pairs
    (watch,) = hands.page.rooms.findChildren(NewMatches)
    watch.count()
    hands.settle()

    def line() -> str:
        shelves = hands.page.navigation.list
        texts = [str(shelves.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(shelves.count())]
        return next(text for text in texts if text.startswith("Matching"))

    assert "3 new" in line()


def test_an_offer_of_ones_own_is_made_with_the_stage_at_hand(room: MatchRoom, hands: Hands) -> None:
    QTest.mouseClick(room.chips["technology"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.offer, Qt.MouseButton.LeftButton)
    hands.until(lambda: hands.page.record.record is not None and hands.record.kind == "supply_demand")
    assert (hands.record.fields["side"], hands.record.fields["chain_stage"]) == ("offer", "technology")
    hands.settle()


def test_the_picture_tells_who_supplies_whom_and_leads_to_the_records(
    room: MatchRoom, hands: Hands, pairs: dict[str, str]
) -> None:
    QTest.mouseClick(room.as_chain, Qt.MouseButton.LeftButton)
    picture = room.chain.picture
    hands.until(lambda: len(picture.chain.nodes) == 3)
    third = hands.library.find_id("顺达物流工会")
    assert "顺达物流 could supply 示范电子厂" in picture.accessibleDescription()
    node = picture.chain.nodes[third]
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(round(node.x) + 8, round(node.middle)))
    assert picture.at == third
    QTest.keyClick(picture, Qt.Key.Key_Return)
    hands.until(lambda: set(hands.titles()) == {"注塑件打样", "危险货物车队"})
    hands.page.rooms.go_to(MATCH)
    hands.settle()
    assert picture.isVisible()
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.at != third
    line = next(each for each in picture.chain.touching(third) if pairs["危险货物车队"] in each.records)
    label = f"{room.board.members[line.supplier]} → {room.board.members[line.customer]}"
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(2, round(picture.chain.height) - 2))
    assert picture.at == ""
    words = next(each for each in room.chain.findChildren(QPushButton) if each.text() == label)
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    hands.until(lambda: set(hands.titles()) == {"锂电出货", "危险货物车队"})
    hands.settle()


@pytest.mark.parametrize(("name", "begins"), [("图.png", b"\x89PNG"), ("图.svg", b"<?xml")])
def test_the_picture_is_copied_and_saved(
    room: MatchRoom, hands: Hands, tmp_path: Path, name: str, begins: bytes
) -> None:
    room.show_chain(shown=True)
    hands.until(lambda: len(room.chain.picture.chain.nodes) == 3)
    QTest.mouseClick(room.chain.copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().image()
    assert copied.width() >= 2 * room.chain.picture.chain.width - 2
    room.chain.save_picture(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)
    hands.settle()


def test_where_a_record_is_wanted_it_is_chosen(hands: Hands, pairs: dict[str, str]) -> None:
    hands.page.rooms.go_to(MATCH, pairs["锂电出货"])
    room = hands.page.rooms.here
    assert isinstance(room, MatchRoom)
    hands.until(lambda: others(room) == ["危险货物车队"])
    room.look_at("chain")
    assert room.chain.isVisible()
    hands.settle()


def test_every_control_has_a_name(room: MatchRoom, hands: Hands, pairs: dict[str, str]) -> None:
    assert hands
    room.choose(pairs["注塑代工"])
    buttons = [each for each in room.findChildren(QPushButton) if each.isVisible()]
    assert len(buttons) > 10
    named = [room.needs.list, room.offers.list, room.chain.picture, *room.suggestions.cards, *buttons]
    assert all(each.accessibleName() for each in named)
