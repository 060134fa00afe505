"""What is painted over and under the source: bullets, task boxes, quote bars, rules, the paper of code."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTextBlock, QTextDocument, QTextLine

from alliance_app.desktop.editor.colours import EditorColours
from alliance_app.desktop.editor.inline import Style, chips
from alliance_app.desktop.editor.lines import Line, LineKind, read_line
from alliance_app.desktop.editor.shape import THUMBNAIL
from alliance_app.desktop.editor.splices import Units

BOX = 14.0  # px, a task's box


def line_of(block: QTextBlock) -> Line:
    """What a block is, given the fence the highlighter left above it."""
    return read_line(block.text(), max(0, block.previous().userState()))


def visible_blocks(document: QTextDocument, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks between two heights of the document, each with its rectangle."""
    layout = document.documentLayout()
    block = document.findBlockByNumber(_first_below(document, top))
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > bottom:
            return
        yield block, rect
        block = block.next()


def _first_below(document: QTextDocument, top: float) -> int:
    """The number of the block that reaches below a height.

    Qt's own hit test walks all blocks. This gallops and then halves, so that blocks not laid out yet mostly stay so.
    """
    layout = document.documentLayout()
    low, step = 0, 16
    last = document.blockCount() - 1
    while low + step <= last and layout.blockBoundingRect(document.findBlockByNumber(low + step)).top() <= top:
        low, step = low + step, step * 2
    high = min(low + step, last)
    while low < high:
        middle = (low + high + 1) // 2
        if layout.blockBoundingRect(document.findBlockByNumber(middle)).top() <= top:
            low = middle
        else:
            high = middle - 1
    return low


def box_of(block: QTextBlock, line: Line, rect: QRectF) -> QRectF:
    """Where the box of a task stands, in document coordinates."""
    first = block.layout().lineAt(0)
    if line.kind is not LineKind.TASK or not first.isValid():
        return QRectF()
    left = _x(block, line.indent) + 1
    middle = rect.top() + first.y() + (first.ascent() + first.descent()) / 2
    return QRectF(block.layout().position().x() + left, middle - BOX / 2 + 0.5, BOX, BOX)


def draw_under(
    painter: QPainter,
    block: QTextBlock,
    line: Line,
    rect: QRectF,
    width: float,
    colours: EditorColours,
    *,
    raw: bool,
) -> None:
    """The paper of code, the bar of a quote, a rule across the page, beside its dashes when they are shown `raw`."""
    if line.kind in {LineKind.CODE, LineKind.FENCE}:
        painter.fillRect(QRectF(0, rect.top(), width, _pitch(block, rect)), QColor(colours.code_paper))
    elif line.kind is LineKind.QUOTE:
        for depth in range(line.level):
            painter.fillRect(QRectF(14.0 * depth, rect.top(), 3, _pitch(block, rect)), QColor(colours.quote_bar))
    elif line.kind is LineKind.RULE:
        middle = round(rect.center().y()) + 0.5
        painter.setPen(QPen(QColor(colours.line), 1))
        left = _x(block, line.content) + 8 if raw else 0.0
        painter.drawLine(QPointF(left, middle), QPointF(width, middle))


def draw_chips(painter: QPainter, block: QTextBlock, line: Line, colours: EditorColours) -> None:
    """The tinted ground of links to records and of marks."""
    if line.kind in {LineKind.CODE, LineKind.FENCE}:
        return
    text = block.text()
    found = chips(text)
    if not found:
        return
    layout, units = block.layout(), Units(text)
    grounds = {Style.LINK: colours.chip, Style.FIGURE: colours.figure_paper, Style.SOURCE: colours.code_paper}
    painter.setPen(Qt.PenStyle.NoPen)
    for chip in found:
        painter.setBrush(QColor(grounds[chip.style]))
        first, last = units.of(chip.start), units.of(chip.end)
        for number in range(layout.lineCount()):
            row = layout.lineAt(number)
            begin, end = max(first, row.textStart()), min(last, row.textStart() + row.textLength())
            if begin < end:
                left, right = across_line(row, begin), across_line(row, end)
                top = layout.position().y() + row.y()
                middle = top + (row.ascent() + row.descent()) / 2
                high = (row.ascent() + row.descent()) * 0.94
                x = layout.position().x() + left
                painter.drawRoundedRect(QRectF(x, middle - high / 2, right - left, high), 4, 4)


def draw_picture(painter: QPainter, block: QTextBlock, rect: QRectF, picture: QPixmap | None, line: QColor) -> None:
    """A picture below the line that names it; a frame while it is not there."""
    place = QPointF(2, rect.top() + block.layout().boundingRect().height() + 4)
    if picture is None:
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(place, QSizeF(THUMBNAIL * 1.4, THUMBNAIL)), 6, 6)
        return
    size = picture.size().scaled(QSize(round(THUMBNAIL * 2.4), THUMBNAIL), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(place, QSizeF(size))
    frame = QPainterPath()
    frame.addRoundedRect(target, 6, 6)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(frame)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
    painter.restore()


def draw_over(painter: QPainter, block: QTextBlock, line: Line, rect: QRectF, colours: EditorColours) -> None:
    """A bullet, or a task's box with its tick."""
    first = block.layout().lineAt(0)
    if not first.isValid():
        return
    if line.kind is LineKind.BULLET:
        left = block.layout().position().x() + (_x(block, line.indent) + _x(block, line.indent + 1)) / 2
        middle = rect.top() + first.y() + (first.ascent() + first.descent()) / 2 + 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.text))
        painter.drawEllipse(QPointF(left, middle), 2.6, 2.6)
    elif line.kind is LineKind.TASK:
        _draw_box(painter, box_of(block, line, rect), colours, checked=line.checked)


def _draw_box(painter: QPainter, box: QRectF, colours: EditorColours, *, checked: bool) -> None:
    painter.setPen(QPen(QColor(colours.muted), 1.2))
    painter.setBrush(QColor(colours.paper))
    painter.drawRoundedRect(box, 2.5, 2.5)
    if checked:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.text), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        points = [(0.22, 0.52), (0.43, 0.73), (0.8, 0.27)]
        painter.drawPolyline(QPolygonF([QPointF(box.left() + x * BOX, box.top() + y * BOX) for x, y in points]))


def _x(block: QTextBlock, point: int) -> float:
    """Where the first line's character `point` begins, from the block's left."""
    first = block.layout().lineAt(0)
    return across_line(first, Units(block.text()).of(max(0, point))) if first.isValid() else 0.0


def across_line(row: QTextLine, unit: int) -> float:
    """Where a line of a layout has the place before `unit`."""
    place: object = row.cursorToX(unit)
    if isinstance(place, tuple):  # x, and the position it is for
        place = place[0]
    assert isinstance(place, (int, float))
    return float(place)


def _pitch(block: QTextBlock, rect: QRectF) -> float:
    """The height down to the next block, so that neighbours leave no gap."""
    below = block.next()
    if not below.isValid():
        return rect.height()
    top = block.document().documentLayout().blockBoundingRect(below).top()
    return max(rect.height(), top - rect.top())
