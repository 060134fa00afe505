"""A case on its way out: to where it went last, or to where the writer says; written again without asking."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.case.exports import Exports, open_document, open_folder
from alliance_app.desktop.desk import Desk, Note
from alliance_app.desktop.giving.exporting import ENDINGS, FOLDER
from alliance_app.desktop.once_saved import OnceSaved
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.desktop.widgets.looks import shown_as_it_is
from alliance_app.library.exports import PastExport
from alliance_app.records.progress import Cancelled, Progress
from alliance_app.writeups import Exported
from alliance_app.writeups.errors import ExportStopped
from alliance_app.writeups.exporting import export_noted
from alliance_app.writeups.naming import file_name


class GoingOut(QObject):
    """Exports the case at hand: what is typed is saved first."""

    def __init__(
        self, desk: Desk, record: OpenRecord, case: CaseAtHand, exports: Exports, jobs: JobCard, window: QWidget
    ) -> None:
        super().__init__()
        self._desk = desk
        self._saved = OnceSaved(desk, record)
        self._case = case
        self._exports = exports
        self._jobs = jobs
        self._window = window
        self.mask = True

    def export(self, form: str) -> None:
        """Write the case to where it went last in this format; the first time, ask where."""
        last = self._exports.last(form)
        if last is None:
            self.export_as(form)
        else:
            self.again(last)

    def export_as(self, form: str) -> None:
        """Ask where to, then write the case."""
        case = self._case.case
        if case is None:
            return
        last = self._exports.last(form)
        folder = last.path.parent if last else Path(self._desk.settings.text(FOLDER, str(Path.home())))
        suggested = folder / file_name(case, form, "")
        chosen, _filter = QFileDialog.getSaveFileName(self._window, self.tr("Export"), str(suggested), ENDINGS[form])
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(f".{form}")
            self._desk.settings.keep_text(FOLDER, str(path.parent))
            self._write(form, path)

    def again(self, past: PastExport) -> None:
        """Bring an earlier export up to date; one that somebody changed by hand is not overwritten unasked."""
        if not past.path.parent.is_dir():
            text = self.tr("The folder of {name} is not there any more. Choose another place.")
            self._desk.say(text.format(name=past.path.name))
            self.export_as(past.format)
            return
        answer = self._asked_about(past) if past.touched and past.there else "over"
        if answer == "over":
            self._write(past.format, past.path)
        elif answer == "elsewhere":
            self.export_as(past.format)

    def _asked_about(self, past: PastExport) -> str:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Changed since it was exported"))
        text = self.tr("{name} was changed by hand since it was exported. Exporting again would overwrite that.")
        box.setText(shown_as_it_is(text.format(name=past.path.name)))
        over = box.addButton(self.tr("Overwrite it"), QMessageBox.ButtonRole.DestructiveRole)
        other = box.addButton(self.tr("Export elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(other)
        box.exec()
        pressed = box.clickedButton()
        return "over" if pressed is over else "elsewhere" if pressed is other else ""

    def _write(self, form: str, path: Path) -> None:
        case = self._case.case
        if case is None:
            return
        library, mask = self._desk.library, self.mask

        def work(progress: Progress, cancelled: Cancelled) -> Exported | None:
            try:
                return export_noted(library, [case.id], form, path, mask=mask, progress=progress, cancelled=cancelled)
            except ExportStopped:
                return None

        self._saved.do(lambda: self._jobs.run(self.tr("Exporting"), work, self._done))

    def _done(self, exported: Exported | None) -> None:
        if exported is None:
            self._desk.say(self.tr("Stopped. Nothing was written."))
            return
        self._exports.refresh()
        path = exported.path
        text = self.tr("Exported as {name}").format(name=path.name)
        if exported.warnings:
            text += " · " + str(exported.warnings[0])
        folder = self.tr("Its folder")
        note = Note(
            text,
            action=self.tr("Open"),
            act=lambda: open_document(path),
            other=folder,
            other_act=lambda: open_folder(path),
        )
        self._desk.said.emit(note)
