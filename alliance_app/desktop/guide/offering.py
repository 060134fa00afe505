"""One calm line above the records of an empty library, or a young union's: there is a guide to begin with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import GUIDE
from alliance_app.desktop.rooms import Rooms
from alliance_app.desktop.widgets.looks import OneLine, button
from alliance_app.library import Library, Listing
from alliance_app.records import clock

_NOTED = "guide offered"


class GuideBanner(QFrame):
    """Shown once everything else is there, where the guide helps; either answer takes it away."""

    def __init__(self, desk: Desk, rooms: Rooms) -> None:
        super().__init__()
        self.setObjectName("guideBanner")
        self._desk, self._rooms = desk, rooms
        self.text = OneLine()
        self.look = button(self.tr("See the guide"), self._go)
        self.dismiss = button(self.tr("Not now"), self._not_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 20, 7)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.look)
        row.addWidget(self.dismiss)
        self.hide()
        desk.touched.connect(self._ask_again)
        desk.tasks.idle.connect(self._ask, Qt.ConnectionType.SingleShotConnection)

    def _ask(self) -> None:
        library = self._desk.library
        self._desk.tasks.read(lambda: _helps(library), self._offer, owner=self, lane="guide offered")

    def _ask_again(self) -> None:
        if not self.isHidden():
            self._ask()

    def _offer(self, helps: object) -> None:
        told = self.tr("A new union? The guide goes through the first year: what to do, how, and until when.")
        self.text.show_text(told)
        self.setAccessibleName(told)
        self.setVisible(bool(helps))

    def _go(self) -> None:
        self.hide()
        self._rooms.go_to(GUIDE)

    def _not_now(self) -> None:
        self.hide()
        library = self._desk.library
        self._desk.tasks.write(lambda: library.mark_seen(_NOTED, ["yes"]), owner=self)


def _helps(library: Library) -> bool:
    """In an empty library, and to a young union that has no plan yet. For a reader thread."""
    if library.seen(_NOTED):
        return False
    if not library.ids(Listing(limit=1)):
        return True
    if not library.counts().by_kind.get("member"):
        return False
    from alliance_app.alliance import planning, starting  # with the whole catalogue: the window opens without them

    own = planning.own_member(library)
    if own is None or not starting.is_young(library.read(own), clock.today()):
        return False
    return not library.ids(Listing(kinds=("step",), linked_to=own, limit=1))
