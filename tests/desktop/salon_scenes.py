"""Somebody who takes notes at a salon under way, for the tests of its page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from alliance_app.desktop.salon import LiveSalon
from alliance_app.records.values import Record
from tests.desktop.conftest import Hands

SALON = "第 18 期沙龙：绿色低碳生产"
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier


class Notes:
    """Somebody who writes at a salon, with the keyboard alone."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        salon = hands.window.salon
        assert salon is not None
        self.salon: LiveSalon = salon

    @property
    def keyboard(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.keyboard, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.keyboard, text)

    def cell(self, text: str, then: Qt.Key) -> None:
        """Type into the cell that is open, and leave it."""
        line = self.keyboard
        assert isinstance(line, QLineEdit)
        assert line.objectName() == "cellLine"
        self.type(text)
        self.press(then)
        self.hands.until(lambda: QApplication.focusWidget() is not None and QApplication.focusWidget() is not line)

    def start(self, title: str = SALON) -> str:
        record_id = self.hands.open(title)
        button = self.hands.page.view.head.write_live
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.hands.until(lambda: self.salon.under_way)
        self.hands.settle()
        return record_id

    @property
    def body(self) -> str:
        return self.hands.page.view.body.body()

    def stored(self, record_id: str) -> Record:
        self.hands.until(lambda: not self.hands.page.record.unsaved)
        self.hands.settle()
        return self.hands.library.read(record_id)
