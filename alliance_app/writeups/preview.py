"""A preview that is the PDF's own pages: one compiler kept warm, pictures read once, only what changed drawn again.

typst lays out anew only what a change touches, and gives each page as a drawing (SVG): whoever shows them paints those
that differ and are in sight, a good deal faster than typst makes pictures of them all.
"""

import io
import json
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image

from alliance_app import places
from alliance_app.records.values import Record
from alliance_app.writeups.layouts import layout_named
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.outlining import outline
from alliance_app.writeups.pdf import compiler, document_text, pages_of, typesetting
from alliance_app.writeups.pictures import FitPicture, fit
from alliance_app.writeups.shelf import AsHandedIn, Shelf

_EDGE = 1_000  # pixels: more than a page on a screen shows of a picture
_MOST_KEPT = 60
_WHERE = "query(heading).map(it => (it.location().page(), it.location().position().y / 1pt))"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as it is now. `pages`: SVG drawings, A4 upright, with everything they show inside; numbered from 0.

    `changed`: the pages that differ from what `draw` gave last. `warnings`: as an export would give them. `headings`:
    where each heading stands, in order: its page, and how many points below that page's upper edge.
    """

    serial: int
    pages: tuple[bytes, ...]
    changed: tuple[int, ...]
    warnings: tuple[str, ...] = ()
    headings: tuple[tuple[int, float], ...] = ()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages)


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
        self._compiler = compiler(self._room / "main.typ")
        self._fitted: dict[object, FitPicture | None] = {}
        self._written: set[str] = set()
        self._given: tuple[bytes, ...] = ()

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
    ) -> Drawn | None:
        """Lay out `record` as it is handed in, saved or not; None when a newer request came in meanwhile.

        Masking, figures and numbering are an export's. Raises UnknownLayout, CannotTypeset.
        """
        chosen = layout_named(layout) if layout else None
        with self._lock:
            if self._outdated(serial):
                return None
            desk = AsHandedIn(self._shelf, record)
            writeup = outline(desk, [record.id], chosen, mask=mask, fitted=self._fit)
            if self._outdated(serial):
                return None
            pages, warnings = self._laid_out(writeup)
            if self._outdated(serial):
                return None
            before, self._given = self._given, pages
            changed = tuple(at for at, page in enumerate(pages) if page != (before[at] if at < len(before) else None))
            return Drawn(serial, pages, changed, (*writeup.warnings, *warnings), self._headings())

    def close(self) -> None:
        """Let go of the files."""
        self._latest += 1
        with self._lock:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _outdated(self, serial: int) -> bool:
        return serial < self._latest

    def _laid_out(self, writeup: Writeup) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
        """The pages of a document, and the warnings about fonts."""
        with typesetting():
            for key, picture in writeup.pictures.items():
                name = f"{key}.{picture.kind}"
                if name not in self._written:
                    (self._room / name).write_bytes(picture.data)
                    self._written.add(name)
            text, warnings = document_text(writeup)
            (self._room / "data.json").write_text(text, encoding="utf-8")
            return pages_of(self._compiler.compile(format="svg")), warnings

    def _headings(self) -> tuple[tuple[int, float], ...]:
        """Where the headings stand in the pages just laid out."""
        with typesetting():
            told = json.loads(self._compiler.eval(_WHERE))
        return tuple((int(page) - 1, float(points)) for page, points in told)

    def _fit(self, path: Path, *wanted: object) -> FitPicture | None:
        """A picture read once, small enough for a screen; its size in the document is that of the whole one."""
        key = path, *wanted
        if key not in self._fitted:
            if len(self._fitted) >= _MOST_KEPT:
                self._fitted.clear()
            whole = fit(path)
            self._fitted[key] = _small(whole) if whole else None
        return self._fitted[key]


def _small(picture: FitPicture) -> FitPicture:
    if max(picture.width, picture.height) <= _EDGE:
        return picture
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture.data)) as opened:
        opened.thumbnail((_EDGE, _EDGE))
        opened.save(out, "JPEG" if picture.kind == "jpeg" else "PNG")
    return replace(picture, data=out.getvalue())
