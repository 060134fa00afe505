"""`alliance stars | match | figures`: the alliance's own rules over the library's records."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from alliance_app.alliance import figures as counting
from alliance_app.alliance import matching
from alliance_app.assessing import examples, indicator_named, rate, rated_years, whose_year, write_form
from alliance_app.cli import star_lines
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.benefit import in_wan
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record
from alliance_app.words import _

_YEAR = click.option("--year", type=click.IntRange(1990, 2200), help=_("Which year."))


@verb("stars", _("Rate a union against the alliance's indicators, and say what the next star needs."))
@_YEAR
@click.option("--member", metavar="ID", help=_("Whose year; else that of the member called like the library."))
@click.option("--years", is_flag=True, help=_("Year over year: every year it assessed itself, and what changed last."))
@click.option("--how", metavar="CODE", help=_("How three-star unions did it, for the indicator of this code."))
@click.option("-o", "--output", metavar="PATH", help=_("Write the form: a .xlsx or .docx file, or a folder."))
def stars(
    session: Session, year: int | None, member: str | None, years: bool, how: str | None, output: str | None
) -> None:
    """Values given in its self-assessment come first; what the library can count stands in for the others."""
    with session.open() as app:
        member_id = app.library.find_id(member) if member else None
        found = rate(app.library, app.witness(), *whose_year(app.library, member_id, year))
        value, lines = star_lines.rated_json(found), star_lines.rated_lines(found)
        whose = found.member.id if found.member is not None else None
        if years and whose:
            over = rated_years(app.library, app.witness(), whose, also=[found.year])
            value |= star_lines.years_json(over)
            lines = star_lines.years_lines(over)
        if how:
            shown = examples(app.library, app.finder, indicator_named(found, how), without=whose or "")
            value["examples"] = [asdict(each) for each in shown]
            lines = star_lines.example_lines(shown)
        if output is not None:
            made = write_form(app.library, app.witness(), whose, found.year, Path(output))
            value |= {"path": str(made.path), "warnings": list(made.warnings)}
            lines = [_("Written: {path}").format(path=made.path), *made.warnings]
    session.answer(value, *lines)


@verb("match", _("Find offers for the open needs, the best first, with the reasons."))
@click.option("--limit", type=click.IntRange(min=0), default=0, help=_("How many at most; 0 is all."))
def match(session: Session, limit: int) -> None:
    """Over the supply and demand records that are open today."""
    with session.open() as app:
        records = _records(app.library, ("supply_demand", "member"))
    titles = {each.id: each.title for each in records}
    found = matching.matches(records, clock.today())[: limit or None]
    listed = [
        {
            "need": _side(each.need, titles),
            "offer": _side(each.offer, titles),
            "score": round(each.score, 1),
            "reasons": list(each.reasons),
        }
        for each in found
    ]
    lines: list[str] = []
    for each in found:
        lines.append(f"{each.score:5.1f}  {each.need.title}  ←  {each.offer.title}")
        lines.append("       " + "；".join(each.reasons))
    session.answer({"matches": listed}, *(lines or [_("No offer fits an open need yet.")]))


@verb("figures", _("The alliance in figures: what happened by year, and the three batches of innovation."))
@_YEAR
def figures(session: Session, year: int | None) -> None:
    """Money in yuan."""
    with session.open() as app:
        records = _records(app.library, tuple(KINDS))
    titles = {each.id: each.title for each in records if each.kind == "member"}
    found = counting.figures(records, year=year)
    value: dict[str, Any] = {"year": year, **asdict(found)}
    value["by_enterprise"] = [
        {"id": owner, "title": titles.get(owner, ""), **asdict(each)} for owner, each in found.by_enterprise.items()
    ]
    three = found.batches
    said = _(
        "Projects {projects} · people trained {people} · improved {improved} · accepted {accepted} · "
        "yearly benefit {benefit}, confirmed {confirmed}"
    ).format(
        projects=three.projects,
        people=three.people,
        improved=three.improved,
        accepted=three.accepted,
        benefit=in_wan(three.benefit),
        confirmed=in_wan(three.confirmed_benefit),
    )
    lines = [
        f"{KINDS[kind].label}: " + "  ".join(f"{when} {count}" for when, count in years.items())
        for kind, years in found.by_kind_and_year.items()
    ]
    session.answer(value, said, *lines)


def _records(library: Library, kinds: tuple[str, ...]) -> list[Record]:
    return library.read_many(library.ids(Listing(kinds=kinds)))


def _side(record: Record, titles: dict[str, str]) -> dict[str, Any]:
    owner = record.fields.get("owner")
    return {"id": record.id, "title": record.title, "owner": {"id": owner, "title": titles.get(str(owner), "")}}
