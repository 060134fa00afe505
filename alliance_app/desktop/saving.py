"""Edits on their way to the library: one after the other, tried again, and noted beside it where it takes long."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from alliance_app.desktop.desk import Desk, Note
from alliance_app.library import Changed
from alliance_app.library.sitting import Sitting
from alliance_app.records.values import Edit, Record, Step

RETRY_AFTER = 5_000  # ms
NOTE_AFTER = 250  # ms without an answer: with the time before an edit goes off and the note's own, under a second


@dataclass(slots=True)
class Line:
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


class Saver(QObject):
    """Writes edits, and keeps every one that the library has not acknowledged.

    `saved(edit, Changed, Record)`; `refused(edit, Line, error)`: the edit is the asker's again, who may `strand` it.
    `sitting()` says what is being written now, without what is under way; None when nothing is.
    """

    saved = Signal(object, object, object)
    refused = Signal(object, object, object)

    def __init__(self, desk: Desk, sitting: Callable[[], Sitting | None]) -> None:
        super().__init__()
        self._desk = desk
        self._sitting = sitting
        self._under_way: list[tuple[Edit, Line]] = []
        self._stranded: list[tuple[Edit, Line]] = []
        self._number, self._turn = 0, 0
        self._noted: Sitting | None = None
        self._said: set[int] = set()
        self._over = False
        self.retry = QTimer(self, singleShot=True, interval=RETRY_AFTER)
        self.retry.timeout.connect(self.try_again)
        self._noting = QTimer(self, interval=NOTE_AFTER, timerType=Qt.TimerType.PreciseTimer)
        self._noting.timeout.connect(self.note)

    @property
    def unsaved(self) -> list[Edit]:
        """What the library has not acknowledged, in order."""
        return [edit for edit, _line in (*self._stranded, *self._under_way)]

    def write(self, edit: Edit, line: Line) -> Edit:
        """Send an edit off; gives it as it is called in the answer."""
        self._number += 1
        numbered = replace(edit, step=Step(self._desk.note.token, self._number), seen=line.version)
        self._send(numbered, line)
        self.watch()
        return numbered

    def strand(self, edit: Edit, line: Line, reason: str) -> None:
        """A record already left could not be saved: keep the words and try again until it works."""
        self.retry.start()
        self._stranded.append((edit, line))
        if edit.step is not None and edit.step.number not in self._said:
            self._said.add(edit.step.number)
            self._desk.said.emit(Note(reason, wrong=True))

    def try_again(self) -> None:
        """Send off what is stranded."""
        stranded, self._stranded = self._stranded, []
        for edit, line in stranded:
            self._send(edit, line)

    def stop(self) -> None:
        """Neither try again nor note from now on."""
        self._over = True
        self.retry.stop()
        self._noting.stop()

    def watch(self) -> None:
        """Something typed is not in the library: from now on it is noted, until it is."""
        if not self._noting.isActive() and not self._over:
            self._noting.start()

    def note(self) -> None:
        """Note what is being written now, off the GUI thread, where that is not noted yet."""
        sitting = self._sitting()
        if not self.unsaved and (sitting is None or not sitting.unsaved):
            self._noting.stop()
        if self.unsaved:
            about = sitting or self._of_a_record_left(self.unsaved[0].record_id)
            sitting = replace(about, unsaved=(*self.unsaved, *about.unsaved))
        if sitting == self._noted:
            return
        self._noted = sitting
        self._turn += 1
        note, turn = self._desk.note, self._turn
        if sitting is None:
            self._desk.tasks.read(lambda: note.end(turn), _nothing, owner=self, lane="sitting")
        else:
            self._desk.tasks.read(lambda: note.tell(sitting, turn), self._told, owner=self, lane="sitting")

    def number(self, edit: Edit) -> Edit:
        """An edit that is not sent off yet, with the step it would be."""
        return replace(edit, step=Step(self._desk.note.token, self._number + 1))

    def _told(self, kept: bool) -> None:
        if not kept:
            self._noted = None  # a full disk: to be noted at the next turn

    def _of_a_record_left(self, record_id: str) -> Sitting:
        return Sitting(record_id, self._desk.library.identity.device_id)

    def _send(self, edit: Edit, line: Line) -> None:
        desk = self._desk
        self._under_way.append((edit, line))

        def work() -> tuple[Changed, Record]:
            changed = desk.library.write(replace(edit, seen=line.version))
            line.version = changed.versions[edit.record_id]
            return changed, desk.read_record(edit.record_id)

        desk.tasks.write(
            work,
            lambda done: self._take_saved(edit, *done),
            owner=self,
            failed=lambda error: self._take_refused(edit, line, error),
        )

    def _take_saved(self, edit: Edit, changed: Changed, record: Record) -> None:
        self._under_way = [each for each in self._under_way if each[0] is not edit]
        self.saved.emit(edit, changed, record)
        self.note()

    def _take_refused(self, edit: Edit, line: Line, error: Exception) -> None:
        self._under_way = [each for each in self._under_way if each[0] is not edit]
        self.refused.emit(edit, line, error)


def _nothing(_result: object) -> None:
    return None
