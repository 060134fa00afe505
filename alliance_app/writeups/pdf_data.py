"""A document as plain JSON shapes for the typst template. Words stay strings, so that none of them can be markup."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

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
    text_of_line,
)
from alliance_app.words import _
from alliance_app.writeups.layouts import FANGSONG, HEI, KAI, MONO, SONG, TITLE_SONG, HeadingLook, Layout
from alliance_app.writeups.outline import Fact, Part, Writeup, paired
from alliance_app.writeups.sizes import column_shares, inset_size, letters_across, picture_size

FACES = {"title": TITLE_SONG, "fangsong": FANGSONG, "kai": KAI, "hei": HEI, "song": SONG, "mono": MONO}
_NAMES = {id(face): name for name, face in FACES.items()}
# A word longer than its line would leave the page: the template lets a line end at these marks, and prints nothing.
_MAY_BREAK = "\u200b"
_NO_BREAK = r"[^\s\u200b\u2e80-\U0010ffff]"
_LONG, _LONG_IN_FACTS, _PIECE = 28, 16, 8
# Letters of a cell that even in the narrowest column take up half a page.
_SHORT_CELL = 100


def body_face(layout: Layout) -> str:
    """The name of the face a layout sets its text in."""
    return _NAMES[id(layout.body)]


class DocumentData:
    """One document; `faces` are the fonts to set it in."""

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
            "created": [int(each) for each in re.findall(r"\d+", writeup.created)[:6]],
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
        return {"face": _NAMES[id(heading.face)], "size": heading.size, "bold": heading.bold}

    def _part_of(self, part: Part, number: int) -> dict[str, Any]:
        self._part = number
        self._notes = {block.label: block for block in part.blocks if isinstance(block, Footnote)}
        blocks = self._flow([block for block in part.blocks if not isinstance(block, Footnote)], 0)
        marked = {each.label for line in lines_of(part.blocks) for each in line if isinstance(each, NoteMark)}
        leftover = [note for note in self._notes.values() if note.label not in marked]
        return {
            "title": f"{part.mark}　{part.title}" if part.within else part.title,
            "mark": "" if part.within else part.mark,
            "subtitle": part.subtitle,
            "abstract": part.abstract,
            "facts": [[_fact(fact) for fact in row] for row in paired(part.facts)],
            "grids": [{"label": grid.label, "table": self._table(grid.table)} for grid in part.grids],
            "blocks": blocks,
            "leftover": [f"[{note.label}] {text_of(note.blocks)}" for note in leftover],
            "files": list(part.files),
            "tags": _("Tags: ") + "、".join(part.tags) if part.tags else "",
            "dated": part.dated,
            "new_page": part.new_page,
            "within": part.within,
            # what has a page of its own among others is a bookmark, and its headings stand below it
            "deeper": int(self._writeup.contents or bool(part.mark)),
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
                return [{"t": "code", "s": _breakable(block.text)}]
            case Picture():
                return [self._picture(block)]
            case Rule():
                return [{"t": "rule"}]
            case _:
                return []

    def _table(self, block: TableBlock) -> dict[str, Any]:
        shares = column_shares(block, self._layout)
        longest = [letters_across(share, self._layout) for share in shares]
        return {
            "caption": block.caption,
            "head": self._row(block.head, longest),
            "rows": [{"cells": self._row(row, longest), "whole": _is_short(row)} for row in block.rows],
            "align": list(block.align),
            "shares": shares,
        }

    def _row(self, row: Iterable[Line], longest: Iterable[int]) -> list[list[dict[str, Any]]]:
        return [self._line(cell, most) for cell, most in zip(row, longest, strict=True)]

    def _picture(self, block: Picture) -> dict[str, Any]:
        picture = self._writeup.pictures[block.ref]
        width, height = picture_size(picture, self._layout, block.width)
        named = {"file": f"{block.ref}.{picture.kind}", "caption": block.caption}
        return {"t": "picture", "width": width, "height": height, **named}

    def _line(self, line: Line, longest: int = _LONG) -> list[dict[str, Any]]:
        return [self._inline(each, longest) for each in line]

    def _inline(self, inline: Inline, longest: int) -> dict[str, Any]:
        match inline:
            case Run():
                return {"t": "run", **asdict(inline), "s": _breakable(inline.text, longest)}
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


def _fact(fact: Fact) -> dict[str, Any]:
    return {"label": fact.label, "lines": [_breakable(line, _LONG_IN_FACTS) for line in fact.text.split("\n")]}


def _breakable(text: str, longest: int = _LONG) -> str:
    """Text whose words of more than `longest` letters may end a line every few letters."""
    long_words = rf"{_NO_BREAK}{{{longest + 1},}}"
    piece = min(_PIECE, longest)
    return re.sub(long_words, lambda found: re.sub(rf"(.{{{piece}}})(?=.)", rf"\1{_MAY_BREAK}", found[0]), text)


def _is_short(row: Iterable[Line]) -> bool:
    """Whether a row stays on one page; a long one has to break, or its end would leave the paper."""
    return all(len(text_of_line(cell)) <= _SHORT_CELL for cell in row)
