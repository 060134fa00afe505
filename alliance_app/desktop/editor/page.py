"""The page a body is written on: styled lines, painted marks, clickable boxes, input methods left in peace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.drawing import box_of, draw_over, draw_picture, draw_under, line_of, visible_blocks
from alliance_app.desktop.editor.dressing import Dressing
from alliance_app.desktop.editor.inline import target_at
from alliance_app.desktop.editor.lines import LineKind, picture_of
from alliance_app.desktop.editor.splices import Units
from alliance_app.desktop.editor.typing import toggle_box

PIXELS = 15


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
        self._touched = False  # whether the text, not only its look, changed since Qt last said so
        self._undoing = False
        self._silent = False
        self._deferred: list[Callable[[], None]] = []
        self._pressed_box = -1
        self.picture: Callable[[str], QPixmap | None] = lambda _reference: None
        self._prepare()
        self._dressing = Dressing(self, colours, self.font())
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._follow_cursor)
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
        # No colour of its own: selected words keep theirs, and unseen marks stay unseen.
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(Qt.BrushStyle.NoBrush))
        palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(colours.muted))
        self.setPalette(palette)
        self._dressing.set_colours(colours)

    def _show(self, text: str) -> None:
        """Put a whole text on the page. It is no edit, and there is nothing to undo afterwards."""
        self._busy = True
        try:
            with self._dressing.undressed():
                self.setPlainText(text)
        finally:
            self._busy = False
        self._pending = False

    def _follow_cursor(self) -> None:
        if not self._busy and not self._composed:
            self._dressing.follow_cursor(editing=self.hasFocus() and not self.isReadOnly())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._follow_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._follow_cursor()

    # -- changes, and input methods

    def body(self) -> str:
        """The text as it was before an input method began composing; no-break spaces and all stay as they are."""
        if self._before is not None:
            return self._before
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def settled(self) -> bool:
        """Whether every line has its look."""
        return self._dressing.done

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
            self._follow_cursor()

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
            self._dressing.forget()
        self._tell()

    def _on_contents_change(self, _at: int, removed: int, added: int) -> None:
        """An input method that only redraws what it composes changes nothing; Qt reports it all the same."""
        self._touched = True
        if not self._busy and (removed != added or not self._redraw_only):
            self._pending = True

    def _on_text_changed(self) -> None:
        touched, self._touched = self._touched, False
        if self._busy or self._undoing or not touched:
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
            if line.kind is LineKind.PICTURE:
                picture = self.picture(picture_of(block.text()))
                draw_picture(painter, block, rect, picture, QColor(self._colours.mark))
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
        self._follow_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._pressed_box >= 0:
            return
        super().mouseMoveEvent(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) or self.isReadOnly()
        target = self._target_at(event.position())
        over = self._box_at(event.position()) >= 0 or (control and target is not None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        self.viewport().setToolTip(self.tr("Ctrl+click opens it") if target and not control else "")

    def toggle_task(self, block: QTextBlock) -> bool:
        """Tick or untick the task of a block; False when it is none or the page is read-only."""
        splice = None if self.isReadOnly() else toggle_box(block.text())
        if splice is None:
            return False
        self.prepare_edit()
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
