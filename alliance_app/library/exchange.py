"""What sync takes out of the log and puts into it. Only sync calls this."""

from collections.abc import Sequence

import sqlalchemy as sa

from alliance_app.library import documents, erasing, opening, receiving
from alliance_app.library.rows import ChangeRow, DeviceRow, RecordRow, TrashRow
from alliance_app.library.values import Incoming, Outgoing, What
from alliance_app.library.writing import Transaction
from alliance_app.records.values import Attachment, State

_OTHER = {each.value: each for each in (What.ERASE, What.GONE)}
_RECEIVED = sa.select(DeviceRow.device_id, DeviceRow.received)
_SHARED_ATTACHMENTS = sa.select(RecordRow.attachments).where(
    RecordRow.state == State.SHARED.value, RecordRow.attachments != sa.literal([], sa.JSON)
)
_LAST_OUTGOING = sa.select(sa.func.max(ChangeRow.device_number)).where(ChangeRow.device_id == sa.bindparam("device"))
_OUTGOING = (
    sa.select(ChangeRow.device_number, ChangeRow.record_id, ChangeRow.payload, ChangeRow.at, ChangeRow.what)
    .where(ChangeRow.device_id == sa.bindparam("device"), ChangeRow.device_number > sa.bindparam("after"))
    .order_by(ChangeRow.device_number)
    .limit(sa.bindparam("most"))
)
_LAST_SEEN = sa.select(DeviceRow.device_id, DeviceRow.last_seen)
_DROP_DEVICE = sa.delete(DeviceRow).where(DeviceRow.device_id == sa.bindparam("device"))
_INSERT_DEVICE = sa.insert(DeviceRow)
_OUT_OF_SIGHT = sa.select(TrashRow.record_id).where(
    TrashRow.purged_at.is_not(None),
    TrashRow.record_id.in_(
        sa.select(ChangeRow.record_id).where(
            ChangeRow.device_id == sa.bindparam("device"), ChangeRow.number > sa.bindparam("after")
        )
    ),
)


def outgoing(connection: sa.Connection, device_id: str, after: int, limit: int) -> list[Outgoing]:
    """This device's shared changes numbered above `after`, in order."""
    asked = {"device": device_id, "after": after, "most": limit}
    return [
        Outgoing(row.device_number, row.record_id, row.payload, row.at, _OTHER.get(row.what, What.CHANGE))
        for row in connection.execute(_OUTGOING, asked)
    ]


def last_outgoing(connection: sa.Connection, device_id: str) -> int:
    """The number of this device's newest shared change; 0 when there is none."""
    return connection.scalar(_LAST_OUTGOING, {"device": device_id}) or 0


def received(connection: sa.Connection) -> dict[str, int]:
    """Through which number each other device has been applied here."""
    return dict(connection.execute(_RECEIVED).all())


def last_seen(connection: sa.Connection) -> dict[str, str]:
    """When each other device made its newest change that was applied here, by its own clock."""
    return dict(connection.execute(_LAST_SEEN).all())


def receive(transaction: Transaction, device_id: str, first: int, entries: Sequence[Incoming]) -> None:
    """Apply another device's changes `first`, first+1, …; those applied before are passed over.

    Raises DamagedDocument, which undoes the whole transaction, and ValueError for a gap, which is the caller's mistake.
    """
    connection = transaction.connection
    through = received(connection).get(device_id, 0)
    if first > through + 1:
        raise ValueError(f"changes {through + 1} to {first - 1} of {device_id} are missing")
    numbered = enumerate(entries, start=first)
    receiving.receive(transaction, device_id, [(number, entry) for number, entry in numbered if number > through])
    _reach(connection, device_id, max(through, first + len(entries) - 1), entries[-1].at if entries else "")


def received_all(connection: sa.Connection, device_id: str, line: str, last: int, at: str) -> None:
    """A device has been applied through `last`, by way of a line of its own that is at its end."""
    connection.execute(_DROP_DEVICE, {"device": line})
    _reach(connection, device_id, max(received(connection).get(device_id, 0), last), at)


def _reach(connection: sa.Connection, device_id: str, through: int, at: str) -> None:
    connection.execute(_DROP_DEVICE, {"device": device_id})
    connection.execute(_INSERT_DEVICE, {"device_id": device_id, "received": through, "last_seen": at})


def resend_everything(transaction: Transaction, former_device: str) -> None:
    """After this device got a new id: give out again, under the new id, every shared record the old id had changed.

    Those out of sight, too, and every erasure that was made here: it may have stood under a number that is another's.

    Also what another writer gave under the old id and was received as a line of its own, `<old id>/…`: nobody else may
    feel answerable for it any more.
    """
    line = sa.func.substr(ChangeRow.device_id, 1, len(former_device) + 1) == f"{former_device}/"
    touched = (
        sa.select(ChangeRow.record_id)
        .outerjoin(RecordRow, RecordRow.id == ChangeRow.record_id)
        .outerjoin(TrashRow, TrashRow.record_id == ChangeRow.record_id)
        .where(
            sa.or_(ChangeRow.device_id == former_device, line),
            sa.or_(RecordRow.state == State.SHARED.value, TrashRow.purged_at.is_not(None)),
        )
        .distinct()
        .order_by(ChangeRow.record_id)
    )
    records = transaction.connection.scalars(touched).all()
    # the numbers are another's now: what that one gave under them is received like any device's changes
    former = sa.update(ChangeRow).where(ChangeRow.device_id == former_device).values(device_number=None)
    transaction.connection.execute(former)
    for record_id in records:
        transaction.resend(record_id)
    erasing.resend(transaction, opening.former_devices(transaction.connection))


def shared_attachments(connection: sa.Connection) -> dict[str, Attachment]:
    """The attachments of all shared records, by content."""
    found: dict[str, Attachment] = {}
    for stored in connection.scalars(_SHARED_ATTACHMENTS):
        for entry in stored:
            attachment = Attachment(**entry)
            found.setdefault(attachment.sha256, attachment)
    return found


def attachments_out_of_sight(connection: sa.Connection, device_id: str, after: int) -> dict[str, Attachment]:
    """The attachments of shared records that left the trash here, by content: of those that this device changed.

    `after`: only what it changed after this number of the log.

    Its changes may not have gone out by then, and whoever receives them asks for what they name.
    """
    purged = connection.scalars(_OUT_OF_SIGHT, {"device": device_id, "after": after}).all()
    contents = (documents.load(connection, each).document.content() for each in purged)
    return {each.sha256: each for content in contents for each in content.attachments}
