"""Counting indicator values from the library's own records. Source: the catalogue's `counted`."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from alliance_app.alliance import papers
from alliance_app.alliance.scope import Counted, Scope, counted, scope_of, scopes_of
from alliance_app.records.benefit import YUAN_PER_WAN
from alliance_app.records.options import ACTIVITY_TYPES, DOCUMENT_TYPES, STAGES
from alliance_app.records.values import Record, State

__all__ = ["COUNTERS", "INCOMPLETE", "WORDED", "Counted", "Scope", "count", "counter_named", "scope_of", "scopes_of"]

Counter = Callable[[Scope], Counted | None]

_DONE = ("doing", "checking", "accepted", "confirmed", "promoted", "archived")
_CONCLUDED = ("intent", "agreed", "closed")
_WHOLE_POST = ("side", "chain_stage", "what", "area")


def count(sources: Mapping[str, str], scope: Scope) -> dict[str, Counted]:
    """Values by indicator code. `sources`: indicator code → counter; what cannot be counted is left out."""
    found: dict[str, Counted] = {}
    for code, source in sources.items():
        counter = counter_named(source)
        value = counter(scope) if counter is not None else None
        if value is not None:
            found[code] = value
    return found


def counter_named(source: str) -> Counter | None:
    """The counter a catalogue means: one of COUNTERS, or of WORDED with its words behind a colon; None if unknown."""
    name, _colon, words = source.partition(":")
    if source not in COUNTERS and name in WORDED and words.replace("|", "").replace("/", "").strip():
        return partial(WORDED[name], words=words)
    return COUNTERS.get(source)


def _activities(scope: Scope, type_: str) -> list[Record]:
    found = [each for each in scope.of("activity") if each.fields.get("type") == type_]
    return [each for each in found if scope.in_year(each.fields.get("date"))]


def _held(scope: Scope, type_: str) -> Counted:
    """Activities of one type in the year."""
    return counted(_activities(scope, type_))


def _coverage(scope: Scope, type_: str) -> Counted | None:
    """The share of workers that the best attended activity of a type reached: at least so many took part once."""
    workers = scope.member.fields.get("workers") if scope.member is not None else None
    reached: list[tuple[float, str]] = []
    for each in _activities(scope, type_):
        share = each.fields.get("coverage")
        if share is None and workers and each.fields.get("headcount") is not None:
            share = 100 * each.fields["headcount"] / workers
        if share is not None:
            reached.append((min(100.0, round(float(share), 2)), each.id))
    best = max(reached, default=None)
    return None if best is None else Counted(best[0], (best[1],))


def _documents(scope: Scope, type_: str) -> Counted:
    """Documents of one type in the year."""
    found = [each for each in scope.of("document") if each.fields.get("type") == type_]
    return counted(each for each in found if scope.in_year(each.fields.get("date")))


def _membership_rate(scope: Scope) -> Counted | None:
    member = scope.member
    if member is None or not member.fields.get("workers") or member.fields.get("members") is None:
        return None
    return Counted(round(100 * member.fields["members"] / member.fields["workers"], 2), (member.id,))


def _committees(scope: Scope) -> Counted | None:
    """The three committees: the union's own, once it is founded, the one for funds, and the one for women workers."""
    member = scope.member
    if member is None or "committees" not in member.fields:
        return None
    founded = any(member.fields.get(name) for name in ("founded_on", "term_from"))
    elected = {"funds", "women"} & set(member.fields["committees"])
    return Counted(float(founded + len(elected)), (member.id,))


def _term_overdue(scope: Scope) -> Counted | None:
    """Days past the end of the term."""
    member = scope.member
    if member is None or not member.fields.get("term_from") or not member.fields.get("term_years"):
        return None
    start = date.fromisoformat(member.fields["term_from"])
    years = start.year + member.fields["term_years"]
    end = start.replace(year=years, day=28 if (start.month, start.day) == (2, 29) else start.day)
    return Counted(float(max(0, (scope.until - end).days)), (member.id,))


def _stage_day(record: Record, stage: str) -> object:
    return ((record.fields.get("stage_dates") or {}).get(stage) or {}).get("on")


def _reached(scope: Scope, stage: str) -> Counted:
    """Projects that reached a stage in the year."""
    return counted(each for each in scope.of("project") if scope.in_year(_stage_day(each, stage)))


def _confirmed_benefit(scope: Scope) -> Counted:
    """Yearly benefit of the projects accepted in the year, as far as finance confirmed it, in 万元."""
    confirmed = [
        each
        for each in scope.of("project")
        if each.fields.get("finance_confirmed")
        and each.fields.get("annual_benefit") is not None
        and scope.in_year(accepted_on(each))
    ]
    total = sum(each.fields["annual_benefit"] for each in confirmed) / YUAN_PER_WAN
    return Counted(round(total, 4), counted(confirmed).records)


def accepted_on(project: Record) -> object:
    """The day a project was accepted; where none was noted, that of the confirmation."""
    return _stage_day(project, "accepted") or project.fields.get("confirmed_on") or _stage_day(project, "confirmed")


def _promoted_and_ip(scope: Scope) -> Counted:
    """Results promoted in the year, and the intellectual property of projects accepted in it."""
    promoted = [each for each in scope.of("project") if scope.in_year(_stage_day(each, "promoted"))]
    owned = [
        each for each in scope.of("project") if each.fields.get("ip") and scope.in_year(_stage_day(each, "accepted"))
    ]
    value = len(promoted) + sum(len(each.fields["ip"]) for each in owned)
    return Counted(float(value), tuple(dict.fromkeys(each.id for each in (*promoted, *owned))))


def _suggestions(scope: Scope) -> list[Record]:
    return [each for each in scope.of("project") if scope.in_year(_stage_day(each, "proposed") or each.created_at)]


def _suggestions_per_worker(scope: Scope) -> Counted | None:
    if scope.member is None or not scope.member.fields.get("workers"):
        return None
    made = _suggestions(scope)
    return Counted(round(len(made) / scope.member.fields["workers"], 4), counted(made).records)


def _suggestions_adopted(scope: Scope) -> Counted | None:
    """The share of the year's suggestions that are being carried out, or were."""
    made = _suggestions(scope)
    if not made:
        return None
    carried_out = [each for each in made if each.fields.get("stage") in _DONE]
    return Counted(round(100 * len(carried_out) / len(made), 2), counted(carried_out).records)


def _salons_attended(scope: Scope) -> Counted:
    """Salons the union hosted, helped to host or took part in."""
    return counted(each for each in scope.of("salon") if scope.in_year(each.fields.get("starts_at")))


def _open_days_hosted(scope: Scope) -> Counted:
    hosted = [each for each in scope.of("open_day") if each.fields.get("host") == scope.mine]
    return counted(each for each in hosted if scope.in_year(each.fields.get("date")))


def _published(scope: Scope) -> Counted:
    """Offers and needs shared in the year that say what, where in the chain, how much or which, and for which area."""
    mine = [each for each in scope.of("supply_demand") if each.fields.get("owner") == scope.mine]
    shared = [each for each in mine if each.state is State.SHARED and is_whole(each)]
    return counted(each for each in shared if scope.in_year(each.created_at))


def is_whole(post: Record) -> bool:
    """Whether an offer or need is filled in."""
    fields = post.fields
    return all(fields.get(name) for name in _WHOLE_POST) and bool(fields.get("quantity") or fields.get("spec"))


def _matches(scope: Scope) -> Counted:
    """Matches that came to an intent or an agreement: one that both sides noted counts once."""
    sides: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for each in scope.of("supply_demand"):
        owner, partner = str(each.fields.get("owner") or ""), str(each.fields.get("partner") or "")
        if each.fields.get("status") in _CONCLUDED and partner and scope.in_year(concluded_on(each)):
            need = each.fields.get("side") == "need"
            pair = (partner, owner) if need else (owner, partner)
            sides.setdefault(pair, ([], []))[0 if need else 1].append(each.id)
    value = sum(max(len(needs), len(offers)) for needs, offers in sides.values())
    return Counted(float(value), tuple(id_ for needs, offers in sides.values() for id_ in (*needs, *offers)))


def concluded_on(post: Record) -> str:
    """The day the furthest dealing of an offer or need was noted; without such a note, when it was last written."""
    rows = (post.fields.get("dealings") or {}).values()
    days = [row["on"] for row in rows if row and row.get("standing") in _CONCLUDED and row.get("on")]
    return max(days, default=post.updated_at)


COUNTERS: Mapping[str, Counter] = {
    **{f"activities:{type_}": partial(_held, type_=type_) for type_ in ACTIVITY_TYPES},
    **{f"coverage:{type_}": partial(_coverage, type_=type_) for type_ in ACTIVITY_TYPES},
    **{f"documents:{type_}": partial(_documents, type_=type_) for type_ in DOCUMENT_TYPES},
    **{f"projects:{stage}": partial(_reached, stage=stage) for stage in STAGES},
    "membership_rate": _membership_rate,
    "founding": papers.founding,
    "committees": _committees,
    "term_overdue": _term_overdue,
    "contracts_in_force": papers.contracts_in_force,
    "audits": papers.audits,
    "mentored": papers.mentored,
    "suggestions_per_worker": _suggestions_per_worker,
    "suggestions_adopted": _suggestions_adopted,
    "confirmed_benefit": _confirmed_benefit,
    "promoted_and_ip": _promoted_and_ip,
    "salons_attended": _salons_attended,
    "open_days_hosted": _open_days_hosted,
    "published": _published,
    "matches": _matches,
}

# a share of what happens to be in the library, which may be little of what there is: no reason to doubt a typed value
INCOMPLETE = frozenset({"suggestions_adopted"})

WORDED: Mapping[str, Callable[..., Counted | None]] = {
    "minutes": papers.minutes,
    "yearly_set": papers.yearly_set,
    "standing_set": papers.standing_set,
}
