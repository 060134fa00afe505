"""The room of the three batches: figures, filters, and the projects as board or table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from alliance_app.alliance.board import Card, Wanted
from alliance_app.alliance.pipeline import Move, moves
from alliance_app.alliance.projects import Projects, read_projects
from alliance_app.alliance.three_batches import ThreeBatches, category_of, enterprise_of, three_batches
from alliance_app.desktop.batches.board import Board
from alliance_app.desktop.batches.figures import Figures
from alliance_app.desktop.batches.filters import Filters
from alliance_app.desktop.batches.moving import Moving
from alliance_app.desktop.batches.table import ProjectView
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.widgets.looks import button, label, restyle
from alliance_app.records import clock
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen: all projects, those that are wanted, and the batches of the latter's enterprises."""

    projects: Projects
    cards: tuple[Card, ...]
    three: ThreeBatches


class BatchesRoom(Room):
    """Holds the projects as they were last read; everything is worked out off the GUI thread."""

    kind = "project"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("batchesRoom")
        self._desk = desk
        self._projects = Projects()
        self._by_id: Mapping[str, Record] = {}
        self._follow_id = ""  # the project that was moved, which the keyboard goes along with
        self.told = label(role="quiet")
        self.as_board = button(self.tr("Board"), lambda: self._turn(self.board), role="chip")
        self.as_table = button(self.tr("Table"), lambda: self._turn(self.table), role="chip")
        self.as_board.setToolTip(self.tr("Drag a card, or move it with Ctrl and an arrow"))
        self.make = button(self.tr("＋ New project"), lambda: self.wanted.emit("project", {}), role="small")
        self.figures = Figures()
        self.filters = Filters()
        self.moving = Moving(desk, self)
        self.board = Board(desk.theme, self._ways)
        self.table = ProjectView(desk.theme)
        self.nothing = label(role="quiet", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown = QStackedWidget()
        for page in (self.board, self.table, self.nothing):
            self.shown.addWidget(page)
        self._page: Board | ProjectView = self.board
        self._lay_out()
        self._connect()
        self._mark()

    def refresh(self) -> None:
        """Read the projects anew."""
        library, wanted = self._desk.library, self.filters.wanted

        def read() -> Shown:
            return _shown(read_projects(library, clock.today()), wanted)

        self._desk.tasks.read(read, self._show, owner=self, lane="batches")

    def look_at(self, what: str) -> None:
        """`stalled`, `lacking` or `all` projects; `table` or `board`."""
        pages: dict[str, Board | ProjectView] = {"board": self.board, "table": self.table}
        if what in pages:
            self._turn(pages[what])
        elif what in ("stalled", "lacking", "all"):
            self.filters.want(Wanted(stalled=what == "stalled", lacking=what == "lacking"))

    def _rearrange(self) -> None:
        """Others are wanted of the projects that were read."""
        projects, wanted = self._projects, self.filters.wanted
        self._desk.tasks.read(lambda: _shown(projects, wanted), self._show, owner=self, lane="batches")

    def _show(self, shown: Shown) -> None:
        self._projects = shown.projects
        self._by_id = {each.id: each for each in shown.projects.records}
        everything = shown.projects.cards
        self.filters.show_cards(everything)
        self.figures.show_batches(shown.three)
        self.told.setText(self.tr("{count} projects").format(count=len(everything)))
        self.board.show_cards(shown.cards)
        self.table.show_cards(shown.cards)
        self.nothing.setText(
            self.tr("No project fits these filters.")
            if everything
            else self.tr("No project yet. A small idea of a worker is enough to begin: ＋ New project")
        )
        self.shown.setCurrentWidget(self._page if shown.cards else self.nothing)
        if self._follow_id and self._page is self.board:
            self.board.go_to(self._follow_id, unfold=True)
        self._follow_id = ""

    def _take_keyboard(self) -> None:
        if self._page is self.board:
            self.board.take_keyboard()
        else:
            self.table.setFocus()

    def _ways(self, record_id: str) -> Mapping[str, Move]:
        record = self._by_id.get(record_id)
        return {each.stage: each for each in moves(record, self._projects.papers)} if record else {}

    def _offer(self, card: Card, place: QPoint) -> None:
        record = self._by_id.get(card.id)
        if record is not None:
            self.moving.offer(record, self._projects.papers, place)

    def _went(self, record_id: str) -> None:
        if self._page is self.board and self.isVisible():
            self._follow_id = record_id

    def _turn(self, page: Board | ProjectView) -> None:
        self._page = page
        self._mark()
        if self.shown.currentWidget() is not self.nothing:
            self.shown.setCurrentWidget(page)
            self._take_keyboard()

    def _mark(self) -> None:
        for chip, page in ((self.as_board, self.board), (self.as_table, self.table)):
            restyle(chip, "on", page is self._page)
            chip.setAccessibleDescription(self.tr("shown") if page is self._page else "")

    def _connect(self) -> None:
        self.filters.changed.connect(self._rearrange)
        self.figures.listed.connect(self.listed)
        for page in (self.board, self.table):
            page.opened.connect(self.opened)
            page.moved.connect(self.moving.begin)
            page.menu.connect(self._offer)
        self.moving.went.connect(self._went)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(label(self.tr("Three batches"), role="big"))
        heading.addWidget(self.told)
        heading.addStretch()
        for part in (self.as_board, self.as_table, self.make):
            heading.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(12)
        box.addLayout(heading)
        box.addWidget(self.figures)
        box.addWidget(self.filters)
        box.addWidget(self.shown, 1)


def _shown(projects: Projects, wanted: Wanted) -> Shown:
    """The projects that are wanted; figures follow enterprise, category and year, not what stands still or lacks."""
    whose = replace(wanted, year=None, stalled=False, lacking=False)
    counted = [
        each
        for each in projects.records
        if whose.enterprise in ("", enterprise_of(each)) and whose.category in ("", category_of(each))
    ]
    cards = tuple(each for each in projects.cards if wanted.wants(each))
    return Shown(projects, cards, three_batches(counted, wanted.year))
