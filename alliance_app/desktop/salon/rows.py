"""The lines of the page's side: a badge, what it is called, something at the right; pressed by click or key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import OneLine, empty, label, restyle

_BADGE = 20  # px


class SideRow(QPushButton):
    """One line. `on`: it is the one at hand."""

    def __init__(self, badge: str, text: str, below: str = "") -> None:
        super().__init__()
        self.setProperty("sideRow", True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{text} {below}".strip())
        self.badge = label(badge)
        self.badge.setObjectName("sideBadge")
        self.badge.setFixedSize(_BADGE, _BADGE)
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = OneLine()
        self.words.show_text(text)
        self.right = label(role="quiet")
        self.right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.words)
        self.parts: list[QLabel] = [self.badge, self.words, self.right]
        if below:
            second = OneLine()
            second.setProperty("quiet", True)
            second.show_text(below)
            column.addWidget(second)
            self.parts.append(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(self.badge)
        row.addLayout(column, 1)
        row.addWidget(self.right)
        self.setFixedHeight(40 if below else 32)
        for part in self.parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setToolTip(self.words.toolTip())

    def show_on(self, *, on: bool, done: bool = False) -> None:
        """Whether it is the one at hand; `done`: it has had its turn."""
        for part in (self, *self.parts):
            restyle(part, "on", on)
            restyle(part, "done", done and not on)


class SideList(QWidget):
    """A heading, lines below it, and a line to type another one. `pressed(place)`; `added(text)`."""

    pressed = Signal(int)
    added = Signal(str)
    left = Signal()

    def __init__(self, heading: str, hint: str, add: str) -> None:
        super().__init__()
        self.rows: list[SideRow] = []
        self._shown: Sequence[tuple[str, str, str]] = ()
        self.heading = label(heading, role="section")
        self.hint = label(hint, role="quiet")
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 2)
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(self.hint)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(1)
        self.line = QLineEdit(placeholderText=add)
        self.line.setProperty("flat", True)
        self.line.setMaxLength(80)
        self.line.setAccessibleName(add.strip("＋ "))
        self.line.returnPressed.connect(self._add)
        self.line.installEventFilter(self)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self._add(), Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addLayout(self._lines)
        box.addWidget(self.line)

    def offer(self, known: Sequence[str]) -> None:
        """Complete over these while another one is typed."""
        self._known.setStringList(list(known))

    def show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Show (badge, words, words below) lines."""
        if lines == self._shown:
            return
        self._shown = list(lines)
        empty(self._lines)
        self.rows = [SideRow(*each) for each in lines]
        for place, row in enumerate(self.rows):
            row.clicked.connect(lambda _checked=False, place=place: self.pressed.emit(place))
            self._lines.addWidget(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc in the line goes back to the text."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.line.clear()
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        text = " ".join(self.line.text().split())
        self.line.clear()
        if text:
            self.added.emit(text)
