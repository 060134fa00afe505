"""What all salons left to be done, kept up to date off the GUI thread: all salons once, then those that change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read: by salon, and of all in order what there is, what is open of it, and how much is overdue."""

    by_salon: Found = field(default_factory=dict)
    everything: tuple[FollowUp, ...] = ()
    open: tuple[FollowUp, ...] = ()
    overdue: int = 0


class FollowUpWatch(QObject):
    """`changed` when there is something else to be shown. `seen` is never changed, only replaced."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._read = self._reading = False
        self._waiting: frozenset[str] = frozenset()
        self.seen = Seen()
        self.own_names: tuple[str, ...] = ()

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
        library, seen, ids, self._waiting = self._desk.library, self.seen, self._waiting, frozenset()
        self._reading = bool(ids)
        if ids:
            self._desk.tasks.read(
                lambda: _after(library, seen, ids), self._take_some, owner=self, failed=self._not_read
            )

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

    def _take_all(self, read: tuple[Seen, tuple[str, ...]]) -> None:
        self.seen, self.own_names = read
        self._read = True
        self.changed.emit()
        self._read_waiting()

    def _take_some(self, seen: Seen) -> None:
        if seen is not self.seen:
            self.seen = seen
            self.changed.emit()
        self._read_waiting()


def _all(library: Library) -> Seen:
    """What every salon left to be done. For a reader thread, like all below."""
    found: Found = {}
    for some in chunks(library.ids(_SALONS)):
        found |= _of(library.read_many(some))
    return _seen(found)


def _after(library: Library, seen: Seen, ids: Iterable[str]) -> Seen:
    """The same after these records changed; the same object where that makes no difference."""
    salons = [row.id for row in library.rows(sorted(ids)) if row.kind == "salon" and not row.trashed]
    read = dict.fromkeys(ids, ()) | _of(library.read_many(salons))
    if all(seen.by_salon.get(record_id, ()) == found for record_id, found in read.items()):
        return seen
    return _seen(seen.by_salon | read)


def _seen(found: Found) -> Seen:
    everything, today = in_order(each for some in found.values() for each in some), clock.today()
    left = tuple(each for each in everything if not each.done)
    overdue = sum(each.standing(today) is Standing.OVERDUE for each in left)
    return Seen({record_id: some for record_id, some in found.items() if some}, everything, left, overdue)


def _of(records: Iterable[Record]) -> Found:
    return {record.id: tuple(of_salon(record)) for record in records}


def _own_names(library: Library) -> tuple[str, ...]:
    """What the writer is called: by name, and by the union the library is named after."""
    own = library.own_member()
    names = names_of(library.read(own)) if own else ()
    return tuple(name for name in dict.fromkeys((library.identity.author, *names)) if name)
