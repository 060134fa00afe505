"""The classes of indicators: a line each, with its points as a bar."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionViewItem

from alliance_app.alliance.catalogue import IndicatorClass
from alliance_app.alliance.stars import Assessment
from alliance_app.desktop.stars.words import points
from alliance_app.desktop.theme import Theme, font
from alliance_app.desktop.widgets.lines import EACH, Index, LineDelegate, Lines, LineView

HEIGHT = 44  # px
_RIGHT = 72  # px, for the points
Earned = tuple[IndicatorClass, float]


class Classes(Lines[Earned]):
    """Each class with what its indicators earned."""

    def key(self, each: Earned) -> object:
        """Which class it is."""
        return each[0].code

    def said(self, each: Earned) -> str:
        """The class and its points."""
        of, earned = each
        return self.tr("{name}: {points} of {most} points").format(
            name=of.label, points=points(earned), most=f"{of.points:g}"
        )


class ClassLines(LineDelegate):
    """Paints a class."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line."""
        line = index.data(EACH)
        if not isinstance(line, tuple):
            return
        each, earned = line
        colours, rect = self._theme.colours, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.red_line))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setFont(font(14, QFont.Weight.Bold))
        painter.setPen(QColor(colours.red if chosen else colours.ink))
        room = QRect(rect.left() + 10, rect.top() + 5, rect.width() - 20 - _RIGHT, 22)
        name = painter.fontMetrics().elidedText(each.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(13))
        painter.setPen(QColor(colours.ink))
        right = QRect(rect.right() - 10 - _RIGHT, rect.top() + 5, _RIGHT, 22)
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(right, sides, f"{points(earned)} / {each.points:g}")
        self._paint_bar(painter, QRectF(rect.left() + 10, rect.top() + 30, rect.width() - 20, 6), earned / each.points)
        painter.restore()

    def _paint_bar(self, painter: QPainter, box: QRectF, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.grey_wash))
        painter.drawRoundedRect(box, 3, 3)
        if share > 0:
            painter.setBrush(QColor(self._theme.colours.red_button))
            painter.drawRoundedRect(QRectF(box.topLeft(), QSize(round(box.width() * min(share, 1)), 6)), 3, 3)


class ClassList(LineView):
    """`chosen(code)` when another class is gone to, by click or arrows; `entered`: its values, by Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "classList", self.tr("Classes of indicators"))
        self.shown = Classes(self)
        self.setModel(self.shown)
        self.setItemDelegate(ClassLines(theme, QSize(120, HEIGHT), self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._gone_to)

    @property
    def code(self) -> str:
        """The class that is looked at."""
        line = self.shown.at(self.currentIndex().row())
        return line[0].code if line else ""

    def show_assessment(self, found: Assessment) -> None:
        """Show the points of an assessment; the class that is looked at stays."""
        self.shown.show((each, found.class_points(each)) for each in found.catalogue.classes)
        self.setFixedHeight(HEIGHT * self.shown.rowCount())
        if not self.currentIndex().isValid() and self.shown.rowCount():
            self.setCurrentIndex(self.shown.index(0))

    def choose(self, code: str) -> None:
        """Go to a class."""
        row = self.shown.row_of(code)
        if row >= 0:
            self.setCurrentIndex(self.shown.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes into the class."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _gone_to(self) -> None:
        if self.code:
            self.chosen.emit(self.code)
