"""Erasing a record for good (个人信息保护法, art. 47): its rows, its history, its entry in the index.

Erasing is a change that goes out like any other; every device that receives it does the same. It beats every edit,
seen or not. What is left of it in files (attachments, backups, free pages) is the scrubbing's part.
"""

import json
from collections.abc import Sequence

import sqlalchemy as sa

from alliance_app.library import exports, looked_at
from alliance_app.library.rows import (
    ChangeRow,
    CheckpointRow,
    ErasedRow,
    FactRow,
    PrivateValueRow,
    RecordRow,
    TrashRow,
)
from alliance_app.library.values import Erasure, Incoming, What
from alliance_app.library.waiting import note_waiting, waiting
from alliance_app.library.writing import Transaction
from alliance_app.records.chunks import chunks
from alliance_app.records.errors import DamagedDocument

_MOST_AUTHOR = 200
_ERASURES = sa.select(
    ErasedRow.number,
    ErasedRow.record_id,
    ErasedRow.device_id,
    ErasedRow.author,
    ErasedRow.at,
    ErasedRow.received_at,
)
# Built once: every sync asks these, and making one takes longer than answering it.
_ERASURES_AFTER = _ERASURES.where(ErasedRow.number > sa.bindparam("after"), ErasedRow.device_id != "").order_by(
    ErasedRow.number
)
_UNSCRUBBED = _ERASURES.where(ErasedRow.scrubbed.is_(False))
_ERASED_AMONG = sa.select(ErasedRow.record_id).where(
    ErasedRow.record_id.in_(sa.bindparam("ids", expanding=True)), ErasedRow.device_id != ""
)
_BLOBS = sa.select(ErasedRow.blobs)


def erase(transaction: Transaction, record_id: str) -> None:
    """Erase one record here, and have it erased everywhere when others may have it. Raises UnknownRecord."""
    if not _went_out(transaction.connection, record_id):
        forget_draft(transaction, record_id)
        return
    identity = transaction.identity
    number = _number(transaction, record_id)
    _take_out(transaction, record_id, identity.device_id, identity.author, transaction.at, number)
    note_waiting(transaction.connection, waiting(transaction.connection) - {record_id})
    _tell(transaction, record_id, identity.author)


def resend(transaction: Transaction, devices: Sequence[str]) -> None:
    """Tell again, as this device's, what was erased under these ids."""
    for each in erasures(transaction.connection):
        if each.device_id in devices:
            _tell(transaction, each.record_id, each.author)


def forget_draft(transaction: Transaction, record_id: str) -> None:
    """Erase a record nobody else has: there is nobody to tell."""
    _take_out(transaction, record_id, "", "", transaction.at, transaction.known(record_id).number)


def receive(transaction: Transaction, device_id: str, change: Incoming) -> None:
    """Erase what another device has erased; what was never here is kept out from now on."""
    if not erased_among(transaction.connection, [change.record_id]):
        number = _number(transaction, change.record_id)
        device = device_id.partition("/")[0]
        _take_out(transaction, change.record_id, device, _author(change.payload), change.at, number)


def repeat(transaction: Transaction, erasures: Sequence[Erasure]) -> None:
    """Erase in another copy of this library what was erased in it."""
    for each in erasures:
        number = _number(transaction, each.record_id)
        _take_out(transaction, each.record_id, each.device_id, each.author, each.at, number)


def erased_among(connection: sa.Connection, ids: list[str]) -> set[str]:
    """Which of these records were erased for everybody."""
    found: set[str] = set()
    for some in chunks(ids):
        found.update(connection.scalars(_ERASED_AMONG, {"ids": some}))
    return found


def erasures(connection: sa.Connection, after: int = 0) -> list[Erasure]:
    """What was erased for everybody, numbered above `after`, oldest first."""
    return [Erasure(*row) for row in connection.execute(_ERASURES_AFTER, {"after": after})]


def unscrubbed(connection: sa.Connection) -> list[Erasure]:
    """What was erased and may still have left traces in this library's files."""
    return [Erasure(*row) for row in connection.execute(_UNSCRUBBED)]


def note_scrubbed(connection: sa.Connection, through: int) -> None:
    """Nothing is left of what was erased up to number `through`."""
    connection.execute(sa.update(ErasedRow).where(ErasedRow.number <= through).values(scrubbed=True))
    connection.execute(sa.delete(ErasedRow).where(ErasedRow.number <= through, ErasedRow.device_id == ""))


def erased_blobs(connection: sa.Connection) -> set[str]:
    """The attachments that only erased records had."""
    gone = {sha256 for listed in connection.scalars(_BLOBS) for sha256 in listed}
    return gone - _attached(connection) if gone else gone


def _tell(transaction: Transaction, record_id: str, author: str) -> None:
    """Log an erasure that goes out."""
    payload = json.dumps({"author": author}, ensure_ascii=False).encode("utf-8", "replace")
    transaction.append(record_id, payload, What.ERASE.value, outbound=True)


def _take_out(
    transaction: Transaction, record_id: str, device_id: str, author: str, at: str, number: int | None
) -> None:
    connection = transaction.connection
    blobs = _ever_attached(transaction, record_id)
    blobs.update(connection.scalar(sa.select(ErasedRow.blobs).where(ErasedRow.record_id == record_id)) or ())
    row = {
        "record_id": record_id, "device_id": device_id, "author": author, "at": at, "received_at": transaction.at,
        "blobs": sorted(blobs), "scrubbed": False,
    }  # fmt: skip
    connection.execute(sa.delete(ErasedRow).where(ErasedRow.record_id == record_id))
    connection.execute(sa.insert(ErasedRow), row)
    _empty_log(connection, record_id, transaction.identity.device_id)
    exports.forget(connection, record_id)
    looked_at.forget(connection, record_id)
    for table in (CheckpointRow, PrivateValueRow, TrashRow):
        connection.execute(sa.delete(table).where(table.record_id == record_id))
    # notes of followers that speak of it: which file it came from, which of its attachments are on their way
    for told in (record_id, *blobs):
        notes = (FactRow.key.startswith("setting:"), FactRow.value.contains(told, autoescape=True))
        connection.execute(sa.delete(FactRow).where(*notes))
    if number is not None:
        transaction.rows.drop(number)
        transaction.rows.put_linking(record_id)
    transaction.note(record_id)


def _empty_log(connection: sa.Connection, record_id: str, device_id: str) -> None:
    """Leave only the places of changes that were given out: their numbers must have no gap."""
    mine = sa.and_(ChangeRow.device_id == device_id, ChangeRow.device_number.is_not(None))
    of_record = ChangeRow.record_id == record_id
    connection.execute(sa.update(ChangeRow).where(of_record, mine).values(what=What.GONE.value, payload=b""))
    connection.execute(sa.delete(ChangeRow).where(of_record, sa.not_(mine)))
    # without a change that followers see, none of them would hear of it
    connection.execute(
        sa.insert(ChangeRow),
        {"record_id": record_id, "device_id": device_id, "device_number": None, "at": "", "what": What.GONE.value,
         "payload": b""},
    )  # fmt: skip


def _number(transaction: Transaction, record_id: str) -> int | None:
    head = transaction.heads([record_id]).get(record_id)
    return None if head is None else int(head.number)


def _ever_attached(transaction: Transaction, record_id: str) -> set[str]:
    try:
        return transaction.document(record_id).ever_attached()
    except DamagedDocument:
        stored = transaction.connection.scalar(sa.select(RecordRow.attachments).where(RecordRow.id == record_id))
        return {each["sha256"] for each in stored or ()}


def _attached(connection: sa.Connection) -> set[str]:
    query = sa.select(RecordRow.attachments).where(RecordRow.attachments != sa.literal([], sa.JSON))
    return {each["sha256"] for stored in connection.scalars(query) for each in stored}


def _went_out(connection: sa.Connection, record_id: str) -> bool:
    """Whether another device may have a change of the record, and it is not erased already."""
    numbered = sa.select(ChangeRow.number).where(
        ChangeRow.record_id == record_id,
        ChangeRow.device_number.is_not(None),
        ChangeRow.what.not_in((What.ERASE.value, What.GONE.value)),
    )
    return connection.scalar(numbered.limit(1)) is not None


def _author(payload: bytes) -> str:
    """Who erased it, as that device says; empty where it says nothing that can be shown."""
    try:
        told = json.loads(payload)
    except (ValueError, RecursionError):
        return ""
    author = told.get("author") if isinstance(told, dict) else None
    return " ".join(author.split())[:_MOST_AUTHOR] if isinstance(author, str) else ""

