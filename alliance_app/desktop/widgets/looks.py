"""Small ways of making widgets that every part of the window shares."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QWidget


def label(text: str = "", *, role: str = "", wrap: bool = False) -> QLabel:
    """A label that shows its text as it is. `role`: a property the style sheet knows."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty(role, True)
    return made


def button(text: str, pressed: Callable[[], object], *, role: str = "", name: str = "") -> QPushButton:
    """A push button. `role`: a property the style sheet knows; `name`: what a screen reader says."""
    made = QPushButton(text)
    made.setAccessibleName(name or text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: pressed())
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


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
