"""`alliance salon propose | close` and `alliance follow-ups`: the end of a salon, and what it left to be done."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from alliance_app.alliance import follow_ups as rules
from alliance_app.alliance.follow_ups import FollowUp, Standing
from alliance_app.alliance.salon_notes import Closing, closing_edit, propose
from alliance_app.app import App
from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import family
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit, Record
from alliance_app.words import N_, _

_PARTS = ("title", "tags", "ends_at", "present", "follow_ups")


class NoSalon(AllianceError):
    """A record of another kind was named."""

    message = N_("“{title}” is no salon. Name a salon; “alliance list salon” lists them.")


@family("salon", _("Close a salon: title, tags, end, how many came, and what was undertaken."))
def salon(_context: click.Context) -> None:
    """Its verbs do the work."""


@salon.verb("propose", _("Say what closing the salon ID would change; nothing is changed."))
@click.argument("record", metavar="ID")
def propose_(session: Session, record: str) -> None:
    """Title, tags, end, how many came, and what its text says is to be done."""
    with session.open() as app:
        found = _salon(app.library, record)
        proposed = _proposed(app, found)
    session.answer(_closing_json(found, proposed), *(_closing_lines(found, proposed) or [_("Nothing to propose.")]))


@salon.verb("close", _("Close the salon ID: do what is proposed, in one edit. A title of one's own stays."))
@click.argument("record", metavar="ID")
@click.option("--title", help=_("Give it this title, or the proposed one with “--title -”."))
@click.option("--without", type=click.Choice(_PARTS), multiple=True, help=_("Leave this out; repeat for others."))
def close(session: Session, record: str, title: str | None, without: tuple[str, ...]) -> None:
    """Answers with the record."""
    with session.open() as app:
        before = _salon(app.library, record)
        proposed = _proposed(app, before)
        wanted = proposed.title if title == "-" or (title is None and proposed.titled) else title
        nothing: dict[str, Any] = {"title": None, "tags": (), "ends_at": None, "present": None, "follow_ups": ()}
        sure = tuple(each for each in proposed.follow_ups if each.sure)
        agreed = replace(replace(proposed, title=wanted, follow_ups=sure), **{part: nothing[part] for part in without})
        after = _written(app.library, closing_edit(before, agreed))
    session.answer(as_json(after), *(_closing_lines(before, agreed) or [_("Nothing to change.")]))


@family("follow-ups", _("What salons left to be done, the earliest due first."), invoke_without_command=True)
@click.option("--all", "everything", is_flag=True, help=_("What is done, too."))
@click.option("--member", metavar="ID", help=_("Only what this member, or its chair, sees to."))
@click.option("--mine", is_flag=True, help=_("Only what you see to, by the name you write under."))
def follow_ups(context: click.Context, everything: bool, member: str | None, mine: bool) -> None:
    """Rows of decisions without a result, and open tasks in salons that name a day."""
    if context.invoked_subcommand is not None:
        return
    session = context.ensure_object(Session)
    with session.open() as app:
        found: Sequence[FollowUp] = rules.follow_ups(app.library.read_many(app.library.ids(Listing(kinds=("salon",)))))
        names = _names(app.library, member, mine=mine)
    if names is not None:
        found = [each for each in found if rules.concerns(each, names)]
    today = clock.today()
    standing = [each.standing(today) for each in found]
    shown = [each for each in found if everything or not each.done]
    value = {
        "follow_ups": [{**_json(each), "standing": each.standing(today).value} for each in shown],
        "open": sum(each is not Standing.DONE for each in standing),
        "overdue": standing.count(Standing.OVERDUE),
    }
    session.answer(value, *([_line(each, each.standing(today)) for each in shown] or [_("Nothing left to be done.")]))


@follow_ups.verb("done", _("Mark follow-up NO of the salon ID as done."))
@click.argument("record", metavar="ID")
@click.argument("number", metavar="NO")
@click.option("--result", default="", help=_("What came of it."))
def done(session: Session, record: str, number: str, result: str) -> None:
    """A row gets a result, a task its tick. Answers with the salon."""
    with session.open() as app:
        after = _written(app.library, rules.mark_done(_salon(app.library, record), number, result))
    session.answer(as_json(after), _("Done: {number} of {title}").format(number=number, title=after.title))


@follow_ups.verb("reopen", _("Mark follow-up NO of the salon ID as not done after all."))
@click.argument("record", metavar="ID")
@click.argument("number", metavar="NO")
def reopen(session: Session, record: str, number: str) -> None:
    """A row loses its result, a task its tick. Answers with the salon."""
    with session.open() as app:
        after = _written(app.library, rules.mark_open(_salon(app.library, record), number))
    session.answer(as_json(after), _("Open again: {number} of {title}").format(number=number, title=after.title))


def _salon(library: Library, text: str) -> Record:
    """The salon that is meant. Raises UnknownRecord, AmbiguousRecord, NoSalon."""
    found = library.read(library.find_id(text))
    if found.kind != "salon":
        raise NoSalon(title=found.title)
    return found


def _written(library: Library, edit: Edit) -> Record:
    library.write(edit)
    return library.read(edit.record_id)


def _proposed(app: App, record: Record) -> Closing:
    return propose(record, app.library.counts().tags, clock.now().astimezone().replace(tzinfo=None))


def _names(library: Library, member: str | None, *, mine: bool) -> tuple[str, ...] | None:
    """Whose follow-ups are wanted, by every name they have; None for everybody's. Raises UnknownRecord."""
    if member is not None:
        return rules.names_of(library.read(library.find_id(member)))
    return (library.identity.author,) if mine else None


def _closing_json(record: Record, proposed: Closing) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": proposed.title,
        "titled": proposed.titled,
        "tags": list(proposed.tags),
        "ends_at": proposed.ends_at,
        "present": proposed.present,
        "counted": proposed.counted,
        "follow_ups": [
            {"what": each.what, "who": each.who, "due": each.due, "task": each.task, "sure": each.sure}
            for each in proposed.follow_ups
        ],
    }


def _closing_lines(record: Record, closing: Closing) -> list[str]:
    kind = KINDS[record.kind]
    said = {
        _("Title"): closing.title,
        _("Tags"): "、".join(closing.tags),
        kind.by_name["ends_at"].label: kind.by_name["ends_at"].show(closing.ends_at),
        kind.by_name["present"].label: kind.by_name["present"].show(closing.present),
    }
    lines = [f"{label}: {text}" for label, text in said.items() if text]
    if closing.follow_ups:
        lines.append(f"{kind.by_name['decisions'].label}:")
        lines += [
            f"    {' | '.join(part for part in (each.what, each.who, each.due) if part)}" for each in closing.follow_ups
        ]
    return lines


def _json(each: FollowUp) -> dict[str, Any]:
    return {
        "id": each.record_id,
        "salon": each.salon,
        "held": each.held,
        "no": each.number,
        "what": each.what,
        "who": each.who,
        "due": each.due,
        "result": each.result,
        "done": each.done,
        "task": each.is_task,
    }


def _line(each: FollowUp, standing: Standing) -> str:
    mark = {Standing.OVERDUE: "!", Standing.SOON: "·", Standing.DONE: "✓"}.get(standing, " ")
    told = " | ".join(part for part in (each.what, each.who, each.result, each.salon) if part)
    return f"{mark} {each.due or '—':10}  {each.record_id[:8]} {each.number:>3}  {told}"
