"""Lines of a list that are painted: equally high, with one ground for the chosen one and the one under the mouse."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from alliance_app.desktop.theme import Theme

Index = QModelIndex | QPersistentModelIndex


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
