"""The text being written: what counts as an edit, what can be undone, and input methods left in peace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.dressing import Dressing
from alliance_app.desktop.editor.undoing import History, Step, Way, from_units, in_units

PIXELS = 15


class Text(QTextEdit):
    """`edited` comes once for each change of the text, after an input method has finished composing.

    Undo is its own: Qt's would take back what came from elsewhere, and what only changed the looks.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, colours: EditorColours = LIGHT) -> None:
        super().__init__(parent)
        self._busy = False  # the program sets a body: no edit of the writer's
        self._composed = ""
        self._before: str | None = None  # the body while what is composed stands in place of a selection
        self._pending = False
        self._touched = False  # whether the text, not only its look, changed since Qt last said so
        self._silent = False
        self._deferred: list[Callable[[], None]] = []
        self._history = History()
        self._composes = False  # whether the step of an input method is open
        font = QFont(self.font())
        font.setPixelSize(PIXELS)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setUndoRedoEnabled(False)
        self._dressing = Dressing(self, colours, self.font())
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._on_text_changed)

    def _show(self, text: str) -> None:
        """Put a whole text on the page. It is no edit, and there is nothing to undo afterwards."""
        if self._composed:
            QGuiApplication.inputMethod().reset()  # what it composes belongs to the text that goes
        self._composed, self._before, self._composes = "", None, False
        self._deferred.clear()
        self._busy = True
        try:
            with self._dressing.undressed():
                self.setPlainText(text)
        finally:
            self._busy = False
        self._history.begin(in_units(self.body()))
        self._pending = False

    def body(self) -> str:
        """The text as it was before an input method began composing; no-break spaces and all stay as they are."""
        if self._before is not None:
            return self._before
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def settled(self) -> bool:
        """Whether every line has its look."""
        return self._dressing.done

    # -- input methods

    @property
    def composing(self) -> bool:
        """Whether an input method is composing: the page then shows more than the body holds."""
        return bool(self._composed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        if self.isReadOnly():
            event.ignore()
            return
        self._dressing.finish()
        commits = bool(event.commitString()) or event.replacementLength() > 0
        if not self._composed and event.preeditString() and self.textCursor().hasSelection():
            self._before = self.body()
        if commits or not event.preeditString():
            self._before = None
        self._composed = event.preeditString()
        self._follow_composition(begins=True)
        super().inputMethodEvent(event)
        if commits or not self._composed:
            self._follow_composition(begins=False)
            self._tell()
        if not self._composed:
            deferred, self._deferred = self._deferred, []
            for work in deferred:
                work()
            self._follow_cursor()

    def _follow_composition(self, *, begins: bool) -> None:
        """A word is one step: what it takes the place of goes, and it comes, at once."""
        if begins and not self._composes:
            self._history.open_step(*self._selected())
        elif not begins and self._composes:
            self._history.close_step()
        self._composes = begins

    def prepare_edit(self) -> None:
        """Before a command changes the text: the input method finishes, every line has its shape."""
        self.end_composition()
        self._dressing.finish()

    def end_composition(self) -> None:
        """Let the input method finish, before a command changes the text."""
        if self._composed:
            QGuiApplication.inputMethod().commit()
        if self._composed:  # the input method kept silent: what it composed is typed as it stands
            self.inputMethodEvent(_committed(self._composed))

    def _follow_cursor(self) -> None:
        """The cursor moved, or may be followed again."""

    # -- undo

    @property
    def can_undo(self) -> bool:
        """Whether the writer has something to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._history.can_redo

    @contextmanager
    def step(self, *, typed: bool = False) -> Iterator[None]:
        """All changes inside are one step to undo."""
        with self._history.step(*self._selected(), typed=typed):
            yield

    def undo(self) -> None:
        """Take back the writer's last change; what came from elsewhere stays."""
        self.prepare_edit()
        step = self._history.back()
        if step is not None:
            self._replay(step, Way.BACK)

    def redo(self) -> None:
        """Make again what was taken back last."""
        self.prepare_edit()
        step = self._history.forth()
        if step is not None:
            self._replay(step, Way.FORTH)

    def _replay(self, step: Step, way: Way) -> None:
        cursor = QTextCursor(self.document())
        with self._history.step(*self._selected(), way=way):
            cursor.beginEditBlock()
            for splice in step.splices:
                cursor.setPosition(splice.start)
                cursor.setPosition(splice.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(from_units(splice.text))
            cursor.endEditBlock()
        if way is Way.BACK:
            last = self.document().characterCount() - 1
            cursor.setPosition(min(step.anchor, last))
            cursor.setPosition(min(step.position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _selected(self) -> tuple[int, int]:
        cursor = self.textCursor()
        return cursor.anchor(), cursor.position()

    # -- changes

    def _on_contents_change(self, at: int, removed: int, added: int) -> None:
        """Qt reports new looks, and what an input method shows without typing it, as changes all the same."""
        self._touched = True
        if self._busy:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        last = self.document().characterCount() - 1
        cursor.setPosition(min(at + added, last), QTextCursor.MoveMode.KeepAnchor)
        if self._history.changed(at, removed, in_units(cursor.selectedText().replace("\u2029", "\n"))):
            self._pending = True

    def _on_text_changed(self) -> None:
        touched, self._touched = self._touched, False
        if self._busy or not touched:
            return  # new looks alone are told by Qt as a change, too
        self._busy = True
        try:
            self._dressing.after_edit()
        finally:
            self._busy = False
        if not self._composed:
            self._tell()

    @contextmanager
    def unsaid(self) -> Iterator[None]:
        """Changes made inside are not the writer's: `edited` does not come for them."""
        typed, self._silent = self._pending, True
        try:
            yield
        finally:
            self._pending, self._silent = typed, False

    def _tell(self) -> None:
        if self._pending and not self._silent:
            self._pending = False
            self.edited.emit()


def _committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event
