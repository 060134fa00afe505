"""`alliance guide`: the first year of a new union, planned, shown, made into records, ticked off."""

from datetime import date
from typing import Any

import click

from alliance_app.alliance import planning, starting
from alliance_app.alliance.catalogue import Catalogue
from alliance_app.alliance.catalogues import catalogue_for
from alliance_app.alliance.first_year import StartingStep
from alliance_app.alliance.starting import Planned, Progress, Standing
from alliance_app.app import App
from alliance_app.cli.session import Session
from alliance_app.cli.verb import verb
from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record
from alliance_app.words import N_, _


class NoUnionNamed(AllianceError):
    """It is not clear whose first year is meant."""

    message = N_("Whose first year? No member is called like this library. Name one with --member, or add one first.")


class NotAStep(AllianceError):
    """A record to be ticked off is no step of the union's first year."""

    message = N_("“{title}” is not a step of this union's first year. Nothing was changed.")


@verb("guide", _("Go through a new union's first year: what to do, how, and until when."))
@click.option("--member", metavar="ID", help=_("Whose; else that of the member called like the library."))
@click.option("--make", is_flag=True, help=_("Make the steps that are left as records to be ticked off."))
@click.option("--done", metavar="ID", help=_("Tick a step off, with the records that show it as done."))
@click.option("--examples", is_flag=True, help=_("Say how three-star unions did each step."))
def guide(session: Session, member: str | None, make: bool, done: str | None, examples: bool) -> None:
    """Without a plan, what one would hold; with one, how its steps stand."""
    today = clock.today()
    with session.open() as app:
        member_id = app.library.find_id(member) if member else planning.own_member(app.library)
        if member_id is None:
            raise NoUnionNamed
        catalogue = catalogue_for(app.library, today.year, app.witness()).catalogue
        made = planning.make_plan(app.library, member_id, catalogue, today) if make else ()
        if done is not None:
            _tick(app, member_id, app.library.find_id(done), today)
        known = planning.records_of(app.library, member_id)
        own, steps = known[0], starting.progress(known[0], known, today)
        plan = () if steps else starting.plan_for(own, known, catalogue, today)
        listed = [_progress_json(each) for each in steps] or [_planned_json(each) for each in plan]
        if examples:
            asked = [each.step for each in steps] or [each.step for each in plan]
            for step, value in zip(asked, listed, strict=True):
                value["examples"] = _examples(app, step, catalogue, member_id)
    ticked = sum(each.standing is Standing.DONE for each in steps)
    answer = {
        "member": {"id": own.id, "title": own.title},
        "planned": bool(steps),
        "made": list(made),
        "done": ticked,
        "overdue": sum(each.standing is Standing.OVERDUE for each in steps),
        "official": False,
        "steps": listed,
    }
    session.answer(answer, *_lines(own, listed, ticked, planned=bool(steps)))


def _tick(app: App, member_id: str, step_id: str, today: date) -> None:
    known = planning.records_of(app.library, member_id)
    each = next((each for each in starting.progress(known[0], known, today) if each.record.id == step_id), None)
    if each is None:
        raise NotAStep(title=app.library.read(step_id).title)
    shown = each.counted.records if each.reached and each.counted is not None else ()
    app.library.write(starting.tick(each.record, today, shown))


def _planned_json(each: Planned) -> dict[str, Any]:
    step = each.step
    return {
        "key": step.key,
        "what": str(step.what),
        "how": str(step.how),
        "due": each.due.isoformat(),
        "kind": step.kind,
        "template": step.template,
        "serves": list(each.serves),
        "after": list(step.after),
    }


def _progress_json(each: Progress) -> dict[str, Any]:
    step = each.step
    return {
        "id": each.record.id,
        "key": step.key if step is not None else "",
        "what": each.record.title,
        "how": str(step.how) if step is not None else "",
        "due": each.due,
        "done_on": each.done_on,
        "standing": each.standing.value,
        "kind": step.kind if step is not None else "",
        "template": step.template if step is not None else "",
        "serves": list(each.record.fields.get("indicators") or ()),
        "counted": each.counted.value if each.counted is not None else None,
        "reach": step.done.value if step is not None and step.done is not None else None,
        "evidence": list(each.record.fields.get("evidence") or ()),
    }


def _examples(app: App, step: StartingStep | None, catalogue: Catalogue, member_id: str) -> list[dict[str, str]]:
    from alliance_app.assessing.step_examples import step_examples

    if step is None:
        return []
    found = step_examples(app.library, app.finder, step, catalogue, without=member_id)
    return [{"id": one.record_id, "title": one.title, "member": one.member} for one in found]


def _lines(own: Record, listed: list[dict[str, Any]], ticked: int, *, planned: bool) -> list[str]:
    if planned:
        told = _("{done} of {count} done").format(done=ticked, count=len(listed))
    else:
        told = _("{count} steps; nothing is made yet: --make").format(count=len(listed))
    marks = {"done": "✓", "offered": "○", "overdue": "!"}
    said = {
        "offered": _("the library shows it as done"),
        "overdue": _("overdue"),
    }
    lines = [f"{own.title}  {told}"]
    for each in listed:
        standing = each.get("standing", "")
        aside = f"  ({said[standing]})" if standing in said else ""
        lines.append(f"{marks.get(standing, ' ')} {each['due'] or '—':10}  {each['what']}{aside}")
        if standing != "done" and each["how"]:
            lines.append(f"              {each['how']}")
        if each["kind"] and standing != "done":
            template = f"“{each['template']}”" if each["template"] else ""
            lines.append(f"              → {KINDS[each['kind']].label}{template}  {' '.join(each['serves'])}")
        lines += [f"              ★ {one['title']} · {one['member']}" for one in each.get("examples", ())]
    lines.append(_("The steps were drafted for this program; what your higher union asks for comes first."))
    return lines
