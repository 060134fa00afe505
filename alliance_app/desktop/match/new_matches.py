"""How many good matches are new, beside the room's name: told a while after the window opened, and after changes."""

from PySide6.QtCore import QObject, QTimer

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import MATCH
from alliance_app.desktop.rooms import Rooms
from alliance_app.library import Changed, Library

_AFTER = 2_500  # ms of nothing new


class NewMatches(QObject):
    """Counts while the room has not been gone to; once it has, the room counts itself."""

    def __init__(self, rooms: Rooms, desk: Desk) -> None:
        super().__init__(rooms)
        self._rooms = rooms
        self._desk = desk
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self.count)
        self._changed: frozenset[str] = frozenset()  # since the last count
        self._first = True
        self._soon.start()
        rooms.followed.connect(self._follow)

    def count(self) -> None:
        """Count on a reader, and say it; where nothing of supply and demand has changed, nothing is counted."""
        library, changed, first = self._desk.library, self._changed, self._first
        self._changed, self._first = frozenset(), False
        self._desk.tasks.read(lambda: _count(library, None if first else changed), self._show, owner=self)

    def _follow(self, changed: Changed) -> None:
        if not self._rooms.has_made(MATCH):
            self._changed |= changed.ids
            self._soon.start()

    def _show(self, count: int | None) -> None:
        if count is not None and not self._rooms.has_made(MATCH):
            self._rooms.note(MATCH, self.tr("{count} new").format(count=count) if count else "")


def _count(library: Library, changed: frozenset[str] | None) -> int | None:
    if changed is not None and not any(row.kind == "supply_demand" for row in library.rows(sorted(changed))):
        return None
    if not library.counts().by_kind.get("supply_demand"):
        return 0
    from alliance_app.alliance import marketplace  # the window opens without it

    return len(marketplace.new(library))
