"""The title of the record at hand: one line of text that may wrap, edited where it stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from alliance_app.desktop.theme import font


class TitleEdit(QPlainTextEdit):
    """`typed(title)` at each change the user makes; `left` when Enter asks for the body; `gone`: focus has."""

    typed = Signal(str)
    left = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("titleEdit")
        self.setAccessibleName(self.tr("Title"))
        self.setPlaceholderText(self.tr("Title"))
        self.setFont(font(24, QFont.Weight.Bold))
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self._shown = ""
        self._told = ""  # the last title that was one
        self.textChanged.connect(self._changed)

    def title(self) -> str:
        """The title as it stands, without what an input method is composing."""
        return " ".join(self.toPlainText().split("\n"))

    def show_title(self, title: str, *, fresh: bool = False) -> None:
        """Show a title; `fresh` when it is another record's. The same record's cursor stays where it is.

        What is being typed stays, an emptied line and a blank at its end too, as long as nobody else changed the title.
        """
        if not fresh and (title == self.title() or (self.hasFocus() and title == self._told)):
            return
        self._shown = self._told = title
        cursor = self.textCursor()
        place = cursor.position()
        if fresh:
            self.setPlainText(title)
        else:
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(title)
            cursor.setPosition(min(place, len(title)))
            self.setTextCursor(cursor)
        self.document().setModified(False)
        self._fit()

    @property
    def typing(self) -> bool:
        """Whether it has the keyboard and was typed in since."""
        return self.hasFocus() and self.document().isModified()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the keyboard is gone."""
        super().focusOutEvent(event)
        self.document().setModified(False)
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on to the body."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As high as its lines."""
        super().resizeEvent(event)
        self._fit()

    def _changed(self) -> None:
        self._fit()
        title = self.title()
        if title != self._shown:
            self._shown = title
            self._told = title.strip() or self._told
            self.typed.emit(title)

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), 1)
        self.setFixedHeight(min(lines, 3) * QFontMetrics(self.font()).lineSpacing() + 8)
