"""The small cards of the right column, and the headed sections they stand in."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import empty, label


class Card(QFrame):
    """A small card that can be pressed, by mouse or keyboard. `menu_wanted` on a right click."""

    pressed = Signal()
    menu_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setProperty("act", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click presses."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Space press."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The right button, or the menu key."""
        self.menu_wanted.emit(event.globalPos())


class Thumb(QLabel):
    """The middle of a picture, covering whatever room there is; words where there is no picture."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture, cut at two sides rather than stretched."""
        if self._image.isNull():
            super().paintEvent(event)
            return
        room, whole = QSizeF(self.size()), QSizeF(self._image.size())
        cut = room.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (whole.width() - cut.width()) / 2, (whole.height() - cut.height()) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 7, 7)
        painter.setClipPath(shape)
        painter.drawImage(QRectF(self.rect()), self._image, QRectF(QPointF(left, top), cut))
        painter.end()


class Section(QWidget):
    """A heading with a count, and cards below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.heading = label(title, role="section")
        self.cards = QVBoxLayout()
        self.cards.setSpacing(7)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(2, 0, 0, 0)
        self._head.addWidget(self.heading, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(7)
        box.addLayout(self._head)
        box.addLayout(self.cards)

    def add_action(self, action: QWidget) -> None:
        """Put something to press beside the heading."""
        self._head.addWidget(action)

    def start(self, count: str) -> None:
        """Empty it, and say how many there are."""
        empty(self.cards)
        self.heading.setText(f"{self._title} · {count}" if count else self._title)
