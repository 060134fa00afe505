"""What stands above a self-assessment: its review and whether it is verified; for the higher union, a way to review."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from alliance_app.alliance.reviews import Review, Standing
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.once_saved import OnceSaved
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.looks import button, label, restyle
from alliance_app.desktop.widgets.review_dialog import ReviewDialog
from alliance_app.library import Changed, Library
from alliance_app.records.kinds import ASSESSMENT
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as it is read for the notice. `mine`: this computer's reviews count, so it may give one."""

    review: Review = field(default_factory=Review)
    mine: bool = False


class ReviewNotice(QFrame):
    """Follows the record at hand; hidden where it is no self-assessment, or there is nothing to say or to do."""

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__()
        self._desk = desk
        self._open = record
        self._saved = OnceSaved(desk, record)
        self._now = Reviewed()
        self.dialog: ReviewDialog | None = None
        self._text = label(role="strong", wrap=True)
        self._about = label(role="quiet", wrap=True)
        self.give = button(self.tr("Review…"), self.ask)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._text)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addLayout(words, 1)
        row.addWidget(self.give)
        self.hide()
        record.opened.connect(self._follow_anew)
        record.renewed.connect(self._follow)

    def ask(self) -> None:
        """Ask what the review comes to, and give it; what was typed in the record is saved first."""
        record = self._open.record
        if record is None or self.dialog is not None:
            return
        review = self._now.review
        by = review.by or self._desk.library.identity.author
        dialog = ReviewDialog(self.window(), record.title, review.result, by)
        dialog.agreed.connect(lambda: self._agreed(record.id, dialog.result_line.text(), dialog.by_line.text()))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _agreed(self, record_id: str, result: str, by: str) -> None:
        self._saved.do(lambda: self._give(record_id, result, by))

    def _give(self, record_id: str, result: str, by: str) -> None:
        library = self._desk.library

        def work() -> Changed:
            from alliance_app.assessing.reviewing import review_here

            return review_here(library, record_id, result, by=by)

        def done(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            self._desk.say(self.tr("Reviewed. It goes out with the next sync."))

        self._desk.tasks.write(work, done, owner=self)

    def _closed(self) -> None:
        self.dialog = None

    def _follow_anew(self, record: Record) -> None:
        self.hide()
        self._follow(record)

    def _follow(self, record: Record) -> None:
        library = self._desk.library
        if record.kind != ASSESSMENT.name:
            self.hide()
            return
        self._desk.tasks.read(
            lambda: _read(library, record), lambda found: self._show(record.id, found), owner=self, lane="review"
        )

    def _show(self, record_id: str, found: Reviewed) -> None:
        if self._open.record is None or self._open.record.id != record_id:
            return
        self._now, review = found, found.review
        self.setVisible(found.mine or review.standing is not Standing.NONE)
        self.give.setVisible(found.mine)
        ground = "grey" if review.standing in (Standing.VERIFIED, Standing.NONE) else "gold"
        restyle(self, "notice", ground)
        said = " · ".join(each for each in (review.result, review.by, review.on) if each)
        self._text.setText(self.tr("Review: {review}").format(review=said) if said else self.tr("Not reviewed yet"))
        self._about.setText(self._words(review.standing))
        self.setAccessibleName(f"{self._text.text()} {self._about.text()}")

    def _words(self, standing: Standing) -> str:
        return {
            Standing.NONE: self.tr("This computer is the federation's: its review counts for everybody."),
            Standing.UNVERIFIED: self.tr("Not verified: no device marked as the federation's has signed it."),
            Standing.VERIFIED: self.tr("Verified: signed by the federation's device, unchanged since."),
            Standing.CHANGED_SINCE: self.tr("Changed since the review: what stands here is not what was reviewed."),
        }[standing]


def _read(library: Library, record: Record) -> Reviewed:
    """For a reader thread. What rates is loaded where it is needed. Raises UnknownRecord."""
    from alliance_app.assessing.reviewing import review_there, reviews_count

    return Reviewed(review_there(library, record.id), reviews_count(library) and record.trashed_at is None)
