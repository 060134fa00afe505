"""The rows of a roster that was looked at: number, name, how each stands, what changes or is wrong."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from alliance_app.desktop.theme import Theme, font
from alliance_app.intake.roster import PreviewRow, Standing

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW, NAME, STANDING, WHAT = range(4)


def standings() -> Mapping[Standing, str]:
    """How a row stands, in words."""
    return {
        Standing.NEW: QCoreApplication.translate("Roster", "New"),
        Standing.CHANGES: QCoreApplication.translate("Roster", "Changes"),
        Standing.SAME: QCoreApplication.translate("Roster", "Unchanged"),
        Standing.ASKS: QCoreApplication.translate("Roster", "Which one?"),
        Standing.WRONG: QCoreApplication.translate("Roster", "Wrong"),
    }


class PreviewTable(QAbstractTableModel):
    """Holds the rows that are shown."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[PreviewRow] = ()

    def show(self, rows: Sequence[PreviewRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def at(self, row: int) -> PreviewRow | None:
        """The one in a row of the table."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Four."""
        return 0 if parent.isValid() else WHAT + 1

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What the columns are."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Row"), self.tr("Enterprise"), self.tr("Standing"), self.tr("What changes, or is wrong"))[
                section
            ]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        row = self.at(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (str(row.number), row.name or "—", standings()[row.standing], what_of(row))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(row, index.column())
        if role == Qt.ItemDataRole.FontRole and index.column() == STANDING and row.standing is Standing.WRONG:
            return font(13, QFont.Weight.Bold)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == ROW:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _ink(self, row: PreviewRow, column: int) -> QColor | None:
        colours = self._theme.colours
        if column == STANDING:
            inks = {
                Standing.NEW: colours.green, Standing.CHANGES: colours.blue, Standing.SAME: colours.faint,
                Standing.ASKS: colours.gold_ink, Standing.WRONG: colours.red,
            }  # fmt: skip
            return QColor(inks[row.standing])
        return QColor(colours.faint) if row.standing is Standing.SAME else None


def what_of(row: PreviewRow) -> str:
    """What a row changes, or what is wrong with it, on one line."""
    if row.faults:
        return "；".join(f"{each.place} {each.column}：{each.reason}" for each in row.faults)
    if row.candidates:
        return "；".join(each.title for each in row.candidates)
    if row.standing is Standing.NEW:
        said = [f"{each.label} {each.after}" for each in row.changes]
    else:
        said = [f"{each.label} {each.before or '—'} → {each.after}" for each in row.changes]
    return "；".join([*said, *row.remarks])
