"""A case's body as the sections of its form: read as an outline, completed, moved, renamed. No verb loses text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alliance_app.records.characters import characters
from alliance_app.records.markdown import blocks, plain_text, without_code
from alliance_app.records.markdown.block import Heading, ListBlock, Picture, Quote, Run, TableBlock
from alliance_app.records.markdown.block import Block
from alliance_app.records.markdown.marks import stripped
from alliance_app.records.values import Edit, Record


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a body and what stands under it.

    `place`: its row in the outline, from 0. `level`: 1 for the highest of this body. `label`: the number it is printed
    with ("一、"), "" where its words number themselves. `characters`, `tables` and `pictures` count what stands under it,
    deeper headings' text included. `start` and `end`: its place in the body, deeper headings included; `text`: where the
    text begins; `own_end`: where the text before its first deeper heading ends. `signs`: how many # it is written with.
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

    @property
    def shown(self) -> str:
        """The heading as it is printed."""
        return self.label + self.heading

    @property
    def empty(self) -> bool:
        """Whether nothing stands under it yet (待写)."""
        return not (self.characters or self.tables or self.pictures)


def sections_of(body: str, title: str = "") -> tuple[Section, ...]:
    """The outline of a body; a first heading that only repeats `title` is left out, as in print."""
    raise AssertionError


def with_form(case: Record, form: str) -> Edit:
    """The case in another form: the headings it lacks are added in order, and unused ones of other forms go."""
    raise AssertionError


def with_headings(case: Record, headings: Sequence[str]) -> Edit:
    """The case with these headings, of an own template perhaps: those it lacks are added in order."""
    raise AssertionError


def add_section(case: Record, heading: str, after: int | None = None) -> Edit:
    """The case with a new heading behind row `after` of its outline and at its level; None is the end.

    Raises NoSuchSection, InvalidText.
    """
    raise AssertionError


def rename_section(case: Record, place: int, heading: str) -> Edit:
    """The case with row `place` of its outline called otherwise. Raises NoSuchSection, InvalidText."""
    raise AssertionError


def move_section(case: Record, place: int, before: int | None) -> Edit:
    """The case with row `place`, and all under it, standing before row `before`; None is the end.

    Where `before` is deeper, it goes before the section of its own level that row belongs to. Raises NoSuchSection.
    """
    raise AssertionError
