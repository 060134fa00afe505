"""The window on growing libraries: start to usable, search as you type, scrolling, how long the GUI thread is held.

Run it as a program: `python -m tests.benchmarks.bench_window [--full]`. It judges nothing. Held means: between two
ticks of a timer of 2 ms, so the painting and Qt's own work count too. `work` is the processor time of the GUI thread
in it: what the holding would be on a machine that does nothing else.
"""

import compileall
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, thread_time, time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from alliance_app import places
from alliance_app.app import App
from alliance_app.desktop.cards import HEIGHT
from alliance_app.desktop.sharing.exchanging import JoinWish
from alliance_app.desktop.shots import Studio
from alliance_app.sync import Exchange
from tests.benchmarks.generate import notes
from tests.benchmarks.machine import describe, peak_memory, sizes

TICK = 2  # ms
COMING = 2_000  # records of another device
WORDS = ("绿色低碳", "改善", "gonghui", "2024 节能", "安全 培训 班组", "能")
START = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from alliance_app import words
from alliance_app.desktop import main, window
class Timed(window.Window):
    def show_library(self, app):
        self.ready.connect(lambda: QTimer.singleShot(0, self.tell))
        super().show_library(app)
    def tell(self):
        print(time.time(), time.process_time(), flush=True)
        self.close()
main.Window = Timed
sys.exit(main.run(Path(sys.argv[1])))
"""


class Watch:
    """How long the GUI thread was held, in ms, between ticks."""

    def __init__(self) -> None:
        self.held: list[float] = []
        self.work: list[float] = []
        self._last, self._used = perf_counter(), thread_time()
        self._timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now, used = perf_counter(), thread_time()
        self.held.append(max(0.0, (now - self._last) * 1000 - TICK))
        self.work.append((used - self._used) * 1000)
        self._last, self._used = now, used

    @contextmanager
    def over(self, what: str) -> Iterator[None]:
        """Watch while something is done, and print it."""
        self.held, self.work = [], []
        self._last, self._used = perf_counter(), thread_time()
        self._timer.start()
        yield
        self._timer.stop()
        for name, taken in (("held", self.held), ("work", self.work)):
            long = sum(each > 16 for each in taken)
            print(f"    {name} while {what:<30} longest {max(taken, default=0):6.1f} ms, over 16 ms: {long:>3}")


def spread(taken: list[float]) -> str:
    """p50, p95 and the longest."""
    return f"p50 {median(taken):6.1f}  p95 {quantiles(taken, n=20)[18]:6.1f}  longest {max(taken):6.1f} ms"


def start_to_usable(library: Path) -> tuple[list[float], list[float]]:
    """Seconds from starting the process until its list is shown, and of processor time, three times.

    The program is compiled first, as pip and `make build` install it: where PYTHONDONTWRITEBYTECODE is set, a checkout
    would be compiled at each start.
    """
    compileall.compile_dir(Path(places.__file__).parent, quiet=1)
    taken, worked = [], []
    home = {**os.environ, "XDG_CONFIG_HOME": str(library.parent), "XDG_STATE_HOME": str(library.parent)}
    for _round in range(3):
        began = time()
        command = [sys.executable, "-c", START, str(library)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=home)
        if done.returncode:
            sys.exit(done.stderr)
        ready, work = (float(each) for each in done.stdout.split()[:2])
        taken.append(ready - began)
        worked.append(work)
    return taken, worked


def search_as_typed(studio: Studio) -> list[float]:
    """Milliseconds from each key to the list that answers it, when every key is waited for."""
    taken = []
    box = studio.page.top.search
    for words in WORDS:
        box.clear()
        studio.settle()
        for letter in words:
            loop = QEventLoop()
            studio.page.answered.connect(loop.quit)
            began = perf_counter()
            box.insert(letter)
            loop.exec()
            taken.append((perf_counter() - began) * 1000)
            studio.page.answered.disconnect(loop.quit)
    return taken


def type_fast(studio: Studio) -> None:
    """Search words key by key, 40 ms apart, nothing waited for."""
    for letter in itertools.chain(*WORDS):
        studio.page.top.search.insert(letter)
        QTest.qWait(40)
    studio.page.top.search.clear()
    studio.settle()


def write(studio: Studio) -> None:
    """Type into a body for three autosaves."""
    for letter in "typing without a pause, while it is saved " * 2:
        QTest.keyClicks(studio.page.view.body.source, letter)
        QTest.qWait(20)
    studio.settle()


def scroll(studio: Studio) -> None:
    """Wheel through the list, then jump about in it."""
    bar = studio.page.pane.list.verticalScrollBar()
    for step in range(120):
        bar.setValue(step * HEIGHT // 2)
        QTest.qWait(8)
    for part in range(20):
        bar.setValue(bar.maximum() * part // 20)
        QTest.qWait(16)
    bar.setValue(0)
    studio.settle()


def go_through(studio: Studio) -> None:
    """Open one record after the other."""
    for row in range(15):
        studio.page.pane.list.setCurrentIndex(studio.page.pane.model.index(row))
        QTest.qWait(60)
    studio.settle()


def share_notes(place: Path, share: Path) -> None:
    """Another device's records in a shared folder."""
    share.mkdir()
    with App.create(place, "Other", author="Other") as other:
        made = notes(COMING, seed=8)
        while batch := list(itertools.islice(made, 500)):
            other.library.share(*other.library.add_all(batch).ids)
        Exchange(other.library, share).sync()


def take_in(studio: Studio, share: Path) -> None:
    """Join, and type into a body as long as the others' records come in."""
    syncing = studio.page.syncing
    syncing.join(JoinWish(str(share)))
    letters = 0
    while syncing.busy:
        QTest.keyClicks(studio.page.view.body.source, "x")
        letters += 1
        QTest.qWait(20)
    studio.settle()
    pulled = syncing.report.pulled if syncing.report else 0
    print(f"    {pulled} changes came in while {letters} letters were typed, a key every 20 ms")


def prepare(place: Path, count: int) -> None:
    """The library the window opens, and a folder with another device's records."""
    with App.create(place / "library", "Benchmark") as app:
        made = notes(count)
        while batch := list(itertools.islice(made, 2_000)):
            app.library.add_all(batch)
    share_notes(place / "other", place / "share")


def measure(count: int) -> None:
    """One size: prints a block of figures."""
    with tempfile.TemporaryDirectory() as place:
        library = Path(place) / "library"
        # in a process of its own: the memory told at the end is to be the window's alone
        preparing = get_context("spawn").Process(target=prepare, args=(Path(place), count))
        preparing.start()
        preparing.join()
        if preparing.exitcode:
            sys.exit("the library could not be made")
        usable, worked = start_to_usable(library)
        span = f"{min(usable):.2f}-{max(usable):.2f}"
        print(f"{count:>7} notes: start to usable {median(usable):.2f} s ({span}), {median(worked):.2f} s of work")
        studio = Studio(Path(place) / "shots")
        watch = Watch()
        with watch.over("opening"):
            studio.open(library)
        print(f"    from a key to its answer               {spread(search_as_typed(studio))}")
        studio.page.top.search.clear()
        studio.settle()
        parts: tuple[tuple[str, Callable[[Studio], None]], ...] = (
            ("searching, a key every 40 ms", type_fast),
            ("scrolling", scroll),
            ("going through records", go_through),
            ("writing, a key every 20 ms", write),
        )
        for what, act in parts:
            with watch.over(what):
                act(studio)
        with watch.over(f"a sync of {COMING:,} records comes in"):
            take_in(studio, Path(place) / "share")
        studio.close()
        print(f"    memory {peak_memory():.0f} MB")


if __name__ == "__main__":
    print(describe(), flush=True)
    for size in sizes("the window"):
        measure(size)
