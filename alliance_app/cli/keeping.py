"""`alliance init | doctor | backup | backups | restore-backup`: the library as a whole."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from alliance_app.app import App, remember_library
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.library import Backup
from alliance_app.words import _


@verb("init", _("Make a new library in DIR; without DIR, in your own data folder."))
@click.argument("folder", metavar="DIR", required=False)
@click.option("--name", default="", help=_("What the library is called."))
@click.option("--author", default="", help=_("Who writes in it, as others will see it."))
@click.option("--device-name", default="", help=_("What this computer is called."))
@click.option("--sample", is_flag=True, help=_("With the sample's records, to look around in."))
def init(session: Session, folder: str | None, name: str, author: str, device_name: str, sample: bool) -> None:
    """From then on it is the library that is opened when none is named."""
    where = Path(folder) if folder is not None else session.folder or session.library_folder()
    with (
        session.watched() as progress,
        App.create(where, name, author=author, device_name=device_name, sample=sample, progress=progress) as app,
    ):
        identity, total = app.library.identity, app.library.counts().total
    remember_library(where)
    value = {
        "library": str(where.absolute()),
        "id": identity.library_id,
        "name": identity.name,
        "author": identity.author,
        "device": identity.device_name,
        "records": total,
    }
    said = _("Made the library “{name}” in {folder}, with {count} records.")
    session.answer(value, said.format(name=identity.name, folder=where, count=total))


@verb("doctor", _("Check the library: its file, history, rows, search index and attachments."))
@click.option("--rebuild", is_flag=True, help=_("First work out anew from the history all that can be."))
def doctor(session: Session, rebuild: bool) -> int:
    """Exit code 1 when something is found that it could not mend."""
    with session.open() as app, session.watched() as progress:
        found = app.library.doctor(rebuild=rebuild, progress=progress)
    value: dict[str, Any] = {
        "ok": found.ok,
        "findings": list(found.findings),
        "mended": list(found.mended),
        "counts": dict(found.counts),
    }
    counted = ", ".join(f"{name} {count}" for name, count in found.counts.items())
    lines = [*found.mended, *found.findings, counted]
    session.answer(value, *lines, *([_("All is well.")] if found.ok else []))
    if not found.ok and session.json:
        click.echo(_("{count} things are wrong; see findings.").format(count=len(found.findings)), err=True)
    return 0 if found.ok else 1


@verb("backup", _("Make a backup of the library file now. One is made each day; seven are kept."))
def backup(session: Session) -> None:
    """In the library's own folder."""
    with session.open() as app:
        path = app.library.backup(even_if_done=True)
        made = next(each for each in app.library.backups() if each.path == path)
    session.answer(_as_json(made), _("Backup {name} made.").format(name=made.name))


@verb("backups", _("List the backups, the oldest first."))
def backups(session: Session) -> None:
    """With their names for `alliance restore-backup`."""
    with session.open() as app:
        found = app.library.backups()
    lines = [f"{each.name}  {each.at.replace('T', ' ')}  {each.size // 1024} kB" for each in found]
    session.answer({"backups": [_as_json(each) for each in found]}, *(lines or [_("There is no backup yet.")]))


@verb("restore-backup", _("Go back to the backup NAME; the library as it is now is kept as one more backup."))
@click.argument("name")
def restore_backup(session: Session, name: str) -> None:
    """Works on a library that cannot be opened any more."""
    with App.restore_backup(session.library_folder(), name) as app:
        total = app.library.counts().total
    value = {"restored": name, "records": total}
    session.answer(value, _("The library is as it was in {name}: {count} records.").format(name=name, count=total))


def _as_json(backup: Backup) -> dict[str, Any]:
    return {**asdict(backup), "path": str(backup.path)}
