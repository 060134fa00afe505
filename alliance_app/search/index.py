"""The index: a projection of the library. A record and its entry commit in one transaction, or neither does.

FTS5 keeps no copy of what was indexed, so taking an entry out needs its terms again: they follow from the stored
texts (`grams.bag`) and from `extra`, the terms that do not.
"""

import hashlib
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

import sqlalchemy as sa

from alliance_app.library.values import Companions
from alliance_app.records.values import Record
from alliance_app.search import grams, pinyin
from alliance_app.search.entries import Entry, entry
from alliance_app.search.folding import fold
from alliance_app.search.grams import GAP, Space
from alliance_app.words import _

# Raise it when grams, entries or pinyin change what is indexed.
_ANALYSIS = 1
_TABLES = ("search_entries", "search_texts", "search_values", "search_facts")


@dataclass(frozen=True, slots=True)
class _Stored:
    place: int
    title: str
    rest: str
    lattice: str
    extra: str

    @property
    def terms(self) -> str:
        text = grams.stored(grams.bag(f"{self.title}{GAP}{self.rest}"))
        return f"{text} {grams.stored(grams.bag(self.title), Space.TITLE)} {self.extra}"


class SearchIndex:
    """Keeps the search entries of a library. Holds nothing itself: any number may work on one file."""

    def put(self, connection: sa.Connection, record: Record, companions: Companions) -> None:
        """Insert or replace the entry of `record`."""
        wanted = entry(record, companions)
        values = _value_numbers(connection, wanted.facets)
        place = -record.number if record.trashed_at else record.number
        new = _Stored(place, wanted.title, wanted.rest, wanted.lattice, _extra(wanted, values))
        old = _stored(connection, record.number)
        if old != new:
            if old is not None:
                _take_out(connection, old)
            _put_in(connection, new)
        connection.exec_driver_sql("DELETE FROM search_entries WHERE place IN (?, ?)", (record.number, -record.number))
        connection.exec_driver_sql(
            "INSERT INTO search_entries (place, record_id, day, updated, facets) VALUES (?, ?, ?, ?, ?)",
            (place, record.id, wanted.day, wanted.updated, array("I", sorted(values)).tobytes()),
        )
        connection.exec_driver_sql("INSERT OR IGNORE INTO search_facts VALUES ('analysis', ?)", (analysis(),))

    def drop(self, connection: sa.Connection, number: int) -> None:
        """Take out the entry of the record with this number."""
        old = _stored(connection, number)
        if old is not None:
            _take_out(connection, old)
        connection.exec_driver_sql("DELETE FROM search_entries WHERE place IN (?, ?)", (number, -number))

    def clear(self, connection: sa.Connection) -> None:
        """Take out everything."""
        for table in _TABLES:
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        connection.exec_driver_sql("INSERT INTO search_terms (search_terms) VALUES ('delete-all')")

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
            "SELECT count(*) FROM search_entries LEFT JOIN search_texts USING (place) WHERE search_texts.place IS NULL"
        ).scalar()
        for count, text in (
            (missing, _("{count} records are missing from the search index.")),
            (surplus, _("The search index holds {count} records that are not in the library.")),
            (apart, _("The search index lacks the text of {count} records.")),
        ):
            if count:
                findings.append(text.format(count=count))
        return findings


@cache
def analysis() -> str:
    """Names how texts are analysed here. Entries made under another name may miss rare characters."""
    parts = (_ANALYSIS, unicodedata.unidata_version, version("opencc"), version("pypinyin"))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _extra(wanted: Entry, values: Iterable[int]) -> str:
    initials, spelling = pinyin.grams(wanted.lattice)
    facets = {str(value) for value in values}
    parts = ((facets, Space.FACET), (initials, Space.INITIALS), (spelling, Space.SPELLING))
    return " ".join(grams.stored(sorted(each), space) for each, space in parts)


def _value_numbers(connection: sa.Connection, facets: Iterable[tuple[str, str]]) -> list[int]:
    numbers = []
    for field, value in facets:
        known = connection.exec_driver_sql(
            "SELECT number FROM search_values WHERE field = ? AND value = ?", (field, value)
        ).scalar()
        if known is None:
            known = connection.exec_driver_sql(
                "INSERT INTO search_values (field, value, folded) VALUES (?, ?, ?)", (field, value, fold(value))
            ).lastrowid
        numbers.append(int(known or 0))
    return numbers


def _stored(connection: sa.Connection, number: int) -> _Stored | None:
    row = connection.exec_driver_sql(
        "SELECT place, title, rest, lattice, extra FROM search_texts WHERE place IN (?, ?)", (number, -number)
    ).first()
    return None if row is None else _Stored(*row)


def _put_in(connection: sa.Connection, new: _Stored) -> None:
    connection.exec_driver_sql("INSERT INTO search_terms (rowid, terms) VALUES (?, ?)", (new.place, new.terms))
    connection.exec_driver_sql(
        "INSERT INTO search_texts (place, title, rest, lattice, extra) VALUES (?, ?, ?, ?, ?)",
        (new.place, new.title, new.rest, new.lattice, new.extra),
    )


def _take_out(connection: sa.Connection, old: _Stored) -> None:
    connection.exec_driver_sql(
        "INSERT INTO search_terms (search_terms, rowid, terms) VALUES ('delete', ?, ?)", (old.place, old.terms)
    )
    connection.exec_driver_sql("DELETE FROM search_texts WHERE place = ?", (old.place,))
