"""`alliance conflicts | decide`: what people changed at once, and what shall hold."""

import json
import re
from collections.abc import Iterator

import click

from alliance_app.app import App
from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json, clash_as_json
from alliance_app.cli.verb import verb
from alliance_app.library import Library, Listing
from alliance_app.library.errors import NothingToDecide
from alliance_app.records.both import both_of
from alliance_app.records.errors import AllianceError
from alliance_app.records.given import given
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Clash, Record, Value
from alliance_app.words import N_, _

_BOTH, _NOW = "both", "now"
_LINKED = re.compile(r"(?<=\s)[0-9A-Z]{26}\b")


class NoSuchChoice(AllianceError):
    """What was to be kept is not there to be kept. Nothing was changed."""

    message = N_("“{keep}” cannot be kept there. What can: {known}. Nothing was changed.")


@verb("conflicts", _("What people changed at once: both are kept, one is shown; `alliance decide` settles it."))
def conflicts(session: Session) -> None:
    """Who wrote what, field by field and place by place of the text."""
    with session.open() as app:
        ids = app.library.ids(Listing(clashing=True))
        found = [(record, app.library.clashes(record.id)) for record in app.library.read_many(ids)]
        lines = [] if session.json else _titled(list(_page(found)), app.library)
    listed = [
        {
            "id": record.id,
            "kind": record.kind,
            "title": record.title,
            "clashes": [clash_as_json(KINDS[record.kind], each) for each in clashes],
        }
        for record, clashes in found
    ]
    session.answer({"conflicts": listed}, *(lines or [_("Nothing needs a look.")]))


@verb("decide", _("Settle what people changed at once: FIELD of the record ID shall be VALUE, or what --keep says."))
@click.argument("record", metavar="ID")
@click.argument("field")
@click.argument("value", required=False)
@click.option("--keep", metavar="AUTHOR|both|now", help=_("What this person wrote; both; what the record says now."))
@click.option("--place", help=_("Which place of the text, as `alliance conflicts` names it."))
def decide(session: Session, record: str, field: str, value: str | None, keep: str | None, place: str | None) -> None:
    """The field as `alliance conflicts` names it; the value as a person types it, or its JSON.

    Without --place, --keep goes for all places of the text.
    """
    if (value is None) == (keep is None):
        raise click.UsageError(_("Give either a VALUE or --keep."))
    with session.open() as app:
        before = app.library.read(app.library.find_id(record))
        name = _named(KINDS[before.kind], field)
        clashes = [each for each in app.library.clashes(before.id) if each.name == name]
        if place is not None:
            clashes = [each for each in clashes if each.place == place]
            if not clashes:
                raise NothingToDecide
        if keep is not None:
            _keep(app, before, clashes, keep)
        else:
            shown = clashes[0] if place is not None else None
            app.library.decide(before.id, name, _chosen(clashes, before, name, value or ""), shown)
        after = app.library.read(before.id)
    session.answer(as_json(after), _("Settled: {id} {title}").format(id=after.id, title=after.title))


def _keep(app: App, record: Record, clashes: list[Clash], keep: str) -> None:
    """All of them or none. Raises NoSuchChoice."""
    kind = KINDS[record.kind]
    kept = [(clash, dict(_choices(kind, clash))) for clash in clashes]
    if not kept or any(keep not in choices for _clash, choices in kept):
        known = dict.fromkeys(name for _clash, choices in kept for name in choices)
        raise NoSuchChoice(keep=keep, known="、".join(known) or "—")
    for clash, choices in kept:
        app.library.decide(record.id, clash.name, choices[keep], clash)


def _choices(kind: Kind, clash: Clash) -> Iterator[tuple[str, Value]]:
    """What --keep can name, and what it means; an author who is called so comes before the two words."""
    yield _NOW, clash.now
    both = both_of(kind, clash)
    if both is not None:
        yield _BOTH, both
    for claim in clash.claims:
        yield claim.author, claim.value


def _chosen(clashes: list[Clash], record: Record, name: str, text: str) -> Value:
    """One of the values there are, when `text` shows it; else what `text` means for the field."""
    kind = KINDS[record.kind]
    for clash in clashes:
        for claim in clash.claims:
            if text in (_shown(kind, name, claim.value), json.dumps(claim.value, ensure_ascii=False)):
                return claim.value
    declared = kind.by_name.get(name)
    return text if declared is None else given(declared, text, lambda _title, _kind: None)


def _named(kind: Kind, field: str) -> str:
    """The name of what is meant: a field by its name or label, a row of a sheet, the title or the body."""
    if field in ("title", "body") or "/" in field:
        return field
    labels = {_("Title"): "title", _("Body"): "body"}
    return labels.get(field) or kind.field(field).name


def _page(found: list[tuple[Record, tuple[Clash, ...]]]) -> Iterator[str]:
    for record, clashes in found:
        yield f"{record.id}  {record.title}"
        for each in clashes:
            yield from _lines(KINDS[record.kind], each)


def _titled(lines: list[str], library: Library) -> list[str]:
    """Lines whose linked records are named by title; the ids at their starts stay."""
    ids = sorted({each for line in lines for each in _LINKED.findall(line)})
    titles = {row.id: row.title for row in library.rows(ids)}
    return [_LINKED.sub(lambda found: titles.get(found[0], found[0]), line) for line in lines]


def _lines(kind: Kind, clash: Clash) -> list[str]:
    head = f"    {_label(kind, clash.name)}" + (f"  [{clash.place}]" if clash.place else "")
    lines = [f"{head}:"]
    for claim in clash.claims:
        when = claim.at.replace("T", " ")
        lines += [
            f"        {claim.author} ({claim.device}, {when}):",
            *_indented(_shown(kind, clash.name, claim.value)),
        ]
    if clash.now not in [claim.value for claim in clash.claims]:
        lines += [f"        {_('As it reads now')}:", *_indented(_shown(kind, clash.name, clash.now))]
    return lines


def _indented(text: str) -> list[str]:
    return [f"            {line}" for line in (text or "—").splitlines() if line.strip()]


def _label(kind: Kind, name: str) -> str:
    field, slash, row = name.partition("/")
    declared = kind.by_name.get(field)
    label = declared.label if declared else {"title": _("Title"), "body": _("Body")}.get(field, field)
    return f"{label}{slash}{row}"


def _shown(kind: Kind, name: str, value: Value) -> str:
    declared = kind.by_name.get(name)
    return declared.show(value) if declared else "" if value is None else str(value)
