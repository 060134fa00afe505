"""How a body changes by commands, rules and paste, and from underneath, each in small splices."""

import re
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.editor.beginning import LOOKED_AT, beginning
from alliance_app.desktop.editor.changes import Change
from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.drawing import line_of
from alliance_app.desktop.editor.grids import rows_around
from alliance_app.desktop.editor.lines import LineKind
from alliance_app.desktop.editor.page import Page
from alliance_app.desktop.editor.splices import Splice, Units, between, carried, moved, spliced
from alliance_app.desktop.editor.undoing import from_units, in_units

_APART = 2_000  # characters
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")
Rule = Callable[[str, int, int], Change | None]


class Manuscript(Page):
    """A plain text that commands, rules and others change; the look is Page's."""

    def __init__(self, parent: QWidget | None = None, colours: EditorColours = LIGHT) -> None:
        super().__init__(parent, colours)
        self._waiting: tuple[str, str | None] | None = None  # a merge that came while an input method composed

    def set_body(self, text: str) -> None:
        """Show another body: cursor at the start, nothing to undo."""
        self._waiting = None
        self._show(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._follow_cursor()  # it may stand where it stood, in a line that is another now

    def begin(self, *, at_end: bool = False) -> None:
        """Put the cursor where writing begins, unless it was put somewhere already.

        `at_end`: something is to be put in; where no room was left for it, that is below everything.
        """
        cursor = self.textCursor()
        if cursor.position() or cursor.hasSelection() or self.isReadOnly():
            return
        lines: list[str] = []
        block = self.document().begin()
        while block.isValid() and len(lines) < LOOKED_AT:
            lines.append(block.text())
            block = block.next()
        number, column = beginning(lines)
        cursor.setPosition(self.document().findBlockByNumber(number).position() + column)
        if at_end and line_of(cursor.block()).kind is LineKind.HEADING:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes by Tab means to write."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.begin()
        super().focusInEvent(event)

    def merge_body(self, text: str, seen: str | None = None) -> None:
        """Take over `text`, changed elsewhere, as small splices: cursor, selection and undo stay.

        `seen` is the body() that `text` already contains; what was typed since then is kept. Without it everything in
        the editor is taken to be contained. Waits while an input method composes: of several that come meanwhile the
        last holds the others. Where both put something in at one place, what was typed stays where it is.
        """
        if self.composing:
            if self._waiting is None:
                self._deferred.append(self._merge_waiting)
            self._waiting = (text, self.body() if seen is None else seen)
            return
        mine = self.body()
        splices = between(mine if seen is None else seen, text)
        if seen is not None and seen != mine:
            splices = carried(splices, between(seen, mine), after=True)
        if splices:
            self._splice_around(mine, splices)

    def _merge_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.merge_body(*waiting)

    def _splice_around(self, old: str, splices: tuple[Splice, ...]) -> None:
        """Make the splices in one step; what the writer sees and has selected stays where it is."""
        units, now = Units(old), Units(spliced(old, splices))
        writer = self.textCursor()
        first, last = units.point(writer.selectionStart()), units.point(writer.selectionEnd())
        start = now.of(moved(first, splices, after=first < last))
        end = max(start, now.of(moved(last, splices)))
        top = self.cursorForPosition(QPoint(0, 0))
        height = self.cursorRect(top).top()
        with self.unsaid():
            self._splice(QTextCursor(self.document()), _placed(splices, 0, units), elsewhere=True)
        backwards = writer.position() < writer.anchor()
        writer.setPosition(end if backwards else start)
        writer.setPosition(start if backwards else end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(writer)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(top).top() - height)

    def _make(self, cursor: QTextCursor, base: int, units: Units, splices: tuple[Splice, ...]) -> None:
        """Make splices as one step to undo."""
        with self.step():
            self._splice(cursor, _placed(splices, base, units))

    def _splice(self, cursor: QTextCursor, splices: tuple[Splice, ...], *, elsewhere: bool = False) -> None:
        """Make splices that count UTF-16 units. Those far apart are told to the highlighter apart: it works through
        everything between the first and the last change of a block of edits."""
        self._dressing.finish()
        document = self.document()
        below = splices[-1].end if splices else 0
        start, end = (splices[0].start, below) if splices else (0, 0)
        with self._history.splices(splices, elsewhere=elsewhere):
            cursor.beginEditBlock()
            for splice in reversed(splices):
                if below - splice.end > _APART:
                    cursor.endEditBlock()
                    cursor.beginEditBlock()
                below = splice.start
                before = document.characterCount()
                cursor.setPosition(splice.start)
                cursor.setPosition(splice.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(from_units(splice.text))
                end += document.characterCount() - before
            if splices and end - start < _APART:
                self._dressing.shape_within(start, end)
            cursor.endEditBlock()

    def insert(self, text: str) -> None:
        """Put `text` in place of the selection, as one step, without characters that cannot be stored."""
        self.prepare_edit()
        self.textCursor().insertText(storable(text))
        self.ensureCursorVisible()

    def insert_at(self, place: QTextCursor, text: str) -> None:
        """Put `text` where a paste was asked for a moment ago; the cursor follows when it still stands there."""
        follow = self.textCursor().position() == place.position()
        if not follow:
            place.insertText(storable(text))
            return
        self.insert(text)

    def splice_units(self, splices: tuple[Splice, ...]) -> None:
        """Make splices that count UTF-16 units of the whole text, in one step."""
        self.end_composition()
        self._make(QTextCursor(self.document()), 0, Units(""), splices)

    def insert_apart(self, text: str) -> None:
        """Put `text` on lines of its own, a blank line before and after it."""
        self.end_composition()
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        before, after, blank = self._apart(cursor)
        self.setTextCursor(cursor)
        self.insert(before + text + after)
        if blank:
            self.moveCursor(QTextCursor.MoveOperation.NextBlock)

    def insert_apart_at(self, place: QTextCursor, text: str) -> None:
        """The same at another place, the writer's cursor left alone; in a row of a table within its cell."""
        self.prepare_edit()
        with self.step():
            if line_of(place.block()).kind is LineKind.TABLE:
                place.insertText(storable(text))
                return
            before, after, _blank = self._apart(place)
            place.insertText(storable(before + text + after))

    @staticmethod
    def _apart(cursor: QTextCursor) -> tuple[str, str, bool]:
        """The line ends that go before and after lines of their own at a cursor, which moves to the end of a line that
        has words; whether a blank line follows already."""
        block = cursor.block()
        if rows := rows_around(block):  # a table is not torn apart
            block = rows[-1]
            cursor.setPosition(block.position())
        before = ""
        if block.text().strip():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            before = "\n\n"
        elif block.previous().isValid() and block.previous().text().strip():
            before = "\n"
        follows = cursor.block().next()
        blank = follows.isValid() and not follows.text().strip()
        return before, "" if blank else "\n" if follows.isValid() else "\n\n", blank

    # -- rules on the lines around the selection

    def change(self, rule: Rule, above: int = 0, below: int = 0) -> bool:
        """Let a rule of `typing` work on the lines of the selection and some around. False when it does nothing."""
        if self.isReadOnly():
            return False
        self.prepare_edit()
        cursor = self.textCursor()
        document = self.document()
        first, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
        while above > 0 and first.previous().isValid():
            first, above = first.previous(), above - 1
        while below > 0 and last.next().isValid():
            last, below = last.next(), below - 1
        lines = [first.text()]
        block = first
        while block != last:
            block = block.next()
            lines.append(block.text())
        return self._apply(rule, "\n".join(lines), first.position())

    def _apply(self, rule: Rule, text: str, base: int) -> bool:
        cursor = self.textCursor()
        units = Units(text)
        change = rule(text, units.point(cursor.selectionStart() - base), units.point(cursor.selectionEnd() - base))
        if change is None:
            return False
        if change.splices:
            self._make(cursor, base, units, change.splices)
        now = Units(spliced(text, change.splices))
        cursor.setPosition(base + now.of(change.anchor))
        cursor.setPosition(base + now.of(change.position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def in_code(self) -> bool:
        """Whether the cursor stands in fenced code, where keys do nothing special."""
        return line_of(self.textCursor().block()).kind in {LineKind.CODE, LineKind.FENCE}


def _placed(splices: tuple[Splice, ...], base: int, units: Units) -> tuple[Splice, ...]:
    """Splices of a part of the text that begins at `base`, in UTF-16 units of the whole."""
    return tuple(Splice(base + units.of(one.start), base + units.of(one.end), in_units(one.text)) for one in splices)


def storable(text: str) -> str:
    """Text with \\n line ends and without characters that cannot be stored."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return _CONTROL.sub("", unified)
