"""What to know before a case goes out: in order, to be minded, or to be stopped at; each leads to its place."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.looks import label, restyle
from alliance_app.desktop.widgets.small_cards import Card, Section
from alliance_app.writeups.checks import Finding, checks

_AFTER = 350  # ms without a change
_NOTICES = {"warn": "gold", "stop": "red"}
_SIGNS = {"ok": "✓ ", "warn": "", "stop": "! "}


class Findings(Section):
    """`asked(finding)`: lead to what it is about. `masked(on)`: whether numbers are to be covered."""

    asked = Signal(object)
    masked = Signal(bool)

    def __init__(self, desk: Desk, case: CaseAtHand) -> None:
        super().__init__(_heading())
        self._desk = desk
        self._case = case
        self.found: tuple[Finding, ...] = ()
        self.covered = QCheckBox(self.tr("Cover phone and identity numbers"))
        self.covered.setChecked(True)
        self.covered.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.covered.setToolTip(self.tr("In what is exported and printed, and in the pages shown here"))
        self.covered.toggled.connect(self._mask_changed)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(1, self.covered)
        self._waiting = QTimer(self, singleShot=True, interval=_AFTER)
        self._waiting.timeout.connect(self.refresh)
        self._looking = False
        case.changed.connect(self._waiting.start)
        case.opened.connect(self._begin)

    @property
    def idle(self) -> bool:
        """Whether what is shown is about what is typed."""
        return not self._waiting.isActive() and not self._looking

    def refresh(self) -> None:
        """Look at the case as it stands now."""
        self._waiting.stop()
        case, mask, library = self._case.case, self.covered.isChecked(), self._desk.library
        if case is None or not self.isVisible():
            return
        self._looking = True
        self._desk.tasks.read(
            lambda: checks(library, case, mask=mask, fonts=True), self._show, owner=self, lane="checks",
            failed=self._failed,
        )  # fmt: skip

    def _begin(self) -> None:
        self.found = ()
        self.start("")

    def _mask_changed(self, on: bool) -> None:
        self.masked.emit(on)
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._looking = False
        self._desk.failed(error)

    def _show(self, found: tuple[Finding, ...]) -> None:
        self._looking = False
        if found == self.found:
            return
        self.found = found
        held = next((at for at, card in enumerate(self.findChildren(Card)) if card.hasFocus()), -1)
        self.start("")
        made = [self._card(each) for each in found]
        for card in made:
            self.cards.addWidget(card)
        if 0 <= held < len(made):
            made[held].setFocus()

    def _card(self, finding: Finding) -> Card:
        said = f"{_SIGNS[finding.level]}{finding.text}"
        card = Card(f"{_spoken(finding)}{finding.text}")
        card.setAccessibleDescription(finding.detail)
        restyle(card, "notice", _NOTICES.get(finding.level))
        if finding.level != "ok":
            restyle(card, "card", None)
        box = QVBoxLayout(card)
        box.setContentsMargins(10, 7, 10, 7)
        box.setSpacing(1)
        box.addWidget(label(said, role="finding", wrap=True))
        if finding.detail:
            box.addWidget(label(finding.detail, role="quiet", wrap=True))
        card.pressed.connect(partial(self.asked.emit, finding))
        return card


def _heading() -> str:
    return QCoreApplication.translate("Case", "Before it goes out")


def _spoken(finding: Finding) -> str:
    words = {
        "ok": QCoreApplication.translate("Case", "In order: "),
        "warn": QCoreApplication.translate("Case", "To be minded: "),
        "stop": QCoreApplication.translate("Case", "Stop: "),
    }
    return words[finding.level]
