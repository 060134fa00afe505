"""Submitting a year for review: it is shared with the alliance, and the drafts that are its evidence where wanted."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from alliance_app.alliance.reviews import Review, Standing
from alliance_app.alliance.stars import Assessment
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.stars.keeping import Keeping, Written, made_for
from alliance_app.desktop.stars.reading import Year
from alliance_app.library import Changed
from alliance_app.records.values import State


class Submitting(QObject):
    """`question`: what is asked at the moment."""

    def __init__(self, desk: Desk, keeping: Keeping, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._keeping = keeping
        self._over = over
        self.question: QMessageBox | None = None

    def ask(self, of: Written, read: Year) -> None:
        """Ask whether the year is to go to the alliance, and its evidence with it."""
        if self.question is not None:
            return
        self._keeping.save()
        drafts = _drafts(read, read.scored(self._keeping.lines))
        asked = QMessageBox(self._over)
        asked.setWindowTitle(self.tr("Submit for review"))
        asked.setText(self.tr("Give this self-assessment to the alliance?"))
        told = self.tr(
            "It goes out with the next sync, with the evidence that is shared, and the higher union reviews it."
        )
        whole = None
        if drafts:
            told += "\n\n" + self.tr("{count} of the records behind it are private drafts still.").format(
                count=len(drafts)
            )
            whole = asked.addButton(self.tr("Submit and share them"), QMessageBox.ButtonRole.AcceptRole)
        only = asked.addButton(
            self.tr("Submit the assessment only") if drafts else self.tr("Submit"), QMessageBox.ButtonRole.AcceptRole
        )
        asked.addButton(QMessageBox.StandardButton.Cancel)
        asked.setInformativeText(told)
        asked.setDefaultButton(whole or only)
        self.question = asked
        asked.finished.connect(lambda _result: self._answered(of, asked.clickedButton(), whole, only, drafts))
        asked.open()

    def _answered(
        self, of: Written, pressed: object, whole: QPushButton | None, only: QPushButton, drafts: Sequence[str]
    ) -> None:
        self.question = None
        if pressed is not None and pressed in (whole, only):
            self._submit(of, drafts if pressed is whole else ())

    def _submit(self, of: Written, drafts: Sequence[str]) -> None:
        library = self._desk.library

        def work() -> Changed:
            return library.share(made_for(library, of), *drafts)

        def done(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            self._desk.say(self.tr("Submitted. It goes out with the next sync."))

        self._desk.tasks.write(work, done, owner=self)


def _drafts(read: Year, found: Assessment) -> list[str]:
    """The records that show something and are private still, the union itself among them."""
    shown = {each for scored in found.scored.values() for each in scored.answer.evidence}
    drafts = [each for each in sorted(shown) if each in read.rows and read.rows[each].state is State.DRAFT]
    if read.member is not None and read.member.state is State.DRAFT and read.member.id not in drafts:
        drafts.insert(0, read.member.id)
    return drafts


def standing_in_words(read: Year) -> str:
    """How far submitting and reviewing are."""
    record = read.found.record
    if record is None or record.state is State.DRAFT:
        return QCoreApplication.translate("Stars", "Not submitted yet")
    return {
        Standing.NONE: QCoreApplication.translate("Stars", "Submitted, not reviewed yet"),
        Standing.UNVERIFIED: QCoreApplication.translate("Stars", "Reviewed, not verified"),
        Standing.VERIFIED: QCoreApplication.translate("Stars", "Reviewed"),
        Standing.CHANGED_SINCE: QCoreApplication.translate("Stars", "Changed since the review"),
    }[read.review.standing]


def tone_of(review: Review) -> str:
    """The colour of how far it is: a name the style sheet knows."""
    tones = {Standing.VERIFIED: "green", Standing.UNVERIFIED: "gold", Standing.CHANGED_SINCE: "gold"}
    return tones.get(review.standing, "grey")
