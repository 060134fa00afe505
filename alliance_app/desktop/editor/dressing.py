"""Gives the lines of a document their look and shape: the first at once, others by and by, edited ones as typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QFont, QGuiApplication, QTextBlock, QTextCursor, QTextLayout
from PySide6.QtWidgets import QTextEdit

from alliance_app.desktop.editor.colours import EditorColours
from alliance_app.desktop.editor.grids import Grids, rows_around
from alliance_app.desktop.editor.highlight import Highlighter, Shown
from alliance_app.desktop.editor.lines import Line, LineKind, read_line
from alliance_app.desktop.editor.shape import Shapes, grid_height, was_row

AT_ONCE = 60  # blocks dressed before the first paint
_NEAR = 2_000  # characters
_SLICE = 0.003  # seconds of dressing at a time, so that keys and paints come between


class Dressing(QObject):
    """The looks of one text edit's document."""

    def __init__(self, edit: QTextEdit, colours: EditorColours, font: QFont) -> None:
        super().__init__(edit)
        self._edit = edit
        self._pixels = font.pixelSize()
        self._shapes = Shapes(edit.document(), font)
        self._highlighter = Highlighter(edit.document(), colours, self._pixels)
        self._highlighter.shown = self._shown
        self.grids = Grids(edit.document(), font)
        self.grids.colours = colours
        self._rows: list[QTextBlock] = []  # lines of tables that were looked at: their tables may stand otherwise now
        self._editing = False  # whether the line of the cursor shows its marks
        self._raw: list[QTextBlock] = []  # the blocks that show theirs now: one, or two on the way
        self._next: QTextCursor | None = None  # what is not dressed yet begins here
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._slice)

    # -- a whole text

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Put a new text into the document inside; it is dressed afterwards."""
        self._slices.stop()
        self._next = None
        self._raw.clear()
        self._highlighter.asleep = True
        try:
            yield
        finally:
            self._highlighter.asleep = False
        self._dress_from(0)

    def set_colours(self, colours: EditorColours) -> None:
        """Use other colours, for all lines in time."""
        self._highlighter.set_look(colours, self._pixels)
        self.grids.colours = colours
        self.grids.forget()
        self._dress_from(0)

    def set_width(self, width: float) -> None:
        """The page is so wide: rows of tables may be higher or lower now."""
        if width != self.grids.width:
            self.grids.width = width
            self.grids.forget()
            if self.grids.seen or not self.done:
                self._dress_from(0)

    @property
    def done(self) -> bool:
        """Whether every line is dressed."""
        return self._next is None

    def finish(self) -> None:
        """Dress what is left now: the writer is about to change something."""
        while self._next is not None:
            self._step(10.0)

    def _dress_from(self, number: int) -> None:
        self._next = QTextCursor(self._edit.document().findBlockByNumber(number))
        self._step(10.0, AT_ONCE)
        if self._next is not None:
            self._slices.start()

    def _slice(self) -> None:
        self._step(_SLICE)

    def _step(self, seconds: float, most: int = 1_000_000) -> None:
        """Dress some blocks, then let the document lay them out once."""
        if self._next is None:
            return
        block = first = self._next.block()
        last, until = first, perf_counter() + seconds
        while block.isValid() and most > 0 and perf_counter() < until:
            self._dress(block)
            last, block, most = block, block.next(), most - 1
        self._lay_out(first, last)
        self._rows.clear()  # every row is dressed with its whole table there
        if block.isValid():
            self._next = QTextCursor(block)
        else:
            self._next = None
            self._slices.stop()

    def _dress(self, block: QTextBlock) -> None:
        text = block.text()
        line = read_line(text, max(0, block.previous().userState()))
        block.setUserState(line.fence)
        shown = self._shown(block, line)
        layout = block.layout()
        if layout.preeditAreaText():
            return  # an input method is at work here; the highlighter comes with its commit
        ranges = []
        for start, length, look in self._highlighter.looks(text, line, shown):
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, look
            ranges.append(one)
        layout.setFormats(ranges)

    def _redress(self, blocks: list[QTextBlock]) -> None:
        """Dress a few blocks anew, those near each other with one layout: each goes through all lines below."""
        near: list[QTextBlock] = []
        for block in sorted(blocks, key=QTextBlock.position):
            if near and block.position() - near[0].position() > _NEAR:
                self._lay_out(near[0], near[-1])
                near = []
            self._dress(block)
            near.append(block)
        if near:
            self._lay_out(near[0], near[-1])

    def _lay_out(self, first: QTextBlock, last: QTextBlock) -> None:
        """Let dressed blocks be shaped and laid out; nobody is told, the text is the same."""
        document = self._edit.document()
        with QSignalBlocker(document):
            self._shapes.apply()
            document.markContentsDirty(first.position(), last.position() + last.length() - first.position())

    # -- while it is edited

    def shape_within(self, start: int, end: int) -> None:
        """Shape the lines between two positions inside the edit block that is open: one layout for text and shape."""
        document = self._edit.document()
        block, last = document.findBlock(start), document.findBlock(end)
        fence = block.previous().userState()
        while block.isValid():
            line = read_line(block.text(), max(0, fence))
            fence = line.fence
            self._note(block, line, raw=self._shown_raw(block))
            if block == last:
                break
            block = block.next()
        self._shapes.put()

    def after_edit(self) -> None:
        """Shape the lines that an edit made others, and the tables it was in."""
        self._mend_grids()
        self._shapes.apply()

    def _mend_grids(self) -> None:
        """A word in one cell may widen its column, and make other rows higher or lower."""
        rows, self._rows = self._rows, []
        seen: set[int] = set()
        stale: list[QTextBlock] = []
        for row in rows:
            if not row.isValid() or row.blockNumber() in seen:
                continue
            table = rows_around(row)
            self._repaint(table)
            for block in table:
                seen.add(block.blockNumber())
                raw = block in self._raw
                if grid_height(block) != (0 if raw else self.grids.height_of(block)):
                    stale.append(block)
        if stale:
            self._redress(stale)
        self._rows.clear()

    def _repaint(self, table: list[QTextBlock]) -> None:
        """Paint a table anew: Qt knows a row only as the line its source takes."""
        if table:
            place = self._edit.document().documentLayout().blockBoundingRect
            top = place(table[0]).top() - self._edit.verticalScrollBar().value()
            last = table[-1]
            height = place(last).bottom() + grid_height(last) - place(table[0]).top()
            self._edit.viewport().update(0, int(top) - 8, self._edit.viewport().width(), int(height) + 24)

    def follow_cursor(self, *, editing: bool) -> None:
        """Show the marks of the line being edited, and of no other."""
        if editing and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # lines must not shift under a selection being drawn
        self._editing = editing
        here = self._edit.textCursor().block()
        stale = [block for block in self._raw if block.isValid() and not (editing and block == here)]
        if editing and here not in self._raw:
            stale.append(here)
        self._raw = [block for block in self._raw if editing and block == here]
        if stale:
            self._redress(stale)

    def shows_marks(self, block: QTextBlock) -> bool:
        """Whether a block is being edited and shows its marks."""
        return block in self._raw

    def _shown(self, block: QTextBlock, line: Line) -> Shown:
        """How a block being dressed is shown; its shape is noted."""
        raw = self._shown_raw(block)
        grid = self._note(block, line, raw=raw)
        return Shown(raw, grid, self.grids.gaps_of(block) if raw and line.kind is LineKind.TABLE else ())

    def _note(self, block: QTextBlock, line: Line, *, raw: bool) -> bool:
        row = line.kind in {LineKind.TABLE, LineKind.DELIMITER}
        if row:
            self._rows.append(block)
        elif was_row(block):
            self._rows += (block.previous(), block.next())
        height = self.grids.height_of(block) if row and not raw else 0
        self._shapes.note(block, line, height)
        return height > 0

    def _shown_raw(self, block: QTextBlock) -> bool:
        """Whether a block being dressed shows its marks; remembered, to be taken back later."""
        raw = self._editing and block == self._edit.textCursor().block()
        if raw and block not in self._raw:
            self._raw.append(block)
        elif not raw and block in self._raw:
            self._raw.remove(block)
        return raw
