"""Erased records, and since when records lie in the trash."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make their two tables."""
    op.create_table(
        "erased",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("record_id", sa.String, nullable=False, unique=True),
        sa.Column("device_id", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("received_at", sa.String, nullable=False),
        sa.Column("blobs", sa.JSON, nullable=False),
        sa.Column("scrubbed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "trash",
        sa.Column("record_id", sa.String, primary_key=True),
        sa.Column("since", sa.String, nullable=False),
        sa.Column("due", sa.String),
        sa.Column("purged_at", sa.String),
    )
