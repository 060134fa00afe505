"""The laws once everything has arrived: all devices say the same, and all that anybody was told was saved is in it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alliance_app.records.document import Document
from alliance_app.records.values import Content, Record, Value
from tests.sync_simulation import laws
from tests.sync_simulation.laws import Violation
from tests.sync_simulation.ledger import Op, content_of, difference

if TYPE_CHECKING:
    from tests.sync_simulation.device import Device
    from tests.sync_simulation.world import World


@dataclass(frozen=True, slots=True)
class Sight:
    """All that a device has of what is shared, with the documents, also of what it has put out of sight."""

    records: dict[str, Record]
    purged: frozenset[str]
    clashes: dict[str, Any]
    documents: dict[str, Document]


def check(world: "World") -> None:
    """Every law about the end. Raises Violation."""
    sights = [_sight(device) for device in world.members]
    first = _seen_by_anybody(sights)
    for device, sight in zip(world.members, sights, strict=True):
        _same(device, sight, first)
        _files(device, sight)
        laws.doctor_is_content(device, device.library.doctor().findings)
    _all_shared(world, first)
    for record_id, record in first.records.items():
        _record(world, record, first.documents[record_id])
    for record_id in first.purged:
        _trash(record_id, True, _in_history(world.ledger.of(record_id), first.documents[record_id]))
    _drafts(world, first.documents.keys())


# -- equal --------------------------------------------------------------------------------------------------------


def _sight(device: "Device") -> Sight:
    library = device.library
    with library.reading() as connection:
        query = "SELECT id, clashes FROM records WHERE state = 'shared' ORDER BY id"
        rows = connection.exec_driver_sql(query).all()
        purged = connection.exec_driver_sql("SELECT record_id FROM trash WHERE purged_at IS NOT NULL").scalars()
        out_of_sight = frozenset(purged)
    found = library.read_many([row[0] for row in rows])
    documents = {each: library._document(each) for each in (*(record.id for record in found), *out_of_sight)}
    return Sight({record.id: record for record in found}, out_of_sight, dict(row[:2] for row in rows), documents)


def _seen_by_anybody(sights: list[Sight]) -> Sight:
    """What any device shows, as the first one shows it; `purged` is what all have put out of sight."""
    documents: dict[str, Document] = {}
    records: dict[str, Record] = {}
    clashes: dict[str, Any] = {}
    for sight in reversed(sights):
        documents |= sight.documents
        records |= sight.records
        clashes |= sight.clashes
    return Sight(records, frozenset(documents.keys() - records.keys()), clashes, documents)


def _same(device: "Device", sight: Sight, first: Sight) -> None:
    who = f"device {device.number}"
    if sight.documents.keys() != first.documents.keys():
        raise Violation("equal", f"{who} has other records: {sorted(sight.documents.keys() ^ first.documents.keys())}")
    for record_id in sight.purged & first.records.keys():
        if not first.records[record_id].trashed_at:
            raise Violation("equal", f"{who} has put {record_id} out of sight, and others have it outside the trash")
    for record_id, document in sight.documents.items():
        mine, others = document.commits(), first.documents[record_id].commits()
        if mine != others:
            raise Violation("equal", f"{who}, {record_id}: history {mine} ≠ {others}")
    for record_id, record in sight.records.items():
        here, there = _told(record), _told(first.records[record_id])
        differing = [name for name in here if here[name] != there[name]]
        if differing:
            shown = ", ".join(f"{name} {here[name]!r} ≠ {there[name]!r}" for name in differing)
            raise Violation("equal", f"{who}, {record_id}: {shown}")
        if sight.clashes[record_id] != first.clashes[record_id]:
            shown = f"{sight.clashes[record_id]} ≠ {first.clashes[record_id]}"
            raise Violation("equal", f"{who}, {record_id}: clashes {shown}")


def _files(device: "Device", sight: Sight) -> None:
    """The bytes of every shared attachment are here, and they are those its name promises."""
    for file in {each.sha256: each for record in sight.records.values() for each in record.attachments}.values():
        path = device.library.blob(file.sha256)
        if path is None or hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
            raise Violation("equal", f"device {device.number} lacks the attachment {file.name}, or has another")


def _told(record: Record) -> dict[str, Value]:
    fields = {name: value for name, value in record.fields.items() if name != "amount"}
    names = (
        "kind", "title", "tags", "body", "attachments", "created_at", "created_by", "updated_at", "updated_by",
        "version", "trashed_at",
    )  # fmt: skip
    return {"fields": fields, **{name: getattr(record, name) for name in names}}


def _all_shared(world: "World", sight: Sight) -> None:
    erased = {each.record for each in world.ledger.erasings}
    for share in world.ledger.shares:
        if not share.excused and share.record not in sight.documents and share.record not in erased:
            raise Violation("nothing lost", f"{share.record}, shared by device {share.device}, has not come")
    strange = sight.documents.keys() - world.ledger.public
    if strange:
        raise Violation("nothing private", f"{sorted(strange)} were never shared")


# -- nothing lost -------------------------------------------------------------------------------------------------


def _record(world: "World", record: Record, document: Document) -> None:
    ops = _in_history(world.ledger.of(record.id), document)
    now = content_of(record)
    _marks(record, ops, now)
    _writes(record, ops, now, {clash.name: clash.choices for clash in document.clashes()})
    _trash(record.id, bool(record.trashed_at), ops)


def _in_history(ops: list[Op], document: Document) -> list[Op]:
    """The ops that count: every one a user was told of is in the history, with all it said."""
    found = []
    for op in ops:
        past = document.content_at(op.version)
        if past is None and not op.excused:
            raise Violation("nothing lost", f"op {op.number} ({op.what}) of {op.record} is not in its history")
        if past is not None:
            if op.sure:
                _says(op, past)
            found.append(op)
    return found


def _says(op: Op, past: Content) -> None:
    """A version says what its writer was told was saved."""
    empty = Content(past.kind, "", {}, (), "", ())
    values, marks, _removed = difference(empty, past)
    lacking = op.added - marks
    other = [key for key, value in op.writes.items() if values.get(key) != value]
    if lacking or other:
        raise Violation("nothing lost", f"the history of {op.record} lacks {sorted(lacking)} {other} of op {op.number}")


def _marks(record: Record, ops: list[Op], now: Content) -> None:
    """What was written in is there unless somebody who saw it took it out.

    Tags and attachments are set and taken off as wholes: where one was put back while somebody took it off, either
    may stand.
    """
    _values, there, _removed = difference(Content(now.kind, "", {}, (), "", ()), now)
    for adder in ops:
        for mark in adder.added - there:
            taken_out = [op for op in ops if mark in op.removed]
            if not any(adder.number in op.known or _at_once(mark, adder, op) for op in taken_out):
                raise Violation("nothing lost", f"{record.id}: nobody who saw {mark} of op {adder.number} took it out")


def _at_once(mark: str, adder: Op, remover: Op) -> bool:
    return not mark.startswith("b") and remover.number not in adder.known


def _writes(record: Record, ops: list[Op], now: Content, clashes: dict[str, Any]) -> None:
    """What stands is what nobody overwrote having seen it; where there is more than one such value, it is a clash."""
    values, _marks, _removed = difference(Content(now.kind, "", {}, (), "", ()), now)
    for key in sorted({key for op in ops for key in op.writes}):
        writers = [op for op in ops if key in op.writes]
        heads = [op for op in writers if not any(op.number in other.known for other in writers)]
        wanted = [op.writes[key] for op in heads]
        if values.get(key) not in wanted:
            raise Violation("nothing lost", f"{record.id}: {key} is {values.get(key)!r}, not one of {wanted}")
        told = [value for _author, value in clashes.get(key, ())]
        distinct = {repr(value) for value in wanted}
        if {repr(value) for value in told} != (distinct if len(distinct) > 1 else set()):
            raise Violation("clashes", f"{record.id}: {key} was set to {wanted}, and the clash says {told}")


def _trash(record_id: str, trashed: bool, ops: list[Op]) -> None:
    """A record is in the trash when all that was done to it was seen by somebody who deleted it."""
    deletes = [op for op in ops if op.what == "delete"]
    seen = frozenset().union(*(op.known for op in deletes))
    unseen = [op.number for op in ops if op.what != "delete" and op.number not in seen]
    if trashed != (bool(deletes) and not unseen):
        state = "in the trash" if trashed else "not in the trash"
        raise Violation("edit beats delete", f"{record_id} is {state}; ops no deleter saw: {unseen}")


def _drafts(world: "World", shared: Collection[str]) -> None:
    """What nobody shared is still where it was written."""
    homes = {device.number: device.library for device in world.devices}
    erased = {each.record for each in world.ledger.erasings}
    for record in [each for each in world.ledger.records() if each not in shared and each not in erased]:
        ops = [op for op in world.ledger.of(record) if not op.excused]
        for op in ops:
            if homes[op.device]._document(record).content_at(op.version) is None:
                raise Violation("nothing lost", f"op {op.number} of the draft {record} is gone from its device")
