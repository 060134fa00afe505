"""The program's icons, tinted: one SVG set drawn with `currentColor`."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from alliance_app import places


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The icon `name` in `colour`, crisp at one, two and three times `size`; empty where there is no such icon."""
    path = places.resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        return QIcon()
    renderer = QSvgRenderer(QByteArray(path.read_bytes().replace(b"currentColor", colour.encode())))
    made = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(size * ratio, size * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made


def app_icon() -> QIcon:
    """The icon of the window and the task bar."""
    path = places.resources() / "icons" / "app.svg"
    return QIcon(str(path)) if path.is_file() else QIcon()
