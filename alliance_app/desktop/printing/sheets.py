"""The pages of a document as they will be printed, one below the other: drawn as they come into view."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from alliance_app.desktop.theme import Theme

POINTS = 72  # to the inch
PIXELS = 96  # to the inch, at 100 %
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
A4 = (595.28, 841.89)  # points
_MARGIN, _GAP = 20, 16  # px around the pages and between two
_SHADOW = 5  # px
_LEAST, _MOST = 0.25, 3.0
_KEPT = 14  # pictures of pages, those nearest to the view


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: how large it is in points, and what tells it from an earlier state of itself."""

    width: float
    height: float
    mark: object


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be drawn, `pixels` of the screen wide."""

    number: int
    mark: object
    pixels: int


class SheetsView(QAbstractScrollArea):
    """`wanted(pages)`: these are in view and not drawn yet; answer with `show_picture`. `turned(page)`: from 0.

    `asked_for(page, points)`: a double click, so far below the page's upper edge. `zoomed`: the scale has changed.
    """

    wanted = Signal(object)
    turned = Signal(int)
    asked_for = Signal(int, float)
    zoomed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheets: tuple[Sheet, ...] = ()
        self._pictures: dict[int, tuple[object, QImage]] = {}
        self._tops: list[int] = []  # of the pages, in px below the upper edge of all
        self._zoom: float | None = None
        self._top = -1
        self._nothing = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("The pages as they will be printed"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    # -- what is shown

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages there are."""
        return self._sheets

    @property
    def complete(self) -> bool:
        """Whether every page in view is drawn as it stands now, at this size."""
        return not self._missing()

    def show_sheets(self, sheets: Sequence[Sheet], pictures: Sequence[tuple[Wanted, QImage]] = ()) -> None:
        """Show these pages, with what is drawn of them already; the place that is read stays where it is."""
        before, self._sheets = self._sheets, tuple(sheets)
        self._nothing = ""
        self._forget_but(range(len(sheets)))
        for page, picture in pictures:
            if self._is_of(page):
                self._pictures[page.number] = (page.mark, picture)
        if [(each.width, each.height) for each in before] != [(each.width, each.height) for each in sheets]:
            self._lay_out()
            self.viewport().update()
        else:
            for number, (old, new) in enumerate(zip(before, sheets, strict=True)):
                if old.mark != new.mark:
                    self.viewport().update(self._place(number))
        self._tell_page()
        self._ask()

    def show_nothing(self, text: str) -> None:
        """Show a sentence in place of pages."""
        self._sheets, self._nothing = (), text
        self._pictures.clear()
        self._lay_out()
        self.viewport().update()

    def show_picture(self, page: Wanted, picture: QImage) -> None:
        """Show how a page looks; one that has changed meanwhile is not shown."""
        if self._is_of(page):
            self._pictures[page.number] = (page.mark, picture)
            self.viewport().update(self._place(page.number))

    def in_view(self) -> list[Wanted]:
        """The pages in view, with the size they are needed in."""
        seen = self.viewport().rect()
        return [self._want(number) for number in range(len(self._sheets)) if self._place(number).intersects(seen)]

    def picture_of(self, number: int) -> QImage | None:
        """What is shown of a page just now, of whatever state."""
        kept = self._pictures.get(number)
        return kept[1] if kept else None

    @property
    def page(self) -> int:
        """The page that is read, from 0."""
        return max(self._top, 0)

    def go_to(self, number: int, points: float = 0) -> None:
        """Bring a place of a page to the upper edge, with a little room above."""
        if 0 <= number < len(self._sheets):
            room = 40 if points else _MARGIN
            self.verticalScrollBar().setValue(round(self._tops[number] + points * self.scale) - room)

    # -- how large

    @property
    def zoom(self) -> float | None:
        """The factor; None for as wide as there is room."""
        return self._zoom

    @property
    def scale(self) -> float:
        """Pixels to the point."""
        if self._zoom is not None:
            return self._zoom * PIXELS / POINTS
        widest = max((each.width for each in self._sheets), default=A4[0])
        return max(_LEAST, min(_MOST, (self.viewport().width() - 2 * _MARGIN) / widest))

    def use_zoom(self, zoom: float | None) -> None:
        """Show larger or smaller; None for as wide as there is room. What is read stays in view."""
        bar = self.verticalScrollBar()
        read = bar.value() / max(1, bar.maximum() + self.viewport().height())
        self._zoom = None if zoom is None else max(_LEAST, min(_MOST, zoom))
        self._lay_out()
        bar.setValue(round(read * (bar.maximum() + self.viewport().height())))
        self.viewport().update()
        self.zoomed.emit()
        self._ask()

    def pixels_of(self, sheet: tuple[float, float]) -> int:
        """How wide a page of this size is on the screen, in the screen's own dots."""
        return round(sheet[0] * self.scale * self.devicePixelRatioF())

    def zoom_by(self, steps: int) -> None:
        """So many steps larger or smaller."""
        now = self.scale * POINTS / PIXELS
        known = [each for each in ZOOMS if (each > now * 1.02 if steps > 0 else each < now * 0.98)]
        if known:
            self.use_zoom(known[0] if steps > 0 else known[-1])

    # -- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wider pages in a wider view; what is read stays in view."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        read = bar.value() / max(1, bar.maximum())
        self._lay_out()
        if self._zoom is None and bar.value():
            bar.setValue(round(read * bar.maximum()))
        self.zoomed.emit()
        self._ask()

    def scrollContentsBy(self, across: int, down: int) -> None:  # noqa: N802
        """Move what is painted already."""
        self.viewport().scroll(across, down)

    def event(self, event: QEvent) -> bool:
        """Another screen may have finer dots."""
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.Show):
            self._ask()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space turns, Home and End go to the ends, plus, minus and 0 zoom."""
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        places = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in steps:
            self.zoom_by(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_0:
            self.use_zoom(None)
        elif event.key() in places:
            bar.setValue(places[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Somebody wants to write here."""
        for number in range(len(self._sheets)):
            place = self._place(number)
            if place.contains(event.position().toPoint()):
                self.asked_for.emit(number, (event.position().y() - place.top()) / self.scale)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The desk the pages lie on, and the pages."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = self._theme.colours
        painter.fillRect(event.rect(), QColor(colours.shade))
        for number in range(len(self._sheets)):
            place = self._place(number)
            if place.adjusted(-_SHADOW, -_SHADOW, _SHADOW + 1, _SHADOW + 1).intersects(event.rect()):
                self._paint_sheet(painter, number, place)
        if self._nothing:
            painter.setPen(QColor(colours.muted))
            room = self.viewport().rect().adjusted(40, 60, -40, -40)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._nothing)
        painter.end()

    def _paint_sheet(self, painter: QPainter, number: int, place: QRect) -> None:
        for out in range(1, _SHADOW):
            painter.setPen(QPen(QColor(0, 0, 0, 12 - 2 * out), 1))
            painter.drawRect(place.adjusted(-out, 1 - out, out, out + 1))
        painter.fillRect(place, Qt.GlobalColor.white)
        kept = self._pictures.get(number)
        if kept is not None:
            painter.drawImage(QRectF(place), kept[1], QRectF(kept[1].rect()))

    # -- where pages lie, and which are wanted

    def _place(self, number: int) -> QRect:
        """Where a page lies in the viewport."""
        scale, sheet = self.scale, self._sheets[number]
        width, height = round(sheet.width * scale), round(sheet.height * scale)
        room = max(self.viewport().width(), width + 2 * _MARGIN)
        left = (room - width) // 2 - self.horizontalScrollBar().value()
        return QRect(left, self._tops[number] - self.verticalScrollBar().value(), width, height)

    def _lay_out(self) -> None:
        scale, high = self.scale, _MARGIN
        self._tops = []
        for sheet in self._sheets:
            self._tops.append(high)
            high += round(sheet.height * scale) + _GAP
        high += _MARGIN - _GAP
        wide = 2 * _MARGIN + round(max((each.width for each in self._sheets), default=0) * scale)
        port = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), high, port.height()),
            (self.horizontalScrollBar(), wide if self._zoom is not None else 0, port.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(1, seen - 40))
            bar.setSingleStep(36)
        self._tell_page()

    def _scrolled(self) -> None:
        self.viewport().update()
        self._tell_page()
        self._ask()

    def _tell_page(self) -> None:
        read = self.viewport().height() // 3
        at = next((number for number in range(len(self._sheets)) if self._place(number).bottom() >= read), -1)
        at = len(self._sheets) - 1 if at < 0 else at
        told = self.tr("Page {number} of {count}").format(number=at + 1, count=len(self._sheets))
        self.setAccessibleDescription(told if self._sheets else self._nothing)
        self._top = at
        self.turned.emit(max(at, 0))

    def _want(self, number: int) -> Wanted:
        sheet = self._sheets[number]
        return Wanted(number, sheet.mark, self.pixels_of((sheet.width, sheet.height)))

    def _is_of(self, page: Wanted) -> bool:
        return page.number < len(self._sheets) and self._sheets[page.number].mark == page.mark

    def _missing(self) -> list[Wanted]:
        return [page for page in self.in_view() if not self._is_drawn(page)]

    def _is_drawn(self, page: Wanted) -> bool:
        kept = self._pictures.get(page.number)
        return kept is not None and kept[0] == page.mark and abs(kept[1].width() - page.pixels) <= 2

    def _ask(self) -> None:
        missing = self._missing() if self.isVisible() else []
        if missing:
            self.wanted.emit(missing)

    def _forget_but(self, there: Sequence[int]) -> None:
        near = sorted(self._pictures, key=lambda number: abs(number - self.page))[:_KEPT]
        self._pictures = {number: self._pictures[number] for number in near if number in there}
