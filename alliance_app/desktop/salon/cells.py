"""One cell of the decisions being typed in: a line that tells each key, so that none waits for Enter to be saved."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from alliance_app.records.fields import Field

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32  # px


class CellLines(QStyledItemDelegate):
    """Edits every cell as a line. `typed(row, column, text)` at each key, half-composed input left out."""

    def __init__(self, columns: tuple[Field, ...], typed: Callable[[int, int, str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self._typed = typed
        self.hints: dict[str, str] = {}

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """The cell's line."""
        row, place = index.row(), index.column()
        line = QLineEdit(parent)
        line.setObjectName("cellLine")
        line.setAccessibleName(self._columns[place].label)
        line.setPlaceholderText(self.hints.get(self._columns[place].name, ""))
        line.textEdited.connect(lambda text: self._typed(row, place, text))
        return line

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:  # noqa: N802
        """What was typed, without blanks at its ends."""
        if isinstance(editor, QLineEdit):
            model.setData(index, " ".join(editor.text().split()), Qt.ItemDataRole.EditRole)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Rows are equally high."""
        return QSize(60, ROW_HEIGHT)
