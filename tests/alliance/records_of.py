"""Records for the alliance's rules, made without a library."""

import itertools
from typing import Any

from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record, State

_numbers = itertools.count(1)


def record(kind: str, title: str = "题", **fields: Any) -> Record:
    """A record of `kind` as the library would read it back."""
    declared = KINDS[kind]
    at = fields.pop("created_at", "2026-03-01T00:00:00Z")
    stored = {name: value for name, value in declared.checked(fields).items() if value is not None}
    return Record(
        id=fields_id(next(_numbers)), kind=kind, title=title, fields={**stored, **declared.computed(stored)}, tags=(),
        body="", attachments=(), state=State.SHARED, created_at=at, created_by="", updated_at=at, updated_by="",
        version="",
    )  # fmt: skip


def fields_id(number: int) -> str:
    """A record id from a number."""
    return f"{number:026d}"
