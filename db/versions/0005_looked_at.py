"""What this computer's user has looked at: matches, articles; on this computer only."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make its table. Articles that are there already are nothing new: they count as looked at."""
    op.create_table(
        "looked_at",
        sa.Column("what", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
    )
    op.execute("INSERT INTO looked_at (what, key) SELECT 'article', id FROM records WHERE kind = 'article'")
