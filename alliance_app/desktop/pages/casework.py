"""The ways from the library's page to the writing of cases and to the printer, and back."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from alliance_app.desktop.case.room import CaseRoom
from alliance_app.desktop.desk import Desk
from alliance_app.records.values import Record

if TYPE_CHECKING:
    from alliance_app.desktop.pages.library import LibraryPage
    from alliance_app.desktop.printing import Printing


class Casework(QObject):
    """Where cases are written, and what prints any record."""

    def __init__(self, desk: Desk, page: "LibraryPage") -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self.room = CaseRoom(desk, page.record, page.view, page.jobs)
        self.room.looked_at.connect(page.show_record)
        self.room.shared.connect(lambda record_id: page.verbs.share([record_id]))
        self.room.print_wanted.connect(self.print_records)
        self.room.left.connect(page.pane.list.setFocus)
        page.view.head.write.connect(self.write)
        page.view.head.print_wanted.connect(self.print_records)
        page.pane.list.doubleClicked.connect(self.write)
        for other in (page.sharing.opened, page.navigation.chosen, page.navigation.list.itemClicked):
            other.connect(self.room.leave)

    @cached_property
    def printing(self) -> "Printing":
        """What prints; loaded when it is first asked for, so that the window opens sooner."""
        from alliance_app.desktop.printing import Printing

        return Printing(self._desk, self._page.record, self._page.jobs, self._page)

    def write(self) -> None:
        """Write the record at hand where cases are written, if it is one."""
        self._page.record.save()
        self.room.open()

    def begin(self, record: Record) -> None:
        """Write a record that was just made: a case where cases are written."""
        if record.kind == "case":
            self.room.open()
            self.room.focus_title()
        else:
            self._page.view.focus_title()

    def print_records(self) -> None:
        """Print what is selected in the list, else the record at hand, after a look at the pages."""
        chosen = [] if self.room.open_now else self._page.pane.chosen_ids
        opened = self._page.record.record
        ids = chosen if len(chosen) > 1 or opened is None else [opened.id]
        if ids:
            self.printing.show(ids, mask=self.room.mask)
        else:
            self._desk.say(self.tr("Choose a record first."))
