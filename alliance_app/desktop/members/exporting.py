"""The roster out of the window: asked where and how, written beside everything else, told at the end."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.giving.exporting import ENDINGS, FOLDER
from alliance_app.records.progress import Cancelled, Progress

if TYPE_CHECKING:
    from alliance_app.writeups import Exported


class RosterOut(QObject):
    """Leads from the wish to the file. `question`: whether telephones are to be covered, while it is open."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self.question: QMessageBox | None = None

    def ask(self, ids: Sequence[str]) -> None:
        """Ask whether telephones are covered, then where these members are to be written."""
        if not ids or self.question is not None:
            return
        box = self.question = QMessageBox(self._over)
        box.setWindowTitle(self.tr("Export roster"))
        box.setText(self.tr("Write {count} enterprises as an Excel roster. Cover the telephone numbers?").format(
            count=len(ids)))  # fmt: skip
        box.setInformativeText(
            self.tr("A covered roster can be filled in and imported again: the numbers in the library stay.")
        )
        cover = box.addButton(self.tr("Cover them"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Write them out"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cover)
        box.setEscapeButton(cancel)
        wanted = tuple(ids)

        def answered(_result: int) -> None:
            self.question = None
            pressed = box.clickedButton()
            box.deleteLater()
            if pressed is not cancel:
                self._place(wanted, mask=pressed is cover)

        box.finished.connect(answered)
        box.open()

    def _place(self, ids: tuple[str, ...], *, mask: bool) -> None:
        from alliance_app.writeups.sheets import roster_name

        folder = Path(self._desk.settings.text(FOLDER, str(Path.home())))
        title, suggested = self.tr("Export roster"), str(folder / roster_name(len(ids)))
        chosen, _filter = QFileDialog.getSaveFileName(self._over, title, suggested, ENDINGS["xlsx"])
        if chosen:
            self._desk.settings.keep_text(FOLDER, str(Path(chosen).parent))
            self.write(ids, Path(chosen), mask=mask)

    def write(self, ids: tuple[str, ...], path: Path, *, mask: bool) -> None:
        """Write them to a file."""
        library = self._desk.library

        def work(progress: Progress, cancelled: Cancelled) -> "Exported":
            from alliance_app.writeups.sheets import write_roster

            return write_roster(library, ids, path, mask=mask, progress=progress, cancelled=cancelled)

        self._desk.tasks.long(work, self._tell, owner=self)

    def _tell(self, made: "Exported") -> None:
        text = self.tr("Exported as {name}").format(name=made.path.name)
        folder = QUrl.fromLocalFile(str(made.path.parent))
        self._desk.say(
            " · ".join((text, *made.warnings)), self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder)
        )
