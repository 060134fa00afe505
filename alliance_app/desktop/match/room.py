"""The room of supply and demand: needs, recommended matches and offers side by side, or the picture of the chain."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from alliance_app.alliance import marketplace
from alliance_app.alliance.dealings import Standing, dealing
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.match.board import Board, Entry, Pair, read_board
from alliance_app.desktop.match.chain_page import ChainPage
from alliance_app.desktop.match.column import Column
from alliance_app.desktop.match.lists import stage_label
from alliance_app.desktop.match.suggestions import Suggestions, standing_label
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.widgets.looks import button, label, restyle
from alliance_app.library import Changed
from alliance_app.records.options import CHAIN


class MatchRoom(Room):
    """Choosing a need shows who could meet it, choosing an offer whom it could serve; each with the reasons.

    `look_at`: the id of a need or an offer, `chain` for the picture, or `new` for the first need with a new match.
    """

    kind = "supply_demand"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("matchRoom")
        self._desk = desk
        self.board = Board()
        self._chosen = ""
        self._wanted = ""
        self._stage = ""
        self._mine = False
        self._saying = False
        self.chips: dict[str, QPushButton] = {}
        self.needs = Column(desk.theme, self.tr("Needs"))
        self.offers = Column(desk.theme, self.tr("Offers"))
        self.suggestions = Suggestions()
        self.middle = label(self.tr("Recommended · by match"), role="section")
        self.chain = ChainPage(desk)
        self._pages = QStackedWidget()
        self._lay_out()
        for column in (self.needs, self.offers):
            column.list.chosen.connect(self.choose)
            column.list.opened.connect(self.opened)
            column.folded.connect(self._show_lists)
        self.suggestions.said.connect(self._say)
        self.suggestions.opened.connect(self.opened)
        self.suggestions.looked.connect(self._light)
        self.chain.opened.connect(self.opened)
        self.chain.listed.connect(self.listed)

    # -- what is read

    def refresh(self) -> None:
        """Read everything anew and show it; what is chosen stays chosen."""
        library = self._desk.library
        self._desk.tasks.read(lambda: read_board(library), self._show, owner=self, lane="match")

    def concerned(self, changed: Changed) -> bool:
        """Members, salons and open days count, too: anything may."""
        return bool(changed.ids)

    def look_at(self, what: str) -> None:
        """Show a need or an offer by its id, the picture (`chain`), or the first new match (`new`)."""
        if what == "chain":
            self.show_chain(shown=True)
            return
        self.show_chain(shown=False)
        self._wanted = what
        self._meet_wish()

    def _show(self, board: Board) -> None:
        self.board = board = board.in_order_of(self.board)
        if self._chosen not in board.entries:
            self._chosen = next((each for each in board.needs if self._fits(board.entries[each])), "")
        self.noted.emit(self.tr("{count} new").format(count=len(board.new)) if board.new else "")
        self._show_lists()
        self.chain.show_board(board)
        self._meet_wish()

    def _meet_wish(self) -> None:
        wanted, board = self._wanted, self.board
        if wanted == "new":
            wanted = next((each for each in board.needs if board.entries[each].new), "")
        if wanted in board.entries:
            self._wanted = ""
            if not self._fits(board.entries[wanted]):
                self._show_stage("")
            self._column(wanted).unfold_for(board.entries[wanted])
            self._show_lists()
            self.choose(wanted)

    # -- choosing

    def choose(self, record_id: str) -> None:
        """Look at a need or an offer: its matches in the middle, its partners marked on the other side."""
        if record_id not in self.board.entries:
            return
        self._chosen = record_id
        for column in (self.needs, self.offers):
            column.list.choose(record_id)
        self._show_matches()

    def show_chain(self, *, shown: bool) -> None:
        """The picture of the chain, or the lists."""
        self._pages.setCurrentWidget(self.chain if shown else self._columns)
        restyle(self.as_list, "on", not shown)
        restyle(self.as_chain, "on", shown)

    def _show_matches(self) -> None:
        pairs = self.board.pairs.get(self._chosen, ())
        self.suggestions.show_pairs(self._chosen, pairs, self.board)
        partners = frozenset(pair.other(self._chosen) for pair in pairs)
        side = self.board.entries[self._chosen].side if self._chosen in self.board.entries else ""
        for name, column in (("need", self.needs), ("offer", self.offers)):
            theirs = bool(partners) and name != side
            column.list.mark(partners if theirs else frozenset(), pairs[0].other(self._chosen) if theirs else "")
        self._look_at_new(pairs)

    def _light(self, pair: Pair) -> None:
        """A card is looked at: its other side is brought into view."""
        if pair not in self.board.pairs.get(self._chosen, ()):
            return
        other = pair.other(self._chosen)
        column = self._column(other)
        column.list.mark(column.list.cards.partners, other)
        for card in self.suggestions.cards:
            restyle(card, "lit", card.pair == pair)

    def _look_at_new(self, pairs: tuple[Pair, ...]) -> None:
        """What is shown has been looked at: it is new no more once something else is read."""
        keys = [pair.key for pair in pairs if pair.new]
        library = self._desk.library
        if keys and self.isVisible():
            self._desk.tasks.write(lambda: library.mark_seen("match", keys), owner=self)
            left = self.board.new - set(keys)
            self.noted.emit(self.tr("{count} new").format(count=len(left)) if left else "")

    # -- saying how a pair stands

    def _say(self, pair: Pair, verb: str) -> None:
        library = self._desk.library

        def work() -> tuple[Changed, Standing | None]:
            changed = marketplace.say(library, verb, pair.need, pair.offer)
            return changed, dealing(*library.read_many([pair.need, pair.offer])).standing

        if self._saying:
            return
        self._saying = True
        self._desk.tasks.write(work, lambda done: self._said(pair, verb, done), owner=self, failed=self._not_said)

    def _said(self, pair: Pair, verb: str, done: tuple[Changed, Standing | None]) -> None:
        changed, standing = done
        self._saying = False
        if not changed.ids and verb == "reopen" and standing is not None:
            self._desk.say(self.tr("The other side says: {standing}. Only it can take that back.").format(
                standing=standing_label(standing)))  # fmt: skip
            return
        self._desk.touched.emit(changed)
        draft = any(self.board.entries[each].draft for each in (pair.need, pair.offer) if each in self.board.entries)
        text = self._told(verb, standing)
        if draft and verb != "unsuitable":
            text += " " + self.tr("It is a draft still: share it, so that the other side can see it.")
        if verb == "reopen":
            self._desk.say(text)
        else:
            self._desk.say(text, self.tr("Undo"), partial(self._say, pair, "reopen"))

    def _not_said(self, error: Exception) -> None:
        self._saying = False
        self._desk.failed(error)

    def _told(self, verb: str, standing: Standing | None) -> str:
        if verb == "unsuitable":
            return self.tr("Not suitable: these two are not proposed again.")
        if standing is None:
            return self.tr("Taken back.")
        return self.tr("Noted: {standing}").format(standing=standing_label(standing))

    # -- which are shown

    def _show_lists(self) -> None:
        for column, ids in ((self.needs, self.board.needs), (self.offers, self.board.offers)):
            fitting = [each for each in ids if self._fits(self.board.entries[each])]
            column.show_entries(fitting, self.board.entries, self._chosen)
        self._show_matches()

    def _fits(self, each: Entry) -> bool:
        return (not self._stage or each.stage == self._stage) and (each.mine or not self._mine)

    def _show_stage(self, stage: str) -> None:
        self._stage = stage
        for name, chip in self.chips.items():
            restyle(chip, "on", name == stage)
        self.chain.show_stage(stage)
        self._show_lists()

    def _toggle_mine(self) -> None:
        self._mine = not self._mine
        restyle(self.mine, "on", self._mine)
        self._show_lists()

    def _column(self, record_id: str) -> Column:
        return self.needs if self.board.entries[record_id].side == "need" else self.offers

    def _make(self, side: str) -> None:
        fields: dict[str, object] = {"side": side}
        if self._stage:
            fields["chain_stage"] = self._stage
        if self.board.own:
            fields["owner"] = min(self.board.own)
        self.wanted.emit("supply_demand", fields)

    # -- how it is laid out

    def _lay_out(self) -> None:
        heading = QWidget()
        heading.setObjectName("matchHead")
        row = QHBoxLayout(heading)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(10)
        row.addWidget(label(self.tr("Matching"), role="big"))
        row.addWidget(label(" · ".join(stage_label(each) for each in CHAIN), role="quiet"))
        row.addStretch()
        self.offer = button(self.tr("＋ I can offer"), lambda: self._make("offer"))
        self.need = button(self.tr("＋ I need"), lambda: self._make("need"), role="primary")
        row.addWidget(self.offer)
        row.addWidget(self.need)
        self._columns = self._three_columns()
        self._pages.addWidget(self._columns)
        self._pages.addWidget(self.chain)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(heading)
        box.addWidget(self._chip_row())
        box.addWidget(self._pages, 1)
        self.show_chain(shown=False)

    def _chip_row(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("matchChips")
        row = QHBoxLayout(holder)
        row.setContentsMargins(20, 9, 20, 9)
        row.setSpacing(8)
        for stage in ("", *CHAIN):
            text = stage_label(stage) or self.tr("All stages")
            self.chips[stage] = button(text, partial(self._show_stage, stage), role="chip")
            row.addWidget(self.chips[stage])
        restyle(self.chips[""], "on", value=True)
        row.addSpacing(10)
        self.mine = button(self.tr("Only mine"), self._toggle_mine, role="chip")
        row.addWidget(self.mine)
        row.addStretch()
        self.as_list = button(self.tr("List"), lambda: self.show_chain(shown=False), role="chip")
        self.as_chain = button(self.tr("Picture of the chain"), lambda: self.show_chain(shown=True), role="chip")
        row.addWidget(self.as_list)
        row.addWidget(self.as_chain)
        return holder

    def _three_columns(self) -> QWidget:
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.middle.setContentsMargins(16, 0, 0, 0)
        box.addWidget(self.middle)
        box.addWidget(self.suggestions, 1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(20, 16, 16, 8)
        row.setSpacing(14)
        for part in (self.needs, middle, self.offers):
            row.addWidget(part, 1)
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        return holder
