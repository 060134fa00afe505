"""What the tests of the three batches' room do in it."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from alliance_app.desktop.batches.asking import MoveDialog
from alliance_app.desktop.batches.column import ColumnList
from alliance_app.desktop.batches.room import BatchesRoom
from alliance_app.desktop.looking import BATCHES
from tests.desktop.conftest import Hands

JIG, DOOR, LAMP, CART, OLD = "小夹具", "门帘改双层", "可调灯架", "防撞提示带", "全员穿戴手环"
CTRL = Qt.KeyboardModifier.ControlModifier


class Board:
    """The room and what a person does in it."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        hands.page.rooms.go_to(BATCHES)
        hands.settle()
        room = hands.page.rooms.here
        assert isinstance(room, BatchesRoom)
        self.room = room

    def column(self, stage: str) -> ColumnList:
        return self.room.board.columns[stage].list

    def titles(self, stage: str) -> list[str]:
        return [each.title for each in self.column(stage).cards.shown]

    def stage(self, title: str) -> object:
        return self.fields(title).get("stage")

    def fields(self, title: str) -> Any:
        library = self.hands.library
        return library.read(library.find_id(title)).fields

    def choose(self, title: str) -> ColumnList:
        """A click on a card."""
        its, row = self._find(title)
        QTest.mouseClick(its.viewport(), Qt.MouseButton.LeftButton, pos=its.visualRect(its.cards.index(row)).center())
        assert its.chosen is not None
        assert its.chosen.title == title
        return its

    def lift(self, title: str) -> ColumnList:
        """Press a card and pull it from its place."""
        its, row = self._find(title)
        start = its.viewport().mapToGlobal(its.visualRect(its.cards.index(row)).center())
        QTest.mousePress(self.window, Qt.MouseButton.LeftButton, pos=self.window.mapFromGlobal(start))
        self.carry(start + QPoint(30, 4))
        return its

    @property
    def window(self) -> QWindow:
        """The window as the system knows it: its mouse events go to whatever lies below."""
        found = self.hands.window.windowHandle()
        assert found is not None
        return found

    def carry(self, place: QPoint) -> None:
        """Pull the card to a place on the screen, with the button held."""
        QTest.mouseMove(self.window, self.window.mapFromGlobal(place))
        QApplication.processEvents()

    def over(self, stage: str) -> QPoint:
        """The middle of a column, on the screen."""
        column = self.room.board.columns[stage]
        self.room.board.ensureWidgetVisible(column, 0, 0)
        QApplication.processEvents()
        return column.mapToGlobal(QPoint(column.width() // 2, 160))

    def drag(self, title: str, stage: str) -> None:
        """Carry a card to a column and let it go."""
        self.lift(title)
        place = self.over(stage)
        self.carry(place)
        self.drop(place)
        self.hands.settle()

    def drop(self, place: QPoint) -> None:
        QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, pos=self.window.mapFromGlobal(place))

    def press(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(widget, key, modifier)
        self.hands.settle()

    def asked(self) -> MoveDialog:
        """The small form that is open."""
        found = [each for each in self.hands.window.findChildren(MoveDialog) if each.isVisible()]
        assert len(found) == 1
        return found[0]

    def _find(self, title: str) -> tuple[ColumnList, int]:
        for column in self.room.board.columns.values():
            for row, card in enumerate(column.list.cards.shown):
                if card.title == title:
                    return column.list, row
        raise AssertionError(title)
