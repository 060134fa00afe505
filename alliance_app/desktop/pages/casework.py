"""The ways from the library's page to the writing of cases and to the printer, and back."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.case.room import CaseRoom
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.pages.list_pane import ListPane
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.desktop.widgets.record_view import RecordView
from alliance_app.records.values import Record

if TYPE_CHECKING:
    from alliance_app.desktop.printing import Printing


class Casework(QObject):
    """Where cases are written, and what prints any record."""

    def __init__(
        self, desk: Desk, record: OpenRecord, view: RecordView, pane: ListPane, jobs: JobCard, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._record = record
        self._view = view
        self._pane = pane
        self._jobs = jobs
        self._window = window
        self.room = CaseRoom(desk, record, view, jobs)
        self.room.print_wanted.connect(self.print_records)
        self.room.left.connect(pane.list.setFocus)
        view.head.write.connect(self.write)
        view.head.print_wanted.connect(self.print_records)
        pane.list.doubleClicked.connect(self.write)

    @cached_property
    def printing(self) -> "Printing":
        """What prints; loaded when it is first asked for, so that the window opens sooner."""
        from alliance_app.desktop.printing import Printing

        return Printing(self._desk, self._record, self._jobs, self._window)

    def write(self) -> None:
        """Write the record at hand where cases are written, if it is one."""
        self._record.save()
        self.room.open()

    def begin(self, record: Record) -> None:
        """Write a record that was just made: a case where cases are written."""
        if record.kind == "case":
            self.room.open()
            self.room.focus_title()
        else:
            self._view.focus_title()

    def print_records(self) -> None:
        """Print what is selected in the list, else the record at hand, after a look at the pages."""
        chosen = [] if self.room.open_now else self._pane.chosen_ids
        opened = self._record.record
        ids = chosen if len(chosen) > 1 or opened is None else [opened.id]
        if ids:
            self.printing.show(ids, mask=self.room.mask)
        else:
            self._desk.say(self.tr("Choose a record first."))
