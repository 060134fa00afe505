"""A place of the body where edits met: the values that those who look for such places hand on."""

from dataclasses import dataclass

from alliance_app.records.lineage import Id, Ids


@dataclass(frozen=True, slots=True)
class Said:
    """What one side made of a place, by which operations; `last` names the version it was in."""

    last: Id
    text: str
    ops: frozenset[Id]


@dataclass(frozen=True, slots=True)
class Place:
    """`start` to `end` of the body as it is now; what was there before; what each side, and all, made of it.

    `ops`: the operations that make it a place to be decided about.
    """

    start: int
    end: int
    base: str
    together: str | None
    said: tuple[Said, ...]
    ops: Ids
