"""Find and replace in the body."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QTextEdit, QToolButton, QWidget

from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.source import SourceEdit
from alliance_app.desktop.editor.splices import Splice, units_in

_MOST_SHOWN = 500


class FindBar(QFrame):
    """Marks what it finds in the source, without regard to case; Enter goes on, Shift+Enter back, Esc closes."""

    closed = Signal()

    def __init__(self, source: SourceEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editorFind")
        self._source = source
        self._colours = LIGHT
        self._hits: list[tuple[int, int]] = []
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(150)
        self._again.timeout.connect(self._search)
        self._words = self._field(self.tr("Find"), self.tr("Text to find"))
        self._other = self._field(self.tr("Replace with"), self.tr("Text to put in its place"))
        self._count = QLabel(self)
        self._count.setMinimumWidth(64)
        self._next = self._button("↓", self.tr("Next match"), self.next)
        self._previous = self._button("↑", self.tr("Previous match"), self.previous)
        self._one = self._button(self.tr("Replace"), self.tr("Replace this match"), self.replace)
        self._all = self._button(self.tr("Replace all"), self.tr("Replace every match"), self.replace_all)
        self._lay_out()
        self._words.textChanged.connect(self._search)
        source.textChanged.connect(self._changed)
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setSpacing(6)
        close = self._button("✕", self.tr("Close the find bar"), self.close_bar)
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (self._count, self._previous, self._next, close):
            first.addWidget(widget)
        for widget in (self._one, self._all):
            second.addWidget(widget)
        second.addStretch(1)
        grid.addWidget(self._words, 0, 0)
        grid.addLayout(first, 0, 1)
        grid.addWidget(self._other, 1, 0)
        grid.addLayout(second, 1, 1)
        grid.setColumnStretch(0, 1)

    def _field(self, hint: str, says: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(hint)
        field.setAccessibleName(says)
        return field

    def _button(self, shown: str, says: str, does: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(shown)
        button.setToolTip(says)
        button.setAccessibleName(says)
        button.setAutoRaise(True)
        button.clicked.connect(does)
        return button

    def set_colours(self, colours: EditorColours) -> None:
        """Look like the theme."""
        self._colours = colours
        self.setStyleSheet(
            f"#editorFind {{ background: {colours.paper}; border: 1px solid {colours.line}; border-radius: 8px; }}"
            f"#editorFind QLineEdit {{ background: {colours.paper}; color: {colours.text}; padding: 4px 8px;"
            f" border: 1px solid {colours.line}; border-radius: 5px; }}"
            f"#editorFind QLineEdit:focus {{ border-color: {colours.accent}; }}"
            f"#editorFind QLabel {{ color: {colours.muted}; }}"
            f"#editorFind QToolButton {{ color: {colours.text}; border: none; border-radius: 5px; padding: 4px 8px; }}"
            f"#editorFind QToolButton:hover, #editorFind QToolButton:focus {{ background: {colours.hover}; }}"
            f"#editorFind QToolButton:disabled {{ color: {colours.mark}; }}"
        )
        self._mark()

    # -- open and close

    def open_bar(self) -> None:
        """Show the bar with the selected words in it."""
        selected = self._source.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self._words.setText(selected)
        for widget in (self._other, self._one, self._all):
            widget.setVisible(not self._source.isReadOnly())
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and its marks; the text has the focus again."""
        self.hide()
        self._hits = []
        self._mark()
        self._source.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._other.hasFocus():
                self.replace()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.previous()
            else:
                self.next()
        else:
            super().keyPressEvent(event)

    # -- finding

    @property
    def hits(self) -> int:
        """How many matches there are."""
        return len(self._hits)

    def next(self) -> None:
        """Select the next match, from the top again after the last."""
        self._go(1)

    def previous(self) -> None:
        """Select the previous match."""
        self._go(-1)

    def _go(self, step: int) -> None:
        self._refresh()
        if not self._hits:
            return
        cursor = self._source.textCursor()
        at = cursor.selectionEnd() if step > 0 else cursor.selectionStart()
        if step > 0:
            here = next((place for place, hit in enumerate(self._hits) if hit[0] >= at), 0)
        else:
            here = next((place for place in reversed(range(len(self._hits))) if self._hits[place][1] <= at), -1)
        start, end = self._hits[here]
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._source.setTextCursor(cursor)
        self._source.ensureCursorVisible()
        self._say(here % len(self._hits))

    def replace(self) -> None:
        """Replace the selected match and go to the next one."""
        self._refresh()
        cursor = self._source.textCursor()
        if self._source.isReadOnly():
            return
        if (cursor.selectionStart(), cursor.selectionEnd()) in self._hits:
            cursor.insertText(self._other.text())
            self._source.setTextCursor(cursor)
        self.next()

    def replace_all(self) -> None:
        """Replace every match in one step that one undo takes back."""
        self._refresh()
        if self._source.isReadOnly() or not self._hits:
            return
        made = tuple(Splice(start, end, self._other.text()) for start, end in self._hits)
        self._source.splice_units(made)
        self._search()

    def _refresh(self) -> None:
        if self._again.isActive():
            self._again.stop()
            self._search()

    def _changed(self) -> None:
        if self.isVisible():
            self._again.start()

    def _search(self) -> None:
        words = self._words.text()
        self._hits = _matches(self._source.body(), words) if words else []
        self._mark()
        self._say(None)

    def _say(self, here: int | None) -> None:
        total = len(self._hits)
        if not self._words.text():
            self._count.setText("")
        elif not total:
            self._count.setText(self.tr("None"))
        else:
            self._count.setText(str(total) if here is None else f"{here + 1}/{total}")
        for button in (self._next, self._previous, self._one, self._all):
            button.setEnabled(total > 0)

    def _mark(self) -> None:
        look = QTextCharFormat()
        look.setBackground(QColor(self._colours.found))
        marks = []
        for start, end in self._hits[:_MOST_SHOWN]:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._source.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = look
            marks.append(mark)
        self._source.setExtraSelections(marks)


def _matches(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, in UTF-16 units, without regard to case."""
    folded, wanted = text.lower(), words.lower()
    if len(folded) != len(text):  # a letter whose small form is longer: compare as it stands
        folded, wanted = text, words
    found: list[tuple[int, int]] = []
    at, units, last = folded.find(wanted), 0, 0
    while at >= 0:
        units += units_in(text[last:at])
        width = units_in(text[at : at + len(wanted)])
        found.append((units, units + width))
        units, last = units + width, at + len(wanted)
        at = folded.find(wanted, last)
    return found
