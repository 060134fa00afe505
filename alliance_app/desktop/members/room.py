"""The room of the members: the directory at the left, the page of the one that is chosen at the right."""

from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from alliance_app.alliance.members import Profile, read_directory, read_profile
from alliance_app.assessing import rated_years
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.members.exporting import RosterOut
from alliance_app.desktop.members.finding import Entry, Found, Order, Wish, entries, found
from alliance_app.desktop.members.importing import RosterDialog, ask_roster
from alliance_app.desktop.members.listing import MemberList
from alliance_app.desktop.members.page import MemberPage
from alliance_app.desktop.members.words import FULL
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.widgets.flow import FlowLayout
from alliance_app.desktop.widgets.looks import button, label, restyle
from alliance_app.records import clock
from alliance_app.records.kinds import MEMBER
from alliance_app.records.options import CHAIN

_TYPED = 120  # ms after which what was typed is looked for
_CHOSEN = 60  # ms after which the page of the chosen one is read: the arrow keys may be held down


class MembersRoom(Room):
    """The directory of the members, and one of them with everything about it."""

    kind = "member"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("membersRoom")
        self._desk = desk
        self._known: tuple[Entry, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._wanted = ""
        self._stars = -1
        self.dialog: RosterDialog | None = None
        self.told = label(role="quiet")
        self.take_in = button(self.tr("Import roster…"), self.ask_roster, role="small")
        self.give_out = button(self.tr("Export roster…"), self._export, role="small")
        self.words = QLineEdit()
        self.chips: dict[int, QPushButton] = {}
        self.chain = QComboBox()
        self.order = QComboBox()
        self.list = MemberList(desk.theme)
        self.nothing = label(role="quiet", wrap=True)
        self.page = MemberPage(desk)
        self.out = RosterOut(desk, self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPED)
        self._choosing = QTimer(self, singleShot=True, interval=_CHOSEN)
        self._fill()
        self._lay_out()
        self._connect()

    # -- what a room does

    def refresh(self) -> None:
        """Read the directory and the page at hand anew."""
        library = self._desk.library
        self._desk.tasks.read(
            lambda: entries(read_directory(library, clock.today())), self._take, owner=self, lane="members"
        )

    def look_at(self, what: str) -> None:
        """Show one member, by its record id."""
        self._wanted = what
        self.words.clear()
        self.chain.setCurrentIndex(0)
        self._show_stars(-1)

    # -- the directory

    @property
    def wish(self) -> Wish:
        """What is looked for now."""
        order: Order = self.order.currentData()
        return Wish(self.words.text(), self._stars, self.chain.currentData(), order)

    def _take(self, known: tuple[Entry, ...]) -> None:
        self._known = known
        self._look()

    def _look(self) -> None:
        known, wish = self._known, self.wish
        self._desk.tasks.read(lambda: found(known, wish), self._show, owner=self, lane="members found")

    def _show(self, result: Found) -> None:
        rows, numbers = result.rows, result.counts
        self._shown = tuple(each.id for each in rows)
        self.list.show_members(rows, self._wanted)
        if self._wanted in self._shown:
            self.list.choose(self._wanted)
        for stars, chip in self.chips.items():
            text = self.tr("All") if stars < 0 else FULL * stars or self.tr("No star")
            chip.setText(f"{text} {numbers[stars]}")
            chip.setAccessibleName(MEMBER.by_name["stars"].show(str(stars)) if stars > 0 else chip.text())
        whole = len(self._known)
        told = self.tr("{count} enterprises").format(count=whole)
        some = self.tr("{shown} of {count} enterprises").format(shown=len(rows), count=whole)
        self.told.setText(told if len(rows) == whole else some)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(
            self.tr("No enterprise is like that.")
            if whole
            else self.tr("No members yet. Import a roster from Excel, or make them one by one with “New”.")
        )
        self.give_out.setEnabled(bool(rows))

    def _show_stars(self, stars: int) -> None:
        self._stars = stars
        for each, chip in self.chips.items():
            restyle(chip, "on", each == stars)
        self._look()

    # -- the page

    def _choose(self, member_id: str) -> None:
        if member_id:
            self._wanted = member_id
        self._choosing.start()

    def _read_page(self) -> None:
        each = self.list.chosen
        self.page.setVisible(each is not None)
        if each is None:
            return
        app, member_id = self._desk.app, each.id

        def work() -> Profile:
            import_module("alliance_app.writeups.masking")  # loaded here, not where the page needs it
            years = rated_years(app.library, app.witness(), member_id)
            assessed = {each.year: each.assessment.stars for each in years}
            return read_profile(app.library, member_id, clock.today(), assessed)

        self._desk.tasks.read(work, self.page.show_profile, owner=self, lane="member shown")

    # -- the roster

    def ask_roster(self) -> None:
        """Ask for an Excel file, and look at what it would change."""
        path = ask_roster(self, self._desk)
        if path is not None:
            self.look_into(path)

    def look_into(self, path: Path) -> None:
        """Look at what an Excel roster would change."""
        dialog = self.dialog = RosterDialog(self._desk, path, self)
        dialog.open()

    def _export(self) -> None:
        self.out.ask(self._shown)

    # -- layout

    def _fill(self) -> None:
        self.words.setPlaceholderText(self.tr("Name, chair, what it can do, pinyin"))
        self.words.setAccessibleName(self.tr("Find a member"))
        self.words.setClearButtonEnabled(True)
        for stars in (-1, 3, 2, 1, 0):
            chip = button("", partial(self._show_stars, stars), role="chip")
            restyle(chip, "on", stars == self._stars)
            self.chips[stars] = chip
        self.chain.setAccessibleName(self.tr("Place in the chain"))
        self.chain.addItem(self.tr("All places in the chain"), "")
        declared = MEMBER.by_name["chain_stage"]
        for stage in CHAIN:
            self.chain.addItem(declared.show([stage]), stage)
        self.order.setAccessibleName(self.tr("Order"))
        for text, order in (
            (self.tr("By name"), "title"),
            (self.tr("By stars"), "stars"),
            (self.tr("By activity this year"), "activity"),
            (self.tr("Seen last"), "seen"),
            (self.tr("By workers"), "workers"),
        ):
            self.order.addItem(text, order)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._look)
        self._choosing.timeout.connect(self._read_page)
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self.words.returnPressed.connect(self.list.setFocus)
        self.chain.currentIndexChanged.connect(lambda _index: self._look())
        self.order.currentIndexChanged.connect(lambda _index: self._look())
        self.list.chosen_is.connect(self._choose)
        self.list.entered.connect(self.page.edit.setFocus)
        self.page.opened.connect(self.opened)
        self.page.edited.connect(self.opened)
        self.page.listed.connect(self.listed)
        QShortcut(QKeySequence("Ctrl+F"), self, self.words.setFocus,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # fmt: skip

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("membersHead")
        line = QHBoxLayout(head)
        line.setContentsMargins(22, 10, 22, 10)
        line.setSpacing(12)
        line.addWidget(label(self.tr("Member enterprises"), role="bar"))
        line.addWidget(self.told, 1)
        line.addWidget(self.take_in)
        line.addWidget(self.give_out)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self._left())
        right = QFrame()
        right.setObjectName("membersRight")
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([400, 800])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(split, 1)

    def _left(self) -> QWidget:
        left = QFrame()
        left.setObjectName("membersLeft")
        left.setMinimumSize(QSize(320, 0))
        by_stars = QWidget()
        chips = FlowLayout(by_stars)
        for chip in self.chips.values():
            chips.addWidget(chip)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for choice in (self.chain, self.order):
            choices.addWidget(choice, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        filters = QVBoxLayout()
        filters.setContentsMargins(16, 12, 16, 10)
        filters.setSpacing(9)
        filters.addWidget(self.words)
        filters.addWidget(by_stars)
        filters.addLayout(choices)
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(filters)
        box.addWidget(self.list, 1)
        box.addWidget(self.nothing, 1)
        return left
