"""Bytes of a text file as text: the encodings that Chinese offices write, told apart strictly."""

import codecs
import re
from dataclasses import dataclass

from alliance_app.records.text import without_refused_characters
from alliance_app.words import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.01


class NotTextError(ValueError):
    """The bytes are no text; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with \\n line ends. `cleaned`: controls that cannot be stored were taken out."""

    text: str
    cleaned: bool = False


def decoded(data: bytes) -> Decoded:
    """The text of `data`: by its byte order mark, else UTF-8, else GB18030. Raises NotTextError."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    if len(_CONTROLS.findall(text)) > len(text) * _MOST_CONTROLS:
        raise NotTextError(_("it is not a text"))
    kept = without_refused_characters(text, lines=True)
    return Decoded(kept, cleaned=kept != text)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data:
        raise NotTextError(_("it is not a text"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "gb18030")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotTextError(_("it is not a text in UTF-8, UTF-16 or GB18030")) from None
