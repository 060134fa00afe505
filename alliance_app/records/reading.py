"""From a document's raw values, which may come from anyone, to content that fits its declaration."""

import re
from collections.abc import Mapping

from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Field
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
MAX_ATTACHMENTS = 500
MAX_TAGS = 200


def content_from(roots: Mapping[str, Mapping[str, Value]], body: str) -> Content:
    """Content from a document's roots. Values that do not fit are left out here and stay in the document."""
    kind = KINDS.get(_text(roots["meta"].get("kind")), ARTICLE)
    title = without_refused_characters(_text(roots["meta"].get("title")))[:MAX_TITLE].strip()
    tags = sorted(without_refused_characters(tag)[:MAX_TAG] for tag in list(roots["tags"])[:MAX_TAGS])
    return Content(
        kind=kind.name,
        title=title,
        fields=_fields(kind, roots["fields"]),
        tags=tuple(tag for tag in tags if tag),
        body=without_refused_characters(body[:MAX_BODY], lines=True),
        attachments=_attachments(roots["files"]),
    )


def created_from(meta: Mapping[str, Value]) -> tuple[str, str]:
    """When the record was made, and by whom."""
    return _text(meta.get("created_at"))[:20], _text(meta.get("created_by"))[:200]


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
        if key.startswith(start):
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
    for sha256, entry in list(raw.items())[:MAX_ATTACHMENTS]:
        if not _SHA256.fullmatch(sha256) or not isinstance(entry, Mapping):
            continue
        size, media_type = entry.get("size"), _text(entry.get("type"))
        if isinstance(size, float):
            size = int(size)
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            continue
        if not _MEDIA_TYPE.fullmatch(media_type):
            media_type = "application/octet-stream"
        attachment = Attachment(clean_file_name(_text(entry.get("name"))), sha256, size, media_type)
        found.append((_text(entry.get("at")), attachment.name, attachment))
    return tuple(attachment for _at, _name, attachment in sorted(found, key=lambda each: each[:2]))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
