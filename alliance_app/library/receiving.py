"""Taking in another device's changes: merged into their documents, logged, shown. Part of a write transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from alliance_app.library import erasing, trash
from alliance_app.library.projecting import project
from alliance_app.library.rows import ChangeRow
from alliance_app.library.values import Incoming, What
from alliance_app.library.waiting import note_waiting, waiting
from alliance_app.library.writing import WAITING, Entry, Transaction
from alliance_app.records.document import Document
from alliance_app.records.values import State


@dataclass(frozen=True, slots=True)
class _Merged:
    """A document another device's changes were merged into. `entries`: what of them the log is to hold."""

    document: Document
    fresh: bool
    entries: list[Entry]


def receive(transaction: Transaction, device_id: str, changes: Sequence[tuple[int, Incoming]]) -> None:
    """Take in changes of another device, each with its number; a record's changes are merged at one go.

    A change that rests on one of a third device which is not here is in the log and counts once the other has come.
    Erasing comes first: what was erased takes no changes any more. Raises DamagedDocument.
    """
    waits = waiting(transaction.connection)
    for _number, change in changes:
        if change.what is What.ERASE:
            erasing.receive(transaction, device_id, change)
            waits.discard(change.record_id)
    by_record: dict[str, list[tuple[int, bytes]]] = {}
    for number, change in changes:
        if change.what is What.CHANGE:
            by_record.setdefault(change.record_id, []).append((number, change.payload))
    for record_id in erasing.erased_among(transaction.connection, list(by_record)):
        del by_record[record_id]
    _merge_all(transaction, device_id, by_record, waits)
    note_waiting(transaction.connection, waits)


def _merge_all(
    transaction: Transaction, device_id: str, by_record: Mapping[str, list[tuple[int, bytes]]], waits: set[str]
) -> None:
    heads = transaction.heads(by_record)
    purged = trash.purged_among(transaction.connection, [each for each in by_record if each not in heads])
    merged = []
    for record_id, theirs in by_record.items():
        known = record_id in heads or record_id in waits or record_id in purged
        document = transaction.document(record_id) if known else Document(record_id, transaction.identity.peer)
        merged.append(_merge(document, device_id, theirs))
    transaction.log([entry for each in merged for entry in each.entries])
    for each in merged:
        _note_waiting(transaction, each, waits)
    heard = [each.document for each in merged if each.fresh or _is_draft(heads.get(each.document.record_id))]
    still_purged = {each.record_id for each in heard if each.record_id in purged and each.trashed_at() is not None}
    trash.forget(transaction.connection, {each.record_id for each in heard} & purged - still_purged)
    shown = [each for each in heard if each.record_id not in still_purged]
    for document in shown:
        if (head := heads.get(document.record_id)) is not None:
            _show(transaction, document, head)
    transaction.rows.store_new(
        project(each, State.SHARED, each.clashes()) for each in shown if each.record_id not in heads
    )


def _merge(document: Document, device_id: str, changes: Sequence[tuple[int, bytes]]) -> _Merged:
    """Merge into one document; what of it is to be logged: what is new, or waits."""
    any_fresh = False
    entries = []
    for number, payload in changes:
        fresh = document.merge(payload)
        any_fresh = any_fresh or fresh
        if fresh or document.waits:
            entries.append(Entry(document.record_id, payload, "receive" if fresh else WAITING, device_id, number))
    return _Merged(document, any_fresh, entries)


def _note_waiting(transaction: Transaction, merged: _Merged, waits: set[str]) -> None:
    """Keep `waits` true of a record whose changes were just logged."""
    record_id, document = merged.document.record_id, merged.document
    still = document.waits and (not merged.fresh or transaction.document(record_id).waits)
    if not still and (record_id in waits or document.waits):
        there = (ChangeRow.record_id == record_id, ChangeRow.what == WAITING)
        transaction.connection.execute(sa.update(ChangeRow).where(*there).values(what="receive"))
    (waits.add if still else waits.discard)(record_id)


def _is_draft(head: Any) -> bool:
    """Whether a record others have is still a draft here: taken in from a file, it may hold all that they gave."""
    return head is not None and bool(head.state == State.DRAFT)


def _show(transaction: Transaction, document: Document, head: Any) -> None:
    """Bring a record's rows up to what was merged into it."""
    transaction.mend(document, outbound=True)
    clashes = document.clashes()
    if _is_draft(head):
        # this device holds it as a draft while others have it: what it lacks there goes out with the next share
        transaction.append(document.record_id, document.whole(), "share", outbound=True)
    transaction.project(document, State.SHARED, head.number, clashes, stars=head.stars, title=head.title)
