"""Projects that need somebody: without progress for a long time, or accepted without evidence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from alliance_app.alliance.pipeline import ENDED, has_evidence, stage_days, stage_of
from alliance_app.records.batches import ACCEPTED
from alliance_app.records.glance import Known
from alliance_app.records.values import Record

STALLED_AFTER = 90  # days


@dataclass(frozen=True, slots=True)
class Stalled:
    """A project on which nothing was done for `days` days, the last time on `since`."""

    record: Record
    since: date
    days: int


def stalled(projects: Iterable[Record], today: date, days: int = STALLED_AFTER) -> tuple[Stalled, ...]:
    """Projects without progress for so many days or more, the longest first; none that has ended or is in the trash.

    Progress is a stage reached, or any edit of the record.
    """
    alive = (each for each in projects if each.trashed_at is None and stage_of(each) not in ENDED)
    still = ((each, last_progress(each, today)) for each in alive)
    found = [Stalled(each, since, (today - since).days) for each, since in still if (today - since).days >= days]
    return tuple(sorted(found, key=lambda each: (-each.days, each.record.id)))


def last_progress(project: Known, today: date) -> date:
    """The day something was last done on a project, by this computer's calendar; a day to come does not count."""
    told = [date.fromisoformat(day) for day in stage_days(project).values()]
    told += [_local(at) for at in (project.created_at, project.updated_at) if at]
    return max((day for day in told if day <= today), default=today)


def missing_evidence(projects: Iterable[Record], papers: Collection[str] = ()) -> tuple[Record, ...]:
    """Projects that count as accepted and have no evidence of it. `papers`: see `pipeline.papers_of`."""
    return tuple(
        each
        for each in projects
        if each.trashed_at is None and stage_of(each) in ACCEPTED and not has_evidence(each, papers)
    )


def _local(at: str) -> date:
    moment = datetime.fromisoformat(at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone().date()
