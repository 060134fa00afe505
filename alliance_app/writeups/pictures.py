"""Pictures made fit for a document: bounded, upright, PNG or JPEG."""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

MAX_PIXELS = 80_000_000
MAX_EDGE = 1_800
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
# What Pillow is known to raise on files that are no pictures, or made to break it.
_PICTURE_FAULTS = (
    OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError, LookupError, TypeError, ArithmeticError,
    MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FitPicture:
    """A picture ready to be set: its bytes, "png" or "jpeg", and its size in pixels."""

    data: bytes
    kind: str
    width: int
    height: int


def fit(path: Path) -> FitPicture | None:
    """The picture in a file, turned upright and at most 1,800 pixels a side; None when it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _fit(path)
    except _PICTURE_FAULTS:
        return None


def _fit(path: Path) -> FitPicture | None:
    with Image.open(path, formats=_FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS or not opened.width or not opened.height:
            return None
        photograph = opened.format == "JPEG"
        opened.draft("RGB", (MAX_EDGE, MAX_EDGE))
        upright = ImageOps.exif_transpose(opened)
        if upright.mode in ("P", "PA", "1"):  # of these Pillow would only drop pixels
            upright = upright.convert("RGBA")
        upright.thumbnail((MAX_EDGE, MAX_EDGE))
        shaped = upright.convert("RGBA")
        flat = Image.new("RGB", shaped.size, "white")
        flat.paste(shaped, mask=shaped.getchannel("A"))
    out = io.BytesIO()
    if photograph:
        flat.save(out, "JPEG", quality=88, optimize=True)
    else:
        flat.save(out, "PNG")
    return FitPicture(out.getvalue(), "jpeg" if photograph else "png", flat.width, flat.height)
