"""The line an indicator's value is typed into: shown as counted where the library counts it, read as it is typed."""

import unicodedata

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from alliance_app.desktop.stars.words import number
from alliance_app.desktop.widgets.looks import restyle
from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Number

_VALUE = Number("value")
_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ValueLine(QLineEdit):
    """`typed(value)`: a number, None for cleared. `refused(reason)`: what stands here is none. `gone(step)`: to the
    next value or the one before."""

    typed = Signal(object)
    refused = Signal(str)
    gone = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("value", True)
        self.setPlaceholderText("—")
        self._touched = False
        self.textEdited.connect(self._read)

    def show_value(self, value: float | None, *, counted: bool) -> None:
        """Show a value, unless another one is being typed."""
        if self.hasFocus() and self._touched:
            return
        shown = number(value)
        if self.text() != shown:
            at = self.cursorPosition()
            self.setText(shown)
            self.setCursorPosition(min(at, len(shown)))
        restyle(self, "counted", counted)
        self._complain("")

    def let_go(self) -> None:
        """What was typed belongs to another year: show what is stored from now on."""
        self._touched = False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What stands here is typed over."""
        super().focusInEvent(event)
        self._touched = False
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """From now on what the library says is shown again."""
        super().focusOutEvent(event)
        self._touched = self._touched and bool(self.property("wrong"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and the arrows go to the next value or the one before."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        else:
            self.gone.emit(step)

    def _read(self, text: str) -> None:
        self._touched = True
        try:
            value = read_number(text)
        except AllianceError as error:
            self._complain(str(error.details.get("reason", error)))
            return
        self._complain("")
        restyle(self, "counted", value is None and bool(self.property("counted")))
        self.typed.emit(value)

    def _complain(self, reason: str) -> None:
        restyle(self, "wrong", bool(reason))
        self.refused.emit(reason)


def read_number(text: str) -> float | None:
    """A number as a person types it, with wide digits or a percent sign; None for nothing. Raises InvalidField."""
    value: float | None = _VALUE.parse(unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip())
    if value is not None and value < 0:
        raise _VALUE.refused(QCoreApplication.translate("Stars", "less than nothing is no value"))
    return value
