"""Exporting from the window: asked how and where, done beside everything else, told at the end."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.giving.export_dialog import LIST, ExportDialog, ExportWish
from alliance_app.desktop.looking import Question, look
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.records.kinds import KINDS
from alliance_app.records.progress import Cancelled, Progress
from alliance_app.records.values import Record

if TYPE_CHECKING:
    from alliance_app.writeups import Exported, ExportedEach

ENDINGS = {
    "docx": "Word (*.docx)", "pdf": "PDF (*.pdf)", "html": "HTML (*.html)", "md": "Markdown (*.md)",
    "xlsx": "Excel (*.xlsx)",
}  # fmt: skip
FOLDER = "export/folder"  # where documents went last


class Exporting(QObject):
    """Leads from the wish to the files. `dialog`: the question that is open."""

    def __init__(self, desk: Desk, jobs: JobCard, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._jobs = jobs
        self._over = over
        self.dialog: ExportDialog | None = None

    def export(self, records: Sequence[Record], to: str) -> None:
        """Write records as one document, each in its own layout or plain: only the place is asked for."""
        from alliance_app.writeups.naming import file_name

        if not records:
            return
        owned_by = KINDS[records[0].kind].owned_by
        owner = self._desk.titles.get(str(records[0].fields.get(owned_by)), "") if owned_by else ""
        path = self.ask_place(file_name(records[0], to, owner), to)
        if path is not None:
            self.write([record.id for record in records], ExportWish(to), path)

    def ask(self, ids: Sequence[str], form: str = "docx") -> None:
        """Ask how these records are to be exported."""
        if not ids:
            self._desk.say(self.tr("There is nothing to export."))
            return
        if self.dialog is not None:
            return
        wanted = list(ids)
        dialog = self.dialog = ExportDialog(self._over, len(wanted), form)
        dialog.finished.connect(lambda result: self._answered(result, wanted))
        dialog.open()

    def ask_all(self, question: Question, form: str = "docx") -> None:
        """Ask how all that a question finds is to be exported."""
        app = self._desk.app
        self._desk.tasks.read(
            lambda: look(app, question).ids, lambda ids: self.ask(ids, form), owner=self, lane="export"
        )

    def ask_list(self, ids: Sequence[str], question: Question) -> None:
        """Write these records, or else all that a question finds, as a list in Excel: only the place is asked for."""
        app, wish = self._desk.app, ExportWish(to=LIST)
        chosen = list(ids)
        self._desk.tasks.read(
            lambda: chosen or list(look(app, question).ids), lambda found: self._place(found, wish), owner=self
        )

    def write(self, ids: Sequence[str], wish: ExportWish, path: Path) -> None:
        """Write them; `path` is the file, or the folder for a file each."""
        library, wanted = self._desk.library, list(ids)

        def work(progress: Progress, cancelled: Cancelled) -> "Exported | ExportedEach | None":
            from alliance_app.assessing.as_reviewed import readable
            from alliance_app.writeups import arranged, export_each, export_noted
            from alliance_app.writeups.errors import ExportStopped
            from alliance_app.writeups.sheets import write_workbook

            how: dict[str, Any] = {"mask": wish.mask, "progress": progress, "cancelled": cancelled}
            ordered = arranged(library, wanted, wish.order) if wish.order else wanted
            layout, shelf = wish.layout or None, readable(library, wish.to)
            try:
                if wish.shape == "list":
                    return write_workbook(shelf, ordered, path, **how)
                if wish.shape == "each":
                    return export_each(shelf, ordered, wish.to, path, layout=layout, **how)
                return export_noted(library, ordered, wish.to, path, shelf, layout=layout, **how)
            except ExportStopped:
                return None

        self._jobs.run(self.tr("Exporting"), work, self.tell)

    def tell(self, made: "Exported | ExportedEach | None") -> None:
        """Say what was written, with the way to it."""
        from alliance_app.writeups import ExportedEach

        if made is None:
            self._desk.say(self.tr("Stopped. Nothing was written."))
            return
        if isinstance(made, ExportedEach):
            text, place = self._told_each(made), made.folder
        else:
            text, place = self.tr("Exported as {name}").format(name=made.path.name), made.path.parent
        if made.warnings:
            text += " · " + made.warnings[0]
        folder = QUrl.fromLocalFile(str(place))
        self._desk.say(text, self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder))

    def ask_place(self, name: str, form: str) -> Path | None:
        """Where a file is to go; None when nobody says."""
        start = self._folder() / name
        chosen, _filter = QFileDialog.getSaveFileName(self._over, self.tr("Export"), str(start), ENDINGS[form])
        return self._kept(chosen, parent=True)

    def _told_each(self, made: "ExportedEach") -> str:
        if made.left:
            text = self.tr("Stopped: {count} files are written, {left} are not.")
            return text.format(count=len(made.files), left=made.left)
        return self.tr("Exported {count} files").format(count=len(made.files))

    def _answered(self, result: int, ids: list[str]) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and result == QDialog.DialogCode.Accepted:
            self._place(ids, dialog.wish)

    def _place(self, ids: Sequence[str], wish: ExportWish) -> None:
        if not ids:
            self._desk.say(self.tr("There is nothing to export."))
            return
        if wish.shape == "each":
            text = self.tr("Folder for the files")
            chosen = QFileDialog.getExistingDirectory(self._over, text, str(self._folder()))
            path = self._kept(chosen, parent=False)
            if path is not None:
                self.write(ids, wish, path)
            return
        library = self._desk.library

        def named() -> str:
            from alliance_app.writeups import default_name, list_name

            if wish.shape == "one":
                return default_name(library, ids, wish.to)
            kinds = {row.kind for row in library.rows(ids)}
            return list_name([name for name in KINDS if name in kinds], len(ids))

        def ask(name: str) -> None:
            path = self.ask_place(name, wish.to)
            if path is not None:
                self.write(ids, wish, path)

        self._desk.tasks.read(named, ask, owner=self)

    def _folder(self) -> Path:
        return Path(self._desk.settings.text(FOLDER, str(Path.home())))

    def _kept(self, chosen: str, *, parent: bool) -> Path | None:
        if not chosen:
            return None
        path = Path(chosen)
        self._desk.settings.keep_text(FOLDER, str(path.parent if parent else path))
        return path
