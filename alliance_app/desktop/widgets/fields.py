"""Editors for the plain types of field: each shows a value and tells what was typed, as the field's type reads it."""

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.icons import icon
from alliance_app.desktop.widgets.looks import label, restyle
from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Choice, Day, Field, Flag, LongText, Moment
from alliance_app.records.values import Value

_MOST_LINES = 8
_AROUND = 24  # px between a line's text and what stands beside it


class FieldEditor(QWidget):
    """One field's control. `typed(value)`: a value the field accepts, None for cleared.

    `half`: something was typed that is no value yet; `left`: the keyboard has gone elsewhere.
    `wide`: it always needs the form's whole width; `length`: what it shows now needs this, in pixels.
    """

    typed = Signal(object)
    half = Signal()
    left = Signal()

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__()
        self.desk = desk
        self.field = field
        self.wide = False
        self.length = 0
        self.before: Value = None  # what stood here before it was typed in; holds again when that is refused
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._reason = label(role="wrong", wrap=True)
        self._reason.hide()

    @property
    def focus(self) -> QWidget:
        """The widget the keyboard goes to."""
        return self

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in it."""
        return (self.focus,)

    def show_value(self, value: Value) -> None:
        """Show what is stored."""

    @property
    def half_typed(self) -> str:
        """What stands here and is no value yet."""
        return ""

    @property
    def typing(self) -> bool:
        """Whether it has the keyboard and was typed in since."""
        return False

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can be typed in."""
        self.setEnabled(not read_only)

    def hold(self, control: QWidget) -> None:
        """Put the control in, above the place for the reason it was refused."""
        self._box.addWidget(control)
        self._box.addWidget(self._reason)
        self.focus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell when the keyboard leaves."""
        if event.type() == QEvent.Type.FocusOut and watched is self.focus:
            QTimer.singleShot(0, self, self.left.emit)  # once what was typed has been told
        return super().eventFilter(watched, event)

    def refuse(self, reason: str) -> None:
        """Say why what was typed is not taken; an empty reason takes that back."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        restyle(self.focus, "wrong", bool(reason))

    def read(self, text: str, *, finished: bool) -> None:
        """Take what was typed. A value half typed is not complained of before it is finished."""
        try:
            value = self.field.parse(text)
            if value is None and self.field.required:
                raise self.field.refused(self.tr("this field must be filled"))
        except AllianceError as error:
            if finished:
                self.refuse(str(error.details.get("reason", error)))
                self.typed.emit(self.before)
            else:
                self.half.emit()
            return
        self.refuse("")
        self.typed.emit(value)


class DayLine(QLineEdit):
    """A line whose calendar shows while it has the keyboard."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the calendar."""
        super().focusInEvent(event)
        self._show_actions(visible=not self.isReadOnly())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Hide the calendar, unless it is the calendar that took the keyboard."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._show_actions(visible=False)

    def _show_actions(self, *, visible: bool) -> None:
        for action in self.actions():
            action.setVisible(visible)


class LineEditor(FieldEditor):
    """A line: text, numbers, dates, lists with 、 between."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self._shown = ""
        self.line = DayLine() if isinstance(field, Day | Moment) else QLineEdit()
        self.line.setProperty("flat", True)
        self.line.textEdited.connect(lambda text: self.read(text, finished=False))
        self.line.editingFinished.connect(self._finish)
        self.line.setPlaceholderText("—")
        if isinstance(field, Day | Moment):
            self._add_calendar()
        self.hold(self.line)

    @property
    def focus(self) -> QWidget:
        """The line."""
        return self.line

    def show_value(self, value: Value) -> None:
        """Show the value, unless it is what is being typed."""
        self._shown = self.field.show(value)
        if not self.line.hasFocus():
            self.before = value
        self.length = self.line.fontMetrics().horizontalAdvance(self._shown) + _AROUND
        if self.line.hasFocus() and self._means(value):
            return
        self.refuse("")
        if self.line.text() != self._shown:
            place = self.line.cursorPosition()
            self.line.setText(self._shown)
            self.line.setCursorPosition(place if self.line.hasFocus() else 0)

    @property
    def half_typed(self) -> str:
        """The line, where it is no value."""
        try:
            self.field.parse(self.line.text())
        except AllianceError:
            return self.line.text()
        return ""

    @property
    def typing(self) -> bool:
        """Whether the line has the keyboard and was typed in since."""
        return self.line.hasFocus() and self.line.isModified()

    def show_half(self, text: str) -> None:
        """Put back what stood here and was no value yet."""
        self.line.setText(text)
        self.line.setModified(True)

    def set_read_only(self, *, read_only: bool) -> None:
        """Read-only lines can still be copied from."""
        self.line.setReadOnly(read_only)

    def _means(self, value: Value) -> bool:
        try:
            return bool(self.field.parse(self.line.text()) == value)
        except AllianceError:
            return True

    def _finish(self) -> None:
        if self.line.text() != self._shown:
            self.read(self.line.text(), finished=True)
        self.line.setModified(False)

    def _add_calendar(self) -> None:
        colour = self.desk.theme.colours.faint
        action = QAction(icon("calendar", colour, 15), self.tr("Choose a day"), self.line)
        action.triggered.connect(self._choose_day)
        self.line.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        action.setVisible(False)

    def _choose_day(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = QDate.fromString(self.line.text()[:10], Qt.DateFormat.ISODate)
        if shown.isValid():
            calendar.setSelectedDate(shown)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(day: QDate) -> None:
            self.line.setText(day.toString(Qt.DateFormat.ISODate) + self.line.text()[10:])
            self.read(self.line.text(), finished=True)
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        calendar.setFocus()


class LongEditor(FieldEditor):
    """Several lines of text, as high as the text."""

    def __init__(self, desk: Desk, field: LongText) -> None:
        super().__init__(desk, field)
        self.wide = True
        self.text = QPlainTextEdit()
        self.text.setProperty("flat", True)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("—")
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown = ""
        self.text.textChanged.connect(self._typed)
        self.hold(self.text)

    @property
    def focus(self) -> QWidget:
        """The text."""
        return self.text

    def show_value(self, value: Value) -> None:
        """Show the value, unless it is what is being typed."""
        shown = self.field.show(value)
        if not self.text.hasFocus():
            self.before = value
        if shown.strip() != self.text.toPlainText().strip():
            self._shown = shown
            place = self.text.textCursor().position()
            self.text.setPlainText(shown)
            cursor = self.text.textCursor()
            cursor.setPosition(min(place, self.text.document().characterCount() - 1))
            self.text.setTextCursor(cursor)
        self._shown = self.text.toPlainText()
        if not self.text.hasFocus():
            self.text.document().setModified(False)

    @property
    def typing(self) -> bool:
        """Whether the text has the keyboard and was typed in since."""
        return self.text.hasFocus() and self.text.document().isModified()

    def set_read_only(self, *, read_only: bool) -> None:
        """Read-only text can still be copied."""
        self.text.setReadOnly(read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A narrower text may be higher."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = int(self.text.document().size().height())
        step = self.text.fontMetrics().lineSpacing()
        self.text.setFixedHeight(min(max(lines, 1), _MOST_LINES) * step + 14)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.text.setVerticalScrollBarPolicy(needed if lines > _MOST_LINES else off)

    def _typed(self) -> None:
        self._fit()
        if self.text.toPlainText() != self._shown:
            self._shown = self.text.toPlainText()
            self.read(self._shown, finished=True)


class FlagEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, desk: Desk, field: Flag) -> None:
        super().__init__(desk, field)
        self.box = QCheckBox(self.tr("Yes"))
        self.box.clicked.connect(lambda: self.typed.emit(self.box.isChecked()))
        self.hold(self.box)

    @property
    def focus(self) -> QWidget:
        """The check box."""
        return self.box

    def show_value(self, value: Value) -> None:
        """Show the value."""
        self.box.setChecked(bool(value))


class CalmCombo(QComboBox):
    """A choice that the wheel changes only when it has the keyboard: scrolling past must not edit."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll the page instead."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(FieldEditor):
    """One of a fixed set."""

    def __init__(self, desk: Desk, field: Choice) -> None:
        super().__init__(desk, field)
        self.combo = CalmCombo()
        self.combo.setProperty("flat", True)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if not field.required:
            self.combo.addItem("—", None)
        for key in field.options or {}:
            self.combo.addItem(field.show(key), key)
        self.combo.activated.connect(lambda: self.typed.emit(self.combo.currentData()))
        self.hold(self.combo)

    @property
    def focus(self) -> QWidget:
        """The combo box."""
        return self.combo

    def show_value(self, value: Value) -> None:
        """Show the value."""
        self.combo.setCurrentIndex(self.combo.findData(value))


class ComputedLabel(FieldEditor):
    """A value worked out from the others; it can be copied, not typed."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self.line = QLabel("—")
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.line.setContentsMargins(8, 4, 0, 4)
        self.hold(self.line)

    @property
    def focus(self) -> QWidget:
        """The label, for reading."""
        return self.line

    def show_value(self, value: Value) -> None:
        """Show the value."""
        self.line.setText(self.field.show(value) or "—")
