"""Postings: the terms of an entry in FTS5, and the texts they follow from.

FTS5 takes a note's thousand terms in about the time in which Python works out those of the next one, and SQLite lets go
of Python's lock for as long as one statement runs. So the postings of some entries are one statement, and it runs in a
thread of its own while the next ones are made. Only one thread speaks to SQLite at a time.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from alliance_app.records.chunks import chunks
from alliance_app.search import grams
from alliance_app.search.grams import GAP, Space

# Postings in one statement: few wait for the first, and SQLite is rarely called.
_TOGETHER = 50
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


def replace(driver: sqlite3.Connection, old: Mapping[int, Posting], makes: Sequence[Make]) -> None:
    """Store what `makes` make in place of `old`, by record number; what is not made anew is taken out."""
    left = dict(old)
    new: list[Posting] = []
    gone: list[Posting] = []
    with _beside(driver, pieces=-(-len(makes) // _TOGETHER)) as run:
        for some in chunks(makes, _TOGETHER):
            made = [make() for make in some]
            before = [left.pop(abs(each.place), None) for each in made]
            changed = [(was, now) for was, now in zip(before, made, strict=True) if was != now]
            replaced = [was for was, _now in changed if was is not None]
            for statement in (*_without(replaced), *_with([now for _was, now in changed])):
                run(statement)
            gone += replaced
            new += [now for _was, now in changed]
        for rest in chunks(list(left.values()), _TOGETHER):
            run(*_without(rest))
    _keep_texts(driver, [*gone, *left.values()], new)


@contextmanager
def _beside(driver: sqlite3.Connection, *, pieces: int) -> Iterator[Callable[[Statement], None]]:
    """Runs statements one after the other beside the caller; all are done at the end. Raises sqlite3.Error."""
    running: list[Future[object]] = []

    def at_once(statement: Statement) -> None:
        driver.execute(*statement)

    def wait() -> None:
        while running:
            running.pop().result()

    def beside(statement: Statement) -> None:
        wait()
        running.append(thread.submit(driver.execute, *statement))

    if pieces < 2:  # nothing is made meanwhile: not worth a thread
        yield at_once
        return
    with ThreadPoolExecutor(1, "postings") as thread:
        yield beside
        wait()


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
