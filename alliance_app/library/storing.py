"""Storing what a document projects to: its row, facet values and links, then the projections that must never lag."""

from collections.abc import Sequence
from types import SimpleNamespace

import sqlalchemy as sa

from alliance_app.library.projecting import Projected
from alliance_app.library.reading import record_from
from alliance_app.library.rows import RecordLinkRow, RecordRow, RecordValueRow
from alliance_app.library.values import Companions, Projection
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record

# Built once: a statement made anew for every record costs more than SQLite's work on it.
_INSERT = sa.insert(RecordRow)
_UPDATE = sa.update(RecordRow).where(RecordRow.number == sa.bindparam("its_number"))
_INSERT_VALUES = sa.insert(RecordValueRow)
_INSERT_LINKS = sa.insert(RecordLinkRow)
_DROP_VALUES = sa.delete(RecordValueRow).where(RecordValueRow.number == sa.bindparam("its_number"))
_DROP_LINKS = sa.delete(RecordLinkRow).where(RecordLinkRow.number == sa.bindparam("its_number"))
_ROW = sa.select(*RecordRow.__table__.columns).where(RecordRow.number == sa.bindparam("its_number"))
_LINKED = (
    sa.select(RecordRow.id, RecordRow.title, RecordRow.stars)
    .join(RecordLinkRow, RecordLinkRow.target_id == RecordRow.id)
    .where(RecordLinkRow.number == sa.bindparam("its_number"))
)
_LINKING = sa.select(RecordLinkRow.number).where(RecordLinkRow.target_id == sa.bindparam("its_id")).distinct()


class RowStore:
    """Rows and projections of one transaction."""

    def __init__(self, connection: sa.Connection, projections: Sequence[Projection]) -> None:
        self._connection = connection
        self._projections = projections

    def store(self, projected: Projected, number: int | None) -> int:
        """Insert (number None) or replace a record's rows, and hand it to the projections. Gives its number."""
        if number is None:
            (number,) = self._connection.execute(_INSERT, projected.record).inserted_primary_key or (0,)
        else:
            self._connection.execute(_UPDATE, {**projected.record, "its_number": number})
            self._connection.execute(_DROP_VALUES, {"its_number": number})
            self._connection.execute(_DROP_LINKS, {"its_number": number})
        if projected.values:
            rows = [{"number": number, "field": f, "value": v, "sort": s} for f, v, s in projected.values]
            self._connection.execute(_INSERT_VALUES, rows)
        if projected.links:
            self._connection.execute(_INSERT_LINKS, [{"number": number, **link} for link in projected.links])
        if self._projections:
            by_id = any(link["target_id"] for link in projected.links)
            self._hand_over(record_from(SimpleNamespace(number=number, **projected.record), {}), linked=by_id)
        return number

    def put(self, number: int) -> None:
        """Hand a stored record to the projections once more."""
        if self._projections:
            row = self._connection.execute(_ROW, {"its_number": number}).one()
            self._hand_over(record_from(row, {}), linked=True)

    def put_linking(self, record_id: str) -> None:
        """Hand over the records that show this one's title or stars."""
        if self._projections:
            for number in self._connection.scalars(_LINKING, {"its_id": record_id}).all():
                self.put(number)

    def _hand_over(self, record: Record, *, linked: bool) -> None:
        targets = self._connection.execute(_LINKED, {"its_number": record.number}).all() if linked else []
        owned_by = KINDS[record.kind].owned_by
        owner = record.fields.get(owned_by) if owned_by else None
        stars = next((each.stars for each in targets if each.id == owner), None)
        companions = Companions({each.id: each.title for each in targets}, stars)
        for projection in self._projections:
            projection.put(self._connection, record, companions)
