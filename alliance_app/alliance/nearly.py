"""Records that nearly count for an indicator: what they lack, in words, so that the next step can name them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from alliance_app.alliance.catalogue import Catalogue
from alliance_app.alliance.counting import accepted_on, is_whole
from alliance_app.alliance.scope import Scope, concerned, scope_of
from alliance_app.records import clock
from alliance_app.records.benefit import in_wan
from alliance_app.records.options import ACTIVITY_TYPES
from alliance_app.records.values import Record, State
from alliance_app.words import N_, _

_MOST = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A record that is nearly there, and what it lacks, in words: “only the acceptance is missing”."""

    record_id: str
    title: str
    lacks: str


Looker = Callable[[Scope, Sequence[Record]], Iterable[Near]]


def nearly_there(
    records: Iterable[Record], catalogue: Catalogue, member_id: str, year: int, today: date | None = None
) -> dict[str, tuple[Near, ...]]:
    """By indicator code the records of the library that need one thing more to count; the nearest first, at most 5.

    `today`: as in `stars.assessment_of`. Of a year that is over nothing can still be done, and nothing is named.
    """
    day = today or clock.today()
    if day.year > year:
        return {}
    known = [each for each in records if each.trashed_at is None]
    scope = scope_of(known, member_id, year, day)
    found: dict[str, tuple[Near, ...]] = {}
    for indicator in catalogue.indicators:
        looker = LOOKERS.get(indicator.counted)
        if looker is not None:
            near = tuple(looker(scope, known))[:_MOST]
            found |= {indicator.code: near} if near else {}
    return found


def _at_stages(scope: Scope, _known: Sequence[Record], stages: Mapping[str, str]) -> Iterator[Near]:
    """Projects at these stages, in this order; `stages`: stage → what is lacking, a text to be translated."""
    for stage, lacks in stages.items():
        for each in scope.of("project"):
            if each.fields.get("stage") == stage:
                yield Near(each.id, each.title, _(lacks))


def _unconfirmed(scope: Scope, _known: Sequence[Record]) -> list[Near]:
    """Accepted projects of the year whose benefit finance has not confirmed, the greatest first."""
    waiting = [
        each
        for each in scope.of("project")
        if not each.fields.get("finance_confirmed")
        and (each.fields.get("annual_benefit") or 0) > 0
        and scope.in_year(accepted_on(each))
    ]
    waiting.sort(key=lambda each: -each.fields["annual_benefit"])
    lacks = _("is accepted, only finance has to confirm its benefit of {benefit}")
    return [Near(each.id, each.title, lacks.format(benefit=in_wan(each.fields["annual_benefit"]))) for each in waiting]


def _salons_to_come(scope: Scope, known: Sequence[Record]) -> list[Near]:
    """Salons of the year still to come: those the union is expected at, then the others."""
    coming = sorted(_to_come(scope, known, "salon", "starts_at"), key=lambda each: str(each.fields["starts_at"]))
    mine, others = [], []
    for each in coming:
        day = str(each.fields["starts_at"])[:10]
        if scope.mine in set(concerned(each)):
            mine.append(Near(each.id, each.title, _("is on {day}: be there and sign in").format(day=day)))
        else:
            others.append(Near(each.id, each.title, _("is on {day}: enrol for it").format(day=day)))
    return [*mine, *others]


def _planned(scope: Scope, _known: Sequence[Record], kind: str, type_: str = "") -> Iterator[Near]:
    """Open days or activities of one type that are planned for later in the year."""
    for each in sorted(_to_come(scope, scope.records, kind, "date"), key=lambda each: str(each.fields["date"])):
        mine = each.fields.get("host" if kind == "open_day" else "owner") == scope.mine
        if mine and (not type_ or each.fields.get("type") == type_):
            day = each.fields["date"]
            yield Near(each.id, each.title, _("is planned for {day}: hold it and write it up").format(day=day))


def _to_come(scope: Scope, records: Iterable[Record], kind: str, dated_by: str) -> list[Record]:
    found = [each for each in records if each.kind == kind and str(each.fields.get(dated_by))[:4] == str(scope.year)]
    return [each for each in found if not scope.before(each.fields[dated_by])]


def _unpublished(scope: Scope, _known: Sequence[Record]) -> Iterator[Near]:
    for each in scope.of("supply_demand"):
        if each.fields.get("owner") != scope.mine:
            continue
        if each.state is State.DRAFT and is_whole(each):
            yield Near(each.id, each.title, _("is still a private draft: share it"))
        elif not is_whole(each):
            yield Near(each.id, each.title, _("is not filled in yet (chain stage, what, how much, area)"))


def _in_talks(scope: Scope, _known: Sequence[Record]) -> Iterator[Near]:
    for each in scope.of("supply_demand"):
        if each.fields.get("status") == "talking" and each.fields.get("partner"):
            yield Near(each.id, each.title, _("is in talks: come to an intent or an agreement"))


def _run_out(scope: Scope, _known: Sequence[Record]) -> Iterator[Near]:
    """Contracts that ran out within the year."""
    for each in scope.of("document"):
        ended = each.fields.get("valid_until")
        if each.fields.get("type") == "contract" and scope.in_year(ended) and not scope.in_force(each):
            yield Near(each.id, each.title, _("ran out on {day}: renew it").format(day=ended))


def _stages(**stages: str) -> Looker:
    return partial(_at_stages, stages=stages)


# what an indicator is counted by → where to look for what nearly counts
LOOKERS: Mapping[str, Looker] = {
    **{f"activities:{type_}": partial(_planned, kind="activity", type_=type_) for type_ in ACTIVITY_TYPES},
    "projects:approved": _stages(
        review=N_("is being reviewed, only the approval is missing"),
        proposed=N_("is proposed: review and approve it"),
    ),
    "projects:accepted": _stages(checking=N_("has been checked for its effect, only the acceptance is missing")),
    "suggestions_adopted": _stages(approved=N_("is approved, only carrying it out is missing")),
    "promoted_and_ip": _stages(
        confirmed=N_("is confirmed by finance: roll it out"), accepted=N_("is accepted: roll it out")
    ),
    "confirmed_benefit": _unconfirmed,
    "salons_attended": _salons_to_come,
    "open_days_hosted": partial(_planned, kind="open_day"),
    "published": _unpublished,
    "matches": _in_talks,
    "contracts_in_force": _run_out,
}
