"""The records of which a change is here that rests on one of another device that is not."""

import json
from collections.abc import Set as AbstractSet

import sqlalchemy as sa

from alliance_app.library.opening import read_fact, write_fact

_FACT = "waiting"


def waiting(connection: sa.Connection) -> set[str]:
    """Their ids."""
    return set(json.loads(read_fact(connection, _FACT) or "[]"))


def note_waiting(connection: sa.Connection, ids: AbstractSet[str]) -> None:
    """Note that just these wait."""
    if ids != waiting(connection):
        write_fact(connection, _FACT, json.dumps(sorted(ids)))
