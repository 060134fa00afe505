"""The finder: a query in, ids out; then, for the rows in sight, what to show of them, and counts to filter by.

Order. By relevance: records with all words in the title come first, then those with some of them there, then the rest;
within each the newest first. People look for a note they half remember, by its name or by when it was; BM25 needs
positions (2.7 times the index) and says little about notes of like length. `date` and `updated` leave the title aside.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import sqlalchemy as sa

from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.records.progress import Cancelled, never
from alliance_app.search import facets, plan, showing, titles
from alliance_app.search.driving import driving
from alliance_app.search.facets import FacetCount
from alliance_app.search.filters import TRASHED, exactly
from alliance_app.search.language import readings
from alliance_app.search.plan import Plan
from alliance_app.search.planning import Planner
from alliance_app.search.showing import Hit
from alliance_app.search.snippets import folded_literals
from alliance_app.search.tree import Reading
from alliance_app.search.wording import read_as
from alliance_app.words import N_

Order = Literal["relevance", "date", "updated"]
Filters = Mapping[str, Sequence[str]]
_STEPS_BETWEEN_LOOKS = 2_000


class SearchCancelled(AllianceError):
    """The caller's `cancelled` said so before the search was done."""

    message = N_("The search was stopped.")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `total` counts all hits, `ids` are the first `limit`; `terms` are folded words to mark,
    `sounds` those that were taken as pinyin.

    `read_as` says in the user's language how the query was understood; `corrected`, that something in it was mended.
    """

    ids: list[str]
    total: int
    read_as: str
    corrected: bool
    terms: tuple[str, ...]
    sounds: tuple[str, ...] = ()
    source: str = field(default="", repr=False)
    parameters: tuple[object, ...] = field(default=(), repr=False)


class Finder:
    """Searches one library. Holds no state: any thread may ask."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(
        self,
        query: str,
        *,
        kinds: Sequence[str] = (),
        filters: Filters | None = None,
        order: Order = "relevance",
        limit: int | None = 50,
        among: Collection[str] | None = None,
        cancelled: Cancelled = never,
    ) -> Found:
        """The records a query finds; an empty query finds all. Never fails for what is typed. Raises SearchCancelled.

        `filters`: by facet, values as `facets` gives them (several mean any of them); `date` takes 2024-01..2024-06.
        `among`: only these records, by id.
        """
        chosen = {**({"kind": kinds} if kinds else {}), **(filters or {})}
        these = [] if among is None else [plan.among(among)]
        with self._connection(cancelled) as connection:
            found = None
            for reading in readings(query):
                exact = [exactly(connection, name, values) for name, values in chosen.items() if values]
                found = _search(connection, reading, [*exact, *these], order, limit, again=found is not None)
                if found.ids:
                    break
            assert found is not None  # there is always one reading
            return found

    def hits(self, found: Found, ids: Sequence[str]) -> list[Hit]:
        """What to show of these records: for the rows in sight. Ids that are gone are left out."""
        with self._library.reading() as connection:
            return showing.hits(connection, found.terms, found.sounds, ids)

    def titles(self, typed: str, kind: str | None = None, limit: int = 20) -> list[str]:
        """Titles to offer while one is typed: those that hold it, then those that sound like it in pinyin."""
        return titles.titles(self._library, kind, typed, limit)

    def facets(self, found: Found, *, cancelled: Cancelled = never) -> dict[str, list[FacetCount]]:
        """For all that was found, not just `ids`: how many records have which value. Raises SearchCancelled."""
        with self._connection(cancelled) as connection:
            return facets.counted(connection, found.source, found.parameters)

    @contextmanager
    def _connection(self, cancelled: Cancelled) -> Iterator[sa.Connection]:
        """A read connection on which SQLite asks `cancelled` now and then."""
        with self._library.reading() as connection, driving(connection) as driver:
            if cancelled is not never:
                driver.set_progress_handler(lambda: int(cancelled()), _STEPS_BETWEEN_LOOKS)
            try:
                yield connection
            except sa.exc.DBAPIError as error:
                if "interrupted" in str(error.orig):
                    raise SearchCancelled from None
                raise
            finally:
                driver.set_progress_handler(None, 0)


def _search(
    connection: sa.Connection, reading: Reading, filters: list[Plan], order: Order, limit: int | None, *, again: bool
) -> Found:
    planner = Planner(connection)
    planner.prepare(reading.tree)
    planner.in_trash |= TRASHED in filters
    wanted = plan.both([planner.plan(reading.tree), *filters])
    source, parameters = planner.sources(wanted)
    ordering, more = _ordering(planner, reading, order)
    counted = limit is not None and wanted.left is not None
    sql = f"SELECT e.record_id, 0 {source}"
    if counted:
        # texts are compared once, for the count and the order alike
        sql = (
            f"WITH found AS MATERIALIZED (SELECT e.place, e.record_id, e.day, e.updated {source}) "  # noqa: S608 - values are bound
            "SELECT e.record_id, (SELECT count(*) FROM found) FROM found e"
        )
    most = -1 if limit is None else limit
    with driving(connection) as driver:
        rows = driver.execute(f"{sql} ORDER BY {ordering} LIMIT ?", (*parameters, *more, most)).fetchall()
    total = len(rows)
    if counted and rows:
        total = rows[0][1]
    elif limit is not None and total >= limit:
        total = _count(connection, planner, wanted)
    texts = planner.texts(reading.tree)
    return Found(
        ids=[row[0] for row in rows],
        total=total,
        read_as=read_as(reading.tree, planner),
        corrected=again or reading.doubtful or bool(planner.misread or planner.sounded),
        terms=folded_literals([each.text for each in texts if each not in planner.sounded]),
        sounds=folded_literals([each.text for each in planner.sounded]),
        source=source,
        parameters=parameters,
    )


def _ordering(planner: Planner, reading: Reading, order: Order) -> tuple[str, tuple[object, ...]]:
    if order == "updated":
        return "e.updated DESC, e.place DESC", ()
    texts = planner.texts(reading.tree)
    if order == "date" or not texts:
        return "e.day DESC, e.place DESC", ()
    whole = planner.plan(reading.tree, titles_only=True)
    some = plan.either([planner.plan(each, titles_only=True) for each in texts])
    tiers = [whole] if some == whole else [whole, some]
    parts = [planner.sources(tier) for tier in tiers]
    cases = " ".join(f"WHEN e.place IN (SELECT e.place {sql}) THEN {at}" for at, (sql, _values) in enumerate(parts))
    values = tuple(value for _sql, bound in parts for value in bound)
    return f"CASE {cases} ELSE {len(parts)} END, e.day DESC, e.place DESC", values


def _count(connection: sa.Connection, planner: Planner, wanted: Plan) -> int:
    source, parameters = planner.sources(wanted)
    if wanted.match is not None and wanted.left is None:
        side = "<" if planner.in_trash else ">"
        source = f"FROM search_terms WHERE search_terms MATCH ? AND rowid {side} 0"
    return int(connection.exec_driver_sql(f"SELECT count(*) {source}", parameters).scalar() or 0)
