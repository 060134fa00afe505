"""How long the trash keeps: 90 days by this computer's clock, counted from when it first saw the record there.

A deleter's clock may be years off, so its time of deletion decides nothing. This computer's clock may be wrong for a
while too: a record goes only when the clock has said so for a week. What others have a part in is merely put out of
sight, its history stays: somebody who has not seen the deletion may still be writing on it, and that brings it back.
A private draft has nowhere else to be: it goes for good.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from alliance_app.library.erasing import forget_draft
from alliance_app.library.rows import CheckpointRow, RecordRow, TrashRow
from alliance_app.library.writing import Transaction
from alliance_app.records.chunks import chunks
from alliance_app.records.document import stamp
from alliance_app.records.values import State

KEPT_DAYS = 90
_SURE_DAYS = 7


def purge(transaction: Transaction, now: datetime) -> list[str]:
    """Note what came into the trash, and put out of sight what has been there long enough; the ids of that."""
    connection = transaction.connection
    today = stamp(now)
    _follow(connection, today)
    due = stamp(now - timedelta(days=KEPT_DAYS - _SURE_DAYS))
    lying = TrashRow.purged_at.is_(None)
    connection.execute(sa.update(TrashRow).where(lying, TrashRow.since > due).values(due=None))
    over = sa.and_(lying, TrashRow.since <= due, TrashRow.due.is_(None))
    connection.execute(sa.update(TrashRow).where(over).values(due=today))
    sure = (
        TrashRow.since <= stamp(now - timedelta(days=KEPT_DAYS)),
        TrashRow.due <= stamp(now - timedelta(days=_SURE_DAYS)),
    )
    ids = list(connection.scalars(sa.select(TrashRow.record_id).where(lying, *sure)))
    for record_id in ids:
        _purge_one(transaction, record_id, today)
    return ids


def purged_among(connection: sa.Connection, ids: Collection[str]) -> set[str]:
    """Which of these records were put out of sight."""
    found: set[str] = set()
    for some in chunks(list(ids)):
        gone = sa.select(TrashRow.record_id).where(TrashRow.record_id.in_(some), TrashRow.purged_at.is_not(None))
        found.update(connection.scalars(gone))
    return found


def forget(connection: sa.Connection, ids: Collection[str]) -> None:
    """These records are back."""
    for some in chunks(list(ids)):
        connection.execute(sa.delete(TrashRow).where(TrashRow.record_id.in_(some)))


def _follow(connection: sa.Connection, today: str) -> None:
    """Bring the list up to what is in the trash now."""
    lying = sa.select(RecordRow.id).where(RecordRow.trashed_at.is_not(None))
    connection.execute(sa.delete(TrashRow).where(TrashRow.purged_at.is_(None), TrashRow.record_id.not_in(lying)))
    # a clock that was ahead when it noted one is put right
    connection.execute(sa.update(TrashRow).where(TrashRow.since > today).values(since=today, due=None))
    new = lying.where(RecordRow.id.not_in(sa.select(TrashRow.record_id)))
    rows = [{"record_id": each, "since": today, "due": None, "purged_at": None} for each in connection.scalars(new)]
    if rows:
        connection.execute(sa.insert(TrashRow), rows)


def _purge_one(transaction: Transaction, record_id: str, today: str) -> None:
    head = transaction.known(record_id)
    if head.state == State.DRAFT:
        forget_draft(transaction, record_id)
        return
    transaction.rows.drop(head.number)
    connection = transaction.connection
    connection.execute(sa.delete(CheckpointRow).where(CheckpointRow.record_id == record_id))
    connection.execute(sa.update(TrashRow).where(TrashRow.record_id == record_id).values(purged_at=today))
    transaction.note(record_id)
