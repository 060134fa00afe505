"""A union's first-year plan in its library: made, ticked off, and what each step's own record starts from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from alliance_app.alliance import starting
from alliance_app.alliance.catalogue import Catalogue
from alliance_app.alliance.first_year import StartingStep, standard
from alliance_app.library import Changed, Library, Listing, templates
from alliance_app.library.errors import UnknownTemplate
from alliance_app.records import clock
from alliance_app.records.template import Template
from alliance_app.records.values import Edit, NewRecord, Record


def own_member(library: Library) -> str | None:
    """The member this library belongs to: the one called like it, else the only one there is."""
    named = library.own_member()
    if named is not None:
        return named
    members = library.ids(Listing(kinds=("member",), limit=2))
    return members[0] if len(members) == 1 else None


def records_of(library: Library, member_id: str) -> list[Record]:
    """What a union's plan is made and counted from: its member record first, then all that link to it.

    Raises UnknownRecord.
    """
    linked = library.ids(Listing(linked_to=member_id))
    return [library.read(member_id), *library.read_many([each for each in linked if each != member_id])]


def make_plan(library: Library, member_id: str, catalogue: Catalogue, today: date) -> Sequence[str]:
    """Make the steps that are left for a union, and give the ids of those made now.

    Those it has are left as they are, so are those somebody deleted. Raises UnknownRecord.
    """
    known = records_of(library, member_id)
    member = known[0]
    deleted = library.read_many(library.ids(Listing(kinds=("step",), trashed=True, linked_to=member_id)))
    steps = (each for each in (*known, *deleted) if each.kind == "step" and each.fields.get("member") == member_id)
    taken = {found.key for each in steps if (found := standard().step_of(each)) is not None}
    plan = starting.plan_for(member, known, catalogue, today)
    wanted = starting.as_records([each for each in plan if each.step.key not in taken], member)
    made = library.add_absent(wanted).ids
    return [new.id for new in wanted if new.id in made]


def record_for(library: Library, step: StartingStep, member: Record) -> NewRecord:
    """The record that a step asks for, ready to be added: of its template, and this union's.

    Raises what `templates.start_from` raises.
    """
    made = templates.start_from(library, _template(library, step), str(step.title or step.what))
    return replace(made, fields={**made.fields, **starting.fields_for(step, member, clock.today())})


def begin_record(library: Library, step: StartingStep, member: Record, step_id: str) -> tuple[str, Changed]:
    """Make the record that a step asks for, and link it as what shows the step as done; its id, and what changed.

    Raises what `record_for` raises.
    """
    made = library.add(record_for(library, step, member)).only
    planned = library.read(step_id)
    evidence = [*planned.fields.get("evidence", ()), made]
    changed = library.write(Edit(step_id, fields={"evidence": evidence}, seen=planned.version))
    return made, Changed(changed.ids | {made}, changed.through)


def _template(library: Library, step: StartingStep) -> Template:
    if step.template:
        try:
            return templates.named(library.folder, step.kind, step.template)
        except UnknownTemplate:
            pass
    return templates.standard(step.kind)
