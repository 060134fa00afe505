"""A chart that is painted: crisp at any scale, every mark of it opens its records, and it can be taken along."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QToolTip, QWidget

from alliance_app.desktop.theme import Colours, Theme, font
from alliance_app.desktop.widgets.looks import shown_as_it_is
from alliance_app.records.text import clean_file_name
from alliance_app.writeups.charts import Chart, Look, bars
from alliance_app.writeups.errors import CannotWrite
from alliance_app.writeups.writing import write_whole

_SCALE = 2  # of a picture, against the window
_MARGIN = 20  # px around a picture
_HEAD = 34  # px of a picture's title


def keep(path: Path, content: QImage | str) -> Path:
    """Write a picture or the text of an SVG. For a thread. Raises CannotWrite."""
    if isinstance(content, str):
        write_whole(path, content.encode("utf-8"))
    elif not content.save(str(path)):
        raise CannotWrite(path=path, reason=path.suffix)
    return path


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or column: what it says, how much that is, and the records behind it. `colour` is of the theme."""

    said: str
    value: float
    shown: str
    ids: tuple[str, ...]
    colour: str
    label: str = ""


class Drawing(QWidget):
    """What all painted charts have. `chosen(mark)`: its records are wanted. `copied`: it is on the clipboard.

    `kept(path, content)`: it is to be written there, a picture or the text of an SVG, by whom may take the time.

    Left and right go from mark to mark, Enter opens, Ctrl+C copies the picture.
    """

    chosen = Signal(object)
    copied = Signal()
    kept = Signal(object, object)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self.title = title
        self.marks: tuple[Mark, ...] = ()
        self._hot = -1
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)
        theme.changed.connect(self.update)

    # -- what each sort of chart says itself

    def chart(self) -> Chart:
        """The same as a drawing of its own, with its words; bars, where a sort of chart does not say otherwise."""
        shade = str(getattr(self._theme.colours, self.marks[0].colour)) if self.marks else ""
        labels, values = [each.label for each in self.marks], [each.value for each in self.marks]
        return bars(self.title, labels, values, look=Look(series=(shade,)))

    def boxes(self, room: QRectF) -> list[QRectF]:
        """Where each mark can be pointed at, in this room."""
        return [room for _each in self.marks]

    def draw(self, painter: QPainter, room: QRectF, colours: Colours) -> None:
        """Paint all of it into this room."""

    def legend(self) -> tuple[tuple[str, str], ...]:
        """What the colours of several series mean: (name, colour of the theme)."""
        return ()

    # -- what is shown

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these; the one that the keyboard is at stays so."""
        self.marks = marks
        self._at = min(self._at, max(0, len(marks) - 1))
        self.setAccessibleDescription(self.chart().alt)
        self.updateGeometry()
        self.update()

    def picture(self) -> QImage:
        """A picture of it with its title, on paper, at twice the size."""
        size = QSize(self.width() + 2 * _MARGIN, self.height() + 2 * _MARGIN + _HEAD)
        made = QImage(size * _SCALE, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(_SCALE)
        colours = self._theme.colours
        made.fill(QColor(colours.paper))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(16, font(16).Weight.Bold))
        painter.setPen(QColor(colours.ink))
        head = QRectF(_MARGIN, _MARGIN, self.width(), _HEAD)
        painter.drawText(head, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self.title)
        self._draw_legend(painter, colours)
        painter.translate(_MARGIN, _MARGIN + _HEAD)
        self.draw(painter, QRectF(0, 0, self.width(), self.height()), colours)
        painter.end()
        return made

    def _draw_legend(self, painter: QPainter, colours: Colours) -> None:
        """At the right of the title, from the right."""
        painter.setFont(font(12))
        right = float(_MARGIN + self.width())
        for name, colour in reversed(self.legend()):
            wide = painter.fontMetrics().horizontalAdvance(name)
            painter.setPen(QColor(colours.faint))
            painter.drawText(QPointF(right - wide, _MARGIN + 15), name)
            painter.fillRect(QRectF(right - wide - 16, _MARGIN + 5, 10, 10), QColor(getattr(colours, colour)))
            right -= wide + 30

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())
        self.copied.emit()

    def copy_words(self) -> None:
        """Put what it shows on the clipboard, in words."""
        QGuiApplication.clipboard().setText(self.chart().alt)
        self.copied.emit()

    def save_picture(self) -> None:
        """Ask where to, and write a PNG, or an SVG that is crisp at any size."""
        name = clean_file_name(f"{self.title}.png")
        kinds = self.tr("Picture (*.png);;Drawing (*.svg)")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Save as picture"), name, kinds)
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Have it written to a file, as an SVG where its name ends so."""
        self.kept.emit(path, self.chart().svg if path.suffix.lower() == ".svg" else self.picture())

    # -- mouse and keyboard

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """All of it, and what the mouse or the keyboard is at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, colours = QRectF(self.rect()), self._theme.colours
        boxes = self.boxes(room)
        if 0 <= self._hot < len(boxes) and self.marks[self._hot].ids:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(boxes[self._hot], 5, 5)
        self.draw(painter, room, colours)
        if self.hasFocus() and self._at < len(boxes):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.red), 1.2))
            painter.drawRoundedRect(boxes[self._at].adjusted(0.6, 0.6, -0.6, -0.6), 5, 5)

    def mark_at(self, place: QPointF) -> int:
        """Which mark is there; -1 for none."""
        boxes = self.boxes(QRectF(self.rect()))
        return next((at for at, box in enumerate(boxes) if box.contains(place)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """What the mouse is over."""
        self._warm(self.mark_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click opens the records."""
        at = self.mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self._at = at
            self._open(at)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """The mouse is gone."""
        self._warm(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """From mark to mark, open, copy."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._at)
        elif step is not None and self.marks:
            self._at = min(max(self._at + step, 0), len(self.marks) - 1)
            self.setAccessibleDescription(self.marks[self._at].said)
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The number under the mouse, in words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.mark_at(QPointF(event.pos()))
            if at >= 0:
                QToolTip.showText(event.globalPos(), shown_as_it_is(self.marks[at].said), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What can be done with it."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Copy it, save it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("Copy as picture"), self.copy_picture),
            (self.tr("Copy as text"), self.copy_words),
            (self.tr("Save as picture…"), self.save_picture),
        )
        for text, act in acts:
            menu.addAction(text, act)
        return menu

    def _warm(self, at: int) -> None:
        if at != self._hot:
            self._hot = at
            opens = at >= 0 and bool(self.marks[at].ids)
            self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
            self.update()

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.marks) and self.marks[at].ids:
            self.chosen.emit(self.marks[at])


