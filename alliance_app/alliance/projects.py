"""The library's innovation projects as the board, its figures and moves need them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from alliance_app.alliance.board import Card, cards
from alliance_app.alliance.pipeline import papers_of
from alliance_app.library import Library, Listing
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class Projects:
    """All projects that are not in the trash: as records and as cards.

    `titles`: of enterprises, by id. `papers`: what documents are called, where a body may name one as evidence.
    """

    records: tuple[Record, ...] = ()
    cards: tuple[Card, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()


def read_projects(library: Library, today: date) -> Projects:
    """Read them all at once."""
    records = tuple(library.read_many(library.ids(Listing(kinds=("project",)))))
    members = library.rows(library.ids(Listing(kinds=("member",))))
    titles = {each.id: each.title for each in members}
    papers = papers_for(library, *records)
    disputed = frozenset(library.ids(Listing(kinds=("project",), clashing=True)))
    return Projects(records, cards(records, titles, papers, today, disputed), titles, papers)


def papers_for(library: Library, *projects: Record) -> frozenset[str]:
    """What the library's documents are called, where one of these projects links to anything in its body."""
    return papers_in(library) if any("[[" in each.body for each in projects) else frozenset()


def papers_in(library: Library) -> frozenset[str]:
    """What the library's documents are called: a project may link to them in its body as evidence."""
    return papers_of(each.title for each in library.rows(library.ids(Listing(kinds=("document",)))))
