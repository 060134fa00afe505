"""Pictures made fit for a document: bounded, upright, PNG or JPEG."""

import io
import os
import warnings
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

MAX_PIXELS = 80_000_000
MAX_EDGE = 1_800
_WILL_DO = 0.75
_WORKERS = min(4, os.cpu_count() or 1)
_ORIENTATION, _TURNED = 0x0112, (5, 6, 7, 8)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
# What Pillow is known to raise on files that are no pictures, or made to break it.
_PICTURE_FAULTS = (
    OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError, LookupError, TypeError, ArithmeticError,
    MemoryError,
)  # fmt: skip


Box = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FitPicture:
    """A picture ready to be set: its bytes, "png", "jpeg" or "svg", and its size in pixels.

    `alt`: what stands for it where it cannot be seen; empty where its caption does.
    """

    data: bytes
    kind: str
    width: int
    height: int
    alt: str = ""


def fit(path: Path, box: Box = (MAX_EDGE, MAX_EDGE)) -> FitPicture | None:
    """The picture in a file, turned upright and small enough for `box` (pixels); None when it cannot be read."""
    with _warnings_raised():
        return _tried(path, box)


def fit_all(paths: Collection[Path], box: Box) -> Iterator[tuple[Path, FitPicture | None]]:
    """Many pictures made fit on all processors, in the order given; those not asked for any more are let go."""
    with _warnings_raised(), ThreadPoolExecutor(_WORKERS, "alliance-picture") as pool:
        under_way = [(path, pool.submit(_tried, path, box)) for path in paths]
        try:
            for path, each in under_way:
                yield path, each.result()
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _warnings_raised() -> Iterator[None]:
    # Around all threads, never in one: how warnings are taken is the whole process's.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def _tried(path: Path, box: Box) -> FitPicture | None:
    try:
        return _fit(path, box)
    except _PICTURE_FAULTS:
        return None


def _fit(path: Path, box: Box) -> FitPicture | None:
    with Image.open(path, formats=_FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS or not opened.width or not opened.height:
            return None
        photograph = opened.format == "JPEG"
        if photograph:
            opened.draft("RGB", _enough(opened, box))
        upright = ImageOps.exif_transpose(opened)
        if upright.mode in ("P", "PA", "1"):  # of these Pillow would only drop pixels
            upright = upright.convert("RGBA")
        upright.thumbnail(box, Image.Resampling.HAMMING if photograph else Image.Resampling.BICUBIC)
        flat = _on_white(upright)
    out = io.BytesIO()
    if photograph:
        flat.save(out, "JPEG", quality=86)
    else:
        flat.save(out, "PNG")
    return FitPicture(out.getvalue(), "jpeg" if photograph else "png", flat.width, flat.height)


def _enough(opened: Image.Image, box: Box) -> Box:
    """The size a photograph may be read at: a JPEG gives its half and its quarter at a fraction of the work.

    Three quarters of what the box could hold will do: that is still 165 pixels an inch.
    """
    turned = opened.getexif().get(_ORIENTATION) in _TURNED
    width, height = reversed(box) if turned else box
    scale = _WILL_DO * min(width / opened.width, height / opened.height, 1)
    return max(1, int(opened.width * scale)), max(1, int(opened.height * scale))


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L") and "transparency" not in picture.info:
        return picture.convert("RGB")
    shaped = picture.convert("RGBA")
    flat = Image.new("RGB", shaped.size, "white")
    flat.paste(shaped, mask=shaped.getchannel("A"))
    return flat
