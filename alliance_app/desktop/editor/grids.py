"""Where the tables of a document are, and how high their rows stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextBlock, QTextDocument

from alliance_app.desktop.editor.colours import LIGHT
from alliance_app.desktop.editor.grid import MOST_ROWS, Cells, Grid
from alliance_app.desktop.editor.lines import LineKind, read_line
from alliance_app.desktop.editor.shape import ROW_AIR

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

    def draw_frame(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paint the ground and frame of the row that is being edited, which shows its source."""
        place = self.table_of(block)
        if place:
            wide = place.grid.edges[-1]
            frame = QRectF(rect.left(), rect.top() - ROW_AIR, wide, rect.height() + 2 * ROW_AIR)
            painter.fillRect(frame, QColor(self.colours.hover))
            painter.setPen(QPen(QColor(self.colours.grid), 1))
            left, right = round(frame.left()) + 0.5, round(frame.right()) + 0.5
            top, bottom = round(frame.top()) + 0.5, round(frame.bottom()) + 0.5
            painter.drawPolyline(
                [QPointF(left, top), QPointF(left, bottom), QPointF(right, bottom), QPointF(right, top)]
            )

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
