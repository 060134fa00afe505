"""`alliance import` and `alliance sync`."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from alliance_app.cli.completing import complete_kinds
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.intake import IntakeReport, import_paths
from alliance_app.words import _

_ON_SCREEN = 20


@verb("import", _("Take in folders of Markdown (an Obsidian vault, what export-all wrote), .md, .txt, .docx files."))
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--kind",
    default="article",
    show_default=True,
    shell_complete=complete_kinds,
    help=_("What notes become that name no kind themselves."),
)
def import_(session: Session, paths: tuple[str, ...], kind: str) -> None:
    """Importing again brings changed files up to date and makes no doubles."""
    with session.open() as app, session.watched() as progress:
        report = import_paths(app.library, [Path(each) for each in paths], kind=kind, progress=progress)
    session.answer(asdict(report), *_report_lines(report))


@verb("sync", _("Exchange changes with the shared FOLDER: the first time joins it, later it is remembered."))
@click.argument("folder", required=False)
@click.option("--anyway", is_flag=True, help=_("Join a folder that already holds other files."))
@click.option(
    "--password", is_flag=True, help=_("Ask for the password of a place on the net and keep it in the keyring.")
)
def sync(session: Session, folder: str | None, anyway: bool, password: bool) -> None:
    """FOLDER may be a place on the net: webdavs://user@server/folder, s3://bucket/folder.

    What has not arrived yet is named; it is tried again the next time.
    """
    from alliance_app.sync import Exchange, remembered_place

    with session.open() as app:
        if password:
            _ask_password(folder or remembered_place(app.library))
        exchange = Exchange(app.library, folder)
        with session.watched() as progress:
            if folder is not None:
                exchange.join(anyway=anyway)
            report = exchange.sync(progress=progress)
    value: dict[str, Any] = asdict(report)
    value["folder"] = exchange.place
    value["changed"] = sorted(report.changed)
    value["pending"] = [{**asdict(each), "reason": str(each.reason), "message": str(each)} for each in report.pending]
    said = _("Gave {pushed} changes and {files_out} files, took {pulled} changes and {files_in} files.")
    session.answer(value, said.format(**asdict(report)), *(str(each) for each in report.pending))


def _ask_password(place: str | None) -> None:
    """Ask for a place's password. Raises NoFolder, AddressWrong, PasswordInAddress."""
    from alliance_app.sync.errors import NoFolder
    from alliance_app.sync.transport import keep_password, whole_name

    if place is None:
        raise NoFolder
    place = whole_name(place)
    typed = click.prompt(_("Password for {place}").format(place=place), hide_input=True, err=True)
    if not keep_password(place, typed):
        said = _("There is no keyring here: the password is forgotten after this. ALLIANCE_PLACE_PASSWORD can hold it.")
        click.echo(said, err=True)


def _report_lines(report: IntakeReport) -> list[str]:
    said = _("{added} added, {updated} updated, {unchanged} unchanged, {skipped} skipped.")
    lines = [
        said.format(added=report.added, updated=report.updated, unchanged=report.unchanged, skipped=len(report.skipped))
    ]
    told = [(each.path, each.reason) for each in report.skipped]
    told += [(each.path, each.what) for each in report.remarks]
    lines += [f"  {path}: {what}" for path, what in told[:_ON_SCREEN]]
    if len(told) > _ON_SCREEN:
        lines.append(_("  … and {count} more; --json names all.").format(count=len(told) - _ON_SCREEN))
    return lines
