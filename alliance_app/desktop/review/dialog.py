"""The review: one question after the other, the versions side by side, until nothing is left to decide."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.review.asking import Asked, Option, ask
from alliance_app.desktop.review.option import OptionCard
from alliance_app.desktop.widgets.looks import OneLine, button, empty, label
from alliance_app.desktop.widgets.record_head import local_time
from alliance_app.library import Changed
from alliance_app.records.values import Record

_WIDEST, _HIGHEST, _LOWEST = 1000, 760, 400  # px
_CARD = 230  # px


class ReviewDialog(QDialog):
    """Shows what people changed at the same time in one record. `decided(clash, value)`: this shall hold."""

    decided = Signal(object, object)

    def __init__(self, desk: Desk, record: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Changed at the same time: “{title}”").format(title=record.title[:40]))
        self._desk = desk
        self._record = record
        self._questions: list[Asked] = []
        self._place = 0
        self._decided = 0
        self.cards: list[OptionCard] = []
        self.heading = label(role="big")
        self.counter = label(role="quiet")
        self.previous = button(self.tr("‹ Previous"), lambda: self.go_to(self._place - 1))
        self.next = button(self.tr("Next ›"), lambda: self.go_to(self._place + 1))
        self.before = OneLine()
        self.before.setProperty("quiet", True)
        self._claims = QHBoxLayout()
        self._others = QVBoxLayout()
        self._choices = QVBoxLayout()
        self._scroll = QScrollArea()
        self._box = QVBoxLayout(self)
        self._lay_out()
        for keys, act in (("Alt+Left", self.previous.click), ("Alt+Right", self.next.click)):
            QShortcut(QKeySequence(keys), self, act)
        over = parent.window().size()
        self._most = min(_HIGHEST, over.height() - 60)
        self.resize(min(_WIDEST, over.width() - 60), min(_LOWEST, self._most))
        desk.theme.changed.connect(self._recolour)
        desk.touched.connect(self._touched)
        self.look_again()

    def go_to(self, place: int) -> None:
        """Show another question."""
        if 0 <= place < len(self._questions):
            self._place = place
            self._show()

    # -- layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.counter, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        told = self.tr("Nobody had seen the other's change. Nothing is lost: what is not kept stays in the history.")
        self._claims.setSpacing(12)
        self._others.setSpacing(12)
        inner = QWidget()
        inner.setObjectName("recordPage")
        inner.setLayout(self._choices)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._choices.setSpacing(12)
        self._choices.addLayout(self._claims)
        self._choices.addLayout(self._others)
        self._choices.addStretch()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("Underlined: added. Struck through: taken out."), role="quiet"), 1)
        foot.addWidget(button(self.tr("Decide later"), self.close))
        box = self._box
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(label(told, role="quiet", wrap=True))
        box.addWidget(self.before)
        box.addWidget(self._scroll, 1)
        box.addLayout(foot)

    # -- what is asked

    def look_again(self) -> None:
        """Ask what is open now: something may have been decided, or have come from elsewhere."""
        library, record = self._desk.library, self._record
        self._desk.tasks.read(lambda: ask(library, record), self._take, owner=self, lane="review")

    def _touched(self, changed: Changed) -> None:
        if self._record.id in changed.ids:
            self.look_again()

    def _take(self, questions: list[Asked]) -> None:
        """Show these questions; the one at hand stays at hand while it is still open."""
        if not questions:
            if self._decided:
                self._desk.say(self.tr("All of it is decided. What was not kept stays in the history."))
            self.close()
            return
        at_hand = self._questions[self._place] if self._questions else None
        if at_hand is not None and questions == self._questions and self.cards[0].isEnabled():
            return
        names = [(each.clash.name, each.clash.place) for each in questions]
        known = (at_hand.clash.name, at_hand.clash.place) if at_hand else None
        self._questions = questions
        self._place = names.index(known) if known in names else min(self._place, len(questions) - 1)
        self._show()

    def _show(self) -> None:
        question = self._questions[self._place]
        self.heading.setText(question.label)
        count = len(self._questions)
        told = self.tr("{number} of {count}").format(number=self._place + 1, count=count)
        self.counter.setText(told if count > 1 else "")
        for control, there in ((self.previous, self._place > 0), (self.next, self._place + 1 < count)):
            control.setVisible(count > 1)
            control.setEnabled(there)
        text = " ".join(question.before.split())
        self.before.show_text(self.tr("Before: {text}").format(text=text or self.tr("(empty)")))
        empty(self._claims)
        empty(self._others)
        self.cards = [self._card(option, question.claims) for option in question.options]
        for card in self.cards:
            if card.option.kind == "claim":
                card.setMinimumWidth(_CARD)
                self._claims.addWidget(card, 1)
            else:
                self._others.addWidget(card)
            card.show()  # at once, so that the layout knows its height
        self.setFocus()  # none of the buttons: a key held down a moment too long must decide nothing
        self._fit()

    def _fit(self) -> None:
        """As high as what is asked needs, as far as there is room; never lower than it was, so that nothing jumps."""
        self._box.activate()
        self._choices.activate()
        wanted = self._choices.totalHeightForWidth(self._scroll.width()) + self.height() - self._scroll.height() + 4
        self.resize(self.width(), max(self.height(), min(wanted, self._most)))

    def _card(self, option: Option, claims: Sequence[Option]) -> OptionCard:
        head, verb = self._words(option, claims)
        shown = self.tr("shown now") if option.value == self._questions[self._place].clash.now else ""
        facts = (local_time(option.at) if option.at else "", option.device, shown)
        below = " · ".join(each for each in facts if each) if option.kind == "claim" else ""
        return OptionCard(option, head, below, verb, self._desk.theme.colours, partial(self._choose, option))

    def _words(self, option: Option, claims: Sequence[Option]) -> tuple[str, str]:
        if option.kind == "both":
            whole = option.value == self._questions[self._place].clash.now
            head = self.tr("Both together, as it reads now") if whole else self.tr("Both together")
            return head, self.tr("Keep both")
        if option.kind == "now":
            return self.tr("As it reads now"), self.tr("Leave it like this")
        who = option.who or self.tr("Somebody")
        if len(claims) == 2:
            return who, self.tr("Keep the left one") if option is claims[0] else self.tr("Keep the right one")
        return who, self.tr("Keep this one")

    def _choose(self, option: Option) -> None:
        for card in self.cards:
            card.setEnabled(False)
        self._decided += 1
        self.decided.emit(self._questions[self._place].clash, option.value)

    def show_refused(self) -> None:
        """A decision could not be taken: show what is open now."""
        self._decided -= 1
        self.look_again()

    def _recolour(self) -> None:
        for card in self.cards:
            card.show_colours(self._desk.theme.colours)
