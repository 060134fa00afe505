"""What Word and Excel files are packed in, looked over before anything reads it: bounded against zip and XML bombs."""

import io
import zipfile
from dataclasses import dataclass

from alliance_app.words import _

MOST_PARTS = 5_000
_DECLARATIONS = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class UnsafeError(ValueError):
    """The file would unpack to more than memory bears, or declares what no office program writes; `str()` says."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a file may unpack to, in bytes, and how many tags and attributes its XML may have."""

    unpacked: int
    xml: int
    markup: int


def too_much() -> UnsafeError:
    """What is said of a file that is too large once unpacked."""
    return UnsafeError(_("it unpacks to more than is safe to read"))


def look_over(packed: zipfile.ZipFile, xml: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    """Refuse what would unpack to too much: a zip reader stops at the size the list declares. Raises UnsafeError.

    `xml`: the parts that may be read as XML.
    """
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > bounds.unpacked:
        raise too_much()
    if sum(part.file_size for part in xml) > bounds.xml:
        raise too_much()
    markup = 0
    for part in xml:
        content = packed.read(part)
        if any(each in content for each in _DECLARATIONS):
            raise UnsafeError(_("it holds declarations that Office does not write"))
        markup += content.count(b"<") + content.count(b"=")
    if markup > bounds.markup:
        raise too_much()


def opened(data: bytes) -> zipfile.ZipFile:
    """The parts of a packed file. Raises BadZipFile."""
    return zipfile.ZipFile(io.BytesIO(data))
