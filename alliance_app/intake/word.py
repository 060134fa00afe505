"""A Word file as Markdown with its pictures: mammoth reads it, `word_markdown` writes it. Bounded against zip bombs."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from alliance_app.intake import packed
from alliance_app.words import _

MOST_UNPACKED = 300 * 1024 * 1024
MOST_XML = 30 * 1024 * 1024
MOST_MARKUP = 1_000_000  # tags and attributes: about 500 pages; each takes a kilobyte and some microseconds
MOST_HTML = 16_000_000
MOST_PICTURES = 500
MOST_PICTURE_BYTES = 200 * 1024 * 1024
_XML = (".xml", ".rels")
# The parts that mammoth reads as XML, by the relationship that leads to them.
_READ = frozenset({"officeDocument", "styles", "numbering", "footnotes", "endnotes", "comments"})
_ENDINGS = {"image/jpeg": "jpg", "image/svg+xml": "svg", "image/x-emf": "emf", "image/x-wmf": "wmf"}


class NotWordError(ValueError):
    """The file is no Word document that can be read; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Worded:
    """What a Word file says: Markdown that names its pictures, and the pictures as (name, bytes).

    `lost`: how many pictures were only linked to, and are not in the file.
    """

    body: str
    pictures: tuple[tuple[str, bytes], ...]
    lost: int = 0


def read_word(path: Path) -> Worded:
    """The Word document at `path`. Raises NotWordError; OSError when the file itself cannot be read."""
    data = path.read_bytes()
    pictures = _Pictures()
    try:
        _check(data)
        body = _as_markdown(io.BytesIO(data), pictures)
    except NotWordError:
        raise
    except Exception as error:  # the readers' own errors are of every kind, and all mean the same
        raise NotWordError(_("it is not a Word document that can be read")) from error
    return Worded(body, tuple(pictures.kept), pictures.lost)


def _check(data: bytes) -> None:
    """Refuse what would unpack to more than memory bears."""
    with packed.opened(data) as parts:
        if "word/document.xml" not in parts.namelist():
            raise NotWordError(_("it is not a Word document that can be read"))
        xml = [part for part in parts.infolist() if part.filename.lower().endswith(_XML)]
        try:
            packed.look_over(parts, xml, packed.Bounds(MOST_UNPACKED, MOST_XML, MOST_MARKUP))
        except packed.UnsafeError as error:
            raise NotWordError(str(error)) from error
        if any(_leads_astray(part, parts.read(part)) for part in xml):
            raise NotWordError(_("it holds declarations that Word does not write"))


def _leads_astray(part: zipfile.ZipInfo, content: bytes) -> bool:
    """Whether relationships would have a part read as XML that is not called so, and so was not looked at."""
    if not part.filename.lower().endswith(".rels"):
        return False
    from lxml import etree

    found = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)).iter("{*}Relationship")
    led = (each.get("Target", "") for each in found if each.get("Type", "").rpartition("/")[2] in _READ)
    return not all(target.lower().endswith(_XML) for target in led)


class _Pictures:
    """Keeps the pictures of one document, each once, and gives each a name for the Markdown."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, bytes]] = []
        self.lost = 0
        self._names: dict[str, str] = {}
        self._room = MOST_PICTURE_BYTES

    def keep(self, image: Any) -> dict[str, str]:
        alt = re.sub(r"[\[\]]", "", " ".join((image.alt_text or "").split()))
        data = self._data(image) if len(self.kept) < MOST_PICTURES else None
        if data is None:
            self.lost += 1
            return {"src": "", "alt": alt}
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._names:
            ending = _ENDINGS.get(image.content_type) or re.sub(r"[^a-z0-9]", "", image.content_type.split("/")[-1])
            self._names[sha256] = f"image-{len(self.kept) + 1}.{ending[:8] or 'png'}"
            self.kept.append((self._names[sha256], data))
        return {"src": self._names[sha256], "alt": alt}

    def _data(self, image: Any) -> bytes | None:
        """What is in the file; one picture may be shown a thousand times, and each showing counts."""
        try:
            with image.open() as opened:
                data = bytes(opened.read(self._room + 1))
        except (ValueError, OSError, KeyError):  # linked to, and mammoth was not allowed to fetch it; or not there
            return None
        if len(data) > self._room:
            self._room = 0
            return None
        self._room -= len(data)
        return data


def _as_markdown(document: IO[bytes], pictures: _Pictures) -> str:
    import mammoth  # slow to import, needed for Word files only

    from alliance_app.intake.word_markdown import STYLE_MAP, markdown_of

    convert = mammoth.images.img_element(pictures.keep)
    result = mammoth.convert_to_html(
        document, convert_image=convert, style_map=STYLE_MAP, include_embedded_style_map=False
    )
    if len(result.value) > MOST_HTML:
        raise NotWordError(str(packed.too_much()))
    return markdown_of(re.sub(r'<img (?:alt="([^"]*)" )?src=""[^>]*/>', r"\1", result.value))
