"""What arrives by paste and drop: HTML made Markdown off the GUI thread, pictures in the places where they stood."""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter, QTextCursor

from alliance_app.desktop.editor.background import Background
from alliance_app.desktop.editor.clipboard import PLACE
from alliance_app.desktop.editor.drawing import line_of
from alliance_app.desktop.editor.lines import LineKind
from alliance_app.desktop.editor.source import SourceEdit

_LARGEST = 60_000_000  # bytes of a picture in the clipboard
_KEPT_AS_IT_IS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}


@dataclass(frozen=True, slots=True)
class Arrived:
    """Markdown with places for pictures, and the pictures: bytes with their ending; empty where one cannot be read."""

    markdown: str
    pictures: tuple[tuple[bytes, str], ...]


class Arriving(QObject):
    """`picture_pasted` brings a picture's bytes and a name for it: keep them and answer with `put_in`."""

    picture_pasted = Signal(bytes, str)

    def __init__(self, source: SourceEdit, background: Background) -> None:
        super().__init__(source)
        self._source = source
        self._background = background
        self._places: dict[str, list[QTextCursor]] = {}  # where pictures stood, by the sha256 of their bytes
        source.picture_found.connect(self._encode)
        source.html_found.connect(self._convert)

    def forget(self) -> None:
        """Another body is shown."""
        self._places.clear()

    def put_in(self, picture: str) -> None:
        """Put `![…](attachment:…)` where it stood in what was pasted, else at the cursor."""
        found = re.search(r"\(attachment:([0-9a-f]{64})\)", picture)
        places = self._places.get(found[1], []) if found else []
        if not places:
            in_row = line_of(self._source.textCursor().block()).kind is LineKind.TABLE
            self._source.insert(picture) if in_row else self._source.insert_apart(picture)
            return
        self._source.insert_apart_at(places.pop(0), picture)
        if found and not places:
            del self._places[found[1]]

    def _encode(self, picture: QImage) -> None:
        self._background.run(lambda: _png(picture), lambda png: self._tell(png, ".png"))

    def _tell(self, data: bytes, ending: str) -> None:
        if data:
            word = self.tr("Picture")
            self.picture_pasted.emit(data, f"{word}-{datetime.now().astimezone():%Y%m%d-%H%M%S}{ending}")

    def _convert(self, html: str, text: str) -> None:
        place = self._source.textCursor()
        self._background.run(lambda: _arrived(html, text), lambda arrived: self._put(arrived, place))

    def _put(self, arrived: Arrived, place: QTextCursor) -> None:
        start = place.selectionStart()
        self._source.insert_at(place, arrived.markdown.replace(PLACE, ""))
        at = start
        parts = arrived.markdown.split(PLACE)
        for part, (data, _ending) in zip(parts, arrived.pictures, strict=False):
            at += len(part.encode("utf-16-le", "surrogatepass")) // 2
            where = QTextCursor(self._source.document())
            where.setPosition(min(at, self._source.document().characterCount() - 1))
            if data:
                self._places.setdefault(hashlib.sha256(data).hexdigest(), []).append(where)
        for data, ending in arrived.pictures:
            self._tell(data, ending)


def _arrived(html: str, text: str) -> Arrived:
    from alliance_app.desktop.editor.paste import structure_of  # its parsers take long to load, and few paste at once

    made = structure_of(html, text)
    return Arrived(made.markdown, tuple(_read(picture) for picture in made.pictures))


def _read(picture: bytes | Path) -> tuple[bytes, str]:
    """A picture's bytes, PNG and JPEG as they are, others as PNG; empty when it cannot be read."""
    data = b""
    if isinstance(picture, bytes):
        data = picture
    else:
        with suppress(OSError):
            data = picture.read_bytes() if picture.stat().st_size <= _LARGEST else b""
    image = QImage.fromData(data)
    if image.isNull():
        return b"", ""
    ending = next((ending for start, ending in _KEPT_AS_IT_IS.items() if data.startswith(start)), "")
    return (data, ending) if ending else (_png(image), ".png")


def _png(picture: QImage) -> bytes:
    """The picture as PNG bytes; empty when it cannot be written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data()) if written else b""
