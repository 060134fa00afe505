"""The record at hand: what was loaded, what was typed since, and saving it within a second."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.saving import RETRY_AFTER, Line, Saver, both
from alliance_app.library import Changed
from alliance_app.library.errors import UnknownRecord
from alliance_app.library.sitting import Place, Sitting
from alliance_app.records.values import Attachment, Edit, Record, Value

SAVE_AFTER = 500  # ms from the first unsaved key, so that with the write itself a second is never reached


class Saving(Enum):
    """How far what was typed has come."""

    CLEAN = "clean"
    WAITING = "waiting"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the header says about saving. `at` is local time; `reason` is why it failed."""

    saving: Saving
    at: datetime | None = None
    reason: str = ""


class OpenRecord(QObject):
    """Holds one record while it is edited.

    `opened(record)`: another record is shown. `renewed(record)`: the same record changed elsewhere and nothing typed
    here is unsaved, so the view can take it over. `state_changed(SaveState)`.
    """

    opened = Signal(object)
    renewed = Signal(object)
    closed = Signal()
    state_changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: Record | None = None
        self._line = Line("")
        self._pending: Edit | None = None
        self._in_flight: Edit | None = None
        self._body: Callable[[], str] = str
        self._place: Callable[[], Place] = Place
        self._in_a_field: Callable[[], bool] = bool
        self._body_touched = False
        self._overdue = False  # the time to save came while a save was under way
        self._put_off = False  # others' changes are there, and wait until the field being typed in is left
        self._turns = 0  # of saving: what was read in an earlier one may lack what is saved by now
        self._written = False
        self._saved_at: str | None = None
        self.state = SaveState(Saving.CLEAN)
        self.saver = Saver(desk, self._sitting)
        self.saver.saved.connect(self._saved)
        self.saver.refused.connect(self._refused)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.save)

    @property
    def record(self) -> Record | None:
        """The record as it was last read; what is typed since is not in it."""
        return self._record

    @property
    def unsaved(self) -> bool:
        """Whether anything typed is not yet acknowledged by the library."""
        return bool(self._pending or self._body_touched or self.saver.unsaved)

    @property
    def quiet(self) -> bool:
        """Whether the view shows exactly what is stored, so that a newer state may replace it."""
        return not (self._pending or self._body_touched or self._in_flight)

    @property
    def unsaved_edits(self) -> list[Edit]:
        """Everything typed that the library has not acknowledged, in order."""
        typed = self._typed()
        return [*self.saver.unsaved, *([typed] if typed else [])]

    def take_body_from(self, body: Callable[[], str]) -> None:
        """Where the body's text is asked for when it is saved; it must leave out half-composed input."""
        self._body = body

    def follow_writer(self, place: Callable[[], Place], in_a_field: Callable[[], bool]) -> None:
        """Whom to ask where the writer is, and whether the title or a field is being typed in."""
        self._place, self._in_a_field = place, in_a_field

    def open(self, record_id: str, then: Callable[[Record], None] | None = None) -> None:
        """Show another record; what was typed in this one is saved first."""
        self._submit()

        def show(record: Record) -> None:
            self._submit()
            self.take(record)
            if then is not None:
                then(record)

        self._desk.tasks.read(
            lambda: self._desk.read_record(record_id), show, owner=self, lane="open", failed=self._vanished
        )

    def take(self, record: Record) -> None:
        """Show a record that was just read."""
        self._show_none()
        self._record, self._line = record, Line(record.version)
        self._in_flight = None
        self._tell(Saving.CLEAN)
        self.opened.emit(record)
        self.saver.note()

    def leave(self) -> None:
        """Show no record; what was typed is saved."""
        self._submit()
        self._show_none()
        self._desk.tasks.read(lambda: None, lambda _none: None, lane="open")
        self.closed.emit()
        self.saver.note()

    def type_title(self, title: str) -> None:
        """The title as it stands in the view."""
        self._note(title=title)

    def type_field(self, name: str, value: Value) -> None:
        """A field's value as it stands in the view; None clears it."""
        fields = dict(self._pending.fields) if self._pending else {}
        self._note(fields=fields | {name: value})

    def type_tags(self, tags: tuple[str, ...]) -> None:
        """The tags as they stand in the view."""
        self._note(tags=tags)

    def type_body(self) -> None:
        """The body was typed in; its text is taken when it is saved."""
        if self._record is not None:
            self._body_touched = True
            self._await_saving()

    def type_half(self) -> None:
        """Something was typed that is no value yet: it cannot be saved, but is noted."""
        if self._record is not None:
            self._written = True
            self.saver.watch()

    def field_left(self) -> None:
        """The writer has left a field: what others changed meanwhile is shown now."""
        if self._put_off:
            self.refresh()

    def attach(self, *attachments: Attachment) -> None:
        """Files added to the record."""
        held = self._pending.attach if self._pending else ()
        self._note(attach=(*held, *attachments))
        self.save()

    def detach(self, *names: str) -> None:
        """Files taken off the record, by name."""
        held = self._pending.detach if self._pending else ()
        self._note(detach=(*held, *names))
        self.save()

    def save(self) -> None:
        """Save what is typed now, without waiting for the timer; while a save is under way, right after it."""
        if self._in_flight is None:
            self._submit()
        else:
            self._overdue = True

    def settle(self) -> bool:
        """At closing: everything typed is in the library when this returns. False when something could not be saved."""
        self._submit()
        self.saver.try_again()
        self._desk.tasks.finish_writes()
        return not self.unsaved

    def let_go(self) -> None:
        """The library is about to be closed: nothing is saved or noted any more."""
        self._timer.stop()
        self.saver.stop()

    def refresh(self) -> None:
        """The record may have changed elsewhere: read it, and take it over when nothing typed is unsaved."""
        if self._record is None:
            return
        record_id, turn = self._record.id, self._turns

        def renew(record: Record) -> None:
            if turn == self._turns:
                self._renew(record)
            else:
                self.refresh()

        self._desk.tasks.read(
            lambda: self._desk.read_record(record_id),
            renew,
            owner=self,
            lane="renew",
            failed=lambda error: self._not_there(record_id, error),
        )

    def _note(self, **changes: Any) -> None:
        if self._record is None:
            return
        self._pending = replace(self._pending or Edit(self._record.id), **changes)
        self._await_saving()

    def _await_saving(self) -> None:
        if not self._written:
            self._written = True
            self.saver.note()
        if not self._timer.isActive():
            self._timer.start(SAVE_AFTER)
        if self.state.saving is not Saving.FAILED:
            self._tell(Saving.WAITING)

    def _typed(self) -> Edit | None:
        if self._record is None or not (self._pending or self._body_touched):
            return None
        edit = self._pending or Edit(self._record.id)
        return replace(edit, body=self._body()) if self._body_touched else edit

    def _submit(self) -> None:
        self._timer.stop()
        edit = self._typed()
        if edit is None:
            return
        self._pending, self._body_touched, self._overdue = None, False, False
        self._turns += 1
        self._tell(Saving.SAVING)
        self._in_flight = self.saver.write(edit, self._line)

    def _saved(self, edit: Edit, changed: Changed, record: Record) -> None:
        self._turns += 1
        self._desk.touched.emit(changed)
        if edit is not self._in_flight:
            return
        self._in_flight = None
        self._saved_at = datetime.now(UTC).isoformat(timespec="seconds")
        if not (self._pending or self._body_touched):
            self._overdue = False
            self._tell(Saving.SAVED)
            self._renew(record)
        elif self._overdue:
            self._submit()
        else:
            self._await_saving()

    def _refused(self, edit: Edit, line: Line, error: Exception) -> None:
        if isinstance(error, UnknownRecord):  # erasing beats every edit
            self._in_flight = None if edit is self._in_flight else self._in_flight
            self._not_there(edit.record_id, error)
            self.saver.note()
            return
        reason = in_words(error)
        if line is not self._line:
            self.saver.strand(edit, line, reason)
            return
        if edit is self._in_flight:
            self._in_flight = None
        later = [each for each in (self._in_flight, self._pending) if each is not None]
        self._pending = replace(edit, step=None)
        for each in later:
            self._pending = both(self._pending, each)
        self._tell(Saving.FAILED, reason)
        self._timer.start(RETRY_AFTER)
        self.saver.watch()

    def _sitting(self) -> Sitting | None:
        """What is being written, for the note of it; what is not sent off only where sending off takes long."""
        if self._record is None or not self._written:
            return None
        slow = self.saver.unsaved or self.state.saving is Saving.FAILED
        typed = self._typed() if slow else None
        unsaved = (self.saver.number(replace(typed, seen=self._line.version)),) if typed else ()
        device_id = self._desk.library.identity.device_id
        return Sitting(self._record.id, device_id, self._saved_at, self._place(), unsaved)

    def _renew(self, record: Record) -> None:
        known = self._record
        if known is None or known.id != record.id or not self.quiet:
            return
        # What others wrote was not seen yet by who is typing: taken over now, the next key would overrule it unasked.
        self._put_off = record.version != self._line.version and self._in_a_field()
        if self._put_off:
            return
        self._record, self._line = record, Line(record.version)
        if record != known:
            self.renewed.emit(record)

    def _not_there(self, record_id: str, error: Exception) -> None:
        """The record at hand cannot be read any more: most likely somebody has erased it for good."""
        if self._record is None or self._record.id != record_id:
            return
        if not isinstance(error, UnknownRecord):
            self._vanished(error)
            return
        self._timer.stop()
        text = self.tr("“{title}” is no longer here: it was erased for good.").format(title=self._record.title)
        self._show_none()
        self._tell(Saving.CLEAN)
        self._desk.say(text)
        self.closed.emit()
        self.saver.note()

    def _vanished(self, error: Exception) -> None:
        self._submit()
        self._desk.failed(error)
        self._show_none()
        self.closed.emit()

    def _show_none(self) -> None:
        self._record, self._pending, self._saved_at = None, None, None
        self._body_touched = self._overdue = self._put_off = self._written = False

    def _tell(self, saving: Saving, reason: str = "") -> None:
        at = datetime.now().astimezone() if saving is Saving.SAVED else self.state.at
        self.state = SaveState(saving, at, reason)
        self.state_changed.emit(self.state)
