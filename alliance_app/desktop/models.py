"""The list's model: ids at once, cards a page at a time as they come into view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, QTimer

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import Answer, Card, Question, cards

PAGE = 40
KEPT = 2_000

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole + 1
ID = Qt.ItemDataRole.UserRole + 2


class RecordList(QStringListModel):
    """Records by id. `data(CARD)` is None until the card's page has been read; the view repaints when it arrives.

    Qt's own list of strings counts and indexes the rows: a view asks for each of a hundred thousand when it lays itself
    out, and must not come to Python for that.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._answer = Answer(Question(), [], 0.0)
        self._places: dict[str, int] = {}
        self._cards: OrderedDict[str, Card] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._generation = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fetch)

    @property
    def answer(self) -> Answer:
        """What the list shows."""
        return self._answer

    @property
    def fetching(self) -> bool:
        """Whether cards in view are about to be asked for."""
        return bool(self._wanted)

    def show(self, answer: Answer, first: Sequence[Card] = ()) -> None:
        """Show another answer; `first` are cards already read, so that the first screen has no gaps."""
        same = answer.ids == self._answer.ids
        self._generation += 1
        self._asked.clear()
        if same:
            self._answer = answer
            self._cards.clear()
            self._keep(first)
            self._repaint(0, len(answer.ids) - 1)
            return
        self._answer = answer
        self._places = {record_id: place for place, record_id in enumerate(answer.ids)}
        self._cards.clear()
        self._keep(first)
        self.setStringList(list(answer.ids))

    def forget(self, ids: frozenset[str]) -> None:
        """Read these records' cards again when they are painted next."""
        for record_id in ids:
            place = self._places.get(record_id)
            if place is not None and record_id in self._cards:
                self._wanted.add(place)
        if self._wanted:
            self._later.start()

    def place_of(self, record_id: str) -> int | None:
        """The row of a record, None when it is not in the list."""
        return self._places.get(record_id)

    def id_at(self, row: int) -> str:
        """The record in a row."""
        return self._answer.ids[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """CARD and ID for the delegate; the title for screen readers and type-ahead."""
        if not index.isValid() or index.row() >= len(self._answer.ids):
            return None
        record_id = self._answer.ids[index.row()]
        if role == ID:
            return record_id
        if role not in (CARD, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        card = self._cards.get(record_id)
        if card is None:
            self._want(index.row())
        if role == CARD:
            return card
        return card.row.title if card else ""

    def _want(self, row: int) -> None:
        page = row // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self._wanted.update(range(page * PAGE, min((page + 1) * PAGE, len(self._answer.ids))))
            self._later.start()

    def _fetch(self) -> None:
        rows, self._wanted = sorted(self._wanted), set()
        ids = [self._answer.ids[row] for row in rows if row < len(self._answer.ids)]
        generation, answer, app = self._generation, self._answer, self._desk.app
        arrive: Callable[[list[Card]], None] = lambda read: self._arrive(generation, read)  # noqa: E731
        if ids:
            self._desk.tasks.read(lambda: cards(app, answer, ids), arrive, owner=self)

    def _arrive(self, generation: int, read: list[Card]) -> None:
        if generation != self._generation:
            return
        self._keep(read)
        rows = [self._places[card.row.id] for card in read if card.row.id in self._places]
        if rows:
            self._repaint(min(rows), max(rows))

    def _keep(self, read: Sequence[Card]) -> None:
        for card in read:
            self._cards[card.row.id] = card
            self._cards.move_to_end(card.row.id)
        while len(self._cards) > KEPT:
            gone, _card = self._cards.popitem(last=False)
            self._asked.discard(self._places.get(gone, 0) // PAGE)

    def _repaint(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))
