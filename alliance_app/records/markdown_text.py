"""What a Markdown body says, found by patterns alone: links and plain words, fast enough for every write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_NO_BREAK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class WikiLink:
    """A `[[link]]` in a body. `start` and `end` are its place; `embed` marks `![[…]]`."""

    title: str
    heading: str
    shown: str
    start: int
    end: int
    embed: bool = False


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
    """A body of the same length and lines with blanks where code stands: for patterns that must not look there."""
    for code in (_FENCE, _CODE_SPAN):
        body = code.sub(lambda found: _NO_BREAK.sub(" ", found[0]), body)
    return body


def _links(body: str) -> Iterator[WikiLink]:
    for found in _WIKI.finditer(without_code(body)):
        target, _bar, shown = found[2].replace("\\|", "|").partition("|")
        title, _hash, heading = target.partition("#")
        if title.strip():
            shown = shown.strip() or target.strip()
            yield WikiLink(title.strip(), heading.strip(), shown, found.start(), found.end(), embed=found[1] == "!")
