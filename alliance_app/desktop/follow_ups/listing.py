"""The list of follow-ups: a box to tick, what is to be done, who sees to it until when, and the salon it is from."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyleOptionViewItem,
)

from alliance_app.alliance.follow_ups import FollowUp, Standing
from alliance_app.desktop.theme import Colours, Theme, font
from alliance_app.desktop.widgets.lines import EACH, Index, LineDelegate, Lines, LineView, box_in, draw_line, paint_box
from alliance_app.records import clock

ROW = 56  # px
_LEFT = 48  # px, where the words begin
_DUE = 118  # px
_NEAR = 50  # rows in which the chosen one is looked for when others come or go


class FollowUps(Lines[FollowUp]):
    """The follow-ups, each told by its salon and its number there."""

    def key(self, each: FollowUp) -> object:
        """Which one it is, changed or not."""
        return each.record_id, each.number

    def row_near(self, row: int, each: FollowUp) -> int:
        """In which row near `row` one stands now; `row` itself, or the last one, where it is gone."""
        around = sorted(range(max(0, row - _NEAR), min(len(self.shown), row + _NEAR)), key=lambda at: abs(at - row))
        found = (at for at in around if self.key(self.shown[at]) == self.key(each))
        return next(found, min(row, len(self.shown) - 1))

    def said(self, each: FollowUp) -> str:
        """What, who, until when, of which salon."""
        done = self.tr("done") if each.done else ""
        return " · ".join(part for part in (each.what, each.who, each.due, each.salon, done) if part)


class FollowUpLines(LineDelegate):
    """Paints a line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        each = index.data(EACH)
        if not isinstance(each, FollowUp):
            return
        colours, today = self._theme.colours, clock.today()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        self._paint_rule(painter, option, colours)
        paint_box(painter, box_in(option.rect), colours, done=each.done)
        room = option.rect.adjusted(_LEFT, 8, -18 - _DUE, 0)
        painter.setFont(_struck(each))
        painter.setPen(QColor(colours.faint if each.done else colours.ink))
        draw_line(painter, QRect(room.left(), room.top(), room.width(), 22), each.what or "—")
        painter.setFont(font(12))
        painter.setPen(QColor(colours.faint))
        below = " · ".join(part for part in (each.who, each.result, each.salon) if part)
        draw_line(painter, QRect(room.left(), room.top() + 22, room.width(), 18), below)
        self._paint_due(painter, option.rect, each, today)
        painter.restore()

    def _paint_rule(self, painter: QPainter, option: QStyleOptionViewItem, colours: Colours) -> None:
        painter.setPen(QColor(colours.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawLine(option.rect.left() + 14, option.rect.bottom(), option.rect.right() - 14, option.rect.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_due(self, painter: QPainter, rect: QRect, each: FollowUp, today: date) -> None:
        colours, standing = self._theme.colours, each.standing(today)
        ink = {Standing.OVERDUE: colours.red, Standing.SOON: colours.gold_ink}.get(standing, colours.faint)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        top = QRect(rect.right() - 16 - _DUE, rect.top() + 8, _DUE, 22)
        painter.setFont(font(13, QFont.Weight.Bold if standing is Standing.OVERDUE else QFont.Weight.Normal))
        painter.setPen(QColor(ink))
        painter.drawText(top, right, each.due or self.tr("no day"))
        painter.setFont(font(12))
        painter.drawText(top.translated(0, 22), right, self._how_urgent(each, standing, today))

    def _how_urgent(self, each: FollowUp, standing: Standing, today: date) -> str:
        if standing is Standing.DONE:
            return self.tr("done")
        if standing not in (Standing.OVERDUE, Standing.SOON):
            return ""
        days = (date.fromisoformat(each.due) - today).days
        if days == 0:
            return self.tr("today")
        return (
            self.tr("{count} days left").format(count=days)
            if days > 0
            else self.tr("{count} days late").format(count=-days)
        )


class FollowUpList(LineView):
    """Shows follow-ups, here and on other pages. `ticked(each)` by a click on its box or Space; `opened(each)`."""

    ticked = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "followUps", self.tr("Follow-ups"))
        self.shown = FollowUps(self)
        self.setModel(self.shown)
        self.setItemDelegate(FollowUpLines(theme, QSize(200, ROW), self))

    @property
    def chosen(self) -> FollowUp | None:
        """The one the keyboard is at."""
        return self.shown.at(self.currentIndex().row())

    def show_follow_ups(self, found: Sequence[FollowUp]) -> None:
        """Show these; what is in view stays there, and the keyboard at the same one, else at the same place."""
        kept, row, top = self.chosen, self.currentIndex().row(), self.verticalScrollBar().value()
        self.shown.show(found)
        if kept is not None and found:
            self.setCurrentIndex(self.shown.index(self.shown.row_near(row, kept)))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(top)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the box ticks, on the words opens the salon."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        each = self.shown.at(index.row()) if index.isValid() else None
        if each is None or event.button() != Qt.MouseButton.LeftButton:
            return
        on_box = event.position().x() < self.visualRect(index).left() + _LEFT - 6
        (self.ticked if on_box else self.opened).emit(each)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space ticks, Enter opens the salon."""
        if self.chosen is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(self.chosen)
        elif self.chosen is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keyboard begins at the first one."""
        super().focusInEvent(event)
        if self.chosen is None and self.shown.rowCount():
            self.setCurrentIndex(self.shown.index(0))


def _struck(each: FollowUp) -> QFont:
    made = font(14)
    made.setStrikeOut(each.done)
    return made
