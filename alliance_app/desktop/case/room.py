"""Where cases are written, beside the records: made when it is first gone into, left when another record is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.desktop.widgets.record_view import RecordView
from alliance_app.library import Changed
from alliance_app.records.values import Record

if TYPE_CHECKING:
    from alliance_app.desktop.case.page import CasePage


class CaseRoom(QObject):
    """The case's text is written in the one editor of the record's body, which comes along and goes back.

    `looked_at(id)`: another record is to be shown. `shared(id)`: the alliance is to have it. `print_wanted`: print the
    case at hand. `left`: the writer went back to the records.
    """

    looked_at = Signal(str)
    shared = Signal(str)
    print_wanted = Signal()
    left = Signal()

    def __init__(self, desk: Desk, record: OpenRecord, view: RecordView, jobs: JobCard) -> None:
        super().__init__()
        self._desk = desk
        self._record = record
        self._view = view
        self._jobs = jobs
        self.page: CasePage | None = None
        self.shown = QStackedWidget()
        record.opened.connect(self._another)
        record.renewed.connect(self._trashed)
        record.closed.connect(self.leave)

    def stand_beside(self, records: QWidget) -> None:
        """Take turns with the records."""
        self.shown.addWidget(records)

    @property
    def open_now(self) -> bool:
        """Whether a case is being written."""
        return self.page is not None and self.shown.currentWidget() is self.page

    @property
    def idle(self) -> bool:
        """Whether everything shown is about what is typed."""
        return self.page is None or not self.open_now or self.page.idle

    def _warm_up(self) -> None:
        """Load what typesets the pages, beside, once a case is looked at: the window opens without it, and smaller."""

        def load() -> None:
            import alliance_app.writeups.checks
            import alliance_app.writeups.preview  # noqa: F401 - loaded for whoever asks next

        self._desk.tasks.read(load, lambda _nothing: None, owner=self, lane="case")

    def open(self) -> None:
        """Write the case that is at hand."""
        record = self._record.record
        if record is None or record.kind != "case" or self.open_now:
            return
        page = self.page or self._made()
        page.bench.take(self._view.body)
        self.shown.setCurrentWidget(page)
        page.at_hand.take_up(record)
        page.bar.show_saving(self._record.state)
        page.composing.outline.setFocus()

    def leave(self) -> None:
        """Show the records again."""
        if self.page is None or not self.open_now:
            return
        self._record.save()
        self.page.at_hand.let_go()
        self.page.bench.give(self._view.body)
        self._view.take_body_back()
        self.shown.setCurrentIndex(0)

    @property
    def mask(self) -> bool:
        """Whether phone and identity numbers are to be covered."""
        return self.page is None or not self.open_now or self.page.findings.covered.isChecked()

    @property
    def search(self) -> QLineEdit | None:
        """The line that looks for sources, where a case is written."""
        return self.page.sources.search.line if self.page is not None and self.open_now else None

    def parts(self) -> list[QWidget]:
        """What F6 goes round; nothing where no case is written."""
        return self.page.parts() if self.page is not None and self.open_now else []

    def show_text(self) -> None:
        """Have the text in sight, where a case is written and only its pages are shown."""
        if self.page is not None and self.open_now:
            self.page.bench.show_text()

    def focus_title(self) -> None:
        """Put the keyboard into the title, all of it selected, ready to be typed over."""
        if self.page is not None:
            self.page.bar.title.setFocus()
            self.page.bar.title.selectAll()

    def refresh(self, changed: Changed) -> None:
        """Records changed, here or elsewhere: what the case draws on may say something else now."""
        if self.page is not None and self.open_now and changed.ids.intersection(self.page.at_hand.source_ids):
            self.page.at_hand.sources_changed()

    def close(self) -> None:
        """Let go of what the pages are drawn with."""
        if self.page is not None:
            self.page.proofs.close()

    def _made(self) -> "CasePage":
        from alliance_app.desktop.case.page import CasePage

        page = CasePage(self._desk, self._record, self._view.body, self._jobs, self.shown)
        page.left.connect(self._go_back)
        page.looked_at.connect(self.looked_at)
        page.sources.shared.connect(self.shared)
        page.print_wanted.connect(self.print_wanted)
        self.shown.addWidget(page)
        self.page = page
        return page

    def _go_back(self) -> None:
        self.leave()
        self.left.emit()

    def _trashed(self, record: Record) -> None:
        if record.trashed_at is not None:
            self.leave()

    def _another(self, record: Record) -> None:
        if record.kind == "case" and self.page is None:
            self._warm_up()
        case = self.page.at_hand.case if self.page is not None else None
        if case is not None and record.id != case.id:
            self.leave()
        elif case is not None and self.page is not None:
            self.page.at_hand.take_up(record)
