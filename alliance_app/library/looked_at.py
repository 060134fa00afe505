"""What this computer's user has looked at, and so is not new any more. Local to this computer, never synced."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from alliance_app.library.rows import LookedAtRow


def seen(connection: sa.Connection, what: str) -> frozenset[str]:
    """The keys that were looked at."""
    return frozenset(connection.scalars(sa.select(LookedAtRow.key).where(LookedAtRow.what == what)))


def mark(connection: sa.Connection, what: str, keys: Iterable[str]) -> None:
    """Note these keys; those noted already stay."""
    rows = [{"what": what, "key": key} for key in dict.fromkeys(keys)]
    if rows:
        connection.execute(insert(LookedAtRow).on_conflict_do_nothing(), rows)


def forget(connection: sa.Connection, record_id: str) -> None:
    """Leave no note of a record that is erased: a key is its id, or holds it."""
    connection.execute(sa.delete(LookedAtRow).where(LookedAtRow.key.contains(record_id, autoescape=True)))
