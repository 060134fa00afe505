"""What sync takes out of the log and puts into it. Only sync calls this."""

import json
from collections.abc import Sequence

import sqlalchemy as sa

from alliance_app.library import receiving
from alliance_app.library.opening import write_fact
from alliance_app.library.rows import ChangeRow, DeviceRow, FactRow, RecordRow
from alliance_app.library.values import Incoming, Outgoing
from alliance_app.library.writing import Transaction
from alliance_app.records.values import Attachment, State

_WAITING = "waiting"


def outgoing(connection: sa.Connection, device_id: str, after: int, limit: int) -> list[Outgoing]:
    """This device's shared changes numbered above `after`, in order."""
    query = (
        sa.select(ChangeRow.device_number, ChangeRow.record_id, ChangeRow.payload, ChangeRow.at)
        .where(ChangeRow.device_id == device_id, ChangeRow.device_number > after)
        .order_by(ChangeRow.device_number)
        .limit(limit)
    )
    return [Outgoing(row.device_number, row.record_id, row.payload, row.at) for row in connection.execute(query)]


def last_outgoing(connection: sa.Connection, device_id: str) -> int:
    """The number of this device's newest shared change; 0 when there is none."""
    query = sa.select(sa.func.max(ChangeRow.device_number)).where(ChangeRow.device_id == device_id)
    return connection.scalar(query) or 0


def received(connection: sa.Connection) -> dict[str, int]:
    """Through which number each other device has been applied here."""
    return dict(connection.execute(sa.select(DeviceRow.device_id, DeviceRow.received)).all())


def last_seen(connection: sa.Connection) -> dict[str, str]:
    """When each other device made its newest change that was applied here, by its own clock."""
    return dict(connection.execute(sa.select(DeviceRow.device_id, DeviceRow.last_seen)).all())


def receive(transaction: Transaction, device_id: str, first: int, entries: Sequence[Incoming]) -> None:
    """Apply another device's changes `first`, first+1, …; those applied before are passed over.

    Raises DamagedDocument, which undoes the whole transaction, and ValueError for a gap, which is the caller's mistake.
    """
    connection = transaction.connection
    through = received(connection).get(device_id, 0)
    if first > through + 1:
        raise ValueError(f"changes {through + 1} to {first - 1} of {device_id} are missing")
    before = waiting(connection)
    now = set(before)
    numbered = enumerate(entries, start=first)
    receiving.receive(transaction, device_id, [(number, entry) for number, entry in numbered if number > through], now)
    if now != before:
        write_fact(connection, _WAITING, json.dumps(sorted(now)))
    reached = max(through, first + len(entries) - 1)
    last_seen = entries[-1].at if entries else ""
    connection.execute(sa.delete(DeviceRow).where(DeviceRow.device_id == device_id))
    connection.execute(sa.insert(DeviceRow), {"device_id": device_id, "received": reached, "last_seen": last_seen})


def waiting(connection: sa.Connection) -> set[str]:
    """The records that wait for a change of another device, on which changes already here rest."""
    told = connection.scalar(sa.select(FactRow.value).where(FactRow.key == _WAITING))
    return set(json.loads(told or "[]"))


def resend_everything(transaction: Transaction, former_device: str) -> None:
    """After this device got a new id: give out again, under the new id, every shared record the old id had changed.

    Also what another writer gave under the old id and was received as a line of its own, `<old id>/…`: nobody else may
    feel answerable for it any more.
    """
    line = sa.func.substr(ChangeRow.device_id, 1, len(former_device) + 1) == f"{former_device}/"
    touched = (
        sa.select(ChangeRow.record_id)
        .join(RecordRow, RecordRow.id == ChangeRow.record_id)
        .where(sa.or_(ChangeRow.device_id == former_device, line), RecordRow.state == State.SHARED.value)
        .distinct()
        .order_by(ChangeRow.record_id)
    )
    records = transaction.connection.scalars(touched).all()
    # the numbers are another's now: what that one gave under them is received like any device's changes
    former = sa.update(ChangeRow).where(ChangeRow.device_id == former_device).values(device_number=None)
    transaction.connection.execute(former)
    for record_id in records:
        transaction.resend(record_id)


def shared_attachments(connection: sa.Connection) -> dict[str, Attachment]:
    """The attachments of all shared records, by content."""
    found: dict[str, Attachment] = {}
    query = sa.select(RecordRow.attachments).where(
        RecordRow.state == State.SHARED.value, RecordRow.attachments != sa.literal([], sa.JSON)
    )
    for stored in connection.scalars(query):
        for entry in stored:
            attachment = Attachment(**entry)
            found.setdefault(attachment.sha256, attachment)
    return found
