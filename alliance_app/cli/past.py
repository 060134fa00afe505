"""`alliance history | revert`: what happened to a record, and the way back."""

from typing import Any

import click

from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import verb
from alliance_app.library import Difference
from alliance_app.records.values import Commit
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
