"""A body's outline: each heading with its number, how much stands under it, and its place in the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alliance_app.records.characters import characters
from alliance_app.records.markdown import blocks, plain_text, without_code
from alliance_app.records.markdown.block import (
    Block,
    Footnote,
    Heading,
    Inset,
    ListBlock,
    Picture,
    Quote,
    Run,
    TableBlock,
    lines_of,
    text_of,
)
from alliance_app.records.markdown.marks import replaced, stripped
from alliance_app.words import _
from alliance_app.writeups.numbering import Numbering, levelled, without_number

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_NOTE_MARK = re.compile(r"\[\^[^\]\s\[^]{1,60}\](?!:)")
_CLOSING_SIGNS = re.compile(r"[ \t]+#+[ \t]*$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a body and what stands under it.

    `place`: its row in the outline, from 0. `level`: 1 for the highest of this body. `label`: the number it is printed
    with ("一、"), "" where its words number themselves. `characters`, `tables` and `pictures` count what stands under
    it, deeper headings' text included. `start` and `end`: its place in the body, deeper headings included; `text`:
    where its text begins; `own_end`: where that ends, before a deeper heading. `signs`: how many # it is written with.
    `blank`: nothing at all stands under it, not even a deeper heading.
    """

    place: int
    level: int
    label: str
    heading: str
    characters: int
    tables: int
    pictures: int
    start: int
    text: int
    own_end: int
    end: int
    signs: int
    blank: bool

    @property
    def shown(self) -> str:
        """The heading as it is printed."""
        return self.label + self.heading

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read under it yet (待写)."""
        return not (self.characters or self.tables or self.pictures)


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading's line: its signs, its words, where it starts and where the next line does."""

    signs: int
    words: str
    start: int
    end: int


def sections_of(body: str, title: str = "") -> tuple[Section, ...]:
    """The outline of a body; a first heading that only repeats `title` is left out, as in print."""
    lines = heading_lines(body)
    if lines and title and lines[0].words == title.strip() and not body[: lines[0].start].strip():
        lines = lines[1:]
    counts = [counted(body[line.end : _next(lines, at, body)]) for at, line in enumerate(lines)]
    shift = levelled(line.signs for line in lines)
    numbering = Numbering()
    sections = []
    for at, line in enumerate(lines):
        after = _after(lines, at)
        inside = counts[at:after]
        numbered = numbering.numbered(Heading(line.signs - shift, (Run(line.words),)))
        label = numbered.line[0].text if len(numbered.line) > 1 and isinstance(numbered.line[0], Run) else ""
        end = lines[after].start if after < len(lines) else len(body)
        sections.append(
            Section(
                at, line.signs - shift, label, line.words,
                sum(each[0] for each in inside) + sum(characters(each.words) for each in lines[at + 1 : after]),
                sum(each[1] for each in inside), sum(each[2] for each in inside),
                line.start, line.end, _next(lines, at, body), end, line.signs, not body[line.end : end].strip(),
            )
        )  # fmt: skip
    return tuple(sections)


def nothing_under(heading: str) -> str:
    """What a reader is told of a heading with nothing under it."""
    return _("“{heading}” has no content yet.").format(heading=heading)


def key_of(heading: str) -> str:
    """What two headings share that a person would call the same: their words without number and blanks."""
    return re.sub(r"\s", "", without_number(heading.strip())).casefold() or heading.strip().casefold()


def heading_lines(body: str) -> list[HeadingLine]:
    """The headings of a body, those in code left out."""
    lines, place = [], 0
    for line, seen in zip(body.split("\n"), without_code(body).split("\n"), strict=True):
        end = min(place + len(line) + 1, len(body))
        found = _HEADING.match(seen)
        if found:
            words = plain_text(stripped(line[found.start(2) :])) or line[found.start(2) :].strip()
            lines.append(HeadingLine(len(found[1]), _CLOSING_SIGNS.sub("", words), place, end))
        place = end
    return lines


def _next(lines: list[HeadingLine], at: int, body: str) -> int:
    return lines[at + 1].start if at + 1 < len(lines) else len(body)


def _after(lines: list[HeadingLine], at: int) -> int:
    """The row of the first heading behind `at` that does not belong under it."""
    level = lines[at].signs
    return next((row for row in range(at + 1, len(lines)) if lines[row].signs <= level), len(lines))


def counted(text: str) -> tuple[int, int, int]:
    """字数, tables and pictures of a piece of a body."""
    said = replaced(text, lambda mark: "" if mark.is_origin else mark.name)
    bare = _NOTE_MARK.sub("", said)  # its note may stand in another section
    if not bare.strip():
        return 0, 0, 0
    found = [block for block in blocks(bare) if not isinstance(block, Footnote)]
    insets = sum(isinstance(each, Inset) for line in lines_of(found) for each in line)
    things = list(_things(found))
    return characters(text_of(found)), things.count(TableBlock), things.count(Picture) + insets


def _things(found: Iterable[Block]) -> Iterator[type[Block]]:
    """What stands among these blocks, lists and quotes looked into."""
    for block in found:
        yield type(block)
        if isinstance(block, ListBlock):
            yield from _things(inside for item in block.items for inside in item.blocks)
        elif isinstance(block, Quote):
            yield from _things(block.blocks)
