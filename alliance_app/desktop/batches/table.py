"""The same projects as a table, sorted by whatever is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from alliance_app.alliance.board import Card, named
from alliance_app.alliance.pipeline import WAY, stage_label
from alliance_app.desktop.theme import Theme
from alliance_app.records.benefit import in_wan
from alliance_app.records.kinds import PROJECT
from alliance_app.records.options import STAGES

Index = QModelIndex | QPersistentModelIndex
_ORDER = {stage: place for place, stage in enumerate(STAGES)}
_ROW = 34  # px
_STAGE, _LACKS = 2, 5  # columns
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One column: its heading, what it shows of a card, what it sorts by, how wide it is in px."""

    heading: str
    shown: Callable[[Card], str]
    key: Callable[[Card], Any]
    width: int
    number: bool = False


class ProjectTable(QAbstractTableModel):
    """Cards as rows."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Card, ...] = ()
        self._by, self._order = _STAGE, Qt.SortOrder.AscendingOrder
        fields = PROJECT.by_name
        of_category, owner, leader = fields["category"], fields["owner"], fields["leader"]
        self.lines = (
            Line(self.tr("Project"), lambda each: each.title, lambda each: each.title, 230),
            Line(owner.label, lambda each: each.enterprise, lambda each: each.enterprise, 140),
            Line(fields["stage"].label, lambda each: stage_label(each.stage), lambda each: _ORDER[each.stage], 84),
            Line(self.tr("Days"), lambda each: f"{each.days:,}", lambda each: each.days, 60, number=True),
            Line(self.tr("Yearly benefit"), _worth, lambda each: each.benefit or 0.0, 110, number=True),
            Line(self.tr("Needs"), self._lacks, self._urgency, 200),
            Line(of_category.label, lambda each: of_category.show(each.category), lambda each: each.category, 84),
            Line(leader.label, lambda each: each.leader, lambda each: each.leader, 110),
            Line(self.tr("Since"), lambda each: each.since, lambda each: each.since, 96),
        )

    def show(self, cards: Sequence[Card]) -> None:
        """Show these, in the order last asked for."""
        self.beginResetModel()
        self._shown = tuple(cards)
        self._arrange()
        self.endResetModel()

    def at(self, row: int) -> Card | None:
        """The card in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def place_of(self, record_id: str) -> int | None:
        """In which row a project stands."""
        return next((row for row, each in enumerate(self._shown) if each.id == record_id), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As many as there are cards."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """As many as there are lines."""
        return 0 if parent.isValid() else len(self.lines)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.lines[section].number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self.lines[section].heading if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        card = self.at(index.row())
        if card is None:
            return None
        line = self.lines[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.shown(card)
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.formula if line.number else line.shown(card)
        if role == Qt.ItemDataRole.TextAlignmentRole and line.number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _LACKS:
            colours = self._theme.colours
            return QBrush(QColor(colours.red if card.still or card.disputed else colours.gold_ink))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is equal there stays in the order it had."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._shown[each.row()].id for each in before]
        self._by, self._order = column, order
        self._arrange()
        places = {each.id: row for row, each in enumerate(self._shown)}
        after = [self.index(places[id_], each.column()) for id_, each in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        key = self.lines[self._by].key
        reverse = self._order == Qt.SortOrder.DescendingOrder
        self._shown = tuple(sorted(self._shown, key=key, reverse=reverse))

    def _urgency(self, card: Card) -> tuple[int, int, int]:
        return -card.disputed, -card.still, -len(card.lacking)

    def _lacks(self, card: Card) -> str:
        look = self.tr("needs a look") if card.disputed else ""
        still = self.tr("no progress for {days} days").format(days=card.still) if card.still else ""
        return " · ".join(each for each in (look, still, named(card.lacking)) if each)


class ProjectView(QTableView):
    """`opened(id)`; `moved(id, stage)` by Ctrl and an arrow; `menu(card, place)`."""

    opened = Signal(str)
    moved = Signal(str, str)
    menu = Signal(object, QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("batchTable")
        self.setAccessibleName(self.tr("Innovation projects"))
        self.shown = ProjectTable(theme, self)
        self.setModel(self.shown)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(_STAGE, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, line in enumerate(self.shown.lines):
            self.setColumnWidth(place, line.width)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(44)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    @property
    def chosen(self) -> Card | None:
        """The card the keyboard is at."""
        return self.shown.at(self.currentIndex().row())

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these; the keyboard stays with its project, or at its place."""
        kept, at, top = self.chosen, self.currentIndex(), self.verticalScrollBar().value()
        self.shown.show(cards)
        if kept is not None and cards:
            row = self.shown.place_of(kept.id)
            row = min(at.row(), len(cards) - 1) if row is None else row
            self.setCurrentIndex(self.shown.index(row, max(at.column(), 0)))
        self.verticalScrollBar().setValue(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens; Ctrl and an arrow move a project on or back."""
        card, key = self.chosen, event.key()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if card is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(card.id)
        elif card is not None and step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if card.stage in WAY and 0 <= WAY.index(card.stage) + step < len(WAY):
                self.moved.emit(card.id, WAY[WAY.index(card.stage) + step])
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        card = self.shown.at(row)
        if card is not None:
            self.opened.emit(card.id)

    def _ask_menu(self, at: QPoint) -> None:
        card = self.shown.at(self.indexAt(at).row()) if self.indexAt(at).isValid() else self.chosen
        if card is not None:
            self.menu.emit(card, self.viewport().mapToGlobal(at))


def _worth(card: Card) -> str:
    if card.benefit is None:
        return "—"
    return in_wan(card.benefit) + (" ✓" if card.confirmed else "")
