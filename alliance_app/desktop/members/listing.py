"""The directory as a list: who it is, how many stars and since when, the chair, what it can do, what it did."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from alliance_app.alliance.members import MemberRow
from alliance_app.desktop.members.words import chain_said, happened_said, ratings_said, stars_drawn, stars_said
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.lines import EACH, Index, LineDelegate, Lines, LineView

ROW = 88  # px
_LEFT, _RIGHT = 20, 16  # px
_STARS = 58  # px
_STEPS = QSize(54, 20)  # px, of the small steps


class Members(Lines[MemberRow]):
    """The members, each told by its record."""

    def key(self, each: MemberRow) -> object:
        """Which one it is."""
        return each.id

    def said(self, each: MemberRow) -> str:
        """Who it is, how it is rated, what it can do and what it did."""
        stars = ratings_said(each.ratings) if len(each.ratings) > 1 else stars_said(each.stars)
        parts = [each.title, stars, each.chair, chain_said(each.chain_stage), "、".join(each.capabilities)]
        return " · ".join(part for part in (*parts, happened_said(len(each.this_year), each.last_seen)) if part)


class MemberLines(LineDelegate):
    """Paints a member."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Three lines; the stars and, where there were several ratings, their steps at the right."""
        each = index.data(EACH)
        if not isinstance(each, MemberRow):
            return
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(QRect(option.rect.left() + 14, option.rect.bottom(), option.rect.width() - 28, 1),
                         QColor(colours.line))  # fmt: skip
        if chosen:
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), QColor(colours.red))
        room = option.rect.adjusted(_LEFT, 10, -_RIGHT, -8)
        painter.setFont(font(15, QFont.Weight.Bold))
        painter.setPen(QColor(colours.ink))
        _draw(painter, QRect(room.left(), room.top(), room.width() - _STARS - 6, 22), each.title)
        self._paint_stars(painter, each, room)
        narrow = _STEPS.width() + 10 if len(each.ratings) > 1 else 0
        below = (each.chair, each.industry, chain_said(each.chain_stage))
        painter.setFont(font(12))
        painter.setPen(QColor(colours.muted))
        line = QRect(room.left(), room.top() + 25, room.width() - narrow, 18)
        _draw(painter, line, " · ".join(part for part in below if part) or "—")
        happened = happened_said(len(each.this_year), each.last_seen)
        painter.setPen(QColor(colours.faint))
        wide = min(painter.fontMetrics().horizontalAdvance(happened) + 4, room.width() * 2 // 3)
        foot = QRect(room.left(), room.top() + 48, room.width(), 18)
        _draw(painter, foot.adjusted(0, 0, -wide - 10, 0), "、".join(each.capabilities))
        _draw(painter, foot.adjusted(foot.width() - wide, 0, 0, 0), happened, right=True)
        painter.restore()

    def _paint_stars(self, painter: QPainter, each: MemberRow, room: QRect) -> None:
        box = QRect(room.right() - _STARS, room.top(), _STARS, 22)
        painter.setFont(font(14 if each.stars else 12))
        painter.setPen(QColor(self._theme.colours.gold if each.stars else self._theme.colours.faint))
        _draw(painter, box, stars_drawn(each.stars) if each.stars else stars_said(each.stars), right=True)
        if len(each.ratings) > 1:
            corner = QPointF(room.right() - _STEPS.width() + 1, room.top() + 25)
            _paint_steps(painter, each, QRectF(corner, _STEPS.toSizeF()), QColor(self._theme.colours.gold))


class MemberList(LineView):
    """Shows members. `chosen_is(id)`: another one is chosen; `entered()`: by Enter, its page is wanted."""

    chosen_is = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "memberList", self.tr("Member enterprises"))
        self.shown = Members(self)
        self.setModel(self.shown)
        self.setItemDelegate(MemberLines(theme, QSize(200, ROW), self))
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def chosen(self) -> MemberRow | None:
        """The one the keyboard is at."""
        return self.shown.at(self.currentIndex().row())

    def show_members(self, rows: Sequence[MemberRow], wanted: str) -> None:
        """Show these, `wanted` chosen where it is among them, else the first; what is in view stays there."""
        top = self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        self.shown.show(rows)
        place = self.shown.row_of(wanted)
        self.setCurrentIndex(self.shown.index(max(place, 0)))
        self.selectionModel().blockSignals(False)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(top)
        self.viewport().update()
        self._tell()

    def choose(self, member_id: str) -> None:
        """Go to a member."""
        place = self.shown.row_of(member_id)
        if place >= 0:
            self.setCurrentIndex(self.shown.index(place))
            self.scrollTo(self.shown.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keyboard begins at the first one."""
        super().focusInEvent(event)
        if self.chosen is None and self.shown.rowCount():
            self.setCurrentIndex(self.shown.index(0))

    def _tell(self) -> None:
        each = self.chosen
        self.chosen_is.emit(each.id if each is not None else "")


def _paint_steps(painter: QPainter, each: MemberRow, box: QRectF, colour: QColor) -> None:
    """Stars over time, small: a step for each rating, equally far apart."""
    painter.setPen(QPen(colour, 1.6))
    pitch = box.width() / len(each.ratings)
    points: list[QPointF] = []
    for at, (_day, stars) in enumerate(each.ratings):
        y = box.bottom() - 2 - (box.height() - 4) * stars / 3
        points += [QPointF(box.left() + at * pitch, y), QPointF(box.left() + (at + 1) * pitch, y)]
    painter.drawPolyline(points)


def _draw(painter: QPainter, room: QRect, text: str, *, right: bool = False) -> None:
    words = painter.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, words)
