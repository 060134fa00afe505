"""The step at hand, told in full: how it is done, what it counts for, and what to press."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alliance_app.alliance.catalogue import Indicator
from alliance_app.alliance.starting import Progress, Standing
from alliance_app.assessing.examples import Example
from alliance_app.desktop.widgets.looks import button, label, restyle
from alliance_app.desktop.widgets.small_cards import Card, Section
from alliance_app.records.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say about a step beside itself. `evidence`: (record id, title)."""

    indicators: Sequence[Indicator] = ()
    evidence: Sequence[tuple[str, str]] = ()


class StepCard(QFrame):
    """`made`: a record for the step is wanted; `ticked`: it is done, or not after all; `opened(id)`: show a record.

    `looked_at(code)`: the indicator's place in the self-assessment is wanted.
    """

    made = Signal(object)
    ticked = Signal(object)
    opened = Signal(str)
    looked_at = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guideCard")
        self._each: Progress | None = None
        self.what = label(role="middle", wrap=True)
        self.due = label(role="field", wrap=True)
        self.how = label(wrap=True)
        self.how.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.counted = label(wrap=True, role="field")
        self.make = button("", self._make, role="primary")
        self.tick = button("", self._tick)
        self.see = button(self.tr("Notes on this step"), self._open, role="link")
        self.serves = Section(self.tr("Counts for"))
        self.evidence = Section(self.tr("Evidence"))
        self.examples = Section(self.tr("How others did it"))
        self._lay_out()
        self.show_step(None)

    def show_step(self, each: Progress | None) -> None:
        """Show a step; what is told about it follows."""
        same = each is not None and self._each is not None and each.record.id == self._each.record.id
        self._each = each
        self._inner.setVisible(each is not None)
        if each is None:
            return
        done = each.standing is Standing.DONE
        self.what.setText(each.record.title)
        self.due.setText(self._due(each))
        restyle(self.due, "wrong", each.standing is Standing.OVERDUE)
        how = str(each.step.how) if each.step is not None else ""
        self.how.setText(how)
        self.how.setVisible(bool(how))
        self.counted.setText(self._counted(each))
        self.counted.setVisible(bool(self.counted.text()))
        kind = KINDS[each.step.kind] if each.step is not None else None
        self.make.setVisible(kind is not None)
        if kind is not None:
            known = kind.name in ("member", "assessment")
            text = self.tr("Open: {kind}") if known else self.tr("Begin: {kind}")
            self.make.setText(text.format(kind=kind.label))
            self.make.setAccessibleName(self.make.text())
        self.tick.setText(self.tr("Not done after all") if done else self.tr("Tick off"))
        self.tick.setAccessibleName(self.tick.text())
        offered = each.standing is Standing.OFFERED
        for control, first in ((self.tick, offered), (self.make, not offered and not done)):
            restyle(control, "primary", first)
        if not same:
            self.show_told(Told())
            self.show_examples(())
            self._scroll.verticalScrollBar().setValue(0)

    def show_told(self, told: Told) -> None:
        """Show what the step counts for, what shows it as done, and how others did it."""
        self.serves.start("")
        for indicator in told.indicators:
            text = self.tr("{name} · {points:g} points").format(name=indicator.label, points=indicator.points)
            self.serves.cards.addWidget(self._card(text, lambda code=indicator.code: self.looked_at.emit(code)))
        self.evidence.start(str(len(told.evidence)))
        for record_id, title in told.evidence:
            self.evidence.cards.addWidget(self._card(title, lambda wanted=record_id: self.opened.emit(wanted)))
        self.serves.setVisible(bool(told.indicators))
        self.evidence.setVisible(bool(told.evidence))

    def show_examples(self, found: Sequence[Example]) -> None:
        """Show how others did it."""
        self.examples.start("")
        for each in found:
            text = f"{each.title}\n{each.member}"
            self.examples.cards.addWidget(self._card(text, lambda wanted=each.record_id: self.opened.emit(wanted)))
        self.examples.setVisible(bool(found))

    def _due(self, each: Progress) -> str:
        if each.standing is Standing.DONE:
            return self.tr("Done on {day}").format(day=each.done_on)
        if not each.due:
            return self.tr("No day set")
        if each.standing is Standing.OVERDUE:
            return self.tr("Was due on {day}").format(day=each.due)
        return self.tr("By {day}").format(day=each.due)

    def _counted(self, each: Progress) -> str:
        """What the library counts, where the step has a count."""
        if each.step is None or each.step.done is None or each.counted is None or each.standing is Standing.DONE:
            return ""
        if each.reached:
            return self.tr("The library shows it as done: tick it off.")
        if not each.counted.value:
            return self.tr("Nothing in the library yet; with {wanted:g} it counts as done.").format(
                wanted=each.step.done.value
            )
        text = self.tr("Counted {value:g} of {wanted:g} so far.")
        return text.format(value=each.counted.value, wanted=each.step.done.value)

    def _card(self, text: str, pressed: object) -> Card:
        card = Card(text.replace("\n", " · "))
        box = QVBoxLayout(card)
        box.setContentsMargins(10, 7, 10, 7)
        box.setSpacing(1)
        first, _line, second = text.partition("\n")
        box.addWidget(label(first, wrap=True))
        if second:
            box.addWidget(label(second, role="quiet"))
        card.pressed.connect(pressed)
        return card

    def _make(self) -> None:
        if self._each is not None:
            self.made.emit(self._each)

    def _tick(self) -> None:
        if self._each is not None:
            self.ticked.emit(self._each)

    def _open(self) -> None:
        if self._each is not None:
            self.opened.emit(self._each.record.id)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.make)
        buttons.addWidget(self.tick)
        buttons.addStretch()
        self._inner = QWidget()
        self._inner.setObjectName("guideCardInner")
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        for part in (self.what, self.due, self.how, self.counted):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        for section in (self.evidence, self.examples, self.serves):
            column.addWidget(section)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
