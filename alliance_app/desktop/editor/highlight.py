"""Styled source: the highlighter gives lines their look and never touches the text or what an input method composes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument, QTextFormat

from alliance_app.desktop.editor.colours import EditorColours
from alliance_app.desktop.editor.inline import Span, Style, spans
from alliance_app.desktop.editor.lines import Line, LineKind, read_line
from alliance_app.desktop.editor.splices import Units, units_in

HEADING_SCALE = (1.0, 1.42, 1.2, 1.07, 1.0, 1.0, 1.0)
FIXED_FAMILIES = ("Noto Sans Mono CJK SC", "NSimSun", "Sarasa Mono SC", "DejaVu Sans Mono", "monospace")
SOURCE_SCALE = 0.94  # of code and of the row of a table that is edited
BULLET_SPACING = 165  # per cent: the text of an item stands clear of its bullet
CHIP_AIR = 1.5  # px after each of the two brackets of a chip, folded
TASK_SPACING = 55  # per cent: the marker of a task is as wide as its painted box and a gap
# beside the styles: a mark that is folded away, one that keeps its place unseen, and one that is painted over
_HIDDEN, _CLEAR, _MARKER = 1 << 20, 1 << 21, 1 << 22


@dataclass(frozen=True, slots=True)
class Shown:
    """How a line is shown: `raw` with its marks; as a row of a `grid`, whose cells are painted and nothing of it seen;
    `gaps`: units of a table's row and the px after each, so that it stands under its columns."""

    raw: bool = False
    grid: bool = False
    gaps: tuple[tuple[int, float], ...] = ()


class Highlighter(QSyntaxHighlighter):
    """Formats one block at a time. While `asleep` it does nothing: a whole text is being put in."""

    def __init__(self, document: QTextDocument, colours: EditorColours, pixels: int) -> None:
        super().__init__(document)
        self._colours = colours
        self._pixels = pixels
        self._formats: dict[tuple[LineKind, int, int], QTextCharFormat] = {}
        self.asleep = False
        self.shown: Callable[[QTextBlock, Line], Shown] = lambda _block, _line: Shown()

    def set_look(self, colours: EditorColours, pixels: int) -> None:
        """Use other colours or another size from the next highlighting on."""
        self._colours = colours
        self._pixels = pixels
        self._formats.clear()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Called by Qt for a block whose text changed, and for the next ones while code fences change."""
        if self.asleep:
            return
        block = self.currentBlock()
        line = read_line(text, max(0, self.previousBlockState()))
        self.setCurrentBlockState(line.fence)
        for start, length, look in self.looks(text, line, self.shown(block, line)):
            self.setFormat(start, length, look)

    def looks(self, text: str, line: Line, shown: Shown) -> list[tuple[int, int, QTextCharFormat]]:
        """The formats of a line: start and length in UTF-16 units."""
        if not text:
            return []
        if shown.grid:
            return [(0, units_in(text), self._unseen())]
        units = Units(text)
        found = self._line_spans(text, line)
        if line.kind not in {LineKind.CODE, LineKind.FENCE, LineKind.DELIMITER, LineKind.RULE}:
            found += spans(text, line.content)
        made: list[tuple[int, int, QTextCharFormat]] = []
        for start, end, look in _runs(len(text), found, line.content):
            folded = 0
            if look & Style.MARK and not shown.raw:
                folded = self._folded(line, start, text)
            if look & Style.MARK and start < line.content and line.kind in {LineKind.BULLET, LineKind.TASK}:
                folded |= _MARKER
            chosen = self._format(line, look | folded)
            if chosen is not None:
                first = units.of(start)
                made.append((first, units.of(end) - first, chosen))
        return _spaced(made, shown.gaps) if shown.gaps else made

    @staticmethod
    def _line_spans(text: str, line: Line) -> list[Span]:
        match line.kind:
            case LineKind.DELIMITER | LineKind.FENCE | LineKind.RULE:
                return [Span(0, len(text), Style.MARK)]
            case LineKind.TABLE:
                return [
                    Span(at, at + 1, Style.MARK)
                    for at, character in enumerate(text[:3_000])
                    if character == "|" and text[at - 1 : at] != "\\"
                ]
            case LineKind.PLAIN | LineKind.CODE | LineKind.BLANK | LineKind.NUMBER:
                return []
        return [Span(0, line.content, Style.MARK)]

    @staticmethod
    def _folded(line: Line, start: int, text: str) -> int:
        """How the mark at `start` goes out of sight without leaving the line with no height."""
        if line.kind is LineKind.RULE:
            return _CLEAR
        if line.kind in {LineKind.TABLE, LineKind.DELIMITER, LineKind.FENCE}:
            return 0
        if line.kind is LineKind.PICTURE and start == 0:
            return _CLEAR
        if start < line.content and line.kind not in {LineKind.HEADING, LineKind.QUOTE}:
            return 0
        return _HIDDEN if text[line.content :].strip("*_~=` ") else 0

    def _unseen(self) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(Qt.GlobalColor.transparent)
        made.setProperty(QTextFormat.Property.FontPixelSize, 1)
        made.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        made.setFontLetterSpacing(10)
        return made

    def _format(self, line: Line, look: int) -> QTextCharFormat | None:
        if not look and line.kind in {LineKind.PLAIN, LineKind.BULLET, LineKind.TASK, LineKind.BLANK}:
            return None
        key = (line.kind, line.level if line.kind is LineKind.HEADING else 0, look)
        if key not in self._formats:
            self._formats[key] = self._made(line, look)
        return self._formats[key]

    def _made(self, line: Line, look: int) -> QTextCharFormat:
        made = QTextCharFormat()
        colours = self._colours
        if line.kind is LineKind.HEADING:
            made.setFontWeight(QFont.Weight.Bold)
            made.setForeground(QColor(colours.heading))
            self._sized(made, HEADING_SCALE[line.level])
        elif line.kind is LineKind.QUOTE:
            made.setForeground(QColor(colours.muted))
        elif line.kind is LineKind.NUMBER:
            made.setForeground(QColor(colours.text))
        elif line.kind in {LineKind.TABLE, LineKind.DELIMITER, LineKind.CODE, LineKind.FENCE}:
            made.setFontFamilies(list(FIXED_FAMILIES))
            self._sized(made, SOURCE_SCALE)
        if line.kind is LineKind.CODE:
            made.setForeground(QColor(colours.code))
        self._inline(made, line, look)
        return made

    def _inline(self, made: QTextCharFormat, line: Line, look: int) -> None:
        colours = self._colours
        if look & Style.BOLD:
            made.setFontWeight(QFont.Weight.Bold)
            made.setForeground(QColor(colours.heading))
        if look & Style.ITALIC:
            made.setFontItalic(True)
        if look & Style.STRIKE:
            made.setFontStrikeOut(True)
            made.setForeground(QColor(colours.muted))
        if look & Style.MARKED:
            made.setBackground(QColor(colours.marker))
        if look & Style.CODE:
            made.setFontFamilies(list(FIXED_FAMILIES))
            made.setForeground(QColor(colours.code))
            made.setBackground(QColor(colours.code_paper))
        if look & (Style.LINK | Style.PICTURE | Style.FOOTNOTE):
            made.setForeground(QColor(colours.muted if look & Style.PICTURE else colours.link))
        if look & (Style.FIGURE | Style.SOURCE):
            made.setForeground(QColor(colours.figure if look & Style.FIGURE else colours.muted))
        if look & Style.MARK:
            self._mark(made, line, look)

    def _mark(self, made: QTextCharFormat, line: Line, look: int) -> None:
        """Marks are faint; those painted over (bullets, boxes) and those folded away are not seen."""
        made.setForeground(QColor(self._colours.mark))
        spacing = 0
        if look & _MARKER:
            made.setForeground(Qt.GlobalColor.transparent)
            spacing = TASK_SPACING if line.kind is LineKind.TASK else BULLET_SPACING
            if line.kind is LineKind.TASK:
                made.setFontFamilies(list(FIXED_FAMILIES))  # ticked or not, the text begins at one edge
        if look & (_HIDDEN | _CLEAR):
            made.setForeground(Qt.GlobalColor.transparent)
            made.setBackground(Qt.GlobalColor.transparent)
        if look & _HIDDEN:
            made.setProperty(QTextFormat.Property.FontPixelSize, 1)
            spacing = 10
        if look & _HIDDEN and look & (Style.LINK | Style.FIGURE | Style.SOURCE) and not look & Style.CODE:
            spacing = 0  # the end of a chip: air inside its ground
            made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            made.setFontLetterSpacing(CHIP_AIR)
        if spacing:
            made.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
            made.setFontLetterSpacing(spacing)

    def _sized(self, made: QTextCharFormat, scale: float) -> None:
        made.setProperty(QTextFormat.Property.FontPixelSize, round(self._pixels * scale))


def _runs(length: int, found: list[Span], content: int) -> list[tuple[int, int, int]]:
    """The stretches of a line with one look each, where spans lie over another; the rest has look 0. One ends where the
    content begins: the marks of `- **a**` are of two sorts."""
    if not found:
        return [(0, length, 0)]
    if len(found) == 1 and found[0].start == 0:
        rest = [(found[0].end, length, 0)] if found[0].end < length else []
        return [(0, found[0].end, found[0].style), *rest] if found[0].end else rest
    reach = min(length, max(span.end for span in found))
    looks = [0] * reach
    for span in found:
        for at in range(span.start, min(span.end, reach)):
            looks[at] |= span.style
    runs: list[tuple[int, int, int]] = []
    start = 0
    for at in range(1, reach + 1):
        if at in {reach, content} or looks[at] != looks[start]:
            runs.append((start, at, looks[start]))
            start = at
    return [*runs, (reach, length, 0)] if reach < length else runs


def _spaced(
    looks: Sequence[tuple[int, int, QTextCharFormat]], gaps: Sequence[tuple[int, float]]
) -> list[tuple[int, int, QTextCharFormat]]:
    """The formats with room after some characters; those that are bars are not seen, lines are painted for them."""
    wanted = dict(gaps)
    found: list[tuple[int, int, QTextCharFormat]] = []
    for start, length, look in looks:
        at = start
        for place in sorted(place for place in wanted if start <= place < start + length):
            if place > at:
                found.append((at, place - at, look))
            one = QTextCharFormat(look)
            one.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            one.setFontLetterSpacing(wanted[place])
            if length == 1:  # a bar: marks are formats of their own
                one.setForeground(Qt.GlobalColor.transparent)
            found.append((place, 1, one))
            at = place + 1
        if at < start + length:
            found.append((at, start + length - at, look))
    return found
