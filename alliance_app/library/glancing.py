"""Records at a glance: many at once, none of their bodies read, of their fields only those asked for."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler

from alliance_app.library.rows import RecordLinkRow, RecordRow
from alliance_app.records.glance import Glance
from alliance_app.records.values import State

_COLUMNS = (
    RecordRow.id, RecordRow.kind, RecordRow.title, RecordRow.date, RecordRow.state == State.SHARED.value,
    RecordRow.owner_id, RecordRow.stage, RecordRow.stars, RecordRow.created_at, RecordRow.updated_at,
)  # fmt: skip
_NOTHING = sa.literal_column("'[]'", sa.JSON)
_STORED = sa.type_coerce(RecordRow.fields, sa.String)
_decode = json.JSONDecoder().raw_decode  # what SQLite writes begins and ends with its list


@dataclass(frozen=True, slots=True)
class Sight:
    """Which records to glance at; "" and () ask for no bound. Days are ISO text.

    `since`, `before`: their own date; `touched_since`, `touched_before`: when they were last changed; `stages`: their
    stage or status; `years`: those with a day of one of these years in a field, and those whose stages have no day that
    were made in one; `bare`: those without attachments; `linking`: those whose text links to another record; `among`:
    just these, by id. `fields`: what to read beside what a Glance always has.
    """

    kinds: tuple[str, ...]
    since: str = ""
    before: str = ""
    touched_since: str = ""
    touched_before: str = ""
    stages: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    bare: bool = False
    linking: bool = False
    among: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def glances(connection: sa.Connection, sight: Sight) -> list[Glance]:
    """The records in sight that are not in the trash, in no order."""
    found = connection.exec_driver_sql(*_statement(sight)).all()
    if not sight.fields:
        return [Glance(*row) for row in found]
    return [_with_fields(tuple(row), sight.fields) for row in found]  # a plain tuple is taken apart sooner


@lru_cache(maxsize=64)
def _statement(sight: Sight) -> tuple[str, tuple[Any, ...]]:
    """What SQLite is asked. An overview asks the same all day, and to word it takes longer than many an answer."""
    query = sa.select(*_COLUMNS, *_asked(sight.fields)).where(*_conditions(sight))
    compiled = query.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    assert isinstance(compiled, SQLCompiler)
    values = compiled.params
    return str(compiled), tuple(values[name] for name in compiled.positiontup or ())


def _conditions(sight: Sight) -> Iterator[sa.ColumnElement[bool]]:
    # written out: SQLite takes the projects' own index only where it reads its very condition
    only_projects = sight.kinds == ("project",)
    yield RecordRow.kind == sa.literal_column("'project'") if only_projects else RecordRow.kind.in_(sight.kinds)
    yield RecordRow.trashed_at.is_(None)
    if sight.since:
        yield RecordRow.date >= sight.since
    if sight.before:
        yield RecordRow.date < sight.before
    if sight.touched_since:
        yield RecordRow.updated_at >= sight.touched_since
    if sight.touched_before:
        yield RecordRow.updated_at < sight.touched_before
    if sight.stages:
        yield RecordRow.stage.in_(sight.stages)
    if sight.bare:
        yield RecordRow.attachments == _NOTHING
    if sight.linking:
        yield RecordRow.number.in_(sa.select(RecordLinkRow.number).where(RecordLinkRow.via == "body"))
    if sight.among:
        these = sa.select(sa.func.json_each(json.dumps(sight.among)).table_valued("value").c.value)
        yield RecordRow.id.in_(these)
    if sight.years:
        # a look at the stored text, which leaves SQLite nothing to parse
        made = sa.func.substr(RecordRow.created_at, 1, 4).in_([f"{year:04}" for year in sight.years])
        undated = sa.func.instr(_STORED, '"on":') == 0
        told = (sa.func.instr(_STORED, f'"{year:04}-') > 0 for year in sight.years)
        yield sa.or_(*told, sa.and_(undated, made))


def _asked(fields: Sequence[str]) -> tuple[sa.ColumnElement[Any], ...]:
    """Whether there are files, and the fields' values as one JSON list; nothing where no field is asked for."""
    if not fields:
        return ()
    # two paths at least, so that SQLite gives a list
    paths = [f"$.{name}" for name in (fields if len(fields) > 1 else (*fields, *fields))]
    return RecordRow.attachments != _NOTHING, sa.func.json_extract(_STORED, *paths)


def _with_fields(row: tuple[Any, ...], fields: Sequence[str]) -> Glance:
    *known, has_files, told = row
    # a field without a value is None here, as `get` says it
    return Glance._make((*known, dict(zip(fields, _decode(told)[0], strict=False)), has_files, None))
