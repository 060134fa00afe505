"""The record at hand: what was loaded, what was typed since, and saving it within a second."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from alliance_app.desktop.desk import Desk, Note, in_words
from alliance_app.library import Changed
from alliance_app.library.errors import UnknownRecord
from alliance_app.records.values import Attachment, Edit, Record, Value

SAVE_AFTER = 500  # ms from the first unsaved key, so that with the write itself a second is never reached
RETRY_AFTER = 5_000  # ms


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


@dataclass(slots=True)
class _Line:
    """The version the view's text descends from; moved on by the writer thread, so that edits form one line."""

    version: str


def both(earlier: Edit, later: Edit) -> Edit:
    """One edit that does what two edits of the same record do, the later one winning."""
    return replace(
        later,
        title=earlier.title if later.title is None else later.title,
        fields={**earlier.fields, **later.fields},
        tags=earlier.tags if later.tags is None else later.tags,
        body=earlier.body if later.body is None else later.body,
        attach=(*earlier.attach, *later.attach),
        detach=(*earlier.detach, *later.detach),
    )


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
        self._line = _Line("")
        self._pending: Edit | None = None
        self._in_flight: Edit | None = None
        self._stranded: list[tuple[Edit, _Line]] = []
        self._body: Callable[[], str] = str
        self._body_touched = False
        self.state = SaveState(Saving.CLEAN)
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.save)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_AFTER)
        self._retry.timeout.connect(self._save_stranded)

    @property
    def record(self) -> Record | None:
        """The record as it was last read; what is typed since is not in it."""
        return self._record

    @property
    def unsaved(self) -> bool:
        """Whether anything typed is not yet acknowledged by the library."""
        return bool(self._pending or self._body_touched or self._in_flight or self._stranded)

    @property
    def quiet(self) -> bool:
        """Whether the view shows exactly what is stored, so that a newer state may replace it."""
        return not (self._pending or self._body_touched or self._in_flight)

    def take_body_from(self, body: Callable[[], str]) -> None:
        """Where the body's text is asked for when it is saved; it must leave out half-composed input."""
        self._body = body

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
        self._record, self._line = record, _Line(record.version)
        self._pending, self._in_flight, self._body_touched = None, None, False
        self._tell(Saving.CLEAN)
        self.opened.emit(record)

    def leave(self) -> None:
        """Show no record; what was typed is saved."""
        self._submit()
        self._record = None
        self._desk.tasks.read(lambda: None, lambda _none: None, lane="open")
        self.closed.emit()

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
        """Save what is typed now, without waiting for the timer."""
        if self._in_flight is None:
            self._submit()

    def settle(self) -> bool:
        """At closing: everything typed is in the library when this returns. False when something could not be saved."""
        self._submit()
        self._save_stranded()
        self._desk.tasks.finish_writes()
        return not self.unsaved

    def refresh(self) -> None:
        """The record may have changed elsewhere: read it, and take it over when nothing typed is unsaved."""
        if self._record is None:
            return
        record_id = self._record.id
        self._desk.tasks.read(
            lambda: self._desk.read_record(record_id),
            self._renew,
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
        if not self._timer.isActive():
            self._timer.start()
        if self.state.saving is not Saving.FAILED:
            self._tell(Saving.WAITING)

    def _submit(self) -> None:
        self._timer.stop()
        if self._record is None or not (self._pending or self._body_touched):
            return
        edit = self._pending or Edit(self._record.id)
        if self._body_touched:
            edit = replace(edit, body=self._body())
        self._pending, self._body_touched, self._in_flight = None, False, edit
        self._tell(Saving.SAVING)
        self._write(edit, self._line)

    def _write(self, edit: Edit, line: _Line) -> None:
        desk = self._desk

        def work() -> tuple[Changed, Record]:
            changed = desk.library.write(replace(edit, seen=line.version))
            line.version = changed.versions[edit.record_id]
            return changed, desk.read_record(edit.record_id)

        self._desk.tasks.write(
            work,
            lambda done: self._saved(edit, *done),
            owner=self,
            failed=lambda error: self._refused(edit, line, error),
        )

    def _saved(self, edit: Edit, changed: Changed, record: Record) -> None:
        self._stranded = [each for each in self._stranded if each[0] is not edit]
        self._desk.touched.emit(changed)
        if edit is not self._in_flight:
            return
        self._in_flight = None
        if self._pending or self._body_touched:
            self._await_saving()
            return
        self._tell(Saving.SAVED)
        self._renew(record)

    def _refused(self, edit: Edit, line: _Line, error: Exception) -> None:
        if isinstance(error, UnknownRecord):  # erasing beats every edit
            self._in_flight = None if edit is self._in_flight else self._in_flight
            self._stranded = [each for each in self._stranded if each[0] is not edit]
            self._not_there(edit.record_id, error)
            return
        reason = in_words(error)
        if line is not self._line:
            self._strand(edit, line, reason)
            return
        if edit is self._in_flight:
            self._in_flight = None
        self._pending = edit if self._pending is None else both(edit, self._pending)
        self._tell(Saving.FAILED, reason)
        self._timer.start(RETRY_AFTER)

    def _strand(self, edit: Edit, line: _Line, reason: str) -> None:
        """A record already left could not be saved: keep the words and try again until it works."""
        self._retry.start()
        if all(each is not edit for each, _line in self._stranded):
            self._stranded.append((edit, line))
            self._desk.said.emit(Note(reason, wrong=True))

    def _save_stranded(self) -> None:
        for edit, line in self._stranded:
            self._write(edit, line)

    def _renew(self, record: Record) -> None:
        known = self._record
        if known is None or known.id != record.id or not self.quiet:
            return
        self._record, self._line = record, _Line(record.version)
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
        self._pending, self._body_touched = None, False
        text = self.tr("“{title}” is no longer here: it was erased for good.").format(title=self._record.title)
        self._record = None
        self._tell(Saving.CLEAN)
        self._desk.say(text)
        self.closed.emit()

    def _vanished(self, error: Exception) -> None:
        self._desk.failed(error)
        self._record = None
        self.closed.emit()

    def _tell(self, saving: Saving, reason: str = "") -> None:
        at = datetime.now().astimezone() if saving is Saving.SAVED else self.state.at
        self.state = SaveState(saving, at, reason)
        self.state_changed.emit(self.state)
