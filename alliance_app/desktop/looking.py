"""What the window looks for, and looking for it: a shelf, words, filters and an order become ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Literal

from alliance_app.app import App
from alliance_app.library import Listing, Row
from alliance_app.records.fields import Link, Links
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Record, State
from alliance_app.search import Found, Hit

Order = Literal["relevance", "updated", "date", "title"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place in the navigation: which records stand there. `words` is a saved search.

    `ids`: just these records, those behind a number, called `title`. `room`: a page of its own, no list of records.
    """

    key: str
    kinds: tuple[str, ...] = ()
    drafts: bool = False
    trashed: bool = False
    clashing: bool = False
    words: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    title: str = ""
    ids: frozenset[str] | None = None
    room: bool = False


EVERYTHING = Shelf("all")
DRAFTS = Shelf("drafts", drafts=True)
TRASH = Shelf("trash", trashed=True)
CLASHES = Shelf("clashes", clashing=True)
FOLLOW_UPS = Shelf("follow_ups", room=True)
OVERVIEW = Shelf("overview", room=True)
CALENDAR = Shelf("calendar", room=True)
MEMBERS = Shelf("members", room=True)
MATCH = Shelf("match", room=True)
STARS = Shelf("stars", room=True)
BATCHES = Shelf("batches", room=True)
GUIDE = Shelf("guide", room=True)


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that decides what the list shows."""

    shelf: Shelf = EVERYTHING
    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: Order = "updated"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds looked in; none means all."""
        return self.filters.get("kind", ()) or self.shelf.kinds

    @property
    def searching(self) -> bool:
        """Whether the search has to be asked, or a plain listing will do."""
        others = [values for name, values in self.filters.items() if name != "kind" and values]
        return bool(self.words.strip() or others)


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids to show, in order. `found` is there when words were searched for; `took` is in milliseconds.

    `whole`: these are all there are, not just the first. `total` is None where only a look at all would tell.
    """

    question: Question
    ids: Sequence[str]
    took: float
    found: Found | None = None
    whole: bool = True
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One record as the list paints it; `hit` marks what was searched for."""

    row: Row
    hit: Hit | None = None


def look(app: App, question: Question, *, first: int | None = None, searched: bool = False) -> Answer:
    """The answer to a question, or the `first` so many of it. For a reader thread.

    `searched`: by search even where a listing would do.
    """
    started = perf_counter()
    found: Found | None = None
    among = question.shelf.ids
    if searched or question.searching:
        found = app.finder.search(
            _whole_words(question),
            kinds=question.kinds,
            filters={name: values for name, values in question.filters.items() if name != "kind" and values},
            order="relevance" if question.order == "title" else question.order,
            limit=first,
            among=among,
        )
        ids: Sequence[str] = found.ids
    else:
        first = None if among is not None else first
        ids = app.library.ids(replace(listing(question), limit=first))
        ids = ids if among is None else [each for each in ids if each in among]
    took = (perf_counter() - started) * 1000
    whole = first is None or len(ids) < first
    total = found.total if found is not None else len(ids) if whole else None
    return Answer(question, ids, took, found, whole, total)


def count(app: App, question: Question) -> int:
    """How many records a question finds. For a reader thread."""
    answer = look(app, question, first=1, searched=True)
    return answer.total or 0


def listing(question: Question) -> Listing:
    """The plain listing behind a question without words."""
    shelf = question.shelf
    order: Literal["updated", "date", "title"] = "updated" if question.order == "relevance" else question.order
    return Listing(
        kinds=question.kinds,
        state=State.DRAFT if shelf.drafts else None,
        trashed=shelf.trashed,
        clashing=shelf.clashing,
        order=order,
        descending=order != "title",
    )


def cards(app: App, answer: Answer, ids: Sequence[str]) -> list[Card]:
    """What the list paints for some of an answer's ids. For a reader thread."""
    rows = app.library.rows(ids)
    if answer.found is None or not answer.question.words.strip():
        return [Card(row) for row in rows]
    hits = {hit.id: hit for hit in app.finder.hits(answer.found, [row.id for row in rows])}
    return [Card(row, hits.get(row.id)) for row in rows]


def _whole_words(question: Question) -> str:
    shelf = question.shelf
    extra = [word for word, on in (("is:draft", shelf.drafts), ("is:trashed", shelf.trashed)) if on]
    return " ".join([question.words.strip(), *extra]).strip()


def read_record(app: App, record_id: str) -> tuple[Record, dict[str, str]]:
    """A record with the titles of what its fields link to. For a reader thread. Raises UnknownRecord."""
    record = app.library.read(record_id)
    ids = sorted(linked_ids(record))
    return record, {row.id: row.title for row in app.library.rows(ids)} if ids else {}


def linked_ids(record: Record) -> set[str]:
    """The records that a record's fields link to."""
    kind = KINDS.get(record.kind)
    found: set[str] = set()
    for declared in kind.fields if kind else ():
        value = record.fields.get(declared.name)
        if not value:
            continue
        if isinstance(declared, Link):
            found.add(value)
        elif isinstance(declared, Links):
            found.update(value)
        elif isinstance(declared, Table | Sheet):
            rows = value if isinstance(declared, Table) else value.values()
            for column in declared.columns:
                for row in rows:
                    held = row.get(column.name) if row else None
                    if held and isinstance(column, Link | Links):
                        found.update([held] if isinstance(column, Link) else held)
    return found
