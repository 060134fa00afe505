"""Lists of painted lines or cards: what they hold, how they are set up, and what all that is painted has alike."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, QStringListModel, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from alliance_app.desktop.theme import Colours, Theme

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line")
EACH = Qt.ItemDataRole.UserRole  # what a line shows
_BOX = 16  # px


class Lines(QStringListModel, Generic[Line]):
    """Holds what a list shows; Qt's own list of strings counts the rows, which a view asks for one by one.

    `shown`: top to bottom. What derives from this says how lines are told apart and what a screen reader says.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: tuple[Line, ...] = ()

    def show(self, found: Iterable[Line]) -> None:
        """Show these; where they are the same ones in the same order, nothing moves."""
        before, self.shown = self.shown, tuple(found)
        if [self.key(each) for each in before] != [self.key(each) for each in self.shown]:
            self.setStringList([""] * len(self.shown))
        elif before:
            self.dataChanged.emit(self.index(0), self.index(len(before) - 1))

    def at(self, row: int) -> Line | None:
        """The one in a row."""
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def row_of(self, key: object) -> int:
        """The row of the one with this key; -1 where it is not shown."""
        return next((row for row, each in enumerate(self.shown) if self.key(each) == key), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One, and what a screen reader says of it."""
        each = self.at(index.row())
        if each is None:
            return None
        if role == EACH:
            return each
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.said(each)
        return None

    def key(self, each: Line) -> object:
        """What tells one from the others."""
        return each

    def said(self, each: Line) -> str:
        """What a screen reader says of one."""
        return str(each)


class LineView(QListView):
    """A list of lines or cards, equally high and scrolled by the pixel."""

    def __init__(self, theme: Theme, name: str, said: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.viewport().update)


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
