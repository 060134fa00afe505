"""The chain, painted: crisp at any scale, told in words, too; every enterprise and line can be chosen."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.match.chain import NODE_HEIGHT, Chain, Line, Node, Sort
from alliance_app.desktop.match.lists import stage_label, stage_tone
from alliance_app.desktop.theme import Colours, Theme, font

_REACH = 9.0  # px around a line in which it is met


class ChainPicture(QWidget):
    """`chosen(member)`: an enterprise, "" for none; `entered(member)`: its records are wanted; `line_chosen(line)`.

    Arrow keys go from one enterprise to the next, Enter or a double click shows its records.
    """

    chosen = Signal(str)
    line_chosen = Signal(object)
    entered = Signal(str)
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.chain = Chain()
        self.at = ""  # the enterprise that is chosen
        self._over: str | Line | None = None
        self._paths: dict[Line, QPainterPath] = {}
        self._strokes: dict[Line, QPainterPath] = {}
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture of the chain: who supplies whom"))
        theme.changed.connect(self.update)

    def show_chain(self, chain: Chain, told: str) -> None:
        """Show it; `told`: the same in words."""
        self.chain = chain
        if self.at not in chain.nodes:
            self.at = ""
        self._over = None
        self._paths = {each: self._path(each) for each in chain.lines}
        stroker = QPainterPathStroker()
        stroker.setWidth(_REACH)
        self._strokes = {each: stroker.createStroke(path) for each, path in self._paths.items()}
        self.setAccessibleDescription(told)
        self.setMinimumHeight(round(chain.height))
        self.update()

    def choose(self, member: str) -> None:
        """Mark an enterprise and its lines."""
        self.at = member
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as the chain."""
        return QSize(round(self.chain.width), round(self.chain.height))

    def draw(self, painter: QPainter) -> None:
        """The whole picture: on the screen, and in what is copied or saved."""
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_columns(painter, colours)
        lit = self._over or self.at
        dimmed = [each for each in self.chain.lines if lit and not _touches(each, lit)]
        for line in (*dimmed, *(each for each in self.chain.lines if each not in dimmed)):
            self._draw_line(painter, line, colours, faded=line in dimmed)
        near = {lit} | {
            each for line in self.chain.lines if lit and _touches(line, lit) for each in (line.supplier, line.customer)
        }
        for node in self.chain.nodes.values():
            self._draw_node(painter, node, colours, faded=bool(lit) and node.member not in near)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The picture."""
        painter = QPainter(self)
        self.draw(painter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """What is under the mouse is lit."""
        over = self._met(event.position())
        if over != self._over:
            self._over = over
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Nothing is."""
        self._over = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """An enterprise or a line is chosen; beside them, nothing."""
        met = self._met(event.position())
        if isinstance(met, Line):
            self.line_chosen.emit(met)
        else:
            self.at = met or ""
            self.update()
            self.chosen.emit(self.at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The records of an enterprise."""
        met = self._met(event.position())
        if isinstance(met, str):
            self.entered.emit(met)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """From one enterprise to the next, or to its records."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at:
            self.entered.emit(self.at)
            return
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        members = list(self.chain.nodes)
        step = steps.get(Qt.Key(event.key()))
        if step is None or not members:
            super().keyPressEvent(event)
            return
        place = members.index(self.at) + step if self.at in members else 0
        self.at = members[place % len(members)]
        self.update()
        self.chosen.emit(self.at)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width wants another arrangement."""
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keyboard is here: one is marked."""
        super().focusInEvent(event)
        self.update()

    def _met(self, place: QPointF) -> str | Line | None:
        for node in self.chain.nodes.values():
            if _box(node).contains(place):
                return node.member
        met = (line for line, stroke in self._strokes.items() if stroke.contains(place))
        return next(met, None)

    def _draw_columns(self, painter: QPainter, colours: Colours) -> None:
        for stage, x in self.chain.columns.items():
            ink, wash = stage_tone(colours, stage)
            column = QRectF(x + 5, 6, self.chain.column_width - 10, self.chain.height - 12)
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QColor(wash)
            ground.setAlphaF(0.45)
            painter.setBrush(ground)
            painter.drawRoundedRect(column, 8, 8)
            painter.setPen(QColor(ink))
            painter.setFont(font(13, QFont.Weight.Bold))
            painter.drawText(
                QRectF(column.left(), 12, column.width(), 22), Qt.AlignmentFlag.AlignCenter, stage_label(stage)
            )

    def _draw_line(self, painter: QPainter, line: Line, colours: Colours, *, faded: bool) -> None:
        ink = {"agreed": colours.green, "talking": colours.blue, "recommended": colours.strong_line}[line.sort]
        pen = line_pen(line.sort, ink)
        if self._over == line:
            pen.setWidthF(pen.widthF() + 1.2)
        painter.setOpacity(0.18 if faded else 1.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = self._paths[line]
        painter.drawPath(path)
        self._draw_arrow(painter, path, ink)
        painter.setOpacity(1.0)

    def _draw_arrow(self, painter: QPainter, path: QPainterPath, ink: str) -> None:
        tip, before = path.pointAtPercent(1.0), path.pointAtPercent(0.96)
        to_left = tip.x() < before.x()
        back = 7.0 if to_left else -7.0
        arrow = QPainterPath(tip)
        arrow.lineTo(tip.x() + back, tip.y() - 3.6)
        arrow.lineTo(tip.x() + back, tip.y() + 3.6)
        arrow.closeSubpath()
        painter.fillPath(arrow, QColor(ink))

    def _path(self, line: Line) -> QPainterPath:
        """From the supplier's edge to the customer's; within one stage, around at the right."""
        one, other = self.chain.nodes[line.supplier], self.chain.nodes[line.customer]
        right = other.x > one.x or other.x == one.x
        start = QPointF(one.x + one.width if right else one.x, one.middle)
        into_left = other.x > one.x
        end = QPointF(other.x if into_left else other.x + other.width, other.middle)
        path = QPainterPath(start)
        passed = self.chain.way_round(line)
        for left, far, y in zip(passed[::3], passed[1::3], passed[2::3], strict=True):
            enter, leave = (left, far) if right else (far, left)
            _bend(path, QPointF(enter, y), out_right=right, in_left=right)
            path.lineTo(leave, y)
        _bend(path, end, out_right=right, in_left=into_left)
        return path

    def _draw_node(self, painter: QPainter, node: Node, colours: Colours, *, faded: bool) -> None:
        ink, _wash = stage_tone(colours, node.stage)
        chosen = node.member == self.at
        painter.setOpacity(0.35 if faded else 1.0)
        edge = colours.red if chosen else ink if node.member == self._over else colours.strong_line
        painter.setPen(QPen(QColor(edge), 1.8 if chosen else 1.1))
        painter.setBrush(QColor(colours.red_wash if chosen else colours.paper))
        painter.drawRoundedRect(_box(node), 7, 7)
        painter.setFont(font(13, QFont.Weight.Bold if chosen else QFont.Weight.Normal))
        painter.setPen(QColor(colours.ink))
        room = _box(node).adjusted(4, 0, -4, 0)
        shown = QFontMetrics(painter.font()).elidedText(node.title, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setOpacity(1.0)


def line_pen(sort: Sort, ink: str) -> QPen:
    """How a line is drawn: agreed solid, talking dashed, recommended thin."""
    pen = QPen(QColor(ink), {"agreed": 2.2, "talking": 1.8, "recommended": 1.1}[sort])
    if sort == "talking":
        pen.setDashPattern([4.0, 3.0])
    return pen


def _bend(path: QPainterPath, end: QPointF, *, out_right: bool, in_left: bool) -> None:
    """Go on to a point, leaving and arriving level."""
    start = path.currentPosition()
    reach = max(14.0, abs(end.x() - start.x()) * 0.45) if out_right == in_left else 30.0
    path.cubicTo(
        QPointF(start.x() + (reach if out_right else -reach), start.y()),
        QPointF(end.x() + (-reach if in_left else reach), end.y()),
        end,
    )


def _box(node: Node) -> QRectF:
    return QRectF(node.x, node.y, node.width, NODE_HEIGHT)


def _touches(line: Line, lit: str | Line) -> bool:
    return line == lit or lit in (line.supplier, line.customer)
