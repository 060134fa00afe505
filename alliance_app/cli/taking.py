"""`alliance import`, `alliance sync` and `alliance devices`."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alliance_app.cli.completing import complete_kinds
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.intake import IntakeReport, import_paths
from alliance_app.words import _

if TYPE_CHECKING:
    from alliance_app.sync import Pending, Seen

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
def sync(session: Session, folder: str | None, anyway: bool) -> None:
    """What has not arrived yet is named; it is tried again the next time."""
    from alliance_app.sync import Exchange

    with session.open() as app, session.watched() as progress:
        exchange = Exchange(app.library, folder)
        if folder is not None:
            exchange.join(anyway=anyway)
        report = exchange.sync(progress=progress)
    value: dict[str, Any] = asdict(report)
    value["folder"] = exchange.place
    value["changed"] = sorted(report.changed)
    value["pending"] = [_pending_json(each) for each in report.pending]
    value["devices"] = [_device_json(each) for each in report.devices]
    said = _("Gave {pushed} changes and {files_out} files, took {pulled} changes and {files_in} files.")
    session.answer(value, said.format(**asdict(report)), *(str(each) for each in report.pending))


@verb("devices", _("List the alliance's other devices: whose, when they last gave something, what is waited for."))
def devices(session: Session) -> None:
    """As of the last sync; the shared folder is not looked at."""
    from alliance_app.sync import Exchange

    with session.open() as app:
        found = Exchange(app.library).devices()
    lines = [line for each in found for line in _device_lines(each)]
    session.answer(
        {"devices": [_device_json(each) for each in found]},
        *(lines or [_("No other device has given anything yet.")]),
    )


def _device_lines(device: "Seen") -> Iterator[str]:
    made, taken = (each.replace("T", " ") for each in (device.changed_at, device.taken_at))
    if device.through:
        said = _("{device}: {count} changes are here, the newest made {made}, taken {taken}")
        yield said.format(device=device.shown, count=device.through, made=made or "?", taken=taken or "?")
    else:
        yield _("{device}: nothing of it is here yet").format(device=device.shown)
    for each in device.pending:
        yield f"  {each} {each.advice}"


def _device_json(device: "Seen") -> dict[str, Any]:
    return {**asdict(device), "pending": [_pending_json(each) for each in device.pending]}


def _pending_json(pending: "Pending") -> dict[str, Any]:
    told = {**asdict(pending), "reason": str(pending.reason)}
    return {**told, "message": str(pending), "advice": pending.advice}


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
