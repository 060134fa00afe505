"""The records of which a change is here that rests on one of another device that is not."""

import json
from collections.abc import Set as AbstractSet

import sqlalchemy as sa

from alliance_app.library.opening import write_fact
from alliance_app.library.rows import FactRow

_FACT = "waiting"
_TOLD = sa.select(FactRow.value).where(FactRow.key == _FACT)


def waiting(connection: sa.Connection) -> set[str]:
    """Their ids."""
    told = connection.scalar(_TOLD)
    return set(json.loads(told or "[]"))


def note_waiting(connection: sa.Connection, ids: AbstractSet[str]) -> None:
    """Note that just these wait."""
    if ids != waiting(connection):
        write_fact(connection, _FACT, json.dumps(sorted(ids)))
