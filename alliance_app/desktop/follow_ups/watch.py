"""What all salons left to be done, kept up to date off the GUI thread: all salons once, then those that change."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from alliance_app.alliance.follow_ups import FollowUp, Standing, in_order, mark_done, mark_open, names_of, of_salon
from alliance_app.desktop.desk import Desk
from alliance_app.library import Changed, Library, Listing
from alliance_app.records import clock
from alliance_app.records.chunks import chunks
from alliance_app.records.values import Edit, Record

Found = dict[str, tuple[FollowUp, ...]]
_SALONS = Listing(kinds=("salon",))


class FollowUpWatch(QObject):
    """`changed` when there is something else to be shown. `everything`: all of it in order, done or not."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Found = {}
        self._read = self._reading = False
        self._waiting: frozenset[str] = frozenset()
        self.everything: tuple[FollowUp, ...] = ()
        self.own_names: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[FollowUp, ...]:
        """What is not done, the earliest due first."""
        return tuple(each for each in self.everything if not each.done)

    def counts(self) -> tuple[int, int]:
        """How many are open, and how many of them overdue."""
        today = clock.today()
        standing = [each.standing(today) for each in self.open]
        return len(standing), standing.count(Standing.OVERDUE)

    def start(self) -> None:
        """Read all salons."""
        library = self._desk.library
        self._desk.tasks.read(
            lambda: (_all(library), _own_names(library)), self._take_all, owner=self, lane="follow-ups"
        )

    def follow(self, changed: Changed) -> None:
        """Records changed, here or elsewhere: read the salons among them."""
        self._waiting |= changed.ids
        if self._read and not self._reading:
            self._read_waiting()

    def _read_waiting(self) -> None:
        """One reading at a time, so that none overtakes another."""
        library, ids, self._waiting = self._desk.library, self._waiting, frozenset()
        self._reading = bool(ids)
        if ids:
            self._desk.tasks.read(lambda: _some(library, ids), self._take_some, owner=self, failed=self._not_read)

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        self._desk.failed(error)

    def mark(self, each: FollowUp, result: str = "") -> None:
        """Mark one as done, with what came of it; the note about it takes it back."""
        text = self.tr("Done: {what}").format(what=each.what)
        back = partial(self.reopen, each)
        undo = self.tr("Undo")
        self._write(
            each, lambda record: mark_done(record, each.number, result), lambda: self._desk.say(text, undo, back)
        )

    def reopen(self, each: FollowUp) -> None:
        """Mark one as not done after all; it says again what it said before."""
        result = "" if each.done else each.result
        self._write(each, lambda record: mark_open(record, each.number, result), lambda: None)

    def _write(self, each: FollowUp, edit: Callable[[Record], Edit], then: Callable[[], None]) -> None:
        library = self._desk.library

        def work() -> Changed:
            return library.write(edit(library.read(each.record_id)))

        def done(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            then()

        self._desk.tasks.write(work, done, owner=self)

    def _take_all(self, read: tuple[Found, tuple[str, ...]]) -> None:
        self._found, self.own_names = read
        self._read = True
        self._show()
        self._read_waiting()

    def _take_some(self, read: Found) -> None:
        if any(self._found.get(record_id, ()) != found for record_id, found in read.items()):
            self._found = {each: found for each, found in (self._found | read).items() if found}
            self._show()
        self._read_waiting()

    def _show(self) -> None:
        self.everything = in_order(each for found in self._found.values() for each in found)
        self.changed.emit()


def _all(library: Library) -> Found:
    """What every salon left to be done, by its id. For a reader thread."""
    found: Found = {}
    for some in chunks(library.ids(_SALONS)):
        found |= _of(library.read_many(some))
    return {record_id: each for record_id, each in found.items() if each}


def _some(library: Library, ids: Iterable[str]) -> Found:
    """The same of some records; nothing for those that are gone or no salons. For a reader thread."""
    salons = [row.id for row in library.rows(sorted(ids)) if row.kind == "salon" and not row.trashed]
    return dict.fromkeys(ids, ()) | _of(library.read_many(salons))


def _of(records: Iterable[Record]) -> Found:
    return {record.id: tuple(of_salon(record)) for record in records}


def _own_names(library: Library) -> tuple[str, ...]:
    """What the writer is called: by name, and by the union the library is named after."""
    own = library.by_title(library.identity.name, "member")
    names = names_of(library.read(own)) if own else ()
    return tuple(name for name in dict.fromkeys((library.identity.author, *names)) if name)
