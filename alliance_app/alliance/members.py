"""The alliance's members: a directory of them all, and one member with everything that has to do with it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alliance_app.alliance.figures import year_of
from alliance_app.library import Doings, Library, Listing
from alliance_app.records.batches import ACCEPTED
from alliance_app.records.kinds import KINDS
from alliance_app.records.ratings import ratings_of
from alliance_app.records.values import Record

# What a member does, by the fields that name it there; the rest is only about it.
DOES: Mapping[str, frozenset[str]] = {
    "salon": frozenset({"host", "co_host", "participants"}),
    "open_day": frozenset({"host", "visitors"}),
    "activity": frozenset({"owner"}),
    "project": frozenset({"owner"}),
    "supply_demand": frozenset({"owner", "partner"}),
}
# Which group of a member's page a record belongs to: (kind, field that names the member, group), the first that fits.
_GROUPS = (
    ("salon", "host", "salons_hosted"),
    ("salon", "co_host", "salons_hosted"),
    ("salon", "participants", "salons_attended"),
    ("open_day", "host", "open_days_hosted"),
    ("open_day", "visitors", "open_days_visited"),
    ("project", "owner", "projects"),
    ("activity", "owner", "activities"),
    ("supply_demand", "owner", "published"),
    ("supply_demand", "partner", "partnered"),
    ("document", "owner", "documents"),
    ("assessment", "member", "assessments"),
)
GROUPS = (
    "salons_hosted", "salons_attended", "open_days_hosted", "open_days_visited", "projects", "offers", "needs",
    "partnered", "activities", "cases", "documents", "assessments", "others",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as the directory shows it. `ratings`: (day, stars), the earliest first; `stars` None: not told.

    `this_year`: the records of what it did this year until today; `last_seen`: the day it last did something, or "".
    """

    id: str
    title: str
    stars: int | None
    ratings: tuple[tuple[str, int], ...]
    chair: str
    industry: str
    chain_stage: tuple[str, ...]
    capabilities: tuple[str, ...]
    workers: int | None
    this_year: tuple[str, ...]
    last_seen: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One member and its records. `groups`: record ids by group, the newest first; `counts`: by kind, then by year.

    `assessed`: the stars its self-assessments come to, by year. `benefit`: yuan a year, of its accepted projects;
    `confirmed`: finance's part of it. `last`: the day and the record of what it did last, or empty.
    """

    member: Record
    ratings: tuple[tuple[str, int], ...]
    assessed: Mapping[int, int]
    groups: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, Mapping[str, int]]
    benefit: float
    confirmed: float
    last: tuple[str, str]
    titles: Mapping[str, str]
    days: Mapping[str, str]


def directory(members: Iterable[Record], doings: Doings) -> tuple[MemberRow, ...]:
    """All members, by title. `doings`: what they did this year, and when last."""
    this_year: dict[str, list[str]] = {}
    for who, record_id, _day in doings.lately:
        this_year.setdefault(who, []).append(record_id)
    alive = [each for each in members if each.trashed_at is None]
    rows = [_row(each, this_year.get(each.id, ()), doings.last.get(each.id, "")) for each in alive]
    return tuple(sorted(rows, key=lambda row: row.title))


def profile(
    member: Record, records: Iterable[Record], today: date, assessed: Mapping[int, int] | None = None
) -> Profile:
    """Everything about one member, of the records that name it; nothing from the trash."""
    alive = [each for each in records if each.trashed_at is None and each.id != member.id]
    days = {each.id: day_of(each) for each in alive}
    groups: dict[str, list[str]] = {}
    counts: dict[str, Counter[str]] = {}
    for each in sorted(alive, key=lambda record: (days[record.id], record.id), reverse=True):
        groups.setdefault(_group(each, member.id), []).append(each.id)
        counts.setdefault(each.kind, Counter())[year_of(each)] += 1
    accepted = [each for each in alive if _owned(each, member.id) and each.fields.get("stage") in ACCEPTED]
    seen = [(days[each.id], each.id) for each in alive if _did(each, member.id) and days[each.id] <= today.isoformat()]
    return Profile(
        member=member,
        ratings=ratings_of(member.fields),
        assessed=dict(sorted((assessed or {}).items())),
        groups={name: tuple(groups[name]) for name in GROUPS if name in groups},
        counts={kind: dict(sorted(years.items())) for kind, years in counts.items()},
        benefit=_benefit(accepted),
        confirmed=_benefit(each for each in accepted if each.fields.get("finance_confirmed")),
        last=max(seen, default=("", "")),
        titles={each.id: each.title for each in alive},
        days=days,
    )


def read_directory(library: Library, today: date) -> tuple[MemberRow, ...]:
    """The directory of a library's members."""
    members = library.read_many(library.ids(Listing(kinds=("member",))))
    return directory(members, library.doings(DOES, f"{today.year}-01-01", today.isoformat()))


def read_profile(
    library: Library, member_id: str, today: date, assessed: Mapping[int, int] | None = None
) -> Profile:
    """One member's profile. `assessed`: the stars its self-assessments come to, by year. Raises UnknownRecord."""
    member = library.read(member_id)
    named = [*library.ids(Listing(linked_to=member_id)), *_naming(library, member_id)]
    return profile(member, library.read_many(list(dict.fromkeys(named))), today, assessed)


def _naming(library: Library, member_id: str) -> list[str]:
    """The records whose text names a member."""
    return [each.id for each in library.links(member_id).incoming if each.id is not None]


def day_of(record: Record) -> str:
    """The day a record belongs to: of a project its latest stage's, of an offer or a need the day it was made."""
    if record.kind == "project":
        rows = (record.fields.get("stage_dates") or {}).values()
        latest = max((str(row["on"]) for row in rows if row and row.get("on")), default="")
        return latest or record.created_at[:10]
    if record.kind == "assessment":
        return f"{record.fields.get('year', record.created_at[:4])}-12-31"
    kind = KINDS[record.kind]
    own = record.fields.get(kind.dated_by) if kind.dated_by and record.kind != "supply_demand" else None
    return str(own or record.created_at)[:10]


def _row(member: Record, this_year: Iterable[str], last_seen: str) -> MemberRow:
    fields = member.fields
    stars = fields.get("stars")
    return MemberRow(
        id=member.id,
        title=member.title,
        stars=None if stars is None else int(stars),
        ratings=ratings_of(fields),
        chair=str(fields.get("chair") or ""),
        industry=str(fields.get("industry") or ""),
        chain_stage=tuple(fields.get("chain_stage") or ()),
        capabilities=tuple(fields.get("capabilities") or ()),
        workers=fields.get("workers"),
        this_year=tuple(this_year),
        last_seen=last_seen,
    )


def _group(record: Record, member_id: str) -> str:
    for kind, name, group in _GROUPS:
        if record.kind == kind and _names(record.fields.get(name), member_id):
            if group == "published":
                return "offers" if record.fields.get("side") == "offer" else "needs"
            return group
    return "cases" if record.kind == "case" else "others"


def _names(value: object, member_id: str) -> bool:
    return value == member_id or (isinstance(value, list) and member_id in value)


def _did(record: Record, member_id: str) -> bool:
    return any(_names(record.fields.get(name), member_id) for name in DOES.get(record.kind, ()))


def _owned(record: Record, member_id: str) -> bool:
    return record.kind == "project" and record.fields.get("owner") == member_id


def _benefit(projects: Iterable[Record]) -> float:
    return round(sum(float(each.fields.get("annual_benefit") or 0.0) for each in projects), 2)
