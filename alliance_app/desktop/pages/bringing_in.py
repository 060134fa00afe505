"""Importing from the window: what came in, where it is, and what was left out and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.desktop.widgets.looks import label
from alliance_app.library import Changed
from alliance_app.records.progress import Cancelled, Progress

if TYPE_CHECKING:
    from alliance_app.intake import IntakeReport

_FOLDER = "import/folder"
_MOST_LINES = 2_000  # of what was left out; the rest is counted


class BringingIn(QObject):
    """`listed(title, ids)`: show what came in. `report`: the dialog that says what was left out, while it is open."""

    listed = Signal(str, object)

    def __init__(self, desk: Desk, jobs: JobCard, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._jobs = jobs
        self._over = over
        self.report: ImportReport | None = None

    def ask_files(self) -> None:
        """Ask which files are to be imported."""
        kinds = self.tr("Word, Markdown, text (*.docx *.md *.txt)")
        chosen, _filter = QFileDialog.getOpenFileNames(self._over, self.tr("Import files"), self._folder(), kinds)
        if chosen:
            self._desk.settings.keep_text(_FOLDER, str(Path(chosen[0]).parent))
            self.bring_in([Path(each) for each in chosen])

    def ask_folder(self) -> None:
        """Ask which folder is to be imported."""
        chosen = QFileDialog.getExistingDirectory(self._over, self.tr("Import a folder"), self._folder())
        if chosen:
            self._desk.settings.keep_text(_FOLDER, str(Path(chosen).parent))
            self.bring_in([Path(chosen)])

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Import files or folders."""
        library = self._desk.library

        def work(progress: Progress, cancelled: Cancelled) -> "IntakeReport":
            from alliance_app.intake import import_paths

            return import_paths(library, paths, progress=progress, cancelled=cancelled)

        self._jobs.run(self.tr("Importing"), work, self._brought_in)

    def _folder(self) -> str:
        """Where files were imported from last; at first the user's own folder, not the program's."""
        return self._desk.settings.text(_FOLDER, str(Path.home()))

    def _brought_in(self, report: "IntakeReport") -> None:
        self._desk.touched.emit(Changed(frozenset(report.ids), 0))
        if report.skipped or report.remarks:
            self.report = ImportReport(report, self._over)
            self.report.look.clicked.connect(lambda: self._list(report.ids))
            self.report.open()
        elif report.ids:
            self._desk.say(in_words(report), self.tr("Look"), lambda: self._list(report.ids))
        else:
            self._desk.say(in_words(report))

    def _list(self, ids: Sequence[str]) -> None:
        if self.report is not None:
            self.report.close()
        self.listed.emit(self.tr("Just imported"), tuple(ids))


class ImportReport(QDialog):
    """Says how much came in and, file by file, what was left out and what is to be known."""

    def __init__(self, report: "IntakeReport", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Imported"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 420)
        self.said: QLabel = label(in_words(report), wrap=True)
        lines = [f"{each.path}\n    {each.reason}" for each in report.skipped]
        lines += [f"{each.path}\n    {each.what}" for each in report.remarks]
        more = len(lines) - _MOST_LINES
        lines = lines[:_MOST_LINES] + ([self.tr("… and {count} more").format(count=more)] if more > 0 else [])
        self.lines = QPlainTextEdit("\n".join(lines))
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName(self.tr("What was left out, and why"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.look = buttons.addButton(self.tr("Show what came in"), QDialogButtonBox.ButtonRole.ActionRole)
        self.look.setVisible(bool(report.ids))
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        box.addWidget(self.said)
        box.addWidget(label(self.tr("What was left out, and why"), role="quiet"))
        box.addWidget(self.lines, 1)
        box.addWidget(buttons)


def in_words(report: "IntakeReport") -> str:
    """What an import did, in a sentence; what did not happen is not mentioned."""
    counts = (
        (QCoreApplication.translate("BringingIn", "{count} imported"), report.added),
        (QCoreApplication.translate("BringingIn", "{count} brought up to date"), report.updated),
        (QCoreApplication.translate("BringingIn", "{count} here already"), report.unchanged),
        (QCoreApplication.translate("BringingIn", "{count} left out"), len(report.skipped)),
    )
    said = [text.format(count=f"{count:,}") for text, count in counts if count]
    if report.cancelled:
        said.insert(0, QCoreApplication.translate("BringingIn", "Stopped"))
    return QCoreApplication.translate("BringingIn", ", ").join(said) or QCoreApplication.translate(
        "BringingIn", "There was nothing to import."
    )
