"""The board: a column for each stage, between which projects are carried by mouse or keyboard."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from alliance_app.alliance.board import Card, named
from alliance_app.alliance.pipeline import ENDED, WAY, Move, stage_label
from alliance_app.desktop.batches.column import HEIGHT, ColumnList
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records.options import STAGES

_LEAST, _MOST, _BARE, _FOLDED = 158, 250, 96, 84  # px of a column: with cards, without any, folded away
_BETWEEN = 8  # px
_EDGE = 44  # px from the sides, where a card under way scrolls the board
_SCROLL = 14  # px at a time
_SCROLL_EVERY = 16  # ms

Ways = Callable[[str], Mapping[str, Move]]


class Column(QFrame):
    """A stage with its cards; those of an ended stage are folded away until they are asked for."""

    folded = Signal()

    def __init__(self, theme: Theme, stage: str) -> None:
        super().__init__()
        self._theme = theme
        self.over = False
        self.stage = stage
        self.ends = stage in ENDED
        self.open = not self.ends
        self.list = ColumnList(theme, stage)
        self.head = button("", self.toggle, role="columnHead") if self.ends else label(role="columnHead")
        self.none = label(role="quiet")
        self.none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.none.setText("—")
        box = QVBoxLayout(self)
        box.setContentsMargins(7, 8, 7, 6)
        box.setSpacing(8)
        box.addWidget(self.head)
        box.addWidget(self.none)
        box.addWidget(self.list, 1)
        box.addStretch()
        self.show_cards(())

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these; what is in view stays there."""
        top = self.list.verticalScrollBar().value()
        self.list.cards.show(cards)
        self.list.doItemsLayout()
        self.list.verticalScrollBar().setValue(top)
        self._follow()

    def toggle(self) -> None:
        """Fold the cards away, or show them."""
        self.open = not self.open
        self._follow()
        self.folded.emit()

    def mark(self, *, over: bool) -> None:
        """Whether a card under way is above it. Painted: a style sheet is too slow for a hand that moves."""
        self.over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Its ground."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.red if self.over else colours.line))
        painter.setBrush(QColor(colours.red_wash if self.over else colours.wash))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.end()

    @property
    def full(self) -> bool:
        """Whether cards are to be seen in it."""
        return self.open and bool(self.list.cards.shown)

    def _follow(self) -> None:
        count = len(self.list.cards.shown)
        sign = (" ▾" if self.open else " ▸") if self.ends else ""
        text = f"{stage_label(self.stage)}  {count}{sign}"
        self.head.setText(text)
        self.head.setAccessibleName(
            self.tr("{stage}: {count} projects").format(stage=stage_label(self.stage), count=count)
        )
        self.list.setAccessibleName(self.head.accessibleName())
        self.list.setVisible(self.full)
        self.none.setVisible(self.open and not count)


class Board(QScrollArea):
    """All columns. `opened(id)`; `moved(id, stage)`: a card is to be moved; `menu(card, place)`.

    `ways(id)` tells, for a card that is lifted, what each stage asks of it.
    """

    opened = Signal(str)
    moved = Signal(str, str)
    menu = Signal(object, QPoint)

    def __init__(self, theme: Theme, ways: Ways) -> None:
        super().__init__()
        self.setObjectName("batchBoard")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ways = ways
        self._lifted: Card | None = None
        self._ready: Mapping[str, Move] = {}
        self._over: Column | None = None
        self.columns = {stage: Column(theme, stage) for stage in STAGES}
        inner = QWidget()
        inner.setObjectName("batchColumns")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        for column in self.columns.values():
            row.addWidget(column)
            self._connect(column)
        row.addStretch()
        self.setWidget(inner)
        self.ghost = QLabel(self.viewport())
        self.hint = QLabel(self.viewport())
        self.hint.setObjectName("batchHint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        for each in (self.ghost, self.hint):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            each.hide()
        self._scrolling = QTimer(self, interval=_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these; the keyboard stays with its card, or at its place."""
        at_hand = self._at_hand
        chosen = at_hand.list.chosen if at_hand else None
        row = at_hand.list.currentIndex().row() if at_hand else 0
        by_stage: dict[str, list[Card]] = {stage: [] for stage in STAGES}
        for each in cards:
            by_stage[each.stage].append(each)
        for stage, column in self.columns.items():
            column.show_cards(by_stage[stage])
        self._fit()
        if at_hand is not None and chosen is not None and not self.go_to(chosen.id):
            at_hand.list.choose(row)

    def go_to(self, record_id: str, *, unfold: bool = False) -> bool:
        """Put the keyboard on a card; False where it is not to be seen."""
        for column in self.columns.values():
            place = column.list.cards.row_of(record_id)
            if place < 0:
                continue
            if not column.open:
                if not unfold:
                    return False
                column.toggle()
            column.list.choose(place)
            column.list.setFocus()
            self.ensureWidgetVisible(column, 0, 0)
            return True
        return False

    def take_keyboard(self) -> None:
        """Put the keyboard on the first card there is."""
        first = next((each for each in self.columns.values() if each.full), None)
        if first is not None:
            first.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _at_hand(self) -> Column | None:
        return next((each for each in self.columns.values() if each.list.hasFocus()), None)

    def _fit(self) -> None:
        full = [each for each in self.columns.values() if each.full]
        bare = sum(_FOLDED if not each.open else 0 if each.full else _BARE for each in self.columns.values())
        room = self.viewport().width() - bare - _BETWEEN * (len(self.columns) - 1)
        width = min(max(room // max(len(full), 1), _LEAST), _MOST)
        for column in self.columns.values():
            column.setFixedWidth(_FOLDED if not column.open else width if column.full else _BARE)

    def _connect(self, column: Column) -> None:
        its = column.list
        its.opened.connect(lambda card: self.opened.emit(card.id))
        its.stepped.connect(lambda step: self._step(column, step))
        its.pushed.connect(self._push)
        its.menu.connect(self.menu)
        its.lifted.connect(lambda card: self._lift(column, card))
        its.carried.connect(self._carry)
        its.let_go.connect(self._let_go)
        its.given_up.connect(self._put_back)
        column.folded.connect(self._fit)

    def _step(self, column: Column, step: int) -> None:
        """To the next column that has cards, in about the same row."""
        order = list(self.columns.values())
        place = order.index(column) + step
        while 0 <= place < len(order) and not order[place].full:
            place += step
        if 0 <= place < len(order):
            target = order[place]
            offset = column.list.verticalScrollBar().value() - target.list.verticalScrollBar().value()
            target.list.choose(column.list.currentIndex().row() - round(offset / HEIGHT))
            target.list.setFocus()
            self.ensureWidgetVisible(target, 0, 0)

    def _push(self, card: Card, step: int) -> None:
        if card.stage in WAY and 0 <= WAY.index(card.stage) + step < len(WAY):
            self.moved.emit(card.id, WAY[WAY.index(card.stage) + step])

    # -- by mouse

    def _lift(self, column: Column, card: Card) -> None:
        self._lifted = card
        self._ready = self._ways(card.id)
        self.ghost.setPixmap(column.list.picture(card))
        self.ghost.adjustSize()
        self.ghost.show()
        self.ghost.raise_()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scrolling.start()

    def _carry(self, place: QPoint) -> None:
        here = self.viewport().mapFromGlobal(place)
        self.ghost.move(here - QPoint(self.ghost.width() // 2, 26))
        over = self._column_at(place)
        if over is not self._over:
            self._mark(over)
        if over is not None:
            self.hint.move(self._beside(here))

    def _let_go(self, place: QPoint) -> None:
        card, over = self._lifted, self._column_at(place)
        self._put_back()
        if card is not None and over is not None and over.stage != card.stage:
            self.moved.emit(card.id, over.stage)

    def _put_back(self) -> None:
        self._scrolling.stop()
        self._mark(None)
        self._lifted = None
        self.ghost.hide()
        self.unsetCursor()

    def _mark(self, over: Column | None) -> None:
        for column, on in ((self._over, False), (over, True)):
            if column is not None:
                column.mark(over=on)
        self._over = over
        self._tell(over)

    def _tell(self, over: Column | None) -> None:
        """Say what would happen if the card were let go here."""
        move = self._ready.get(over.stage) if over is not None and self._lifted is not None else None
        self.hint.setVisible(move is not None)
        if move is None:
            return
        if move.missing:
            text = self.tr("{stage}: to be filled: {missing}").format(stage=move.label, missing=named(move.missing))
        elif move.back:
            text = self.tr("Back to {stage}").format(stage=move.label)
        else:
            text = "✓ " + self.tr("To {stage}").format(stage=move.label)
        self.hint.setText(text)
        self.hint.adjustSize()
        self.hint.raise_()

    def _beside(self, here: QPoint) -> QPoint:
        left = min(max(here.x() - self.hint.width() // 2, 4), self.viewport().width() - self.hint.width() - 4)
        return QPoint(max(left, 4), here.y() + HEIGHT - 26)

    def _column_at(self, place: QPoint) -> Column | None:
        for column in self.columns.values():
            corner = column.mapToGlobal(QPoint(0, 0))
            if QRect(corner, column.size()).contains(place):
                return column
        return None

    def _scroll(self) -> None:
        """A card held at a side brings more columns into sight."""
        middle, bar = self.ghost.geometry().center().x(), self.horizontalScrollBar()
        if middle < _EDGE:
            bar.setValue(bar.value() - _SCROLL)
        elif middle > self.viewport().width() - _EDGE:
            bar.setValue(bar.value() + _SCROLL)
