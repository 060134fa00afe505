"""A month as a grid of days, painted: what takes place on each, in the colours of the kinds of records."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from alliance_app.alliance.calendar import Event, Layer
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.looks import shown_as_it_is

_HEAD = 26  # px, for the days of the week
_NUMBER = 26  # px, for the day's number
_CHIP = 20  # px
_WIDE = 100  # px of a chip that tell the time, too
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True, slots=True)
class Weeks:
    """The whole weeks, Monday first, that a month lies in."""

    year: int
    month: int

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of them; of the years 1 and 9999 only what there is."""
        first = date(self.year, self.month, 1)
        length = calendar.monthrange(self.year, self.month)[1]
        before = first.weekday()
        count = -(-(before + length) // 7) * 7
        begin = first.toordinal() - before
        return tuple(date.fromordinal(min(max(begin + at, 1), date.max.toordinal())) for at in range(count))

    @property
    def span(self) -> tuple[str, str]:
        """The first day, and the day after the last one, as ISO text."""
        last = min(self.days[-1], date.max - timedelta(days=1))
        return self.days[0].isoformat(), (last + timedelta(days=1)).isoformat()


class MonthGrid(QWidget):
    """`picked(day)`: another day is looked at. `entered(day)`: Enter. `opened(record_id)`: an event was clicked.

    `wanted(day)`: something is to be made on it. `turned(months)`: another month is wanted.
    """

    picked = Signal(object)
    entered = Signal(object)
    opened = Signal(str)
    wanted = Signal(object)
    turned = Signal(int)

    def __init__(self, theme: Theme, today: date, week: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._week = tuple(week)
        self.today = today
        self.day = today
        self.weeks = Weeks(today.year, today.month)
        self.events: Mapping[str, tuple[Event, ...]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as may be."""
        return QSize(760, 560)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Six weeks with a line each."""
        return QSize(420, 340)

    def show_day(self, day: date) -> None:
        """Look at a day, in its month."""
        self.day = day
        self.weeks = Weeks(day.year, day.month)
        self.update()

    def show_events(self, events: Mapping[str, tuple[Event, ...]]) -> None:
        """Show these, by ISO day."""
        self.events = events
        self.update()

    def on(self, day: date) -> tuple[Event, ...]:
        """What takes place on a day."""
        return self.events.get(day.isoformat(), ())

    # -- places

    def box_of(self, day: date) -> QRectF:
        """Where a day is painted; nowhere when it is not in sight."""
        days = self.weeks.days
        at = days.index(day) if day in days else -1
        return self._box(at) if at >= 0 else QRectF()

    def _box(self, at: int) -> QRectF:
        week, place = divmod(at, 7)
        wide, high = self.width() / 7, (self.height() - _HEAD) / (len(self.weeks.days) // 7)
        return QRectF(wide * place, _HEAD + high * week, wide, high)

    def _chips(self, box: QRectF, count: int) -> list[QRectF]:
        """Where the events of a day are painted, as many as fit."""
        room = int((box.height() - _NUMBER - 2) // _CHIP)
        shown = count if count <= room else max(room - 1, 0)
        top = box.top() + _NUMBER
        return [QRectF(box.left() + 4, top + _CHIP * at, box.width() - 8, _CHIP - 3) for at in range(shown)]

    def day_at(self, place: QPointF) -> date | None:
        """The day at a place."""
        return next((day for at, day in enumerate(self.weeks.days) if self._box(at).contains(place)), None)

    def event_at(self, place: QPointF) -> Event | None:
        """The event at a place."""
        day = self.day_at(place)
        if day is None:
            return None
        found = self.on(day)
        boxes = self._chips(self.box_of(day), len(found))
        return next((each for each, box in zip(found, boxes, strict=False) if box.contains(place)), None)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The days of the week, and every day."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setFont(font(12))
        painter.setPen(QColor(colours.faint))
        wide = self.width() / 7
        for at, name in enumerate(self._week):
            painter.drawText(QRectF(wide * at, 0, wide, _HEAD - 4), Qt.AlignmentFlag.AlignCenter, name)
        for at, day in enumerate(self.weeks.days):
            self._paint_day(painter, self._box(at), day)

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        colours = self._theme.colours
        inside = day.month == self.weeks.month
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.paper if inside else colours.wash))
        painter.drawRect(box)
        if day == self.day:
            painter.setBrush(QColor(colours.hover))
            painter.setPen(QPen(QColor(colours.red if self.hasFocus() else colours.red_line), 1.4))
            painter.drawRoundedRect(box.adjusted(1.2, 1.2, -1.2, -1.2), 4, 4)
        circle = QRectF(box.left() + 5, box.top() + 3, 22, 22)
        if day == self.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.red_button))
            painter.drawEllipse(circle)
        painter.setFont(font(13, QFont.Weight.Bold if day == self.today else QFont.Weight.Normal))
        ink = colours.on_red if day == self.today else colours.ink if inside else colours.faint
        painter.setPen(QColor(ink))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(day.day))
        found = self.on(day)
        boxes = self._chips(box, len(found))
        for each, chip in zip(found, boxes, strict=False):
            self._paint_event(painter, chip, each)
        if len(found) > len(boxes):
            painter.setPen(QColor(colours.faint))
            painter.setFont(font(11))
            more = QRectF(box.left() + 8, box.top() + _NUMBER + _CHIP * len(boxes) - 1, box.width() - 12, _CHIP - 3)
            painter.drawText(more, Qt.AlignmentFlag.AlignVCenter, f"+{len(found) - len(boxes)}")

    def _paint_event(self, painter: QPainter, chip: QRectF, each: Event) -> None:
        ink, wash = self.tone(each)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(wash))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(ink))
        painter.setFont(font(12))
        words = chip.adjusted(6, 0, -4, 0)
        # where there is little room, what it is says more than when
        told = f"{each.time} {each.title}".strip() if words.width() > _WIDE else each.title
        shown = QFontMetricsF(painter.font()).elidedText(told, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def tone(self, each: Event) -> tuple[str, str]:
        """The (ink, wash) of an event: its kind's; gold for what is due, grey for supply and demand."""
        colours = self._theme.colours
        if each.sort == Layer.DUE:
            return colours.gold_ink, colours.gold_wash
        return self._theme.tone("document" if each.sort == Layer.NEEDED else each.sort)

    # -- mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Look at the day."""
        day = self.day_at(event.position())
        if day is not None:
            self.picked.emit(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on an event opens its record."""
        each = self.event_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and each is not None:
            self.opened.emit(each.record_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """On a day: make something there."""
        day = self.day_at(event.position())
        if day is not None and self.event_at(event.position()) is None:
            self.wanted.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """By days and weeks; by months with Page Up and Page Down; Home is today, Enter opens."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            at = min(max(self.day.toordinal() + _KEYS[key], 1), date.max.toordinal())
            self.picked.emit(date.fromordinal(at))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.picked.emit(self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit(self.day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The whole title of the event under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            each = self.event_at(QPointF(event.pos()))
            told = " · ".join(part for part in (each.time, each.title, each.place, each.host) if part) if each else ""
            QToolTip.showText(event.globalPos(), shown_as_it_is(told), self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)
