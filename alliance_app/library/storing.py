"""Storing what a document projects to: its row, facet values and links, then the projections that must never lag."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from alliance_app.library.projecting import Projected
from alliance_app.library.reading import record_from
from alliance_app.library.rows import RecordLinkRow, RecordRow, RecordValueRow
from alliance_app.library.values import Companions, Projection
from alliance_app.records.chunks import chunks
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record

# Built once: a statement made anew for every record costs more than SQLite's work on it.
_INSERT = sa.insert(RecordRow)
_UPDATE = sa.update(RecordRow).where(RecordRow.number == sa.bindparam("its_number"))
_INSERT_VALUES = sa.insert(RecordValueRow)
_INSERT_LINKS = sa.insert(RecordLinkRow)
_DROP_VALUES = sa.delete(RecordValueRow).where(RecordValueRow.number == sa.bindparam("its_number"))
_DROP_LINKS = sa.delete(RecordLinkRow).where(RecordLinkRow.number == sa.bindparam("its_number"))
_DROP = sa.delete(RecordRow).where(RecordRow.number == sa.bindparam("its_number"))
_ROWS = sa.select(*RecordRow.__table__.columns).where(
    RecordRow.number.in_(sa.bindparam("numbers", expanding=True))
)
_LINKED = (
    sa.select(RecordLinkRow.number, RecordRow.id, RecordRow.title, RecordRow.stars)
    .join(RecordRow, RecordLinkRow.target_id == RecordRow.id)
    .where(RecordLinkRow.number.in_(sa.bindparam("numbers", expanding=True)))
)
_LINKING = sa.select(RecordLinkRow.number).where(RecordLinkRow.target_id == sa.bindparam("its_id")).distinct()

_LINKING_BEFORE = (
    sa.select(RecordLinkRow.number)
    .where(
        RecordLinkRow.target_id.in_(sa.bindparam("ids", expanding=True)), RecordLinkRow.number < sa.bindparam("first")
    )
    .distinct()
)
_LAST = sa.select(sa.func.max(RecordRow.number))


class RowStore:
    """Rows and projections of one transaction."""

    def __init__(self, connection: sa.Connection, projections: Sequence[Projection]) -> None:
        self._connection = connection
        self._projections = projections

    def store(self, projected: Projected, number: int | None) -> None:
        """Insert (number None) or replace a record's rows, and hand it to the projections."""
        if number is None:
            self.store_new([projected])
            return
        self._connection.execute(_UPDATE, {**projected.record, "its_number": number})
        self._connection.execute(_DROP_VALUES, {"its_number": number})
        self._connection.execute(_DROP_LINKS, {"its_number": number})
        self._fill([(number, projected)])
        self._hand_over([record_from(SimpleNamespace(number=number, **projected.record), {})])

    def store_new(self, projected: Sequence[Projected]) -> None:
        """Insert the rows of records that were not there, and hand them to the projections.

        Records that link to them show their titles from now on.
        """
        if not projected:
            return
        first = (self._connection.scalar(_LAST) or 0) + 1
        numbered = list(enumerate(projected, start=first))
        self._connection.execute(_INSERT, [{"number": number, **each.record} for number, each in numbered])
        self._fill(numbered)
        if not self._projections:
            return
        self._hand_over([record_from(SimpleNamespace(number=number, **each.record), {}) for number, each in numbered])
        for ids in chunks([each.record["id"] for each in projected]):
            self.put(self._connection.scalars(_LINKING_BEFORE, {"ids": ids, "first": first}).all())

    def _fill(self, numbered: Sequence[tuple[int, Projected]]) -> None:
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

    def put(self, numbers: Sequence[int]) -> None:
        """Hand stored records to the projections once more."""
        if self._projections:
            for some in chunks(numbers):
                rows = self._connection.execute(_ROWS, {"numbers": some}).all()
                self._hand_over([record_from(row, {}) for row in rows])

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

    def _hand_over(self, records: Sequence[Record]) -> None:
        if not self._projections:
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
        for projection in self._projections:
            projection.put(self._connection, handed)


