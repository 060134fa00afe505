"""From a document to its rows: the record, its facet values, its links. Pure; the transaction stores the result."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from alliance_app.records.document import Document
from alliance_app.records.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Integer,
    Link,
    Links,
    Many,
    Moment,
    Number,
)
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown import wiki_links
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.text import excerpt, title_key
from alliance_app.records.values import Clash, Content, State, Value


@dataclass(frozen=True, slots=True)
class Projected:
    """The rows of one record, without its number."""

    record: dict[str, Any]
    values: tuple[tuple[str, str, float | None], ...]
    links: tuple[dict[str, str | None], ...]


def project(document: Document, state: State, clashes: tuple[Clash, ...]) -> Projected:
    """Work out every row of a record from its document."""
    content = document.content()
    kind = KINDS[content.kind]
    created_at, created_by = document.created()
    last = document.last_commit()
    record = {
        "id": document.record_id,
        "kind": content.kind,
        "title": content.title,
        "title_key": title_key(content.title),
        "date": _date(kind, content, created_at),
        "state": state.value,
        "trashed_at": document.trashed_at(),
        "created_at": created_at,
        "created_by": created_by,
        "updated_at": last.at or created_at,
        "updated_by": last.author,
        "version": document.version,
        "owner_id": content.fields.get(kind.owned_by) if kind.owned_by else None,
        "stars": int(content.fields["stars"]) if kind.name == "member" and "stars" in content.fields else None,
        "stage": str(content.fields.get("stage") or content.fields.get("status") or ""),
        "excerpt": excerpt(content.body),
        "pictures": sum(each.is_picture for each in content.attachments),
        "fields": dict(content.fields),
        "tags": list(content.tags),
        "attachments": [each.as_json() for each in content.attachments],
        "clashes": [asdict(clash) for clash in clashes],
        "body": content.body,
    }
    return Projected(record, tuple(_values(kind, content)), tuple(_links(kind, content)))


def _date(kind: Kind, content: Content, created_at: str) -> str:
    value = content.fields.get(kind.dated_by) if kind.dated_by else None
    if value is None and kind.name == "assessment" and "year" in content.fields:
        return f"{content.fields['year']}-12-31"
    return str(value) if value else created_at[:10]


def _values(kind: Kind, content: Content) -> Iterator[tuple[str, str, float | None]]:
    seen: set[tuple[str, str]] = set()
    for tag in content.tags:
        seen.add(("tag", tag))
        yield "tag", tag, None
    for declared in kind.fields:
        if not declared.facet:
            continue
        value = content.fields.get(declared.name)
        for each in value if isinstance(value, list) else [value]:
            if each is None or (declared.name, str(each)) in seen:
                continue
            seen.add((declared.name, str(each)))
            yield declared.name, _facet_text(each), _sort(declared, each)


def _facet_text(value: Value) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _sort(declared: Field, value: Value) -> float | None:
    if isinstance(declared, Integer | Number | Flag) or (isinstance(declared, Choice) and str(value).isdecimal()):
        return float(value)
    if isinstance(declared, Day | Moment):
        return float(str(value)[:10].replace("-", ""))
    return None


def _links(kind: Kind, content: Content) -> Iterator[dict[str, str | None]]:
    for declared in kind.fields:
        found = dict.fromkeys(_linked_ids(declared, content.fields.get(declared.name)))
        for target in found:
            yield {"via": declared.name, "target_id": target, "target_key": None, "title": ""}
    if "[[" not in content.body:
        return
    targets = dict.fromkeys(link.title.strip() for link in wiki_links(content.body) if not link.embed)
    for target in list(targets)[:2000]:
        if target:
            yield {"via": "body", "target_id": None, "target_key": title_key(target), "title": target}


def _linked_ids(declared: Field, value: Value) -> Iterator[str]:
    if value is None:
        return
    if isinstance(declared, Links) or (isinstance(declared, Many) and isinstance(declared.of, Link)):
        yield from value
    elif isinstance(declared, Link):
        yield value
    elif isinstance(declared, Table | Sheet):
        rows = value if isinstance(declared, Table) else value.values()
        for row in rows:
            for column in declared.columns:
                yield from _linked_ids(column, (row or {}).get(column.name))
