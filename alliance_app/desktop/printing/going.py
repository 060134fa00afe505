"""From records to paper: set in type, looked at, then printed, with progress and a way to stop."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.once_saved import OnceSaved
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.printing.dialog import PrintDialog
from alliance_app.desktop.printing.paper import a_printer, asked_pages, put_on_paper
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.records.progress import Cancelled, Progress

_WIDE = 520  # px


class Printing(QObject):
    """Prints any records: one, or several as one document."""

    def __init__(self, desk: Desk, record: OpenRecord, jobs: JobCard, window: QWidget) -> None:
        super().__init__()
        self._saved = OnceSaved(desk, record)
        self._desk = desk
        self._jobs = jobs
        self._window = window
        self.dialog: PrintDialog | None = None

    def show(self, ids: Sequence[str], *, mask: bool = True) -> None:
        """Set these records in type and show their pages; what was typed is saved first."""
        self._saved.do(lambda: self._set(list(ids), mask=mask))

    def _set(self, ids: Sequence[str], *, mask: bool) -> None:
        library = self._desk.library

        def work(progress: Progress, cancelled: Cancelled) -> tuple[str, tuple[bytes, ...]]:
            from alliance_app.assessing.as_reviewed import AsReviewed
            from alliance_app.writeups import outline
            from alliance_app.writeups.pdf import page_drawings

            writeup = outline(AsReviewed(library), ids, mask=mask, progress=progress)
            return writeup.title, () if cancelled() else page_drawings(writeup)

        self._jobs.run(self.tr("Setting the pages"), work, lambda done: self._open(*done))

    def _open(self, title: str, drawings: tuple[bytes, ...]) -> None:
        if not drawings:
            return
        dialog = PrintDialog(self._desk, title, drawings, self._window)
        dialog.agreed.connect(self._print)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _print(self, current: int) -> None:
        if self.dialog is None:
            return
        drawings = self.dialog.drawings
        printer = a_printer(self.dialog.title)
        if not self._chosen(printer, len(drawings)):
            return
        self.dialog.accept()
        pages = asked_pages(printer, len(drawings), current)

        def work(progress: Progress, cancelled: Cancelled) -> int:
            return put_on_paper(printer, drawings, pages, progress, cancelled)

        self._jobs.run(self.tr("Printing"), work, self._printed)

    def _chosen(self, printer: QPrinter, count: int) -> bool:
        """Ask the system's own dialog which printer, which pages, one side or both."""
        asking = QPrintDialog(printer, self.dialog)
        asking.setMinimumWidth(_WIDE)  # where it is Qt's own, not the system's
        options = QPrintDialog.PrintDialogOption
        asking.setOption(options.PrintPageRange)
        asking.setOption(options.PrintCurrentPage)
        asking.setMinMax(1, count)
        return asking.exec() == QDialog.DialogCode.Accepted

    def _printed(self, pages: int) -> None:
        self._desk.say(self.tr("Sent to the printer: {count} pages.").format(count=pages))
