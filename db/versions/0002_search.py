"""Search: what is indexed of each record, and FTS5's postings over it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of the search index. `place` is the record's number, below zero while it is in the trash."""
    op.create_table(
        "search_entries",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("record_id", sa.String, nullable=False, unique=True),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("updated", sa.Integer, nullable=False),
        sa.Column("facets", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "search_texts",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("rest", sa.String, nullable=False),
    )
    # apart from the texts, which long literals are compared with: those rows are to be few pages
    op.create_table(
        "search_extras",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("lattice", sa.String, nullable=False),
        sa.Column("terms", sa.String, nullable=False),
    )
    op.create_table(
        "search_values",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("folded", sa.String, nullable=False),
        sa.UniqueConstraint("field", "value"),
    )
    op.create_table(
        "search_facts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    # a bag of terms, no positions, no copy of the text: see search/grams.py
    op.execute(
        "CREATE VIRTUAL TABLE search_terms USING fts5 "
        "(terms, content = '', detail = none, columnsize = 0, tokenize = 'ascii')"
    )
