"""The alliance's figures: activities by year, and the three batches of innovation. Plain functions over records."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alliance_app.alliance.three_batches import ThreeBatches, by, by_year, category_of, enterprise_of, three_batches
from alliance_app.records.batches import Batches
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts per kind and year, and the three batches in all and by enterprise, category and year."""

    by_kind_and_year: Mapping[str, Mapping[str, int]]
    headcount: Mapping[str, int]
    members_by_stars: Mapping[int, int]
    batches: Batches
    by_enterprise: Mapping[str, Batches]
    by_category: Mapping[str, Batches]
    by_year: Mapping[str, Batches]


def figures(records: Iterable[Record], *, year: int | None = None) -> Figures:
    """All figures of these records, or of one year; nothing from the trash.

    A project counts in a year with what was reached in it, see `three_batches`. `by_enterprise` is keyed by the
    owner's record id, `by_category` by what is stored.
    """
    alive = [each for each in records if each.trashed_at is None]
    dated = [(each, year_of(each)) for each in alive]
    chosen = [each for each, its_year in dated if year is None or its_year == str(year)]
    projects = [each for each in alive if each.kind == "project"]
    yearly = _numbers(by_year(projects))
    counted: dict[str, Counter[str]] = {}
    headcount: Counter[str] = Counter()
    for each in chosen:
        if each.kind != "member":
            counted.setdefault(each.kind, Counter())[year_of(each)] += 1
        headcount[each.kind] += int(each.fields.get("headcount") or each.fields.get("present") or 0)
    stars = Counter(int(each.fields.get("stars") or 0) for each in alive if each.kind == "member")
    return Figures(
        by_kind_and_year={kind: dict(sorted(years.items())) for kind, years in counted.items()},
        headcount={kind: number for kind, number in headcount.items() if number},
        members_by_stars=dict(sorted(stars.items())),
        batches=three_batches(projects, year).numbers,
        by_enterprise=_numbers(by(projects, enterprise_of, year)),
        by_category=_numbers(by(projects, category_of, year)),
        by_year={when: batch for when, batch in yearly.items() if year is None or when == str(year)},
    )


def year_of(record: Record) -> str:
    """The year a record belongs to: its own date's, a project's latest stage's, else that of its making."""
    kind = KINDS[record.kind]
    value = record.fields.get(kind.dated_by) if kind.dated_by else None
    if record.kind == "assessment":
        value = str(record.fields.get("year") or "")
    if record.kind == "project":
        days = [row.get("on") for row in (record.fields.get("stage_dates") or {}).values() if row and row.get("on")]
        value = max(days, default=None)
    return str(value or record.created_at)[:4]


def _numbers(batches: Mapping[str, ThreeBatches]) -> dict[str, Batches]:
    return {name: batch.numbers for name, batch in batches.items()}
