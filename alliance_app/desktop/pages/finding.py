"""Finding: the question that search line, filters, order and navigation put together, and its answer in the list."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import EVERYTHING, Answer, Card, Order, Question, Shelf, cards, look
from alliance_app.desktop.pages.list_pane import ListPane
from alliance_app.desktop.pages.saved import SavedSearches, options_of
from alliance_app.desktop.pages.top_bar import TopBar
from alliance_app.desktop.widgets.chips import ChipBar
from alliance_app.desktop.widgets.facets import ask_facet, facets_of
from alliance_app.desktop.widgets.navigation import Navigation
from alliance_app.desktop.widgets.pick import Offer

_FIRST_CARDS, _FIRST_IDS = 12, 200


class Finding(QObject):
    """`answered(answer)` fires when the list shows what was asked. `at_hand` tells which record is open."""

    answered = Signal(object)

    def __init__(self, desk: Desk, navigation: Navigation, at_hand: Callable[[], str | None]) -> None:
        super().__init__()
        self._desk = desk
        self._at_hand = at_hand
        self.question = Question()
        self.navigation = navigation
        self.top = TopBar(desk)
        self.chips = ChipBar(desk, self._ask_facet)
        self.pane = ListPane(desk)
        self.saved = SavedSearches(desk)
        navigation.chosen.connect(self._go_to_shelf)
        navigation.forgotten.connect(self.saved.forget)
        self.saved.changed.connect(navigation.show_saved)
        self.top.search.asked.connect(self._words_typed)
        self.top.search.entered.connect(self._enter_list)
        self.chips.changed.connect(self._filtered)
        self.chips.save.connect(self._save_search)
        self.pane.reordered.connect(self._reorder)
        self._set_facets()

    def ask(self, *, keep_place: bool = False) -> None:
        """Look for what the question says; the newest question wins."""
        app, question = self._desk.app, self.question
        # A first screenful comes at once, all of a hundred thousand a moment later; nothing may shrink meanwhile.
        first = None if keep_place else _FIRST_IDS

        def read() -> tuple[Answer, list[Card]]:
            answer = look(app, question, first=first)
            return answer, cards(app, answer, answer.ids[:_FIRST_CARDS])

        def show(result: tuple[Answer, list[Card]]) -> None:
            self._show(*result, keep_place=keep_place)
            if not result[0].whole:
                self.ask(keep_place=True)

        self._desk.tasks.read(read, show, owner=self, lane="list")

    def _show(self, answer: Answer, first: Sequence[Card], *, keep_place: bool) -> None:
        self.pane.nothing.setText(self._nothing_text())
        self.pane.show_answer(answer, first, keep_place=keep_place, current=self._at_hand())
        self._show_orders()
        self.top.show_answer(answer)
        self.answered.emit(answer)

    def _nothing_text(self) -> str:
        if self.question.searching:
            return self.tr("Nothing was found. Try fewer or other words, or take a filter away.")
        if self.question.shelf.trashed:
            return self.tr("The trash is empty.")
        if self.question.shelf.drafts:
            return self.tr("No drafts: everything is shared with the alliance.")
        if self.question.shelf.clashing:
            return self.tr("Nothing needs a look.")
        return self.tr("Nothing here yet. “＋ New” or Ctrl+N makes the first one.")

    def warm_up(self) -> None:
        """Load what searching needs before the user types: the first search does."""
        app = self._desk.app
        self._desk.tasks.read(lambda: app.finder.search("a", limit=1), lambda _found: None, owner=self)

    def show_all_of(self, shelf: Shelf) -> None:
        """Look at a whole shelf, so that what was just made is in sight; never at the trash."""
        if shelf.trashed or shelf.clashing or self.question.searching:
            self._put_words("")
            self.chips.choose({})
            self.question = Question(shelf=EVERYTHING if shelf.trashed or shelf.clashing else shelf)
            self.navigation.choose(self.question.shelf)
            self._set_facets()
        self.ask()

    def show_these(self, title: str, ids: Collection[str]) -> None:
        """Look at just these records: those behind a number, called `title`."""
        self._put_words("")
        self.chips.choose({})
        self.question = Question(shelf=Shelf("these", title=title, ids=frozenset(ids)))
        self.navigation.mark(self.question.shelf)
        self._set_facets()
        self.ask()

    # -- what the user asks for

    def _words_typed(self, words: str) -> None:
        order = self.question.order
        if words.strip() and not self.question.words.strip():
            order = "relevance"
        elif not words.strip() and order == "relevance":
            order = "updated"
        self.question = replace(self.question, words=words, order=order)
        self.ask()

    def _enter_list(self) -> None:
        self.pane.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.pane.chosen_ids:
            self.pane.choose_first()

    def _filtered(self, filters: dict[str, tuple[str, ...]]) -> None:
        self.question = replace(self.question, filters=filters)
        self._set_facets()
        self.question = replace(self.question, filters=self.chips.filters)
        self.ask()

    def _reorder(self, order: Order) -> None:
        self.question = replace(self.question, order=order)
        self.ask()

    def _go_to_shelf(self, shelf: Shelf) -> None:
        was_saved = self.question.shelf.key in {each.key for each in self.saved.shelves}
        if shelf in self.saved.shelves:
            self.question = Question(shelf=replace(shelf, words="", filters=()))
            self._set_facets()
            self.chips.choose(options_of(shelf))
            self._put_words(shelf.words)
        else:
            if was_saved:
                self._put_words("")
                self.chips.choose({})
            self.question = replace(self.question, shelf=shelf, filters={})
            self._set_facets()
        self.question = replace(self.question, filters=self.chips.filters)
        self.ask()

    def _put_words(self, words: str) -> None:
        box = self.top.search
        box.blockSignals(True)
        box.setText(words)
        box.blockSignals(False)
        order: Order = "relevance" if words else "updated"
        self.question = replace(self.question, words=words, order=order)

    def _set_facets(self) -> None:
        self.chips.offer(facets_of(self.question))

    def _show_orders(self) -> None:
        orders: list[tuple[Order, str]] = [
            ("updated", self.tr("By time of change")),
            ("date", self.tr("By date")),
        ]
        if self.question.words.strip():
            orders.insert(0, ("relevance", self.tr("By relevance")))
        if not self.question.searching:
            orders.append(("title", self.tr("By title")))
        known = [order for order, _text in orders]
        chosen = self.question.order if self.question.order in known else orders[0][0]
        self.pane.show_orders(orders, chosen)

    def _ask_facet(self, name: str, offer: Offer) -> None:
        ask_facet(self._desk, self.question, name, self, offer)

    # -- saved searches

    def _save_search(self) -> None:
        words = self.question.words.strip()
        suggested = words or "、".join(each for labels in self.chips.labels.values() for each in labels)
        asked = self.tr("Save this search")
        name, agreed = QInputDialog.getText(self.chips, asked, self.tr("Name"), text=suggested[:30])
        if agreed and name.strip():
            self.keep_search(name.strip())

    def keep_search(self, name: str) -> None:
        """Keep the present search in the navigation under a name."""
        self.saved.keep(name, self.question, self.chips.labels)
