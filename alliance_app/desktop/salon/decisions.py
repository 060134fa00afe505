"""The decisions of a salon under way, filled by keyboard alone: Tab to the next cell, Enter to the next row."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from alliance_app.alliance.due_days import read_day
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.salon.cells import ROW_HEIGHT, CellLines
from alliance_app.desktop.widgets.looks import shown_as_it_is
from alliance_app.records.kinds import DECISION
from alliance_app.records.text import without_refused_characters
from alliance_app.records.values import Fields, Value

_NAMES = tuple(column.name for column in DECISION)
_NO, _WHAT, _WHO, _DUE, _RESULT = range(len(_NAMES))
_VALUE = Qt.ItemDataRole.UserRole
_WIDTHS = {_NO: 46, _WHO: 130, _DUE: 118, _RESULT: 170}  # px


class DecisionsTable(QTableWidget):
    """`changed(rows)`, None for no rows, at each key. `refused(reason)`: a day that is none; empty when it is mended.

    `left`: the keyboard wants back to the text. `person(text)` gives who is meant by what is typed into 负责人.
    """

    changed = Signal(object)
    refused = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(0, len(DECISION))
        self._desk = desk
        self._filling = False
        self._read_only = False
        self._draft: tuple[int, int, Value] | None = None
        self.held_on: Callable[[], date] = date.today
        self.person: Callable[[str], str] = str
        self._lines = CellLines(DECISION, self._typing, self)
        self._lines.hints = {"due": self.tr("7.20, next Friday …")}
        self._dress()
        self.itemChanged.connect(self._cell_typed)
        self.clicked.connect(self._edit_clicked)
        desk.theme.changed.connect(self._paint_all)
        self.show_rows(())

    def _dress(self) -> None:
        self.setObjectName("decisions")
        self.setAccessibleName(self.tr("Decisions"))
        self.setHorizontalHeaderLabels([column.label for column in DECISION])
        self.setItemDelegate(self._lines)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        for place, width in _WIDTHS.items():
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(place, width)

    # -- what it holds

    def value(self) -> list[dict[str, Value]]:
        """The rows that say something, in order."""
        rows = [self._row(number) for number in range(self.rowCount())]
        return [row for row in rows if set(row) - {"no"}]

    def show_rows(self, rows: Sequence[Fields]) -> None:
        """Show these; a cell that is typed in is left alone."""
        if [dict(row) for row in rows] == self.value() and self.rowCount() > len(rows):
            return
        editing = self.currentRow() if self.state() == QAbstractItemView.State.EditingState else -1
        self._filling = True
        self.setRowCount(max(len(rows), editing + 1))
        for number, row in enumerate(rows):
            if number != editing:
                for place, name in enumerate(_NAMES):
                    self._put(number, place, row.get(name))
        self._filling = False
        self._keep_empty_row()

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can be typed in."""
        self._read_only = read_only

    def begin(self) -> None:
        """Go to the empty row below the others, ready to type."""
        self._go(self.rowCount() - 1, _WHAT)

    def _row(self, number: int) -> dict[str, Value]:
        cells = {name: self._held(number, place) for place, name in enumerate(_NAMES)}
        return {name: value for name, value in cells.items() if value not in (None, "")}

    def _held(self, number: int, place: int) -> Value:
        if self._draft is not None and self._draft[:2] == (number, place):
            return self._draft[2]
        item = self.item(number, place)
        return None if item is None else item.data(_VALUE)

    def _put(self, number: int, place: int, value: Value) -> None:
        item = QTableWidgetItem(DECISION[place].show(value))
        item.setData(_VALUE, value)
        item.setToolTip(shown_as_it_is(item.text()) if len(item.text()) > 10 else "")
        if place == _NO:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._paint(item, wrong=False)
        self.setItem(number, place, item)

    def _keep_empty_row(self) -> None:
        last = self.rowCount() - 1
        if last < 0 or set(self._row(last)):
            self._filling = True
            self.insertRow(last + 1)
            for place in range(len(_NAMES)):
                self._put(last + 1, place, None)
            self._filling = False

    # -- typing

    def _typing(self, number: int, place: int, text: str) -> None:
        """A key in a cell: what it means already is saved, the cell itself waits until it is left."""
        value, _reason = self._read(place, text)
        # beside the cell: a cell that changes would put its own text back into the line
        self._draft = (number, place, self._held(number, place) if value is None and text.strip() else value)
        self._filling = True
        self._number(number)
        self._filling = False
        self._keep_empty_row()
        self._tell()

    def _cell_typed(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        value, reason = self._read(item.column(), item.text())
        self._draft = None
        self._filling = True
        if not reason:
            item.setData(_VALUE, value)
            item.setText(DECISION[item.column()].show(value))
        item.setToolTip(shown_as_it_is(reason or item.text()))
        self._paint(item, wrong=bool(reason))
        self._number(item.row())
        self._filling = False
        self.refused.emit(reason)
        self._keep_empty_row()
        self._tell()

    def _read(self, place: int, text: str) -> tuple[Value, str]:
        """What a cell's text means, and why it means nothing where it does not."""
        words = " ".join(without_refused_characters(text).split())
        if not words:
            return None, ""
        if place == _DUE:
            day = read_day(words, self.held_on())
            wrong = self.tr("“{text}” is not a day. Write 7.20, 20 July as 7月20日, or 下周五.").format(text=words)
            return (None, wrong) if day is None else (day.isoformat(), "")
        return (self.person(words) if place == _WHO else words), ""

    def _number(self, number: int) -> None:
        """A row that says something has a number; it is one more than the highest."""
        row = self._row(number)
        if set(row) - {"no"} and "no" not in row:
            taken = [int(held) for each in range(self.rowCount()) if (held := self._held(each, _NO))]
            self._put(number, _NO, max(taken, default=0) + 1)

    def _tell(self) -> None:
        self.changed.emit(self.value() or None)

    def _paint(self, item: QTableWidgetItem, *, wrong: bool) -> None:
        colours = self._desk.theme.colours
        faint = item.column() == _NO
        item.setForeground(QColor(colours.red if wrong else colours.faint if faint else colours.ink))

    def _paint_all(self) -> None:
        self._filling = True
        for number in range(self.rowCount()):
            for place in range(len(_NAMES)):
                item = self.item(number, place)
                if item is not None:
                    self._paint(item, wrong=False)
        self._filling = False

    # -- keys

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next row, Tab to the next cell, Esc leaves the cell as it was."""
        hints = QAbstractItemDelegate.EndEditHint
        number, place = self.currentRow(), self.currentColumn()
        super().closeEditor(editor, hints.NoHint)
        if self._draft is not None and hint is not hints.RevertModelCache:
            self._draft = None  # nothing of it was new to the cell
        if hint is hints.SubmitModelCache:
            if set(self._row(number)):
                self._go(number + 1, _WHAT)
            else:
                self.left.emit()
        elif hint is hints.EditNextItem:
            self._go(*((number, place + 1) if place < _RESULT else (number + 1, _WHAT)))
        elif hint is hints.EditPreviousItem:
            self._go(*((number, place - 1) if place > _WHAT else (number - 1, _RESULT)))
        elif hint is hints.RevertModelCache:
            item = self.item(number, place)
            if item is not None:
                self._cell_typed(item)  # what the keys said before Esc is taken back
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the cell, Esc goes back to the text, Ctrl+Delete takes the row out."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the cell's line has had it
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(max(self.currentRow(), 0), max(self.currentColumn(), _WHAT))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and control and not self._read_only:
            self._drop(self.currentRow())
        elif not self._read_only or not event.text():
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802
        """Tab leaves the table only where no cell is being typed in."""
        if self.state() == QAbstractItemView.State.EditingState:
            return False
        return super().focusNextPrevChild(next)

    def _edit_clicked(self) -> None:
        self._go(self.currentRow(), max(self.currentColumn(), _WHAT))

    def _go(self, number: int, place: int) -> None:
        """Type in a cell; outside the rows nothing happens."""
        if self._read_only or not 0 <= number < self.rowCount():
            self.setFocus()
            return
        self.setFocus()
        self.setCurrentCell(number, place)
        item = self.item(number, place)
        if item is not None:
            self.scrollToItem(item)
            self.editItem(item)

    def _drop(self, number: int) -> None:
        if 0 <= number < self.rowCount():
            self.removeRow(number)
            self._keep_empty_row()
            self._tell()
