"""The page a body is written on: styled lines, painted marks, clickable boxes, input methods left in peace."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.drawing import (
    box_of,
    draw_chips,
    draw_over,
    draw_picture,
    draw_under,
    line_of,
    visible_blocks,
)
from alliance_app.desktop.editor.inline import mark_at, target_at
from alliance_app.desktop.editor.lines import LineKind, picture_of
from alliance_app.desktop.editor.shape import grid_height
from alliance_app.desktop.editor.splices import Units
from alliance_app.desktop.editor.text import Text
from alliance_app.desktop.editor.typing import toggle_box


class Page(Text):
    """Shows what is written; `link_activated` brings what was clicked, `mark_hovered` the `{{…}}` under the mouse."""

    link_activated = Signal(str)
    mark_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None, colours: EditorColours = LIGHT) -> None:
        super().__init__(parent, colours)
        self._colours = colours
        self._pressed_box = -1
        self._mark = ""  # the mark under the mouse
        self.picture: Callable[[str], QPixmap | None] = lambda _reference: None
        self._prepare()
        self.cursorPositionChanged.connect(self._follow_cursor)
        self.set_colours(colours)

    def _prepare(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
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

    def _follow_cursor(self) -> None:
        if not self._busy and not self._composed:
            writing = self.hasFocus() or self.textCursor().hasSelection()
            self._dressing.follow_cursor(editing=writing and not self.isReadOnly())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._dressing.set_width(self.viewport().width())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._follow_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._follow_cursor()

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
            raw = self._dressing.shows_marks(block)
            draw_under(painter, block, line, rect, width, self._colours, raw=raw)
            if line.kind in {LineKind.TABLE, LineKind.DELIMITER} and not grid_height(block):
                self._dressing.grids.draw_frame(painter, block, rect)
            draw_chips(painter, block, line, self._colours)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -down)
        for block, rect, line in blocks:
            draw_over(painter, block, line, rect, self._colours)
            if grid_height(block):
                self._draw_row(painter, block, rect)
            if line.kind is LineKind.PICTURE:
                picture = self.picture(picture_of(block.text()))
                draw_picture(painter, block, rect, picture, QColor(self._colours.mark))
        painter.end()

    def _draw_row(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        cursor = self.textCursor()
        row = QRectF(rect.left(), rect.top(), self.viewport().width(), grid_height(block))
        if cursor.selectionStart() < block.position() + block.length() - 1 and cursor.selectionEnd() > block.position():
            painter.fillRect(row, QColor(self._colours.selection))
        self._dressing.grids.draw(painter, block, row)

    def row_right(self) -> float:
        """Where the table that the cursor stands in ends at the right, px of the viewport; 0 outside tables."""
        place = self._dressing.grids.table_of(self.textCursor().block())
        return place.grid.edges[-1] if place else 0.0

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_box = self._box_at(event.position())
            if self._pressed_box >= 0:
                event.accept()
                return
            target = self._target_at(event.position())
            if not target and self._goes_to_cell(event):
                event.accept()
                return
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
        block, point = self._character_at(event.position())
        target, mark = target_at(block.text(), point), mark_at(block.text(), point) or ""
        over = self._box_at(event.position()) >= 0 or (control and target is not None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        if mark != self._mark:
            self._mark = mark
            self.mark_hovered.emit(mark)
        if not mark:
            self.viewport().setToolTip(self.tr("Ctrl+click opens it") if target and not control else "")

    def toggle_task(self, block: QTextBlock) -> bool:
        """Tick or untick the task of a block; False when it is none or the page is read-only."""
        splice = None if self.isReadOnly() else toggle_box(block.text())
        if splice is None:
            return False
        self.prepare_edit()
        units = Units(block.text())
        cursor = QTextCursor(block)
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
        block, point = self._character_at(place)
        return target_at(block.text(), point)

    def _character_at(self, place: QPointF) -> tuple[QTextBlock, int]:
        """The block and the character of its text under a point of the viewport."""
        row = self._row_at(place)
        if row is not None:
            return row
        cursor = self.cursorForPosition(place.toPoint())
        return cursor.block(), Units(cursor.block().text()).point(cursor.positionInBlock())

    def _row_at(self, place: QPointF) -> tuple[QTextBlock, int] | None:
        """The row of a table shown in its grid under a point of the viewport, and the character there."""
        spot = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        for block, rect in visible_blocks(self.document(), spot.y(), spot.y()):
            if grid_height(block):
                point = self._dressing.grids.hit(block, rect, spot)
                return None if point is None else (block, point)
        return None

    def _goes_to_cell(self, event: QMouseEvent) -> bool:
        """A click into a table goes to the cell that is seen there."""
        row = None if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self._row_at(event.position())
        if row is None or self.isReadOnly():
            return False
        self.end_composition()
        block, point = row
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + Units(block.text()).of(point))
        self.setTextCursor(cursor)
        return True
