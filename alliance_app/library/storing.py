"""Storing what a document projects to: its row, facet values and links, then the projections that must never lag."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any, TypeVar

import sqlalchemy as sa

from alliance_app.library.projecting import Projected
from alliance_app.library.reading import record_from
from alliance_app.library.rows import RecordLinkRow, RecordRow, RecordValueRow
from alliance_app.library.values import Companions, Projection, Taker
from alliance_app.records.chunks import chunks, pieces
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record

_Item = TypeVar("_Item")

# Built once: a statement made anew for every record costs more than SQLite's work on it.
_INSERT = sa.insert(RecordRow)
_UPDATE = sa.update(RecordRow).where(RecordRow.number == sa.bindparam("its_number"))
_INSERT_VALUES = sa.insert(RecordValueRow)
_INSERT_LINKS = sa.insert(RecordLinkRow)
_DROP_VALUES = sa.delete(RecordValueRow).where(RecordValueRow.number == sa.bindparam("its_number"))
_DROP_LINKS = sa.delete(RecordLinkRow).where(RecordLinkRow.number == sa.bindparam("its_number"))
_DROP = sa.delete(RecordRow).where(RecordRow.number == sa.bindparam("its_number"))
_ROWS = sa.select(*RecordRow.__table__.columns).where(RecordRow.number.in_(sa.bindparam("numbers", expanding=True)))
_LINKED = (
    sa.select(RecordLinkRow.number, RecordRow.id, RecordRow.title, RecordRow.stars)
    .join(RecordRow, RecordLinkRow.target_id == RecordRow.id)
    .where(RecordLinkRow.number.in_(sa.bindparam("numbers", expanding=True)))
)
_LINKING = sa.select(RecordLinkRow.number).where(RecordLinkRow.target_id == sa.bindparam("its_id")).distinct()

_LINKING_AMONG = (
    sa.select(RecordLinkRow.number, RecordLinkRow.target_id)
    .where(RecordLinkRow.target_id.in_(sa.bindparam("ids", expanding=True)))
    .distinct()
)
_LAST = sa.select(sa.func.max(RecordRow.number))

# Records handed to the projections at one go: they take them in while the next ones are worked out.
_TOGETHER = 25


class RowStore:
    """Rows and projections of one transaction."""

    def __init__(self, connection: sa.Connection, projections: Sequence[Projection]) -> None:
        self._connection = connection
        self._projections = projections

    def store(self, projected: Projected, number: int | None) -> None:
        """Insert (number None) or replace a record's rows, and hand it to the projections."""
        if number is None:
            self.store_new([projected])
        else:
            self.store_again([(number, projected)])

    def store_again(self, numbered: Iterable[tuple[int, Projected]]) -> None:
        """Replace the rows of records, each under its number, and hand them to the projections.

        They are asked for as `store_new` asks.
        """
        self._in_turn(numbered, self._replace)

    def store_new(self, projected: Iterable[Projected]) -> None:
        """Insert the rows of records that were not there, and hand them to the projections.

        `projected` is asked for the next ones while the projections take in the last: it leaves the connection alone.
        Records that link to them show their titles from now on.
        """
        first = (self._connection.scalar(_LAST) or 0) + 1
        numbers: dict[str, int] = {}

        def insert(numbered: Sequence[tuple[int, Projected]]) -> list[Record]:
            numbers.update((each.record["id"], number) for number, each in numbered)
            self._connection.execute(_INSERT, [{"number": number, **each.record} for number, each in numbered])
            return self._filled(numbered)

        self._in_turn(enumerate(projected, first), insert)
        if self._projections:
            self.put(self._linking_ahead(numbers, first))

    def _replace(self, numbered: Sequence[tuple[int, Projected]]) -> list[Record]:
        numbers = [{"its_number": number} for number, _each in numbered]
        self._connection.execute(_UPDATE, [{**each.record, "its_number": number} for number, each in numbered])
        self._connection.execute(_DROP_VALUES, numbers)
        self._connection.execute(_DROP_LINKS, numbers)
        return self._filled(numbered)

    def _in_turn(self, items: Iterable[_Item], store: Callable[[Sequence[_Item]], list[Record]]) -> None:
        """Store some, hand over what `store` says they are, and ask for the next while the projections take them in."""
        with ExitStack() as taking:
            takers = [taking.enter_context(each.taking(self._connection)) for each in self._projections]
            for some in pieces(items, _TOGETHER):
                for taker in takers:
                    taker.rest()
                self._hand_over(store(some), takers)

    def _linking_ahead(self, numbers: Mapping[str, int], first: int) -> list[int]:
        """Records that link to one of these and were handed over before it. The first of these is numbered `first`."""

        def turn(number: int) -> int:
            return max((number - first) // _TOGETHER, -1)

        found: set[int] = set()
        for ids in chunks(list(numbers)):
            linking = self._connection.execute(_LINKING_AMONG, {"ids": ids})
            found.update(row.number for row in linking if turn(row.number) < turn(numbers[row.target_id]))
        return sorted(found)

    def _filled(self, numbered: Sequence[tuple[int, Projected]]) -> list[Record]:
        """Store the values and links of records; the records as they are read."""
        values = [
            {"number": number, "field": field, "value": value, "sort": sort}
            for number, each in numbered
            for field, value, sort in each.values
        ]
        if values:
            self._connection.execute(_INSERT_VALUES, values)
        links = [{"number": number, **link} for number, each in numbered for link in each.links]
        if links:
            self._connection.execute(_INSERT_LINKS, links)
        if not self._projections:
            return []
        return [record_from(SimpleNamespace(number=number, **each.record), {}) for number, each in numbered]

    def put(self, numbers: Sequence[int]) -> None:
        """Hand stored records to the projections once more."""
        if self._projections:
            self._in_turn(numbers, self._stored)

    def _stored(self, numbers: Sequence[int]) -> list[Record]:
        rows = self._connection.execute(_ROWS, {"numbers": numbers}).all()
        return [record_from(row, {}) for row in rows]

    def drop(self, number: int) -> None:
        """Take out a record's rows and its entries in the projections."""
        for statement in (_DROP_VALUES, _DROP_LINKS, _DROP):
            self._connection.execute(statement, {"its_number": number})
        for projection in self._projections:
            projection.drop(self._connection, number)

    def put_linking(self, record_id: str) -> None:
        """Hand over the records that show this one's title or stars."""
        if self._projections:
            self.put(self._connection.scalars(_LINKING, {"its_id": record_id}).all())

    def _hand_over(self, records: Sequence[Record], takers: Sequence[Taker]) -> None:
        if not takers:
            return
        targets: dict[int, list[Any]] = {}
        for numbers in chunks([record.number for record in records]):
            for row in self._connection.execute(_LINKED, {"numbers": numbers}):
                targets.setdefault(row.number, []).append(row)
        handed = []
        for record in records:
            owned_by = KINDS[record.kind].owned_by
            owner = record.fields.get(owned_by) if owned_by else None
            linked = targets.get(record.number, [])
            stars = next((each.stars for each in linked if each.id == owner), None)
            handed.append((record, Companions({each.id: each.title for each in linked}, stars)))
        for taker in takers:
            taker.take(handed)
