"""What salons left to be done, in the window: counted, ticked, filtered, in sight until it is done."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from alliance_app.desktop.follow_ups.listing import ROW
from alliance_app.desktop.follow_ups.page import FollowUpsPage
from alliance_app.desktop.looking import FOLLOW_UPS
from alliance_app.records import clock
from alliance_app.records.values import Edit, NewRecord
from tests.desktop.conftest import MOULD, Hands

SALON = "第 18 期沙龙：绿色低碳生产"
LATE, SOON = ((clock.today() + timedelta(days=days)).isoformat() for days in (-3, 2))
BODY = f"- [ ] visit the plant {SOON} (x)\n- [ ] no day\n"


class ToDo:
    """Somebody who looks at what is left."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.page: FollowUpsPage = hands.page.to_do.page
        self.salon = hands.library.find_id(SALON)
        rows = [
            {"no": 1, "what": "late", "who": "Chair Li", "due": LATE},
            {"no": 2, "what": "sometime", "who": "精工模具"},
            {"no": 3, "what": "old", "result": "sent"},
        ]
        hands.library.write(Edit(self.salon, fields={"decisions": rows}, body=BODY))
        hands.window.look_for_changes()
        hands.until(lambda: len(hands.page.to_do.watch.seen.everything) == 4)
        hands.settle()

    def open(self) -> None:
        """Go to the page by keyboard."""
        shelves = self.hands.page.navigation.list
        shelves.setFocus()
        place = next(at for at in range(shelves.count()) if self.label(at).startswith("Follow-ups"))
        shelves.setCurrentRow(place - 1)
        QTest.keyClick(shelves, Qt.Key.Key_Down)
        self.hands.until(self.page.isVisible)
        self.hands.settle()

    def label(self, place: int) -> str:
        return str(self.hands.page.navigation.list.item(place).data(Qt.ItemDataRole.AccessibleTextRole))

    @property
    def count(self) -> str:
        shelves = range(self.hands.page.navigation.list.count())
        return next(self.label(at) for at in shelves if self.label(at).startswith("Follow-ups"))

    @property
    def shown(self) -> list[str]:
        model = self.page.list.shown
        found = [model.at(row) for row in range(model.rowCount())]
        return [each.what for each in found if each is not None]

    def click(self, row: int, x: int) -> None:
        place = QPoint(x, row * ROW + ROW // 2 - self.page.list.verticalScrollBar().value())
        QTest.mouseClick(self.page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def to_do(hands: Hands) -> ToDo:
    return ToDo(hands)


def test_they_are_counted_in_the_navigation_and_listed_the_latest_due_last(to_do: ToDo) -> None:
    assert to_do.count == "Follow-ups 3, 1 overdue"
    to_do.open()
    assert to_do.shown == ["late", "visit the plant", "sometime"]
    assert to_do.page.told.text() == "3 open · 1 overdue"
    to_do.page.done_too.click()
    to_do.hands.settle()
    assert to_do.shown == ["late", "visit the plant", "sometime", "old"]


def test_a_tick_marks_it_done_and_can_be_taken_back(to_do: ToDo) -> None:
    to_do.open()
    to_do.click(0, 26)
    to_do.hands.until(lambda: to_do.shown == ["visit the plant", "sometime"])
    to_do.hands.settle()
    assert to_do.count == "Follow-ups 2"
    assert to_do.hands.library.read(to_do.salon).fields["decisions"][0]["result"] == "done"
    toast = to_do.hands.window.toast
    assert toast.text == "Done: late"
    toast.act.click()
    to_do.hands.until(lambda: to_do.shown == ["late", "visit the plant", "sometime"])
    to_do.hands.settle()
    assert "result" not in to_do.hands.library.read(to_do.salon).fields["decisions"][0]


def test_space_ticks_a_task_in_the_text(to_do: ToDo) -> None:
    to_do.open()
    to_do.page.list.setFocus()
    QTest.keyClick(to_do.page.list, Qt.Key.Key_Down)
    QTest.keyClick(to_do.page.list, Qt.Key.Key_Space)
    to_do.hands.until(lambda: to_do.shown == ["late", "sometime"])
    to_do.hands.settle()
    assert to_do.hands.library.read(to_do.salon).body == BODY.replace("- [ ] visit", "- [x] visit")
    to_do.page.done_too.click()
    to_do.hands.settle()
    place = to_do.shown.index("visit the plant")
    to_do.click(place, 26)  # and not after all
    to_do.hands.until(lambda: to_do.hands.library.read(to_do.salon).body == BODY)
    to_do.hands.settle()


def test_a_result_can_be_written(to_do: ToDo) -> None:
    to_do.open()
    to_do.page.list.setFocus()
    to_do.page.result.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QInputDialog)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "sent to nine")
    QTest.keyClick(line, Qt.Key.Key_Return)
    to_do.hands.until(lambda: "late" not in to_do.shown)
    to_do.hands.settle()
    assert to_do.hands.library.read(to_do.salon).fields["decisions"][0]["result"] == "sent to nine"


def test_a_click_opens_the_salon_and_the_navigation_goes_along(to_do: ToDo) -> None:
    to_do.hands.open("怎样写纪要")
    to_do.open()
    assert to_do.hands.page.navigation.shelf == FOLLOW_UPS
    to_do.click(0, 300)
    to_do.hands.until(lambda: to_do.hands.shows(to_do.salon))
    to_do.hands.settle()
    assert not to_do.page.isVisible()
    assert to_do.hands.page.navigation.shelf == to_do.hands.page.question.shelf
    to_do.open()
    QTest.keyClick(to_do.page.list, Qt.Key.Key_Escape)
    to_do.hands.until(lambda: not to_do.page.isVisible())
    to_do.open()
    to_do.page.list.setFocus()
    QTest.keyClick(to_do.page.list, Qt.Key.Key_Return)
    to_do.hands.until(lambda: not to_do.page.isVisible())
    to_do.hands.settle()


def test_a_click_in_the_navigation_shows_and_leaves_the_page(to_do: ToDo) -> None:
    shelves = to_do.hands.page.navigation.list
    place = next(at for at in range(shelves.count()) if to_do.label(at).startswith("Follow-ups"))
    for at, visible in ((place, True), (place + 1, False), (place, True), (place, True), (1, False)):
        middle = shelves.visualItemRect(shelves.item(at)).center()
        QTest.mouseClick(shelves.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        to_do.hands.settle()
        assert to_do.page.isVisible() is visible


def test_whose_they_are(to_do: ToDo) -> None:
    to_do.open()
    to_do.page.mine.click()
    to_do.hands.settle()
    assert to_do.shown == ["late"]
    to_do.page.member.click()
    popup = to_do.hands.popup()
    to_do.hands.until(lambda: popup.list.count() == 2)
    popup.words.setText(MOULD[:2])  # QTest has no keys for these
    to_do.hands.until(lambda: popup.list.count() == 1)
    QTest.keyPress(popup.words, Qt.Key.Key_Return)  # the popup is gone before the key is up
    to_do.hands.until(lambda: to_do.shown == ["sometime"])
    assert to_do.page.member.text().startswith(MOULD)
    to_do.page.all.click()
    to_do.hands.settle()
    assert len(to_do.shown) == 3
    to_do.hands.settle()


def test_changes_from_elsewhere_come_by_themselves(to_do: ToDo) -> None:
    to_do.open()
    new = NewRecord("salon", "another", {"decisions": [{"no": 1, "what": "new", "due": SOON}]})
    other = to_do.hands.library.add(new).only
    to_do.hands.window.look_for_changes()
    to_do.hands.until(lambda: "new" in to_do.shown)
    to_do.hands.library.delete(other)
    to_do.hands.window.look_for_changes()
    to_do.hands.until(lambda: "new" not in to_do.shown)
    to_do.hands.settle()


def test_nothing_left_is_said(to_do: ToDo) -> None:
    to_do.hands.library.write(Edit(to_do.salon, fields={"decisions": None}, body=""))
    to_do.hands.window.look_for_changes()
    to_do.hands.until(lambda: not to_do.hands.page.to_do.watch.seen.everything)
    to_do.open()
    to_do.hands.until(to_do.page.nothing.isVisible)
    assert not to_do.page.done.isEnabled()
    assert to_do.count == "Follow-ups 0"


def test_every_standing_is_painted_in_both_looks(to_do: ToDo) -> None:
    to_do.open()
    to_do.page.done_too.click()
    to_do.hands.settle()
    theme = to_do.hands.desk.theme
    light = to_do.page.list.grab().toImage()
    theme.use("dark")
    dark = to_do.page.list.grab().toImage()
    theme.use("light")
    assert light.pixelColor(200, 5) != dark.pixelColor(200, 5)
