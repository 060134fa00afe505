"""The middle column: what fits the chosen need or offer, ranked, with the reasons and what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alliance_app.alliance.dealings import Standing
from alliance_app.desktop.match.board import Board, Entry, Pair
from alliance_app.desktop.widgets.flow import FlowLayout
from alliance_app.desktop.widgets.looks import button, empty, label
from alliance_app.records.options import DEALINGS
from alliance_app.words import language


def standing_label(standing: str) -> str:
    """A standing as a person reads it."""
    return DEALINGS[standing][0 if language() == "zh" else 1]


class PairCard(QFrame):
    """One pair. `said(verb)`; `opened`: show the other side's record; `looked`: it is the one at hand."""

    said = Signal(str)
    opened = Signal()
    looked = Signal()

    def __init__(self, pair: Pair, other: Entry, *, best: bool) -> None:
        super().__init__()
        self.pair = pair
        self.setProperty("match", True)
        self.setProperty("best", best)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{pair.score:.0f} · {other.title} · {other.owner_title} · {pair.told}")
        score = label(f"{pair.score:.0f}", role="score")
        meant = label(self.tr("Match"), role="quiet")
        if pair.standing is not None:
            meant = label(standing_label(pair.standing), role="standing")
        self.title = button(
            other.title, self.opened.emit, role="titleLink", name=self.tr("Open: {title}").format(title=other.title)
        )
        self.title.setCursor(Qt.CursorShape.PointingHandCursor)
        head = QHBoxLayout()
        head.addWidget(score)
        if pair.new:
            head.addWidget(label(self.tr("new"), role="fresh"))
        head.addStretch()
        head.addWidget(meant)
        whose = QHBoxLayout()
        whose.setSpacing(6)
        whose.addWidget(label(other.owner_title, role="quiet"))
        whose.addWidget(label("★" * other.stars, role="stars"))
        whose.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 13, 18, 14)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.title)
        if other.owner_title:
            box.addLayout(whose)
        box.addWidget(label(pair.told, role="reasons", wrap=True))
        self.verbs: dict[str, QWidget] = {}
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        for verb, text, role in self._verbs(pair.standing):
            shown = role if best else "plain"  # one red button is enough
            control = button(text, self._saying(verb), role=shown, name=f"{text}: {other.title}")
            self.verbs[verb] = control
            flow.addWidget(control)
        box.addSpacing(5)
        box.addWidget(row)

    def _verbs(self, standing: Standing | None) -> list[tuple[str, str, str]]:
        """What can be said of a pair that stands so: (verb, text, role), the likeliest first."""
        unsuitable = ("unsuitable", self.tr("Not suitable"), "plain")
        reopen = ("reopen", self.tr("Take back"), "plain")
        if standing is None:
            return [("talk", self.tr("Start talks"), "primary"), unsuitable]
        if standing is Standing.CLOSED:
            return [reopen]
        intend, agree = self.tr("Note an intent"), self.tr("Note an agreement")
        further = {
            Standing.TALKING: [("intend", intend, "primary"), ("agree", agree, "plain")],
            Standing.INTENT: [("agree", agree, "primary")],
            Standing.AGREED: [("close", self.tr("Done, close"), "primary")],
        }
        return [*further.get(standing, []), *([] if standing is Standing.AGREED else [unsuitable]), reopen]

    def _saying(self, verb: str) -> Callable[[], None]:
        return lambda: self.said.emit(verb)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click looks at it."""
        super().mousePressEvent(event)
        self.looked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the other side's record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """So does the keyboard."""
        super().focusInEvent(event)
        self.looked.emit()


class Suggestions(QScrollArea):
    """Cards of pairs. `said(pair, verb)`, `opened(id)`, `looked(pair)`."""

    said = Signal(object, str)
    opened = Signal(str)
    looked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("matchSuggestions")
        self.setAccessibleName(self.tr("Recommended matches"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setObjectName("matchInner")
        self._box = QVBoxLayout(self._inner)
        self._box.setContentsMargins(0, 0, 4, 8)
        self._box.setSpacing(10)
        self.setWidget(self._inner)
        self.cards: list[PairCard] = []
        self._shown: tuple[object, ...] = ()

    def show_pairs(self, chosen: str, pairs: Sequence[Pair], board: Board) -> None:
        """Show what fits the chosen record; the same pairs again change nothing."""
        others = [board.entries.get(pair.other(chosen)) for pair in pairs]
        shown = (chosen, tuple((pair, other) for pair, other in zip(pairs, others, strict=True)))
        if shown == self._shown:
            return
        kept = self.verticalScrollBar().value() if self._shown and self._shown[0] == chosen else 0
        self._shown = shown
        self._fill(chosen, pairs, board)
        self.verticalScrollBar().setValue(kept)

    def _fill(self, chosen: str, pairs: Sequence[Pair], board: Board) -> None:
        at = self._inner.focusWidget() if self._inner.isAncestorOf(QApplication.focusWidget() or self) else None
        before = next((card.pair.key for card in self.cards if at and (card is at or card.isAncestorOf(at))), "")
        empty(self._box)
        self.cards = []
        for pair in pairs:
            other = board.entries.get(pair.other(chosen))
            if other is not None:
                self.cards.append(self._card(pair, other))
                self._box.addWidget(self.cards[-1])
        if at is not None and self.cards:
            next((card for card in self.cards if card.pair.key == before), self.cards[0]).setFocus()
        if not self.cards:
            self._box.addWidget(self._nothing(chosen, board))
        self._box.addStretch()
        for card in self.cards:
            card.show()  # now: what a layout shows later does not count until then
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words wrap elsewhere: cards are as high as that makes them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._box.activate()
        self._inner.setMinimumHeight(max(0, self._box.heightForWidth(self.viewport().width())))

    def _card(self, pair: Pair, other: Entry) -> PairCard:
        card = PairCard(pair, other, best=not self.cards)
        card.said.connect(lambda verb: self.said.emit(pair, verb))
        card.opened.connect(lambda: self.opened.emit(other.record_id))
        card.looked.connect(lambda: self.looked.emit(pair))
        return card

    def _nothing(self, chosen: str, board: Board) -> QWidget:
        each = board.entries.get(chosen)
        if each is None:
            text = self.tr("Choose a need or an offer: who fits it, and why, stands here.")
        elif not each.open:
            text = self.tr("This is settled or out of date. Nothing new is looked for.")
        elif each.side == "need":
            text = self.tr(
                "No offer fits this need yet. Fill in stage, product, amount and area: the more is known, the better."
            )
        else:
            text = self.tr(
                "No need fits this offer yet. Fill in stage, product, amount and area: the more is known, the better."
            )
        made = label(text, role="quiet", wrap=True)
        made.setContentsMargins(6, 8, 6, 0)
        return made
