"""Reviewing a year on a device of the federation: what the review comes to is asked for and signed."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog, QWidget

from alliance_app.alliance.reviews import review
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.stars.keeping import Keeping
from alliance_app.desktop.stars.reading import Year
from alliance_app.library import Changed


class Reviewing(QObject):
    """`question`: what is asked at the moment."""

    def __init__(self, desk: Desk, keeping: Keeping, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._keeping = keeping
        self._over = over
        self.question: QInputDialog | None = None

    def ask(self, read: Year) -> None:
        """Ask what the review of this year, as it is shown, comes to."""
        record = read.found.record
        if record is None or self.question is not None:
            return
        found = read.scored(self._keeping.lines)
        asked = self.question = QInputDialog(self._over)
        asked.setWindowTitle(self.tr("Review"))
        stars = "★" * found.stars or "—"
        asked.setLabelText(
            self.tr("{title}: {points} points, {stars}. What does your review say?").format(
                title=record.title, points=f"{found.shown_total:.1f}", stars=stars
            )
        )
        asked.setComboBoxItems([self.tr("Agreed"), self.tr("To be corrected")])
        asked.setComboBoxEditable(True)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.textValueSelected.connect(lambda text: self._write(read, text.strip(), found.shown_total, found.stars))
        asked.finished.connect(self._closed)
        asked.open()

    def _closed(self) -> None:
        self.question = None

    def _write(self, read: Year, result: str, total: float, stars: int) -> None:
        app, record = self._desk.app, read.found.record
        if record is None:
            return

        def work() -> Changed:
            return review(
                app.library, record, result, app.witness(), catalogue=read.chosen.known.key, total=total, stars=stars
            )

        def done(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            self._desk.say(self.tr("Reviewed and signed. It goes out with the next sync."))

        self._desk.tasks.write(work, done, owner=self)
