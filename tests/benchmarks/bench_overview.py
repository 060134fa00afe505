"""The overview of a library of 20,000 records: by the clock, and of the processor. It judges nothing.

Run it as a program: `python -m tests.benchmarks.bench_overview [--sizes N…]`. The projects are those of the other
benchmarks with what real ones have besides: days of their stages, people, a benefit, and evidence for nineteen of
twenty that were accepted. It is measured twice: as such a library grows, over the seven years its notes speak of, and
as if all of it had been imported yesterday, which is the most there can be to look through. As in the window, garbage
is collected between the calls, not in them.
"""

import gc
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

import sqlalchemy as sa

from alliance_app.alliance.calendar import events, month_of
from alliance_app.alliance.overview import overview
from alliance_app.alliance.pipeline import WAY
from alliance_app.library import Library
from alliance_app.library.rows import RecordRow
from alliance_app.records.values import Attachment, NewRecord
from tests.benchmarks.generate import notes
from tests.benchmarks.machine import describe, sizes

SIZE = 20_000
TODAY = date(2025, 9, 30)
_FIRST = date(2019, 1, 7)
_TIMES = 15


def alive(count: int, file: Attachment, seed: int = 5) -> Iterator[NewRecord]:
    """The generated notes, the projects among them with a life behind them."""
    dice = random.Random(seed)
    for each in notes(count):
        yield _lived(dice, each, file) if each.kind == "project" else each


def _lived(dice: random.Random, project: NewRecord, file: Attachment) -> NewRecord:
    day = _FIRST + timedelta(days=dice.randrange(2_500))
    stage = str(project.fields["stage"])
    if day < TODAY - timedelta(days=500) and dice.random() < 0.9:  # most of what began long ago has come to an end
        stage = dice.choice(("archived", "archived", "archived", "rejected"))
    reached = WAY[: WAY.index(stage) + 1] if stage in WAY else WAY[:2]
    days = {each: {"on": (day + timedelta(days=20 * at)).isoformat()} for at, each in enumerate(reached)}
    fields = {
        **project.fields, "stage": stage, "stage_dates": days, "leader": f"负责人{dice.randrange(900)}",
        "team": [f"成员{dice.randrange(900)}" for _ in range(4)],
        "baseline": {"number": 1.2, "unit": "kWh"}, "after": {"number": 1.0, "unit": "kWh"},
        "volume": dice.randrange(1_000, 90_000), "unit_price": 0.8, "period": 12,
    }  # fmt: skip
    proven = "accepted" in reached and dice.random() < 0.95
    return replace(project, fields=fields, attachments=(file,) if proven else ())


def grown_over_years(library: Library) -> None:
    """Let every record have been touched last on the day it speaks of, or its last stage does."""
    last = sa.select(sa.func.max(sa.text("json_extract(value, '$.on')"))).select_from(
        sa.func.json_each(RecordRow.fields, "$.stage_dates")
    )
    touched = sa.func.coalesce(last.scalar_subquery(), sa.func.substr(RecordRow.date, 1, 10)) + "T08:00:00Z"
    with library._storage.writing() as connection:  # no door leads to a past that was not lived
        connection.execute(sa.update(RecordRow).values(updated_at=touched))


def measured(what: str, act: Callable[[], object]) -> None:
    """Print what one call takes: the least, the median and the most of several."""
    taken, worked = [], []
    for _ in range(_TIMES):
        gc.collect()
        gc.freeze()
        gc.disable()
        start, busy = perf_counter(), process_time()
        act()
        taken.append((perf_counter() - start) * 1000)
        worked.append((process_time() - busy) * 1000)
        gc.enable()
    told = "  ".join(
        f"least {min(each):6.1f}  p50 {sorted(each)[_TIMES // 2]:6.1f}  most {max(each):6.1f} ms"
        for each in (taken, worked)
    )
    print(f"    {what:36} {told} (processor)", flush=True)


def measure(count: int) -> None:
    """Fill a library and look at it."""
    with tempfile.TemporaryDirectory() as place, Library.create(Path(place) / "library", "Benchmark") as library:
        some = list(alive(count, library.keep_bytes("验收单.pdf", b"%PDF-1.4 nothing")))
        for at in range(0, count, 1_000):
            library.add_all(some[at : at + 1_000])
        library.share(*(each.id for each in some if each.kind == "member" and each.id))
        print(f"{count} records, all imported at once")
        _look(library)
        grown_over_years(library)
        print(f"{count} records, grown over seven years")
        _look(library)


def _look(library: Library) -> None:
    seen = overview(library, TODAY)
    print(
        f"    salons {len(seen.salons.now)}, open days {len(seen.open_days.now)}, accepted {len(seen.accepted.now)}, "
        f"people {seen.batch.people}, waiting {[(each.matter.value, each.count) for each in seen.waiting]}"
    )
    measured("the overview", lambda: overview(library, TODAY))
    measured("a month of the calendar", lambda: events(library, *month_of(TODAY.year, TODAY.month)))


if __name__ == "__main__":
    print(describe(), flush=True)
    asked = sizes(str(__doc__))
    for each in asked if asked != (1_000, 10_000) else (SIZE,):
        measure(each)
