"""`alliance delete | restore | share`."""

from collections.abc import Callable, Sequence

import click

from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import verb
from alliance_app.library import Changed, Library
from alliance_app.words import _

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


def _move(
    session: Session, records: Sequence[str], move: Callable[[Library, Sequence[str]], Changed], said: str
) -> None:
    with session.open() as app:
        ids = list(dict.fromkeys(app.library.find_id(each) for each in records))
        move(app.library, ids)
        moved = app.library.read_many(ids)
    value = as_json(moved[0]) if len(moved) == 1 else {"records": [as_json(each) for each in moved]}
    session.answer(value, *(said.format(id=each.id, title=each.title) for each in moved))
