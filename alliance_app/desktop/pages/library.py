"""The library page: search, filters, list, record, and what belongs to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QSplitter, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import EVERYTHING, Answer, Card, Order, Question, Shelf, cards, look
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.pages.list_pane import ListPane
from alliance_app.desktop.pages.saved import SavedSearches, options_of
from alliance_app.desktop.pages.top_bar import TopBar
from alliance_app.desktop.pages.verbs import Verbs
from alliance_app.desktop.widgets.chips import ChipBar
from alliance_app.desktop.widgets.facets import ask_facet, facets_of
from alliance_app.desktop.widgets.history import HistoryDialog
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.desktop.widgets.navigation import Navigation
from alliance_app.desktop.widgets.pick import Offer
from alliance_app.desktop.widgets.record_head import export_choices
from alliance_app.desktop.widgets.record_view import RecordView
from alliance_app.desktop.widgets.side import SidePane
from alliance_app.desktop.widgets.syncing import SyncCard, Syncing
from alliance_app.library import Changed, Counts
from alliance_app.records.values import Clash, Record, State

_FIRST = 12
_NARROW = 1300  # px


class LibraryPage(QWidget):
    """`answered(answer)` fires when the list shows what was asked."""

    answered = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.question = Question()
        self.record = OpenRecord(desk)
        self.jobs = JobCard(desk)
        self.verbs = Verbs(desk, self.jobs, self)
        self.syncing = Syncing(desk)
        self.navigation = Navigation(desk)
        self.sync_card = SyncCard(desk, self.syncing)
        self.navigation.foot.addWidget(self.jobs)
        self.navigation.foot.addWidget(self.sync_card)
        self.top = TopBar(desk)
        self.chips = ChipBar(desk, self._ask_facet)
        self.pane = ListPane(desk)
        self.view = RecordView(desk, self.record)
        self.side = SidePane(desk, self.record)
        self.saved = SavedSearches(desk)
        self._first = True
        self._standing: tuple[str, bool, State] = ("", False, State.DRAFT)
        self._lay_out()
        self._connect_finding()
        self._connect_record()
        self.read_counts()
        self._set_facets()
        self.ask()
        # The first search loads what searching needs: let that happen before the user types.
        desk.tasks.read(lambda: desk.app.finder.search("a", limit=1), lambda _found: None, owner=self)

    def _lay_out(self) -> None:
        inner = QSplitter(Qt.Orientation.Horizontal)
        inner.setHandleWidth(1)
        inner.setChildrenCollapsible(False)
        for part, least in ((self.pane, 250), (self.view, 420), (self.side, 160)):
            part.setMinimumWidth(least)
            inner.addWidget(part)
        inner.setStretchFactor(1, 1)
        self.columns = inner
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.chips)
        column.addWidget(inner, 1)
        outer = QSplitter(Qt.Orientation.Horizontal)
        outer.setHandleWidth(1)
        outer.setChildrenCollapsible(False)
        self.navigation.setMinimumWidth(176)
        outer.addWidget(self.navigation)
        outer.addWidget(right)
        outer.setStretchFactor(1, 1)
        narrow = self._desk.window_width < _NARROW
        self._desk.settings.follow_splitter("columns", inner, (310, 490, 180) if narrow else (388, 588, 236))
        self._desk.settings.follow_splitter("navigation", outer, (196, 984) if narrow else (223, 1217))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(outer)

    def _connect_finding(self) -> None:
        self.navigation.chosen.connect(self._go_to_shelf)
        self.navigation.forgotten.connect(self.saved.forget)
        self.saved.changed.connect(self.navigation.show_saved)
        self.top.search.asked.connect(self._words_typed)
        self.top.search.entered.connect(self._enter_list)
        self.top.make.connect(self.verbs.make)
        self.top.export.connect(self.export)
        self.chips.changed.connect(self._filtered)
        self.chips.save.connect(self._save_search)
        self.pane.chosen.connect(self.record.open)
        self.pane.reordered.connect(self._reorder)
        self.pane.menu_wanted.connect(self._record_menu)
        self.syncing.done.connect(lambda report: self.refresh(Changed(report.changed, 0)))
        self._desk.touched.connect(self.refresh)
        self._desk.theme.changed.connect(self.pane.list.viewport().update)

    def _connect_record(self) -> None:
        self.verbs.made.connect(self._show_made)
        self.record.opened.connect(self._read_clashes)
        self.record.renewed.connect(self._read_clashes)
        self.record.opened.connect(self._follow_standing)
        self.record.renewed.connect(self._follow_standing)
        self.view.follow_link.connect(self.follow_link)
        self.view.restore.connect(lambda: self._on_open(lambda record: self.verbs.restore([record.id])))
        self.view.decided.connect(lambda name, value: self._on_open(lambda r: self.verbs.decide(r.id, name, value)))
        self.view.head.share.connect(lambda: self._on_open(lambda record: self.verbs.share([record.id])))
        self.view.head.delete.connect(lambda: self._on_open(lambda record: self.verbs.trash([record.id])))
        self.view.head.export.connect(lambda form: self._on_open(lambda record: self.verbs.export([record], form)))
        self.view.head.history.connect(self.show_history)
        self.side.open_record.connect(self.show_record)
        self.side.make_record.connect(self._make_titled)
        self.side.history.connect(self.show_history)
        self.side.files.connect(self.view.add_files)

    # -- asking and showing

    def ask(self, *, keep_place: bool = False) -> None:
        """Look for what the question says; the newest question wins."""
        app, question = self._desk.app, self.question

        def read() -> tuple[Answer, list[Card]]:
            answer = look(app, question)
            return answer, cards(app, answer, answer.ids[:_FIRST])

        self._desk.tasks.read(
            read, lambda result: self._show(*result, keep_place=keep_place), owner=self, lane="list"
        )

    def _show(self, answer: Answer, first: Sequence[Card], *, keep_place: bool) -> None:
        current = self.record.record.id if self.record.record else None
        self.pane.nothing.setText(self._nothing_text())
        self.pane.show_answer(answer, first, keep_place=keep_place, current=current)
        self._show_orders()
        self.top.show_answer(answer)
        if self._first and answer.ids:
            self._first = False
            self.pane.choose_first()
        self.answered.emit(answer)

    def refresh(self, changed: Changed) -> None:
        """Records changed, here or elsewhere: show them as they are now, without moving anything."""
        if not changed.ids:
            return
        self.read_counts()
        opened = self.record.record.id if self.record.record else ""
        if changed.ids == {opened}:
            self.pane.model.forget(changed.ids)
        else:
            self.ask(keep_place=True)
        if opened in changed.ids:
            self.record.refresh()

    def _follow_standing(self, record: Record) -> None:
        """A record that was trashed, restored or shared belongs in other lists than before."""
        before, self._standing = self._standing, (record.id, record.trashed_at is not None, record.state)
        if before[0] == record.id and before != self._standing:
            self.ask(keep_place=True)

    def read_counts(self) -> None:
        """Bring the navigation's counts up to date."""
        self._desk.tasks.read(self._desk.library.counts, self._show_counts, owner=self, lane="counts")

    def _show_counts(self, counts: Counts) -> None:
        self.navigation.show_counts(counts)
        if self.view.form is not None:
            self.view.form.tags.know(sorted(counts.tags, key=lambda tag: -counts.tags[tag]))

    def _nothing_text(self) -> str:
        if self.question.searching:
            return self.tr("Nothing was found. Try fewer or other words, or take a filter away.")
        if self.question.shelf.trashed:
            return self.tr("The trash is empty.")
        if self.question.shelf.drafts:
            return self.tr("No drafts: everything is shared with the alliance.")
        if self.question.shelf.clashing:
            return self.tr("Nothing to settle.")
        return self.tr("Nothing here yet. “＋ New” or Ctrl+N makes the first one.")

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

    # -- records

    def show_record(self, record_id: str) -> None:
        """Open a record; the list goes along when it holds it."""
        self.pane.go_to(record_id)
        self.record.open(record_id)

    def follow_link(self, target: str) -> None:
        """Open the record a body's link names."""
        if target.startswith(("http://", "https://", "mailto:")):
            self._open_outside(target)
            return
        title = target.split("#", maxsplit=1)[0].strip()
        library = self._desk.library

        def show(record_id: str | None) -> None:
            if record_id is not None:
                self.show_record(record_id)
            else:
                text = self.tr("“{title}” is not written yet.").format(title=title)
                self._desk.say(text, self.tr("Write it"), lambda: self._make_titled(title))

        self._desk.tasks.read(lambda: library.by_title(title), show, owner=self)

    def _open_outside(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))

    def new_record(self) -> None:
        """A new record of the kind that is looked at; with several kinds, its menu."""
        kinds = self.question.shelf.kinds
        if len(kinds) == 1:
            self.verbs.make(kinds[0])
        else:
            self.top.new.showMenu()

    def _make_titled(self, title: str) -> None:
        kinds = self.question.shelf.kinds
        self.verbs.make(kinds[0] if len(kinds) == 1 else "article", title)

    def _show_made(self, record_id: str) -> None:
        shelf = self.question.shelf
        if shelf.trashed or shelf.clashing or self.question.searching:
            self._put_words("")
            self.chips.choose({})
            self.question = Question(shelf=EVERYTHING if shelf.trashed or shelf.clashing else shelf)
            self.navigation.choose(self.question.shelf)
            self._set_facets()
        self.record.open(record_id, lambda _record: self.view.focus_title())
        self.ask()

    def export(self, form: str) -> None:
        """Export what is selected in the list, else the record at hand."""
        self.record.save()
        ids = self.pane.chosen_ids
        opened = self.record.record
        if len(ids) > 1:
            self._desk.tasks.read(
                lambda: self._desk.library.read_many(ids), lambda records: self.verbs.export(records, form), owner=self
            )
        elif opened is not None:
            self.verbs.export([opened], form)
        else:
            self._desk.say(self.tr("Choose a record first."))

    def show_history(self, version: str = "") -> None:
        """Show all versions of the record at hand."""

        def show(record: Record) -> None:
            dialog = HistoryDialog(self._desk, record, self, version)
            dialog.reverted.connect(lambda chosen: self.verbs.revert(record.id, chosen))
            dialog.open()

        self.record.save()
        self._on_open(show)

    def _on_open(self, act: Callable[[Record], None]) -> None:
        self.record.save()
        if self.record.record is not None:
            act(self.record.record)

    def _read_clashes(self, record: Record) -> None:
        library = self._desk.library

        def show(clashes: tuple[Clash, ...]) -> None:
            self.view.show_clashes(record, clashes)

        self._desk.tasks.read(lambda: library.clashes(record.id), show, owner=self, lane="clashes")

    def _record_menu(self, place: QPoint) -> None:
        ids = self.pane.chosen_ids
        menu = QMenu(self)
        if self.question.shelf.trashed:
            menu.addAction(self.tr("Restore"), partial(self.verbs.restore, ids))
        else:
            menu.addAction(self.tr("Share with the alliance"), partial(self.verbs.share, ids))
            out = menu.addMenu(self.tr("Export"))
            for text, form in export_choices():
                out.addAction(text, partial(self.export, form))
            menu.addSeparator()
            menu.addAction(self.tr("Move to the trash"), partial(self.verbs.trash, ids))
        menu.popup(place)

    # -- saved searches

    def _save_search(self) -> None:
        words = self.question.words.strip()
        suggested = words or "、".join(each for labels in self.chips.labels.values() for each in labels)
        name, agreed = QInputDialog.getText(self, self.tr("Save this search"), self.tr("Name"), text=suggested[:30])
        if agreed and name.strip():
            self.keep_search(name.strip())

    def keep_search(self, name: str) -> None:
        """Keep the present search in the navigation under a name."""
        self.saved.keep(name, self.question, self.chips.labels)
