"""The one reading of a Markdown body: blocks for Word, PDF and preview, HTML, links and plain words.

Source of the dialect: Python-Markdown, with tables, task lists, footnotes, strikethrough, highlights, `[[links]]` and
Obsidian's `![[pictures]]`. A new line is a new line. Raw HTML is text. Nothing here raises on any text.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from alliance_app.records.markdown_blocks import Block, Break, Footnote, Inline, Paragraph, Run, text_of
from alliance_app.records.markdown_html import Resolve, html_of
from alliance_app.records.markdown_lines import CODE_MARK, Prepared, prepare
from alliance_app.records.markdown_parse import BodyParser
from alliance_app.records.markdown_tree import Notes, blocks_of

MAX_READ = 1_500_000
_log = logging.getLogger(__name__)

# What Python-Markdown is known to raise on texts made to break it.
_PARSER_FAULTS = (RecursionError, LookupError, ValueError, TypeError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True)
class WikiLink:
    """A `[[link]]` in a body. `start` and `end` are its place; `embed` marks `![[…]]`."""

    title: str
    heading: str
    shown: str
    start: int
    end: int
    embed: bool = False


def to_html(body: str, *, picture: Resolve, link: Resolve) -> str:
    """A body as sanitised HTML, for any viewer.

    `picture(reference)` gives a picture's source, `link(title)` (or `link("attachment:<name>")`) an address; None where
    there is none. Only http, https, mailto, record:, attachment: and inline pictures pass.
    """
    return html_of(blocks(body), picture, link)


@lru_cache(maxsize=32)
def blocks(body: str) -> tuple[Block, ...]:
    """A body as blocks, its footnotes last. Characters behind the first 1,500,000 become plain paragraphs."""
    read, rest = body[:MAX_READ], body[MAX_READ:]
    prepared = prepare(read)
    parser = BodyParser(prepared.codes, frozenset(prepared.notes))
    notes = Notes()
    made = [block for chunk in prepared.chunks for block in _chunk(parser, chunk, prepared, notes)]
    made += _plain(rest)
    made += _footnotes(prepared, notes)
    return tuple(made)


def plain_text(body: str, limit: int | None = None) -> str:
    """The words of a body on one line without their markup, cheaply: for excerpts. At most `limit` characters."""
    piece = body if limit is None else body[: limit * 4 + 200]
    for pattern, kept in _MARKUP:
        piece = pattern.sub(kept, piece)
    words = " ".join(piece.split())
    return words if limit is None else words[:limit]


def wiki_links(body: str) -> tuple[WikiLink, ...]:
    """The `[[links]]` of a body in order, those in code left out."""
    return tuple(_links(body)) if "[[" in body else ()


def without_code(body: str) -> str:
    """A body of the same length with blanks where code stands: for patterns that must not look there."""
    for code in (_FENCE, _CODE_SPAN):
        body = code.sub(lambda found: " " * len(found[0]), body)
    return body


def visible_text(body: str) -> str:
    """Every visible character of a body, one paragraph, item or row a line."""
    return text_of(blocks(body))


_FENCE = re.compile(
    r"^[ \t]*(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n(?:.*?\n)??[ \t]*\1[`~]*[ \t]*$"
    r"|^[ \t]*(?:`{3,}(?=[^`\n]*$)|~{3,}).*\Z",
    re.MULTILINE | re.DOTALL,
)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)([^\n]{1,1000}?)(?<!`)\1(?!`)")
_WIKI = re.compile(r"(!?)\[\[([^\[\]\n]{1,300})\]\]")
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^[ \t]*(?:`{3,}|~{3,})[\w+#.\-]*[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,9}\.)[ \t]+)+(?:\[[ xX]\][ \t]+)?", re.MULTILINE), ""),
    (re.compile(r"^(?=[^\n]{0,200}--)[ \t|:\-]+$|^[ \t]*[*_]{3,}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"!?\[\[[^\[\]\n|]{1,300}?\\?\|([^\[\]\n]{1,300})\]\]"), r"\1"),
    (re.compile(r"!?\[\[([^\[\]\n|]{1,300})\]\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)"), r"\1"),
    (re.compile(r"\[\^[^\]\s]{1,60}\]:?"), ""),
    (re.compile(r"\|"), " "),
    (re.compile(r"\*{1,3}|~~|==(?=\S)|(?<=\S)==|`+|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"), ""),
)


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


def _footnotes(prepared: Prepared, notes: Notes) -> Iterator[Block]:
    for label in prepared.notes:
        notes.number(label)
    plain = BodyParser([], frozenset())
    for label, number in list(notes.numbers.items()):
        inside = prepare(prepared.notes[label])
        parser = BodyParser(inside.codes, frozenset()) if inside.codes else plain
        read = [block for chunk in inside.chunks for block in _chunk(parser, chunk, inside, notes)]
        yield Footnote(label, number, tuple(read))


def _links(body: str) -> Iterator[WikiLink]:
    for found in _WIKI.finditer(without_code(body)):
        target, _bar, shown = found[2].replace("\\|", "|").partition("|")
        title, _hash, heading = target.partition("#")
        if title.strip():
            shown = shown.strip() or target.strip()
            yield WikiLink(title.strip(), heading.strip(), shown, found.start(), found.end(), embed=found[1] == "!")
