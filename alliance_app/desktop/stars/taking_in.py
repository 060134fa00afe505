"""A new version of the catalogue from the window: a file is chosen, checked and given to the alliance, or refused."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from alliance_app.alliance.catalogues import CatalogueUndated, KnownCatalogue
from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.rooms import Room
from alliance_app.records import clock

_AHEAD = 10  # years


class TakingIn(QObject):
    """`taken`: another catalogue is here. `refused(words)`: why the file is none, one sentence each way to mend it."""

    taken = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(room)
        self._desk = desk

    def ask(self, over: QWidget) -> None:
        """Ask for the file."""
        kinds = self.tr("Catalogues of indicators (*.yaml *.yml)")
        chosen, _filter = QFileDialog.getOpenFileName(over, self.tr("Take in a new catalogue"), "", kinds)
        if chosen:
            self.take(Path(chosen), over)

    def take(self, path: Path, over: QWidget, year: int | None = None) -> None:
        """Check a file and give it to the alliance; `year`: from which one it holds, else the file's own."""
        app = self._desk.app

        def work() -> KnownCatalogue:
            from alliance_app.alliance.catalogues import import_catalogue

            return import_catalogue(app.library, path, app.witness(), year)

        self._desk.tasks.write(work, self._took, owner=self, failed=partial(self._failed, path, over))

    def _failed(self, path: Path, over: QWidget, error: Exception) -> None:
        if isinstance(error, CatalogueUndated):
            self._ask_year(path, over)
        else:
            self.refused.emit(in_words(error))

    def _ask_year(self, path: Path, over: QWidget) -> None:
        now = clock.today().year
        dialog = QInputDialog(over)
        dialog.setWindowTitle(self.tr("Take in a new catalogue"))
        dialog.setLabelText(self.tr("From which year on does it hold?"))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(now - 1, now + _AHEAD)
        dialog.setIntValue(now + 1)
        dialog.intValueSelected.connect(lambda year: self.take(path, over, year))
        dialog.open()

    def _took(self, known: KnownCatalogue) -> None:
        text = self.tr("Catalogue {id}, version {version}, holds from {year} on.").format(
            id=known.id, version=known.version, year=known.first_year
        )
        if not known.counts:
            text += self.tr(" This device is not marked as the federation's: it does not count in this alliance.")
        self._desk.say(text)
        self.taken.emit()
