"""Pages that stand beside the records, each with its place in the navigation: made when first gone to."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from alliance_app.desktop.looking import Shelf
from alliance_app.desktop.widgets.navigation import Navigation
from alliance_app.library import Changed
from alliance_app.records.values import Edit


class Room(QWidget):
    """A page beside the records. What it shows it reads off the GUI thread, when it comes into sight and on changes.

    `left`: back to the records. `opened(record_id)`: show this record. `listed(title, ids)`: show these records as a
    list, those behind a number. `went(shelf, what)`: go to another room, or to a shelf of records. `wanted(kind,
    fields)`: make a record of this kind with these fields and show it; `begun(record_id)`: one was made, it is to be
    shown and written. `noted(text)`: what its line in the navigation says at the right.

    `kind`: what Ctrl+N makes here; where that is nothing, it asks.
    """

    kind = ""
    left = Signal()
    opened = Signal(str)
    listed = Signal(str, object)
    went = Signal(object, str)
    wanted = Signal(str, object)
    begun = Signal(str)
    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.outdated = True

    def refresh(self) -> None:
        """Read anew, off the GUI thread, and show it; nothing moves that the user is at."""

    @property
    def idle(self) -> bool:
        """Whether everything typed here is saved."""
        return True

    def settle(self) -> tuple[Sequence[Edit], str]:
        """At closing: save what is typed here; gives what could not be saved, and why."""
        return (), ""

    def look_at(self, what: str) -> None:
        """Show a part of what is here; which words mean what is the room's own affair."""

    def follow(self, changed: Changed) -> None:
        """Records changed, here or elsewhere: out of sight it costs nothing."""
        if not self.concerned(changed):
            return
        self.outdated = not self.isVisible()
        if not self.outdated:
            self.refresh()

    def concerned(self, changed: Changed) -> bool:
        """Whether such changes can make a difference here."""
        return bool(changed.ids)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Come up to date."""
        super().showEvent(event)
        if self.outdated:
            self.outdated = False
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class Rooms(QObject):
    """Take turns with the records, the first of `pages`. `at_hand` tells the records' shelf.

    `entered`: a room is about to be shown. `followed(changed)`: records changed, whatever is shown. The other signals
    are those of the rooms.
    """

    entered = Signal()
    left = Signal()
    opened = Signal(str)
    listed = Signal(str, object)
    wanted = Signal(str, object)
    begun = Signal(str)
    followed = Signal(object)

    def __init__(self, navigation: Navigation, pages: QStackedWidget, at_hand: Callable[[], Shelf]) -> None:
        super().__init__(pages)
        self._navigation = navigation
        self._pages = pages
        self._at_hand = at_hand
        self._made: dict[Shelf, Room] = {}
        self._makers: dict[Shelf, Callable[[], Room]] = {}
        pages.currentChanged.connect(self._mark_shelf)
        navigation.room.connect(self.show_chosen)
        navigation.list.itemClicked.connect(self.show_chosen)

    def add(self, shelf: Shelf, make: Callable[[], Room]) -> None:
        """Let the navigation lead to a room."""
        self._makers[shelf] = make
        self._navigation.offer_room(shelf)

    @property
    def here(self) -> Room | None:
        """The room that is shown; None where the records or something else are."""
        shown = self._pages.currentWidget()
        return shown if isinstance(shown, Room) else None

    def go_to(self, shelf: Shelf, what: str = "") -> None:
        """Show a room, or a shelf of records; `what`: which part of the room."""
        self._navigation.choose(shelf)
        if shelf in self._makers and what:
            self._room(shelf).look_at(what)

    def show_chosen(self) -> None:
        """Show what the navigation is at: a room, or the records."""
        shelf = self._navigation.shelf
        if shelf not in self._makers:
            self.show_records()
        elif self.here is None or self.here is not self._made.get(shelf):
            self.entered.emit()
            self._pages.setCurrentWidget(self._room(shelf))

    def show_records(self) -> None:
        """Show the records again."""
        self._pages.setCurrentIndex(0)

    @property
    def idle(self) -> bool:
        """Whether everything typed in rooms is saved."""
        return all(room.idle for room in self._made.values())

    def settle(self) -> tuple[list[Edit], str]:
        """At closing: save what is typed in rooms; gives what could not be saved, and why."""
        left = [room.settle() for room in self._made.values()]
        return [edit for edits, _why in left for edit in edits], next((why for _edits, why in left if why), "")

    def follow(self, changed: Changed) -> None:
        """Records changed, here or elsewhere."""
        for room in self._made.values():
            room.follow(changed)
        self.followed.emit(changed)

    def note(self, shelf: Shelf, text: str) -> None:
        """Say something at the right of a room's line, whether the room has been made or not."""
        self._navigation.show_aside(shelf, text)

    def has_made(self, shelf: Shelf) -> bool:
        """Whether a room has been gone to, and so says itself what its line says."""
        return shelf in self._made

    def _room(self, shelf: Shelf) -> Room:
        if shelf not in self._made:
            room = self._makers[shelf]()
            room.left.connect(self.show_records)
            room.left.connect(self.left)
            room.opened.connect(self.opened)
            room.listed.connect(self.listed)
            room.wanted.connect(self.wanted)
            room.begun.connect(self.begun)
            room.went.connect(self.go_to)
            room.noted.connect(lambda text: self.note(shelf, text))
            self._pages.addWidget(room)
            self._made[shelf] = room
        return self._made[shelf]

    def _mark_shelf(self) -> None:
        """The records are back: the navigation is at their shelf again."""
        if self.here is None and self._navigation.shelf in self._makers:
            self._navigation.mark(self._at_hand())
