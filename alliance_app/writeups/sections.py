"""Parts of a body: the section under a heading, headings that say nothing yet."""

import re
from collections.abc import Sequence

from alliance_app.records.markdown_blocks import Block, Footnote, Heading, NoteMark, lines_of, text_of_line
from alliance_app.writeups.numbering import without_number


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
