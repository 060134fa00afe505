"""One stage of the board: its projects as cards, which can be chosen, opened and carried elsewhere."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from alliance_app.alliance.board import Card, lacking_in_words, named, next_in_words
from alliance_app.alliance.pipeline import stage_label
from alliance_app.desktop.cards import fitting, laid_out
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.lines import EACH, Index, LineDelegate, Lines, LineView
from alliance_app.records.benefit import in_wan

HEIGHT = 122  # px of a card with the gap below it
_GAP = 8  # px
_CTRL = Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Cards(Lines[Card]):
    """The cards of a stage, each told by its project."""

    def key(self, each: Card) -> object:
        """Which project it is."""
        return each.id

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A card, what a screen reader says of it, and all of its words for the mouse."""
        card = self.at(index.row())
        if card is not None and role == Qt.ItemDataRole.ToolTipRole:
            words = (card.title, card.formula, lacking_in_words(card), next_in_words(card))
            return "\n".join(each for each in words if each)
        return super().data(index, role)

    def said(self, card: Card) -> str:
        """Title, whose it is, who leads it, what it saves, since when, what it lacks."""
        benefit = in_wan(card.benefit) if card.benefit is not None else ""
        still = self.tr("no progress for {days} days").format(days=card.still) if card.still else ""
        days = self.tr("{days} days in {stage}").format(days=card.days, stage=stage_label(card.stage))
        look = self.tr("needs a look") if card.disputed else ""
        words = (card.title, card.enterprise, card.leader, benefit, days, still, look, lacking_in_words(card))
        return " · ".join(each for each in words if each)


class CardPainter(LineDelegate):
    """Paints a card: title, whose it is, what it saves and since when, what it lacks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, QSize(100, HEIGHT), parent)
        self._title = font(13, QFont.Weight.Bold)
        self._small = font(12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The card."""
        card = index.data(EACH)
        if isinstance(card, Card):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            at_hand = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self.paint_card(painter, option.rect, card, chosen=chosen, at_hand=at_hand, over=over)

    def paint_card(
        self,
        painter: QPainter,
        rect: QRect,
        card: Card,
        *,
        chosen: bool = False,
        at_hand: bool = False,
        over: bool = False,
    ) -> None:
        """A card in a place."""
        colours = self._theme.colours
        box = rect.adjusted(0, 0, -1, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.red if at_hand else colours.red_line if chosen else colours.strong_line if over else colours.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(colours.red_wash if chosen else colours.paper))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        inner = box.adjusted(11, 9, -10, -8)
        painter.setPen(QColor(colours.ink))
        words = fitting(" ".join(card.title.split())[:200], self._title, inner.width(), 2)
        laid_out(words, self._title, inner.width(), 2, 19).draw(painter, inner.topLeft().toPointF())
        painter.setFont(self._small)
        whose = " · ".join(each for each in (card.enterprise, card.leader) if each)
        fits = painter.fontMetrics().horizontalAdvance(whose) <= inner.width()
        self._line(painter, inner, 41, whose if fits else card.enterprise or card.leader, colours.muted)
        self._worth(painter, inner, card)
        lacking, missing = named(card.lacking), named(card.missing)
        if card.disputed:
            self._line(painter, inner, 79, self.tr("needs a look"), colours.red)
        elif lacking:
            self._line(painter, inner, 79, self.tr("Lacks {missing}").format(missing=lacking), colours.gold_ink)
        elif missing:
            self._line(painter, inner, 79, self.tr("Next lacks {missing}").format(missing=missing), colours.faint)
        elif card.next:
            ready = self.tr("Ready for {stage}").format(stage=stage_label(card.next))
            self._line(painter, inner, 79, ready, colours.green)
        painter.restore()

    def _worth(self, painter: QPainter, inner: QRect, card: Card) -> None:
        colours = self._theme.colours
        benefit = in_wan(card.benefit, 1) + (" ✓" if card.confirmed else "") if card.benefit is not None else ""
        left = self._line(painter, inner, 60, benefit, colours.ink)
        told, ink = self._how_long(card)
        if left + 8 + painter.fontMetrics().horizontalAdvance(told) > inner.width():
            told = self.tr("{days} days").format(days=card.still or card.days)
        self._line(painter, inner.adjusted(left + 6, 0, 0, 0), 60, told, ink, right=True)

    def _how_long(self, card: Card) -> tuple[str, str]:
        if card.still:
            return self.tr("still for {days} days").format(days=card.still), self._theme.colours.red
        if card.ended:
            return card.since, self._theme.colours.faint
        days = self.tr("{days} days").format(days=card.days) if card.days else self.tr("today")
        return days, self._theme.colours.faint

    def _line(self, painter: QPainter, inner: QRect, top: int, text: str, ink: str, *, right: bool = False) -> int:
        room = QRect(inner.left(), inner.top() + top, inner.width(), 18)
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(ink))
        painter.drawText(room, _RIGHT if right else _LEFT, words)
        return painter.fontMetrics().horizontalAdvance(words)


class ColumnList(LineView):
    """The cards of one stage. `opened(card)`: Enter or a double click. `stepped(±1)`: to the next column by an arrow.

    `pushed(card, ±1)`: with Ctrl. `lifted(card)`, `carried(place)`, `let_go(place)`, `given_up`: a card under way by
    mouse, places on the screen. `menu(card, place)`: its menu is wanted.
    """

    opened = Signal(object)
    stepped = Signal(int)
    pushed = Signal(object, int)
    lifted = Signal(object)
    carried = Signal(QPoint)
    let_go = Signal(QPoint)
    given_up = Signal()
    menu = Signal(object, QPoint)

    def __init__(self, theme: Theme, stage: str) -> None:
        super().__init__(theme, "batchCards", stage_label(stage))
        self.cards = Cards(self)
        self.painter = CardPainter(theme, self)
        self.setModel(self.cards)
        self.setItemDelegate(self.painter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self._pressed: QPoint | None = None
        self._carrying = False

    @property
    def chosen(self) -> Card | None:
        """The card the keyboard is at."""
        return self.cards.at(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Put the keyboard on a row, or the last one."""
        if self.cards.shown:
            self.setCurrentIndex(self.cards.index(min(max(row, 0), len(self.cards.shown) - 1)))

    def picture(self, card: Card) -> QPixmap:
        """A card as it looks under way."""
        size = QSize(self.viewport().width(), HEIGHT)
        made = QPixmap(size * self.devicePixelRatioF())
        made.setDevicePixelRatio(self.devicePixelRatioF())
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.painter.paint_card(painter, QRect(QPoint(0, 0), size), card, chosen=True, at_hand=True)
        painter.end()
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A card may be about to be carried away."""
        super().mousePressEvent(event)
        on_card = event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid()
        self._pressed = event.position().toPoint() if on_card else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Carry the card along."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        here = event.position().toPoint()
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._carrying and self.chosen is not None:
            self._carrying = True
            self.lifted.emit(self.chosen)
        if self._carrying:
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the card go."""
        self._pressed = None
        if self._carrying:
            self._carrying = False
            self.let_go.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the project."""
        if self.chosen is not None and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows choose, with Ctrl they move; Enter opens; Esc lets a card under way fall back."""
        card, key = self.chosen, event.key()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if self._carrying:
            if key == Qt.Key.Key_Escape:
                self._carrying, self._pressed = False, None
                self.given_up.emit()
        elif step and event.modifiers() & _CTRL:
            if card is not None:
                self.pushed.emit(card, step)
        elif step:
            self.stepped.emit(step)
        elif card is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(card)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keyboard begins at the first card."""
        super().focusInEvent(event)
        if self.chosen is None:
            self.choose(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """A card is chosen only where the keyboard is; one under way falls back."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clearSelection()
        if self._carrying:
            self._carrying, self._pressed = False, None
            self.given_up.emit()

    def _ask_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        card = self.cards.at(index.row()) if index.isValid() else self.chosen
        if card is not None:
            row = max(self.cards.row_of(card.id), 0)
            place = at if index.isValid() else self.visualRect(self.cards.index(row)).center()
            self.setCurrentIndex(self.cards.index(row))
            self.menu.emit(card, self.viewport().mapToGlobal(place))
