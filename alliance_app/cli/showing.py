"""Records as JSON, and as a person reads them in a terminal."""

import re
from collections.abc import Mapping
from typing import Any

from alliance_app.alliance.board import card_of, lacking_in_words, next_in_words
from alliance_app.alliance.projects import papers_for
from alliance_app.library import Library, Links, Row
from alliance_app.records import clock
from alliance_app.records.both import both_of
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS, PROJECT
from alliance_app.records.values import Clash, Record, State
from alliance_app.words import _

_ID = re.compile(r"\b[0-9A-Z]{26}\b")


def as_json(record: Record) -> dict[str, Any]:
    """A record as every verb gives it."""
    return {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "state": record.state.value,
        "fields": dict(record.fields),
        "tags": list(record.tags),
        "body": record.body,
        "attachments": [
            {"name": each.name, "sha256": each.sha256, "size": each.size, "media_type": each.media_type}
            for each in record.attachments
        ],
        "created_at": record.created_at,
        "created_by": record.created_by,
        "updated_at": record.updated_at,
        "updated_by": record.updated_by,
        "trashed_at": record.trashed_at,
        "version": record.version,
    }


def links_as_json(links: Links) -> dict[str, Any]:
    """What a record links to and what links to it."""
    ends = {"outgoing": links.outgoing, "incoming": links.incoming}
    return {
        name: [{"id": end.id, "kind": end.kind, "title": end.title, "via": end.via} for end in each]
        for name, each in ends.items()
    }


def clash_as_json(kind: Kind, clash: Clash) -> dict[str, Any]:
    """What people changed at once: who said what, and what keeping both would be where that can be."""
    told: dict[str, Any] = {"field": clash.name}
    if clash.place:
        told |= {"place": clash.place}
    choices = [
        {"author": claim.author, "value": claim.value, "device": claim.device, "at": claim.at} for claim in clash.claims
    ]
    return told | {"base": clash.base, "now": clash.now, "both": both_of(kind, clash), "choices": choices}


def row_line(row: Row) -> str:
    """A record on one line of a list."""
    marks = "" if row.state is State.SHARED else f"  [{_('draft')}]"
    date = row.date[:10] or row.updated_at[:10]
    return f"{row.id}  {date}  {KINDS[row.kind].short_label}  {row.title}{marks}"


def page(record: Record, library: Library) -> list[str]:
    """A record as a person reads it: what it is, its fields, its body."""
    kind = KINDS[record.kind]
    state = _("shared") if record.state is State.SHARED else _("draft")
    if record.trashed_at:
        state = _("in the trash")
    lines = [record.title, f"{kind.label} · {state} · {record.id}"]
    when = _("changed {at} by {who}").format(at=record.updated_at.replace("T", " "), who=record.updated_by)
    lines += [when, ""]
    titles = _titles(record, library)
    for declared in kind.fields:
        shown = declared.show(record.fields.get(declared.name))
        if shown:
            named = _ID.sub(lambda found: titles.get(found[0], found[0]), shown)
            lines.append(f"{declared.label}: {_indented(named)}")
    if kind is PROJECT:
        lines += _way_on(record, library)
    if record.tags:
        lines.append(" ".join(f"#{tag}" for tag in record.tags))
    lines += [f"@ {each.name} ({_size(each.size)})" for each in record.attachments]
    if record.body:
        lines += ["", record.body.rstrip("\n")]
    return lines


def _way_on(project: Record, library: Library) -> list[str]:
    """How a project's benefit is worked out, what its stage lacks, and what the next one asks for."""
    card = card_of(project, {}, papers_for(library, project), clock.today())
    return [said for said in (card.formula, lacking_in_words(card), next_in_words(card)) if said]


def _titles(record: Record, library: Library) -> Mapping[str, str]:
    ids = sorted(set(_ID.findall(str(dict(record.fields)))))
    return {row.id: row.title for row in library.rows(ids)}


def _indented(text: str) -> str:
    return text if "\n" not in text else "\n" + "\n".join(f"  {line}" for line in text.splitlines())


def _size(count: int) -> str:
    return f"{count / 1_048_576:.1f} MB" if count >= 1_048_576 else f"{max(1, count // 1024)} kB"
