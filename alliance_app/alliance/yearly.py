"""A year of the alliance, counted: what took place, the three batches of innovation, and what they were worth.

Plain functions over records. What took place counts in the year and month of its own date. A project counts where it
reached a stage: improved when it was approved, accepted when it was accepted, its benefit then too, whatever became of
it afterwards, so that a year once reported stays as it was.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from alliance_app.alliance.three_batches import (
    ThreeBatches,
    by,
    category_of,
    enterprise_of,
    reached_in,
    three_batches,
)
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record

MONTHS = 12
BANDS = ("<10 万元", "10–50 万元", ">50 万元")
_HEADCOUNT = {"salon": "present", "open_day": "headcount", "activity": "headcount"}


@dataclass(frozen=True, slots=True)
class Happened:
    """What took place of one kind: how often and with how many people; months 0 to 11, enterprises by record id.

    `by_type` is filled for activities. What names no enterprise or type stands under "".
    """

    count: int
    headcount: int
    by_month: tuple[int, ...]
    by_enterprise: Mapping[str, int]
    by_type: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """The three batches of some projects. Benefit in yuan, of the accepted ones; `confirmed` is finance's part of it.

    `people`: who took part in a project under way in the year, each once an enterprise. `unknown`: accepted projects
    whose benefit cannot be computed.
    """

    people: int
    improved: int
    accepted: int
    benefit: float
    confirmed: float
    unknown: int

    @property
    def share(self) -> float:
        """Which part of the benefit finance confirmed, 0 to 1."""
        return self.confirmed / self.benefit if self.benefit else 0.0


@dataclass(frozen=True, slots=True)
class Year:
    """One year: what took place by kind (salon, open_day, activity), and the projects in all and by what they are.

    `bands`: accepted projects by benefit band. `improved_by_month`, `accepted_by_month`, `benefit_by_month`: 0 to 11.
    """

    year: int
    happened: Mapping[str, Happened]
    projects: Batch
    by_enterprise: Mapping[str, Batch]
    by_category: Mapping[str, Batch]
    bands: Mapping[str, int]
    improved_by_month: tuple[int, ...]
    accepted_by_month: tuple[int, ...]
    benefit_by_month: tuple[float, ...]


def yearly(records: Iterable[Record], year: int, members: Iterable[str] = ()) -> Year:
    """The figures of one year, of these members or, where none is named, of all; nothing from the trash."""
    wanted = frozenset(members)
    alive = [each for each in records if each.trashed_at is None and (not wanted or enterprise_of(each) in wanted)]
    projects = [each for each in alive if each.kind == "project"]
    improved = reached_in(projects, "approved", year)
    accepted = reached_in(projects, "accepted", year)
    return Year(
        year=year,
        happened={kind: _happened(alive, kind, year) for kind in _HEADCOUNT},
        projects=_batch(three_batches(projects, year)),
        by_enterprise=_grouped(projects, enterprise_of, year),
        by_category=_grouped(projects, category_of, year),
        bands=dict(Counter(str(each.fields.get("benefit_band") or "") for each, _day in accepted)),
        improved_by_month=_counts(day for _each, day in improved),
        accepted_by_month=_counts(day for _each, day in accepted),
        benefit_by_month=_sums((day, each.fields.get("annual_benefit") or 0.0) for each, day in accepted),
    )


def _happened(alive: Sequence[Record], kind: str, year: int) -> Happened:
    dated_by = KINDS[kind].dated_by
    days = ((each, str(each.fields.get(str(dated_by)) or each.created_at)) for each in alive if each.kind == kind)
    found = [(each, day) for each, day in days if day[:4] == str(year)]
    return Happened(
        count=len(found),
        headcount=sum(int(each.fields.get(_HEADCOUNT[kind]) or 0) for each, _day in found),
        by_month=_counts(day for _each, day in found),
        by_enterprise=dict(Counter(enterprise_of(each) for each, _day in found)),
        by_type=dict(Counter(str(each.fields.get("type") or "") for each, _day in found)) if kind == "activity" else {},
    )


def _batch(batch: ThreeBatches) -> Batch:
    return Batch(
        people=batch.people,
        improved=len(batch.improved),
        accepted=len(batch.accepted),
        benefit=batch.benefit,
        confirmed=batch.confirmed_benefit,
        unknown=batch.unknown,
    )


def _grouped(projects: Sequence[Record], key: Callable[[Record], str], year: int) -> dict[str, Batch]:
    """Batches by what `key` gives, those left out in which nothing was done in the year."""
    made = {name: _batch(batch) for name, batch in by(projects, key, year).items()}
    return {name: batch for name, batch in made.items() if batch.people or batch.improved or batch.accepted}


def _sums(dated: Iterable[tuple[str, float]]) -> tuple[float, ...]:
    """Yuan by month of what is dated by ISO days."""
    counted = [0.0] * MONTHS
    for day, value in dated:
        counted[int(day[5:7]) - 1] += value
    return tuple(round(yuan, 2) for yuan in counted)


def _counts(days: Iterable[str]) -> tuple[int, ...]:
    """How many of these ISO days lie in each month."""
    counted = Counter(int(day[5:7]) for day in days)
    return tuple(counted[month] for month in range(1, MONTHS + 1))
