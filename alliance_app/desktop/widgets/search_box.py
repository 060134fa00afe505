"""The line that searches as it is typed in."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.icons import icon
from alliance_app.desktop.widgets.looks import label


class SearchBox(QLineEdit):
    """`asked(words)` at every change, once an input method has committed; `entered` when the list is wanted."""

    asked = Signal(str)
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("searchBox")
        self._desk = desk
        self.setAccessibleName(self.tr("Search"))
        self.setPlaceholderText(self.tr("Search titles, text, tags, attachments…"))
        self.setToolTip(
            self.tr(
                "Words side by side must all occur. “exact words”, kind:, tag:, member:, "
                "date:2024-01..2024-06, OR, NOT, end*"
            )
        )
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._key = label("Ctrl K")
        self._key.setObjectName("searchKey")
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMaxLength(400)
        self.setMinimumWidth(180)
        self.setMaximumWidth(470)
        self.textChanged.connect(self._changed)
        desk.theme.changed.connect(self._paint)
        self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down and Enter go to the list; Escape empties the line."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The key's name stands at the right end."""
        super().resizeEvent(event)
        self._place_key()

    def event(self, event: QEvent) -> bool:
        """It needs another room once it has its style."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_key()
        return super().event(event)

    def _place_key(self) -> None:
        size = self._key.sizeHint()
        self._key.setGeometry(
            self.width() - size.width() - 12, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self.setTextMargins(0, 0, size.width() + 8, 0)

    def _changed(self, text: str) -> None:
        self.asked.emit(text)

    def _paint(self) -> None:
        self._glass.setIcon(icon("search", self._desk.theme.colours.faint, 16))
