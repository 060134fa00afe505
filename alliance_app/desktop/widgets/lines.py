"""Lines of a list that are painted: equally high, with one ground for the chosen one and the one under the mouse."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from alliance_app.desktop.theme import Colours, Theme

Index = QModelIndex | QPersistentModelIndex
_BOX = 16  # px


class LineDelegate(QStyledItemDelegate):
    """What a line says is painted by those that derive from this."""

    def __init__(self, theme: Theme, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All lines are equally high."""
        return self._size

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Tell the line that is chosen, or that the mouse is over."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            colours = self._theme.colours
            painter.fillRect(option.rect, QColor(colours.red_wash if chosen else colours.hover))


def box_in(rect: QRect) -> QRectF:
    """Where the box to tick stands in a line."""
    return QRectF(rect.left() + 18, rect.center().y() - _BOX / 2, _BOX, _BOX)


def paint_box(painter: QPainter, box: QRectF, colours: Colours, *, done: bool, offered: bool = False) -> None:
    """A box to tick; `offered`: it may be ticked, and is not yet."""
    painter.setPen(QPen(QColor(colours.green if done or offered else colours.strong_line), 1.4))
    painter.setBrush(QColor(colours.green if done else colours.green_wash if offered else colours.paper))
    painter.drawRoundedRect(box, 4, 4)
    if done:
        painter.setPen(QPen(QColor(colours.paper), 2))
        ticks = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))
        painter.drawPolyline([QPointF(box.left() + x * _BOX, box.top() + y * _BOX) for x, y in ticks])


def draw_line(painter: QPainter, room: QRect, text: str) -> None:
    """A text on one line, shortened where it does not fit."""
    words = painter.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
