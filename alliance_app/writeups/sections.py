"""Parts of a body: the section under a heading, as blocks or as Markdown."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from alliance_app.records.markdown import plain_text, without_code
from alliance_app.records.markdown.block import Block, Footnote, Heading, NoteMark, lines_of, text_of_line
from alliance_app.writeups.numbering import without_number

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s\[^]{1,60})\]")


def section(blocks: Sequence[Block], name: str) -> tuple[Block, ...] | None:
    """What stands under the heading called `name`, numbers aside, with the footnotes; None when there is none."""
    headings = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Heading)]
    found = _named([text_of_line(block.line) for _at, block in headings], name)
    if found is None:
        return None
    place, heading = headings[found]
    notes = [each for each in blocks if isinstance(each, Footnote)]
    inside = tuple(_under(blocks[place + 1 :], heading.level))
    used = {each.label for line in lines_of(inside) for each in line if isinstance(each, NoteMark)}
    return inside + tuple(note for note in notes if note.label in used)


def section_source(body: str, name: str) -> str | None:
    """The Markdown that stands under the heading called `name`, with its footnotes; None when there is none."""
    lines = list(zip(body.split("\n"), without_code(body).split("\n"), strict=True))
    headings = [(at, found) for at, (_line, seen) in enumerate(lines) if (found := _HEADING.match(seen))]
    place = _named([plain_text(found[2].rstrip("# \t")) for _at, found in headings], name)
    if place is None:
        return None
    first, heading = headings[place]
    after = (at for at, found in headings[place + 1 :] if len(found[1]) <= len(heading[1]))
    last = next(after, len(lines))
    noted = {at for _label, start, end in _notes(lines) for at in range(start, end)}
    inside = "\n".join(lines[at][0] for at in range(first + 1, last) if at not in noted).strip("\n")
    used = [(start, end) for label, start, end in _notes(lines) if f"[^{label}]" in inside]
    notes = ["\n".join(line for line, _seen in lines[start:end]).rstrip() for start, end in used]
    return "\n\n".join([inside, *notes])


def relabelled(source: str, mark: str) -> str:
    """Markdown whose footnotes carry `mark` in their labels, so that they meet no other text's."""
    made, place = list[str](), 0
    for found in _NOTE_MARK.finditer(without_code(source)):
        made += [source[place : found.start()], f"[^{mark}-{found[1]}]"]
        place = found.end()
    return "".join([*made, source[place:]])


def _notes(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, int, int]]:
    """The footnotes of a body: the label of each, its first line, and the one behind its last."""
    for place, (_line, seen) in enumerate(lines):
        opening = re.match(r" {0,3}\[\^([^\]\s\[^]{1,60})\]:", seen)
        if opening:
            after = takewhile(lambda pair: pair[0].startswith(("  ", "\t")), lines[place + 1 :])
            yield opening[1], place, place + 1 + sum(1 for _each in after)


def _ends(block: Block, level: int) -> bool:
    """Whether a block ends what stands under a heading of this level."""
    return isinstance(block, Footnote) or (isinstance(block, Heading) and block.level <= level)


def _under(blocks: Sequence[Block], level: int) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        if _ends(block, level):
            break
        kept.append(block)
    return kept


def _named(headings: Sequence[str], name: str) -> int | None:
    """Which heading is meant: one called so, else one that begins so."""
    for key in (_whole_key, _key):
        found = next((at for at, heading in enumerate(headings) if key(heading) == key(name)), None)
        if found is not None:
            return found
    return None


def _whole_key(text: str) -> str:
    return re.sub(r"\s", "", without_number(text.strip())).casefold()


def _key(text: str) -> str:
    return re.sub(r"[\s（(].*$|\s", "", without_number(text.strip())).casefold() or text.strip().casefold()
