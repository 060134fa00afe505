"""`alliance roster`: the members, listed and one by one, from and to Excel."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from alliance_app.cli.session import Session
from alliance_app.cli.verb import family
from alliance_app.intake.roster import Applied, Preview, PreviewRow, Standing
from alliance_app.library import Listing
from alliance_app.records import clock
from alliance_app.words import N_, _

_ON_SCREEN = 40
_STANDINGS = {
    Standing.NEW: N_("new"), Standing.CHANGES: N_("changes"), Standing.SAME: N_("unchanged"),
    Standing.ASKS: N_("which one?"), Standing.WRONG: N_("wrong"),
}  # fmt: skip

_GROUPS = {
    "salons_hosted": N_("Salons hosted"), "salons_attended": N_("Salons attended"),
    "open_days_hosted": N_("Open days hosted"), "open_days_visited": N_("Open days visited"),
    "projects": N_("Innovation projects"), "offers": N_("Offers"), "needs": N_("Needs"),
    "partnered": N_("Partner of others"), "activities": N_("Activities"), "cases": N_("Cases that name it"),
    "documents": N_("Documents"), "assessments": N_("Self-assessments"), "others": N_("Other records"),
}  # fmt: skip


@family("roster", _("The members: all of them, one with its records, from and to Excel."))
def roster(context: click.Context) -> None:
    """What the verbs below do."""


@roster.verb("list", _("List the members: stars over time, chair, what they can do and did this year."))
def list_(session: Session) -> None:
    """By name."""
    from alliance_app.alliance.members import read_directory

    with session.open() as app:
        rows = read_directory(app.library, clock.today())
    lines = [f"{each.id}  {'★' * (each.stars or 0):<3}  {each.last_seen or '—':<10}  {each.title}" for each in rows]
    session.answer({"members": [asdict(each) for each in rows]}, *lines)


@roster.verb("show", _("Show the member ID with its ratings and all records that have to do with it."))
@click.argument("member", metavar="ID")
def show(session: Session, member: str) -> None:
    """Record ids by group, the newest first; `assessed` is what its self-assessments come to, by year."""
    from alliance_app.alliance.members import read_profile
    from alliance_app.assessing import rated_years

    with session.open() as app:
        member_id = app.library.find_id(member)
        years = rated_years(app.library, app.witness(), member_id)
        assessed = {each.year: each.assessment.stars for each in years}
        found = read_profile(app.library, member_id, clock.today(), assessed)
    value = {
        "id": found.member.id,
        "title": found.member.title,
        "ratings": [{"on": day, "stars": stars} for day, stars in found.ratings],
        "assessed": dict(found.assessed),
        "groups": {name: list(ids) for name, ids in found.groups.items()},
        "counts": found.counts,
        "benefit": found.benefit,
        "confirmed": found.confirmed,
        "last": {"on": found.last[0], "id": found.last[1]} if found.last[1] else None,
    }
    lines = [found.member.title, *(f"{day or '—'}  {'★' * stars or '0'}" for day, stars in found.ratings)]
    for name, ids in found.groups.items():
        lines.append(f"{_(_GROUPS[name])}: {len(ids)}")
        lines += [f"  {each}  {found.days[each]}  {found.titles[each]}" for each in ids]
    session.answer(value, *lines)


@roster.verb("import", _("Tell row by row what an Excel roster would change; --apply does it, whole or not at all."))
@click.argument("file", metavar="FILE")
@click.option("--sheet", metavar="NAME", help=_("Which sheet; else the one whose headings say most."))
@click.option("--apply", "wanted", is_flag=True, help=_("Take it in."))
@click.option("--skip-wrong", is_flag=True, help=_("Leave out the rows that are wrong or ask which member is meant."))
@click.option(
    "--answer",
    "answers",
    metavar="ROW=ID",
    multiple=True,
    help=_("Which member a row means, by id or title, or “new”; repeat for others."),
)
def import_(
    session: Session, file: str, sheet: str | None, wanted: bool, skip_wrong: bool, answers: tuple[str, ...]
) -> None:
    """New members are private drafts. Applied twice, the second time changes nothing."""
    from alliance_app.intake.roster import AS_NEW, apply, compare, read_roster

    asked = dict(_answer(each) for each in answers)
    with session.open() as app:
        known = {row: said if said == AS_NEW else app.library.find_id(said) for row, said in asked.items()}
        preview = compare(app.library, read_roster(Path(file), sheet), known)
        applied = apply(app.library, preview, skip_wrong=skip_wrong) if wanted else None
    session.answer(_as_json(preview, applied), *_lines(preview, applied))


@roster.verb("export", _("Write the members as an Excel roster that can be taken in again."))
@click.option("-o", "--output", metavar="PATH", default=".", help=_("The file, or a folder."))
@click.option("--unmasked", is_flag=True, help=_("Write phone numbers out."))
def export(session: Session, output: str, unmasked: bool) -> None:
    """Telephones are covered unless told otherwise."""
    from alliance_app.writeups.sheets import write_roster

    with session.open() as app, session.watched() as progress:
        ids = app.library.ids(Listing(kinds=("member",), order="title", descending=False))
        made = write_roster(app.library, ids, Path(output), mask=not unmasked, progress=progress)
    value = {"path": str(made.path), "members": len(ids), "warnings": list(made.warnings)}
    session.answer(value, _("Written: {path}").format(path=made.path), *made.warnings)


@roster.verb("template", _("Write an empty roster to fill in."))
@click.option("-o", "--output", metavar="PATH", default=".", help=_("The file, or a folder."))
def template(session: Session, output: str) -> None:
    """With lists to choose from and a page that explains each column."""
    from alliance_app.writeups.sheets import write_template

    path = write_template(Path(output))
    session.answer({"path": str(path)}, _("Written: {path}").format(path=path))


def _answer(text: str) -> tuple[int, str]:
    row, equals, said = text.partition("=")
    if not equals or not row.strip().isdecimal():
        raise click.UsageError(_("--answer needs ROW=ID, not “{given}”").format(given=text))
    return int(row), said.strip()


def _as_json(preview: Preview, applied: Applied | None) -> dict[str, Any]:
    found = preview.roster
    return {
        "sheet": found.sheet,
        "sheets": list(found.sheets),
        "unread_columns": list(found.unread),
        "counts": {standing.value: count for standing, count in preview.counts().items()},
        "rows": [_row_json(each) for each in preview.rows],
        "left_out": [asdict(each) for each in preview.left_out],
        "applied": asdict(applied) if applied is not None else None,
    }


def _row_json(row: PreviewRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "name": row.name,
        "standing": row.standing.value,
        "id": row.id,
        "changes": [asdict(each) for each in row.changes],
        "faults": [asdict(each) for each in row.faults],
        "remarks": list(row.remarks),
        "candidates": [asdict(each) for each in row.candidates],
    }


def _lines(preview: Preview, applied: Applied | None) -> list[str]:
    counts = preview.counts()
    lines = ["  ".join(f"{_(_STANDINGS[each])} {count}" for each, count in counts.items())]
    told = [row for row in preview.rows if row.standing is not Standing.SAME or row.remarks]
    for row in told[:_ON_SCREEN]:
        lines.append(f"{row.number:>5}  {_(_STANDINGS[row.standing])}  {row.name}")
        lines += [f"         {fault.place} {fault.column}: {fault.reason}" for fault in row.faults]
        lines += [f"         {each.label}: {each.before or '—'} → {each.after}" for each in row.changes]
        lines += [f"         ? {each.id} {each.title}" for each in row.candidates]
        lines += [f"         {each}" for each in row.remarks]
    if len(told) > _ON_SCREEN:
        lines.append(_("  … and {count} more; --json names all.").format(count=len(told) - _ON_SCREEN))
    lines += [
        _("Row {row} left out: {reason}").format(row=each.number, reason=each.reason) for each in preview.left_out
    ]
    if applied is None:
        lines.append(_("Nothing was changed; --apply takes it in."))
    else:
        said = _("{added} added, {changed} changed, {unchanged} unchanged, {left} left out.")
        lines.append(
            said.format(
                added=len(applied.added),
                changed=len(applied.changed),
                unchanged=applied.unchanged,
                left=len(applied.left_out),
            )
        )
    return lines
