"""Who did what, and when last: from links and days alone, without reading the records."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from alliance_app.library.rows import RecordLinkRow, RecordRow
from alliance_app.library.values import Doings


def read(connection: sa.Connection, fields: Mapping[str, Collection[str]], since: str, until: str) -> Doings:
    """What those did that these fields name, by kind of record; nothing from the trash, nothing after `until`."""
    named = [(kind, name) for kind, names in fields.items() for name in names]
    day = _day()
    done = (
        sa.select(RecordLinkRow.target_id.label("who"), RecordRow.id.label("record"), day.label("day"))
        .join(RecordRow, RecordRow.number == RecordLinkRow.number)
        .where(sa.tuple_(RecordRow.kind, RecordLinkRow.via).in_(named), RecordRow.trashed_at.is_(None))
        .where(RecordLinkRow.target_id.is_not(None), day <= until)
    ).subquery()
    lately = (
        sa.select(done.c.who, done.c.record, done.c.day)
        .where(done.c.day >= since)
        .distinct()
        .order_by(done.c.day.desc(), done.c.record.desc())
    )
    last = sa.select(done.c.who, sa.func.max(done.c.day)).group_by(done.c.who)
    return Doings(
        tuple((who, record, when) for who, record, when in connection.execute(lately)),
        dict(connection.execute(last).all()),
    )


def _day() -> sa.ColumnElement[Any]:
    """The day something was done: of a project its latest stage's, of an offer or a need the day it was made."""
    created = sa.func.substr(RecordRow.created_at, 1, 10)
    stages = sa.func.json_each(RecordRow.fields, "$.stage_dates").table_valued("value")
    latest = sa.select(sa.func.max(sa.func.json_extract(stages.c.value, "$.on"))).scalar_subquery()
    return sa.case(
        (RecordRow.kind == "project", sa.func.coalesce(latest, created)),
        (RecordRow.kind == "supply_demand", created),
        else_=sa.func.substr(RecordRow.date, 1, 10),
    )
