"""A document before it is Word, PDF or HTML: frozen, resolved, masked. The writers only set it in type."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from alliance_app.records.markdown.block import Block, TableBlock
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.pictures import FitPicture


@dataclass(frozen=True, slots=True)
class Fact:
    """One field, labelled, as a person reads it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A field of several rows, under its label."""

    label: str
    table: TableBlock


@dataclass(frozen=True, slots=True)
class Part:
    """One record in a document. Links lead only to http, https and mailto; a picture's `ref` is a key of `pictures`.

    `mark`: what stands above the title ("附件1"); `files`: what the list of attachments names; `dated`: what closes an
    official document. `new_page`: it begins on a page of its own. `within`: it belongs to the part before, under a
    heading.
    """

    title: str
    mark: str = ""
    subtitle: str = ""
    abstract: str = ""
    facts: tuple[Fact, ...] = ()
    grids: tuple[Grid, ...] = ()
    blocks: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    dated: str = ""
    new_page: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True)
class Writeup:
    """A whole document. `contents`: it opens with a list of its parts. `created`: ISO, UTC.

    `covered`: how many phone, identity and card numbers were covered.
    """

    title: str
    author: str
    created: str
    layout: Layout
    parts: tuple[Part, ...]
    keywords: tuple[str, ...] = ()
    pictures: Mapping[str, FitPicture] = field(default_factory=dict)
    contents: bool = False
    warnings: tuple[str, ...] = ()
    covered: int = 0


SHORT_FACT = 14


def paired(facts: tuple[Fact, ...]) -> list[tuple[Fact, ...]]:
    """Facts in rows: two short ones share a row, a long one has its own."""
    rows: list[tuple[Fact, ...]] = []
    waiting: Fact | None = None
    for fact in facts:
        short = len(fact.text) <= SHORT_FACT and "\n" not in fact.text
        if waiting is None and short:
            waiting = fact
        elif waiting is not None and short:
            rows.append((waiting, fact))
            waiting = None
        else:
            rows += [(waiting,), (fact,)] if waiting else [(fact,)]
            waiting = None
    return [*rows, (waiting,)] if waiting else rows
