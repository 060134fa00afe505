"""A page drawn as a picture of just the dots it is shown with. For any thread."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def picture_of(drawing: bytes, pixels: int) -> QImage:
    """The page `drawing`, an SVG, `pixels` wide."""
    renderer = QSvgRenderer(QByteArray(drawing))
    box = renderer.viewBoxF()
    pixels = max(pixels, 1)
    picture = QImage(pixels, max(1, round(pixels * box.height() / (box.width() or 1))), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    return picture


def paint_page(painter: QPainter, drawing: bytes, place: QRectF) -> None:
    """Paint the page `drawing` into a place, as lines and shapes."""
    QSvgRenderer(QByteArray(drawing)).render(painter, place)
