"""A document as PDF, set by typst: for long keeping (PDF/A), every word of it to be found and copied."""

import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from alliance_app import places
from alliance_app.words import _
from alliance_app.writeups.errors import CannotTypeset
from alliance_app.writeups.layouts import LATIN, Layout
from alliance_app.writeups.outline import Writeup
from alliance_app.writeups.pdf_data import FACES, DocumentData, body_face

# ISO 19005-2, level U: fonts inside, nothing active, and every glyph says which character it is.
_ARCHIVAL: Final = "a-2u"
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\(.)")
# Without a look of their own: joiners and selectors of emoji, marks of direction.
_UNSEEN = re.compile(r"[\u00ad\u034f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")
_MOST_WITHOUT_GLYPH, _MOST_NAMED, _ROUNDS = 200, 8, 3


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file's bytes, its number of pages, and what of the fonts was not there. `archival`: it is PDF/A-2u."""

    data: bytes
    pages: int
    warnings: tuple[str, ...] = ()
    archival: bool = True


def pdf_of(writeup: Writeup) -> Pdf:
    """The document as PDF. A character that no font here can show stands as its code. Raises CannotTypeset."""
    faces, warnings = _faces(writeup.layout)
    instead: dict[str, str] = {}
    with _room(writeup, faces) as room:
        for _round in range(_ROUNDS):
            try:
                made = _compiler(room).compile(format="pdf", pdf_standards=_ARCHIVAL)
                return _made(made, warnings + _named(instead))
            except typst.TypstError as error:
                more = {each: _code(each) for each in _without_glyph(error)}
            if not more or len(more) > _MOST_WITHOUT_GLYPH:
                break
            instead |= more
            _write(room, writeup, faces, instead)
        return _made(_compiler(room).compile(format="pdf"), warnings + _named(instead), archival=False)


def page_pictures(writeup: Writeup, pixels_an_inch: float = 96) -> tuple[bytes, ...]:
    """The same pages as PNG pictures, for a preview. Raises CannotTypeset."""
    with _room(writeup, _faces(writeup.layout)[0]) as room:
        return pages_of(_compiler(room).compile(format="png", ppi=pixels_an_inch))


def page_drawings(writeup: Writeup) -> tuple[bytes, ...]:
    """The same pages as SVG drawings, for a printer. Raises CannotTypeset."""
    with _room(writeup, _faces(writeup.layout)[0]) as room:
        return pages_of(_compiler(room).compile(format="svg"))


def document_text(writeup: Writeup) -> tuple[str, tuple[str, ...]]:
    """The document as the template reads it, and which fonts are not there."""
    faces, warnings = _faces(writeup.layout)
    return json.dumps(DocumentData(writeup, faces).whole(), ensure_ascii=False), warnings


def missing_fonts(layout: Layout) -> tuple[str, ...]:
    """What a reader is told of faces that are not on this computer."""
    return _faces(layout)[1]


def compiler(main: Path) -> typst.Compiler:
    """typst for the template `main` and what lies beside it, with this computer's fonts."""
    return typst.Compiler(main, root=main.parent, font_paths=_fonts())


def pages_of(made: bytes | list[bytes] | None) -> tuple[bytes, ...]:
    """What typst made, page by page: it gives a single page as it is."""
    assert made is not None
    return tuple(made) if isinstance(made, list) else (made,)


@contextmanager
def typesetting() -> Iterator[None]:
    """What goes wrong inside the block is told as CannotTypeset."""
    try:
        yield
    except (RuntimeError, OSError, ValueError) as error:
        reason = str(getattr(error, "message", "") or error).split("\n")[0]
        raise CannotTypeset(reason=reason) from error


@contextmanager
def _room(writeup: Writeup, faces: dict[str, Any]) -> Iterator[Path]:
    """A folder that holds the template, the document and its pictures, and nothing else. Raises CannotTypeset."""
    with typesetting(), tempfile.TemporaryDirectory(prefix="alliance-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        template = places.resources() / "templates" / "documents" / "document.typ"
        (room / "main.typ").write_bytes(template.read_bytes())
        for key, picture in writeup.pictures.items():
            (room / f"{key}.{picture.kind}").write_bytes(picture.data)
        _write(room, writeup, faces, {})
        yield room


def _write(room: Path, writeup: Writeup, faces: dict[str, Any], instead: Mapping[str, str]) -> None:
    text = json.dumps(DocumentData(writeup, faces).whole(), ensure_ascii=False)
    for character, code in instead.items():
        text = text.replace(character, code)
    (room / "data.json").write_text(text, encoding="utf-8")


def _compiler(room: Path) -> typst.Compiler:
    return compiler(room / "main.typ")


def _made(data: bytes | list[bytes] | None, warnings: tuple[str, ...], *, archival: bool = True) -> Pdf:
    assert isinstance(data, bytes)
    return Pdf(data, _pages(data), warnings, archival)


def _without_glyph(error: typst.TypstError) -> tuple[str, ...]:
    """The characters that no font has, as typst names them all at once."""
    named = dict.fromkeys(_NO_GLYPH.findall(f"{error.message}\n{error.diagnostic}"))
    texts = (_ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], each) for each in named)
    # a digit in a box is named by its digit and by its box: the digit can be shown
    return tuple(each for each in texts if not each.isascii())


def _code(text: str) -> str:
    return "".join("" if _UNSEEN.match(each) else f"[U+{ord(each):04X}]" for each in text)


def _named(unshown: Iterable[str]) -> tuple[str, ...]:
    seen = [each for each in unshown if not _UNSEEN.fullmatch(each)]
    if not seen:
        return ()
    names = " ".join(seen[:_MOST_NAMED]) + (" …" if len(seen) > _MOST_NAMED else "")
    text = _("No font on this computer has these characters, so the PDF gives their codes: {characters}")
    return (text.format(characters=names),)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


def _faces(layout: Layout) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The installed families for each face, best first, and a warning that names those that are not here."""
    there = {name.casefold(): name for name in _fonts().families()}

    def installed(names: tuple[str, ...]) -> list[str]:
        return [there[name.casefold()] for name in names if name.casefold() in there]

    chosen: dict[str, Any] = {name: installed(face.own) + installed(face.last) for name, face in FACES.items()}
    chosen["body"] = chosen[body_face(layout)]
    chosen["latin"] = (installed(LATIN.own) + installed(LATIN.last))[0]
    used = dict.fromkeys((layout.title.face, *(heading.face for heading in layout.headings), layout.body))
    missing = [face.word for face in used if not installed(face.own)]
    if not chosen["body"]:
        return chosen, (_("No Chinese font is installed on this computer; Chinese words are missing from the PDF."),)
    if not missing:
        return chosen, ()
    names = "、".join(missing)
    text = _("Fonts not installed on this computer: {names}. The PDF was set in {instead} instead.")
    return chosen, (text.format(names=names, instead=chosen["body"][0]),)


def _pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)
