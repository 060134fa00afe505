"""What is typed into a union's year, on its way to the library: saved within a second, and kept until it is there.

The record is made with the first thing typed. What others gave meanwhile for the same indicator is never overruled
unseen: an edit says which version was looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from alliance_app.alliance.assessed import Assessed, Line, assessed
from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.open_record import SAVE_AFTER, SaveState, Saving
from alliance_app.desktop.saving import RETRY_AFTER
from alliance_app.desktop.saving import Line as Seen
from alliance_app.library import Changed, Library, Listing
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit, NewRecord, Record


@dataclass(frozen=True, slots=True)
class Written:
    """Whose year is written. `title`: what its record is called when it is made; `catalogue`: the one it keeps then."""

    member_id: str
    year: int
    title: str
    catalogue: str = ""


@dataclass(slots=True, eq=False)
class Parcel:
    """Lines on their way: whose, written over which records, and the version that was looked at, which the writer
    moves on."""

    of: Written
    found: Assessed
    lines: dict[str, Line]
    seen: Seen


class Keeping(QObject):
    """`changed`: what is given is another thing than before. `state_changed(SaveState)`. `saved(Changed)`."""

    changed = Signal()
    state_changed = Signal(object)
    saved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._of: Written | None = None
        self._found = Assessed()
        self._seen = Seen("")
        self._pending: dict[str, Line] = {}
        self._under_way: list[Parcel] = []
        self._stranded: list[Parcel] = []  # of a year that is not looked at any more
        self.state = SaveState(Saving.CLEAN)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.save)

    @property
    def of(self) -> Written | None:
        """Whose year is looked at."""
        return self._of

    @property
    def found(self) -> Assessed:
        """The records as they were read last."""
        return self._found

    @property
    def lines(self) -> Mapping[str, Line]:
        """What is given by code, with what is typed and not saved yet."""
        known = dict(self._found.lines)
        for parcel in self._under_way:
            known |= parcel.lines if self._is_here(parcel.of) else {}
        return {code: line for code, line in (known | self._pending).items() if line}

    @property
    def quiet(self) -> bool:
        """Whether everything typed is in the library."""
        return not (self._pending or self._under_way or self._stranded)

    def take(self, of: Written, found: Assessed) -> None:
        """A year was read: what is typed of it and not saved yet stays."""
        if not self._is_here(of):
            self.save()
            self._tell(Saving.CLEAN)
        self._of, self._found = of, found
        self.changed.emit()

    def put(self, code: str, **cells: object) -> None:
        """Something is given for an indicator: its cells `value`, `na`, `evidence`, `note`; None clears one."""
        if self._of is None:
            return
        if not self._pending and not any(self._is_here(each.of) for each in self._under_way):
            self._seen = Seen(self._found.record.version if self._found.record else "")
        line = {**self.lines.get(code, {}), **cells}
        self._pending[code] = {name: cell for name, cell in line.items() if cell not in (None, "", [], False)}
        if not self._timer.isActive():
            self._timer.start(SAVE_AFTER)
        if self.state.saving is not Saving.FAILED:
            self._tell(Saving.WAITING)
        self.changed.emit()

    def save(self) -> None:
        """Send off what is typed, and what could not be saved before."""
        self._timer.stop()
        stranded, self._stranded = self._stranded, []
        if self._of is not None and self._pending:
            stranded.append(Parcel(self._of, self._found, self._pending, self._seen))
            self._pending = {}
            self._tell(Saving.SAVING)
        for each in stranded:
            self._send(each)

    def settle(self) -> tuple[Edit, ...]:
        """At closing: everything typed is in the library when this returns; else it gives what could not be saved."""
        self.save()
        self._desk.tasks.finish_writes()
        left = [(each.of, each.found, each.lines) for each in (*self._stranded, *self._under_way)]
        if self._of is not None and self._pending:
            left.append((self._of, self._found, self._pending))
        return tuple(_as_edit(*each) for each in left)

    def _is_here(self, of: Written) -> bool:
        """Whether this year is the one that is looked at."""
        return self._of is not None and (self._of.member_id, self._of.year) == (of.member_id, of.year)

    def _send(self, parcel: Parcel) -> None:
        library = self._desk.library
        self._under_way.append(parcel)
        self._desk.tasks.write(
            lambda: _write(library, parcel),
            lambda done: self._take_saved(parcel, *done),
            owner=self,
            failed=lambda error: self._take_refused(parcel, error),
        )

    def _take_saved(self, parcel: Parcel, changed: Changed, record: Record) -> None:
        self._under_way.remove(parcel)
        if self._is_here(parcel.of):
            rest = [each for each in (self._found.record, *self._found.others) if each and each.id != record.id]
            self._found = assessed([record, *rest], parcel.of.member_id, parcel.of.year)
            if not self._under_way:
                self._tell(Saving.WAITING if self._pending else Saving.SAVED)
        self.saved.emit(changed)
        self.changed.emit()

    def _take_refused(self, parcel: Parcel, error: Exception) -> None:
        self._under_way.remove(parcel)
        if self._is_here(parcel.of):
            later = {code for each in self._under_way for code in each.lines}
            again = {code: line for code, line in parcel.lines.items() if code not in later}
            self._pending = again | self._pending
            self._tell(Saving.FAILED, in_words(error))
        else:
            self._stranded.append(parcel)
            self._desk.failed(error)
        self._timer.start(RETRY_AFTER)

    def _tell(self, saving: Saving, reason: str = "") -> None:
        at = datetime.now().astimezone() if saving is Saving.SAVED else self.state.at
        self.state = SaveState(saving, at, reason)
        self.state_changed.emit(self.state)


def year_of(library: Library, member_id: str, year: int) -> Assessed:
    """The records of a union's year, as they are now. For a thread of its own."""
    ids = library.ids(Listing(kinds=("assessment",), linked_to=member_id))
    return assessed(library.read_many(ids), member_id, year)


def made_for(library: Library, of: Written) -> str:
    """The record a year is written to; made where there is none. For the writer."""
    record = year_of(library, of.member_id, of.year).record
    return record.id if record is not None else library.add(_begun(of, {})).only


def _begun(of: Written, lines: Mapping[str, Line]) -> NewRecord:
    kept = {"catalogue": of.catalogue} if of.catalogue else {}
    fields = {"year": of.year, "member": of.member_id, "indicators": dict(lines), **kept}
    return NewRecord("assessment", of.title, fields)


def _as_edit(of: Written, found: Assessed, lines: Mapping[str, Line]) -> Edit:
    """What could not be saved, to be shown as words; of a year without a record as its text."""
    given = {code: dict(line) for code, line in lines.items() if line}
    if found.record is not None:
        return Edit(found.record.id, fields={"indicators": given})
    return Edit("", of.title, body=KINDS["assessment"].by_name["indicators"].show(given))


def _write(library: Library, parcel: Parcel) -> tuple[Changed, Record]:
    """Write lines into the year's record; made where there is none, not even one that came with a sync just now."""
    of, seen = parcel.of, parcel.seen
    record = parcel.found.record or year_of(library, of.member_id, of.year).record
    given = {code: dict(line) or None for code, line in parcel.lines.items()}
    if record is None:
        changed = library.add(_begun(of, {code: line for code, line in given.items() if line}))
        made = changed.only
    else:
        made = record.id
        kept = {"catalogue": of.catalogue} if of.catalogue and not record.fields.get("catalogue") else {}
        changed = library.write(Edit(made, fields={"indicators": given, **kept}, seen=seen.version or record.version))
    seen.version = changed.versions[made]
    return changed, library.read(made)
