"""The end of a salon: what is proposed is asked for, and what is agreed to is written as one edit."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from alliance_app.alliance.salon_notes import Closing, closing_edit, held_on, propose
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.salon.clock import now
from alliance_app.desktop.salon.closing import ClosingDialog
from alliance_app.records.values import Record


class Ending(QObject):
    """`done(record)`: closed, as the record will read. `stayed`: the dialog went, and the salon goes on.

    `written` gives the record as it stands on the page, saved already or not.
    """

    done = Signal(object)
    stayed = Signal()

    def __init__(self, desk: Desk, record: OpenRecord, over: QWidget, written: Callable[[], Record | None]) -> None:
        super().__init__(over)
        self._desk = desk
        self._open = record
        self._over = over
        self._written = written
        self.dialog: ClosingDialog | None = None

    def propose(self, record: Record) -> None:
        """Work out what to propose, off the GUI thread, and ask."""
        if self.dialog is not None:
            return
        known, moment = tuple(self._desk.tags), now()
        self._desk.tasks.read(
            lambda: propose(record, known, moment),
            lambda found: self._ask(record.id, found),
            owner=self,
            lane="closing",
        )

    def _ask(self, record_id: str, proposed: Closing) -> None:
        record = self._written()
        if not self._over.isVisible() or record is None or record.id != record_id or self.dialog is not None:
            return
        self.dialog = ClosingDialog(self._over, proposed, held_on(record, now().date()))
        self.dialog.agreed.connect(self._close_with)
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None
        if self._over.isVisible():
            self.stayed.emit()

    def _close_with(self, agreed: Closing) -> None:
        record = self._written()
        if record is None:
            return
        edit = closing_edit(record, agreed)
        if edit.title is not None:
            self._open.type_title(edit.title)
        for name, value in edit.fields.items():
            self._open.type_field(name, value)
        if edit.tags is not None:
            self._open.type_tags(edit.tags)
        tags = record.tags if edit.tags is None else edit.tags
        fields = {**record.fields, **edit.fields}
        self.done.emit(replace(record, title=edit.title or record.title, fields=fields, tags=tags))
        count = len(agreed.follow_ups)
        told = self.tr("The salon is closed. Follow-ups taken over: {count}.").format(count=count)
        self._desk.say(told if count else self.tr("The salon is closed."))
