"""`alliance summary`: a year of the alliance as a document, or its figures."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.records import clock
from alliance_app.summary import Asked, YearPair, figures_of, write_summary
from alliance_app.words import _
from alliance_app.writeups import FORMATS, LAYOUTS


@verb("summary", _("Sum a year up: what took place, projects and their benefit, with tables and charts."))
@click.option("--year", type=click.IntRange(1990, 2200), help=_("Which year; else this one."))
@click.option("--member", "members", metavar="ID", multiple=True, help=_("Only this enterprise; repeat for others."))
@click.option("--to", "form", type=click.Choice(FORMATS), help=_("The format; else the ending of the file, else docx."))
@click.option("-o", "--output", metavar="PATH", help=_("The file, or a folder; without it the figures are only told."))
@click.option("--layout", type=click.Choice(list(LAYOUTS)), help=_("official is GB/T 9704; else plain."))
def summary(
    session: Session,
    year: int | None,
    members: tuple[str, ...],
    form: str | None,
    output: str | None,
    layout: str | None,
) -> None:
    """JSON gives the figures, and where the document is."""
    path = Path(output) if output is not None else Path() if form else None
    with session.open() as app, session.watched() as progress:
        named = tuple(dict.fromkeys(app.library.find_id(each) for each in members))
        asked = Asked(year or clock.today().year, named)
        found = figures_of(app.library, asked, progress)
        value = _figures_json(found)
        lines = _lines(found)
        if path is not None:
            ending = path.suffix.lower().removeprefix(".")
            to = form or (ending if ending in FORMATS else "docx")
            made = write_summary(app.library, asked, to, path, layout=layout, progress=progress)
            value |= {"path": str(made.path), "format": to, "pages": made.pages, "warnings": list(made.warnings)}
            lines = [_("Written: {path}").format(path=made.path), *made.warnings]
    session.answer(value, *lines)


def _figures_json(found: YearPair) -> dict[str, Any]:
    return {
        "year": found.this.year,
        "whose": found.whose,
        "titles": dict(found.titles),
        "this": asdict(found.this),
        "last": asdict(found.last),
    }


def _lines(found: YearPair) -> list[str]:
    from alliance_app.summary.sentences import overview

    return overview(found.this, found.last, found.whose)
