"""Threads and the way back: order, the newest request, errors, owners that are gone, the end."""

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from alliance_app.desktop.tasks import Sweeper, Tasks
from alliance_app.records.progress import Cancelled, Progress, Step


class Failed(list[Exception]):
    """The errors nobody else took."""


@pytest.fixture
def failed() -> Failed:
    return Failed()


@pytest.fixture
def tasks(qtbot: QtBot, failed: Failed) -> Iterator[Tasks]:
    made = Tasks(failed.append, readers=2)
    yield made
    made.close()


def test_results_arrive_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    threads = []
    tasks.read(threading.get_ident, lambda worker: threads.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0][0] != threads[0][1] == threading.get_ident()


def test_in_a_lane_only_the_newest_request_is_delivered(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[int] = []
    shown: list[int] = []

    def work(number: int) -> int:
        ran.append(number)
        gate.wait(10)
        return number

    for number in range(20):
        tasks.read(partial(work, number), shown.append, lane="search")
    gate.set()
    with qtbot.waitSignal(tasks.idle):
        pass
    assert shown == [19]
    assert len(ran) <= 3  # the others were dropped before they began
    assert tasks.outstanding == 0


def test_writes_happen_one_by_one_in_the_order_asked(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(50):
        tasks.write(partial(done.append, number))
    tasks.finish_writes()
    assert done == list(range(50))


def test_an_error_goes_to_who_asked_else_to_the_window(tasks: Tasks, failed: Failed, qtbot: QtBot) -> None:
    mine: list[Exception] = []
    tasks.read(lambda: 1 / 0, lambda _none: None, failed=mine.append)
    tasks.write(partial(int, "x"))
    qtbot.waitUntil(lambda: bool(mine) and bool(failed))
    assert isinstance(mine[0], ZeroDivisionError)
    assert isinstance(failed[0], ValueError)


def test_nothing_is_delivered_to_an_owner_that_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner, gate = QObject(), threading.Event()
    shown: list[bool] = []
    tasks.read(lambda: gate.wait(10), shown.append, owner=owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(owner)
    with qtbot.waitSignal(tasks.idle):
        gate.set()
    assert shown == []


def test_long_work_tells_its_last_step_and_stops_when_asked(tasks: Tasks, qtbot: QtBot) -> None:
    steps: list[Step] = []
    ended: list[str] = []
    started = threading.Event()

    def work(progress: Progress, cancelled: Cancelled) -> str:
        for number in range(1000):
            progress(Step("counting", number, 1000))
        started.set()
        while not cancelled():
            started.wait(0.01)
        return "stopped"

    job = tasks.long(work, ended.append, progress=steps.append)
    qtbot.waitUntil(lambda: bool(steps) and steps[-1].done == 999)
    assert len(steps) < 1000  # the window is told as fast as it listens, not a thousand times
    job.cancel()
    qtbot.waitUntil(lambda: ended == ["stopped"])


def test_closing_finishes_the_writes_and_stops_the_rest(qtbot: QtBot, failed: Failed) -> None:
    tasks = Tasks(failed.append)
    written: list[int] = []
    shown: list[object] = []
    tasks.long(lambda _progress, cancelled: threading.Event().wait(0.01) or cancelled(), shown.append)
    for number in range(5):
        tasks.write(partial(written.append, number))
    tasks.close()
    assert written == [0, 1, 2, 3, 4]
    tasks.read(lambda: 1, shown.append)
    QCoreApplication.processEvents()
    assert shown == []


def test_garbage_is_collected_on_the_gui_thread_only(qtbot: QtBot) -> None:
    parent = QObject()
    sweeper = Sweeper(parent)
    try:
        assert not gc.isenabled()
        before = gc.get_stats()[1]["collections"]
        sweeper._sweep()
        assert gc.get_stats()[1]["collections"] == before + 1
    finally:
        sweeper.stop()
    assert gc.isenabled()
