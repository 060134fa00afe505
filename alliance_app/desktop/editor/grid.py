"""A table as it is shown while nobody edits it: cells in columns, wrapped, with lines around them."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from alliance_app.desktop.editor.colours import EditorColours
from alliance_app.desktop.editor.inline import Style, spans
from alliance_app.desktop.editor.splices import Units
from alliance_app.desktop.editor.tables import cells

MOST_ROWS, MOST_COLUMNS = 120, 12
_ASIDE, _ABOVE = 10.0, 5.0  # px of air in a cell
_NARROWEST = 64.0  # px
_ENDLESS = 1e6
_HIDDEN = Style.MARK


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell shows: its text without marks, where each character stands in the source, its styles."""

    text: str
    places: tuple[int, ...]
    styles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How cells are set: the font, colours, and whether they are of the head."""

    font: QFont
    colours: EditorColours
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the lines of a table stand: `edges` of its columns, `heights` of its rows; `aligned` by column."""

    edges: tuple[float, ...]
    heights: tuple[int, ...]
    aligned: tuple[Qt.AlignmentFlag, ...]


def written(source: str) -> Written:
    """A cell's source as it is read."""
    looks = [0] * len(source)
    for span in spans(source):
        for at in range(span.start, min(span.end, len(source))):
            looks[at] |= span.style
    kept = [
        at
        for at, look in enumerate(looks)
        if not look & _HIDDEN and not (source[at] == "\\" and source[at + 1 : at + 2] == "|")
    ]
    return Written("".join(source[at] for at in kept), tuple(kept), tuple(looks[at] for at in kept))


class Cells:
    """Sets cells, and remembers how: most of a table is the same at the next key."""

    def __init__(self) -> None:
        self.set_cell = lru_cache(4_000)(_set)
        self.written = lru_cache(4_000)(written)
        self._layout_of = lru_cache(64)(self._lay_out)

    def grid(self, rows: tuple[str, ...], width: float, font: QFont, colours: EditorColours) -> Grid | None:
        """The grid of a table's lines, its second the delimiter; None when it is too large to be set at each key."""
        return self._layout_of(rows, round(width), Look(font, colours), Look(font, colours, head=True))

    def _lay_out(self, rows: tuple[str, ...], width: int, body: Look, head: Look) -> Grid | None:
        columns = len(cells(rows[0]))
        if len(rows) > MOST_ROWS or not 1 <= columns <= MOST_COLUMNS:
            return None
        table = [texts_of(row, columns) for row in rows]
        natural = [0.0] * columns
        for number, texts in enumerate(table):
            for column, text in enumerate(texts):
                if number != 1:
                    look = body if number else head
                    wide = self.set_cell(self.written(text), _ENDLESS, look, Qt.AlignmentFlag.AlignLeft)
                    natural[column] = max(natural[column], _width_of(wide))
        widths = _shared([max(each + 2 * _ASIDE, _NARROWEST) for each in natural], float(width))
        aligned = tuple(_aligned(text) for text in table[1])
        heights = []
        for number, texts in enumerate(table):
            tallest = 0.0
            for column, text in enumerate(texts):
                look = body if number else head
                one = self.set_cell(self.written(text), widths[column] - 2 * _ASIDE, look, aligned[column])
                tallest = max(tallest, one.boundingRect().height())
            heights.append(round(tallest + 2 * _ABOVE) if number != 1 else 1)
        edges = [0.0]
        for each in widths:
            edges.append(edges[-1] + each)
        return Grid(tuple(edges), tuple(heights), aligned)

    def cell(self, grid: Grid, row: int, source: str, column: int, font: QFont, colours: EditorColours) -> QTextLayout:
        """One cell of a row, set."""
        width = grid.edges[column + 1] - grid.edges[column] - 2 * _ASIDE
        return self.set_cell(self.written(source), width, Look(font, colours, head=row == 0), grid.aligned[column])

    def draw(
        self, painter: QPainter, grid: Grid, row: int, source: str, place: QRectF, font: QFont, colours: EditorColours
    ) -> None:
        """Paint a row whose block fills `place`."""
        if row == 1:
            return
        left, top, bottom = place.left(), round(place.top()) + 0.5, round(place.top() + grid.heights[row]) + 0.5
        if row == 0:
            head = QRectF(left + 0.5, top, grid.edges[-1], bottom - top)
            painter.fillRect(head, QColor(colours.table_head))
        painter.setPen(QPen(QColor(colours.grid), 1))
        if row == 0:
            painter.drawLine(QPointF(left, top), QPointF(left + grid.edges[-1], top))
        painter.drawLine(QPointF(left, bottom), QPointF(left + grid.edges[-1], bottom))
        for edge in grid.edges:
            across = round(left + edge) + 0.5
            painter.drawLine(QPointF(across, top), QPointF(across, bottom))
        painter.setPen(QColor(colours.text))
        for column, text in enumerate(texts_of(source, len(grid.aligned))):
            one = self.cell(grid, row, text, column, font, colours)
            one.draw(painter, QPointF(left + grid.edges[column] + _ASIDE, top + _ABOVE - 0.5))

    def hit(self, grid: Grid, row: int, source: str, spot: QPointF, font: QFont, colours: EditorColours) -> int:
        """The character of a row's source under a point that counts from the row's left top; the end of a cell where
        its text does not reach."""
        columns = len(grid.aligned)
        column = next((at for at in range(columns) if spot.x() < grid.edges[at + 1]), columns - 1)
        bounds = [(left, right) for left, right in cells(source)][:columns]
        if column >= len(bounds):
            return len(source)
        begin, end = bounds[column]
        text = source[begin:end]
        one = self.cell(grid, row, text, column, font, colours)
        inner = spot - QPointF(grid.edges[column] + _ASIDE, _ABOVE)
        for number in range(one.lineCount()):
            line = one.lineAt(number)
            if inner.y() < line.y() + line.height() or number == one.lineCount() - 1:
                place: object = line.xToCursor(inner.x())
                assert isinstance(place, int)
                shown = self.written(text)
                at = Units(shown.text).point(place)
                return begin + (shown.places[at] if at < len(shown.places) else end - begin)
        return end


def texts_of(row: str, columns: int) -> list[str]:
    """The sources of a row's cells: as many as the head has."""
    found = [row[left:right] for left, right in cells(row)][:columns]
    return found + [""] * (columns - len(found))


def _shared(wanted: list[float], width: float) -> list[float]:
    """The widths of columns: what they want; where that is too much, the narrow ones first, the others their share."""
    if sum(wanted) <= width:
        return wanted
    given = [0.0] * len(wanted)
    left, open_columns = width, set(range(len(wanted)))
    while open_columns:
        share = left / len(open_columns)
        content = {at for at in open_columns if wanted[at] <= share}
        if not content:
            total = sum(wanted[at] for at in open_columns)
            for at in open_columns:
                given[at] = max(_NARROWEST, left * wanted[at] / total)
            break
        for at in content:
            given[at] = wanted[at]
            left -= wanted[at]
        open_columns -= content
    return given


def _aligned(text: str) -> Qt.AlignmentFlag:
    text = text.strip()
    if text.endswith(":"):
        return Qt.AlignmentFlag.AlignHCenter if text.startswith(":") else Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignLeft


def _set(shown: Written, width: float, look: Look, aligned: Qt.AlignmentFlag) -> QTextLayout:
    layout = QTextLayout(shown.text, look.font)
    option = QTextOption(aligned)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.setFormats(_formats(shown, look))
    layout.beginLayout()
    height = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 10.0))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _width_of(layout: QTextLayout) -> float:
    return max((layout.lineAt(number).naturalTextWidth() for number in range(layout.lineCount())), default=0.0)


def _formats(shown: Written, look: Look) -> list[QTextLayout.FormatRange]:
    units = Units(shown.text)
    found: list[QTextLayout.FormatRange] = []
    start = 0
    for at in range(1, len(shown.text) + 1):
        if at == len(shown.text) or shown.styles[at] != shown.styles[start]:
            one = QTextLayout.FormatRange()
            one.start, one.length = units.of(start), units.of(at) - units.of(start)
            one.format = _format(shown.styles[start], look)
            found.append(one)
            start = at
    return found


def _format(style: int, look: Look) -> QTextCharFormat:
    made = QTextCharFormat()
    colours = look.colours
    made.setForeground(QColor(colours.text))
    if look.head or style & Style.BOLD:
        made.setFontWeight(QFont.Weight.Bold if style & Style.BOLD else QFont.Weight.DemiBold)
        made.setForeground(QColor(colours.heading))
    if style & Style.ITALIC:
        made.setFontItalic(True)
    if style & Style.STRIKE:
        made.setFontStrikeOut(True)
    if style & Style.MARKED:
        made.setBackground(QColor(colours.marker))
    if style & Style.CODE:
        made.setForeground(QColor(colours.code))
        made.setBackground(QColor(colours.code_paper))
    if style & (Style.LINK | Style.FIGURE):
        link = style & Style.LINK
        made.setForeground(QColor(colours.link if link else colours.figure))
        made.setBackground(QColor(colours.chip if link else colours.figure_paper))
    return made
