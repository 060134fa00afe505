"""Earlier exports: where documents of a record were written, on this computer only."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make their table. `modified` is the file's own time in nanoseconds."""
    op.create_table(
        "exports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("record_id", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("layout", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("modified", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
        sa.UniqueConstraint("record_id", "path"),
    )
