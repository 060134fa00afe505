"""`alliance review` and `alliance catalogue`: what is said of self-assessments, and by what they are rated."""

from pathlib import Path
from typing import Any

import click

from alliance_app.alliance.catalogues import (
    KnownCatalogue,
    UnknownCatalogue,
    choose,
    export_catalogue,
    import_catalogue,
    known_catalogues,
)
from alliance_app.assessing.reviewing import review_here, review_there, reviews_count
from alliance_app.cli.session import Session
from alliance_app.cli.showing import review_json, review_lines
from alliance_app.cli.verb import family, verb
from alliance_app.records import clock
from alliance_app.words import _

_YEARS = click.IntRange(1990, 2200)


@verb("review", _("What the review of the self-assessment ID is worth; with --result, review it."))
@click.argument("record", metavar="ID")
@click.option("--result", metavar="TEXT", help=_("Review it: what it comes to."))
@click.option("--by", metavar="NAME", default="", help=_("Who reviewed it; else who writes in this library."))
@click.option("--on", metavar="DATE", default="", help=_("When; else today."))
def review(session: Session, record: str, result: str | None, by: str, on: str) -> None:
    """Verified is what a device signed that a steward has marked as the federation's, as long as no value changed."""
    with session.open() as app:
        record_id = app.library.find_id(record)
        if result is not None:
            review_here(app.library, record_id, result, by=by, on=on)
        found = review_there(app.library, record_id)
        counts = reviews_count(app.library)
    lines = review_lines(found) or [_("Nobody has reviewed it.")]
    if result is not None and not counts:
        lines.append(_("This device is not marked as the federation's: others see the review as not verified."))
    session.answer({"id": record_id, "review": review_json(found)}, *lines)


@family("catalogue", _("The catalogues of indicators: list them, show, import or export one."))
def catalogue(_context: click.Context) -> None:
    """Its verbs do the work."""


@catalogue.verb("list", _("List the catalogues known here, whose they are, and which one holds."))
@click.option("--year", type=_YEARS, help=_("For which year; else this one."))
def list_(session: Session, year: int | None) -> None:
    """What cannot be used says why."""
    from alliance_app.sync.witness import witness_of

    wanted = year or clock.today().year
    with session.open() as app:
        witness = witness_of(app.library)
        known = known_catalogues(app.library, witness)
        holds = choose(known, wanted, witness).known.key
    listed = [{**_json(each), "holds": each.key == holds} for each in known]
    session.answer(
        {"year": wanted, "catalogues": listed}, *(_line(each, holds=each.key == holds) for each in known)
    )  # fmt: skip


@catalogue.verb("show", _("Show the catalogue KEY, class by class; without KEY this year's."))
@click.argument("key", required=False)
def show(session: Session, key: str | None) -> None:
    """Indicators with their points and what one to three stars ask for."""
    from alliance_app.sync.witness import witness_of

    with session.open() as app:
        witness = witness_of(app.library)
        known = known_catalogues(app.library, witness)
    chosen = choose(known, clock.today().year, witness).known if key is None else _named(known, key)
    session.answer(_whole_json(chosen), *_whole_lines(chosen))


@catalogue.verb("import", _("Take in the catalogue in FILE and give it to the alliance."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "first_year", type=_YEARS, help=_("From which year on it holds; else as the file says."))
def import_(session: Session, file: Path, first_year: int | None) -> None:
    """Years before keep theirs, and so does a self-assessment that was made with another one."""
    from alliance_app.sync.witness import witness_of

    with session.open() as app:
        made = import_catalogue(app.library, file, witness_of(app.library), first_year)
    lines = [_line(made, holds=False)]
    if not made.counts:
        lines.append(_("This device is not marked as the federation's: the catalogue does not count in this alliance."))
    session.answer(_json(made), *lines)


@catalogue.verb("export", _("Write the file of the catalogue KEY, to be changed and imported as the next version."))
@click.argument("key")
@click.option("-o", "--output", metavar="PATH", required=True, type=click.Path(path_type=Path))
def export(session: Session, key: str, output: Path) -> None:
    """A file that is there is written over."""
    from alliance_app.sync.witness import witness_of

    with session.open() as app:
        export_catalogue(app.library, key, output, witness_of(app.library))
    session.answer({"path": str(output)}, _("Written: {path}").format(path=output))


def _named(known: list[KnownCatalogue], key: str) -> KnownCatalogue:
    """The one of this key or record. Raises UnknownCatalogue."""
    for each in known:
        if key in (each.key, each.record_id, f"{each.id} {each.version}") and each.usable:
            return each
    raise UnknownCatalogue(name=key, known="、".join(each.key for each in known if each.usable))


def _json(known: KnownCatalogue) -> dict[str, Any]:
    return {
        "key": known.key,
        "id": known.id,
        "version": known.version,
        "first_year": known.first_year or None,
        "standing": known.standing.value,
        "counts": known.counts,
        "record": known.record_id or None,
        "by": known.by,
        "at": known.at,
        "fault": known.fault,
        "waiting": known.waiting,
    }


def _line(known: KnownCatalogue, *, holds: bool) -> str:
    since = _("from {year} on").format(year=known.first_year) if known.first_year else ""
    late = _("its file has not arrived yet") if known.waiting else ""
    parts = (known.key, since, known.standing.words, _("holds") if holds else "", late, known.fault)
    return "  ".join(part for part in parts if part)


def _whole_json(known: KnownCatalogue) -> dict[str, Any]:
    found = known.catalogue
    assert found is not None  # only what can be used is shown
    indicators = [
        {
            "code": each.code,
            "label": each.label,
            "unit": each.unit,
            "points": each.points,
            "targets": {str(star): target for star, target in each.targets.items()},
            "required_for": sorted(each.required_for),
        }
        for each in found.indicators
    ]
    return {**_json(known), "official": found.official, "points": found.base_points, "indicators": indicators}


def _whole_lines(known: KnownCatalogue) -> list[str]:
    found = known.catalogue
    assert found is not None
    lines = [_line(known, holds=False)]
    for cls in found.classes:
        lines.append(f"{cls.code}  {cls.label}  {cls.points:g}")
        for each in (indicator for item in cls.items for indicator in item.indicators):
            targets = " / ".join("—" if target is None else f"{target:g}" for target in each.targets.values())
            lines.append(f"  {each.code}  {each.points:g}  {each.label}: {targets} {each.unit}".rstrip())
    if not found.official:
        lines.append(_("These indicators are an illustration, not an official standard."))
    return lines
