"""Where the tables of a document are, and how high their rows stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock, QTextDocument

from alliance_app.desktop.editor.colours import LIGHT
from alliance_app.desktop.editor.drawing import across_line
from alliance_app.desktop.editor.grid import MOST_ROWS, Cells, Grid
from alliance_app.desktop.editor.highlight import FIXED_FAMILIES, SOURCE_SCALE
from alliance_app.desktop.editor.lines import LineKind, read_line
from alliance_app.desktop.editor.shape import ROW_AIR, grid_height
from alliance_app.desktop.editor.splices import Units
from alliance_app.desktop.editor.tables import bars_of

_ROWS = frozenset({LineKind.TABLE, LineKind.DELIMITER})
_RIGHT = 6.0  # px kept free at the right edge


@dataclass(frozen=True, slots=True)
class Place:
    """A table in the document: the number of its first block, its lines, and the grid."""

    first: int
    rows: tuple[str, ...]
    grid: Grid


class Grids:
    """Finds the table a block belongs to. It looks anew when the document has changed."""

    def __init__(self, document: QTextDocument, font: QFont) -> None:
        self._document = document
        self._font = QFont(font)
        self._font.setPixelSize(max(11, font.pixelSize() - 1))
        self._source_font = QFont(font)
        self._source_font.setFamilies(list(FIXED_FAMILIES))
        self._source_font.setPixelSize(round(font.pixelSize() * SOURCE_SCALE))
        self._cells = Cells()
        self._known: dict[int, Place | None] = {}
        self._revision = -1
        self.colours = LIGHT
        self.width = 0.0  # px, of the page
        self.seen = False  # whether the document has shown a table

    def table_of(self, block: QTextBlock) -> Place | None:
        """The table of a row; None for other lines and for lines that make no table."""
        if self._revision != self._document.revision():
            self._known.clear()
            self._revision = self._document.revision()
        number = block.blockNumber()
        if number not in self._known:
            self._look(block)
        return self._known[number]

    def forget(self) -> None:
        """The width or the colours have changed."""
        self._known.clear()

    def _look(self, block: QTextBlock) -> None:
        run = rows_around(block)
        numbers = [each.blockNumber() for each in run] or [block.blockNumber()]
        rows = tuple(each.text() for each in run)
        place: Place | None = None
        whole = len(run) >= 2 and read_line(rows[1]).kind is LineKind.DELIMITER
        if whole and read_line(rows[0]).kind is LineKind.TABLE and self.width > 0:
            grid = self._cells.grid(rows, self.width - _RIGHT, self._font, self.colours)
            place = Place(numbers[0], rows, grid) if grid else None
        self.seen = self.seen or place is not None
        for number in numbers:
            self._known[number] = place

    def height_of(self, block: QTextBlock) -> int:
        """How high a row stands, in px; 0 when it is not shown in a grid."""
        place = self.table_of(block)
        return place.grid.heights[block.blockNumber() - place.first] if place else 0

    def is_delimiter(self, block: QTextBlock) -> bool:
        """Whether a block is the line under the head of a table that is shown in a grid."""
        place = self.table_of(block) if is_row(block) else None
        return place is not None and block.blockNumber() == place.first + 1

    def draw(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paint the row that a block is."""
        place = self.table_of(block)
        if place:
            row = block.blockNumber() - place.first
            self._cells.draw(painter, place.grid, row, place.rows[row], rect, self._font, self.colours)

    def gaps_of(self, block: QTextBlock) -> tuple[tuple[int, float], ...]:
        """How the row being edited stands under its columns: UTF-16 units of its source and the px to leave after each.

        Its bars are among them, for they are painted as lines; none where a cell has no room on one line.
        """
        place = self.table_of(block)
        if place is None:
            return ()
        text, edges = block.text(), place.grid.edges
        units, bars = Units(text), bars_of(text)
        metrics = QFontMetricsF(self._source_font)
        if not bars or metrics.horizontalAdvance(text) > self.width - _RIGHT:
            return ()
        gaps = {units.of(bar): 0.0 for bar in bars}
        for number, (left, right) in enumerate(pairwise(bars[: len(edges) - 1])):
            missing = edges[number + 1] - edges[number] - metrics.horizontalAdvance(text[left:right])
            if missing < 0:
                break
            gaps[units.of(right - 1)] = missing
        return tuple(sorted(gaps.items()))

    def draw_frame(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paint the ground of the row that is being edited, which shows its source, and lines for its bars."""
        place = self.table_of(block)
        if place is None:
            return
        wide = place.grid.edges[-1]
        following = block.next()
        until = rect.bottom() + ROW_AIR
        if grid_height(following):  # no gap up to the next row
            until = self._document.documentLayout().blockBoundingRect(following).top()
        frame = QRectF(rect.left(), rect.top() - ROW_AIR, wide, until - rect.top() + ROW_AIR)
        painter.fillRect(frame, QColor(self.colours.hover))
        painter.setPen(QPen(QColor(self.colours.grid), 1))
        left, right = round(frame.left()) + 0.5, round(frame.right()) + 0.5
        top, bottom = round(frame.top()) + 0.5, round(frame.bottom()) + 0.5
        corners = ((left, top), (left, bottom), (right, bottom), (right, top))
        painter.drawPolyline([QPointF(x, y) for x, y in corners])
        layout, units = block.layout(), Units(block.text())
        if layout.lineCount() == 1 and self.gaps_of(block):
            for bar in bars_of(block.text())[1:-1]:
                across = round(layout.position().x() + across_line(layout.lineAt(0), units.of(bar))) + 0.5
                painter.drawLine(QPointF(across, top), QPointF(across, bottom))

    def hit(self, block: QTextBlock, rect: QRectF, spot: QPointF) -> int | None:
        """The character of a row under a point of the document."""
        place = self.table_of(block)
        if place is None:
            return None
        row = block.blockNumber() - place.first
        return self._cells.hit(place.grid, row, place.rows[row], spot - rect.topLeft(), self._font, self.colours)


def rows_around(block: QTextBlock) -> list[QTextBlock]:
    """The lines of tables that stand together around a block, it included; none when it is no such line."""
    if not is_row(block):
        return []
    above = list(_run(block, back=True))[::-1]
    return [*above, block, *_run(block, back=False)]


def is_row(block: QTextBlock) -> bool:
    """Whether a block is a line of a table, outside code."""
    text = block.text()
    return text.lstrip(" \t").startswith("|") and block.previous().userState() <= 0 and read_line(text).kind in _ROWS


def _run(block: QTextBlock, *, back: bool) -> Iterator[QTextBlock]:
    for _ in range(MOST_ROWS + 1):
        block = block.previous() if back else block.next()
        if not block.isValid() or not is_row(block):
            return
        yield block
