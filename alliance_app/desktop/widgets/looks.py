"""Small ways of making widgets that every part of the window shares."""

from collections.abc import Callable
from html import escape

from PySide6.QtGui import QResizeEvent, Qt
from PySide6.QtWidgets import (
    QLabel,
    QLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)


def label(text: str = "", *, role: str = "", wrap: bool = False) -> QLabel:
    """A label that shows its text as it is. `role`: a property the style sheet knows."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty(role, True)
    return made


def shown_as_it_is(text: str) -> str:
    """A text for a tool tip or message box, which take for HTML what looks like it.

    Qt would fetch the pictures such HTML names, from another computer too. Others' titles, cells and errors pass here.
    """
    if not Qt.mightBeRichText(text):
        return text
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>"


def button(text: str, pressed: Callable[[], object], *, role: str = "", name: str = "") -> QPushButton:
    """A push button. `role`: a property the style sheet knows; `name`: what a screen reader says."""
    made = QPushButton(text)
    made.setAccessibleName(name or text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: pressed())
    if role:
        made.setProperty(role, True)
    return made


def labelled(text: str, control: QWidget, focus: QWidget | None = None) -> QLabel:
    """The label of a form's control: its buddy, and its name for a screen reader."""
    made = label(text, role="field")
    target = focus or control
    made.setBuddy(target)
    target.setAccessibleName(text)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class OneLine(QLabel):
    """A label of one line, shortened with an ellipsis where it does not fit; its whole text is the tool tip."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = text

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setToolTip(shown_as_it_is(text))
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 20)))


class ValueButton(QPushButton):
    """A flat button that shows a value: shortened where it does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("pick", True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - 14, 20)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


def columns() -> QSplitter:
    """Parts side by side that can be made wider and narrower, but not away."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    return made


def stack(holder: QWidget, *parts: QWidget) -> None:
    """Put parts into `holder` one below the other, without gaps; the last one takes the room there is.

    Place the holder first: with every place a widget is put into, Qt applies the style sheet to all it holds anew.
    """
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if part is parts[-1] else 0)


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def waiting_bar() -> QProgressBar:
    """A bar that moves while something is waited for."""
    made = QProgressBar()
    made.setRange(0, 0)
    made.setTextVisible(False)
    return made


def empty_menu(menu: QMenu) -> None:
    """Take everything out of a menu, and let the menus below it go."""
    for action in menu.actions():
        below = action.menu()
        menu.removeAction(action)
        if isinstance(below, QMenu):
            below.deleteLater()
