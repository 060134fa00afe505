"""`alliance stars`: the alliance's own rules over the library's records."""

from dataclasses import asdict
from pathlib import Path

import click

from alliance_app.assessing import examples, indicator_named, rate, rated_years, whose_year, write_form
from alliance_app.cli import star_lines
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
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
