"""A preview that is the PDF's own pages: one compiler kept warm, pictures read once, only what changed drawn again.

typst lays out anew only what a change touches, and gives each page as a drawing (SVG) in a few milliseconds: from those
it is known which pages differ, and only those in sight are made pictures of.
"""

import hashlib
import io
import tempfile
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import typst
from PIL import Image

from alliance_app import places
from alliance_app.records.values import Record
from alliance_app.writeups.layouts import layout_named
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.outlining import outline
from alliance_app.writeups.pdf import compiler, document_text, typesetting
from alliance_app.writeups.pictures import FitPicture, fit
from alliance_app.writeups.shelf import Shelf

_EDGE = 1_000  # pixels: more than a page on a screen shows of a picture
_MOST_KEPT = 60
_ONE_PAGE = '#set page(paper: "a4", margin: 0pt)\n#image("page.svg", width: 100%)\n'


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as it is now. `count`: its pages, A4 upright, numbered from 0.

    `changed`: the pages that differ from what `draw` gave last; `pictures`: PNGs of those of them that were asked for.
    `warnings`: as an export would give them.
    """

    serial: int
    count: int
    changed: tuple[int, ...]
    pictures: Mapping[int, bytes]
    warnings: tuple[str, ...] = ()


class Preview:
    """Draws one record. Any thread may call; calls wait for each other. Close it when the page closes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()
        self._latest = 0
        self._folder = tempfile.TemporaryDirectory(prefix="alliance-", ignore_cleanup_errors=True)
        self._room = Path(self._folder.name)
        template = places.resources() / "templates" / "documents" / "document.typ"
        (self._room / "main.typ").write_bytes(template.read_bytes())
        (self._room / "one.typ").write_text(_ONE_PAGE, encoding="utf-8")
        self._document = compiler(self._room / "main.typ")
        self._one = typst.Compiler(self._room / "one.typ", root=self._room, ignore_system_fonts=True)
        self._fitted: dict[object, FitPicture | None] = {}
        self._written: set[str] = set()
        self._pages: Sequence[bytes] = ()
        self._given: Sequence[bytes] = ()

    def ask(self) -> int:
        """The number of a new request; from now on older ones are outdated. Call it where the change happens."""
        self._latest += 1
        return self._latest

    def draw(
        self,
        record: Record,
        serial: int,
        *,
        layout: str | None = None,
        mask: bool = True,
        pages: Collection[int] | None = None,
        pixels_an_inch: float = 96,
    ) -> Drawn | None:
        """Lay out `record` as it is handed in, saved or not; None when a newer request came in meanwhile.

        `pages`: those in sight, drawn if they changed; None is all. Masking, figures and numbering are an export's.
        Raises UnknownLayout, CannotTypeset.
        """
        chosen = layout_named(layout) if layout else None
        with self._lock:
            if self._outdated(serial):
                return None
            desk = _AsHandedIn(self._shelf, record)
            writeup = outline(desk, [record.id], chosen, mask=mask, fitted=self._fit)
            if self._outdated(serial):
                return None
            warnings = self._lay_out(writeup)
            return self._drawn(serial, pages, pixels_an_inch, (*writeup.warnings, *warnings))

    def picture(self, page: int, pixels_an_inch: float = 96) -> bytes | None:
        """One page of what was laid out last, as PNG; None when it has no such page. Raises CannotTypeset."""
        with self._lock:
            return self._picture(page, pixels_an_inch) if 0 <= page < len(self._pages) else None

    def close(self) -> None:
        """Let go of the files."""
        self._latest += 1
        with self._lock:
            self._pages = ()
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _outdated(self, serial: int) -> bool:
        return serial < self._latest

    def _drawn(
        self, serial: int, pages: Collection[int] | None, pixels_an_inch: float, warnings: tuple[str, ...]
    ) -> Drawn | None:
        marks = [hashlib.sha256(page).digest() for page in self._pages]
        before = self._given
        changed = tuple(at for at, mark in enumerate(marks) if at >= len(before) or before[at] != mark)
        pictures: dict[int, bytes] = {}
        for page in changed:
            if self._outdated(serial):
                return None
            if pages is None or page in pages:
                pictures[page] = self._picture(page, pixels_an_inch)
        self._given = marks
        return Drawn(serial, len(marks), changed, pictures, warnings)

    def _lay_out(self, writeup: Writeup) -> tuple[str, ...]:
        """Set the document; gives the warnings about fonts."""
        with typesetting():
            for key, picture in writeup.pictures.items():
                name = f"{key}.{picture.kind}"
                if name not in self._written:
                    (self._room / name).write_bytes(picture.data)
                    self._written.add(name)
            text, warnings = document_text(writeup)
            (self._room / "data.json").write_text(text, encoding="utf-8")
            made = self._document.compile(format="svg")
        assert made is not None
        self._pages = made if isinstance(made, list) else [made]
        return warnings

    def _picture(self, page: int, pixels_an_inch: float) -> bytes:
        with typesetting():
            (self._room / "page.svg").write_bytes(self._pages[page])
            made = self._one.compile(format="png", ppi=pixels_an_inch)
        assert isinstance(made, bytes)
        return made

    def _fit(self, path: Path, *wanted: object) -> FitPicture | None:
        """A picture read once, small enough for a screen; its size in the document is that of the whole one."""
        key = path, *wanted
        if key not in self._fitted:
            if len(self._fitted) >= _MOST_KEPT:
                self._fitted.clear()
            whole = fit(path)
            self._fitted[key] = _small(whole) if whole else None
        return self._fitted[key]


@dataclass(frozen=True, slots=True)
class _AsHandedIn:
    """A shelf on which one record is as it was handed in."""

    shelf: Shelf
    record: Record

    def read(self, record_id: str, /) -> Record:
        return self.record if record_id == self.record.id else self.shelf.read(record_id)

    def read_many(self, ids: Sequence[str], /) -> list[Record]:
        return [self.read(each) for each in ids]

    def by_title(self, title: str, /) -> str | None:
        return self.shelf.by_title(title)

    def blob(self, sha256: str, /) -> Path | None:
        return self.shelf.blob(sha256)


def _small(picture: FitPicture) -> FitPicture:
    if max(picture.width, picture.height) <= _EDGE:
        return picture
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture.data)) as opened:
        opened.thumbnail((_EDGE, _EDGE))
        opened.save(out, "JPEG" if picture.kind == "jpeg" else "PNG")
    return replace(picture, data=out.getvalue())
