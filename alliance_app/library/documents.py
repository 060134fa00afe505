"""Reading a record's document out of the log: its checkpoint and the changes after it."""

from dataclasses import dataclass

import sqlalchemy as sa

from alliance_app.library.rows import ChangeRow, CheckpointRow
from alliance_app.library.values import What
from alliance_app.records.document import Document

_CHECKPOINT = sa.select(CheckpointRow.through, CheckpointRow.document).where(
    CheckpointRow.record_id == sa.bindparam("id")
)
_PAYLOADS = (
    sa.select(ChangeRow.number, ChangeRow.payload)
    .where(
        ChangeRow.record_id == sa.bindparam("id"),
        ChangeRow.number > sa.bindparam("through"),
        ChangeRow.what != What.GONE.value,  # of a draft that was erased here, and came again from elsewhere
    )
    .order_by(ChangeRow.number)
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, the log number it was read through, and how many changes had to be read one by one."""

    document: Document
    through: int
    changes: int


def load(connection: sa.Connection, record_id: str, peer: int | None = None) -> Loaded:
    """The document of a record. Raises DamagedDocument."""
    checkpoint = connection.execute(_CHECKPOINT, {"id": record_id}).first()
    through = checkpoint.through if checkpoint else 0
    rows = connection.execute(_PAYLOADS, {"id": record_id, "through": through}).all()
    before = [checkpoint.document] if checkpoint else []
    document = Document.from_payloads(record_id, [*before, *(row.payload for row in rows)], peer)
    return Loaded(document, rows[-1].number if rows else through, len(rows))


def keep_checkpoint(connection: sa.Connection, loaded: Loaded) -> None:
    """Store the document as it was read, so that the next reading is short."""
    record_id = loaded.document.record_id
    connection.execute(sa.delete(CheckpointRow).where(CheckpointRow.record_id == record_id))
    row = {"record_id": record_id, "through": loaded.through, "document": loaded.document.checkpoint()}
    connection.execute(sa.insert(CheckpointRow), row)
