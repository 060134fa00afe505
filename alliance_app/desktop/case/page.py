"""The page a case is written on: sources and outline, text and pages, what is left to do and where it went."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.case.bar import CaseBar
from alliance_app.desktop.case.composing import Composing
from alliance_app.desktop.case.cover import Cover
from alliance_app.desktop.case.exports import Exports
from alliance_app.desktop.case.figures import Figures
from alliance_app.desktop.case.findings import Findings
from alliance_app.desktop.case.going_out import GoingOut
from alliance_app.desktop.case.proofs import Proofs
from alliance_app.desktop.case.sources import Sources
from alliance_app.desktop.case.workbench import Workbench
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.desktop.widgets.looks import columns, stack
from alliance_app.writeups.checks import Finding

_NARROW = 1300  # px
_SOON = 150  # ms after the last change: outline, sources and figures


class CasePage(QWidget):
    """`left`: back to the records. `looked_at(id)`: open another record. `print_wanted`."""

    left = Signal()
    looked_at = Signal(str)
    print_wanted = Signal()

    def __init__(self, desk: Desk, record: OpenRecord, body: BodyEditor, jobs: JobCard, pages: QWidget) -> None:
        super().__init__(pages)
        self.setObjectName("casePage")
        self._desk = desk
        self._body = body
        self.at_hand = CaseAtHand(desk, record, body)
        self.bar = CaseBar(desk)
        self.bench = Workbench(desk)
        self.proofs = Proofs(desk, self.bench.sheets, self.at_hand)
        self.sources = Sources(desk, self.at_hand)
        self.composing = Composing(desk, self.at_hand, body, self.bench, self.proofs)
        self.figures = Figures(desk, self.at_hand)
        self.findings = Findings(desk, self.at_hand)
        self.exports = Exports(desk, self.at_hand)
        self.cover = Cover(desk)
        self.going_out = GoingOut(desk, record, self.at_hand, self.exports, jobs, self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._refresh)
        self._lay_out()
        self._connect(record)
        self._add_keys()

    @property
    def idle(self) -> bool:
        """Whether everything shown is about what is typed."""
        return not self._soon.isActive() and self.proofs.idle and self.findings.idle

    def parts(self) -> list[QWidget]:
        """What F6 goes round."""
        return [
            self.sources.search.line,
            self.composing.outline,
            self._body.source if self.bench.view != "pages" else self.bench.sheets,
            self.findings.covered,
        ]

    def _lay_out(self) -> None:
        narrow = self._desk.window_width < _NARROW
        self._left = left = _column("caseLeft", self.sources, self.composing, self.figures)
        right = _column("caseRight", self.findings, self.exports, self.cover)
        parts = columns()
        stack(self, self.bar, parts)
        for part, least in ((left, 230), (self.bench, 300), (right, 180)):
            part.setMinimumWidth(least)
            parts.addWidget(part)
        parts.setStretchFactor(1, 1)
        self._desk.settings.follow_splitter("case", parts, (280, 600, 204) if narrow else (320, 668, 228))

    def _connect(self, record: OpenRecord) -> None:
        hand = self.at_hand
        hand.opened.connect(self._begin)
        hand.changed.connect(self._soon.start)
        record.state_changed.connect(self.bar.show_saving)
        self.bar.left.connect(self.left)
        self.bar.titled.connect(hand.type_title)
        self.bar.form.connect(self.composing.use_form)
        self.bar.layout_chosen.connect(lambda name: hand.type_field("layout", name))
        self.bar.export.connect(self.going_out.export)
        self.bar.export_as.connect(self.going_out.export_as)
        self.bar.print_wanted.connect(self.print_wanted)
        self.exports.again.connect(self.going_out.again)
        self.exports.elsewhere.connect(self.going_out.export_as)
        self.cover.typed.connect(hand.type_field)
        self.sources.looked_at.connect(self.looked_at)
        self.sources.pulled.connect(self.composing.show_pulled)
        self.composing.looked.connect(self.sources.show_outline)
        self.composing.dropped.connect(self.sources.put)
        self.figures.put.connect(self.composing.put_text)
        self.findings.asked.connect(self._lead_to)
        self.findings.masked.connect(self._use_mask)
        self.bench.looked.connect(self.proofs.catch_up)

    def _add_keys(self) -> None:
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Back), self.left.emit),
            (QKeySequence("Ctrl+Shift+S"), lambda: self.going_out.export("docx")),
        ):
            made = QShortcut(keys, self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    def _begin(self) -> None:
        case = self.at_hand.case
        if case is not None:
            self.bar.show_title(case.title)
            self._refresh()

    def _refresh(self) -> None:
        case = self.at_hand.case
        if case is None:
            return
        writable = case.trashed_at is None
        self.bar.show_case(case)
        self.bar.set_writable(writable=writable)
        self.cover.show_case(case)
        self.cover.set_writable(writable=writable)
        self.composing.refresh()
        self.sources.refresh()
        self.figures.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What waited for being seen."""
        super().showEvent(event)
        self.proofs.catch_up()
        self.findings.refresh()

    def _use_mask(self, on: bool) -> None:
        self.proofs.mask = self.going_out.mask = on
        self.proofs.follow()

    def _lead_to(self, finding: Finding) -> None:
        """Go to what a finding is about."""
        field = finding.code.partition("-")[0]
        if finding.place >= 0:
            self.composing.go_to(finding.place)
        elif finding.record_id and self.sources.go_to(finding.record_id):
            self._left.ensureWidgetVisible(self.focusWidget() or self.sources)
        elif field == "heading":
            self.composing.outline.setFocus()
        elif field == "title":
            self.bar.title.setFocus()
            self.bar.title.selectAll()
        elif not self.cover.go_to(field):
            self.bench.sheets.setFocus()


def _column(name: str, *parts: QWidget) -> QScrollArea:
    """A column that scrolls."""
    inner = QWidget()
    inner.setObjectName(f"{name}Inner")
    box = QVBoxLayout(inner)
    box.setContentsMargins(14, 16, 14, 16)
    box.setSpacing(16)
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    made = QScrollArea()
    made.setObjectName(name)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inner)
    return made
