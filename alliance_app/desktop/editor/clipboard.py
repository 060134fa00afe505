"""What the clipboard brings: files, a picture, HTML, or plain words."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

OWN = "text/markdown"
PLACE = "\ue000"  # a character for private use: no text has it when it comes out of here
_MOST_HTML = 3_000_000
_STRUCTURE = re.compile(
    r"<(?:table|t[rdh]|ul|ol|h[1-6]|b|strong|i|em|s|del|a\s|img|blockquote|pre|mark)\b|mso-list|font-weight",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What of the clipboard is to be used: the first of these that is not empty."""

    files: tuple[Path, ...] = ()
    picture: QImage | None = None
    html: str = ""
    text: str = ""


def read_clipboard(source: QMimeData) -> Pasted:
    """Choose what to paste. Own Markdown and plain text stay as they are."""
    if source.hasFormat(OWN):
        return Pasted(text=bytes(source.data(OWN).data()).decode("utf-8", "replace"))
    files = tuple(Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())
    if files:
        return Pasted(files=files)
    html = source.html() if source.hasHtml() else ""
    words = source.text().strip()
    if source.hasImage() and not (html and words):
        picture = source.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            return Pasted(picture=picture)
    if html and len(html) <= _MOST_HTML and _STRUCTURE.search(html):
        return Pasted(html=html, text=source.text())
    return Pasted(text=source.text())
