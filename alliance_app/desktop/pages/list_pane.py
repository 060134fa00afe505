"""The middle column: how the list is ordered, how many there are, and the list itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QMenu, QPushButton, QVBoxLayout

from alliance_app.desktop.cards import HEIGHT, CardDelegate
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import Answer, Card, Order
from alliance_app.desktop.models import RecordList
from alliance_app.desktop.widgets.looks import label


class ListPane(QFrame):
    """`chosen(id)`: the user went to a record. `menu_wanted(place)`: a context menu for the chosen ones."""

    chosen = Signal(str)
    reordered = Signal(str)
    menu_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("listPane")
        self.order_button = QPushButton()
        self.order_button.setProperty("quiet", True)
        self.order_button.setAutoDefault(False)
        self._menu = QMenu(self)
        self.order_button.setMenu(self._menu)
        self.count = label(role="quiet")
        head = QFrame()
        head.setObjectName("listHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 9, 18, 9)
        row.addWidget(self.order_button)
        row.addStretch()
        row.addWidget(self.count)
        self.model = RecordList(desk, self)
        self.list = self._make_list(desk)
        self.nothing = label(wrap=True, role="quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(24, 60, 24, 0)
        self.nothing.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.list, 1)
        box.addWidget(self.nothing, 1)
        self._quiet = False

    def _make_list(self, desk: Desk) -> QListView:
        made = QListView()
        made.setObjectName("recordList")
        made.setAccessibleName(self.tr("Records"))
        made.setModel(self.model)
        made.setItemDelegate(CardDelegate(desk.theme, made))
        made.setUniformItemSizes(True)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setMouseTracking(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.verticalScrollBar().setSingleStep(HEIGHT // 3)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(self._wants_menu)
        made.selectionModel().currentChanged.connect(self._changed)
        return made

    def show_answer(self, answer: Answer, first: Sequence[Card], *, keep_place: bool, current: str | None) -> None:
        """Show an answer. `keep_place`: what is in view stays in view, as far as it is still there."""
        bar = self.list.verticalScrollBar()
        top = self.list.indexAt(QPoint(5, 2))
        anchor = self.model.id_at(top.row()) if keep_place and top.isValid() else None
        offset = bar.value() - top.row() * HEIGHT if top.isValid() else 0
        chosen = set(self.chosen_ids) if keep_place else set()
        self._quiet = True
        self.model.show(answer, first)
        self.list.doItemsLayout()
        place = self.model.place_of(anchor) if anchor else None
        bar.setValue(place * HEIGHT + offset if place is not None else 0)
        self._select(current, chosen)
        self._quiet = False
        if answer.total is not None:
            self.count.setText(self.tr("{count} records").format(count=f"{answer.total:,}"))
        self.list.setVisible(bool(answer.ids))
        self.nothing.setVisible(not answer.ids)

    def show_orders(self, orders: Sequence[tuple[Order, str]], chosen: Order) -> None:
        """Offer these orders."""
        self._menu.clear()
        for order, text in orders:
            action = self._menu.addAction(text, partial(self.reordered.emit, order))
            action.setCheckable(True)
            action.setChecked(order == chosen)
            if order == chosen:
                self.order_button.setText(f"{text} ▾")
                self.order_button.setAccessibleName(self.tr("Order: {order}").format(order=text))

    @property
    def chosen_ids(self) -> list[str]:
        """The records that are selected, in list order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.id_at(row) for row in rows if row < self.model.rowCount()]

    def go_to(self, record_id: str) -> bool:
        """Select a record and bring it into view, without opening it; False when it is not in the list."""
        place = self.model.place_of(record_id)
        if place is not None and self.list.currentIndex().row() == place and record_id in self.chosen_ids:
            return True
        if place is None:
            self._quiet = True
            self.list.selectionModel().clear()
            self._quiet = False
            return False
        self._quiet = True
        self.list.setCurrentIndex(self.model.index(place))
        self._quiet = False
        return True

    def choose_first(self) -> None:
        """Go to the first record."""
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _select(self, current: str | None, chosen: set[str]) -> None:
        place = self.model.place_of(current) if current else None
        selection = self.list.selectionModel()
        if place is None:
            selection.clear()
            return
        bar = self.list.verticalScrollBar()
        value = bar.value()
        selection.setCurrentIndex(self.model.index(place), selection.SelectionFlag.ClearAndSelect)
        # Several stay selected only while the open record is one of them: else a verb would act on what was left.
        for each in chosen - {current} if current in chosen else ():
            other = self.model.place_of(each)
            if other is not None:
                selection.select(self.model.index(other), selection.SelectionFlag.Select)
        bar.setValue(value)

    def _changed(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self.chosen.emit(self.model.id_at(index.row()))

    def _wants_menu(self, place: QPoint) -> None:
        if self.chosen_ids:
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(place))
