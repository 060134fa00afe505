"""The list of what sync waits for: under each device what of it is missing, why, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from alliance_app.desktop.sharing.words import Line, waiting_lines
from alliance_app.desktop.theme import Theme, font
from alliance_app.sync import Pending

_LINE = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE, _BELOW = 14, 6, 8  # px around a line's words
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Paints a line as high as its words need: a heading, or a reason with what to do below it."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as the words are at this width."""
        width = self._view.viewport().width()
        heights = [box.height() for box in self._boxes(index.data(_LINE), QRect(0, 0, width, 0))]
        line = index.data(_LINE)
        return QSize(width, sum(heights) + _ABOVE + (_BELOW if line.advice else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        line, colours = index.data(_LINE), self._theme.colours
        if not isinstance(line, Line):
            return
        painter.save()
        words, advice = self._boxes(line, option.rect)
        painter.setFont(_head() if line.heading else _text())
        painter.setPen(QColor(colours.ink))
        painter.drawText(words, _WRAP, line.text)
        if line.advice:
            painter.setFont(_small())
            painter.setPen(QColor(colours.faint))
            painter.drawText(advice, _WRAP, line.advice)
            painter.setPen(QColor(colours.line))
            painter.drawLine(words.left(), option.rect.bottom(), words.right(), option.rect.bottom())
        painter.restore()

    @staticmethod
    def _boxes(line: Line, room: QRect) -> tuple[QRect, QRect]:
        """Where the words and the advice stand."""
        width = max(room.width() - 2 * _SIDE, 40)
        face = _head() if line.heading else _text()
        words = QFontMetrics(face).boundingRect(QRect(0, 0, width, 10_000), _WRAP, line.text)
        top = QRect(room.left() + _SIDE, room.top() + _ABOVE, width, words.height())
        if not line.advice:
            return top, QRect(top.left(), top.bottom() + 1, width, 0)
        advice = QFontMetrics(_small()).boundingRect(QRect(0, 0, width, 10_000), _WRAP, line.advice)
        return top, QRect(top.left(), top.bottom() + 1, width, advice.height())


class WaitingList(QListWidget):
    """Shows what is waited for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waitingList")
        self.setAccessibleName(self.tr("What sync waits for"))
        self.setItemDelegate(LineDelegate(theme, self))
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._pending: Sequence[Pending] = ()
        theme.changed.connect(self.viewport().update)

    def show_pending(self, pending: Sequence[Pending]) -> None:
        """Show these; what is in view stays in view when they are shown again."""
        if pending == self._pending:
            return
        self._pending = pending
        place = self.verticalScrollBar().value()
        self.clear()
        for line in waiting_lines(pending):
            item = QListWidgetItem()
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.text} {line.advice}".strip())
            self.addItem(item)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width makes other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _head() -> QFont:
    return font(13, QFont.Weight.Bold)


def _text() -> QFont:
    return font(13)


def _small() -> QFont:
    return font(12)
