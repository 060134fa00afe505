"""Putting an edit into a document's containers, so that what it does not change makes no operation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from alliance_app.records.ids import new_peer
from alliance_app.records.kind import Kind
from alliance_app.records.signing import stamp
from alliance_app.records.splice import splice
from alliance_app.records.statements import statements_from
from alliance_app.records.values import Edit, Value

_DIFF_MS = 500.0


class Keyed(Protocol):
    """A container of values by key."""

    def insert(self, key: str, value: Any) -> None:
        """Put a value there."""

    def delete(self, key: str) -> None:
        """Take the value away."""

    def keys(self) -> list[str]:
        """What has a value."""


class Written(Protocol):
    """A container of text; places count characters."""

    def insert(self, pos: int, s: str) -> None:
        """Put text in."""

    def delete(self, pos: int, len: int) -> None:
        """Take text out."""

    def update(self, text: str, use_refined_diff: bool = ..., timeout_ms: float | None = ...) -> None:
        """Make it `text` by as few changes as can be found. Raises ValueError when that takes too long."""


def fill(root: Mapping[str, Keyed], body: Written, edit: Edit, kind: Kind, at: datetime) -> None:
    """Write what `edit` says. `root`: the containers `meta`, `fields`, `tags`, `files` and `statements`."""
    if edit.title is not None:
        root["meta"].insert("title", edit.title)
    _write_fields(root["fields"], edit.fields, kind)
    if edit.tags is not None:
        _write_tags(root["tags"], edit.tags, at)
    files = root["files"]
    for each in edit.attach:
        files.insert(each.sha256, {"name": each.name, "size": each.size, "type": each.media_type, "at": stamp(at)})
    present = set(files.keys())
    for sha256 in edit.detach:
        if sha256 in present:
            files.delete(sha256)
    for statement in statements_from(edit.statements):
        root["statements"].insert(statement.digest, statement.written)
    if edit.body is not None:
        write_body(body, edit.body)


def write_body(body: Written, text: str) -> None:
    """Make the body `text`, keeping every character that stays."""
    if str(body) == text:
        return
    try:
        body.update(text, use_refined_diff=True, timeout_ms=_DIFF_MS)
    except ValueError:
        # Too different for a fine diff in that time, and perhaps half applied: the part that differs goes in whole.
        start, gone, new = splice(str(body), text)
        body.delete(start, gone)
        body.insert(start, new)


def write_anew(stored: Keyed, key: str, value: Value, at: datetime) -> None:
    """Write a value so that it counts as written even where it is there already."""
    stored.insert(key, f"{stamp(at)} {new_peer()}")  # an equal value would make no operation
    if value is None:
        stored.delete(key)
    else:
        stored.insert(key, value)


def _write_fields(stored: Keyed, fields: Mapping[str, Value], kind: Kind) -> None:
    present = set(stored.keys())

    def put(key: str, value: Value) -> None:
        if value is not None:
            stored.insert(key, value)
        elif key in present:
            stored.delete(key)

    for name, value in fields.items():
        if name not in kind.sheets:
            put(name, value)
        elif value is None:
            for key in present:
                if key.startswith(f"{name}/"):
                    stored.delete(key)
        else:
            for row, cells in value.items():
                put(f"{name}/{row}", cells)


def _write_tags(stored: Keyed, tags: tuple[str, ...], at: datetime) -> None:
    present = set(stored.keys())
    for tag in present - set(tags):
        stored.delete(tag)
    for tag in tags:
        if tag not in present:
            stored.insert(tag, f"{stamp(at)} {new_peer()}")  # a value of its own: re-adding beats a concurrent removal
