"""Counting indicator values from the library's own records. Source: the catalogue's `counted`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from alliance_app.records.benefit import YUAN_PER_WAN
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class Counted:
    """A value counted from the library, and the records it was counted from."""

    value: float
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose year is counted: one member's records of every kind, and the member itself."""

    member: Record | None
    year: int
    records: tuple[Record, ...]

    def of(self, kind: str) -> list[Record]:
        return [each for each in self.records if each.kind == kind]

    def in_year(self, day: object) -> bool:
        return isinstance(day, str) and day[:4] == str(self.year)


Counter = Callable[[Scope], Counted | None]


def count(sources: Mapping[str, str], scope: Scope) -> dict[str, Counted]:
    """Values by indicator code. `sources`: indicator code → counter name; what cannot be counted is left out."""
    counted = {code: COUNTERS[source](scope) for code, source in sources.items() if source in COUNTERS}
    return {code: value for code, value in counted.items() if value is not None}


def scope_of(records: Iterable[Record], member_id: str, year: int) -> Scope:
    """What one member's year is counted over: the records it owns, hosts or takes part in; nothing from the trash."""
    alive = [each for each in records if each.trashed_at is None]
    member = next((each for each in alive if each.id == member_id), None)
    return Scope(member, year, tuple(each for each in alive if _concerns(each, member_id)))


def _concerns(record: Record, member_id: str) -> bool:
    fields = record.fields
    single = (fields.get("owner"), fields.get("host"), fields.get("partner"))
    return member_id in (*single, *fields.get("co_host", ()), *fields.get("participants", ()))


def _counted(records: Iterable[Record]) -> Counted:
    ids = tuple(each.id for each in records)
    return Counted(float(len(ids)), ids)


def _dated(scope: Scope, kind: str, type_: str) -> Counted:
    """Activities or documents of one type in the year."""
    return _counted(
        each for each in scope.of(kind) if each.fields.get("type") == type_ and scope.in_year(each.fields.get("date"))
    )


def _membership_rate(scope: Scope) -> Counted | None:
    member = scope.member
    if member is None or not member.fields.get("workers") or member.fields.get("members") is None:
        return None
    return Counted(round(100 * member.fields["members"] / member.fields["workers"], 2), (member.id,))


def _founding(scope: Scope) -> Counted:
    """The founding approval, and legal personality: two papers."""
    approvals = [each for each in scope.of("document") if each.fields.get("type") == "approval"][:1]
    legal = [scope.member] if scope.member is not None and scope.member.fields.get("legal_person") else []
    return _counted([*approvals, *legal])


def _committees(scope: Scope) -> Counted | None:
    if scope.member is None or "committees" not in scope.member.fields:
        return None
    return Counted(float(len(scope.member.fields["committees"])), (scope.member.id,))


def _term_overdue(scope: Scope) -> Counted | None:
    """Days past the end of the term at the year's end."""
    member = scope.member
    if member is None or not member.fields.get("term_from") or not member.fields.get("term_years"):
        return None
    start = date.fromisoformat(member.fields["term_from"])
    years = start.year + member.fields["term_years"]
    end = start.replace(year=years, day=28 if (start.month, start.day) == (2, 29) else start.day)
    return Counted(float(max(0, (date(scope.year, 12, 31) - end).days)), (member.id,))


def _stage_day(record: Record, stage: str) -> object:
    return ((record.fields.get("stage_dates") or {}).get(stage) or {}).get("on")


def _reached(scope: Scope, stage: str) -> Counted:
    """Projects that reached a stage in the year."""
    return _counted(each for each in scope.of("project") if scope.in_year(_stage_day(each, stage)))


def _confirmed_benefit(scope: Scope) -> Counted:
    """Yearly benefit that finance confirmed in the year, in 万元."""
    confirmed = [
        each
        for each in scope.of("project")
        if each.fields.get("finance_confirmed")
        and each.fields.get("annual_benefit") is not None
        and scope.in_year(each.fields.get("confirmed_on") or _stage_day(each, "confirmed"))
    ]
    total = sum(each.fields["annual_benefit"] for each in confirmed) / YUAN_PER_WAN
    return Counted(round(total, 4), tuple(each.id for each in confirmed))


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
    return Counted(round(len(made) / scope.member.fields["workers"], 4), tuple(each.id for each in made))


def _suggestions_adopted(scope: Scope) -> Counted | None:
    made = _suggestions(scope)
    adopted = [each for each in made if each.fields.get("stage") not in ("proposed", "review", "rejected")]
    if not made:
        return None
    return Counted(round(100 * len(adopted) / len(made), 2), tuple(each.id for each in adopted))


def _salons_attended(scope: Scope) -> Counted:
    return _counted(each for each in scope.of("salon") if scope.in_year(each.fields.get("starts_at")))


def _open_days_hosted(scope: Scope) -> Counted:
    mine = scope.member.id if scope.member is not None else None
    return _counted(
        each
        for each in scope.of("open_day")
        if each.fields.get("host") == mine and scope.in_year(each.fields.get("date"))
    )


def _published(scope: Scope) -> Counted:
    mine = scope.member.id if scope.member is not None else None
    return _counted(
        each
        for each in scope.of("supply_demand")
        if each.fields.get("owner") == mine and scope.in_year(each.created_at)
    )


def _matches(scope: Scope) -> Counted:
    """Supply and demand that came to an intent or an agreement with a partner."""
    return _counted(
        each
        for each in scope.of("supply_demand")
        if each.fields.get("status") in ("intent", "agreed", "closed")
        and each.fields.get("partner")
        and scope.in_year(each.updated_at)
    )


COUNTERS: Mapping[str, Counter] = {
    **{f"activities:{type_}": partial(_dated, kind="activity", type_=type_) for type_ in (
        "lecture", "culture", "training", "contest", "visit", "inspection", "women",
    )},
    **{f"documents:{type_}": partial(_dated, kind="document", type_=type_) for type_ in (
        "approval", "rule", "minutes", "contract", "disclosure", "audit",
    )},
    **{f"projects:{stage}": partial(_reached, stage=stage) for stage in ("approved", "accepted", "promoted")},
    "membership_rate": _membership_rate,
    "founding": _founding,
    "committees": _committees,
    "term_overdue": _term_overdue,
    "suggestions_per_worker": _suggestions_per_worker,
    "suggestions_adopted": _suggestions_adopted,
    "confirmed_benefit": _confirmed_benefit,
    "promoted_and_ip": _promoted_and_ip,
    "salons_attended": _salons_attended,
    "open_days_hosted": _open_days_hosted,
    "published": _published,
    "matches": _matches,
}  # fmt: skip
