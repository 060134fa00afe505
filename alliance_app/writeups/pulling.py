"""Drafts from sources: a section of a record put under a heading of a case, with its pictures, its origin remembered."""

from dataclasses import dataclass

from alliance_app.records.values import Edit, Record
from alliance_app.writeups.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Pickable:
    """A section that can be taken from a source. `heading` "" is the whole text.

    `level`: 1 for the highest; `characters` and `pictures` count all under it.
    """

    heading: str
    level: int
    characters: int
    pictures: int


@dataclass(frozen=True, slots=True)
class Pulled:
    """What pulling does to a case: the edit to write, the text it puts in, the pictures that are not here (by name)."""

    edit: Edit
    text: str
    missing: tuple[str, ...] = ()


def pickable_sections(record: Record) -> tuple[Pickable, ...]:
    """What can be taken from a source: its whole text first, then each heading."""
    raise AssertionError


def pull(
    shelf: Shelf, case: Record, source_id: str, section: str = "", into: int | str | None = None, *, again: bool = False
) -> Pulled:
    """The case with a draft of a source's section: `section` "" takes the whole text.

    `into`: a row of the case's outline or its heading; None is the end. Pictures come along by content, the mark
    `{{摘自：…}}` stands before the text, and the source is listed with its section. Raises UnknownRecord, NoSuchSection,
    NothingToPull, AlreadyPulled (unless `again`).
    """
    raise AssertionError


def is_pulled(case: Record, source: Record, section: str = "") -> bool:
    """Whether the case holds text that was taken from this section of this source."""
    raise AssertionError


def add_source(case: Record, source_id: str, section: str = "") -> Edit:
    """The case with a source listed, once: nothing of its text is taken."""
    raise AssertionError


def remove_source(case: Record, source_id: str, section: str | None = None) -> Edit:
    """The case without this source in its list (all rows of it, or that of one section); the body stays."""
    raise AssertionError
