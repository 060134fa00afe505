"""Makes the program's icon files, app.png and app.ico, from app.svg.

Run it after changing the drawing: `.venv/bin/python tools/draw_app_icon.py`. The results are committed.
"""

import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
LARGEST = 512
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(svg: bytes, edge: int) -> Image.Image:
    """The drawing as a square picture, `edge` pixels wide."""
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    straight = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (edge, edge), bytes(straight.constBits()))


def main() -> None:
    """Writes both files beside the drawing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    svg = (ICONS / "app.svg").read_bytes()
    drawn(svg, LARGEST).save(ICONS / "app.png", optimize=True)
    pictures = [drawn(svg, edge) for edge in SIZES]
    pictures[-1].save(ICONS / "app.ico", sizes=[(edge, edge) for edge in SIZES], append_images=pictures[:-1])
    application.quit()


if __name__ == "__main__":
    main()
