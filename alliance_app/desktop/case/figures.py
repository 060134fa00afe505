"""Figures from the sources, to be put into the text: what is put in follows the record it is of."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.theme import font
from alliance_app.desktop.widgets.lines import Index, LineDelegate
from alliance_app.desktop.widgets.looks import label, shown_as_it_is
from alliance_app.writeups.figures import Figure, figures_of

_FIGURE = Qt.ItemDataRole.UserRole
_HIGH = 40


class _FigureDelegate(LineDelegate):
    """Paints a figure: its name, whose it is below, its value at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The figure."""
        figure = index.data(_FIGURE)
        if not isinstance(figure, Figure):
            return
        colours, box = self._theme.colours, option.rect
        painter.save()
        self.paint_ground(painter, option)
        painter.setFont(font(13))
        value = painter.fontMetrics().elidedText(figure.value, Qt.TextElideMode.ElideRight, box.width() // 2)
        wide = painter.fontMetrics().horizontalAdvance(value) + 2
        painter.setPen(QColor(colours.ink if figure.found else colours.faint))
        right = QRect(box.right() - wide - 8, box.top(), wide, box.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)
        below = figure.title or figure.origin
        room = QRect(box.left() + 8, box.top() + 3, right.left() - box.left() - 16, 18 if below else box.height() - 6)
        self._line(painter, figure.name, room, 13)
        painter.setPen(QColor(colours.faint))
        self._line(painter, below, QRect(box.left() + 8, box.top() + 20, right.left() - box.left() - 16, 16), 11)
        painter.restore()

    def _line(self, painter: QPainter, text: str, room: QRect, pixels: int) -> None:
        painter.setFont(font(pixels))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class _FigureList(QListWidget):
    """`put(figure)`: into the text at the cursor."""

    put = Signal(object)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802 - Qt's name
        """A figure on its way into the text."""
        data = QMimeData()
        if items:
            data.setText(items[0].data(_FIGURE).mark)
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter puts it into the text."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.put.emit(item.data(_FIGURE))
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self.viewport().update()


class Figures(QWidget):
    """`put(mark)`: a figure's mark is to be put into the text."""

    put = Signal(str)

    def __init__(self, desk: Desk, case: CaseAtHand) -> None:
        super().__init__()
        self._desk = desk
        self._case = case
        self._known: tuple[Figure, ...] = ()
        self.heading = label(self.tr("Figures (a double click puts one into the text)"), role="section")
        self.list = _FigureList()
        self.list.setObjectName("figureList")
        self.list.setAccessibleName(self.tr("Figures; Enter puts one into the text where the cursor stands"))
        self.list.setItemDelegate(_FigureDelegate(desk.theme, QSize(100, _HIGH), self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setDragEnabled(True)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemDoubleClicked.connect(lambda item: self._put(item.data(_FIGURE)))
        self.list.put.connect(self._put)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.heading)
        box.addWidget(self.list)
        self.hide()
        desk.theme.changed.connect(self.list.viewport().update)

    def refresh(self) -> None:
        """Work the figures out anew."""
        case = self._case.case
        if case is not None:
            library = self._desk.library
            self._desk.tasks.read(
                lambda: tuple(each for each in figures_of(library, case) if each.found),
                self._show,
                owner=self,
                lane="figures",
            )

    def _show(self, figures: tuple[Figure, ...]) -> None:
        if figures == self._known:
            return
        self._known = figures
        chosen = self.list.currentRow()
        self.list.clear()
        for figure in figures:
            item = QListWidgetItem()
            item.setData(_FIGURE, figure)
            told = f"{figure.name} {figure.title} {figure.value}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            item.setToolTip(shown_as_it_is(figure.origin))
            self.list.addItem(item)
        self.list.setFixedHeight(max(1, len(figures)) * _HIGH + 2)
        if 0 <= chosen < len(figures):
            self.list.setCurrentRow(chosen)
        self.setVisible(bool(figures))

    def _put(self, figure: Figure) -> None:
        self.put.emit(figure.mark)
