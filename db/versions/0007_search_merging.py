"""The search index merges its parts in eights: in fours, as SQLite does by itself, taking in much took a fifth longer."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Tell the index; it keeps the setting in its own table."""
    op.execute("INSERT INTO search_terms (search_terms, rank) VALUES ('automerge', 8)")
