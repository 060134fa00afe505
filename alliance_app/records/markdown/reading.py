"""Reading a body into blocks: prepared lines, the parser, the tree; plain paragraphs where the parser fails."""

import logging
import re
from collections.abc import Iterator
from functools import lru_cache

from alliance_app.records.markdown.block import Block, Break, Footnote, Inline, Paragraph, Run
from alliance_app.records.markdown.lines import CODE_MARK, Prepared, prepare
from alliance_app.records.markdown.parse import BodyParser, Room
from alliance_app.records.markdown.tree import Notes, blocks_of

MAX_READ = 1_500_000
_log = logging.getLogger(__name__)

# What Python-Markdown is known to raise on texts made to break it.
_PARSER_FAULTS = (RecursionError, LookupError, ValueError, TypeError, AttributeError, AssertionError)


@lru_cache(maxsize=32)
def read(body: str) -> tuple[Block, ...]:
    """A body as blocks, its footnotes last. Characters behind the first 1,500,000 become plain paragraphs."""
    marked, rest = body[:MAX_READ], body[MAX_READ:]
    prepared = prepare(marked)
    room = Room()
    parser = BodyParser(prepared.codes, frozenset(prepared.notes), room)
    notes = Notes()
    made = [block for chunk in prepared.chunks for block in _chunk(parser, chunk, prepared, notes)]
    made += _plain(rest)
    made += _footnotes(prepared, notes, room)
    return tuple(made)


def _chunk(parser: BodyParser, chunk: str, prepared: Prepared, notes: Notes) -> tuple[Block, ...]:
    try:
        return blocks_of(parser.tree(chunk), notes)
    except _PARSER_FAULTS as fault:
        _log.info("a body was shown as plain text: %s", type(fault).__name__)
        return tuple(_plain(_restored(chunk, prepared)))


def _restored(chunk: str, prepared: Prepared) -> str:
    """A chunk with its codes back in their places."""
    return re.sub(rf"{CODE_MARK}(\d+){CODE_MARK}", lambda found: prepared.codes[int(found[1])][0], chunk)


def _plain(text: str) -> Iterator[Block]:
    for part in re.split(r"\n[ \t]*\n", text):
        line: list[Inline] = []
        for words in part.split("\n"):
            if words.strip():
                line += [Break(), Run(words.strip())] if line else [Run(words.strip())]
        if line:
            yield Paragraph(tuple(line))


def _footnotes(prepared: Prepared, notes: Notes, room: Room) -> Iterator[Block]:
    for label in prepared.notes:
        notes.number(label)
    plain = BodyParser([], frozenset(), room)
    for label, number in list(notes.numbers.items()):
        inside = prepare(prepared.notes[label])
        parser = BodyParser(inside.codes, frozenset(), room) if inside.codes else plain
        read = [block for chunk in inside.chunks for block in _chunk(parser, chunk, inside, notes)]
        yield Footnote(label, number, tuple(read))
