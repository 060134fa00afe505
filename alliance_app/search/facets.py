"""Facets: how many of the found records have which value.

Each entry holds the numbers of its values in one small blob, so a count is one pass over the found entries: no join,
no sorting of a million rows.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from alliance_app.records.fields import Choice, Field, Flag, Link, Links, Many
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import State
from alliance_app.search.driving import driving
from alliance_app.search.names import declared_facets
from alliance_app.words import N_, _

MOST_VALUES = 100
_LABELS = {"picture": N_("Pictures"), "attachment": N_("Attachments")}
_STATES = {State.DRAFT.value: N_("Private draft"), State.SHARED.value: N_("Shared")}


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet: what to filter by, what to show, and how many of the found records have it."""

    value: str
    label: str
    count: int


def counted(connection: sa.Connection, source: str, parameters: Sequence[object]) -> dict[str, list[FacetCount]]:
    """The values of every facet among the entries of `source` (FROM and WHERE), the most frequent first."""
    numbers = array("I")
    with driving(connection) as driver:
        blobs = driver.execute(f"SELECT e.facets {source}", tuple(parameters))
        numbers.frombytes(b"".join(blob for (blob,) in blobs))
        known = driver.execute("SELECT number, field, value FROM search_values").fetchall()
    counts = Counter(numbers)
    by_field: dict[str, list[tuple[str, int]]] = {}
    for number, name, value in known:
        if number in counts:
            by_field.setdefault(name, []).append((value, counts[number]))
    for values in by_field.values():
        values.sort(key=lambda each: (-each[1], each[0]))
    titles = _titles(connection, by_field)
    return {
        name: [FacetCount(value, label(name, value, titles), count) for value, count in values[:MOST_VALUES]]
        for name, values in by_field.items()
    }


def label(name: str, value: str, titles: dict[str, str]) -> str:
    """What a person reads for a facet's value."""
    if name == "kind":
        return KINDS[value].label if value in KINDS else value
    if name == "state":
        return _(_STATES.get(value, value))
    if name == "has":
        return _(_LABELS.get(value, value))
    for declared in declared_facets().get(name, ()):
        item = declared.of if isinstance(declared, Many) else declared
        if isinstance(item, Choice) and value in (item.options or {}):
            return item.show(value)
        if isinstance(item, Flag):
            return item.show(value == "true")
    return titles.get(value, value)


def _titles(connection: sa.Connection, by_field: dict[str, list[tuple[str, int]]]) -> dict[str, str]:
    """The titles of the records that facets of links name."""
    ids = {
        value
        for name, values in by_field.items()
        if name == "member" or any(_is_link(declared) for declared in declared_facets().get(name, ()))
        for value, _count in values[:MOST_VALUES]
    }
    found: dict[str, str] = {}
    for record_id in ids:
        title = connection.exec_driver_sql("SELECT title FROM records WHERE id = ?", (record_id,)).scalar()
        if title is not None:
            found[record_id] = str(title)
    return found


def _is_link(declared: Field) -> bool:
    return isinstance(declared, Link | Links)
