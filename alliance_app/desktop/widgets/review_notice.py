"""What stands above a self-assessment that was reviewed: by whom, when, what it came to, and whether it is verified."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from alliance_app.alliance.reviews import Review, Standing
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.looks import label
from alliance_app.records.kinds import ASSESSMENT
from alliance_app.records.values import Record


class ReviewNotice(QFrame):
    """Follows the record at hand; hidden where it is no self-assessment, or nobody has reviewed it."""

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__()
        self._desk = desk
        self._open = record
        self._text = label(role="strong", wrap=True)
        self._about = label(role="quiet", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(1)
        box.addWidget(self._text)
        box.addWidget(self._about)
        self.hide()
        record.opened.connect(self._follow_anew)
        record.renewed.connect(self._follow)

    def _follow_anew(self, record: Record) -> None:
        self.hide()
        self._follow(record)

    def _follow(self, record: Record) -> None:
        library = self._desk.library
        if record.kind != ASSESSMENT.name:
            self.hide()
            return

        def read() -> Review:
            from alliance_app.assessing.reviewing import review_there  # what rates is loaded where it is needed

            return review_there(library, record.id)

        self._desk.tasks.read(read, lambda review: self._show(record.id, review), owner=self, lane="review")

    def _show(self, record_id: str, review: Review) -> None:
        if self._open.record is None or self._open.record.id != record_id:
            return
        self.setVisible(review.standing is not Standing.NONE)
        ground = "grey" if review.standing is Standing.VERIFIED else "gold"
        if self.property("notice") != ground:
            self.setProperty("notice", ground)
            self.style().polish(self)
        said = " · ".join(each for each in (review.result, review.by, review.on) if each)
        self._text.setText(self.tr("Review: {review}").format(review=said))
        self._about.setText(self._words(review.standing))
        self.setAccessibleName(f"{self._text.text()} {self._about.text()}")

    def _words(self, standing: Standing) -> str:
        return {
            Standing.NONE: "",
            Standing.UNVERIFIED: self.tr("Not verified: no device marked as the federation's has signed it."),
            Standing.VERIFIED: self.tr("Verified: signed by the federation's device, unchanged since."),
            Standing.CHANGED_SINCE: self.tr("Changed since the review: what stands here is not what was reviewed."),
        }[standing]
