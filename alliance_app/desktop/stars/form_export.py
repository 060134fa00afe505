"""The self-assessment form from the window: the place is asked for, then it is written with all that was typed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.giving.exporting import ENDINGS, FOLDER
from alliance_app.desktop.stars.keeping import Keeping, Written
from alliance_app.records.progress import Cancelled, Progress

if TYPE_CHECKING:
    from alliance_app.writeups.exporting import Exported


class FormExport(QObject):
    """Leads from the wish to the file."""

    def __init__(self, desk: Desk, keeping: Keeping, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._keeping = keeping
        self._over = over

    def ask(self, of: Written, to: str) -> None:
        """Ask where a year's form is to go; `to`: xlsx or docx."""
        folder = Path(self._desk.settings.text(FOLDER, str(Path.home())))
        name = str(folder / f"{of.title}.{to}")
        chosen, _filter = QFileDialog.getSaveFileName(self._over, self.tr("Export the form"), name, ENDINGS[to])
        if chosen:
            self._desk.settings.keep_text(FOLDER, str(Path(chosen).parent))
            self.write(of, to, Path(chosen))

    def write(self, of: Written, to: str, path: Path) -> None:
        """Write it, once everything typed is in the library."""
        app = self._desk.app

        def work(_progress: Progress, _cancelled: Cancelled) -> "Exported":
            from alliance_app.assessing import write_form

            return write_form(app.library, app.witness(), of.member_id, of.year, path, to=to)

        def saved(_none: None) -> None:
            self._desk.tasks.long(work, self._tell, owner=self)

        self._keeping.save()
        self._desk.tasks.write(lambda: None, saved, owner=self)

    def _tell(self, made: "Exported") -> None:
        text = " · ".join((self.tr("Exported as {name}").format(name=made.path.name), *made.warnings[:1]))
        file = QUrl.fromLocalFile(str(made.path))
        self._desk.say(text, self.tr("Open it"), lambda: QDesktopServices.openUrl(file))
