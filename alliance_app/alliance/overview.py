"""The alliance at a glance on a day: numbers against last year, the rhythm of the months, and what waits for somebody.

Every number comes with the records behind it. What took place counts by its own day, up to today; last year's numbers
end on the same day of that year. It is read from rows at a glance (see library.glances), never from whole records,
save the few that lack something.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alliance_app.alliance.calendar import Event, coming
from alliance_app.alliance.follow_ups import FollowUp
from alliance_app.alliance.pipeline import ENDED, WAY
from alliance_app.alliance.projects import papers_in
from alliance_app.alliance.stalling import STALLED_AFTER, last_progress, missing_evidence
from alliance_app.alliance.three_batches import people_of, reached_on, years_of
from alliance_app.alliance.waiting import Waiting, what_waits
from alliance_app.library import Library, Sight
from alliance_app.records.batches import ACCEPTED, IMPROVED
from alliance_app.records.glance import Glance

RHYTHM = ("salon", "open_day")
_MONTHS = 6  # shown at least
_COMING = 6
_ON_THE_WAY = tuple(stage for stage in WAY if stage not in ENDED)
_OF_PROJECTS = ("stage", "stage_dates", "leader", "team", "annual_benefit")
_AGREED = ("agreed", "closed")
_BEYOND = {"approved": IMPROVED, "accepted": ACCEPTED}


@dataclass(frozen=True, slots=True)
class Compared:
    """The records of this year up to a day, and those of the same span of last year, by id."""

    now: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def change(self) -> int:
        """How many more than last year."""
        return len(self.now) - len(self.before)


@dataclass(frozen=True, slots=True)
class Month:
    """What took place in a month, by kind of record, by id."""

    year: int
    month: int
    happened: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Batch:
    """The three batches of this year: people trained, by which projects; projects improved; results accepted."""

    people: int
    training: tuple[str, ...]
    improved: tuple[str, ...]
    accepted: tuple[str, ...]
    stalled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it for one day. `visitors`: of this year's open days; `benefit`: of this year's results, in yuan.

    `months`: from January, or the last six; `stars`: members by their stars, all of 3 to 0.
    """

    day: date
    salons: Compared
    open_days: Compared
    visitors: int
    accepted: Compared
    benefit: float
    agreed: Compared
    months: tuple[Month, ...]
    batch: Batch
    stars: dict[int, tuple[str, ...]]
    waiting: tuple[Waiting, ...]
    coming: tuple[Event, ...]

    @property
    def members(self) -> int:
        """How many members there are."""
        return sum(map(len, self.stars.values()))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show yet."""
        counted = (self.salons, self.open_days, self.accepted, self.agreed)
        happened = any(any(each.happened.values()) for each in self.months)
        return not (self.members or happened or self.waiting or self.coming or any(each.now for each in counted))


def overview(library: Library, today: date, follow_ups: Iterable[FollowUp] = ()) -> Overview:
    """Today's overview of a library. `follow_ups`: what its salons left to be done, where that is known already."""
    tomorrow = (today + timedelta(days=1)).isoformat()
    happened = library.glances(Sight(RHYTHM, since=_january(today.year - 1), before=tomorrow))
    projects = _moved(library, today.year, fields=_OF_PROJECTS)
    last_year = _moved(library, today.year - 1, stages=ACCEPTED, fields=("stage", "stage_dates"))
    both = {each.id: each for each in (*last_year, *projects)}
    accepted, stalled = _reached(both.values(), "accepted", today), _stalled(library, today)
    return Overview(
        day=today,
        salons=_compared(happened, "salon", today),
        open_days=_compared(happened, "open_day", today),
        visitors=_visitors(library, today, tomorrow),
        accepted=accepted,
        benefit=_benefit(projects, accepted.now),
        agreed=_agreed(library, today),
        months=_months(happened, today),
        batch=_batch(projects, accepted, stalled, today),
        stars=_stars(library),
        waiting=what_waits(library, today, follow_ups, _unproven(library), stalled),
        coming=coming(library, today, _COMING),
    )


def _january(year: int) -> str:
    return f"{year:04}-01-01"


def _moved(library: Library, year: int, *, stages: tuple[str, ...] = (), fields: tuple[str, ...]) -> list[Glance]:
    """The projects that may have moved in a year: a move is written down when it is made, or later."""
    moved = Sight(("project",), touched_since=_january(year), years=(year,), stages=stages, fields=fields)
    return library.glances(moved)


def _batch(projects: Sequence[Glance], accepted: Compared, stalled: tuple[str, ...], today: date) -> Batch:
    training = [(each.id, people_of(each)) for each in projects if today.year in years_of(each)]
    return Batch(
        people=len({person for _id, people in training for person in people}),
        training=tuple(found for found, people in training if people),
        improved=_reached(projects, "approved", today).now,
        accepted=accepted.now,
        stalled=stalled,
    )


def _reached(projects: Iterable[Glance], stage: str, today: date) -> Compared:
    beyond = _BEYOND[stage]  # a project elsewhere has not reached it
    return _split(((each.id, reached_on(each, stage) or "") for each in projects if each.stage in beyond), today)


def _benefit(projects: Iterable[Glance], accepted: tuple[str, ...]) -> float:
    mine = frozenset(accepted)
    return round(sum(float(each.fields.get("annual_benefit") or 0) for each in projects if each.id in mine), 2)


def _stalled(library: Library, today: date) -> tuple[str, ...]:
    """Projects without progress for long, the longest first. A move is an edit, so it is read off the last edit."""
    last = today - timedelta(days=STALLED_AFTER)
    # two days more: the last edit's moment is in UTC, the day of a person is not
    untouched = Sight(("project",), touched_before=(last + timedelta(days=2)).isoformat(), stages=("", *_ON_THE_WAY))
    still = sorted(library.glances(untouched), key=lambda each: (each.updated_at, each.id))
    # of most it is plain to see, wherever this computer is
    before, beyond = (last - timedelta(days=1)).isoformat(), (today + timedelta(days=2)).isoformat()
    return tuple(
        each.id
        for each in still
        if (each.updated_at < before and not before <= each.created_at < beyond) or last_progress(each, today) <= last
    )


def same_day_last_year(today: date) -> date:
    """The same day of last year; of a leap day the day before."""
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - 1, day=28 if leap else today.day)


def _split(dated: Iterable[tuple[str, str]], today: date) -> Compared:
    """Ids with their ISO days: those of this year up to today, and of last year up to the same day."""
    now: list[str] = []
    before: list[str] = []
    this, last = _january(today.year), _january(today.year - 1)
    until, then = today.isoformat(), same_day_last_year(today).isoformat()
    for record_id, told in dated:
        day = told[:10]
        if this <= day <= until:
            now.append(record_id)
        elif last <= day <= then:
            before.append(record_id)
    return Compared(tuple(now), tuple(before))


def _compared(happened: Iterable[Glance], kind: str, today: date) -> Compared:
    return _split(((each.id, each.date) for each in happened if each.kind == kind), today)


def _visitors(library: Library, today: date, tomorrow: str) -> int:
    this_year = Sight(("open_day",), since=_january(today.year), before=tomorrow, fields=("headcount",))
    return sum(int(each.fields.get("headcount") or 0) for each in library.glances(this_year))


def _agreed(library: Library, today: date) -> Compared:
    """Pairs of a need and an offer that came to an agreement, by the day it was first said; the need stands for both.

    Where a partner was typed without naming the other record, the day is that of the last edit.
    """
    fields = ("side", "partner", "dealings")
    met = library.glances(Sight(("supply_demand",), stages=_AGREED, fields=fields))
    needs_first = sorted(met, key=lambda each: (each.fields.get("side") != "need", each.id))
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    typed: set[tuple[object, object]] = set()
    for each in needs_first:
        partner, said = each.fields.get("partner"), _said(each)
        for other, day in said:
            record_id, known = pairs.get(frozenset((each.id, other)), (each.id, day))
            pairs[frozenset((each.id, other))] = (record_id, min(day, known))
        # an offer typed as agreed is the other side of a need that was typed so before
        if partner and not said and (partner, each.owner_id) not in typed:
            pairs[frozenset((each.id,))] = (each.id, each.updated_at[:10])
        if each.fields.get("side") == "need":
            typed.add((each.owner_id, partner))
    return _split(pairs.values(), today)


def _said(each: Glance) -> list[tuple[str, str]]:
    """With which records one says it agreed, and when."""
    rows = each.fields.get("dealings") or {}
    return [
        (other, str(row.get("on") or each.updated_at)[:10])
        for other, row in rows.items()
        if row and row.get("standing") in _AGREED
    ]


def _months(happened: Iterable[Glance], today: date) -> tuple[Month, ...]:
    first = min(1, today.month - _MONTHS + 1)
    places = [divmod(today.year * 12 + each - 1, 12) for each in range(first, today.month + 1)]
    found: dict[tuple[str, str], list[str]] = {}
    for each in happened:
        found.setdefault((each.date[:7], each.kind), []).append(each.id)
    return tuple(
        Month(year, month + 1, {kind: tuple(found.get((f"{year:04}-{month + 1:02}", kind), ())) for kind in RHYTHM})
        for year, month in places
    )


def _stars(library: Library) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {stars: [] for stars in (3, 2, 1, 0)}
    for each in library.glances(Sight(("member",))):
        found.setdefault(each.stars or 0, []).append(each.id)
    return {stars: tuple(ids) for stars, ids in found.items()}


def _unproven(library: Library) -> tuple[str, ...]:
    """Accepted projects without evidence. Only those are read whole whose text may name a paper."""
    found = library.glances(Sight(("project",), stages=ACCEPTED, bare=True, fields=("evidence",)))
    bare = [each.id for each in found if not each.fields.get("evidence")]
    linking = _linking(library, bare)
    records = library.read_many([each for each in bare if each in linking])
    lacking = {each.id for each in missing_evidence(records, papers_in(library))} if records else set()
    return tuple(each for each in bare if each not in linking or each in lacking)


def _linking(library: Library, ids: Sequence[str]) -> frozenset[str]:
    """Which of these projects name another record in their text."""
    if not ids:
        return frozenset()
    return frozenset(each.id for each in library.glances(Sight(("project",), among=tuple(ids), linking=True)))
