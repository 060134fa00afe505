"""A Word file as Markdown with its pictures: mammoth reads it, markdownify writes it. Bounded against zip bombs."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from alliance_app.words import _

MOST_UNPACKED = 300 * 1024 * 1024
MOST_XML = 30 * 1024 * 1024
MOST_PARTS = 5_000
MOST_PICTURES = 500
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
    _check_size(data)
    pictures = _Pictures()
    try:
        body = _as_markdown(_as_html(io.BytesIO(data), pictures))
    except Exception as error:  # the readers' own errors are of every kind, and all mean the same
        raise NotWordError(_("it is not a Word document that can be read")) from error
    return Worded(body, tuple(pictures.kept), pictures.lost)


def _check_size(data: bytes) -> None:
    """Refuse what would unpack to more than memory bears: a zip reader stops at the size the list declares."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if "word/document.xml" not in packed.namelist():
                raise NotWordError(_("it is not a Word document that can be read"))
            xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotWordError(_("it unpacks to more than is safe to read"))
            if sum(part.file_size for part in xml) > MOST_XML:
                raise NotWordError(_("it unpacks to more than is safe to read"))
            if any(_declares_entities(packed, part) for part in xml):
                raise NotWordError(_("it holds declarations that Word does not write"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotWordError(_("it is not a Word document that can be read")) from error


def _declares_entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with packed.open(part) as opened:
        return b"<!DOCTYPE" in opened.read(4096)


class _Pictures:
    """Keeps the pictures of one document, and gives each a name for the Markdown."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, bytes]] = []
        self.lost = 0

    def keep(self, image: Any) -> dict[str, str]:
        alt = re.sub(r"[\[\]]", "", " ".join((image.alt_text or "").split()))
        data = self._data(image) if len(self.kept) < MOST_PICTURES else None
        if data is None:
            self.lost += 1
            return {"src": "", "alt": alt}
        ending = _ENDINGS.get(image.content_type) or re.sub(r"[^a-z0-9]", "", image.content_type.split("/")[-1])
        name = f"image-{len(self.kept) + 1}.{ending or 'png'}"
        self.kept.append((name, data))
        return {"src": name, "alt": alt}

    def _data(self, image: Any) -> bytes | None:
        try:
            with image.open() as opened:
                return bytes(opened.read())
        except (ValueError, OSError, KeyError):  # linked to, and mammoth was not allowed to fetch it; or not there
            return None


def _as_html(document: IO[bytes], pictures: _Pictures) -> str:
    import mammoth  # slow to import, needed for Word files only

    convert = mammoth.images.img_element(pictures.keep)
    result = mammoth.convert_to_html(document, convert_image=convert, include_embedded_style_map=False)
    return re.sub(r'<img (?:alt="([^"]*)" )?src=""[^>]*/>', r"\1", result.value)


def _as_markdown(html: str) -> str:
    from markdownify import ATX, markdownify

    # a bar in a cell would begin a new one
    safe = re.sub(r"<t[dh][ >].*?</t[dh]>", lambda cell: cell[0].replace("|", r"\|"), html, flags=re.DOTALL)
    written = markdownify(
        safe, heading_style=ATX, bullets="-", table_infer_header=True, keep_inline_images_in=["td", "th"]
    )
    return re.sub(r"\n{3,}", "\n\n", written).strip() + "\n"
