"""The outline of a case: its sections with how much stands in each; moved, renamed, and a place to drop sources."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
)

from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.lines import Index, LineDelegate
from alliance_app.writeups.sectioning import Section

SOURCE = "application/x-alliance-source"
SECTION = "application/x-alliance-section"
_ROW = Qt.ItemDataRole.UserRole
_HIGH = 34


@dataclass(frozen=True, slots=True)
class Dragged:
    """A source on its way into the outline: its record, and the headings taken; none is the whole text."""

    record_id: str
    sections: tuple[str, ...] = ()

    def packed(self) -> QMimeData:
        """As the mouse carries it."""
        data = QMimeData()
        told = json.dumps({"record": self.record_id, "sections": self.sections}, ensure_ascii=False)
        data.setData(SOURCE, QByteArray(told.encode()))
        return data

    @classmethod
    def unpacked(cls, data: QMimeData) -> "Dragged | None":
        """What the mouse carries; None when it is something else."""
        try:
            told = json.loads(bytes(data.data(SOURCE).data()))
            return cls(str(told["record"]), tuple(str(each) for each in told["sections"]))
        except (ValueError, KeyError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class _Line:
    section: Section
    amount: str
    due: bool


class _SectionDelegate(LineDelegate):
    """Paints a line: the heading, how much stands under it, a rule below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        line = index.data(_ROW)
        if not isinstance(line, _Line):
            return
        colours = self._theme.colours
        box = option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self.paint_ground(painter, option)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        deep = min(line.section.level - 1, 3)
        painter.setFont(font(12))
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(line.amount) + 4
        right = QRect(box.right() - wide - 8, box.top(), wide, box.height())
        painter.setPen(QColor(colours.gold_ink if line.due else colours.faint))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.amount)
        heavy = QFont.Weight.Medium if deep == 0 else QFont.Weight.Normal
        painter.setFont(font(14 if deep == 0 else 13, heavy))
        painter.setPen(QColor(colours.red if chosen and option.state & QStyle.StateFlag.State_HasFocus else
                              colours.ink if deep == 0 else colours.muted))  # fmt: skip
        left = QRect(box.left() + 8 + 16 * deep, box.top(), right.left() - box.left() - 16 - 16 * deep, box.height())
        shown = painter.fontMetrics().elidedText(line.section.shown, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class OutlineList(QListWidget):
    """`went_to(place)`: the writer goes to a section; `moved(place, before)`: None is the end; `renamed(place, words)`.

    `dropped(dragged, place)`: a source was let fall on a section, None where none is.
    """

    went_to = Signal(int)
    moved = Signal(int, object)
    renamed = Signal(int, str)
    dropped = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("outlineList")
        self.setAccessibleName(self.tr("Outline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_SectionDelegate(theme, QSize(100, _HIGH), self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setToolTip(self.tr("Alt+↑ and Alt+↓ move a section, F2 renames it, Enter goes to its text"))
        self._quiet = False
        self._over: int | None = None
        self._between = False
        self.itemClicked.connect(lambda item: self.went_to.emit(self.row(item)))
        self.itemChanged.connect(self._changed)
        theme.changed.connect(self.viewport().update)

    @property
    def sections(self) -> list[Section]:
        """What it shows."""
        return [self.item(row).data(_ROW).section for row in range(self.count())]

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show an outline; the row that is chosen stays chosen."""
        if list(sections) == self.sections or self.state() == QAbstractItemView.State.EditingState:
            return
        chosen = self.currentRow()
        self._quiet = True
        while self.count() > len(sections):
            self.takeItem(self.count() - 1)
        while self.count() < len(sections):
            item = QListWidgetItem()
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.addItem(item)
        for row, section in enumerate(sections):
            item = self.item(row)
            amount = self._amount(section)
            item.setData(_ROW, _Line(section, amount, section.empty))
            item.setData(Qt.ItemDataRole.EditRole, section.heading)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{section.shown} {amount}")
        if 0 <= chosen < len(sections):
            self.setCurrentRow(chosen)
        self._quiet = False
        self.setFixedHeight(max(1, len(sections)) * _HIGH + 2)

    def _amount(self, section: Section) -> str:
        if section.empty:
            return self.tr("to be written")
        parts = [self.tr("{count} characters").format(count=section.characters)] if section.characters else []
        parts += [self.tr("tables {count}").format(count=section.tables)] if section.tables else []
        parts += [self.tr("pictures {count}").format(count=section.pictures)] if section.pictures else []
        return " · ".join(parts)

    def _changed(self, item: QListWidgetItem) -> None:
        words = str(item.data(Qt.ItemDataRole.EditRole) or "").strip()
        line = item.data(_ROW)
        if self._quiet or not isinstance(line, _Line) or words == line.section.heading:
            return
        if words:
            self.renamed.emit(self.row(item), words)
        self._quiet = True
        item.setData(Qt.ItemDataRole.EditRole, words or line.section.heading)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to a section, Alt and an arrow move it."""
        row = self.currentRow()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.went_to.emit(row)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and row >= 0:
            if event.key() == Qt.Key.Key_Up:
                self._move_by(row, -1)
            elif event.key() == Qt.Key.Key_Down:
                self._move_by(row, 1)
        else:
            super().keyPressEvent(event)

    def _move_by(self, row: int, step: int) -> None:
        """Past the section of the same level above or below, within the one both stand in."""
        sections = self.sections
        level = sections[row].level
        if step < 0:
            above = [place for place in range(row) if sections[place].level <= level]
            if above and sections[above[-1]].level == level:
                self.moved.emit(row, above[-1])
            return
        below = [place for place in range(row + 1, len(sections)) if sections[place].level <= level]
        if below and sections[below[0]].level == level:
            after = [place for place in range(below[0] + 1, len(sections)) if sections[place].level <= level]
            self.moved.emit(row, after[0] if after else None)

    def choose(self, row: int) -> None:
        """Go to a row without telling."""
        self.setCurrentRow(row)

    # -- dragging

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """What may be dropped here."""
        return [SECTION, SOURCE]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802
        """A section on its way to another place."""
        data = QMimeData()
        data.setData(SECTION, QByteArray(str(self.row(items[0])).encode() if items else b""))
        return data

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Sources are copied, sections moved."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Sources, and sections of this outline."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show where it would fall."""
        self._consider(event)
        row = self.indexAt(event.position().toPoint()).row()
        self._between = event.mimeData().hasFormat(SECTION)
        self._over = row if row >= 0 else None
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Nothing hangs over it any more."""
        self._over = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """A section goes to another place; a source's text goes in."""
        row = self.indexAt(event.position().toPoint()).row()
        place = row if row >= 0 else None
        self._over = None
        self.viewport().update()
        data = event.mimeData()
        if data.hasFormat(SECTION):
            text = bytes(data.data(SECTION).data()).decode()
            if text.isdigit() and int(text) != place:
                self.moved.emit(int(text), place)
        else:
            dragged = Dragged.unpacked(data)
            if dragged is not None:
                self.dropped.emit(dragged, place)
        event.setDropAction(Qt.DropAction.CopyAction)  # the outline is made anew: nothing is to be taken away
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The lines, and where what hangs over them would fall."""
        super().paintEvent(event)
        if self._over is None:
            return
        box = self.visualItemRect(self.item(self._over))
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(self._theme.colours.red), 2))
        if self._between:
            painter.drawLine(box.topLeft(), box.topRight())
        else:
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.end()

    def _consider(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(SOURCE) or event.mimeData().hasFormat(SECTION):
            event.acceptProposedAction()
        else:
            event.ignore()
