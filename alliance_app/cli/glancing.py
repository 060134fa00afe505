"""`alliance overview | calendar`: how the alliance stands today, and what takes place when."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from alliance_app.alliance.calendar import Event, Layer, due_events, events, in_order, month_of
from alliance_app.alliance.follow_ups import FollowUp, follow_ups
from alliance_app.alliance.overview import Compared, Overview
from alliance_app.alliance.overview import overview as overview_of
from alliance_app.alliance.waiting import in_order as in_order_of_need
from alliance_app.alliance.waiting import matches_waiting
from alliance_app.assessing.waiting import star_waiting
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.benefit import in_wan
from alliance_app.records.kinds import KINDS
from alliance_app.words import _

_MONTH = re.compile(r"(\d{4})-(0?[1-9]|1[0-2])")
_KINDS = ("salon", "open_day", "activity")


class _Month(click.ParamType[tuple[int, int]]):
    """YYYY-MM."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The year and the month. Fails with what is wrong."""
        found = _MONTH.fullmatch(str(value))
        if found is None or not int(found[1]):
            self.fail(_("“{value}” is no month; write it as 2026-07.").format(value=value), param, ctx)
        return int(found[1]), int(found[2])


@verb("overview", _("How the alliance stands today: numbers against last year, and what waits."))
def overview(session: Session) -> None:
    """Each number comes with the ids of the records behind it."""
    with session.open() as app:
        found = overview_of(app.library, clock.today(), _follow_ups(app.library))
        more = (*matches_waiting(app.library), *star_waiting(app.library, app.witness()))
        found = replace(found, waiting=in_order_of_need((*found.waiting, *more)))
    session.answer(_overview_json(found), *_overview_lines(found))


@verb("calendar", _("What takes place when: salons, open days, activities; as a list, or as a file for any calendar."))
@click.option("--month", type=_Month(), help=_("Which month, as 2026-07; else this one, or with -o everything."))
@click.option("--due", is_flag=True, help=_("Also what salons decided, on the day until which it is to be done."))
@click.option("--needed", is_flag=True, help=_("Also until when supply and demand are wanted."))
@click.option("--with-names", is_flag=True, help=_("Name people in the file, and cover no numbers."))
@click.option("-o", "--output", metavar="FILE", help=_("Write an iCalendar file (.ics)."))
def calendar(
    session: Session, month: tuple[int, int] | None, due: bool, needed: bool, with_names: bool, output: str | None
) -> None:
    """JSON gives the events."""
    today = clock.today()
    since, before = month_of(*(month or (today.year, today.month))) if month or output is None else ("", "")
    layers = (Layer.NEEDED,) if needed else ()
    with session.open() as app:
        library = app.library
        found = events(library, since, before, layers)
        if due:
            found = in_order((*found, *due_events(_follow_ups(library), since, before)))
        name = library.identity.name
    value: dict[str, Any] = {"since": since, "before": before, "events": [_event_json(each) for each in found]}
    lines = [_event_line(each) for each in found] or [_("Nothing takes place.")]
    if output is not None:
        from alliance_app.summary.calendar_file import calendar_file
        from alliance_app.writeups.writing import write_whole

        path = Path(output).absolute()
        write_whole(path, calendar_file(found, name, personal=with_names))
        value |= {"path": str(path)}
        lines = [_("Written: {path}").format(path=path)]
    session.answer(value, *lines)


def _follow_ups(library: Library) -> tuple[FollowUp, ...]:
    return follow_ups(library.read_many(library.ids(Listing(kinds=("salon",)))))


def _overview_json(found: Overview) -> dict[str, Any]:
    return {
        "day": found.day.isoformat(),
        "salons": _compared(found.salons),
        "open_days": {**_compared(found.open_days), "visitors": found.visitors},
        "accepted": {**_compared(found.accepted), "benefit": found.benefit},
        "agreed": _compared(found.agreed),
        "months": [
            {"month": f"{each.year}-{each.month:02}", **{kind: list(ids) for kind, ids in each.happened.items()}}
            for each in found.months
        ],
        "batches": {
            "people": found.batch.people,
            "training": list(found.batch.training),
            "improved": list(found.batch.improved),
            "accepted": list(found.batch.accepted),
            "stalled": list(found.batch.stalled),
        },
        "members_by_stars": {str(stars): list(ids) for stars, ids in found.stars.items()},
        "waiting": [
            {
                "what": each.matter.value,
                "count": each.count,
                "late": each.late,
                "said": each.said,
                "ids": list(each.ids),
            }
            for each in found.waiting
        ],
        "coming": [_event_json(each) for each in found.coming],
    }


def _compared(found: Compared) -> dict[str, Any]:
    return {"count": len(found.now), "last_year": len(found.before), "ids": list(found.now)}


def _overview_lines(found: Overview) -> list[str]:
    numbers = (
        (_("Salons this year"), found.salons),
        (_("Open days"), found.open_days),
        (_("Results accepted"), found.accepted),
        (_("Matches agreed"), found.agreed),
    )
    lines = [
        _("{what}: {count} (same time last year: {last})").format(what=what, count=len(each.now), last=len(each.before))
        for what, each in numbers
    ]
    lines.append(_("Benefit of this year's results: {benefit}").format(benefit=in_wan(found.benefit)))
    batch = found.batch
    lines.append(
        _("Three batches: {people} people trained, {improved} projects improved, {accepted} results accepted").format(
            people=batch.people, improved=len(batch.improved), accepted=len(batch.accepted)
        )
    )
    stars = "  ".join(f"{'★' * each or '☆'} {len(ids)}" for each, ids in found.stars.items() if ids)
    lines += [_("Members by stars: {stars}").format(stars=stars)] if stars else []
    lines += [_("Waiting:"), *(f"  {each.said}" for each in found.waiting)] if found.waiting else []
    lines += [_("Coming up:"), *(f"  {_event_line(each)}" for each in found.coming)] if found.coming else []
    return lines


def _event_json(each: Event) -> dict[str, Any]:
    return {
        "id": each.record_id,
        "what": each.sort,
        "title": each.title,
        "starts": each.starts,
        "ends": each.ends,
        "place": each.place,
        "host": each.host,
        "about": list(each.about),
    }


def _event_line(each: Event) -> str:
    label = KINDS[each.sort].short_label if each.sort in _KINDS else {Layer.DUE: _("due")}.get(Layer(each.sort), "")
    when = f"{each.day} {each.time:5}"
    return "  ".join(part for part in (when, label, each.title, *([each.place] if each.place else [])) if part)


