"""The index: a projection of the library. A record and its entry commit in one transaction, or neither does.

FTS5 keeps no copy of what was indexed, so taking an entry out needs its terms again: they follow from the stored
texts (`grams.bag`), and those that do not are kept in `search_extras`.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial

import sqlalchemy as sa

from alliance_app.library.values import Companions
from alliance_app.records.chunks import chunks
from alliance_app.records.values import Record
from alliance_app.search import grams, pinyin
from alliance_app.search.driving import driving
from alliance_app.search.entries import entry, facets, moments
from alliance_app.search.folding import fold, folding_version
from alliance_app.search.grams import Space
from alliance_app.search.postings import Posting, Postings, stored
from alliance_app.words import _

# Raise it when grams, entries or pinyin change what is indexed.
_ANALYSIS = 2
# Counted like any facet, but looked up in the records (`plan.states`): only so a posting outlasts the sharing.
_NO_TERM = "state"
_TABLES = ("search_entries", "search_texts", "search_extras", "search_values", "search_facts")


class SearchIndex:
    """Keeps the search entries of a library. Holds nothing itself: any number may work on one file."""

    @contextmanager
    def taking(self, connection: sa.Connection) -> Iterator["_Taker"]:
        """Take in entries: inserted, or in place of those that are there."""
        with driving(connection) as driver, closing(Postings(driver)) as postings:
            taker = _Taker(driver, postings)
            yield taker
            taker.finish()

    def drop(self, connection: sa.Connection, number: int) -> None:
        """Take out the entry of the record with this number."""
        with driving(connection) as driver:
            with closing(Postings(driver)) as postings:
                postings.take(stored(driver, [number]), [])
                postings.finish()
            driver.execute("DELETE FROM search_entries WHERE place IN (?, ?)", (number, -number))

    def clear(self, connection: sa.Connection) -> None:
        """Take out everything."""
        with driving(connection) as driver:
            for table in _TABLES:
                driver.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            driver.execute("INSERT INTO search_terms (search_terms) VALUES ('delete-all')")

    def scrub(self, connection: sa.Connection) -> None:
        """Leave no trace of dropped entries: FTS5 keeps their terms until its parts are merged."""
        with driving(connection) as driver:
            driver.execute("INSERT INTO search_terms (search_terms) VALUES ('optimize')")
            used = {
                number
                for (facets,) in driver.execute("SELECT facets FROM search_entries")
                for number in array("I", facets)
            }
            known = [number for (number,) in driver.execute("SELECT number FROM search_values")]
            driver.executemany(
                "DELETE FROM search_values WHERE number = ?", [(each,) for each in known if each not in used]
            )

    def outdated(self, connection: sa.Connection) -> bool:
        """Whether entries are missing or follow another analysis: `Library.doctor(rebuild=True)` mends it."""
        noted, entries, records = connection.exec_driver_sql(
            "SELECT (SELECT value FROM search_facts WHERE name = 'analysis'), "
            "(SELECT count(*) FROM search_entries), (SELECT count(*) FROM records)"
        ).one()
        return bool(entries != records or noted not in (None, analysis()))

    def check(self, connection: sa.Connection) -> Sequence[str]:
        """What is wrong with the index; empty when all is well."""
        findings = []
        missing = connection.exec_driver_sql(
            "SELECT count(*) FROM records LEFT JOIN search_entries ON record_id = records.id "
            "WHERE place IS NULL OR abs(place) != number OR (place < 0) != (trashed_at IS NOT NULL)"
        ).scalar()
        surplus = connection.exec_driver_sql(
            "SELECT count(*) FROM search_entries WHERE record_id NOT IN (SELECT id FROM records)"
        ).scalar()
        apart = connection.exec_driver_sql(
            "SELECT count(*) FROM search_entries WHERE place NOT IN (SELECT place FROM search_texts) "
            "OR place NOT IN (SELECT place FROM search_extras)"
        ).scalar()
        for count, text in (
            (missing, _("{count} records are missing from the search index.")),
            (surplus, _("The search index holds {count} records that are not in the library.")),
            (apart, _("The search index lacks the text of {count} records.")),
        ):
            if count:
                findings.append(text.format(count=count))
        return findings


class _Taker:
    """Takes entries in, a piece after the other; their postings are stored beside."""

    def __init__(self, driver: sqlite3.Connection, postings: Postings) -> None:
        self._driver = driver
        self._postings = postings
        self._entries: list[tuple[int, str, int, int, bytes]] = []
        self._known: dict[tuple[str, str], int] = {}

    def rest(self) -> None:
        self._postings.rest()

    def take(self, records: Sequence[tuple[Record, Companions]]) -> None:
        pairs = {record.number: facets(record, companions) for record, companions in records}
        new = dict.fromkeys(pair for each in pairs.values() for pair in each if pair not in self._known)
        self._known |= _value_numbers(self._driver, new)
        self._postings.take(
            stored(self._driver, list(pairs)),
            [partial(_posting, each, companions, self._terms(pairs[each.number])) for each, companions in records],
        )
        self._entries += [
            (_place(record), record.id, *moments(record), self._counted(pairs[record.number]))
            for record, _companions in records
        ]

    def _terms(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        return sorted(self._known[pair] for pair in pairs if pair[0] != _NO_TERM)

    def _counted(self, pairs: Sequence[tuple[str, str]]) -> bytes:
        return array("I", sorted(self._known[pair] for pair in pairs)).tobytes()

    def finish(self) -> None:
        """Store what is left of it."""
        self._postings.finish()
        self._driver.executemany(
            "INSERT OR REPLACE INTO search_entries (place, record_id, day, updated, facets) VALUES (?, ?, ?, ?, ?)",
            self._entries,
        )


def analysis() -> str:
    """Names how texts are analysed here. Entries made under another name may miss rare characters."""
    return f"{_ANALYSIS} {folding_version()}"


def _place(record: Record) -> int:
    """Where a record stands in the index: below nought while it is in the trash."""
    return -record.number if record.trashed_at else record.number


def _posting(record: Record, companions: Companions, values: Sequence[int]) -> Posting:
    words = entry(record, companions)
    initials, spelling = pinyin.grams(words.lattice)
    parts = ((map(str, values), Space.FACET), (initials, Space.INITIALS), (spelling, Space.SPELLING))
    extra = " ".join(grams.stored(sorted(each), space) for each, space in parts)
    return Posting(_place(record), words.title, words.rest, words.lattice, extra)


def _value_numbers(driver: sqlite3.Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The numbers of facet values, new ones written down."""
    known: dict[tuple[str, str], int] = {}
    for pairs in chunks(list(wanted)):
        asked = ", ".join(["(?, ?)"] * len(pairs))
        rows = driver.execute(
            f"SELECT number, field, value FROM search_values WHERE (field, value) IN (VALUES {asked})",  # noqa: S608
            [text for pair in pairs for text in pair],
        )
        known |= {(field, value): int(number) for number, field, value in rows}
        missing = [pair for pair in pairs if pair not in known]
        for field, value in missing:
            added = driver.execute(
                "INSERT INTO search_values (field, value, folded) VALUES (?, ?, ?)", (field, value, fold(value))
            )
            known[field, value] = int(added.lastrowid or 0)
        if missing:
            # the first entry always brings values nobody knew
            driver.execute("INSERT OR IGNORE INTO search_facts VALUES ('analysis', ?)", (analysis(),))
    return known
