"""Bold, links, code … within one line. Pure, and bounded: a long or hostile line costs little."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


class Style:
    """How a stretch of a line looks; styles add up. Plain numbers: they are added for every character."""

    MARK: Final = 1  # the characters that make the others: ** # ` ( )
    BOLD: Final = 2
    ITALIC: Final = 4
    STRIKE: Final = 8
    MARKED: Final = 16
    CODE: Final = 32
    LINK: Final = 64
    PICTURE: Final = 128
    FOOTNOTE: Final = 256
    FIGURE: Final = 512  # {{…}}: a figure of a record, put in when it is printed
    SOURCE: Final = 1024  # {{摘自：…}}: where a paragraph was pulled from


@dataclass(frozen=True, slots=True)
class Span:
    """`start:end` of the line has `style`."""

    start: int
    end: int
    style: int


# Beyond this a line stays unstyled: nobody reads it, and every key would pay for it.
MOST = 3_000

_ATOMS = re.compile(
    r"(?P<code>(?P<ticks>`{1,8})(?!`)[^`](?:.{0,400}?[^`])??(?P=ticks)(?!`))"
    r"|(?P<embed>!\[\[[^\[\]\n]{1,300}\]\])"
    r"|(?P<wiki>\[\[[^\[\]\n]{1,300}\]\])"
    r"|(?P<figure>\{\{[^{}\n]{1,300}\}\})"
    r"|(?P<picture>!\[[^\[\]\n]{0,300}\]\([^()\s]{1,600}\))"
    r"|(?P<note>\[\^[^\[\]\s]{1,60}\])"
    r"|(?P<link>\[[^\[\]\n]{1,300}\]\([^()\s]{1,800}\))"
    r"|(?P<url>https?://[A-Za-z0-9%\-._~:/?#@!$&*+,;=\[\]]{3,800})"
)
_EMPHASIS = (
    (re.compile(r"\*\*(?=[^\s*]|\*[^\s*])(.{1,600}?)(?<=\S)\*\*(?!\*)"), 2, Style.BOLD),
    (re.compile(r"(?<!\w)__(?=[^\s_])(.{1,600}?)(?<=\S)__(?!\w)"), 2, Style.BOLD),
    (re.compile(r"~~(?=[^\s~])(.{1,600}?)(?<=\S)~~"), 2, Style.STRIKE),
    (re.compile(r"==(?=[^\s=])(.{1,600}?)(?<=\S)=="), 2, Style.MARKED),
    (re.compile(r"\*(?=[^\s*])([^*]{1,600})(?<=\S)\*"), 1, Style.ITALIC),
    (re.compile(r"(?<!\w)_(?=[^\s_])([^_]{1,600})(?<=\S)_(?!\w)"), 1, Style.ITALIC),
)
_HINTS = frozenset("`[*_~={")
_PULLED = "摘自"


def spans(text: str, start: int = 0) -> list[Span]:
    """The styled stretches of a line from `start` on; they may overlap."""
    if len(text) > MOST or not (_HINTS.intersection(text) or "://" in text):
        return []
    found: list[Span] = []
    covered = text
    for atom in _ATOMS.finditer(text, start):
        found += _atom_spans(atom)
        covered = covered[: atom.start()] + "\0" * len(atom[0]) + covered[atom.end() :]
    if not _HINTS.intersection(covered):
        return found
    for pattern, width, style in _EMPHASIS:
        for hit in pattern.finditer(covered, start):
            first, last = hit.span()
            found.append(Span(first, first + width, Style.MARK))
            found.append(Span(first + width, last - width, style))
            found.append(Span(last - width, last, Style.MARK))
            if width == 2:
                covered = f"{covered[:first]}\0\0{covered[first + 2 : last - 2]}\0\0{covered[last:]}"
    return found


def _atom_spans(atom: re.Match[str]) -> Iterator[Span]:
    first, last = atom.span()
    match atom.lastgroup:
        case "code" | "ticks":
            width = len(atom["ticks"])
            yield Span(first, first + width, Style.MARK | Style.CODE)
            yield Span(first + width, last - width, Style.CODE)
            yield Span(last - width, last, Style.MARK | Style.CODE)
        case "wiki":
            bar = atom[0].find("|")
            begin = first + (bar + 1 if 0 < bar < len(atom[0]) - 3 else 2)
            yield Span(first, first + 2, Style.LINK | Style.MARK)
            yield Span(first + 2, begin, Style.MARK)
            yield Span(begin, last - 2, Style.LINK)
            yield Span(last - 2, last, Style.LINK | Style.MARK)
        case "figure":
            style = Style.SOURCE if atom[0][2:].lstrip().startswith(_PULLED) else Style.FIGURE
            yield Span(first, first + 2, style | Style.MARK)
            yield Span(first + 2, last - 2, style)
            yield Span(last - 2, last, style | Style.MARK)
        case "url":
            yield Span(first, last, Style.LINK)
        case "embed":
            yield Span(first, first + 3, Style.PICTURE | Style.MARK)
            yield Span(first + 3, last - 2, Style.PICTURE)
            yield Span(last - 2, last, Style.PICTURE | Style.MARK)
        case "note":
            yield Span(first, last, Style.FOOTNOTE)
        case "picture":
            middle = atom[0].index("](") + first
            yield Span(first, first + 2, Style.PICTURE | Style.MARK)
            yield Span(first + 2, middle, Style.PICTURE)
            yield Span(middle, last, Style.PICTURE | Style.MARK)
        case _:
            middle = atom[0].index("](") + first
            yield Span(first, first + 1, Style.MARK)
            yield Span(first + 1, middle, Style.LINK)
            yield Span(middle, last, Style.MARK)


def target_at(text: str, point: int) -> str | None:
    """The record title or web address that `point` of the line lies on; None when on neither."""
    if len(text) > MOST:
        return None
    for atom in _ATOMS.finditer(text):
        if atom.start() <= point < atom.end():
            return _target(atom)
    return None


def mark_at(text: str, point: int) -> str | None:
    """What stands between the braces of the mark `{{…}}` that `point` lies on; None when on none."""
    for chip in chips(text):
        if chip.start <= point < chip.end and chip.style in {Style.FIGURE, Style.SOURCE}:
            return text[chip.start + 2 : chip.end - 2]
    return None


def chips(text: str) -> list[Span]:
    """Where links to records and marks stand, with their brackets; each has one style."""
    if len(text) > MOST or not ("[[" in text or "{{" in text):
        return []
    found: list[Span] = []
    for atom in _ATOMS.finditer(text):
        if atom.lastgroup == "wiki":
            found.append(Span(*atom.span(), Style.LINK))
        elif atom.lastgroup == "figure":
            pulled = atom[0][2:].lstrip().startswith(_PULLED)
            found.append(Span(*atom.span(), Style.SOURCE if pulled else Style.FIGURE))
    return found


def _target(atom: re.Match[str]) -> str | None:
    match atom.lastgroup:
        case "wiki":
            return atom[0][2:-2].split("|", 1)[0].strip()
        case "figure":
            named = atom[0][2:-2].replace(":", "：").partition("：")[2].partition("#")[0]
            return named.strip() or None
        case "url":
            return atom[0]
        case "link":
            address = atom[0][atom[0].index("](") + 2 : -1]
            return address if address.lower().startswith(("http://", "https://", "mailto:")) else None
    return None
