"""Attached files: kept once by content, beside the library file; thumbnails for pictures."""

import hashlib
import mimetypes
import os
import re
import secrets
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from alliance_app.library.errors import AttachmentTooLarge, UnreadableFile, WrongContent
from alliance_app.library.storage import explained
from alliance_app.records.text import clean_file_name
from alliance_app.records.values import Attachment

MAX_SIZE = 200 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_MAX_PIXELS = 80_000_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPES = {
    ".md": "text/markdown", ".txt": "text/plain", ".csv": "text/csv", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".bmp": "image/bmp", ".svg": "image/svg+xml", ".wps": "application/vnd.ms-works", ".ofd": "application/ofd",
}  # fmt: skip


class AttachmentStore:
    """Files under `attachments/ab/<sha256>`. A file that is there is whole: it was renamed into place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "attachments"
        self._thumbnails = folder / "thumbnails"
        self._incoming = folder / "incoming"

    def keep_file(self, path: Path, name: str | None = None) -> Attachment:
        """Keep a copy of the file at `path`. Raises UnreadableFile, AttachmentTooLarge, StorageFull."""
        shown = clean_file_name(name or path.name)
        try:
            if not path.is_file():
                raise UnreadableFile(path=path, reason="not a file" if path.exists() else "not there")
            size = path.stat().st_size
            if size > MAX_SIZE:
                raise _too_large(shown, size)
            with path.open("rb") as source:
                sha256, size = self._copy_in(source, shown)
        except OSError as error:
            raise UnreadableFile(path=path, reason=error.strerror or str(error)) from error
        return Attachment(shown, sha256, size, media_type(shown))

    def keep_bytes(self, name: str, data: bytes) -> Attachment:
        """Keep `data` as a file called `name`. Raises AttachmentTooLarge, StorageFull, LibraryUnwritable."""
        shown = clean_file_name(name)
        if len(data) > MAX_SIZE:
            raise _too_large(shown, len(data))
        sha256 = hashlib.sha256(data).hexdigest()
        if self.path(sha256) is None:
            with self._arriving(shown) as arriving:
                arriving.write(data)
        return Attachment(shown, sha256, len(data), media_type(shown))

    @contextmanager
    def arriving(self, sha256: str) -> Iterator["Arriving"]:
        """Something to write a content into that should have this hash; once it is whole it is kept.

        Raises WrongContent, AttachmentTooLarge, StorageFull, LibraryUnwritable; then nothing is kept.
        """
        with self._arriving(sha256) as arriving:
            yield arriving
            if arriving.sha256 != sha256:
                raise WrongContent(sha256=sha256)

    def path(self, sha256: str) -> Path | None:
        """Where the content is; None when it has not arrived yet."""
        if not _SHA256.fullmatch(sha256):
            return None
        path = self._folder / sha256[:2] / sha256
        return path if path.is_file() else None

    def drop(self, sha256: str) -> None:
        """Take out a content nobody has any more, and its thumbnails. Raises LibraryUnwritable."""
        if not _SHA256.fullmatch(sha256):
            return
        with self._explained():
            (self._folder / sha256[:2] / sha256).unlink(missing_ok=True)
            for small in (self._thumbnails / sha256[:2]).glob(f"{sha256}-*.jpg"):
                small.unlink(missing_ok=True)

    def thumbnail(self, sha256: str, edge: int = 320) -> Path | None:
        """A small JPEG of a picture, made on first asking; None when there is no such picture or it cannot be read."""
        source = self.path(sha256)
        if source is None:
            return None
        target = self._thumbnails / sha256[:2] / f"{sha256}-{edge}.jpg"
        if target.is_file():
            return target
        data = _small_picture(source, edge)
        if data is None:
            return None
        _write_whole(target, data)
        return target

    def _copy_in(self, source: BinaryIO, shown: str) -> tuple[str, int]:
        """Copy while hashing, bounded."""
        with self._arriving(shown) as arriving:
            while piece := source.read(_MEGABYTE):
                arriving.write(piece)
        return arriving.sha256, arriving.size

    @contextmanager
    def _arriving(self, shown: str) -> Iterator["Arriving"]:
        """The file appears under its hash only when whole and on disk."""
        temporary = self._incoming / f"{secrets.token_hex(8)}.part"
        try:
            with ExitStack() as opened:
                with self._explained():
                    self._incoming.mkdir(parents=True, exist_ok=True)
                    kept = opened.enter_context(temporary.open("xb"))
                arriving = Arriving(self._folder, kept, shown)
                yield arriving
                with self._explained():
                    kept.flush()
                    os.fsync(kept.fileno())
            with self._explained():
                target = self._folder / arriving.sha256[:2] / arriving.sha256
                target.parent.mkdir(parents=True, exist_ok=True)
                temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise explained(error, self._folder) from error


class Arriving:
    """A content on its way in, hashed and measured as it comes."""

    def __init__(self, folder: Path, kept: BinaryIO, shown: str) -> None:
        self._folder = folder
        self._kept = kept
        self._shown = shown
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The hash of what has come."""
        return self._digest.hexdigest()

    def write(self, piece: bytes, /) -> int:
        """Take in some more. Raises AttachmentTooLarge, StorageFull, LibraryUnwritable."""
        self.size += len(piece)
        if self.size > MAX_SIZE:
            raise _too_large(self._shown, self.size)
        self._digest.update(piece)
        try:
            self._kept.write(piece)
        except OSError as error:
            raise explained(error, self._folder) from error
        return len(piece)


def media_type(name: str) -> str:
    """What kind of file a name promises."""
    ending = Path(name).suffix.lower()
    return _MEDIA_TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _write_whole(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".incoming-", delete=False) as kept:
        try:
            kept.write(data)
            kept.flush()
            os.fsync(kept.fileno())
        except BaseException:
            kept.close()
            Path(kept.name).unlink(missing_ok=True)
            raise
    Path(kept.name).replace(target)


def _small_picture(source: Path, edge: int) -> bytes | None:
    import io

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=("PNG", "JPEG", "GIF", "WEBP", "BMP")) as opened:
                if opened.width * opened.height > _MAX_PIXELS:
                    return None
                opened.draft("RGB", (edge * 2, edge * 2))
                picture = ImageOps.exif_transpose(opened)
                if picture.mode in ("P", "PA", "1"):  # of these Pillow would only drop pixels
                    picture = picture.convert("RGBA")
                picture.thumbnail((edge, edge))
                flat = Image.new("RGB", picture.size, "white")
                shaped = picture.convert("RGBA")
                flat.paste(shaped, mask=shaped.getchannel("A"))
                out = io.BytesIO()
                flat.save(out, "JPEG", quality=85)
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    return out.getvalue()


def _too_large(name: str, size: int) -> AttachmentTooLarge:
    return AttachmentTooLarge(name=name, size=size // _MEGABYTE, most=MAX_SIZE // _MEGABYTE)
