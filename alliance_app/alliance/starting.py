"""The plan of a new union's first year: which steps are left, until when, and how far each has come.

Plain functions over the union's member record and its other records. A step that the records show as done is left out
of a plan; one of a plan made earlier is offered as done, never ticked by itself.
"""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from graphlib import TopologicalSorter

from alliance_app.alliance.catalogue import Catalogue
from alliance_app.alliance.counting import Counted, Scope, counter_named, scope_of
from alliance_app.alliance.first_year import FirstYear, StartingStep, standard
from alliance_app.records.fields import Links
from alliance_app.records.ids import id_of
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit, NewRecord, Record, Value
from alliance_app.words import _

YOUNG = timedelta(days=366)
_FRESH = timedelta(days=62)  # a union founded longer ago is not told that half its first year is late
SOON = timedelta(days=14)


class Standing(Enum):
    """How a step stands on a day."""

    DONE = "done"
    OFFERED = "offered"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of a plan: when it is due, and which of its indicators the catalogue has."""

    step: StartingStep
    due: date
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a plan that was made, as it stands. `reached`: what the library counts, where that is enough."""

    record: Record
    step: StartingStep | None
    due: str
    done_on: str
    standing: Standing
    counted: Counted | None
    reached: bool


def starts_on(member: Record, today: date) -> date:
    """The day the first year is counted from: the founding, where it is not long ago; else this month's first."""
    founded = founded_on(member)
    return founded if founded is not None and today - founded <= _FRESH else today.replace(day=1)


def founded_on(member: Record) -> date | None:
    """When the union was founded, where its record says so."""
    told = member.fields.get("founded_on")
    return date.fromisoformat(told) if told else None


def is_young(member: Record, today: date) -> bool:
    """Whether the union was founded less than a year ago."""
    founded = founded_on(member)
    return founded is not None and today - founded < YOUNG


def plan_for(
    member: Record, records: Iterable[Record], catalogue: Catalogue, today: date, guide: FirstYear | None = None
) -> tuple[Planned, ...]:
    """The steps that are left, the earliest due first, none before one it needs, none due before the plan starts."""
    scopes, start = scopes_of(member, records, today), starts_on(member, today)
    codes = {each.code for each in catalogue.indicators}
    steps = (guide or standard()).steps
    dues = _dues(steps, start, today)
    left = []
    for step in steps:
        serves = tuple(each for each in step.serves if each in codes)
        if serves and not is_reached(step, counted(step, scopes)):
            left.append(Planned(step, dues[step.key], serves))
    return _in_order(left)


def scopes_of(member: Record, records: Iterable[Record], today: date) -> tuple[Scope, ...]:
    """What a union's steps are counted over: this year and, where it was founded before, the last."""
    with_member = [member, *(each for each in records if each.id != member.id)]
    founded = founded_on(member)
    years = [today.year, today.year - 1] if founded is not None and founded.year < today.year else [today.year]
    return tuple(scope_of(with_member, member.id, year, today) for year in years)


def counted(step: StartingStep, scopes: Iterable[Scope]) -> Counted | None:
    """What the library counts of a step: the better year's; None where it cannot be counted."""
    counter = counter_named(step.done.counted) if step.done is not None else None
    if counter is None:
        return None
    values = (counter(each) for each in scopes)
    return max((each for each in values if each is not None), key=lambda each: each.value, default=None)


def is_reached(step: StartingStep, found: Counted | None) -> bool:
    """Whether what was counted shows the step as done."""
    return step.done is not None and found is not None and found.value >= step.done.value


def as_records(plan: Iterable[Planned], member: Record) -> list[NewRecord]:
    """The plan as records to be ticked off: made twice, or on two devices, they are the same ones."""
    return [
        NewRecord(
            "step",
            str(each.step.what),
            fields={
                "member": member.id,
                "due": each.due.isoformat(),
                "indicators": list(each.serves),
            },
            body=_("## How it is done\n\n{how}\n\n## What came of it\n").format(how=each.step.how),
            id=id_of("step", member.id, each.step.key),
            created_at=member.created_at,
            alike=_("Starting guide"),
        )
        for each in plan
    ]


def of_member(records: Iterable[Record], member_id: str) -> list[Record]:
    """The steps that were planned for a union; nothing from the trash."""
    return [
        each
        for each in records
        if each.kind == "step" and each.trashed_at is None and each.fields.get("member") == member_id
    ]


def progress(member: Record, records: Iterable[Record], today: date) -> tuple[Progress, ...]:
    """How the union's steps stand, by due day; steps that people added themselves among them."""
    known, guide = list(records), standard()
    scopes = scopes_of(member, known, today)
    found = []
    for record in of_member(known, member.id):
        step = guide.step_of(record)
        value = counted(step, scopes) if step is not None else None
        reached = step is not None and is_reached(step, value)
        due, done_on = str(record.fields.get("due") or ""), str(record.fields.get("done_on") or "")
        found.append(Progress(record, step, due, done_on, _standing(due, done_on, reached, today), value, reached))
    place = {step.key: number for number, step in enumerate(guide.steps)}
    return tuple(
        sorted(
            found,
            key=lambda each: (each.due or "9999", place.get(each.step.key, 999) if each.step else 999, each.record.id),
        )
    )


def tick(record: Record, on: date, evidence: Iterable[str] = ()) -> Edit:
    """One edit that marks a step as done, with the records that show it."""
    fields: dict[str, Value] = {"done_on": on.isoformat()}
    kept = list(dict.fromkeys((*record.fields.get("evidence", ()), *evidence)))
    if kept != list(record.fields.get("evidence", ())):
        fields["evidence"] = kept
    return Edit(record.id, fields=fields, seen=record.version)


def untick(record: Record) -> Edit:
    """One edit that takes that back; what shows it stays."""
    return Edit(record.id, fields={"done_on": None}, seen=record.version)


def fields_for(step: StartingStep, member: Record, today: date) -> dict[str, Value]:
    """What a record made for a step holds from the start: what the guide says, whose it is, and that it is today's."""
    mine: Mapping[str, Value] = {}
    if step.mine:
        many = isinstance(KINDS[step.kind].by_name[step.mine], Links)
        mine = {step.mine: [member.id] if many else member.id}
    dated = KINDS[step.kind].dated_by
    return {**step.fields, **mine, **({"date": today.isoformat()} if dated == "date" else {})}


def _standing(due: str, done_on: str, reached: bool, today: date) -> Standing:
    if done_on:
        return Standing.DONE
    if reached:
        return Standing.OFFERED
    if due and due < today.isoformat():
        return Standing.OVERDUE
    return Standing.SOON if due and due <= (today + SOON).isoformat() else Standing.LATER


def _dues(steps: Sequence[StartingStep], start: date, today: date) -> dict[str, date]:
    """When each step is due: not before those it needs, not before the start; what would be late, by the month's end.

    A plan that begins with what is late already would discourage.
    """
    month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    own = {each.key: each for each in steps}
    dues: dict[str, date] = {}
    for key in TopologicalSorter({each.key: each.after for each in steps}).static_order():
        step = own[key]
        at_least = max((dues[each] for each in step.after), default=start)
        due = _later(start, step.months) if step.months is not None else _next(step.day or (1, 1), at_least)
        dues[key] = max(due if due >= today else month_end, at_least)
    return dues


def _in_order(plan: Sequence[Planned]) -> tuple[Planned, ...]:
    """By due day; of one day those first that others need, then as the guide has them."""
    keys = {each.step.key for each in plan}
    depth: dict[str, int] = {}
    after = {each.step.key: [need for need in each.step.after if need in keys] for each in plan}
    for key in TopologicalSorter(after).static_order():
        depth[key] = max((depth[need] + 1 for need in after[key]), default=0)
    return tuple(sorted(plan, key=lambda each: (each.due, depth[each.step.key])))


def _later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + years, month + 1)[1]
    return date(start.year + years, month + 1, min(start.day, last))


def _next(day: tuple[int, int], at_least: date) -> date:
    this_year = date(at_least.year, *day)
    return this_year if this_year >= at_least else date(at_least.year + 1, *day)
