"""How lines sit on the page: hanging list items, air above headings, the height of lines."""

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat

from alliance_app.desktop.editor.highlight import BULLET_SPACING, FIXED_FAMILIES, TASK_SPACING
from alliance_app.desktop.editor.lines import LISTS, Line, LineKind

_CODE = QTextFormat.Property.UserProperty.value + 1  # which shape a block has; 0: none yet
_HEIGHT = 118  # per cent of the font's own line height
_BLANK_HEIGHT = 66
ROW_AIR = 5  # px above and below a table's row that shows its source
THUMBNAIL = 140  # px, the height of a picture among the lines
_ABOVE = (0, 12, 12, 8, 6, 6, 6)  # px above a heading of level 1, 2 …


def shape_code(line: Line, height: int = 0) -> int:
    """A number that is equal for lines of equal shape. `height`: of a table's row in its grid, px."""
    width = min(max(line.content - line.indent, 0), 15) if line.kind in LISTS or line.kind is LineKind.QUOTE else 0
    indent = min(line.indent, 31) if line.kind in LISTS else 0
    return 1 + (line.kind | indent << 4 | min(line.level, 9) << 9 | width << 13 | height << 17)


def grid_height(block: QTextBlock) -> int:
    """How high a block stands as a row of a grid; 0 when it shows its source."""
    return max(0, block.blockFormat().intProperty(_CODE) - 1) >> 17


def was_row(block: QTextBlock) -> bool:
    """Whether a block has the shape of a table's line."""
    code = block.blockFormat().intProperty(_CODE)
    return code > 0 and (code - 1) & 15 in {LineKind.TABLE, LineKind.DELIMITER}


class Shapes:
    """Gives blocks the format of their shape, noted while highlighting, applied after the edit."""

    def __init__(self, document: QTextDocument, font: QFont) -> None:
        self._document = document
        self._metrics = QFontMetricsF(font)
        fixed = QFont(font)
        fixed.setFamilies(list(FIXED_FAMILIES))
        self._fixed = QFontMetricsF(fixed)
        self._formats: dict[int, QTextBlockFormat] = {}
        self._due: dict[int, int] = {}

    def note(self, block: QTextBlock, line: Line, height: int = 0) -> None:
        """Remember that `block` now is `line`, as a row of a grid so high when it is one."""
        code = shape_code(line, height)
        if block.blockFormat().intProperty(_CODE) != code:
            self._formats.setdefault(code, self._made(line, code, height))
            self._due[block.blockNumber()] = code
        else:
            self._due.pop(block.blockNumber(), None)

    def apply(self) -> None:
        """Give the noted blocks their shapes, if there are any."""
        if self._due:
            cursor = QTextCursor(self._document)
            cursor.beginEditBlock()
            self.put()
            cursor.endEditBlock()

    def put(self) -> None:
        """Give the noted blocks their shapes, in the edit block that is open."""
        due, self._due = self._due, {}
        brush = QTextCursor(self._document)
        for number, code in due.items():
            block = self._document.findBlockByNumber(number)
            if block.isValid():
                brush.setPosition(block.position())
                brush.setBlockFormat(self._formats[code])

    def _made(self, line: Line, code: int, row: int) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setProperty(_CODE, code)
        if row:
            made.setLineHeight(row, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            return made
        height = _BLANK_HEIGHT if line.kind is LineKind.BLANK else _HEIGHT
        made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        match line.kind:
            case LineKind.HEADING:
                made.setTopMargin(_ABOVE[line.level])
                made.setBottomMargin(2)
            case LineKind.BULLET | LineKind.NUMBER | LineKind.TASK:
                self._hang(made, line)
            case LineKind.QUOTE:
                made.setLeftMargin(14.0 * max(1, line.level))
            case LineKind.TABLE | LineKind.DELIMITER:
                made.setTopMargin(ROW_AIR)
                made.setBottomMargin(ROW_AIR)
            case LineKind.PICTURE:
                made.setBottomMargin(THUMBNAIL + 10.0)
            case LineKind.CODE | LineKind.FENCE:
                made.setLeftMargin(10)
        return made

    def _hang(self, made: QTextBlockFormat, line: Line) -> None:
        """The text of an item begins at one edge on all its lines, the marker stands left of it."""
        blank = self._metrics.horizontalAdvance(" ")
        if line.kind is LineKind.BULLET:
            blank *= BULLET_SPACING / 100
        digits = line.content - line.indent - 2
        marker = {
            LineKind.BULLET: self._metrics.horizontalAdvance("- ") * BULLET_SPACING / 100,
            LineKind.TASK: self._fixed.horizontalAdvance("- [ ] ") * TASK_SPACING / 100,
        }.get(line.kind, self._metrics.horizontalAdvance("0" * digits + ". "))
        hang = marker + blank * min(line.indent, 31)
        step = self._metrics.horizontalAdvance("工") * 0.5 * min(line.indent, 31)
        made.setLeftMargin(6 + step + hang)
        made.setTextIndent(-hang)
