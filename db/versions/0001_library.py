"""The first schema: records and what is derived from them, the change log, devices, cursors."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first schema."""
    _log()
    _records()
    _derived()


def _log() -> None:
    op.create_table(
        "facts",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("record_id", sa.String, nullable=False),
        sa.Column("device_id", sa.String, nullable=False),
        sa.Column("device_number", sa.Integer),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_index("changes_of_record", "changes", ["record_id", "number"])
    op.create_index("changes_of_device", "changes", ["device_id", "device_number"], unique=True)
    op.create_table(
        "checkpoints",
        sa.Column("record_id", sa.String, primary_key=True),
        sa.Column("through", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "private_values",
        sa.Column("record_id", sa.String, primary_key=True),
        sa.Column("field", sa.String, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
    )
    op.create_table(
        "devices",
        sa.Column("device_id", sa.String, primary_key=True),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("last_seen", sa.String, nullable=False),
    )
    op.create_table(
        "cursors",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("title_key", sa.String, nullable=False),
        sa.Column("date", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("trashed_at", sa.String),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("created_by", sa.String, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("updated_by", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("owner_id", sa.String),
        sa.Column("stars", sa.Integer),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("excerpt", sa.String, nullable=False),
        sa.Column("pictures", sa.Integer, nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("attachments", sa.JSON, nullable=False),
        sa.Column("clashes", sa.JSON, nullable=False),
        sa.Column("body", sa.String, nullable=False),
    )
    op.create_index("records_listed", "records", ["trashed_at", "kind", "updated_at"])
    op.create_index("records_updated", "records", ["updated_at"])
    op.create_index("records_dated", "records", ["date"])
    op.create_index("records_titled", "records", ["title_key"])
    op.create_index("records_owned", "records", ["owner_id"])


def _derived() -> None:
    op.create_table(
        "record_values",
        sa.Column("number", sa.Integer, sa.ForeignKey("records.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("field", sa.String, primary_key=True),
        sa.Column("value", sa.String, primary_key=True),
        sa.Column("sort", sa.Float),
        sqlite_with_rowid=False,
    )
    op.create_index("record_values_found", "record_values", ["field", "value", "number"])
    op.create_table(
        "record_links",
        sa.Column("link", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("number", sa.Integer, sa.ForeignKey("records.number", ondelete="CASCADE"), nullable=False),
        sa.Column("via", sa.String, nullable=False),
        sa.Column("target_id", sa.String),
        sa.Column("target_key", sa.String),
        sa.Column("title", sa.String, nullable=False),
    )
    op.create_index("record_links_from", "record_links", ["number"])
    op.create_index("record_links_to_id", "record_links", ["target_id"])
    op.create_index("record_links_to_key", "record_links", ["target_key"])
