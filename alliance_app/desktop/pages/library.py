"""The library page: search, filters, list, record, and what belongs to it."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QPoint, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.follow_ups import ToDo
from alliance_app.desktop.giving.exporting import Exporting
from alliance_app.desktop.giving.summing import Summing
from alliance_app.desktop.guide.offering import GuideBanner
from alliance_app.desktop.looking import OVERVIEW, Question, Shelf, count
from alliance_app.desktop.open_record import OpenRecord, SaveState, Saving
from alliance_app.desktop.pages.alliance_rooms import furnish
from alliance_app.desktop.pages.bringing_in import BringingIn
from alliance_app.desktop.pages.casework import Casework
from alliance_app.desktop.pages.erasing import Erasing
from alliance_app.desktop.pages.finding import Finding
from alliance_app.desktop.pages.recovering import Recovering
from alliance_app.desktop.pages.saved import question_of
from alliance_app.desktop.pages.sharing import Sharing
from alliance_app.desktop.pages.templates import Templates
from alliance_app.desktop.pages.verbs import Verbs
from alliance_app.desktop.reading import Reading
from alliance_app.desktop.review import ReviewDialog
from alliance_app.desktop.rooms import Rooms
from alliance_app.desktop.settings import AT_START
from alliance_app.desktop.sharing.composing import Composing
from alliance_app.desktop.widgets.history import HistoryDialog
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.desktop.widgets.looks import columns, stack
from alliance_app.desktop.widgets.navigation import Navigation
from alliance_app.desktop.widgets.record_head import export_choices
from alliance_app.desktop.widgets.record_view import RecordView
from alliance_app.desktop.widgets.side import SidePane
from alliance_app.library import Changed, Counts
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Clash, Record, State
from alliance_app.sync import SyncReport

_FIRST_CARDS, _FIRST_IDS = 12, 200
_NARROW = 1300  # px
_COUNT_AFTER = 200  # ms
_FORM_EVERY = 300  # ms


class LibraryPage(QWidget):
    """`answered(answer)` fires when the list shows what was asked."""

    answered = Signal(object)

    def __init__(self, desk: Desk, pages: QWidget) -> None:
        super().__init__(pages)
        self._desk = desk
        self.record = OpenRecord(desk)
        self.jobs = JobCard(desk)
        self.verbs = Verbs(desk, self.jobs)
        self.bringing_in = BringingIn(desk, self.jobs, self)
        self.exporting = Exporting(desk, self.jobs, self)
        self.summing = Summing(desk, self.jobs, self.exporting, self)
        self.erasing = Erasing(desk, self.record, self)
        self.sharing = Sharing(desk, self)
        self.syncing, self.sync_card = self.sharing.syncing, self.sharing.card
        self.navigation = Navigation(desk)
        self.navigation.foot.addWidget(self.jobs)
        self.navigation.foot.addWidget(self.sync_card)
        self.finding = Finding(desk, self.navigation, self._at_hand)
        self.top, self.chips, self.pane = self.finding.top, self.finding.chips, self.finding.pane
        self.view = RecordView(desk, self.record)
        self.templates = Templates(desk, self.verbs, self)
        self.templates.stand_in(self.top.new_menu)
        self.reading = Reading(desk, self.record)
        self.recovering = Recovering(desk, self.record, self.view)
        self.side = SidePane(desk, self.record)
        self.casework = Casework(desk, self.record, self.view, self.pane, self.jobs, self)
        self.cases = self.casework.room
        for each in (self.record, self.cases):
            each.setParent(self)  # Qt lets go of what is connected to them when the page goes
        self.rooms = Rooms(self.navigation, self.sharing.shown, lambda: self.question.shelf)
        self.to_do = ToDo(desk, self.navigation, self.rooms)
        furnish(self.rooms, desk, self.to_do.watch, self.summing.ask)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_AFTER)
        self._counting.timeout.connect(self._count)
        self._first = True
        self._standing: tuple[str, bool, State] = ("", False, State.DRAFT)
        self._lay_out()
        self._connect_finding()
        self._connect_record()
        self._connect_sharing()
        self._connect_cases()
        self.finding.ask()

    @property
    def question(self) -> Question:
        """What is looked for."""
        return self.finding.question

    def _at_hand(self) -> str | None:
        return self.record.record.id if self.record.record else None

    def _lay_out(self) -> None:
        """From the outside in, which takes half as long as the other way round: see `stack`."""
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        outer, whole, records, inner = columns(), QWidget(), QWidget(), columns()
        box.addWidget(outer)
        self.navigation.setMinimumWidth(176)
        outer.addWidget(self.navigation)
        outer.addWidget(self.cases.shown)
        outer.setStretchFactor(1, 1)
        self.cases.stand_beside(whole)
        stack(whole, self.top, self.sharing.shown)
        self.sharing.stand_beside(records)
        self.guide = GuideBanner(self._desk, self.rooms)
        stack(records, self.sharing.banner, self.recovering.banner, self.guide, self.chips, inner)
        for part, least in ((self.pane, 250), (self.view, 420), (self.side, 160)):
            part.setMinimumWidth(least)
            inner.addWidget(part)
        inner.setStretchFactor(1, 1)
        self.columns = inner
        narrow = self._desk.window_width < _NARROW
        self._desk.settings.follow_splitter("columns", inner, (310, 490, 180) if narrow else (388, 588, 236))
        self._desk.settings.follow_splitter("navigation", outer, (196, 984) if narrow else (223, 1217))

    def _connect_finding(self) -> None:
        self.finding.answered.connect(self._start_work)
        self.finding.saved.changed.connect(self.read_counts)
        self.finding.answered.connect(self.answered)
        self.top.make.connect(self.verbs.make)
        self.top.export.connect(self.export)
        self.top.export_many.connect(self.export_many)
        self.pane.chosen.connect(self.record.open)
        self.pane.menu_wanted.connect(self._record_menu)
        self._desk.touched.connect(self.refresh)
        self._desk.theme.changed.connect(self.pane.list.viewport().update)

    def _connect_record(self) -> None:
        self.verbs.made.connect(self._show_made)
        self.record.opened.connect(lambda record: self.pane.go_to(record.id))
        self.record.opened.connect(self._read_clashes)
        self.record.renewed.connect(self._read_clashes)
        self.record.opened.connect(self._follow_standing)
        self.record.renewed.connect(self._follow_standing)
        self.view.follow_link.connect(self.follow_link)
        self.view.restore.connect(lambda: self._on_open(lambda record: self.verbs.restore([record.id])))
        self.view.erase.connect(lambda: self._on_open(lambda record: self.erasing.ask([record.id])))
        self.view.review.connect(self.show_review)
        self.view.head.share.connect(lambda: self._on_open(lambda record: self.verbs.share([record.id])))
        self.view.head.delete.connect(lambda: self._on_open(lambda record: self.verbs.trash([record.id])))
        self.view.head.export.connect(lambda form: self._on_open(lambda record: self.exporting.export([record], form)))
        self.view.head.history.connect(self.show_history)
        self.view.head.template.connect(lambda: self._on_open(self.templates.make_of))
        self.side.open_record.connect(self.show_record)
        self.side.make_record.connect(self._make_titled)
        self.side.history.connect(self.show_history)
        self.side.files.connect(self.view.add_files)

    def _connect_sharing(self) -> None:
        composing = Composing(self)
        self.syncing.held = lambda: composing.now or self.record.state.saving is Saving.SAVING
        self.syncing.done.connect(self._take_synced)
        self.record.state_changed.connect(self._follow_saving)
        self.sharing.renamed.connect(self.navigation.show_identity)
        self.sharing.opened.connect(self.record.save)
        self.sharing.page.left.connect(self.pane.list.setFocus)
        for each in (self.top.search.asked, self.top.search.entered, self.navigation.chosen, self.verbs.made):
            each.connect(self.sharing.show_records)
        self.rooms.entered.connect(self.record.save)
        self.rooms.left.connect(self.pane.list.setFocus)
        self.rooms.opened.connect(self.show_record)
        self.rooms.listed.connect(self.show_these)
        self.bringing_in.listed.connect(self.show_these)
        self.rooms.wanted.connect(self.verbs.make_with)
        self.rooms.begun.connect(self.verbs.made)
        self.sharing.shown.currentChanged.connect(lambda place: self.top.out.setVisible(place == 0))

    def _connect_cases(self) -> None:
        self.cases.looked_at.connect(self.show_record)
        self.cases.shared.connect(lambda record_id: self.verbs.share([record_id]))
        for other in (self.sharing.opened, self.navigation.chosen, self.navigation.list.itemClicked):
            other.connect(self.cases.leave)

    def _follow_saving(self, state: SaveState) -> None:
        if state.saving is Saving.WAITING:
            self.syncing.typed()

    # -- what changes

    def _start_work(self) -> None:
        if self._first:  # everything that can wait has waited for the list to be there
            self._first = False
            self._count()
            self.to_do.watch.start()
            if self._desk.settings.text(AT_START) == "yes":
                self.rooms.go_to(OVERVIEW)
            self.finding.warm_up()
            self.templates.refresh()
            self.pane.choose_first()
            self.recovering.ask()
            QTimer.singleShot(_FORM_EVERY, self, self._make_next_form)

    def _make_next_form(self) -> None:
        """Make the forms one by one while nothing happens, so that no record waits for its own."""
        kind = next((name for name in KINDS if not self.view.has_form(name)), None)
        if kind is not None:
            self.view.make_form(kind)
            QTimer.singleShot(_FORM_EVERY, self, self._make_next_form)

    def refresh(self, changed: Changed) -> None:
        """Records changed, here or elsewhere: show them as they are now, without moving anything."""
        if not changed.ids:
            return
        self.read_counts()
        self.to_do.watch.follow(changed)
        self.rooms.follow(changed)
        opened = self.record.record.id if self.record.record else ""
        if changed.ids == {opened}:
            self.pane.model.forget(changed.ids)
        else:
            self.finding.ask(keep_place=True)
        if opened in changed.ids:
            self.record.refresh()
        self.cases.refresh(changed)

    def _take_synced(self, report: SyncReport) -> None:
        self.refresh(Changed(report.changed, 0))
        if report.files_in:
            self.side.refresh()

    def _follow_standing(self, record: Record) -> None:
        """A record that was trashed, restored or shared belongs in other lists than before."""
        before, self._standing = self._standing, (record.id, record.trashed_at is not None, record.state)
        if before[0] == record.id and before != self._standing:
            self.finding.ask(keep_place=True)

    def read_counts(self) -> None:
        """Bring the navigation's counts up to date, soon: many changes are counted once."""
        if not self._counting.isActive():
            self._counting.start()

    def _count(self) -> None:
        desk, shelves = self._desk, self.finding.saved.shelves

        def read() -> tuple[Counts, dict[Shelf, int]]:
            return desk.library.counts(), {shelf: count(desk.app, question_of(shelf)) for shelf in shelves}

        desk.tasks.read(read, lambda read: self._show_counts(*read), owner=self, lane="counts")

    @property
    def idle(self) -> bool:
        """Whether everything that is shown is up to date, and everything typed is saved."""
        waiting = self._counting.isActive() or self.pane.model.fetching
        return not waiting and self.record.quiet and self.view.body.idle and self.cases.idle and self.rooms.idle

    def _show_counts(self, counts: Counts, saved: dict[Shelf, int]) -> None:
        self.navigation.show_counts(counts, saved)
        self._desk.tags = sorted(counts.tags, key=lambda tag: -counts.tags[tag])

    # -- records

    def show_record(self, record_id: str) -> None:
        """Open a record; the list goes along when it holds it."""
        self.sharing.show_records()
        self.pane.go_to(record_id)
        self.record.open(record_id)

    def show_these(self, title: str, ids: Collection[str]) -> None:
        """List just these records, those behind a number."""
        self.sharing.show_records()
        self.finding.show_these(title, ids)
        self.pane.list.setFocus()

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
        here = self.rooms.here
        kinds = self.question.shelf.kinds if here is None else (here.kind,)
        if len(kinds) == 1 and kinds[0]:
            self.verbs.make(kinds[0])
        else:
            self.top.offer_new()

    def _make_titled(self, title: str) -> None:
        kinds = self.question.shelf.kinds
        self.verbs.make(kinds[0] if len(kinds) == 1 else "article", title)

    def _show_made(self, record_id: str) -> None:
        self.record.open(record_id, self.casework.begin)
        self.finding.show_all_of(self.question.shelf)

    def export(self, form: str) -> None:
        """Export what is selected in the list, else the record at hand."""
        self.record.save()
        ids = self.pane.chosen_ids
        opened = self.record.record
        if len(ids) > 1:
            library = self._desk.library
            self._desk.tasks.read(
                lambda: library.read_many(ids), lambda records: self.exporting.export(records, form), owner=self
            )
        elif opened is not None:
            self.exporting.export([opened], form)
        else:
            self._desk.say(self.tr("Choose a record first."))

    def export_many(self, what: str) -> None:
        """Export `all` that the list shows, what is `chosen` in it, or either as a `list` in Excel."""
        self.record.save()
        ids = self.pane.chosen_ids
        if what == "all":
            self.exporting.ask_all(self.question)
        elif what == "chosen":
            self.exporting.ask(ids)
        else:
            self.exporting.ask_list(ids if len(ids) > 1 else (), self.question)

    def show_history(self, version: str = "") -> None:
        """Show all versions of the record at hand."""

        def show(record: Record) -> None:
            dialog = HistoryDialog(self._desk, record, self, version)
            dialog.reverted.connect(lambda chosen: self.verbs.revert(record.id, chosen))
            dialog.open()

        self.record.save()
        self._on_open(show)

    def show_review(self) -> None:
        """Show what people changed at the same time in the record at hand, to be decided."""

        def show(record: Record) -> None:
            dialog = ReviewDialog(self._desk, record, self)
            dialog.decided.connect(
                lambda clash, value: self.verbs.decide(record.id, clash, value, failed=dialog.show_refused)
            )
            self.record.renewed.connect(dialog.look_again)
            dialog.open()

        self._on_open(show)

    def _on_open(self, act: Callable[[Record], None]) -> None:
        self.record.save()
        if self.record.record is not None:
            act(self.record.record)

    def _read_clashes(self, record: Record) -> None:
        library = self._desk.library

        def show(clashes: tuple[Clash, ...]) -> None:
            self.view.show_clashes(record, () if record.trashed_at else clashes)
            if self.question.shelf.clashing and not clashes and self.pane.model.place_of(record.id) is not None:
                self.finding.ask(keep_place=True)  # it is on this shelf no more

        self._desk.tasks.read(lambda: library.clashes(record.id), show, owner=self, lane="clashes")

    def _record_menu(self, place: QPoint) -> None:
        ids = self.pane.chosen_ids
        menu = QMenu(self)
        if self.question.shelf.trashed:
            menu.addAction(self.tr("Restore"), partial(self.verbs.restore, ids))
            menu.addSeparator()
            menu.addAction(self.tr("Erase for good…"), partial(self.erasing.ask, ids))
        else:
            menu.addAction(self.tr("Share with the alliance"), partial(self.verbs.share, ids))
            out = menu.addMenu(self.tr("Export"))
            for text, form in export_choices():
                out.addAction(text, partial(self.export, form))
            out.addSeparator()
            out.addAction(self.tr("More choices…"), partial(self.export_many, "chosen"))
            menu.addAction(self.tr("Print…"), self.casework.print_records)
            menu.addSeparator()
            menu.addAction(self.tr("Move to the trash"), partial(self.verbs.trash, ids))
        menu.popup(place)
