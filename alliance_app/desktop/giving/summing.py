"""The summary of a year from the window: asked for, written beside everything else, told at the end."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.giving.exporting import Exporting
from alliance_app.desktop.giving.year_dialog import YearDialog
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.library import Listing
from alliance_app.records import clock
from alliance_app.records.progress import Cancelled, Progress

if TYPE_CHECKING:
    from alliance_app.writeups import Exported


class Summing(QObject):
    """Leads from the menu to the summary. `dialog`: the question that is open."""

    def __init__(self, desk: Desk, jobs: JobCard, exporting: Exporting, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._jobs = jobs
        self._exporting = exporting
        self._over = over
        self.dialog: YearDialog | None = None

    def ask(self) -> None:
        """Ask which year, and of whom."""
        library = self._desk.library

        def members() -> list[tuple[str, str]]:
            ids = library.ids(Listing(kinds=("member",), order="title", descending=False))
            return [(row.id, row.title) for row in library.rows(ids)]

        self._desk.tasks.read(members, self._open, owner=self, lane="summary")

    def _open(self, members: list[tuple[str, str]]) -> None:
        if self.dialog is None:
            self.dialog = YearDialog(self._over, clock.today().year, members)
            self.dialog.finished.connect(self._answered)
            self.dialog.open()

    def _answered(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None or result != QDialog.DialogCode.Accepted:
            return
        year, members = int(dialog.year.currentData()), dialog.chosen_members
        self._write(year, members, str(dialog.form.currentData()), str(dialog.look.currentData()))

    def _write(self, year: int, members: tuple[str, ...], to: str, layout: str) -> None:
        from alliance_app.summary import Asked, summary_name, write_summary

        library = self._desk.library
        path = self._exporting.ask_place(summary_name(year, library.identity.name, to), to)
        if path is None:
            return

        def work(progress: Progress, cancelled: Cancelled) -> "Exported | None":
            from alliance_app.writeups.errors import ExportStopped

            how: dict[str, Any] = {"layout": layout, "progress": progress, "cancelled": cancelled}
            try:
                return write_summary(library, Asked(year, members), to, path, **how)
            except ExportStopped:
                return None

        self._jobs.run(self.tr("Summing the year up"), work, self._exporting.tell)
