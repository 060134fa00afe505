"""`alliance stars`: the alliance's own rules over the library's records."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from alliance_app.alliance import catalogue as catalogues
from alliance_app.alliance import stars as rating
from alliance_app.alliance.catalogue import Catalogue, Item, Named
from alliance_app.alliance.stars import Assessment, Scored
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record
from alliance_app.words import _

_YEAR = click.option("--year", type=click.IntRange(1990, 2200), help=_("Which year."))
# what is counted nowhere, and there may be very much of it
_LEFT_OUT = ("article", "case")


@verb("stars", _("Rate a union against the alliance's indicators, and say what the next star needs."))
@_YEAR
@click.option("--member", metavar="ID", help=_("Whose year; else that of the member called like the library."))
def stars(session: Session, year: int | None, member: str | None) -> None:
    """Values given in its self-assessment come first; what the library can count stands in for the others."""
    standard = catalogues.standard()
    with session.open() as app:
        records = _records(app.library, tuple(name for name in KINDS if name not in _LEFT_OUT))
        member_id = app.library.find_id(member) if member else None
        own = app.library.by_title(app.library.identity.name, "member")
    record = (_assessed_last(records, year, own) if own and not member else None) or _assessed_last(
        records, year, member_id
    )
    chosen_year = year or (record.fields["year"] if record is not None else clock.today().year)
    whose = member_id or (record.fields.get("member") if record is not None else _only_member(records))
    found = _assessment(records, standard, record, whose, chosen_year)
    title = next((each.title for each in records if each.id == whose), "")
    value = {"year": chosen_year, "member": {"id": whose, "title": title}, **_assessment_json(found)}
    session.answer(value, *_assessment_lines(found, f"{title} {chosen_year}".strip()))




def _records(library: Library, kinds: tuple[str, ...]) -> list[Record]:
    return library.read_many(library.ids(Listing(kinds=kinds)))


def _assessed_last(records: Sequence[Record], year: int | None, member_id: str | None) -> Record | None:
    """The assessment record meant: of that year and member where they are named, the latest year's else."""
    fitting = [
        each
        for each in records
        if each.kind == "assessment"
        and (year is None or each.fields.get("year") == year)
        and (member_id is None or each.fields.get("member") == member_id)
    ]
    return max(fitting, key=lambda each: (each.fields.get("year") or 0, each.updated_at, each.id), default=None)


def _only_member(records: Sequence[Record]) -> str | None:
    members = [each.id for each in records if each.kind == "member"]
    return members[0] if len(members) == 1 else None


def _assessment(
    records: Sequence[Record], standard: Catalogue, record: Record | None, member_id: str | None, year: int
) -> Assessment:
    if member_id is None:
        return rating.assess(standard, rating.answers_from(record, {}))
    return rating.assessment_of(records, standard, member_id, year)


def _assessment_json(found: Assessment) -> dict[str, Any]:
    indicators = {code: _indicator(scored) for code, scored in found.scored.items()}
    items = {item.code: _item(item, found) for cls in found.catalogue.classes for item in cls.items}
    classes = [
        {
            **_named(cls),
            "points": round(found.class_points(cls), 4),
            "of": cls.points,
            "items": [
                {**items[item.code], "indicators": [indicators[each.code] for each in item.indicators]}
                for item in cls.items
            ],
        }
        for cls in found.catalogue.classes
    ]
    return {
        "total": found.shown_total,
        "stars": found.stars,
        "bonus": found.bonus,
        "deducted": found.deducted,
        "vetoes": list(found.vetoes),
        "blockers": [asdict(each) for each in found.blockers],
        "classes": classes,
        "items": items,
        "indicators": indicators,
        "catalogue": {"id": found.catalogue.id, "official": found.catalogue.official},
    }


def _named(part: Named) -> dict[str, Any]:
    return {"code": part.code, "label": part.label}


def _item(item: Item, found: Assessment) -> dict[str, Any]:
    earned = sum(found.scored[each.code].points for each in item.indicators)
    return {**_named(item), "points": round(earned, 4), "of": item.points}


def _indicator(scored: Scored) -> dict[str, Any]:
    return {
        **_named(scored.indicator),
        "value": scored.answer.value,
        "unit": scored.indicator.unit,
        "points": round(scored.points, 4),
        "of": scored.indicator.points,
        "star": scored.star,
        "evidence": list(scored.answer.evidence),
        "counted": scored.answer.counted,
        "na": scored.answer.na,
        "note": scored.answer.note,
    }


def _assessment_lines(found: Assessment, heading: str) -> list[str]:
    total = _("{total:g} points · {stars}").format(total=found.shown_total, stars="★" * found.stars or _("no star"))
    lines = [f"{heading}  {total}".strip()]
    for cls in found.catalogue.classes:
        lines.append(f"{cls.label}  {found.class_points(cls):g}/{cls.points:g}")
        for item in cls.items:
            for each in (found.scored[indicator.code] for indicator in item.indicators):
                value = "—" if each.answer.value is None else f"{each.answer.value:g} {each.indicator.unit}".strip()
                earned = f"{each.points:g}/{each.indicator.points:g}"
                lines.append(f"  {each.indicator.code}  {earned:>9}  {each.indicator.label}: {value}")
    if found.blockers:
        lines.append(_("For the next star:"))
        lines += [f"  {each.code} {each.reason}".rstrip() for each in found.blockers]
    if not found.catalogue.official:
        lines.append(_("These indicators are an illustration, not an official standard."))
    return lines
