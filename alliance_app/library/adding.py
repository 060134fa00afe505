"""New records, any number at once: as many statements as there are tables, not as there are records."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from alliance_app.library.errors import RecordExists, WrongLink
from alliance_app.library.projecting import Projected, project
from alliance_app.library.rows import ChangeRow, PrivateValueRow, RecordRow
from alliance_app.library.values import Identity
from alliance_app.records.chunks import chunks
from alliance_app.records.document import Document, stamp
from alliance_app.records.fields import Link, Links
from alliance_app.records.ids import new_id, peer_of
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS, kind_named
from alliance_app.records.text import clean_body, clean_tags, clean_title
from alliance_app.records.values import Author, Edit, Fields, NewRecord, State, Value

_INSERT_CHANGES = sa.insert(ChangeRow)
_INSERT_PRIVATE = sa.insert(PrivateValueRow)
# to be raised when `begin` or `fill` writes the same words as other operations: one writer never says two things
_ALIKE = "alike 1"


@dataclass(frozen=True, slots=True)
class Added:
    """One new record, ready to be stored: the change to log, its rows, what stays on this device."""

    record_id: str
    version: str
    payload: bytes
    projected: Projected
    private: dict[str, Value]


def prepare(connection: sa.Connection, news: Sequence[NewRecord], identity: Identity, now: datetime) -> list[Added]:
    """Check new records and make their documents; nothing is stored yet.

    Raises UnknownKind, UnknownField, InvalidField, InvalidTitle, InvalidText, RecordExists, WrongLink.
    """
    kinds = [kind_named(new.kind) for new in news]
    ids = [new.id or new_id() for new in news]
    _refuse_taken(connection, [new.id for new in news if new.id is not None])
    fields = [kind.completed(kind.checked(new.fields)) for kind, new in zip(kinds, news, strict=True)]
    beside = {record_id: (kind.name, new.title) for record_id, kind, new in zip(ids, kinds, news, strict=True)}
    check_links(connection, list(zip(kinds, fields, strict=True)), beside)
    return [
        _prepared(record_id, kind, new, values, identity, now)
        for record_id, kind, new, values in zip(ids, kinds, news, fields, strict=True)
    ]


def log(connection: sa.Connection, added: Sequence[Added], identity: Identity, now: datetime) -> None:
    """Store the changes and the private values of prepared records."""
    if not added:
        return
    at = stamp(now)
    rows = [
        {"record_id": each.record_id, "device_id": identity.device_id, "device_number": None, "at": at, "what": "add",
         "payload": each.payload}
        for each in added
    ]  # fmt: skip
    connection.execute(_INSERT_CHANGES, rows)
    private = [
        {"record_id": each.record_id, "field": name, "value": value}
        for each in added
        for name, value in each.private.items()
        if value is not None
    ]
    if private:
        connection.execute(_INSERT_PRIVATE, private)


def split(kind: Kind, fields: Fields) -> tuple[dict[str, Value], dict[str, Value]]:
    """Fields parted into what others may see and what stays on this device."""
    private = {name: value for name, value in fields.items() if kind.by_name[name].private}
    return {name: value for name, value in fields.items() if name not in private}, private


def check_links(
    connection: sa.Connection,
    filled: Sequence[tuple[Kind, Fields]],
    beside: Mapping[str, tuple[str, str]],
) -> None:
    """Links must point to records of the right kind; those not here yet may still come. Raises WrongLink.

    `beside`: the kind and title of records, by id, that are not stored yet.
    """
    links = list(_links(filled))
    known = dict(beside)
    for asked in chunks(list({target for _declared, target in links} - known.keys())):
        found = sa.select(RecordRow.id, RecordRow.kind, RecordRow.title).where(RecordRow.id.in_(asked))
        known.update({row.id: (row.kind, row.title) for row in connection.execute(found)})
    for declared, target in links:
        kind_name, title = known.get(target, (declared.to, ""))
        if kind_name != declared.to:
            found_label, wanted = KINDS[str(kind_name)].label, KINDS[str(declared.to)].label
            raise WrongLink(field=declared.label, title=title, found=found_label, wanted=wanted)


def _links(filled: Sequence[tuple[Kind, Fields]]) -> Iterator[tuple[Link | Links, str]]:
    for kind, fields in filled:
        for name, value in fields.items():
            declared = kind.by_name[name]
            if value and isinstance(declared, Link | Links) and declared.to:
                for target in [value] if isinstance(value, str) else value:
                    yield declared, target


def _refuse_taken(connection: sa.Connection, ids: list[str]) -> None:
    seen: set[str] = set()
    for record_id in ids:
        if record_id in seen:
            raise RecordExists(record_id=record_id)
        seen.add(record_id)
    for some in chunks(ids):
        taken = connection.scalar(sa.select(RecordRow.id).where(RecordRow.id.in_(some)).limit(1))
        if taken is not None:
            raise RecordExists(record_id=taken)


def _prepared(record_id: str, kind: Kind, new: NewRecord, fields: Fields, identity: Identity, now: datetime) -> Added:
    shared, private = split(kind, fields)
    edit = Edit(
        record_id,
        title=clean_title(new.title),
        fields=shared,
        tags=clean_tags(new.tags),
        body=clean_body(new.body),
        attach=new.attachments,
    )
    if new.alike:
        document, payload = begun_alike(edit, kind, new.alike, new.created_at or "")
    else:
        document = Document(record_id, identity.peer)
        author = Author(identity.author, identity.device_name)
        payload = document.begin(edit, kind, author, now, new.created_at)
    return Added(record_id, document.version, payload, project(document, State.DRAFT, ()), private)


def begun_alike(edit: Edit, kind: Kind, maker: str, created_at: str) -> tuple[Document, bytes]:
    """A record whose first commit is the very same wherever it is made of these words.

    The writer's number is made of all that is written: two that differ in a letter have different writers. Tags and
    attachments have no part in it: what is written of them differs each time. Raises ValueError for them.
    """
    if edit.tags or edit.attach:
        raise ValueError(edit)
    ordered = replace(edit, fields=dict(sorted(edit.fields.items())), tags=None)
    said = [kind.name, maker, created_at, ordered.title, ordered.fields, ordered.body]
    spelled = json.dumps(said, ensure_ascii=False, sort_keys=True)
    document = Document(edit.record_id, peer_of(_ALIKE, edit.record_id, spelled))
    at = datetime.fromisoformat(created_at)
    return document, document.begin(ordered, kind, Author(maker, ""), at, created_at)
