"""From a document's raw values, which may come from anyone, to content that fits its declaration."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import MAX_ITEMS, Field
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import ARTICLE, KINDS
from alliance_app.records.tables import Sheet
from alliance_app.records.text import (
    MAX_BODY,
    MAX_TAG,
    MAX_TITLE,
    clean_file_name,
    without_refused_characters,
)
from alliance_app.records.values import Attachment, Content, Value

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+\-]{1,100}")
_MOMENT = re.compile(r"(?:19|2\d)\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
MAX_ATTACHMENTS = 500
MAX_TAGS = 200
_MAX_SIZE = 2**53


def content_from(roots: Mapping[str, Mapping[str, Value]], body: str) -> Content:
    """Content from a document's roots. Values that do not fit are left out here and stay in the document."""
    kind = KINDS.get(_text(roots["meta"].get("kind")), ARTICLE)
    title = without_refused_characters(_text(roots["meta"].get("title")))[:MAX_TITLE].strip()
    return Content(
        kind=kind.name,
        title=title,
        fields=_fields(kind, roots["fields"]),
        tags=_tags(roots["tags"]),
        body=without_refused_characters(body[:MAX_BODY], lines=True),
        attachments=_attachments(roots["files"]),
    )


def moment(value: object) -> str:
    """A moment as documents store it, 2026-01-01T00:00:00Z; empty for any other value, or one no clock has shown."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return ""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return ""
    return value


def created_from(meta: Mapping[str, Value]) -> tuple[str, str]:
    """When the record was made, and by whom."""
    return moment(meta.get("created_at")), without_refused_characters(_text(meta.get("created_by")))[:200]


def _tags(raw: Iterable[str]) -> tuple[str, ...]:
    """Each once, at most 200; of more the same ones on every device. Cleaned and cut, two may have become one."""
    tags = {without_refused_characters(tag)[:MAX_TAG].strip() for tag in raw}
    return tuple(sorted(tags - {""})[:MAX_TAGS])


def _fields(kind: Kind, raw: Mapping[str, Value]) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for declared in kind.fields:
        value = _rows(declared, raw) if isinstance(declared, Sheet) else _checked(declared, raw.get(declared.name))
        if value is not None:
            fields[declared.name] = value
    return fields | kind.computed(fields)


def _rows(sheet: Sheet, raw: Mapping[str, Value]) -> dict[str, Value] | None:
    start = f"{sheet.name}/"
    rows: dict[str, Value] = {}
    for key in sorted(raw):
        if key.startswith(start) and len(rows) < MAX_ITEMS:
            checked = _checked(sheet, {key[len(start) :]: raw[key]})
            rows.update(checked or {})
    order = list(sheet.rows or ())
    ordered = sorted(rows, key=lambda name: (order.index(name) if name in order else len(order), name))
    return {name: rows[name] for name in ordered} or None


def _checked(declared: Field, value: Value) -> Value:
    if value is None or declared.computed or declared.private:
        return None
    try:
        return declared.check(value)
    except (AllianceError, TypeError, ValueError, AttributeError, RecursionError, OverflowError):
        return None


def _attachments(raw: Mapping[str, Value]) -> tuple[Attachment, ...]:
    found = []
    for sha256, entry in sorted(raw.items()):
        if not _SHA256.fullmatch(sha256) or not isinstance(entry, Mapping):
            continue
        size, media_type = entry.get("size"), _text(entry.get("type"))
        if isinstance(size, float) and size.is_integer():
            size = int(size)
        if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size <= _MAX_SIZE:
            continue
        if not _MEDIA_TYPE.fullmatch(media_type):
            media_type = "application/octet-stream"
        attachment = Attachment(clean_file_name(_text(entry.get("name"))), sha256, size, media_type)
        found.append((_text(entry.get("at")), attachment.name, attachment))
        if len(found) == MAX_ATTACHMENTS:
            break
    return tuple(attachment for _at, _name, attachment in sorted(found, key=lambda each: each[:2]))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
