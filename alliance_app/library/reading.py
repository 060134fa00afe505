"""Reading records, lists and counts: plain SQL over the rows, values back."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from alliance_app.library.errors import AmbiguousRecord, UnknownRecord
from alliance_app.library.rows import PrivateValueRow, RecordLinkRow, RecordRow, RecordValueRow
from alliance_app.library.values import Counts, LinkEnd, Links, Listing, Row
from alliance_app.records.chunks import chunks
from alliance_app.records.text import title_key
from alliance_app.records.values import Attachment, Claim, Clash, Record, State, Value

_owner = sa.orm.aliased(RecordRow)
# written out: SQLite takes the index of those few only where it reads its very condition
_CLASHING = RecordRow.clashes != sa.literal_column("'[]'", sa.JSON)
_LIST_COLUMNS = (
    RecordRow.id, RecordRow.kind, RecordRow.title, RecordRow.date, RecordRow.updated_at, RecordRow.updated_by,
    RecordRow.state, RecordRow.trashed_at, RecordRow.excerpt, RecordRow.tags, RecordRow.owner_id, RecordRow.stars,
    RecordRow.stage, RecordRow.pictures, RecordRow.clashes,
    sa.func.json_array_length(RecordRow.attachments).label("files"),
    _owner.title.label("owner_title"), _owner.stars.label("owner_stars"),
)  # fmt: skip
# Built once: a sync reads a few records many times, and making a statement takes longer than answering it.
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_RECORDS = sa.select(*RecordRow.__table__.columns).where(RecordRow.id.in_(_IDS))
_PRIVATE = sa.select(PrivateValueRow.__table__).where(PrivateValueRow.record_id.in_(_IDS))
_ROWS = sa.select(*_LIST_COLUMNS).outerjoin(_owner, _owner.id == RecordRow.owner_id).where(RecordRow.id.in_(_IDS))


def records(connection: sa.Connection, ids: Sequence[str]) -> list[Record]:
    """The records with these ids, in this order. Raises UnknownRecord."""
    found: dict[str, Record] = {}
    for chunk in chunks(ids):
        private: dict[str, dict[str, Value]] = {}
        for row in connection.execute(_PRIVATE, {"ids": chunk}):
            private.setdefault(row.record_id, {})[row.field] = row.value
        for row in connection.execute(_RECORDS, {"ids": chunk}):
            found[row.id] = record_from(row, private.get(row.id, {}))
    missing = next((each for each in ids if each not in found), None)
    if missing is not None:
        raise UnknownRecord(record_id=missing)
    return [found[each] for each in ids]


def record_from(row: Any, private: Mapping[str, Value]) -> Record:
    """A Record from a row of the `records` table and this device's private values."""
    return Record(
        id=row.id,
        kind=row.kind,
        title=row.title,
        fields={**row.fields, **private},
        tags=tuple(row.tags),
        body=row.body,
        attachments=tuple(Attachment(**each) for each in row.attachments),
        state=State(row.state),
        created_at=row.created_at,
        created_by=row.created_by,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        version=row.version,
        trashed_at=row.trashed_at,
        number=row.number,
    )


def clashes_in(stored: list[Any]) -> tuple[Clash, ...]:
    """Clashes from their stored form; a row of an older program tells only each field's authors and values."""
    return tuple(
        Clash(each[0], tuple(Claim(author, value) for author, value in each[1]))
        if isinstance(each, list)
        else Clash(**{**each, "claims": tuple(Claim(**claim) for claim in each["claims"])})
        for each in stored
    )


def rows(connection: sa.Connection, ids: Sequence[str]) -> list[Row]:
    """What a list shows of these records, in this order; ids that are gone are left out."""
    found: dict[str, Row] = {}
    for chunk in chunks(ids):
        for row in connection.execute(_ROWS, {"ids": chunk}):
            found[row.id] = _row(row)
    return [found[each] for each in ids if each in found]


def _row(row: Any) -> Row:
    return Row(
        id=row.id, kind=row.kind, title=row.title, date=row.date, updated_at=row.updated_at, updated_by=row.updated_by,
        state=State(row.state), trashed=row.trashed_at is not None, excerpt=row.excerpt, tags=tuple(row.tags),
        owner_id=row.owner_id, owner_title=row.owner_title or "",
        stars=row.stars if row.stars is not None else row.owner_stars,
        stage=row.stage, pictures=row.pictures, attachments=row.files, clashes=len(row.clashes),
    )  # fmt: skip


def listed(connection: sa.Connection, listing: Listing) -> list[str]:
    """The ids that a listing asks for, in its order."""
    query = sa.select(RecordRow.id)
    query = query.where(RecordRow.trashed_at.is_not(None) if listing.trashed else RecordRow.trashed_at.is_(None))
    if listing.kinds:
        query = query.where(RecordRow.kind.in_(listing.kinds))
    if listing.state is not None:
        query = query.where(RecordRow.state == listing.state.value)
    if listing.clashing:
        query = query.where(_CLASHING)
    for field, value in (*listing.facets, *(("tag", tag) for tag in listing.tags)):
        having = sa.select(RecordValueRow.number).where(RecordValueRow.field == field, RecordValueRow.value == value)
        query = query.where(RecordRow.number.in_(having))
    if listing.linked_to is not None:
        linking = sa.select(RecordLinkRow.number).where(RecordLinkRow.target_id == listing.linked_to)
        query = query.where(RecordRow.number.in_(linking))
    column = {
        "updated": RecordRow.updated_at,
        "date": RecordRow.date,
        "title": RecordRow.title_key,
        "created": RecordRow.created_at,
    }[listing.order]
    ordered = (column.desc(), RecordRow.number.desc()) if listing.descending else (column, RecordRow.number)
    return list(connection.scalars(query.order_by(*ordered).limit(listing.limit)))


def counts(connection: sa.Connection) -> Counts:
    """How many records of what there are."""
    alive = RecordRow.trashed_at.is_(None)
    kinds = sa.select(RecordRow.kind, sa.func.count()).where(alive).group_by(RecordRow.kind)
    by_kind = dict(connection.execute(kinds).all())

    def number_of(*conditions: sa.ColumnElement[bool]) -> int:
        return connection.scalar(sa.select(sa.func.count()).select_from(RecordRow).where(*conditions)) or 0

    tags = connection.execute(
        sa.select(RecordValueRow.value, sa.func.count())
        .join(RecordRow, RecordRow.number == RecordValueRow.number)
        .where(RecordValueRow.field == "tag", alive)
        .group_by(RecordValueRow.value)
        .order_by(sa.func.count().desc(), RecordValueRow.value)
        .limit(500)
    )
    return Counts(
        total=sum(by_kind.values()),
        by_kind=by_kind,
        drafts=number_of(alive, RecordRow.state == State.DRAFT.value),
        trashed=number_of(RecordRow.trashed_at.is_not(None)),
        clashes=number_of(alive, _CLASHING),
        tags=dict(tags.all()),
    )


def found_id(connection: sa.Connection, text: str) -> str:
    """The id a person means by `text`: an id, the start of one, or a title. Raises UnknownRecord, AmbiguousRecord."""
    wanted = text.strip()
    if connection.scalar(sa.select(RecordRow.id).where(RecordRow.id == wanted)):
        return wanted
    query = sa.select(RecordRow.id).where(RecordRow.title_key == title_key(wanted), RecordRow.trashed_at.is_(None))
    ids = list(connection.scalars(query.limit(20)))
    if not ids and len(wanted) >= 8 and wanted.isalnum() and wanted.isascii():
        start = wanted.upper()
        ids = list(connection.scalars(sa.select(RecordRow.id).where(RecordRow.id.startswith(start)).limit(20)))
    if not ids:
        raise UnknownRecord(record_id=text)
    if len(ids) > 1:
        raise AmbiguousRecord(text=text, count=len(ids), ids=", ".join(ids[:5]))
    return ids[0]


def by_title(connection: sa.Connection, title: str, kind: str | None) -> str | None:
    """The record with this title, the oldest where several have it; also by the last part of a path-like title."""
    for candidate in dict.fromkeys((title, title.rsplit("/", 1)[-1])):
        query = sa.select(RecordRow.id).where(
            RecordRow.title_key == title_key(candidate), RecordRow.trashed_at.is_(None)
        )
        if kind is not None:
            query = query.where(RecordRow.kind == kind)
        found = connection.scalar(query.order_by(RecordRow.number).limit(1))
        if found is not None:
            return str(found)
    return None


def titles(connection: sa.Connection, kind: str | None, text: str, limit: int) -> list[tuple[str, str]]:
    """(id, title) of records whose title holds `text`, those that start with it first: for completion."""
    key = title_key(text)
    query = sa.select(RecordRow.id, RecordRow.title).where(RecordRow.trashed_at.is_(None))
    if kind is not None:
        query = query.where(RecordRow.kind == kind)
    if key:
        query = query.where(RecordRow.title_key.contains(key, autoescape=True))
    starts = RecordRow.title_key.startswith(key, autoescape=True)
    query = query.order_by(starts.desc(), RecordRow.updated_at.desc()).limit(limit)
    return [(row.id, row.title) for row in connection.execute(query)]


def links(connection: sa.Connection, record_id: str) -> Links:
    """What this record links to and what links to it, trashed ones left out."""
    own = connection.execute(sa.select(RecordRow.number, RecordRow.title_key).where(RecordRow.id == record_id)).first()
    if own is None:
        raise UnknownRecord(record_id=record_id)
    outgoing = []
    for link in connection.execute(
        sa.select(RecordLinkRow.__table__).where(RecordLinkRow.number == own.number).order_by(RecordLinkRow.link)
    ).all():
        target = link.target_id or by_title(connection, link.title, None)
        end = _end(connection, target, link.via) if target else None
        if end is not None:
            outgoing.append(end)
        elif link.title:
            outgoing.append(LinkEnd(None, "", link.title, link.via))
    incoming = connection.execute(
        sa.select(RecordRow.id, RecordRow.kind, RecordRow.title, RecordLinkRow.via)
        .join(RecordLinkRow, RecordLinkRow.number == RecordRow.number)
        .where(
            sa.or_(RecordLinkRow.target_id == record_id, RecordLinkRow.target_key == own.title_key),
            RecordRow.trashed_at.is_(None),
            RecordRow.id != record_id,
        )
        .order_by(RecordRow.updated_at.desc())
        .limit(500)
    )
    return Links(tuple(outgoing), tuple(LinkEnd(row.id, row.kind, row.title, row.via) for row in incoming))


def _end(connection: sa.Connection, record_id: str, via: str) -> LinkEnd | None:
    row = connection.execute(
        sa.select(RecordRow.kind, RecordRow.title).where(RecordRow.id == record_id, RecordRow.trashed_at.is_(None))
    ).first()
    return None if row is None else LinkEnd(record_id, row.kind, row.title, via)
