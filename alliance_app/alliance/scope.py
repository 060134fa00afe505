"""Whose year is counted, and what a count gives: a value and the records behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_app.records import clock
from alliance_app.records.values import Record

_SINGLE = ("owner", "host", "partner", "member")
_SEVERAL = ("co_host", "participants", "visitors")


@dataclass(frozen=True, slots=True)
class Counted:
    """A value counted from the library, and the records it was counted from."""

    value: float
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose year is counted: one member, and the records of every kind that it owns, hosts or takes part in.

    `until`: the last day that counts, the year's own or today's; what is planned for later has not been done.
    """

    member: Record | None
    year: int
    until: date
    records: tuple[Record, ...]

    @property
    def mine(self) -> str | None:
        """The member's record id."""
        return self.member.id if self.member is not None else None

    def of(self, kind: str) -> list[Record]:
        return [each for each in self.records if each.kind == kind]

    def in_year(self, day: object) -> bool:
        """Whether an ISO day or moment lies in the year and is not still to come."""
        return isinstance(day, str) and day[:4] == str(self.year) and day[:10] <= self.until.isoformat()

    def before(self, day: object) -> bool:
        """Whether an ISO day is no later than the last that counts."""
        return isinstance(day, str) and day[:10] <= self.until.isoformat()

    def in_force(self, paper: Record) -> bool:
        """Whether a dated paper holds on the last day; one that names no end holds on."""
        ends = paper.fields.get("valid_until")
        return self.before(paper.fields.get("date")) and (ends is None or ends >= self.until.isoformat())


def scope_of(records: Iterable[Record], member_id: str, year: int, today: date | None = None) -> Scope:
    """What one member's year is counted over, up to today where the year is not over; nothing from the trash."""
    alive = [each for each in records if each.trashed_at is None]
    member = next((each for each in alive if each.id == member_id), None)
    mine = tuple(each for each in alive if member_id in concerned(each))
    return Scope(member, year, last_day(year, today), mine)


def scopes_of(records: Iterable[Record], year: int, today: date | None = None) -> dict[str, Scope]:
    """The same for every member at once, by its record id, in one pass over the records."""
    members: dict[str, Record] = {}
    theirs: dict[str, list[Record]] = {}
    for each in records:
        if each.trashed_at is not None:
            continue
        if each.kind == "member":
            members[each.id] = each
        for member_id in set(concerned(each)):
            theirs.setdefault(member_id, []).append(each)
    until = last_day(year, today)
    return {key: Scope(each, year, until, tuple(theirs.get(key, ()))) for key, each in members.items()}


def last_day(year: int, today: date | None) -> date:
    """The year's last day, or today (else: the clock's) where that is earlier."""
    return min(date(year, 12, 31), today or clock.today())


def concerned(record: Record) -> Iterator[str]:
    """The members that own a record, are its subject, host it or take part in it; one may come twice."""
    fields = record.fields
    for name in _SINGLE:
        if isinstance(fields.get(name), str):
            yield fields[name]
    for name in _SEVERAL:
        yield from fields.get(name) or ()


def counted(records: Iterable[Record]) -> Counted:
    """How many there are."""
    ids = tuple(each.id for each in records)
    return Counted(float(len(ids)), ids)


def named_in(record: Record, words: Sequence[str]) -> bool:
    """Whether a title or a tag has one of these words; a word after `-` must not be there."""
    text = "\n".join((record.title, *record.tags)).casefold()
    wanted = [word.casefold() for word in words if not word.startswith("-")]
    unwanted = [word[1:].casefold() for word in words if word.startswith("-")]
    return any(word in text for word in wanted) and not any(word in text for word in unwanted)
