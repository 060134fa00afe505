"""The source of a body: what the keys, the clipboard and the mouse do to it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.editor import typing as keys
from alliance_app.desktop.editor.clipboard import OWN, Pasted, read_clipboard
from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.manuscript import Manuscript
from alliance_app.records.markdown import to_html

_MOST_COPIED = 20_000  # characters that are made HTML as well when copied
_BELOW = 80  # lines under the cursor that Enter may look at
_MODIFIERS = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_unknown})


class SourceEdit(Manuscript):
    """Markdown as styled source, a plain text underneath."""

    files_dropped = Signal(list)
    picture_found = Signal(object)  # a QImage from the clipboard or a drop
    menu_wanted = Signal(QPoint)  # where on the screen
    html_found = Signal(str, str)  # HTML to be made Markdown, and the plain text beside it

    def __init__(self, parent: QWidget | None = None, colours: EditorColours = LIGHT) -> None:
        super().__init__(parent, colours)
        self.key_taken: Callable[[QKeyEvent], bool] = lambda _event: False
        self.own_keys: dict[str, Callable[[], object]] = {}  # what keys do here, whatever they do in the window

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.text():
            self._dressing.finish()
        for wanted, step in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            if event.matches(wanted) and not self.isReadOnly():
                step()
                return
        if (own := self._own_key(event)) and own() is not False:
            return
        if self.isReadOnly():
            super().keyPressEvent(event)
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
            if self._own_key(event):
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
