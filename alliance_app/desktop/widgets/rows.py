"""The editor for fields that hold rows: a Table in the writer's order, a Sheet whose rows have names."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from alliance_app import words
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.fields import CalmCombo, FieldEditor
from alliance_app.desktop.widgets.looks import ValueButton, button, shown_as_it_is
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup, find_titles
from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Choice, Day, Field, Link, Links, Text
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Value

_VALUE = Qt.ItemDataRole.UserRole
_BEFORE = "before"
_ROW_HEIGHT = 32
_MOST_SHOWN = 8
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Edits a cell as its column's type wants it: a choice from its set, everything else as a line."""

    def __init__(self, columns: tuple[Field, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """The cell's control."""
        column = self._columns[index.column()]
        if isinstance(column, Choice):
            combo = CalmCombo(parent)
            combo.addItem("—", None)
            for key in column.options or {}:
                combo.addItem(column.show(key), key)
            return combo
        line = QLineEdit(parent)
        line.setAccessibleName(column.label)
        line.setProperty(_BEFORE, index.data(Qt.ItemDataRole.EditRole))
        line.textEdited.connect(lambda: self.commitData.emit(line))  # saved while it is typed, as everything is
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Escape brings back what stood in the cell."""
        escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escaped and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            editor.setText(str(editor.property(_BEFORE) or ""))
            self.commitData.emit(editor)
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Show the cell's value in its control."""
        if isinstance(editor, CalmCombo):
            editor.setCurrentIndex(max(editor.findText(str(index.data() or "")), 0))
        elif not isinstance(editor, QLineEdit) or editor.text() != str(index.data() or ""):
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:  # noqa: N802
        """Put what was chosen into the cell."""
        if isinstance(editor, CalmCombo):
            model.setData(index, "" if editor.currentData() is None else editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Rows are equally high."""
        return QSize(60, _ROW_HEIGHT)


class RowsEditor(FieldEditor):
    """Rows and columns; a cell is read by its column's type while it is typed, and complained of once it is left."""

    def __init__(self, desk: Desk, field: Table | Sheet) -> None:
        super().__init__(desk, field)
        self.wide = True
        self._named = isinstance(field, Sheet)
        self._fixed = field.rows if isinstance(field, Sheet) else None
        name = Text("name", zh="项", en="Row")
        self.columns: tuple[Field, ...] = (name, *field.columns) if self._named else field.columns
        self._filling = False
        self._read_only = False
        self._folded = True
        self.table = QTableWidget(0, len(self.columns))
        self._dress_table()
        self.add_row = button(self.tr("＋ Add a row"), self._add, role="link")
        self.drop_row = button(self.tr("Remove this row"), self._drop, role="link")
        self.fold = ValueButton()
        self.fold.clicked.connect(self._toggle)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(self.fold)
        box.addWidget(self.table)
        below = QWidget()
        buttons = QHBoxLayout(below)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.add_row)
        buttons.addWidget(self.drop_row)
        buttons.addStretch()
        box.addWidget(below)
        below.setHidden(self._fixed is not None)
        self.hold(holder)
        self.show_folded(folded=True)

    @property
    def focus(self) -> QWidget:
        """The line it folds to, which stays above the open table."""
        return self.fold

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The line, the rows, and what can be done with them."""
        return (self.fold, self.table, self.add_row, self.drop_row) if self._fixed is None else (self.fold, self.table)

    def show_folded(self, *, folded: bool) -> None:
        """Show one line that says what is there, or the rows themselves."""
        self._folded = folded
        self._fit()

    def show_value(self, value: Value) -> None:
        """Show the value; a cell being edited is left alone."""
        if self.typing or value == self._value():
            return
        self._filling = True
        rows = self._rows_of(value)
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, column in enumerate(self.columns):
                self.table.setItem(number, place, self._cell(column, row.get(column.name)))
        self._filling = False
        self._fit()

    @property
    def typing(self) -> bool:
        """Whether a cell is being edited."""
        return self.table.state() == QAbstractItemView.State.EditingState

    def set_read_only(self, *, read_only: bool) -> None:
        """Read-only rows can still be read."""
        self._read_only = read_only
        triggers = QAbstractItemView.EditTrigger
        usual = triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.SelectedClicked
        self.table.setEditTriggers(triggers.NoEditTriggers if read_only else usual)
        self.add_row.setDisabled(read_only)
        self.drop_row.setDisabled(read_only)

    def _dress_table(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([column.label for column in self.columns])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        delegate = CellDelegate(self.columns, table)
        delegate.closeEditor.connect(self._cell_left)
        table.setItemDelegate(delegate)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for place, column in enumerate(self.columns):
            if column.name in ("no", "due", "on", "time", "value", "name", "part"):
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(place, 46 if column.name == "no" else 96)
        table.itemChanged.connect(self._cell_typed)
        table.cellDoubleClicked.connect(self._pick)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter opens the cell."""
        entered = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.type() == QEvent.Type.KeyPress and watched is self.table and not self.typing:
            self._open_cell()
            return True
        return super().eventFilter(watched, event)

    def _rows_of(self, value: Value) -> list[dict[str, Value]]:
        if not self._named:
            return [dict(row) for row in value or ()]
        rows = value or {}
        names = list(self._fixed) if self._fixed is not None else list(rows)
        return [{"name": name, **(rows.get(name) or {})} for name in names]

    def _cell(self, column: Field, value: Value) -> QTableWidgetItem:
        item = QTableWidgetItem(self._shown(column, value))
        item.setData(_VALUE, value)
        item.setToolTip(shown_as_it_is(item.text()) if len(item.text()) > 12 else "")
        if isinstance(column, Link | Links) or (column.name == "name" and self._fixed is not None):
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        return item

    def _shown(self, column: Field, value: Value) -> str:
        if isinstance(column, Link):
            return self.desk.titles.get(value, "…") if value else ""
        if isinstance(column, Links):
            return "、".join(self.desk.titles.get(each, "…") for each in value or ())
        if column.name == "name" and self._fixed is not None:
            labels = self._fixed.get(str(value), (str(value), str(value)))
            return labels[0 if words.language() == "zh" else 1]
        return column.show(value)

    def _cell_typed(self, item: QTableWidgetItem) -> None:
        column = self.columns[item.column()]
        if self._filling or isinstance(column, Link | Links):
            return
        try:
            item.setData(_VALUE, column.parse(item.text()))
        except AllianceError as error:
            if self.typing:
                self.half.emit()
            else:
                self.refuse(f"{column.label}：{error.details.get('reason', error)}")
            return
        self._changed()

    def _cell_left(self) -> None:
        """The cell's control is closed: say what is wrong with what stands there, and let others' rows in."""
        item = self.table.currentItem()
        QTimer.singleShot(0, self, lambda: self._look_again(item))

    def _look_again(self, item: QTableWidgetItem | None) -> None:
        self.left.emit()
        if item is None or not isValid(item) or isinstance(self.columns[item.column()], Link | Links):
            return
        column = self.columns[item.column()]
        try:
            column.parse(item.text())
        except AllianceError as error:
            self.refuse(f"{column.label}：{error.details.get('reason', error)}")

    def _changed(self) -> None:
        value = self._value()
        try:
            checked = self.field.check(value) if value else None
        except AllianceError as error:
            self.refuse(str(error.details.get("reason", error)))
            return
        self.refuse("")
        self.typed.emit(checked)

    def _value(self) -> Value:
        rows = []
        for number in range(self.table.rowCount()):
            cells = {column.name: self._held(number, place) for place, column in enumerate(self.columns)}
            rows.append({name: held for name, held in cells.items() if held is not None and held != ""})
        if not self._named:
            return [row for row in rows if row]
        named = {str(row.pop("name")): row for row in rows if row.get("name")}
        return {name: row or None for name, row in named.items()}

    def _held(self, row: int, place: int) -> Value:
        item = self.table.item(row, place)
        return None if item is None else item.data(_VALUE)

    def _add(self) -> None:
        self._filling = True
        number = self.table.rowCount()
        self.table.insertRow(number)
        for place, column in enumerate(self.columns):
            start = number + 1 if column.name == "no" else None
            self.table.setItem(number, place, self._cell(column, start))
        self._filling = False
        self._fit()
        first = 1 if self.columns[0].name == "no" else 0
        self.table.setCurrentCell(number, first)
        self.table.setFocus()
        self._open_cell()

    def _drop(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._fit()
            self._changed()

    def _open_cell(self) -> None:
        row, place = self.table.currentRow(), self.table.currentColumn()
        if row < 0 or place < 0 or self._read_only:
            return
        item = self.table.item(row, place)
        if isinstance(self.columns[place], Link | Links):
            self._pick(row, place)
        elif item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.editItem(item)

    def _pick(self, row: int, place: int) -> None:
        column = self.columns[place]
        if self._read_only or not isinstance(column, Link | Links):
            return
        held = self._held(row, place)
        ids = held if isinstance(held, list) else [held] if held else []
        chosen = [Option(each, self.desk.titles.get(each, "…")) for each in ids]

        def find(typed: str, offer: Offer) -> None:
            find_titles(self.desk, column.to, typed, offer)

        def take(options: tuple[Option, ...]) -> None:
            self.desk.titles.update({option.value: option.label for option in options})
            values = [option.value for option in options]
            value = values if isinstance(column, Links) else (values[0] if values else None)
            self._filling = True
            self.table.setItem(row, place, self._cell(column, value))
            self._filling = False
            self._changed()

        popup = PickPopup(self, find, many=isinstance(column, Links), chosen=chosen)
        popup.picked.connect(take)
        popup.open_below(self.table)

    def _fit(self) -> None:
        rows = min(max(self.table.rowCount(), 1), _MOST_SHOWN if self._fixed is None else 12)
        self.table.setFixedHeight(rows * _ROW_HEIGHT + self.table.horizontalHeader().sizeHint().height() + 4)
        self.table.setVisible(self.table.rowCount() > 0 and not self._folded)
        self.add_row.setVisible(not self._folded)
        self.drop_row.setVisible(not self._folded and self.table.rowCount() > 0)
        self.fold.show_text(f"{'▸' if self._folded else '▾'} {self._summary()}")

    def _toggle(self) -> None:
        self.show_folded(folded=not self._folded)
        if not self._folded and self.table.rowCount() == 0 and not self._read_only:
            self._add()

    def _summary(self) -> str:
        numbers = range(self.table.rowCount())
        rows = [[self._cell_text(number, place) for place in self._telling()] for number in numbers]
        counted = sum(self._is_filled(number) for number in numbers)
        if not counted:
            return "—"
        told = [" ".join(text for text in row if text) for number, row in enumerate(rows) if self._is_filled(number)]
        head = self.tr("{count} rows").format(count=counted)
        shown = "；".join(text for text in told if text)
        return f"{head} · {shown[:80]}" if shown else head

    def _telling(self) -> list[int]:
        """The two columns that say most of a row: words and days, but no numbers and no people."""
        kinds = (Text, Choice, Day, Link)
        places = [at for at, column in enumerate(self.columns) if isinstance(column, kinds) and not column.personal]
        return places[:2]

    def _is_filled(self, row: int) -> bool:
        first = 1 if self._fixed is not None else 0
        return any(self._held(row, place) not in (None, "", []) for place in range(first, len(self.columns)))

    def _cell_text(self, row: int, place: int) -> str:
        item = self.table.item(row, place)
        return "" if item is None else item.text()
