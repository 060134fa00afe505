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
    """What a Word file says: Markdown that names its pictures, and the pictures as (name, bytes)."""

    body: str
    pictures: tuple[tuple[str, bytes], ...]


def read_word(path: Path) -> Worded:
    """The Word document at `path`. Raises NotWordError; OSError when the file itself cannot be read."""
    data = path.read_bytes()
    _check_size(data)
    pictures: list[tuple[str, bytes]] = []
    try:
        html = _as_html(io.BytesIO(data), pictures)
        body = _as_markdown(html)
    except Exception as error:  # the readers' own errors are of every kind, and all mean the same
        raise NotWordError(_("it is not a Word document that can be read")) from error
    return Worded(body, tuple(pictures))


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


def _as_html(document: IO[bytes], pictures: list[tuple[str, bytes]]) -> str:
    import mammoth  # slow to import, needed for Word files only

    def kept(image: Any) -> dict[str, str]:
        if len(pictures) >= MOST_PICTURES:
            return {"src": ""}
        with image.open() as opened:
            data = opened.read()
        ending = _ENDINGS.get(image.content_type) or re.sub(r"[^a-z0-9]", "", image.content_type.split("/")[-1])
        name = f"image-{len(pictures) + 1}.{ending or 'png'}"
        pictures.append((name, data))
        alt = " ".join((image.alt_text or "").split())
        return {"src": name, "alt": re.sub(r"[\[\]]", "", alt)}

    result = mammoth.convert_to_html(
        document, convert_image=mammoth.images.img_element(kept), include_embedded_style_map=False
    )
    return result.value


def _as_markdown(html: str) -> str:
    from markdownify import ATX, markdownify

    # a bar in a cell would begin a new one
    safe = re.sub(r"<t[dh][ >].*?</t[dh]>", lambda cell: cell[0].replace("|", r"\|"), html, flags=re.DOTALL)
    written = markdownify(
        safe, heading_style=ATX, bullets="-", table_infer_header=True, keep_inline_images_in=["td", "th"]
    )
    return re.sub(r"\n{3,}", "\n\n", written).strip() + "\n"
