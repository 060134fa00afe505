"""What a query asks for, as a tree of frozen values: what Whoosh's parser is turned into, what a plan is made from."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to be found, or a field with a value. `starts`: a word is to begin so (a trailing `*`)."""

    text: str
    field: str = ""
    quoted: bool = False
    starts: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must hold; no parts, and everything does."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part must hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part must not hold."""

    part: "Node"


Node = Wanted | AllOf | AnyOf | Without


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a query. `doubtful`: something in it had to be mended or left out."""

    tree: Node
    doubtful: bool = False


def leaves(node: Node, *, negated: bool = False) -> Iterator[Wanted]:
    """What is asked for, what is excluded left out."""
    if isinstance(node, Wanted):
        if not negated:
            yield node
    elif isinstance(node, Without):
        yield from leaves(node.part, negated=not negated)
    else:
        for part in node.parts:
            yield from leaves(part, negated=negated)
