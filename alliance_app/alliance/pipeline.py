"""The way of an innovation project (提出→…→归档): what each stage asks for, and moving from one to another.

Plain functions over records; window and command line both move projects through here.

A project is in a stage from the day it has reached it, so a stage asks for what must be there on that day:

- 评审 Review: which enterprise proposes it.
- 立项 Approved: its category, by which it is counted.
- 实施 Under way: who leads it.
- 效果检查 Effect check: the values before and after, in one unit; without them it is still under way.
- 验收 Accepted: evidence, which is an attachment or a document of the library (its own field, or a link in the body).
- 财务确认 Finance confirmed: a benefit that can be computed, and who confirmed it; the day is the move's own. A tick in
  the form asks for the same, and for the day.
- 推广 Promoted, 归档 Archived: nothing of their own.
- 不采纳 Not adopted: the reason, from any stage.

Stages may be skipped; what they ask for may not, save by finance: a result that saves no money is accepted and passed
on without it. Going back is free: what was not reached after all loses its day, and with it finance's word; one that
was not adopted is taken up again where it has what that stage asks for, and loses the reason. What was imported or
came from another device is never refused; it is shown with what it lacks.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from alliance_app.records import clock
from alliance_app.records.benefit import PARTS, same_unit
from alliance_app.records.errors import AllianceError
from alliance_app.records.glance import Known
from alliance_app.records.kinds import PROJECT
from alliance_app.records.markdown_text import wiki_links
from alliance_app.records.options import STAGES
from alliance_app.records.text import title_key
from alliance_app.records.values import Attachment, Edit, Fields, Record, Value
from alliance_app.words import N_, _

WAY = tuple(stage for stage in STAGES if stage != "rejected")
ENDED = ("archived", "rejected")
# what a stage asks for beside what those before it do
_ASKED: Mapping[str, tuple[str, ...]] = {
    "review": ("owner",),
    "approved": ("category",),
    "doing": ("leader",),
    "checking": ("baseline", "after"),
    "accepted": ("evidence",),
    "confirmed": (*PARTS, "confirmed_by"),
    "rejected": ("rejection_reason",),
}
_FINANCE = ("finance_confirmed", "confirmed_by", "confirmed_on")


class StageNotReady(AllianceError):
    """A project lacks what the stage asks for that it was to move to."""

    message = N_("“{title}” cannot move to {stage} yet. Missing: {missing}. Nothing was changed.")


class NotAProject(AllianceError):
    """Only projects have stages to move to."""

    message = N_("“{title}” is no innovation project: only those move from stage to stage. Nothing was changed.")


class StageTooEarly(AllianceError):
    """A stage was given a day before an earlier stage's, or one that is still to come."""

    message = N_("“{title}” cannot have reached {stage} on {day}: {reason}. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Missing:
    """What a stage asks for and a project lacks. `field`: the field to fill; `words`: as a person is told."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Move:
    """A way from where a project is. `back`: to a stage that lies before it, or out of the rejected ones."""

    stage: str
    back: bool
    missing: tuple[Missing, ...]

    @property
    def ready(self) -> bool:
        return not self.missing

    @property
    def label(self) -> str:
        return stage_label(self.stage)


def stage_label(stage: str) -> str:
    """A stage as a person reads it."""
    return PROJECT.by_name["stage"].show(stage)


def stage_of(project: Known) -> str:
    """The stage a project is in; without one it is proposed."""
    return str(project.fields.get("stage") or WAY[0])


def next_stage(project: Record) -> str | None:
    """The stage after its own; None where the way ends."""
    stage = stage_of(project)
    return None if stage in ENDED else WAY[WAY.index(stage) + 1]


def moves(project: Record, papers: Collection[str] = ()) -> tuple[Move, ...]:
    """Every stage a project can go to from its own, with what is missing for it.

    `papers`: what documents of the library are called, see `papers_of`.
    """
    return tuple(move_to(project, stage, papers) for stage in STAGES if stage != stage_of(project))


def move_to(project: Record, stage: str, papers: Collection[str] = ()) -> Move:
    """The way to one stage."""
    return Move(stage, _goes_back(project, stage), _asked_of(project, project, stage, papers))


def missing_for(project: Record, stage: str, papers: Collection[str] = ()) -> tuple[Missing, ...]:
    """What a project lacks of what a stage and those before it ask for; of the stage it is in: what it should have."""
    asked = dict.fromkeys(name for each in _on_the_way(stage) for name in _ASKED.get(each, ()))
    if project.fields.get("finance_confirmed") and stage in WAY:  # whoever ticks it stands by it, wherever it is ticked
        asked |= dict.fromkeys(_ASKED["confirmed"])
        asked |= {} if stage == "confirmed" else {"confirmed_on": None}
    lacking = [name for name in asked if not _has(project, name, papers)]
    found = [Missing(name, PROJECT.by_name[name].label) for name in lacking]
    needs_one_unit = "after" in asked and not same_unit(project.fields)
    return (*found, Missing("after", _("the same unit before and after"))) if needs_one_unit else tuple(found)


def moved(
    project: Record,
    stage: str,
    on: date | None = None,
    *,
    filled: Fields | None = None,
    attach: tuple[Attachment, ...] = (),
    papers: Collection[str] = (),
) -> Edit:
    """The edit that moves a project to a stage, and dates that.

    `on`: without it, today; of a stage gone back to, the day it was first reached. `filled`: fields that are filled
    with the move, such as the reason or who confirmed.
    Raises NotAProject, StageNotReady, StageTooEarly, UnknownField, InvalidField.
    """
    if project.kind != PROJECT.name:
        raise NotAProject(title=project.title)
    given = PROJECT.checked(filled or {})
    after = replace(project, fields=_with(project.fields, given), attachments=(*project.attachments, *attach))
    back = _goes_back(project, stage)
    missing = _asked_of(project, after, stage, papers)
    if missing:
        raise StageNotReady(
            title=project.title, stage=stage_label(stage), missing="、".join(each.words for each in missing)
        )
    known = stage_days(after).get(stage) if back or stage == stage_of(project) else None
    day = on.isoformat() if on is not None else known or clock.today().isoformat()
    _check_day(after, stage, day)
    fields: dict[str, Value] = {**given, "stage": stage}
    fields["stage_dates"] = {**(given.get("stage_dates") or {}), stage: {"on": day}}
    if stage == "confirmed":
        fields |= {"finance_confirmed": True, "confirmed_on": given.get("confirmed_on") or day}
    if back:
        fields |= _taken_back(project, stage, fields["stage_dates"])
    return Edit(project.id, fields=fields, attach=attach, seen=project.version)


def ruled(record: Record, edit: Edit, papers: Collection[str] = ()) -> Edit:
    """A plain edit as the rule has it: where it changes a project's stage, it is a move. Raises what `moved` raises."""
    stage = edit.fields.get("stage")
    if record.kind != PROJECT.name or stage is None or stage == stage_of(record):
        return edit
    filled = {name: value for name, value in edit.fields.items() if name != "stage"}
    day = ((filled.get("stage_dates") or {}).get(stage) or {}).get("on")
    after = replace(
        record,
        body=record.body if edit.body is None else edit.body,
        attachments=tuple(each for each in record.attachments if each.sha256 not in edit.detach),
    )
    on = date.fromisoformat(day) if day else None
    return replace(edit, fields=moved(after, stage, on, filled=filled, attach=edit.attach, papers=papers).fields)


def undone(project: Record, edit: Edit) -> Edit:
    """The edit that takes another one of fields and attachments back. `project`: as it was before."""
    fields = {name: project.fields.get(name) for name in edit.fields}
    rows = project.fields.get("stage_dates") or {}
    fields["stage_dates"] = {stage: rows.get(stage) for stage in edit.fields.get("stage_dates") or {}}
    here = {each.sha256 for each in project.attachments}
    return Edit(project.id, fields=fields, detach=tuple(each.sha256 for each in edit.attach if each.sha256 not in here))


def stage_days(project: Known) -> dict[str, str]:
    """The days on which a project reached its stages, as ISO text, by stage."""
    dated = (project.fields.get("stage_dates") or {}).items()
    return {stage: row["on"] for stage, row in dated if row and row.get("on")}


def papers_of(titles: Iterable[str]) -> frozenset[str]:
    """What documents of the library are called, from their titles, as links in a body may name them."""
    return frozenset(title_key(each) for each in titles)


def has_evidence(project: Record, papers: Collection[str] = ()) -> bool:
    """Whether there is evidence of a project's result: an attachment, or a document in its field or body."""
    if project.attachments or project.fields.get("evidence"):
        return True
    links = wiki_links(project.body) if papers and "[[" in project.body else ()
    return any(title_key(link.title) in papers for link in links)


def _has(project: Record, name: str, papers: Collection[str]) -> bool:
    return has_evidence(project, papers) if name == "evidence" else project.fields.get(name) not in (None, "", [])


def _asked_of(project: Record, after: Record, stage: str, papers: Collection[str]) -> tuple[Missing, ...]:
    """What is asked of a project for a move: nothing on a way back, but all where it was not adopted before."""
    on_the_way_back = _goes_back(project, stage) and stage_of(project) != "rejected"
    return () if on_the_way_back else missing_for(after, stage, papers)


def _on_the_way(stage: str) -> tuple[str, ...]:
    """The stages whose demands count for this one."""
    if stage == "rejected":
        return (stage,)
    return tuple(each for each in WAY[: WAY.index(stage) + 1] if each in (stage, *WAY[: WAY.index("confirmed")]))


def _goes_back(project: Record, stage: str) -> bool:
    now = stage_of(project)
    if stage == "rejected":
        return False
    return now == "rejected" or WAY.index(stage) < WAY.index(now)


def _with(fields: Fields, given: Fields) -> dict[str, Value]:
    """Fields with others laid over them, rows of stage dates one by one."""
    after = {**fields, **given}
    after["stage_dates"] = {**(fields.get("stage_dates") or {}), **(given.get("stage_dates") or {})}
    return {name: value for name, value in after.items() if value is not None}


def _check_day(project: Record, stage: str, day: str) -> None:
    before = WAY[: WAY.index(stage)] if stage in WAY else WAY
    days = stage_days(project)
    latest, which = max(((days[each], each) for each in before if each in days), default=("", ""))
    if day > clock.today().isoformat():
        reason = _("that day is still to come")
    elif day < latest:
        reason = _("{stage} was on {day}").format(stage=stage_label(which), day=latest)
    else:
        return
    raise StageTooEarly(title=project.title, stage=stage_label(stage), day=day, reason=reason)


def _taken_back(project: Record, stage: str, dates: Fields) -> dict[str, Value]:
    """What a project going back to a stage no longer has."""
    later = [each for each in stage_days(project) if each not in WAY[: WAY.index(stage) + 1]]
    gone: dict[str, Value] = {"stage_dates": {**dict.fromkeys(later), **dates}}
    lost = ["rejection_reason"] if stage_of(project) == "rejected" else []
    lost += _FINANCE if WAY.index(stage) < WAY.index("confirmed") else ()
    return gone | {name: None for name in lost if name in project.fields}
