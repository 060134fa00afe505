"""Checking a library, and rebuilding from its log everything that can be rebuilt."""

import hashlib
from collections.abc import Callable, Sequence

import sqlalchemy as sa

from alliance_app.library.attachments import AttachmentStore
from alliance_app.library.projecting import project
from alliance_app.library.rows import (
    ChangeRow,
    CheckpointRow,
    RecordLinkRow,
    RecordRow,
    RecordValueRow,
    TrashRow,
)
from alliance_app.library.values import Diagnosis, Projection, What
from alliance_app.library.writing import WAITING, Transaction
from alliance_app.records.errors import AllianceError
from alliance_app.records.progress import Progress, Step
from alliance_app.records.values import State
from alliance_app.words import _

_COMPARED = ("kind", "title", "body", "tags", "fields", "attachments", "trashed_at", "version", "state")
_MOST_FINDINGS = 100
_RECORDS = sa.select(*RecordRow.__table__.columns)
_STATES = (
    sa.select(ChangeRow.record_id, sa.func.max(sa.case((ChangeRow.device_number.is_not(None), 1), else_=0)))
    .where(
        ChangeRow.what.not_in((WAITING, What.ERASE.value, What.GONE.value)),
        ChangeRow.record_id.not_in(sa.select(TrashRow.record_id).where(TrashRow.purged_at.is_not(None))),
    )
    .group_by(ChangeRow.record_id)
    .order_by(sa.func.min(ChangeRow.number))
)


def examine(
    transaction: Transaction,
    attachments: AttachmentStore,
    projections: Sequence[Projection],
    progress: Progress,
) -> Diagnosis:
    """Check the file, every record against its log, every attachment against its name, every projection."""
    connection = transaction.connection
    findings = _file_findings(connection)
    states = _states(connection)
    rows = {row.id: row for row in connection.execute(_RECORDS)}
    for done, (record_id, state) in enumerate(states.items(), start=1):
        progress(Step(_("Checking records"), done, len(states)))
        findings.extend(_record_findings(transaction, record_id, state, rows.get(record_id)))
    findings.extend(
        _("Record {id} is listed but has no history.").format(id=record_id)
        for record_id in rows
        if record_id not in states
    )
    checked = _attachment_findings(connection, attachments, findings, progress)
    for projection in projections:
        check: Callable[[sa.Connection], Sequence[str]] | None = getattr(projection, "check", None)
        if check is not None:
            findings.extend(check(connection))
    changes = connection.scalar(sa.select(sa.func.count()).select_from(ChangeRow)) or 0
    counts = {"records": len(states), "changes": changes, "attachments": checked}
    return Diagnosis(tuple(findings[:_MOST_FINDINGS]), counts)


def rebuild(transaction: Transaction, projections: Sequence[Projection], progress: Progress) -> None:
    """Throw away rows, checkpoints and projections and work them out anew from the log."""
    connection = transaction.connection
    for projection in projections:
        projection.clear(connection)
    numbers = dict(connection.execute(sa.select(RecordRow.id, RecordRow.number)).all())
    for table in (RecordLinkRow, RecordValueRow, CheckpointRow, RecordRow):
        connection.execute(sa.delete(table))
    states = _states(connection)
    ordered = sorted(states, key=lambda record_id: numbers.get(record_id, len(numbers) + 1))
    for done, record_id in enumerate(ordered, start=1):
        progress(Step(_("Rebuilding records"), done, len(ordered)))
        transaction.reproject(record_id, states[record_id], None)
    for record_id in ordered:  # once all are there: entries that show the titles of others
        transaction.put_again(record_id)


def _states(connection: sa.Connection) -> dict[str, State]:
    """Every record the log knows and that is to be seen; shared where a change of it came in or went out."""
    return {record_id: State.SHARED if flag else State.DRAFT for record_id, flag in connection.execute(_STATES)}


def _file_findings(connection: sa.Connection) -> list[str]:
    findings = []
    integrity = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    if list(integrity) != ["ok"]:
        findings.append(_("The library file is damaged: {reason}").format(reason="; ".join(integrity)))
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        findings.append(_("The library file has rows that belong to no record."))
    return findings


def _record_findings(transaction: Transaction, record_id: str, state: State, row: object) -> list[str]:
    try:
        document = transaction.document(record_id)
    except AllianceError as error:
        return [str(error)]
    if row is None:
        return [_("Record {id} is in the log but not listed.").format(id=record_id)]
    wanted = project(document, state, ()).record
    wrong = [name for name in _COMPARED if getattr(row, name) != wanted[name]]
    if wrong:
        return [_("Record {id} is not what its log says: {fields}.").format(id=record_id, fields=", ".join(wrong))]
    return []


def _attachment_findings(
    connection: sa.Connection, attachments: AttachmentStore, findings: list[str], progress: Progress
) -> int:
    """Kept files must be what their names say. A shared record's may be on their way; a draft's have no other home."""
    checked: set[str] = set()
    for state, stored in connection.execute(sa.select(RecordRow.state, RecordRow.attachments)):
        for entry in stored:
            sha256 = entry["sha256"]
            path = attachments.path(sha256)
            if path is None and state == State.DRAFT:
                findings.append(_("The attachment “{name}” of a draft is gone.").format(name=entry["name"]))
            if sha256 in checked or path is None:
                continue
            checked.add(sha256)
            progress(Step(_("Checking attachments"), len(checked)))
            with path.open("rb") as kept:
                if hashlib.file_digest(kept, "sha256").hexdigest() != sha256:
                    findings.append(_("The attachment “{name}” is damaged.").format(name=entry["name"]))
    return len(checked)
