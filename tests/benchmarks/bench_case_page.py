"""The page of a case in the real window: from a key to the painted page, and how long the GUI thread is held.

Run it as a program: `python -m tests.benchmarks.bench_case_page`. It judges nothing. The case is that of bench_case:
four pages, four photographs, a table, figures. `painted` ends when Qt has painted the page that shows the key.
"""

import os
import tempfile
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtTest import QTest

from alliance_app.app import App
from alliance_app.desktop.case.page import CasePage
from alliance_app.desktop.shots import Studio
from tests.benchmarks.bench_case import usual_case
from tests.benchmarks.bench_window import Watch, spread
from tests.benchmarks.machine import describe, peak_memory

KEYS = 40
_PLACES = (("first page", "背景"), ("middle", "学做法"), ("last page", "经验启示"))


class _Painted(QObject):
    """Ends a loop with the first painting after a proof has come."""

    def __init__(self, page: CasePage, loop: QEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._came = False
        page.proofs.drawn.connect(self._proof)
        page.bench.sheets.viewport().installEventFilter(self)
        self._port = page.bench.sheets.viewport()

    def _proof(self) -> None:
        self._came = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The page is painted as soon as this event has been handled."""
        if event.type() == QEvent.Type.Paint and self._came and watched is self._port:
            self._came = False
            self._loop.quit()
        return False


def key_to_page(studio: Studio, page: CasePage) -> tuple[list[float], list[float]]:
    """Milliseconds from each key to the page that shows it, every one waited for; and of the processor, all threads."""
    source = studio.page.view.body.source
    loop = QEventLoop()
    painted = _Painted(page, loop)
    taken, worked = [], []
    for number in range(KEYS):
        began, used = perf_counter(), process_time()
        QTest.keyClicks(source, "abcdefgh"[number % 8])
        loop.exec()
        taken.append((perf_counter() - began) * 1000)
        worked.append((process_time() - used) * 1000)
        QTest.qWait(30)
    painted.deleteLater()
    return taken, worked


def type_fast(studio: Studio, page: CasePage) -> tuple[int, int]:
    """How many keys, one every 40 ms, and how many proofs came meanwhile."""
    proofs: list[object] = []
    page.proofs.drawn.connect(proofs.append)
    for letter in "typing without a pause while the pages follow " * 2:
        QTest.keyClicks(studio.page.view.body.source, letter)
        QTest.qWait(40)
    page.proofs.drawn.disconnect(proofs.append)
    studio.settle()
    return 92, len(proofs)


def main() -> None:
    """Print the figures."""
    print(describe())
    with tempfile.TemporaryDirectory() as place:
        library = Path(place) / "library"
        with App.create(library, "Benchmark") as app:
            case = usual_case(app.library).id
        studio = Studio(Path(place) / "shots", (1920, 1080))
        studio.open(library)
        studio.open_record(case)
        began = perf_counter()
        studio.page.cases.open()
        studio.settle()
        print(f"from the button to the whole page, shown {(perf_counter() - began) * 1000:.0f} ms")
        page = studio.page.cases.page
        assert page is not None
        page.bench.show_view("both")
        studio.settle()
        for where, words in _PLACES:
            body = studio.page.view.body
            row = next(each.place for each in page.composing.outline.sections if words in each.heading)
            page.composing.go_to(row)
            body.setFocus()
            studio.settle()
            QTest.keyClicks(body.source, " ")
            studio.settle()
            taken, worked = key_to_page(studio, page)
            print(f"    from a key to the painted page, {where:<10} {spread(taken)}")
            print(f"        of the processor            {'':<10} {spread(worked)}")
        watch = Watch()
        with watch.over("writing, a key every 40 ms"):
            keys, proofs = type_fast(studio, page)
        print(f"    {proofs} proofs came while {keys} keys were typed")
        studio.close()
        print(f"    memory {peak_memory():.0f} MB")


if __name__ == "__main__":
    main()
