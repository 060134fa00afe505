"""The three batches (三个一批) with the projects behind each number, of all time or of one year.

A year has what was reached in it: a project is improved when it was approved, accepted when it was accepted, with its
benefit, whatever became of it afterwards; people count in every year in which their project moved.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from alliance_app.alliance.pipeline import WAY, stage_days
from alliance_app.records.batches import Batches
from alliance_app.records.glance import Known
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class ThreeBatches:
    """The three batches of some projects; each number's projects by id, in the order given.

    `people`: how many, each once an enterprise. `projects`: on which something was done; `training`: those of them that
    name people. `accepted`: of those, `worth` has a benefit and `confirmed` finance's word too. Benefit in yuan.
    """

    people: int
    projects: tuple[str, ...]
    training: tuple[str, ...]
    improved: tuple[str, ...]
    accepted: tuple[str, ...]
    worth: tuple[str, ...]
    confirmed: tuple[str, ...]
    benefit: float
    confirmed_benefit: float

    @property
    def unknown(self) -> int:
        """How many were accepted whose benefit cannot be computed."""
        return len(self.accepted) - len(self.worth)

    @property
    def numbers(self) -> Batches:
        """The numbers alone."""
        return Batches(
            people=self.people,
            projects=len(self.projects),
            improved=len(self.improved),
            accepted=len(self.accepted),
            benefit=self.benefit,
            confirmed_benefit=self.confirmed_benefit,
        )


def three_batches(projects: Iterable[Record], year: int | None = None) -> ThreeBatches:
    """The three batches of these projects, in one year or in all."""
    known = list(projects)
    busy = [each for each in known if year is None or year in years_of(each)]
    accepted = _reached(known, "accepted", year)
    worth = [each for each in accepted if each.fields.get("annual_benefit") is not None]
    confirmed = [each for each in worth if each.fields.get("finance_confirmed")]
    return ThreeBatches(
        people=len({person for each in busy for person in people_of(each)}),
        projects=_ids(busy),
        training=_ids(each for each in busy if people_of(each)),
        improved=_ids(_reached(known, "approved", year)),
        accepted=_ids(accepted),
        worth=_ids(worth),
        confirmed=_ids(confirmed),
        benefit=_yuan(worth),
        confirmed_benefit=_yuan(confirmed),
    )


def by(projects: Iterable[Record], key: Callable[[Record], str], year: int | None = None) -> dict[str, ThreeBatches]:
    """The three batches by what `key` gives; those left out in which nothing was done."""
    groups: dict[str, list[Record]] = {}
    for each in projects:
        groups.setdefault(key(each), []).append(each)
    made = {name: three_batches(some, year) for name, some in sorted(groups.items())}
    return {name: batch for name, batch in made.items() if batch.projects or batch.improved or batch.accepted}


def by_year(projects: Iterable[Record]) -> dict[str, ThreeBatches]:
    """The three batches of each year in which something was done."""
    known = list(projects)
    years = {year for each in known for year in (*years_of(each), *_years_reached(each))}
    return {str(year): three_batches(known, year) for year in sorted(years)}


def people_of(project: Known) -> frozenset[tuple[str, str]]:
    """Who takes part in a project, with the enterprise: a name is another person in another enterprise."""
    names = (project.fields.get("leader"), *(project.fields.get("team") or ()))
    owner = enterprise_of(project)
    return frozenset((owner, name) for name in names if name)


def enterprise_of(record: Known) -> str:
    """The id of the enterprise a record belongs to; "" where it names none."""
    kind = KINDS[record.kind]
    value = record.fields.get(kind.owned_by) if kind.owned_by else None
    return value if isinstance(value, str) else ""


def category_of(project: Record) -> str:
    """A project's category as it is stored; "" where it has none."""
    return str(project.fields.get("category") or "")


def years_of(project: Known) -> frozenset[int]:
    """The years in which something was done on a project; where no stage is dated, that of its record."""
    days = list(stage_days(project).values()) or [project.created_at]
    return frozenset(int(day[:4]) for day in days if day)


def reached_on(project: Known, stage: str) -> str | None:
    """The day a project reached a stage; None when it has not.

    Where that stage has no date of its own: the first later one's, else the last known, else the day of its record.
    """
    now = project.fields.get("stage")
    if now not in WAY or WAY.index(now) < WAY.index(stage):
        return None
    own = ((project.fields.get("stage_dates") or {}).get(stage) or {}).get("on")
    if own:
        return str(own)
    days = stage_days(project)
    later = [days[each] for each in WAY[WAY.index(stage) :] if each in days]
    return min(later, default="") or max(days.values(), default="") or project.created_at[:10]


def reached_in(projects: Sequence[Record], stage: str, year: int) -> list[tuple[Record, str]]:
    """Projects that reached a stage in a year, with the day."""
    found = ((each, reached_on(each, stage)) for each in projects)
    return [(each, day) for each, day in found if day is not None and day[:4] == str(year)]


def _reached(projects: Sequence[Record], stage: str, year: int | None) -> list[Record]:
    if year is None:
        return [each for each in projects if reached_on(each, stage) is not None]
    return [each for each, _day in reached_in(projects, stage, year)]


def _years_reached(project: Record) -> Iterable[int]:
    days = (reached_on(project, stage) for stage in ("approved", "accepted"))
    return (int(day[:4]) for day in days if day)


def _yuan(projects: Iterable[Record]) -> float:
    return round(sum(float(each.fields["annual_benefit"]) for each in projects), 2)


def _ids(projects: Iterable[Record]) -> tuple[str, ...]:
    return tuple(each.id for each in projects)
