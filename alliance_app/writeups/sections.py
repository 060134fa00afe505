"""Parts of a body: the section under a heading, headings that say nothing yet."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from alliance_app.records.markdown import without_code
from alliance_app.records.markdown.block import Block, Footnote, Heading, NoteMark, lines_of, text_of_line
from alliance_app.writeups.numbering import without_number

_NOTE_MARK = re.compile(r"\[\^([^\]\s\[^]{1,60})\]")


def section(blocks: Sequence[Block], name: str) -> tuple[Block, ...] | None:
    """What stands under the heading called `name`, numbers aside, with the footnotes; None when there is none."""
    wanted = _key(name)
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and _key(text_of_line(block.line)) == wanted:
            notes = [each for each in blocks if isinstance(each, Footnote)]
            inside = tuple(_under(blocks[place + 1 :], block.level))
            used = {each.label for line in lines_of(inside) for each in line if isinstance(each, NoteMark)}
            return inside + tuple(note for note in notes if note.label in used)
    return None


def section_source(body: str, name: str) -> str | None:
    """The Markdown that stands under the heading called `name`, with its footnotes; None when there is none."""
    wanted, level, kept = _key(name), 0, list[str]()
    lines = list(zip(body.split("\n"), without_code(body).split("\n"), strict=True))
    for line, seen in lines:
        heading = re.match(r" {0,3}(#{1,6})[ \t]+(.*)", seen)
        if heading and level and len(heading[1]) <= level:
            break
        if level:
            kept.append(line)
        elif heading and _key(heading[2].rstrip("# \t")) == wanted:
            level = len(heading[1])
    inside = "\n".join(kept).strip("\n")
    notes = [note for label, note in _notes(lines) if f"[^{label}]" in inside and f"[^{label}]:" not in inside]
    return "\n\n".join([inside, *notes]) if level else None


def relabelled(source: str, mark: str) -> str:
    """Markdown whose footnotes carry `mark` in their labels, so that they meet no other text's."""
    made, place = list[str](), 0
    for found in _NOTE_MARK.finditer(without_code(source)):
        made += [source[place : found.start()], f"[^{mark}-{found[1]}]"]
        place = found.end()
    return "".join([*made, source[place:]])


def _notes(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The footnotes of a body as they were typed; each with its label."""
    for place, (line, seen) in enumerate(lines):
        opening = re.match(r" {0,3}\[\^([^\]\s\[^]{1,60})\]:", seen)
        if opening:
            after = takewhile(lambda pair: pair[0].startswith(("  ", "\t")), lines[place + 1 :])
            yield opening[1], "\n".join([line, *(pair[0] for pair in after)])


def empty_headings(blocks: Sequence[Block]) -> list[str]:
    """The headings that have neither words nor a deeper heading under them."""
    found = []
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Heading) and (after is None or _ends(after, block.level)):
            found.append(text_of_line(block.line))
    return found


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


def _key(text: str) -> str:
    return re.sub(r"[\s（(].*$|\s", "", without_number(text.strip())).casefold() or text.strip().casefold()
