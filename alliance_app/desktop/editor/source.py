"""The source of a body: its text, how it changes by keys, commands, paste, and from underneath."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.editor import typing as keys
from alliance_app.desktop.editor.changes import Change
from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.drawing import line_of
from alliance_app.desktop.editor.lines import LineKind
from alliance_app.desktop.editor.page import Page
from alliance_app.desktop.editor.paste import OWN, Pasted, read_clipboard
from alliance_app.desktop.editor.splices import Splice, Units, between, carried, moved, spliced
from alliance_app.desktop.editor.undoing import from_units, in_units
from alliance_app.records.markdown import to_html

_APART = 2_000  # characters
_MOST_COPIED = 20_000  # characters that are made HTML as well when copied
_BELOW = 80  # lines under the cursor that Enter may look at
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")
_MODIFIERS = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_unknown})
Rule = Callable[[str, int, int], Change | None]


class SourceEdit(Page):
    """Markdown as styled source, a plain text underneath."""

    files_dropped = Signal(list)
    picture_found = Signal(object)  # a QImage from the clipboard or a drop
    menu_wanted = Signal(QPoint)  # where on the screen
    html_found = Signal(str, str)  # HTML to be made Markdown, and the plain text beside it

    def __init__(self, parent: QWidget | None = None, colours: EditorColours = LIGHT) -> None:
        super().__init__(parent, colours)
        self.key_taken: Callable[[QKeyEvent], bool] = lambda _event: False
        self.own_keys: dict[str, Callable[[], object]] = {}  # what keys do here, whatever they do in the window
        self._waiting: tuple[str, str | None] | None = None  # a merge that came while an input method composed

    def set_body(self, text: str) -> None:
        """Show another body: cursor at the start, nothing to undo."""
        self._waiting = None
        self._show(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

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
        self.textCursor().insertText(_storable(text))
        self.ensureCursorVisible()

    def insert_at(self, place: QTextCursor, text: str) -> None:
        """Put `text` where a paste was asked for a moment ago; the cursor follows when it still stands there."""
        follow = self.textCursor().position() == place.position()
        if not follow:
            place.insertText(_storable(text))
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
        block = cursor.block()
        before = ""
        if block.text().strip():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            before = "\n\n"
        elif block.previous().isValid() and block.previous().text().strip():
            before = "\n"
        follows = cursor.block().next()
        blank = follows.isValid() and not follows.text().strip()
        self.setTextCursor(cursor)
        self.insert(before + text + ("" if blank else "\n" if follows.isValid() else "\n\n"))
        if blank:
            self.moveCursor(QTextCursor.MoveOperation.NextBlock)

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

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.text():
            self._dressing.finish()
        for wanted, step in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            if event.matches(wanted) and not self.isReadOnly():
                step()
                return
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif (own := self._own_key(event)) and own() is not False:
            return
        elif not self.key_taken(event):
            with self.step(typed=True):
                if not self._special_key(event):
                    super().keyPressEvent(event)
                    self._pass_delimiter(event)

    def _own_key(self, event: QKeyEvent) -> Callable[[], object] | None:
        if not self.own_keys or event.key() in _MODIFIERS:
            return None
        return self.own_keys.get(
            QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        )

    def _special_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        if modifiers != Qt.KeyboardModifier.NoModifier and not shift:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if shift:
                return self.change(keys.soft_enter)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                rule = None if self.in_code() else keys.enter
                return bool(rule and self.change(rule, above=1, below=_BELOW)) or self.change(keys.newline)
            case Qt.Key.Key_Tab:
                return not self.in_code() and self.change(keys.tab, above=2, below=2)
            case Qt.Key.Key_Backtab:
                self.change(lambda text, start, end: keys.tab(text, start, end, back=True), above=2)
                return True
            case Qt.Key.Key_Backspace if not shift:
                return not self.in_code() and self.change(keys.backspace)
            case _ if self._begins_line(event.text()):
                return self.change(partial(keys.typed, event.text()))
        return False

    def _pass_delimiter(self, event: QKeyEvent) -> None:
        """Up and down go over the line under a table's head, which is not seen."""
        cursor = self.textCursor()
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self._dressing.grids.is_delimiter(cursor.block()):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        self.menu_wanted.emit(event.globalPos())

    def _begins_line(self, text: str) -> bool:
        """Whether a key types the first character of a line: text and shape then change in one step."""
        cursor = self.textCursor()
        return text.isprintable() and text != "" and not cursor.hasSelection() and not cursor.block().text()

    def event(self, event: QEvent) -> bool:
        """Its own keys come before the window's. Ctrl+K and the like are the window's; on some systems a text edit
        would delete or jump with them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if not self.isReadOnly() and self._own_key(event):
                event.accept()
                return True
            if control and event.key() in {Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_D}:
                event.ignore()
                return False
        return super().event(event)

    # -- paste and drop

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Words dragged elsewhere go and come in one step."""
        with self.step():
            super().dropEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Markdown for this editor and plain text fields, structure for Word and the like."""
        markdown = self.textCursor().selection().toRawText().replace("\u2029", "\n")
        data = QMimeData()
        data.setText(markdown)
        data.setData(OWN, markdown.encode())
        if len(markdown) <= _MOST_COPIED:
            data.setHtml(to_html(markdown, picture=lambda _reference: None, link=lambda _title: None))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        if self.isReadOnly():
            return
        found: Pasted = read_clipboard(source)
        if found.files:
            self.files_dropped.emit([Path(file) for file in found.files])
        elif found.picture is not None:
            self.picture_found.emit(found.picture)
        elif found.html:
            self.html_found.emit(found.html, found.text)
        elif found.text:
            self.insert(found.text)


def _placed(splices: tuple[Splice, ...], base: int, units: Units) -> tuple[Splice, ...]:
    """Splices of a part of the text that begins at `base`, in UTF-16 units of the whole."""
    return tuple(Splice(base + units.of(one.start), base + units.of(one.end), in_units(one.text)) for one in splices)


def _storable(text: str) -> str:
    """Text with \\n line ends and without characters that cannot be stored."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return _CONTROL.sub("", unified)
