"""The library's innovation projects as the board, its figures and moves need them."""

from dataclasses import dataclass
from datetime import date

from alliance_app.alliance.board import Card, cards
from alliance_app.alliance.pipeline import papers_of, stage_of
from alliance_app.library import Library, Listing
from alliance_app.records.batches import ACCEPTED
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class Projects:
    """All projects that are not in the trash: as records and as cards. `titles`: of enterprises, by id."""

    records: tuple[Record, ...]
    cards: tuple[Card, ...]
    titles: dict[str, str]


def read_projects(library: Library, today: date) -> Projects:
    """Read them all at once."""
    records = tuple(library.read_many(library.ids(Listing(kinds=("project",)))))
    members = library.rows(library.ids(Listing(kinds=("member",))))
    titles = {each.id: each.title for each in members}
    asks_the_body = any("[[" in each.body and stage_of(each) in ("checking", *ACCEPTED) for each in records)
    papers = papers_in(library) if asks_the_body else frozenset[str]()
    return Projects(records, cards(records, titles, papers, today), titles)


def papers_in(library: Library) -> frozenset[str]:
    """What the library's documents are called: a project may link to them in its body as evidence."""
    return papers_of(each.title for each in library.rows(library.ids(Listing(kinds=("document",)))))
