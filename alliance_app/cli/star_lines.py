"""What `alliance stars` answers: as JSON, and as lines for people."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from alliance_app.alliance.catalogue import Item, Named
from alliance_app.alliance.evidence import missing_evidence
from alliance_app.alliance.next_steps import NextStep
from alliance_app.alliance.stars import Assessment, Scored
from alliance_app.alliance.years import Difference, RatedYear, differences
from alliance_app.assessing import Example, Rated
from alliance_app.words import _

_STEPS_SHOWN = 8
_CHANGES_SHOWN = 12


def rated_json(rated: Rated) -> dict[str, Any]:
    """A rated year: classes, items and indicators by code, the total, what comes next and what lacks evidence."""
    found, member = rated.assessment, rated.member
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
        "year": rated.year,
        "member": {"id": member.id if member else None, "title": member.title if member else ""},
        "total": found.shown_total,
        "stars": found.stars,
        "bonus": found.bonus,
        "deducted": found.deducted,
        "vetoes": list(found.vetoes),
        "blockers": [asdict(each) for each in found.blockers],
        "steps": [_step(each) for each in rated.steps],
        "missing_evidence": [each.indicator.code for each in missing_evidence(found)],
        "classes": classes,
        "items": items,
        "indicators": indicators,
        "review": {**asdict(rated.review), "standing": rated.review.standing.value},
        "catalogue": {
            "id": found.catalogue.id, "version": found.catalogue.version, "official": found.catalogue.official,
            "missing": rated.missing,
        },
    }  # fmt: skip


def rated_lines(rated: Rated) -> list[str]:
    """The same for people."""
    found = rated.assessment
    heading = f"{rated.member.title if rated.member else ''} {rated.year}".strip()
    lines = [f"{heading}  {_total(found)}".strip()]
    for cls in found.catalogue.classes:
        lines.append(f"{cls.label}  {_points(found.class_points(cls))}/{cls.points:g}")
        lines += [_indicator_line(found.scored[indicator.code]) for item in cls.items for indicator in item.indicators]
    if found.blockers:
        lines.append(_("For the next star:"))
        lines += [f"  {each.code} {each.reason}".rstrip() for each in found.blockers]
    if rated.steps:
        lines.append(_("What to do next:"))
        lines += [f"  {at}. {each.code} {each.what}" for at, each in enumerate(rated.steps[:_STEPS_SHOWN], 1)]
    if rated.review.words:
        lines.append(_("Review: {review}").format(review=rated.review.words))
    if not found.catalogue.official:
        lines.append(_("These indicators are an illustration, not an official standard."))
    return lines


def years_json(years: Sequence[RatedYear]) -> dict[str, Any]:
    """Year over year, the earliest first, and what changed from the last but one to the last."""
    told = [
        {
            "year": each.year,
            "total": each.assessment.shown_total,
            "stars": each.assessment.stars,
            "classes": {code: round(points, 4) for code, points in each.by_class.items()},
            "record": each.record_id,
        }
        for each in years
    ]
    return {"years": told, "differences": [_difference(each) for each in _changes(years)]}


def years_lines(years: Sequence[RatedYear]) -> list[str]:
    """The same for people."""
    lines = []
    for each in years:
        names = {cls.code: cls.label for cls in each.assessment.catalogue.classes}
        classes = "  ".join(f"{names[code]} {_points(points)}" for code, points in each.by_class.items())
        lines.append(f"{each.year}  {_total(each.assessment)}  {classes}")
    changes = _changes(years)
    if changes:
        lines.append(_("What changed from {before} to {after}:").format(before=years[-2].year, after=years[-1].year))
        lines += [_difference_line(each) for each in changes[:_CHANGES_SHOWN]]
    return lines


def example_lines(shown: Sequence[Example]) -> list[str]:
    """How three-star unions did it, a record a line."""
    lines = [f"{each.record_id}  {each.title} — {each.member} {each.date[:10]}".rstrip() for each in shown]
    return lines or [_("No three-star union has shared anything about it yet.")]


def _changes(years: Sequence[RatedYear]) -> tuple[Difference, ...]:
    return differences(years[-2].assessment, years[-1].assessment) if len(years) > 1 else ()


def _difference(each: Difference) -> dict[str, Any]:
    sides = {"before": each.before, "after": each.after}
    values = {name: None if side is None else side.answer.value for name, side in sides.items()}
    return {**_named(each.indicator), **values, "points": round(each.points, 4)}


def _difference_line(each: Difference) -> str:
    before, after = (
        "—" if side is None or side.answer.value is None else f"{side.answer.value:g}"
        for side in (each.before, each.after)
    )
    return f"  {each.indicator.code} {each.indicator.label}: {before} → {after} ({each.points:+.2f})"


def _step(step: NextStep) -> dict[str, Any]:
    return {
        "code": step.code,
        "kind": step.kind.value,
        "what": step.what,
        "now": step.now,
        "target": step.target,
        "star": step.star,
        "gain": round(step.gain, 4),
        "secures": round(step.secures, 4),
        "effort": step.effort,
        "required": step.required,
        "blocking": step.blocking,
        "near": [asdict(each) for each in step.near],
    }


def _named(part: Named) -> dict[str, Any]:
    return {"code": part.code, "label": part.label}


def _item(item: Item, found: Assessment) -> dict[str, Any]:
    earned = sum(found.scored[each.code].points for each in item.indicators)
    return {**_named(item), "points": round(earned, 4), "of": item.points}


def _indicator(scored: Scored) -> dict[str, Any]:
    answer = scored.answer
    own = answer.in_library
    return {
        **_named(scored.indicator),
        "value": answer.value,
        "unit": scored.indicator.unit,
        "points": round(scored.points, 4),
        "of": scored.indicator.points,
        "star": scored.star,
        "evidence": list(answer.evidence),
        "counted": answer.counted,
        "in_library": None if own is None else {"value": own.value, "records": list(own.records)},
        "na": answer.na,
        "note": answer.note,
    }


def _indicator_line(scored: Scored) -> str:
    answer = scored.answer
    value = "—" if answer.value is None else f"{answer.value:g} {scored.indicator.unit}".strip()
    own = answer.in_library
    if own is not None and not answer.counted and own.records and own.value != answer.value:
        value += " " + _("(the library counts {value:g})").format(value=own.value)
    earned = f"{_points(scored.points)}/{scored.indicator.points:g}"
    return f"  {scored.indicator.code}  {earned:>9}  {scored.indicator.label}: {value}"


def _total(found: Assessment) -> str:
    return _("{total:g} points · {stars}").format(total=found.shown_total, stars="★" * found.stars or _("no star"))


def _points(points: float) -> str:
    return f"{round(points, 2):g}"
