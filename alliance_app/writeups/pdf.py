"""A document as PDF, set by typst. Words reach it as JSON strings, so that none of them can be markup."""

import json
import re
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from alliance_app import places
from alliance_app.records.markdown.block import (
    Block,
    Break,
    Code,
    Footnote,
    Heading,
    Inline,
    Inset,
    Line,
    ListBlock,
    NoteMark,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    TableBlock,
    lines_of,
    split_at_breaks,
    text_of,
)
from alliance_app.words import _
from alliance_app.writeups.errors import CannotTypeset
from alliance_app.writeups.layouts import FANGSONG, HEI, KAI, LATIN, MONO, SONG, TITLE_SONG, Face, HeadingLook, Layout
from alliance_app.writeups.outline import Part, Writeup, paired
from alliance_app.writeups.sizes import column_shares, inset_size, picture_size

_FACES = {"title": TITLE_SONG, "fangsong": FANGSONG, "kai": KAI, "hei": HEI, "song": SONG, "mono": MONO}
_NAMES = {id(face): name for name, face in _FACES.items()}
# A word longer than a line would leave the page; these places let it break.
_LONG_WORD = re.compile(r"[!-~]{28,}")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file's bytes, its number of pages, and which fonts were not there."""

    data: bytes
    pages: int
    warnings: tuple[str, ...] = ()


def pdf_of(writeup: Writeup) -> Pdf:
    """The document as PDF. Raises CannotTypeset."""
    data, warnings = _set(writeup, "pdf")
    return Pdf(data[0], _pages(data[0]), warnings)


def page_pictures(writeup: Writeup, pixels_an_inch: float = 96) -> tuple[bytes, ...]:
    """The same pages as PNG pictures, for a preview. Raises CannotTypeset."""
    data, _warnings = _set(writeup, "png", pixels_an_inch)
    return data


def _set(
    writeup: Writeup, to: Literal["pdf", "png"], pixels_an_inch: float | None = None
) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    faces, warnings = _faces(writeup.layout)
    template = places.resources() / "templates" / "documents" / "document.typ"
    try:
        with tempfile.TemporaryDirectory(prefix="alliance-", ignore_cleanup_errors=True) as folder:
            room = Path(folder)
            (room / "main.typ").write_bytes(template.read_bytes())
            for key, picture in writeup.pictures.items():
                (room / f"{key}.{picture.kind}").write_bytes(picture.data)
            (room / "data.json").write_text(json.dumps(_Data(writeup, faces).whole()), encoding="utf-8")
            compiler = typst.Compiler(room / "main.typ", root=room, font_paths=_fonts())
            made = compiler.compile(format=to, ppi=pixels_an_inch)
    except (RuntimeError, OSError, ValueError) as error:
        reason = str(getattr(error, "message", "") or error).split("\n")[0]
        raise CannotTypeset(reason=reason) from error
    assert made is not None
    return tuple(made) if isinstance(made, list) else (made,), warnings


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


def _faces(layout: Layout) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The installed families for each face, best first, and a warning that names those that are not here."""
    there = {name.casefold(): name for name in _fonts().families()}

    def installed(names: tuple[str, ...]) -> list[str]:
        return [there[name.casefold()] for name in names if name.casefold() in there]

    chosen: dict[str, Any] = {name: installed(face.own) + installed(face.last) for name, face in _FACES.items()}
    chosen["body"] = chosen[_NAMES[id(layout.body)]]
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
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


class _Data:
    """The document as plain JSON shapes for the template."""

    def __init__(self, writeup: Writeup, faces: dict[str, Any]) -> None:
        self._writeup = writeup
        self._layout = writeup.layout
        self._faces = faces
        self._notes: dict[str, Footnote] = {}
        self._seen: set[str] = set()
        self._part = 0

    def whole(self) -> dict[str, Any]:
        """The whole document."""
        writeup = self._writeup
        official = self._layout.official
        return {
            "title": writeup.title,
            "author": writeup.author,
            "keywords": list(writeup.keywords),
            "layout": self._look(),
            "contents": writeup.contents,
            "deeper": 1 if writeup.contents else 0,
            "words": {
                "contents": _("Contents"),
                "abstract": _("Abstract: "),
                "files": "附件：" if official else _("Attachments: "),
            },
            "parts": [self._part_of(part, number) for number, part in enumerate(writeup.parts)],
        }

    def _look(self) -> dict[str, Any]:
        layout = self._layout
        plain = asdict(layout)
        return {
            **{name: value for name, value in plain.items() if isinstance(value, int | float)},
            "official": layout.official,
            "faces": self._faces,
            "title": self._heading_look(layout.title),
            "headings": [self._heading_look(each) for each in layout.headings],
        }

    def _heading_look(self, heading: HeadingLook) -> dict[str, Any]:
        return {"face": _face_name(heading.face), "size": heading.size, "bold": heading.bold}

    def _part_of(self, part: Part, number: int) -> dict[str, Any]:
        self._part = number
        self._notes = {block.label: block for block in part.blocks if isinstance(block, Footnote)}
        blocks = self._flow([block for block in part.blocks if not isinstance(block, Footnote)], 0)
        marked = {each.label for line in lines_of(part.blocks) for each in line if isinstance(each, NoteMark)}
        leftover = [note for note in self._notes.values() if note.label not in marked]
        alone = len(part.files) == 1
        return {
            "title": f"{part.mark}　{part.title}" if part.within else part.title,
            "mark": "" if part.within else part.mark,
            "subtitle": part.subtitle,
            "abstract": part.abstract,
            "facts": [
                [{"label": fact.label, "lines": [_breakable(line) for line in fact.text.split("\n")]} for fact in row]
                for row in paired(part.facts)
            ],
            "grids": [{"label": grid.label, "table": self._table(grid.table)} for grid in part.grids],
            "blocks": blocks,
            "leftover": [f"[{note.label}] {text_of(note.blocks)}" for note in leftover],
            "files": [name if alone else f"{at}. {name}" for at, name in enumerate(part.files, 1)],
            "tags": _("Tags: ") + "、".join(part.tags) if part.tags else "",
            "dated": part.dated,
            "new_page": part.new_page,
            "within": part.within,
        }

    def _flow(self, blocks: Any, deep: int) -> list[dict[str, Any]]:
        return [made for block in blocks for made in self._block(block, deep)]

    def _block(self, block: Block, deep: int) -> list[dict[str, Any]]:
        match block:
            case Heading():
                return [{"t": "heading", "level": block.level, "line": self._line(block.line)}]
            case Paragraph():
                apart = split_at_breaks(block.line) if self._layout.official and not deep else [block.line]
                return [{"t": "paragraph", "line": self._line(line)} for line in apart]
            case ListBlock():
                items = [{"done": item.done, "blocks": self._flow(item.blocks, deep + 1)} for item in block.items]
                shape = {"ordered": block.ordered, "start": block.start, "deep": deep}
                return [{"t": "list", "items": items, **shape}]
            case TableBlock():
                return [{"t": "table", **self._table(block)}]
            case Quote():
                return [{"t": "quote", "blocks": self._flow(block.blocks, deep)}]
            case Code():
                return [{"t": "code", "s": block.text}]
            case Picture():
                return [self._picture(block)]
            case Rule():
                return [{"t": "rule"}]
            case _:
                return []

    def _table(self, block: TableBlock) -> dict[str, Any]:
        return {
            "head": [self._line(cell) for cell in block.head],
            "rows": [[self._line(cell) for cell in row] for row in block.rows],
            "align": list(block.align),
            "shares": column_shares(block),
        }

    def _picture(self, block: Picture) -> dict[str, Any]:
        picture = self._writeup.pictures[block.ref]
        width, height = picture_size(picture, self._layout, block.width)
        named = {"file": f"{block.ref}.{picture.kind}", "caption": block.caption}
        return {"t": "picture", "width": width, "height": height, **named}

    def _line(self, line: Line) -> list[dict[str, Any]]:
        return [self._inline(each) for each in line]

    def _inline(self, inline: Inline) -> dict[str, Any]:
        match inline:
            case Run():
                return {"t": "run", **asdict(inline), "s": _breakable(inline.text)}
            case Break():
                return {"t": "break"}
            case Inset():
                picture = self._writeup.pictures[inline.ref]
                width, height = inset_size(picture, inline.width)
                named = {"file": f"{inline.ref}.{picture.kind}", "caption": inline.caption}
                return {"t": "inset", "width": width, "height": height, **named}
            case NoteMark():
                return self._note(inline)

    def _note(self, mark: NoteMark) -> dict[str, Any]:
        note = self._notes.get(mark.label)
        if note is None:
            return {"t": "nothing"}
        key = f"note-{self._part}-{mark.number}"
        again = key in self._seen
        self._seen.add(key)
        # A note inside a note would never end: only words go to the foot of the page.
        lines = [tuple(each for each in line if not isinstance(each, NoteMark)) for line in lines_of(note.blocks)]
        return {"t": "note", "key": key, "again": again, "lines": [self._line(line) for line in lines]}


def _face_name(face: Face) -> str:
    return _NAMES[id(face)]


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda found: re.sub(r"(.{14})", "\\1\u200b", found[0]), text)
