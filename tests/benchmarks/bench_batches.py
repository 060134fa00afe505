"""The room of the three batches with 650 projects: reading, showing, and carrying a card over the board.

Run it as a program: `python -m tests.benchmarks.bench_batches [--size N]`. It judges nothing. `work` is the processor
time of the thread alone: what it would take on a machine that does nothing else.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from alliance_app.alliance.projects import read_projects
from alliance_app.app import App
from alliance_app.desktop.batches.room import BatchesRoom
from alliance_app.desktop.looking import BATCHES
from alliance_app.desktop.shots import Studio
from alliance_app.records import clock
from alliance_app.records.ids import new_id
from alliance_app.records.options import CATEGORIES, STAGES
from alliance_app.records.values import NewRecord
from tests.benchmarks.machine import describe

_STEPS = 240


def projects(count: int, members: list[str], seed: int = 1) -> Iterator[NewRecord]:
    """Projects of all stages over two years, most with a benefit, every seventh with a link in its body."""
    dice = random.Random(seed)
    for number in range(count):
        stage = dice.choice(list(STAGES))
        day = clock.today() - timedelta(days=dice.randrange(700))
        fields = {
            "owner": dice.choice(members), "category": dice.choice(list(CATEGORIES)), "leader": f"班长{number}",
            "team": [f"职工{number}", f"职工{number + 1}"], "stage": stage, "stage_dates": {stage: {"on": str(day)}},
            "baseline": {"number": round(dice.uniform(3, 9), 2), "unit": "h"}, "after": {"number": 2.1, "unit": "h"},
            "volume": dice.randrange(100, 20_000), "unit_price": dice.randrange(1, 90), "period": 12,
        }  # fmt: skip
        body = "见 [[验收单]]。" if number % 7 == 0 else "正文" * 200
        yield NewRecord("project", f"第 {number} 号改善：工装夹具防错小革新", fields, body=body)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=650)
    size = parser.parse_known_args()[0].size  # what else `make bench` is told is for others
    print(describe())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "library"
        with App.create(folder, "大联盟") as app:
            members = [new_id() for _ in range(86)]
            named = enumerate(members)
            app.library.add_all([NewRecord("member", f"示范 {number} 号工会", id=each) for number, each in named])
            app.library.add_all(list(projects(size, members)))
            _read(app, clock.today())
        _board(folder, Path(scratch))


def _read(app: App, today: date) -> None:
    took = []
    for _time in range(5):
        began = thread_time()
        read_projects(app.library, today)
        took.append(1000 * (thread_time() - began))
    print(f"reading all projects with what they lack: {median(took):.0f} ms work")


def _board(folder: Path, shots: Path) -> None:
    studio = Studio(shots)
    studio.open(folder)
    began = perf_counter()
    studio.page.rooms.go_to(BATCHES)
    studio.settle()
    print(f"the board settled after {1000 * (perf_counter() - began):.0f} ms by the clock, 150 of them for settling")
    room = studio.page.rooms.here
    assert isinstance(room, BatchesRoom)
    its = room.board.columns["doing"].list
    window = studio.window.windowHandle()
    assert window is not None
    start = its.viewport().mapToGlobal(its.visualRect(its.cards.index(0)).center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=window.mapFromGlobal(start))
    took = []
    for step in range(_STEPS):
        place = start + QPoint(4 * min(step, _STEPS - step), step % 7)
        began = thread_time()
        QTest.mouseMove(window, window.mapFromGlobal(place))
        QCoreApplication.processEvents()
        took.append(1000 * (thread_time() - began))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=window.mapFromGlobal(start))
    took.sort()
    late = took[int(0.95 * len(took))]
    print(f"a step of a card under way: {median(took):.1f} ms work, p95 {late:.1f}, at most {took[-1]:.1f}")
    studio.close()


if __name__ == "__main__":
    main()
