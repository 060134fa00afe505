"""A note over the lower edge of the window: what happened, what is safe, what next. It never takes the keyboard."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from alliance_app.desktop.desk import Note
from alliance_app.desktop.widgets.looks import button, label, restyle

_SHOWN = 7_000  # ms
_WIDEST = 640  # px


class Toast(QFrame):
    """Shows one note at a time over `over`. Errors stay until they are dismissed."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        self._over = over
        self._note: Note | None = None
        self._text = label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.act: QPushButton = button("", self._act)
        self.other: QPushButton = button("", self._other)
        self.close_button = button("✕", self.hide, name=self.tr("Dismiss"))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 8, 9)
        row.addWidget(self._text, 1)
        row.addWidget(self.act)
        row.addWidget(self.other)
        row.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is hidden."""
        return self._text.text() if self.isVisible() else ""

    def show_note(self, note: Note) -> None:
        """Show a note in place of the one before."""
        self._note = note
        self._text.setText(note.text)
        self.setAccessibleName(note.text)
        self.act.setText(note.action)
        self.act.setVisible(bool(note.action))
        self.other.setText(note.other)
        self.other.setVisible(bool(note.other))
        for part in (self, self._text, self.act, self.other, self.close_button):
            restyle(part, "wrong", note.wrong)
        self._timer.stop()
        if not note.wrong:
            self._timer.start()
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the middle of the lower edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.width() - 48
        metrics = self._text.fontMetrics()
        shown = [each for each in (self.act, self.other) if each.isVisibleTo(self)]
        extra = 90 + sum(each.sizeHint().width() + 8 for each in shown)
        width = min(_WIDEST, room, metrics.horizontalAdvance(self._text.text()) + extra)
        self.resize(width, max(self._row.totalHeightForWidth(width), 40))
        self.move((self._over.width() - width) // 2, self._over.height() - self.height() - 20)

    def _act(self) -> None:
        self.hide()
        if self._note is not None and callable(self._note.act):
            self._note.act()

    def _other(self) -> None:
        self.hide()
        if self._note is not None and callable(self._note.other_act):
            self._note.other_act()
