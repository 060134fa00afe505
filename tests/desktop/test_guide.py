"""The starting guide in the window: offered, begun, ticked off, with the records it asks for."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from alliance_app.alliance import planning
from alliance_app.alliance.first_year import standard
from alliance_app.app import App
from alliance_app.desktop.guide.page import GuidePage
from alliance_app.desktop.looking import GUIDE
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.window import Window
from alliance_app.library import Listing
from alliance_app.records import clock
from alliance_app.records.values import Edit, NewRecord, Record
from tests.desktop.conftest import PLANT, Hands

UNION = "New plant union"


class Newcomer:
    """Somebody with an empty library."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def banner(self) -> bool:
        return self.hands.page.guide.isVisible()

    @property
    def room(self) -> GuidePage:
        room = self.hands.page.rooms.here
        assert isinstance(room, GuidePage)
        return room

    def go(self) -> None:
        """To the guide, by keyboard."""
        shelves = self.hands.page.navigation.list
        shelves.setFocus()
        lines = [str(shelves.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(shelves.count())]
        place = next(at for at, line in enumerate(lines) if line.startswith("Getting started"))
        shelves.setCurrentRow(place - 1)
        QTest.keyClick(shelves, Qt.Key.Key_Down)
        self.hands.until(lambda: isinstance(self.hands.page.rooms.here, GuidePage))
        self.hands.settle()

    def fill(self, *values: str) -> None:
        """Type into one line after the other, Enter between them."""
        for value in values:
            line = QApplication.focusWidget()
            assert isinstance(line, QLineEdit)
            line.selectAll()
            QTest.keyClicks(line, value)
            QTest.keyClick(line, Qt.Key.Key_Return)
        self.hands.settle()

    def plan(self) -> None:
        """Make the plan of a union founded today."""
        self.go()
        self.fill(clock.today().isoformat(), "40", "30")

    def steps(self) -> list[Record]:
        return self.hands.library.read_many(self.hands.library.ids(Listing(kinds=("step",))))

    def step(self, key: str) -> Record:
        found = (each for each in self.steps() if (step := standard().step_of(each)) is not None and step.key == key)
        return next(found)

    def choose(self, key: str) -> None:
        row = self.room.list.shown.row_of(self.step(key).id)
        assert row is not None
        self.room.list.setFocus()
        self.room.list.setCurrentIndex(self.room.list.shown.index(row))
        self.hands.settle()

    def click_box(self, key: str) -> None:
        self.choose(key)
        steps = self.room.list
        place = steps.visualRect(steps.currentIndex())
        QTest.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 26, place.center().y()))
        self.hands.settle()


@pytest.fixture
def newcomer(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Newcomer]:
    App.create(tmp_path / "empty", UNION, author="Chair Zhao").close()
    window = Window(theme, Settings(tmp_path / "settings"))
    window.resize(1440, 900)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show_library(App.open(tmp_path / "empty"))
        window.show()
    hands = Hands(window, qtbot)
    hands.settle()
    window.activateWindow()
    yield Newcomer(hands)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_an_empty_library_is_offered_the_guide_and_three_lines_make_the_plan(newcomer: Newcomer) -> None:
    newcomer.hands.until(lambda: newcomer.banner)
    newcomer.hands.page.guide.look.click()
    newcomer.hands.settle()
    assert newcomer.room.beginning.name.text() == UNION
    newcomer.fill(clock.today().isoformat(), "40", "30")
    own = newcomer.hands.library.read(planning.own_member(newcomer.hands.library) or "")
    assert own.title == UNION
    assert (own.fields["workers"], own.fields["members"]) == (40, 30)
    steps = newcomer.steps()
    assert len(steps) == len(standard().steps) - 1  # the union's own record is filled in already
    assert newcomer.room.told.text() == f"0 of {len(steps)} done"
    assert (
        newcomer.hands.page.navigation.list.currentItem()
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .endswith(f"0/{len(steps)}")
    )
    assert newcomer.room.list.hasFocus()
    assert not newcomer.banner


def test_the_offer_can_be_refused_for_good(newcomer: Newcomer) -> None:
    newcomer.hands.until(lambda: newcomer.banner)
    newcomer.hands.page.guide.dismiss.click()
    newcomer.hands.settle()
    assert not newcomer.banner
    assert newcomer.hands.library.seen("guide offered")


def test_what_cannot_be_read_is_refused_with_a_reason_beside_it(newcomer: Newcomer) -> None:
    newcomer.go()
    newcomer.fill("the other day", "40", "50")
    begin = newcomer.room.beginning
    assert begin.error.isVisible()
    assert "the other day" in begin.error.text()
    assert begin.lines["founded_on"].hasFocus()
    newcomer.fill(clock.today().isoformat(), "40", "50")
    assert begin.error.text() == "There are more union members than workers."
    begin.lines["members"].clear()
    QTest.keyClicks(begin.lines["members"], "5")
    QTest.mouseClick(begin.make, Qt.MouseButton.LeftButton)
    newcomer.hands.settle()
    assert newcomer.steps()


def test_space_and_the_box_tick_a_step_off_and_it_can_be_taken_back(newcomer: Newcomer) -> None:
    newcomer.plan()
    newcomer.choose("channel")
    QTest.keyClick(newcomer.room.list, Qt.Key.Key_Space)
    newcomer.hands.settle()
    assert newcomer.step("channel").fields["done_on"] == clock.today().isoformat()
    assert newcomer.room.told.text().startswith("1 of ")
    assert newcomer.room.bar.value() == 1
    newcomer.hands.window.toast.act.click()
    newcomer.hands.settle()
    assert "done_on" not in newcomer.step("channel").fields
    newcomer.click_box("training")
    assert "done_on" in newcomer.step("training").fields
    newcomer.click_box("training")
    assert "done_on" not in newcomer.step("training").fields


def test_the_record_a_step_asks_for_is_begun_and_shows_it_as_done(newcomer: Newcomer) -> None:
    newcomer.plan()
    newcomer.choose("approval")
    assert newcomer.room.card.make.text() == "Begin: Document"
    QTest.mouseClick(newcomer.room.card.make, Qt.MouseButton.LeftButton)
    newcomer.hands.until(lambda: newcomer.hands.page.record.record is not None)
    newcomer.hands.settle()
    made = newcomer.hands.record
    assert (made.kind, made.fields["type"]) == ("document", "approval")
    assert newcomer.step("approval").fields["evidence"] == [made.id]
    newcomer.go()
    newcomer.choose("approval")
    assert newcomer.room.told.text() == f"0 of {len(newcomer.steps())} done · 1 can be ticked off"
    assert newcomer.room.card.counted.text() == "The library shows it as done: tick it off."
    assert "done_on" not in newcomer.step("approval").fields
    QTest.mouseClick(newcomer.room.card.tick, Qt.MouseButton.LeftButton)
    newcomer.hands.settle()
    assert newcomer.step("approval").fields["evidence"] == [made.id]
    assert "done_on" in newcomer.step("approval").fields


def test_a_late_step_is_marked_and_enter_opens_its_notes(newcomer: Newcomer) -> None:
    newcomer.plan()
    late = newcomer.step("skills")
    newcomer.hands.library.write(Edit(late.id, fields={"due": "2020-01-05"}))
    newcomer.hands.window.look_for_changes()
    newcomer.hands.until(lambda: "overdue" in newcomer.room.told.text())
    newcomer.hands.settle()
    newcomer.choose("skills")
    assert "days late" in str(newcomer.room.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    assert newcomer.room.card.due.text() == "Was due on 2020-01-05"
    QTest.keyClick(newcomer.room.list, Qt.Key.Key_Return)
    newcomer.hands.until(lambda: newcomer.hands.shows(late.id))
    newcomer.hands.settle()
    assert newcomer.hands.page.rooms.here is None


def test_the_keyboard_stays_where_it_was_when_others_change_something(newcomer: Newcomer) -> None:
    newcomer.plan()
    newcomer.choose("women")
    newcomer.hands.library.add(NewRecord("article", "anything"))
    newcomer.hands.library.delete(newcomer.step("channel").id)
    newcomer.hands.window.look_for_changes()
    newcomer.hands.until(lambda: f"of {len(standard().steps) - 2}" in newcomer.room.told.text())
    newcomer.hands.settle()
    chosen = newcomer.room.list.chosen
    assert chosen is not None
    assert chosen.record.id == newcomer.step("women").id
    assert newcomer.room.list.hasFocus()


def test_of_several_unions_one_is_chosen(hands: Hands) -> None:
    hands.page.rooms.go_to(GUIDE)
    hands.settle()
    room = hands.page.rooms.here
    assert isinstance(room, GuidePage)
    assert room.beginning.other.isVisible()
    QTest.mouseClick(room.beginning.other, Qt.MouseButton.LeftButton)
    hands.settle()
    popup = hands.popup()
    popup.words.setText(PLANT[:2])  # QTest has no keys for these
    hands.until(lambda: popup.list.count() == 1)
    QTest.keyPress(popup.words, Qt.Key.Key_Return)  # the popup is gone before the key is up
    hands.until(lambda: room.beginning.name.text() == PLANT)
    assert room.beginning.name.isReadOnly()
    QTest.mouseClick(room.beginning.make, Qt.MouseButton.LeftButton)
    hands.settle()
    assert room.member.text() == f"{PLANT} ▾"
    assert not hands.page.guide.isVisible()
    steps = hands.library.read_many(hands.library.ids(Listing(kinds=("step",))))
    assert {each.fields["member"] for each in steps} == {hands.library.find_id(PLANT)}


def test_a_step_of_one_s_own_stands_among_the_others(newcomer: Newcomer) -> None:
    newcomer.plan()
    count = len(newcomer.steps())
    QTest.mouseClick(newcomer.room.add, Qt.MouseButton.LeftButton)
    title = newcomer.hands.page.view.title
    newcomer.hands.until(title.hasFocus)
    QTest.keyClicks(title, "Ask for a room")
    newcomer.hands.saved()
    newcomer.go()
    assert newcomer.room.told.text() == f"0 of {count + 1} done"
    own = next(each for each in newcomer.steps() if each.title == "Ask for a room")
    row = newcomer.room.list.shown.row_of(own.id)
    assert row is not None
    newcomer.room.list.setCurrentIndex(newcomer.room.list.shown.index(row))
    newcomer.hands.settle()
    assert not newcomer.room.card.make.isVisible()
    QTest.mouseClick(newcomer.room.card.tick, Qt.MouseButton.LeftButton)
    newcomer.hands.settle()
    assert newcomer.hands.library.read(own.id).fields["done_on"] == clock.today().isoformat()


@pytest.mark.parametrize(("founded", "offered"), [(0, True), (300, True), (500, False)])
def test_a_young_union_without_a_plan_is_offered_one(
    founded: int, offered: bool, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    day = (clock.today() - timedelta(days=founded)).isoformat()
    with App.create(tmp_path / "library", UNION) as app:
        app.library.add(NewRecord("member", UNION, {"founded_on": day}))
    window = Window(theme, Settings(tmp_path / "settings"))
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show_library(App.open(tmp_path / "library"))
        window.show()
    hands = Hands(window, qtbot)
    hands.settle()
    hands.until(lambda: hands.page.guide.text.toolTip() != "")  # it was asked
    assert hands.page.guide.isVisible() == offered
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_every_control_has_a_name(newcomer: Newcomer) -> None:
    newcomer.plan()
    room = newcomer.room
    for control in (room.back, room.bar, room.member, room.add, room.stars, room.list, room.card.make, room.card.tick):
        assert control.accessibleName(), control
    for line in (room.beginning.name, *room.beginning.lines.values()):
        assert line.accessibleName()
