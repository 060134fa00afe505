"""The gauge: points on a half circle, the stars, what is missing to the next one, and last year."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from alliance_app.alliance.stars import Assessment
from alliance_app.desktop.stars.words import change_since, gap_in_words, plain_gap, stars_in_words
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.looks import label, shown_as_it_is

_THICK, _WIDE = 14, 132  # px


class Arc(QWidget):
    """The half circle with the points in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points, self._most, self._shown = 0.0, 100.0, "0"
        self.setFixedHeight(96)
        theme.changed.connect(self.update)

    def show_points(self, points: float, most: float, shown: str) -> None:
        """Show so many points of `most`."""
        self._points, self._most, self._shown = points, most, shown
        self.setAccessibleName(self.tr("{points} points of {most}").format(points=shown, most=f"{most:g}"))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the half circle."""
        return QSize(_WIDE + _THICK, 96)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The half circle."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF((self.width() - _WIDE) / 2, _THICK / 2 + 4, _WIDE, _WIDE)
        share = min(max(self._points / self._most, 0.0), 1.0) if self._most else 0.0
        for span, colour in ((180, colours.grey_wash), (180 * share, colours.gold)):
            if span:
                pen = QPen(QColor(colour), _THICK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawArc(box, 180 * 16, -round(span * 16))
        painter.setPen(QColor(colours.ink))
        painter.setFont(font(28, QFont.Weight.Bold))
        painter.drawText(QRectF(0, 36, self.width(), 36), Qt.AlignmentFlag.AlignCenter, self._shown)
        painter.setPen(QColor(colours.faint))
        painter.setFont(font(12))
        text = self.tr("of {most}").format(most=f"{self._most:g}")
        painter.drawText(QRectF(0, 72, self.width(), 20), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class Gauge(QFrame):
    """How a union's year stands, at a glance."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme = theme
        self._assessment: Assessment | None = None
        self._before: Assessment | None = None
        self.arc = Arc(theme)
        self.stars = label()
        self.stars.setProperty("gauge", True)
        self.gap = QLabel()
        self.gap.setTextFormat(Qt.TextFormat.RichText)
        self.gap.setWordWrap(True)
        self.since = label(role="quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 14, 10, 14)
        box.setSpacing(4)
        box.addWidget(self.arc)
        for each in (self.stars, self.gap, self.since):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(each)
        theme.changed.connect(self._show)

    def show_assessment(self, assessment: Assessment, before: Assessment | None) -> None:
        """Show how it stands; `before`: the year before, where there is one."""
        self._assessment, self._before = assessment, before
        self._show()

    def _show(self) -> None:
        found = self._assessment
        if found is None:
            return
        self.arc.show_points(found.total, found.catalogue.base_points, f"{found.shown_total:.1f}")
        self.stars.setText("★" * found.stars + "☆" * (3 - found.stars))
        self.stars.setAccessibleName(stars_in_words(found.stars))
        self.gap.setText(gap_in_words(found, self._theme.colours.red))
        self.gap.setAccessibleName(plain_gap(found))
        self.gap.setToolTip(shown_as_it_is("\n".join(each.reason for each in found.blockers)))
        self.since.setText(change_since(found, self._before))
        self.since.setVisible(self._before is not None)
