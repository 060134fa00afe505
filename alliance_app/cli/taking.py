"""`alliance import`."""

from dataclasses import asdict
from pathlib import Path

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
