"""`alliance history | revert | conflicts | decide`: what happened to records, and what to do about it."""

import json
from typing import Any

import click

from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import verb
from alliance_app.library import Difference, Listing
from alliance_app.records.given import given
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Clash, Commit, Record, Value
from alliance_app.words import _


@verb("history", _("Who changed the record ID, when, and what; the newest first."))
@click.argument("record", metavar="ID")
@click.option("--diff", is_flag=True, help=_("With what each change did."))
def history(session: Session, record: str, diff: bool) -> None:
    """Versions can be gone back to with `alliance revert`."""
    with session.open() as app:
        record_id = app.library.find_id(record)
        commits = app.library.history(record_id)
        older = [*(each.version for each in commits[1:]), None]
        differences = (
            [app.library.difference(record_id, a, each.version) for each, a in zip(commits, older, strict=True)]
            if diff
            else [None] * len(commits)
        )
    listed = [_commit(each, difference) for each, difference in zip(commits, differences, strict=True)]
    lines: list[str] = []
    for each, difference in zip(commits, differences, strict=True):
        lines.append(f"{each.at.replace('T', ' ')}  {each.version}  {each.author} ({each.device})  {each.what}")
        lines += _difference_lines(difference)
    session.answer({"id": record_id, "history": listed}, *lines)


@verb("revert", _("Make the record ID say again what it said at VERSION (see `alliance history`)."))
@click.argument("record", metavar="ID")
@click.argument("version")
def revert(session: Session, record: str, version: str) -> None:
    """As a new edit: nothing of the history is lost."""
    with session.open() as app:
        record_id = app.library.find_id(record)
        app.library.revert(record_id, version)
        after = app.library.read(record_id)
    session.answer(as_json(after), _("Changed {id} {title}").format(id=after.id, title=after.title))


@verb("conflicts", _("What two people changed at once: both are kept, one is shown; `alliance decide` settles it."))
def conflicts(session: Session) -> None:
    """Field by field, with who wrote what."""
    with session.open() as app:
        ids = app.library.ids(Listing(clashing=True))
        found = [(record, app.library.clashes(record.id)) for record in app.library.read_many(ids)]
    listed = [
        {"id": record.id, "kind": record.kind, "title": record.title, "clashes": [_clash(each) for each in clashes]}
        for record, clashes in found
    ]
    lines: list[str] = []
    for record, clashes in found:
        lines.append(f"{record.id}  {record.title}")
        for each in clashes:
            lines += [f"    {_label(record, each.name)}:"]
            lines += [f"        {who}: {_shown(record, each.name, value)}" for who, value in each.choices]
    session.answer({"conflicts": listed}, *(lines or [_("Nothing needs a look.")]))


@verb("decide", _("Settle what two people changed at once: FIELD of the record ID shall be VALUE."))
@click.argument("record", metavar="ID")
@click.argument("field")
@click.argument("value")
def decide(session: Session, record: str, field: str, value: str) -> None:
    """The field as `alliance conflicts --json` names it; the value as a person types it, or its JSON."""
    with session.open() as app:
        before = app.library.read(app.library.find_id(record))
        chosen = _chosen(app.library.clashes(before.id), before, field, value)
        app.library.decide(before.id, field, chosen)
        after = app.library.read(before.id)
    session.answer(as_json(after), _("Settled: {id} {title}").format(id=after.id, title=after.title))


def _chosen(clashes: tuple[Clash, ...], record: Record, field: str, text: str) -> Value:
    """One of the values there are, when `text` shows it; else what `text` means for the field."""
    for clash in clashes:
        for _who, value in clash.choices:
            if clash.name == field and text in (_shown(record, field, value), json.dumps(value, ensure_ascii=False)):
                return value
    declared = KINDS[record.kind].by_name.get(field)
    return text if declared is None else given(declared, text, lambda _title, _kind: None)


def _clash(clash: Clash) -> dict[str, Any]:
    return {"field": clash.name, "choices": [{"author": who, "value": value} for who, value in clash.choices]}


def _label(record: Record, field: str) -> str:
    declared = KINDS[record.kind].by_name.get(field)
    return declared.label if declared else {"title": _("Title"), "body": _("Body")}.get(field, field)


def _shown(record: Record, field: str, value: Value) -> str:
    declared = KINDS[record.kind].by_name.get(field)
    return declared.show(value) if declared else str(value)


def _commit(commit: Commit, difference: Difference | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "version": commit.version,
        "author": commit.author,
        "device": commit.device,
        "at": commit.at,
        "what": commit.what,
    }
    if difference is not None:
        told["difference"] = {
            "fields": [{"label": f.label, "before": f.before, "after": f.after} for f in difference.fields],
            "body": [{"kind": span.kind, "text": span.text} for span in difference.body],
        }
    return told


def _difference_lines(difference: Difference | None) -> list[str]:
    if difference is None:
        return []
    lines = [f"    {each.label}: {each.before or '—'} → {each.after or '—'}" for each in difference.fields]
    for span in difference.body:
        if span.kind != "same":
            mark = "+" if span.kind == "added" else "-"
            lines += [f"    {mark} {line}" for line in span.text.splitlines() if line.strip()]
    return lines
