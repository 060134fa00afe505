"""The columns of needs and offers: painted cards, all equally high; the chosen one and its partners are marked."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from alliance_app.desktop.cards import badge
from alliance_app.desktop.match.board import Entry
from alliance_app.desktop.theme import Colours, Theme, Tone, font
from alliance_app.desktop.widgets.lines import EACH, Index, LineDelegate, Lines, LineView
from alliance_app.records.kinds import SUPPLY_DEMAND
from alliance_app.records.options import CHAIN

HEIGHT = 92  # px, with the gap below
_GAP = 10
_TONES: dict[str, Tone] = {
    "production": "grey", "supply": "red", "transport": "blue", "processing": "green", "technology": "violet",
    "service": "gold",
}  # fmt: skip


def stage_tone(colours: Colours, stage: str) -> tuple[str, str]:
    """The (ink, wash) of a stage of the chain."""
    tone = _TONES.get(stage, "grey")
    if tone == "grey":
        return colours.muted, colours.grey_wash
    return getattr(colours, "gold_ink" if tone == "gold" else tone), getattr(colours, f"{tone}_wash")


def stage_label(stage: str) -> str:
    """What a stage is called."""
    return SUPPLY_DEMAND.field("chain_stage").show(stage) if stage in CHAIN else ""


class Entries(Lines[Entry]):
    """The cards of one column, each told by its record."""

    def key(self, each: Entry) -> object:
        """Which need or offer it is."""
        return each.record_id

    def said(self, each: Entry) -> str:
        """Everything the card shows."""
        new = self.tr("{count} new").format(count=each.new) if each.new else ""
        stars = "★" * each.stars
        stage, status = stage_label(each.stage), _status(each)
        parts = (stage, each.title, each.owner_title, stars, each.line, each.day, status, new)
        return " · ".join(part for part in parts if part)


class EntryCards(LineDelegate):
    """Paints one card. `partners`: ids that fit what is chosen in the other column; `lit`: the one looked at."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, QSize(200, HEIGHT), parent)
        self.partners: Collection[str] = frozenset()
        self.lit = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The card."""
        each = index.data(EACH)
        if not isinstance(each, Entry):
            return
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(1, 1, -2, -_GAP)
        self._paint_box(painter, option, box, each)
        room = box.adjusted(16, 11, -14, -8)
        self._paint_first(painter, room, each)
        painter.setFont(font(15, QFont.Weight.Bold))
        painter.setPen(QColor(colours.ink if each.open else colours.faint))
        _draw(painter, QRect(room.left(), room.top() + 22, room.width(), 22), each.title)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.faint))
        _draw(painter, QRect(room.left(), room.top() + 44, room.width(), 18), self._below(each))
        painter.restore()

    def _below(self, each: Entry) -> str:
        """The small line; the day comes first, so that it is never cut."""
        if not each.day:
            return each.line
        day = self.tr("by {day}") if each.side == "need" else self.tr("until {day}")
        return " · ".join(part for part in (day.format(day=each.day), each.line) if part)

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, each: Entry) -> None:
        colours = self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        lit, partner = each.record_id == self.lit, each.record_id in self.partners
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = (
            colours.red
            if chosen
            else colours.green
            if lit or partner
            else colours.strong_line
            if hovered
            else colours.line
        )
        ground = colours.green_wash if lit else colours.paper
        painter.setPen(QPen(QColor(edge), 1.6 if chosen or lit else 1.0))
        painter.setBrush(QColor(ground if each.open else colours.wash))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.red_line), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -3), 7, 7)

    def _paint_first(self, painter: QPainter, room: QRect, each: Entry) -> None:
        colours = self._theme.colours
        left, right = room.left(), room.right()
        for text, ink in _signs(each, self.tr("{count} new").format(count=each.new), self.tr("draft"), colours):
            painter.setFont(font(12, QFont.Weight.Bold))
            width = QFontMetrics(painter.font()).horizontalAdvance(text)
            painter.setPen(QColor(ink))
            painter.drawText(QRect(right - width, room.top(), width + 2, 19), Qt.AlignmentFlag.AlignVCenter, text)
            right -= width + 10
        name = stage_label(each.stage)
        if name:
            left += badge(painter, name, room.topLeft(), *stage_tone(colours, each.stage)) + 8
        painter.setFont(font(12))
        metrics = QFontMetrics(painter.font())
        stars = "★" * each.stars
        most = right - left - (metrics.horizontalAdvance(stars) + 8 if stars else 0)
        owner = metrics.elidedText(each.owner_title, Qt.TextElideMode.ElideRight, most)
        painter.setPen(QColor(colours.muted if each.mine else colours.faint))
        painter.drawText(QRect(left, room.top(), most, 19), Qt.AlignmentFlag.AlignVCenter, owner)
        if stars:
            painter.setPen(QColor(colours.gold))
            left += metrics.horizontalAdvance(owner) + 8 if owner else 0
            painter.drawText(QRect(left, room.top(), 80, 19), Qt.AlignmentFlag.AlignVCenter, stars)


class EntryList(LineView):
    """One column. `chosen(id)`: by hand or keyboard; `opened(id)`: a double click, or Enter."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "matchList", name)
        self.shown = Entries(self)
        self.setModel(self.shown)
        self.cards = EntryCards(theme, self)
        self.setItemDelegate(self.cards)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(lambda index: self._tell(self.chosen, index.row()))
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index.row()))
        self._quiet = False

    def show_entries(self, ids: Sequence[str], entries: Mapping[str, Entry], chosen: str) -> None:
        """Show these; the chosen one stays chosen and where it is."""
        self._quiet = True
        place = self.verticalScrollBar().value()
        self.shown.show(entries[each] for each in ids if each in entries)
        self.choose(chosen, scroll=False)
        self.verticalScrollBar().setValue(place)
        self._quiet = False

    def choose(self, record_id: str, *, scroll: bool = True) -> None:
        """Mark one as chosen, without telling; an id that is not here marks none."""
        before, self._quiet = self._quiet, True
        row = self.shown.row_of(record_id)
        if row < 0:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.shown.index(row))
            if scroll:
                self.scrollTo(self.shown.index(row))
        self._quiet = before

    def mark(self, partners: Collection[str], lit: str) -> None:
        """Mark those that fit what is chosen in the other column, and bring the one looked at into view."""
        self.cards.partners, self.cards.lit = partners, lit
        row = self.shown.row_of(lit)
        if row >= 0:
            self.scrollTo(self.shown.index(row))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.opened, self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _current_changed(self, index: Index) -> None:
        if not self._quiet:
            self._tell(self.chosen, index.row())

    def _tell(self, signal: SignalInstance, row: int) -> None:
        each = self.shown.at(row)
        if each is not None:
            signal.emit(each.record_id)


def _status(each: Entry) -> str:
    return "" if each.status == "published" else SUPPLY_DEMAND.field("status").show(each.status)


def _signs(each: Entry, new: str, draft: str, colours: Colours) -> list[tuple[str, str]]:
    """What stands at the right of a card's first line, from the right."""
    signs = []
    if each.new:
        signs.append((new, colours.red))
    if _status(each):
        signs.append((_status(each), colours.green if each.status == "agreed" else colours.blue))
    if each.draft:
        signs.append((draft, colours.gold_ink))
    return signs


def _draw(painter: QPainter, box: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
