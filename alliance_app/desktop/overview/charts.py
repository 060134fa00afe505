"""The overview's two sorts of charts: columns by month, and bars below each other."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy

from alliance_app.desktop.overview.drawing import Drawing
from alliance_app.desktop.theme import Colours, Theme, font
from alliance_app.writeups.charts import Chart, Look, Series, columns, number, scale

_FOOT = 26  # px below the columns, for the months
_THICK = 16  # px of a column at most
_ROW = 39  # px of a bar's line
_BAR = 22  # px
_GAP = 12  # px


class MonthColumns(Drawing):
    """Columns side by side over months; the marks of a month stand one after the other, in the order of `names`."""

    def __init__(self, theme: Theme, title: str, names: Sequence[str], colours: Sequence[str]) -> None:
        super().__init__(theme, title)
        self._names = tuple(names)
        self._colours = tuple(colours)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide and low."""
        return QSize(520, 210)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Below this nothing could be read."""
        return QSize(280, 150)

    def chart(self) -> Chart:
        """Stacked columns: that is how the year's summary draws them, too."""
        count = len(self._names)
        labels = [each.label for each in self.marks[::count]]
        series = [
            Series(name, tuple(each.value for each in self.marks[at::count])) for at, name in enumerate(self._names)
        ]
        shades = tuple(str(getattr(self._theme.colours, name)) for name in self._colours)
        return columns(self.title, labels, series, look=Look(series=shades))

    def legend(self) -> tuple[tuple[str, str], ...]:
        """The series by their colours."""
        return tuple(zip(self._names, self._colours, strict=True))

    def boxes(self, room: QRectF) -> list[QRectF]:
        """A column from top to foot, so that a low one is as easy to point at."""
        return [QRectF(box.left() - 1, 0, box.width() + 2, room.height() - _FOOT + 2) for box in self._columns(room)]

    def draw(self, painter: QPainter, room: QRectF, colours: Colours) -> None:
        """Lines of the scale, columns, months."""
        step, most = self._scale()
        left, high = self._left(most), room.height() - _FOOT
        painter.setFont(font(11))
        top = 10.0
        for at in range(round(most / step) + 1):
            y = round(top + (high - top) * (1 - at * step / most)) + 0.5
            painter.setPen(QColor(colours.line))
            painter.drawLine(int(left), int(y), int(room.width()), int(y))
            painter.setPen(QColor(colours.faint))
            beside = QRectF(0, y - 9, left - 8, 18)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(at * step))
        painter.setPen(Qt.PenStyle.NoPen)
        for mark, box in zip(self.marks, self._columns(room), strict=True):
            painter.fillPath(_column(box), QColor(getattr(colours, mark.colour)))
        painter.setPen(QColor(colours.faint))
        painter.setFont(font(12))
        count = len(self._names)
        pitch = (room.width() - left) / max(len(self.marks) // count, 1)
        for at, mark in enumerate(self.marks[::count]):
            below = QRectF(left + pitch * at, room.height() - _FOOT + 6, pitch, 20)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, mark.label)

    def _columns(self, room: QRectF) -> list[QRectF]:
        _step, most = self._scale()
        count, left, foot = len(self._names), self._left(most), room.height() - _FOOT
        months = max(len(self.marks) // count, 1)
        pitch = (room.width() - left) / months
        thick = min(_THICK, pitch * 0.36)
        places = []
        for at, mark in enumerate(self.marks):
            month, place = divmod(at, count)
            start = left + pitch * (month + 0.5) + (thick + 3) * (place - count / 2) + 1.5
            tall = (foot - 10) * mark.value / most
            places.append(QRectF(start, foot - tall, thick, tall))
        return places

    def _scale(self) -> tuple[float, float]:
        return scale(max((each.value for each in self.marks), default=0))

    def _left(self, most: float) -> float:
        return QFontMetricsF(font(11)).horizontalAdvance(number(most)) + 12


class Bars(Drawing):
    """Bars below each other, each with its label before and its number behind it."""

    def __init__(self, theme: Theme, title: str, *, thick: int = _BAR, gold: bool = False) -> None:
        super().__init__(theme, title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._thick = thick
        self._gold = gold

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its lines."""
        return QSize(300, _ROW * max(len(self.marks), 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As high as its lines."""
        return QSize(150, _ROW * max(len(self.marks), 1))

    def boxes(self, room: QRectF) -> list[QRectF]:
        """The whole line."""
        return [QRectF(0, _ROW * at, room.width(), _ROW - 1) for at in range(len(self.marks))]

    def draw(self, painter: QPainter, room: QRectF, colours: Colours) -> None:
        """Label, ground, bar, number; a fine line below."""
        words, behind = font(14), font(14)
        before = max((QFontMetricsF(words).horizontalAdvance(each.label) for each in self.marks), default=0) + 8 + _GAP
        after = max((QFontMetricsF(behind).horizontalAdvance(each.shown) for each in self.marks), default=0) + 8 + _GAP
        most = max((each.value for each in self.marks), default=0) or 1
        wide = max(room.width() - before - after, 12.0)
        for box, mark in zip(self.boxes(room), self.marks, strict=True):
            middle = box.center().y()
            painter.setFont(font(14, QFont.Weight.Normal))
            starred = self._gold and mark.label.startswith("★")
            painter.setPen(QColor(colours.gold if starred else colours.muted if self._gold else colours.ink))
            line = QRectF(box.left() + 8, box.top(), before, box.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark.label)
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QRectF(before, middle - self._thick / 2, wide, self._thick)
            painter.setBrush(QColor(colours.grey_wash))
            painter.drawRoundedRect(ground, 3, 3)
            if mark.value:
                painter.setBrush(QColor(getattr(colours, mark.colour)))
                long = max(wide * mark.value / most, 3.0)
                painter.drawRoundedRect(QRectF(ground.left(), ground.top(), long, ground.height()), 3, 3)
            painter.setPen(QColor(colours.ink))
            number_room = QRectF(before + wide + _GAP, box.top(), after - _GAP, box.height())
            painter.drawText(number_room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark.shown)
            painter.setPen(QColor(colours.line))
            painter.drawLine(box.bottomLeft(), box.bottomRight())


def _column(box: QRectF) -> QPainterPath:
    """A column, rounded at its top only."""
    path = QPainterPath()
    if box.height() > 0:
        bend = min(3.0, box.height(), box.width() / 2)
        path.moveTo(box.bottomLeft())
        path.lineTo(box.left(), box.top() + bend)
        path.quadTo(box.topLeft(), QPointF(box.left() + bend, box.top()))
        path.lineTo(box.right() - bend, box.top())
        path.quadTo(box.topRight(), QPointF(box.right(), box.top() + bend))
        path.lineTo(box.bottomRight())
        path.closeSubpath()
    return path
