"""Postings: the terms of an entry in FTS5, and the texts they follow from.

FTS5 takes a note's thousand terms in about the time in which Python works out those of the next one, and SQLite lets go
of Python's lock for as long as one statement runs. So the postings of a piece of entries are one statement, and it runs
in a thread of its own while the next piece is made. Only one thread speaks to SQLite at a time.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from alliance_app.records.chunks import chunks
from alliance_app.search import grams
from alliance_app.search.grams import GAP, Space

_TERMS = "INSERT INTO search_terms (rowid, terms) VALUES "
_NO_TERMS = "INSERT INTO search_terms (search_terms, rowid, terms) VALUES "

Statement = tuple[str, list[int | str]]
Make = Callable[[], "Posting"]


@dataclass(frozen=True, slots=True)
class Posting:
    """An entry as it is stored. `extra`: those of its terms that do not follow from the texts."""

    place: int
    title: str
    rest: str
    lattice: str
    extra: str

    @property
    def terms(self) -> str:
        """Everything it can be found by, as FTS5 takes it."""
        text = grams.stored_text(f"{self.title}{GAP}{self.rest}")
        return f"{text} {grams.stored(grams.bag(self.title), Space.TITLE)} {self.extra}"


def stored(driver: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Posting]:
    """What is stored of the records with these numbers."""
    found: dict[int, Posting] = {}
    for chunk in chunks(numbers):
        places = ", ".join(["?, ?"] * len(chunk))
        rows = driver.execute(
            "SELECT place, title, rest, lattice, terms "  # noqa: S608 - question marks only
            f"FROM search_texts JOIN search_extras USING (place) WHERE place IN ({places})",
            [place for number in chunk for place in (number, -number)],
        )
        found |= {abs(row[0]): Posting(*row) for row in rows}
    return found


class Postings:
    """Puts postings in place of others, a piece after the other. What is stored is whole once `finish` returned.

    Raises sqlite3.Error, at the latest in `finish`.
    """

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver
        self._said: list[Statement] = []
        self._thread: ThreadPoolExecutor | None = None
        self._running: list[Future[object]] = []
        self._gone: list[Posting] = []
        self._new: list[Posting] = []

    def take(self, old: Mapping[int, Posting], makes: Sequence[Make]) -> None:
        """Store what `makes` make in place of `old`, by record number; what is not made anew is taken out.

        The postings of the piece before are stored meanwhile.
        """
        self._begin()
        left = dict(old)
        made = [make() for make in makes]
        before = [left.pop(abs(each.place), None) for each in made]
        changed = [(was, now) for was, now in zip(before, made, strict=True) if was != now]
        gone = [*(was for was, _now in changed if was is not None), *left.values()]
        new = [now for _was, now in changed]
        self._said = [*_without(gone), *_with(new)]
        self._gone += gone
        self._new += new

    def rest(self) -> None:
        """Wait until nothing runs on the connection."""
        while self._running:
            self._running.pop().result()

    def finish(self) -> None:
        """Store the last piece, and the texts of all of them."""
        self.rest()
        self._run(self._said)
        _keep_texts(self._driver, self._gone, self._new)

    def close(self) -> None:
        """Let go of the connection, whatever happened."""
        if self._thread is not None:
            self._thread.shutdown()

    def _begin(self) -> None:
        """Store the piece before, beside the caller. A single piece never comes here: it is not worth a thread."""
        if self._said:
            self.rest()
            self._thread = self._thread or ThreadPoolExecutor(1, "postings")
            self._running.append(self._thread.submit(self._run, self._said))

    def _run(self, statements: Sequence[Statement]) -> None:
        for statement in statements:
            self._driver.execute(*statement)


def _with(postings: Sequence[Posting]) -> list[Statement]:
    return _said(_TERMS, "(?, ?)", postings)


def _without(postings: Sequence[Posting]) -> list[Statement]:
    return _said(_NO_TERMS, "('delete', ?, ?)", postings)


def _said(what: str, each: str, postings: Sequence[Posting]) -> list[Statement]:
    """One statement for all of them; none for none."""
    values = [value for posting in postings for value in (posting.place, posting.terms)]
    return [(what + ", ".join([each] * len(postings)), values)] if postings else []


def _keep_texts(driver: sqlite3.Connection, gone: Sequence[Posting], new: Sequence[Posting]) -> None:
    """The texts that search compares and shows, and from which the terms can be made again."""
    places = [(each.place,) for each in gone]
    driver.executemany("DELETE FROM search_texts WHERE place = ?", places)
    driver.executemany("DELETE FROM search_extras WHERE place = ?", places)
    driver.executemany(
        "INSERT INTO search_texts (place, title, rest) VALUES (?, ?, ?)",
        [(each.place, each.title, each.rest) for each in new],
    )
    driver.executemany(
        "INSERT INTO search_extras (place, lattice, terms) VALUES (?, ?, ?)",
        [(each.place, each.lattice, each.extra) for each in new],
    )
