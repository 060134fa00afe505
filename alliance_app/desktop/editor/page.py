"""The page a body is written on: styled lines, painted marks, clickable boxes, input methods left in peace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.drawing import box_of, draw_over, draw_under, line_of, visible_blocks
from alliance_app.desktop.editor.highlight import Highlighter
from alliance_app.desktop.editor.inline import target_at
from alliance_app.desktop.editor.shape import Shapes
from alliance_app.desktop.editor.splices import Units
from alliance_app.desktop.editor.typing import toggle_box

PIXELS = 15
AT_ONCE = 120  # blocks styled before the first paint; the others follow while nothing else happens
_SLICE = 0.005  # seconds of styling at a time


class Page(QTextEdit):
    """`edited` comes once for each change of the text, after an input method has finished composing."""

    edited = Signal()
    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, colours: EditorColours = LIGHT) -> None:
        super().__init__(parent)
        self._colours = colours
        self._busy = False  # the program sets a body: no edit of the writer's
        self._composed = ""
        self._before: str | None = None  # the body while what is composed stands in place of a selection
        self._redraw_only = False
        self._pending = False
        self._undoing = False
        self._silent = False
        self._deferred: list[Callable[[], None]] = []
        self._raw = QTextCursor()  # the line whose marks are shown
        self._unstyled = QTextCursor()
        self._pressed_box = -1
        self._prepare()
        self._shapes = Shapes(self.document(), self.font())
        self._highlighter = Highlighter(self.document(), colours, PIXELS)
        self._highlighter.on_line = self._shapes.note
        self._highlighter.shown_raw = self._is_raw
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._style_some)
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._move_raw)
        self.set_colours(colours)

    def _prepare(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        font = self.font()
        font.setPixelSize(PIXELS)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(2)

    def set_colours(self, colours: EditorColours) -> None:
        """Use other colours, for a change of theme."""
        self._colours = colours
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colours.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(colours.text))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(colours.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colours.text))
        palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(colours.muted))
        self.setPalette(palette)
        self._highlighter.set_look(colours, PIXELS)
        self._style_later(0)

    # -- styling by and by

    def _show(self, text: str) -> None:
        """Put a whole text on the page: its first blocks styled now, the others soon. Nothing to undo afterwards."""
        document = self.document()
        self._busy = True
        self._slices.stop()
        self._highlighter.styled = lambda block: block.blockNumber() < AT_ONCE
        try:
            document.setUndoRedoEnabled(False)
            self.setPlainText(text)
            self._shapes.apply(joined=False)
            document.setUndoRedoEnabled(True)
        finally:
            self._highlighter.styled = lambda _block: True
            self._busy = False
        self._pending = False
        if document.blockCount() > AT_ONCE:
            self._style_later(AT_ONCE)

    def _style_later(self, first: int) -> None:
        self._unstyled = QTextCursor(self.document().findBlockByNumber(first))
        self._slices.start()

    def _style_some(self) -> None:
        if self._composed:
            return
        block = self._unstyled.block()
        until = perf_counter() + _SLICE
        while block.isValid() and perf_counter() < until:
            self._highlighter.rehighlightBlock(block)
            block = block.next()
        if block.isValid():
            self._unstyled.setPosition(block.position())
        else:
            self._slices.stop()

    def _is_raw(self, block: QTextBlock) -> bool:
        return not self._raw.isNull() and self._raw.block() == block

    def _move_raw(self) -> None:
        """Show the marks of the line being edited, and of no other."""
        if self._busy or self._composed or self._pressed():
            return
        before = QTextBlock() if self._raw.isNull() else self._raw.block()
        editing = self.hasFocus() and not self.isReadOnly()
        now = self.textCursor().block() if editing else QTextBlock()
        if before == now:
            return
        self._raw = QTextCursor(now) if editing else QTextCursor()
        for block in (before, now):
            if block.isValid():
                self._highlighter.rehighlightBlock(block)

    @staticmethod
    def _pressed() -> bool:
        return bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._move_raw()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._move_raw()

    # -- changes, and input methods

    def body(self) -> str:
        """The text as it was before an input method began composing; no-break spaces and all stay as they are."""
        if self._before is not None:
            return self._before
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def composing(self) -> bool:
        """Whether an input method is composing: the page then shows more than the body holds."""
        return bool(self._composed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        if self.isReadOnly():
            event.ignore()
            return
        commits = bool(event.commitString()) or event.replacementLength() > 0
        if not self._composed and event.preeditString() and self.textCursor().hasSelection():
            self._before = self.body()
        if commits or not event.preeditString():
            self._before = None
        self._composed = event.preeditString()
        self._redraw_only = not commits
        try:
            super().inputMethodEvent(event)
        finally:
            self._redraw_only = False
        if commits or not self._composed:
            self._tell()
        if not self._composed:
            deferred, self._deferred = self._deferred, []
            for work in deferred:
                work()
            self._move_raw()

    def end_composition(self) -> None:
        """Let the input method finish, before a command changes the text."""
        if self._composed:
            QGuiApplication.inputMethod().commit()
        if self._composed:  # the input method kept silent: what it composed is typed as it stands
            self.inputMethodEvent(_committed(self._composed))

    def undo(self) -> None:
        self._step(super().undo)

    def redo(self) -> None:
        self._step(super().redo)

    def _step(self, step: Callable[[], None]) -> None:
        self._undoing = True
        try:
            step()
        finally:
            self._undoing = False
            self._shapes.forget()
        self._tell()

    def _on_contents_change(self, _at: int, removed: int, added: int) -> None:
        """An input method that only redraws what it composes changes nothing; Qt reports it all the same."""
        if not self._busy and (removed != added or not self._redraw_only):
            self._pending = True

    def _on_text_changed(self) -> None:
        if self._busy or self._undoing:
            return
        self._busy = True
        try:
            self._shapes.apply(joined=True)
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
        if self._silent:
            return
        if self._pending:
            self._pending = False
            self.edited.emit()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        down = self.verticalScrollBar().value()
        area = event.rect()
        blocks = [
            (block, rect, line_of(block))
            for block, rect in visible_blocks(self.document(), area.top() + down, area.bottom() + down)
        ]
        painter = QPainter(self.viewport())
        painter.translate(0, -down)
        width = self.viewport().width()
        for block, rect, line in blocks:
            draw_under(painter, block, line, rect, width, self._colours)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -down)
        for block, rect, line in blocks:
            draw_over(painter, block, line, rect, self._colours)
        painter.end()

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_box = self._box_at(event.position())
            if self._pressed_box >= 0:
                event.accept()
                return
            target = self._target_at(event.position())
            if target and (self.isReadOnly() or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
                self.link_activated.emit(target)
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._pressed_box >= 0:
            if self._box_at(event.position()) == self._pressed_box:
                self.toggle_task(self.document().findBlockByNumber(self._pressed_box))
            self._pressed_box = -1
            return
        super().mouseReleaseEvent(event)
        self._move_raw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._pressed_box >= 0:
            return
        super().mouseMoveEvent(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) or self.isReadOnly()
        over = self._box_at(event.position()) >= 0 or (control and self._target_at(event.position()) is not None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def toggle_task(self, block: QTextBlock) -> bool:
        """Tick or untick the task of a block; False when it is none or the page is read-only."""
        splice = None if self.isReadOnly() else toggle_box(block.text())
        if splice is None:
            return False
        self.end_composition()
        cursor = QTextCursor(block)
        units = Units(block.text())
        cursor.setPosition(block.position() + units.of(splice.start))
        cursor.setPosition(block.position() + units.of(splice.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(splice.text)
        return True

    def _box_at(self, place: QPointF) -> int:
        """The number of the block whose task box lies under a point of the viewport; -1 for none."""
        spot = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        for block, rect in visible_blocks(self.document(), spot.y(), spot.y()):
            if box_of(block, line_of(block), rect).adjusted(-3, -3, 3, 3).contains(spot):
                return block.blockNumber()
        return -1

    def _target_at(self, place: QPointF) -> str | None:
        cursor = self.cursorForPosition(place.toPoint())
        block = cursor.block()
        return target_at(block.text(), Units(block.text()).point(cursor.positionInBlock()))


def _committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event
