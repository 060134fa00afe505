"""Taking in another device's changes: merged into their documents, logged, shown. Part of a write transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from alliance_app.library.projecting import Projected, project
from alliance_app.library.rows import ChangeRow
from alliance_app.library.values import Incoming
from alliance_app.library.writing import WAITING, Entry, Transaction
from alliance_app.records.document import Document
from alliance_app.records.values import State


@dataclass(frozen=True, slots=True)
class _Merged:
    """A document another device's changes were merged into. `entries`: what of them the log is to hold."""

    document: Document
    fresh: bool
    entries: list[Entry]


def receive(
    transaction: Transaction, device_id: str, changes: Sequence[tuple[int, Incoming]], waiting: set[str]
) -> None:
    """Take in changes of another device, each with its number; a record's changes are merged at one go.

    `waiting`: the records that wait for a change of a third device on which one that is here rests; kept up to date.
    Such a change is in the log and counts once the other has come. Raises DamagedDocument.
    """
    by_record: dict[str, list[tuple[int, bytes]]] = {}
    for number, change in changes:
        by_record.setdefault(change.record_id, []).append((number, change.payload))
    heads = transaction.heads(by_record)
    merged = []
    for record_id, theirs in by_record.items():
        known = record_id in heads or record_id in waiting
        document = transaction.document(record_id) if known else Document(record_id, transaction.identity.peer)
        merged.append(_merge(document, device_id, theirs))
    transaction.log([entry for each in merged for entry in each.entries])
    for each in merged:
        _note_waiting(transaction, each, waiting)
    shown = [_show(transaction, each.document, heads.get(each.document.record_id)) for each in merged if each.fresh]
    transaction.rows.store_new([each for each in shown if each is not None])


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


def _note_waiting(transaction: Transaction, merged: _Merged, waiting: set[str]) -> None:
    """Keep `waiting` true of a record whose changes were just logged."""
    record_id, document = merged.document.record_id, merged.document
    waited = record_id in waiting
    waits = document.waits and (not merged.fresh or transaction.document(record_id).waits)
    if not waits and (waited or document.waits):
        there = (ChangeRow.record_id == record_id, ChangeRow.what == WAITING)
        transaction.connection.execute(sa.update(ChangeRow).where(*there).values(what="receive"))
    (waiting.add if waits else waiting.discard)(record_id)


def _show(transaction: Transaction, document: Document, head: Any) -> Projected | None:
    """Bring a record's rows up to what was merged into it; those of a record that was not there."""
    if head is None:
        return project(document, State.SHARED, document.clashes())
    transaction.mend(document, outbound=True)
    clashes = document.clashes()
    if head.state == State.DRAFT:
        # this device holds it as a draft while others have it: what it lacks there goes out with the next share
        transaction.append(document.record_id, document.whole(), "share", outbound=True)
    transaction.project(document, State.SHARED, head.number, clashes, stars=head.stars, title=head.title)
    return None
