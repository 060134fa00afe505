"""What the overview counts is found by indexes: records at a glance, and the few with concurrent edits."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the indexes. The last holds only what needs a look: no reader goes through all records for it."""
    glanced = [
        "kind", "trashed_at", "date", "id", "title", "state", "owner_id", "stage", "stars", "created_at", "updated_at"
    ]  # fmt: skip
    op.create_index("records_glanced", "records", glanced)
    projects = [
        "trashed_at", "updated_at", "stage", "id", "kind", "title", "date", "state", "owner_id", "stars", "created_at",
        "attachments", "fields",
    ]  # fmt: skip
    op.create_index("records_projects", "records", projects, sqlite_where=sa.text("kind = 'project'"))
    op.create_index(
        "records_clashing", "records", ["trashed_at", "updated_at"], sqlite_where=sa.text("clashes != '[]'")
    )
