"""The cards of the overview: a number that opens its records, a titled card, a list of lines that each do something."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import OneLine, button, label, restyle, shown_as_it_is

_ROW = 38  # px


class _Pressed(QPushButton):
    """A button as large as what stands in it; Enter presses it, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class NumberCard(_Pressed):
    """One number of this year, large, and how it stands against the same time of last year."""

    def __init__(self, title: str, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("numberCard", True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: pressed())
        self._title = title
        self.number = label(role="figure")
        self.aside = OneLine()
        self.aside.setProperty("quiet", True)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self.below = label(role="trend")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.aside, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(18, 14, 18, 14)
        self._box.setSpacing(3)
        self._box.addWidget(label(title, role="quiet"))
        self._box.addLayout(row)
        self._box.addWidget(self.below)
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What is in it decides, not the button's own text."""
        return self._box.sizeHint()

    def show_number(self, count: int, change: int, below: str, aside: str = "") -> None:
        """Show a number; `change` gives the words below it their colour."""
        self.number.setText(f"{count:,}")
        self.below.setText(below)
        restyle(self.below, "way", "up" if change > 0 else "down" if change < 0 else "same")
        self.aside.show_text(aside)
        self.setAccessibleName("，".join(part for part in (f"{self._title} {count}", below, aside) if part))
        self.setEnabled(True)


class Card(QFrame):
    """A card with a heading, something at the right of it, and whatever is put below."""

    def __init__(self, title: str, aside: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.heading = label(title, role="middle")
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch()
        if aside is not None:
            head.addWidget(aside)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(18, 14, 18, 14)
        self.box.setSpacing(8)
        self.box.addLayout(head)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `before` stands in a column of its own, `act` at the right in red; `key` tells it from others."""

    key: str
    text: str
    act: str = ""
    before: str = ""
    urgent: bool = False


class LineButton(_Pressed):
    """A line of a card; it can be pressed as a whole."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("cardLine", True)
        self.setAutoDefault(False)
        self.setFixedHeight(_ROW)
        self.line = Line("", "")
        self._before = label(role="lineBefore")
        self._before.setFixedWidth(42)
        self._text = OneLine()
        self._act = label(role="lineAct")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(self._before)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _checked=False: pressed(self.line.key))

    def show_line(self, line: Line) -> None:
        """Show another line."""
        self.line = line
        self._before.setVisible(bool(line.before))
        self._before.setText(line.before)
        self._text.show_text(line.text)
        restyle(self._text, "strong", line.urgent)
        self._act.setVisible(bool(line.act))
        self._act.setText(line.act)
        self.setToolTip(shown_as_it_is(line.text))
        self.setAccessibleName(" ".join(part for part in (line.before, line.text, line.act) if part))


class Lines(QWidget):
    """Lines below each other, or a sentence where there is none. The keyboard stays at the line it is at."""

    def __init__(self, pressed: Callable[[str], None], nothing: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._pressed = pressed
        self._lines: list[LineButton] = []
        self.nothing = label(nothing, role="quiet", wrap=True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.nothing)
        self._box.addStretch()

    @property
    def shown(self) -> list[LineButton]:
        """The lines there are, top to bottom."""
        return [each for each in self._lines if not each.isHidden()]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these. A line that stays keeps its button, and with it the keyboard."""
        at = next((each.line.key for each in self._lines if each.hasFocus()), None)
        while len(self._lines) < len(lines):
            made = LineButton(self._pressed)
            self._box.insertWidget(len(self._lines), made)
            self._lines.append(made)
        for place, control in enumerate(self._lines):
            control.setVisible(place < len(lines))
            if place < len(lines):
                control.show_line(lines[place])
                if at is not None and lines[place].key == at:
                    control.setFocus()
        self.nothing.setVisible(not lines)


def link(text: str, pressed: Callable[[], object]) -> QPushButton:
    """A small link at the right of a card's heading."""
    return button(text, pressed, role="link")
