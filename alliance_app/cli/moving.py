"""`alliance delete | restore | share | erase`."""

import sys
from collections.abc import Callable, Sequence

import click

from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import verb
from alliance_app.library import Changed, Library
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Record
from alliance_app.words import N_, _


class NotConfirmed(AllianceError):
    """What cannot be undone was not confirmed. Nothing was changed."""

    message = N_("Nothing was erased: erasing cannot be undone and wants a yes (or --yes).")


_IDS = click.argument("records", metavar="ID…", nargs=-1, required=True)


@verb("delete", _("Put records into the trash. They are kept 90 days; `alliance restore ID` brings them back."))
@_IDS
def delete(session: Session, records: tuple[str, ...]) -> None:
    """All of them or, when one is unknown, none."""
    _move(session, records, lambda library, ids: library.delete(*ids), _("In the trash: {id} {title}"))


@verb("restore", _("Bring records back from the trash."))
@_IDS
def restore(session: Session, records: tuple[str, ...]) -> None:
    """All of them or, when one is unknown, none."""
    _move(session, records, lambda library, ids: library.restore(*ids), _("Restored: {id} {title}"))


@verb("share", _("Give drafts to the alliance: they go out at the next sync."))
@_IDS
def share(session: Session, records: tuple[str, ...]) -> None:
    """All of them or, when one is unknown, none."""
    _move(session, records, lambda library, ids: library.share(*ids), _("Shared: {id} {title}"))


@verb("erase", _("Erase records for good, here and on every device. Nothing brings them back."))
@_IDS
@click.option("--yes", is_flag=True, help=_("Do it without asking."))
def erase(session: Session, records: tuple[str, ...], yes: bool) -> None:
    """All of them or, when one is unknown, none. What others hold of them goes when their devices sync."""
    with session.open() as app:
        found = app.library.read_many(list(dict.fromkeys(app.library.find_id(each) for each in records)))
        if not yes:
            _ask(found)
        app.library.erase(*(each.id for each in found))
    said = _("Erased: {id} {title}")
    session.answer(
        {"erased": [each.id for each in found]}, *(said.format(id=each.id, title=each.title) for each in found)
    )


def _ask(found: Sequence[Record]) -> None:
    """Only a person at a terminal can say yes. Raises NotConfirmed."""
    titles = "、".join(each.title for each in found[:5])
    question = _("Erase {count} records for good, on every device ({titles})?").format(count=len(found), titles=titles)
    if not sys.stdin.isatty() or not click.confirm(question, err=True):
        raise NotConfirmed


def _move(
    session: Session, records: Sequence[str], move: Callable[[Library, Sequence[str]], Changed], said: str
) -> None:
    with session.open() as app:
        ids = list(dict.fromkeys(app.library.find_id(each) for each in records))
        move(app.library, ids)
        moved = app.library.read_many(ids)
    value = as_json(moved[0]) if len(moved) == 1 else {"records": [as_json(each) for each in moved]}
    session.answer(value, *(said.format(id=each.id, title=each.title) for each in moved))
