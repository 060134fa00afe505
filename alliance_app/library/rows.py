"""The tables of a library file. Alembic's versions in `db/` make them; tests hold the two together."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """What every table is declared from."""

    type_annotation_map = {dict[str, Any]: sa.JSON, list[Any]: sa.JSON}  # noqa: RUF012 - SQLAlchemy's own name


class FactRow(Table):
    """Small durable facts: whose library, which device, followers' settings."""

    __tablename__ = "facts"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


# All that a glance at a record needs: it is read from this index alone, without the pages that hold the bodies.
GLANCED = (
    "kind", "trashed_at", "date", "id", "title", "state", "owner_id", "stage", "stars", "created_at", "updated_at"
)  # fmt: skip


# Projects are counted by what their fields say: those stand in an index of their own, too.
GLANCED_PROJECTS = (
    "trashed_at", "updated_at", "stage", "id", "kind", "title", "date", "state", "owner_id", "stars", "created_at",
    "attachments", "fields",
)  # fmt: skip


class RecordRow(Table):
    """A record as its document says now: rebuilt from the log at will."""

    __tablename__ = "records"
    __table_args__ = (
        sa.Index("records_listed", "trashed_at", "kind", "updated_at"),
        sa.Index("records_updated", "updated_at"),
        sa.Index("records_dated", "date"),
        sa.Index("records_titled", "title_key"),
        sa.Index("records_owned", "owner_id"),
        sa.Index("records_glanced", *GLANCED),
        sa.Index("records_projects", *GLANCED_PROJECTS, sqlite_where=sa.text("kind = 'project'")),
        sa.Index("records_clashing", "trashed_at", "updated_at", sqlite_where=sa.text("clashes != '[]'")),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str]
    title_key: Mapped[str]
    date: Mapped[str]
    state: Mapped[str]
    trashed_at: Mapped[str | None]
    created_at: Mapped[str]
    created_by: Mapped[str]
    updated_at: Mapped[str]
    updated_by: Mapped[str]
    version: Mapped[str]
    owner_id: Mapped[str | None]
    stars: Mapped[int | None]
    stage: Mapped[str]
    excerpt: Mapped[str]
    pictures: Mapped[int]
    fields: Mapped[dict[str, Any]]
    tags: Mapped[list[Any]]
    attachments: Mapped[list[Any]]
    clashes: Mapped[list[Any]]
    body: Mapped[str]


class RecordValueRow(Table):
    """One value of one facet of one record: what filters and facet counts read. Tags are the field `tag`."""

    __tablename__ = "record_values"
    __table_args__ = (sa.Index("record_values_found", "field", "value", "number"),)

    number: Mapped[int] = mapped_column(sa.ForeignKey("records.number", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    sort: Mapped[float | None]


class RecordLinkRow(Table):
    """One link out of a record: by id from a field, by title from the body."""

    __tablename__ = "record_links"
    __table_args__ = (
        sa.Index("record_links_to_id", "target_id"),
        sa.Index("record_links_to_key", "target_key"),
        sa.Index("record_links_from", "number"),
    )

    link: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    number: Mapped[int] = mapped_column(sa.ForeignKey("records.number", ondelete="CASCADE"))
    via: Mapped[str]
    target_id: Mapped[str | None]
    target_key: Mapped[str | None]
    title: Mapped[str]


class ChangeRow(Table):
    """The change log: every change of every record in the order this device learnt of it. Never rewritten by a write.

    `device_number` counts the changes a device gives out, without gaps; a private draft's changes have none.
    """

    __tablename__ = "changes"
    __table_args__ = (
        sa.Index("changes_of_record", "record_id", "number"),
        sa.Index("changes_of_device", "device_id", "device_number", unique=True),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    record_id: Mapped[str]
    device_id: Mapped[str]
    device_number: Mapped[int | None]
    at: Mapped[str]
    what: Mapped[str]
    payload: Mapped[bytes]


class CheckpointRow(Table):
    """A document as of one change, so that reading it needs only the changes after. Derived from the log."""

    __tablename__ = "checkpoints"

    record_id: Mapped[str] = mapped_column(primary_key=True)
    through: Mapped[int]
    document: Mapped[bytes]


class ErasedRow(Table):
    """A record that was erased: what comes of it from elsewhere is not taken any more.

    `blobs`: the SHA-256 of the attachments it ever had. `scrubbed`: its traces are gone from this library's files too.
    """

    __tablename__ = "erased"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    record_id: Mapped[str] = mapped_column(unique=True)
    device_id: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    received_at: Mapped[str]
    blobs: Mapped[list[Any]]
    scrubbed: Mapped[bool]


class TrashRow(Table):
    """Since when a record lies in the trash by this computer's clock; purged, it has no row of its own any more.

    `due`: when the clock first said that its time there is over.
    """

    __tablename__ = "trash"

    record_id: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[str]
    due: Mapped[str | None]
    purged_at: Mapped[str | None]


class PrivateValueRow(Table):
    """A value that never leaves this device (a field declared private)."""

    __tablename__ = "private_values"

    record_id: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class DeviceRow(Table):
    """Another device: through which of its changes it has been applied here."""

    __tablename__ = "devices"

    device_id: Mapped[str] = mapped_column(primary_key=True)
    received: Mapped[int]
    last_seen: Mapped[str]


class CursorRow(Table):
    """How far a follower of the log has come."""

    __tablename__ = "cursors"

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class ExportRow(Table):
    """A document of a record that was written, on this computer only. `modified`: the file's time, nanoseconds.

    `versions`: what the record and those it takes from said then, by id.
    """

    __tablename__ = "exports"
    __table_args__ = (sa.UniqueConstraint("record_id", "path"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    record_id: Mapped[str]
    path: Mapped[str]
    at: Mapped[str]
    format: Mapped[str]
    layout: Mapped[str]
    size: Mapped[int]
    modified: Mapped[int]
    sha256: Mapped[str]
    versions: Mapped[dict[str, Any]]


class LookedAtRow(Table):
    """Something this computer's user has looked at. `what` names the sort; `key` is a record's id, or holds ids."""

    __tablename__ = "looked_at"

    what: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
