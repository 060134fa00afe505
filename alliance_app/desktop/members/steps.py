"""Stars over time as a line of steps: what was rated is filled, what a union found itself is hollow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from alliance_app.desktop.members.words import ratings_said, stars_drawn, stars_said
from alliance_app.desktop.theme import Colours, Theme, font
from alliance_app.records import clock

_HEIGHT = 150  # px
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 26, 34, 26  # px
_MOST_DAYS_APART = 46  # px between two labels of days
_DOT, _RING = 4.5, 7.0  # px, so that both are seen where they fall together


@dataclass(frozen=True, slots=True)
class Point:
    """One rating: when, as a day of the calendar counted from year 1, and how many stars."""

    at: int
    stars: int
    text: str


class StarSteps(QWidget):
    """Paints the ratings of one member; hidden where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rated: list[Point] = []
        self._assessed: list[Point] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_ratings(self, ratings: tuple[tuple[str, int], ...], assessed: Mapping[int, int]) -> None:
        """Show these: (day, stars), and by year what self-assessments came to."""
        self._rated = [Point(_ordinal(day), stars, day[:7]) for day, stars in ratings if day]
        self._assessed = [Point(date(year, 12, 31).toordinal(), stars, str(year)) for year, stars in assessed.items()]
        told = [self.tr("Rated: {ratings}").format(ratings=ratings_said(ratings))] if ratings else []
        if assessed:
            own = "；".join(f"{year} {stars_said(stars)}" for year, stars in assessed.items())
            told.append(self.tr("Self-assessed: {years}").format(years=own))
        self.setAccessibleName(self.tr("Stars over time"))
        self.setAccessibleDescription("。".join(told))
        self.setToolTip("\n".join(told))
        self.setVisible(bool(self._rated or self._assessed))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as four steps."""
        return QSize(320, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The steps."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_levels(painter, colours)
        first, last = self._span()

        def place(point: Point) -> QPointF:
            wide = self.width() - _LEFT - _RIGHT
            return QPointF(_LEFT + wide * (point.at - first) / (last - first), self._level(point.stars))

        painter.setPen(QPen(QColor(colours.gold), 2.2))
        for one, other in zip(self._rated, self._rated[1:], strict=False):
            corner = QPointF(place(other).x(), place(one).y())
            painter.drawPolyline([place(one), corner, place(other)])
        if self._rated:
            painter.drawLine(place(self._rated[-1]), QPointF(self.width() - _RIGHT, place(self._rated[-1]).y()))
        painter.setPen(QPen(QColor(colours.blue), 1.6))
        painter.setBrush(QColor(colours.paper))
        for point in self._assessed:
            painter.drawEllipse(place(point), _RING, _RING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.gold))
        for point in self._rated:
            painter.drawEllipse(place(point), _DOT, _DOT)
        self._paint_legend(painter, colours)
        self._paint_days(painter, colours, [(place(each).x(), each.text) for each in (*self._rated, *self._assessed)])
        painter.end()

    def _span(self) -> tuple[int, int]:
        days = [each.at for each in (*self._rated, *self._assessed)]
        first, last = min(days, default=0), max([*days, clock.today().toordinal()])
        return first, max(last, first + 1)

    def _level(self, stars: int) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - stars / 3)

    def _paint_levels(self, painter: QPainter, colours: Colours) -> None:
        painter.setFont(font(11))
        for stars in range(4):
            y = self._level(stars)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width() - _RIGHT + 8, y))
            painter.setPen(QColor(colours.gold if stars else colours.faint))
            text = stars_drawn(stars)[:stars] or self.tr("none")
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 9, _LEFT - 8, 18), right, text)

    def _paint_legend(self, painter: QPainter, colours: Colours) -> None:
        """What is filled and what is hollow, where there is both."""
        if not self._assessed:
            return
        painter.setFont(font(11))
        right = float(self.width() - _RIGHT + 8)
        for text, hollow in ((self.tr("self-assessed"), True), (self.tr("rated"), False)):
            wide = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(QColor(colours.faint))
            painter.drawText(QRectF(right - wide, 0, wide + 2, 18), Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(QPen(QColor(colours.blue), 1.6) if hollow else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.paper if hollow else colours.gold))
            painter.drawEllipse(QPointF(right - wide - 10, 9), _DOT, _DOT)
            right -= wide + 34

    def _paint_days(self, painter: QPainter, colours: Colours, days: list[tuple[float, str]]) -> None:
        painter.setFont(font(11))
        painter.setPen(QColor(colours.faint))
        free = 0.0
        for x, text in sorted(days):
            left = max(x - _MOST_DAYS_APART / 2, free)
            if left - x > _MOST_DAYS_APART / 2 or left + _MOST_DAYS_APART > self.width() + 6:
                continue
            box = QRectF(left, _HEIGHT - _BOTTOM + 8, _MOST_DAYS_APART, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
            free = left + _MOST_DAYS_APART + 4


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return clock.today().toordinal()
