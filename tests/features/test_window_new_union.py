"""A new union's chair gets from an empty library to a first self-assessment without reading a manual.

In the real window, by keys, an input method and the mouse alone: the first page, the union's own plan, a first salon
noted, its number counted, a value typed, evidence linked, and what to do next.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from alliance_app import words
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.guide.page import GuidePage
from alliance_app.desktop.main import application
from alliance_app.desktop.pages.library import LibraryPage
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.stars import StarsRoom
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.pick import PickPopup
from alliance_app.desktop.window import Window
from alliance_app.library import Listing
from alliance_app.records import clock
from alliance_app.records.values import Record

UNION, CHAIR = "新源电子工会", "赵主席"


class Chair:
    """Somebody before the window, who knows nothing of it but what it shows."""

    def __init__(self, window: Window, bot: QtBot) -> None:
        self.window, self._bot = window, bot

    def until(self, true: Callable[[], bool]) -> None:
        self._bot.waitUntil(true, timeout=20_000)

    def settle(self) -> None:
        self._bot.waitUntil(lambda: not self.window.busy, timeout=20_000)

    @property
    def page(self) -> LibraryPage:
        assert self.window.page is not None
        return self.window.page

    @property
    def desk(self) -> Desk:
        assert self.window.desk is not None
        return self.window.desk

    def room(self, of: type[Room]) -> Room:
        self.until(lambda: isinstance(self.page.rooms.here, of))
        self.settle()
        here = self.page.rooms.here
        assert here is not None
        return here

    def click(self, control: QWidget) -> None:
        """On what is in sight, and nothing else."""
        assert control.isVisible()
        assert control.isEnabled()
        assert control.visibleRegion().contains(control.rect().center())
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)
        self.settle()

    def click_line(self, listed: QListView, text: str) -> None:
        """On the line of a list that says this."""
        model = listed.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        index = next(each for each in rows if str(each.data(Qt.ItemDataRole.AccessibleTextRole)).startswith(text))
        place = listed.visualRect(index)
        assert listed.viewport().rect().contains(place.center())
        QTest.mouseClick(
            listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 90, place.center().y())
        )
        self.settle()

    def write(self, text: str) -> None:
        """What an input method puts in where the keyboard is."""
        control = QApplication.focusWidget()
        assert control is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(control, event)

    def press(self, key: Qt.Key) -> None:
        control = QApplication.focusWidget()
        assert control is not None
        QTest.keyPress(control, key)  # what had the key down may be gone before it is up
        self.settle()

    def records(self, kind: str) -> list[Record]:
        return self.desk.library.read_many(self.desk.library.ids(Listing(kinds=(kind,))))


@pytest.fixture
def chair(tmp_path: Path, qtbot: QtBot) -> Iterator[Chair]:
    words.use("zh")
    application()
    theme = Theme()
    theme.use("light")
    window = Window(theme, Settings(tmp_path / "settings"))
    window.resize(1440, 900)
    window.show_welcome(tmp_path / "library")
    window.show()
    window.activateWindow()
    yield Chair(window, qtbot)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    words.use("en")
    application()


def test_from_an_empty_library_to_a_first_self_assessment(chair: Chair, qtbot: QtBot) -> None:
    begin(chair, qtbot)
    plan(chair)
    note_a_salon(chair)
    tick(chair)
    assess(chair)


def begin(chair: Chair, qtbot: QtBot) -> None:
    """The first page: who, and Enter."""
    chair.write(UNION)
    chair.press(Qt.Key.Key_Return)
    chair.write(CHAIR)
    with qtbot.waitSignal(chair.window.ready, timeout=20_000):
        chair.press(Qt.Key.Key_Return)
    chair.settle()
    assert chair.desk.library.identity.name == UNION


def plan(chair: Chair) -> None:
    """The empty library offers the guide; three lines make the plan of the first year."""
    chair.until(chair.page.guide.isVisible)
    chair.click(chair.page.guide.look)
    room = chair.room(GuidePage)
    assert isinstance(room, GuidePage)
    for value in (clock.today().isoformat(), "120", "108"):
        chair.write(value)
        chair.press(Qt.Key.Key_Return)
    (own,) = chair.records("member")
    assert (own.title, own.fields["workers"], own.fields["members"]) == (UNION, 120, 108)
    steps = chair.records("step")
    assert len(steps) > 20
    assert room.told.text() == f"已完成 0/{len(steps)}"
    assert room.list.hasFocus()


def note_a_salon(chair: Chair) -> None:
    """The guide's step begins the record; what is written is saved."""
    room = chair.room(GuidePage)
    assert isinstance(room, GuidePage)
    chair.click_line(room.list, "参加第一次主席沙龙")
    assert room.card.make.text() == "新建主席沙龙"
    chair.click(room.card.make)
    chair.until(chair.page.view.title.hasFocus)
    chair.settle()
    chair.page.view.title.selectAll()
    chair.write("第 36 期沙龙：新会怎样起步")
    chair.click(chair.page.view.body.source.viewport())
    chair.write("先把名册理清。")
    chair.until(lambda: not chair.page.record.unsaved)
    chair.settle()
    (salon,) = chair.records("salon")
    (own,) = chair.records("member")
    assert salon.title == "第 36 期沙龙：新会怎样起步"
    assert "先把名册理清。" in salon.body
    assert salon.fields["participants"] == [own.id]


def tick(chair: Chair) -> None:
    """Back in the guide the step is offered as done."""
    chair.click_line(chair.page.navigation.list, "起步指南")
    room = chair.room(GuidePage)
    assert isinstance(room, GuidePage)
    assert "1 项可以打勾" in room.told.text()
    chair.click(room.card.tick)
    (done,) = [each for each in chair.records("step") if "done_on" in each.fields]
    (salon,) = chair.records("salon")
    assert (done.title, done.fields["evidence"]) == ("参加第一次主席沙龙", [salon.id])


def assess(chair: Chair) -> None:
    """The self-assessment counts, takes a value and evidence, and says what to do next."""
    chair.click_line(chair.page.navigation.list, "星级自评")
    room = chair.room(StarsRoom)
    assert isinstance(room, StarsRoom)
    sheet = room.sheet
    chair.until(sheet.classes.isVisible)
    chair.click_line(sheet.classes, "联盟互助")
    (salon,) = chair.records("salon")
    assert sheet.table is not None
    salons = sheet.table.rows["I53"]
    assert salons.line.text() == "1"
    assert "1" in salons.source.text()
    chair.click_line(sheet.classes, "组织建设")
    rate = sheet.table.rows["I13"]
    assert rate.line.text() == "90"
    hours = sheet.table.rows["I20"]
    chair.click(hours.line)
    hours.line.selectAll()
    chair.write("8")
    chair.until(lambda: hours.points.text().startswith("1.6"))
    chair.click(hours.evidence.more)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, PickPopup)
    chair.until(lambda: popup.list.count() > 0)
    assert popup.frameGeometry().right() <= chair.window.screen().availableGeometry().right()
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    popup.close()
    chair.settle()
    chair.until(lambda: len(chair.records("assessment")) == 1)
    chair.until(lambda: (chair.records("assessment")[0].fields.get("indicators") or {}).get("I20", {}).get("evidence")
                is not None)  # fmt: skip
    (assessment,) = chair.records("assessment")
    assert assessment.fields["indicators"]["I20"] == {"value": 8, "evidence": [salon.id]}
    chair.settle()
    assert sheet.steps.isVisible()
    shown = [each.text() for each in sheet.steps.findChildren(QLabel) if each.isVisible()]
    assert [sum(text.startswith(f"{number}. ") for text in shown) for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert all(each.gain > 0 for each in sheet.steps.steps)
