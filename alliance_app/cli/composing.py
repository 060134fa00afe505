"""`alliance case outline | pull | checks | figures` and `alliance exports`: a case on its way to being handed in."""

from dataclasses import asdict
from typing import Any

import click

from alliance_app.cli.session import Session
from alliance_app.cli.showing import as_json
from alliance_app.cli.verb import common_options, verb
from alliance_app.library import PastExport
from alliance_app.words import _
from alliance_app.writeups.checks import Finding, checks
from alliance_app.writeups.figures import Figure, figures_of
from alliance_app.writeups.pulling import pull
from alliance_app.writeups.sectioning import Section, sections_of

_SIGNS = {"ok": "✓", "warn": "!", "stop": "✗"}


@verb("outline", _("The headings of the record ID, and how much stands under each."))
@click.argument("record", metavar="ID")
def outline(session: Session, record: str) -> None:
    """Rows are numbered from 1, as `case pull --into` takes them."""
    with session.open() as app:
        found = app.library.read(app.library.find_id(record))
    sections = sections_of(found.body, found.title)
    session.answer(
        {"id": found.id, "sections": [_section(each) for each in sections]}, *(_section_line(each) for each in sections)
    )


@verb("pull", _("Put a section of the record SOURCE into the case ID, with its pictures and where it is from."))
@click.argument("record", metavar="ID")
@click.argument("source", metavar="SOURCE")
@click.option("--section", default="", help=_("The heading in SOURCE; else its whole text."))
@click.option("--into", help=_("The heading of the case, or its row in the outline; else the end."))
@click.option("--again", is_flag=True, help=_("Also where it was taken already."))
def pull_(session: Session, record: str, source: str, section: str, into: str | None, again: bool) -> None:
    """SOURCE is listed among the case's sources."""
    with session.open() as app:
        library = app.library
        case = library.read(library.find_id(record))
        pulled = pull(library, case, library.find_id(source), section, _row(into), again=again)
        library.write(pulled.edit)
        after = library.read(case.id)
    missing = [_("The picture “{name}” is not here.").format(name=each) for each in pulled.missing]
    session.answer(
        {**as_json(after), "missing": list(pulled.missing)},
        _("Changed {id} {title}").format(id=after.id, title=after.title),
        *missing,
    )


@verb("checks", _("What to know before the record ID is handed in."))
@click.argument("record", metavar="ID")
@click.option("--no-mask", is_flag=True, help=_("As if telephone and ID numbers were left readable."))
@click.option("--fonts", is_flag=True, help=_("Name fonts that a PDF would lack."))
def checks_(session: Session, record: str, no_mask: bool, fonts: bool) -> None:
    """Stops first, then warnings, then what is in order."""
    with session.open() as app:
        found = app.library.read(app.library.find_id(record))
        findings = checks(app.library, found, mask=not no_mask, fonts=fonts)
    session.answer(
        {"id": found.id, "findings": [_finding(each) for each in findings]}, *(_finding_line(each) for each in findings)
    )


@verb("figures", _("The figures that can stand in the case ID, and the mark of each."))
@click.argument("record", metavar="ID")
def figures_(session: Session, record: str) -> None:
    """A mark in the body is filled in anew at every export."""
    with session.open() as app:
        case = app.library.read(app.library.find_id(record))
        found = figures_of(app.library, case)
    session.answer(
        {"id": case.id, "figures": [_figure(each) for each in found]}, *(_figure_line(each) for each in found)
    )


@verb("exports", _("Where documents of the record ID were written on this computer."))
@click.argument("record", metavar="ID")
def exports(session: Session, record: str) -> None:
    """The newest first; what has become of each."""
    with session.open() as app:
        record_id = app.library.find_id(record)
        found = app.library.exports(record_id)
    session.answer(
        {"id": record_id, "exports": [_export(each) for each in found]}, *(_export_line(each) for each in found)
    )


case = click.Group(
    "case",
    commands={"outline": outline, "pull": pull_, "checks": checks_, "figures": figures_},
    params=common_options(),
    help=_("A case on its way: its outline, drafts from sources, figures, checks."),
)


def _row(into: str | None) -> int | str | None:
    return int(into) - 1 if into is not None and into.isdecimal() else into


def _section(section: Section) -> dict[str, Any]:
    return {
        "row": section.place + 1,
        "level": section.level,
        "heading": section.heading,
        "shown": section.shown,
        "characters": section.characters,
        "tables": section.tables,
        "pictures": section.pictures,
        "empty": section.empty,
    }


def _section_line(section: Section) -> str:
    counts = [_("{count} characters").format(count=section.characters)]
    counts += [_("{count} tables").format(count=section.tables)] if section.tables else []
    counts += [_("{count} pictures").format(count=section.pictures)] if section.pictures else []
    said = _("to be written") if section.empty else " · ".join(counts)
    return f"{section.place + 1:>3}  {'  ' * (section.level - 1)}{section.shown}  {said}"


def _finding(finding: Finding) -> dict[str, Any]:
    told = asdict(finding)
    return {**told, "row": told.pop("place") + 1 or None, "record_id": finding.record_id or None}


def _finding_line(finding: Finding) -> str:
    return f"{_SIGNS[finding.level]} {finding.text} {finding.detail}".rstrip()


def _figure(figure: Figure) -> dict[str, Any]:
    return {**asdict(figure), "record_id": figure.record_id or None}


def _figure_line(figure: Figure) -> str:
    return f"{figure.mark}  {figure.value}  {figure.origin}"


def _export(past: PastExport) -> dict[str, Any]:
    return {**asdict(past), "path": str(past.path)}


def _export_line(past: PastExport) -> str:
    told = [_("the file is gone")] if not past.there else [_("changed by hand since")] if past.touched else []
    told += [_("the record has changed since")] if past.outdated else []
    return f"{past.at.replace('T', ' ')}  {past.format}  {past.path}  {'、'.join(told)}".rstrip()
