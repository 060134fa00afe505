"""Records at a glance: many at once, none of their bodies read, of their fields only those asked for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from alliance_app.library.rows import RecordRow
from alliance_app.records.glance import Glance
from alliance_app.records.values import State

_COLUMNS = (
    RecordRow.id, RecordRow.kind, RecordRow.title, RecordRow.date, RecordRow.state == State.SHARED.value,
    RecordRow.owner_id, RecordRow.stage, RecordRow.stars, RecordRow.created_at, RecordRow.updated_at,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sight:
    """Which records to glance at; "" and () ask for no bound. Days are ISO text.

    `since`, `before`: their own date; `touched_since`, `touched_before`: when they were last changed; `stages`: their
    stage or status; `fields`: what to read of them beside what a Glance always has.
    """

    kinds: tuple[str, ...]
    since: str = ""
    before: str = ""
    touched_since: str = ""
    touched_before: str = ""
    stages: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def glances(connection: sa.Connection, sight: Sight) -> list[Glance]:
    """The records in sight that are not in the trash, in no order."""
    query = sa.select(*_COLUMNS, *_asked(sight.fields)).where(
        RecordRow.kind.in_(sight.kinds), RecordRow.trashed_at.is_(None)
    )
    if sight.since:
        query = query.where(RecordRow.date >= sight.since)
    if sight.before:
        query = query.where(RecordRow.date < sight.before)
    if sight.touched_since:
        query = query.where(RecordRow.updated_at >= sight.touched_since)
    if sight.touched_before:
        query = query.where(RecordRow.updated_at < sight.touched_before)
    if sight.stages:
        query = query.where(RecordRow.stage.in_(sight.stages))
    found = connection.execute(query).all()
    return [_with_fields(row, sight.fields) for row in found] if sight.fields else [Glance(*row) for row in found]


def _asked(fields: Sequence[str]) -> tuple[sa.ColumnElement[Any], ...]:
    """Whether there are files, and the fields' values as one JSON list; nothing where no field is asked for."""
    if not fields:
        return ()
    # two paths at least, so that SQLite gives a list
    paths = [f"$.{name}" for name in (fields if len(fields) > 1 else (*fields, *fields))]
    stored = sa.type_coerce(RecordRow.fields, sa.String)
    return RecordRow.attachments != sa.literal_column("'[]'", sa.JSON), sa.func.json_extract(stored, *paths)


def _with_fields(row: Any, fields: Sequence[str]) -> Glance:
    # a field without a value is None here, as `get` says it
    return Glance(*row[:-2], dict(zip(fields, json.loads(row[-1]), strict=False)), row[-2])
