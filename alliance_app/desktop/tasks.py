"""Slow work off the GUI thread: one writer, a pool of readers, long jobs; every result comes back by one queued signal.

All methods are called on the GUI thread. `then` and `failed` are called there too, in the order results arrive.
"""

import gc
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from alliance_app.records.progress import Cancelled, Progress, Step

Failed = Callable[[Exception], None]
LongWork = Callable[[Progress, Cancelled], Any]


@dataclass(slots=True)
class _Message:
    """What a worker sends back: a result, an error, or (neither finished) a step of long work."""

    call: Callable[[], None]
    owner: QObject | None
    lane: str | None
    ticket: int
    last: bool


class Job:
    """A piece of long work under way; cancel it and it stops at its next safe point."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._step: Step | None = None

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked."""
        return self._stop.is_set()


class Tasks(QObject):
    """The only way from the window to a thread and back. `idle` fires when nothing is outstanding any more."""

    idle = Signal()
    _arrived = Signal(object)

    def __init__(self, failed: Failed, readers: int = 3) -> None:
        super().__init__()
        self._failed = failed
        self._writer = ThreadPoolExecutor(1, "alliance-writer")
        self._readers = ThreadPoolExecutor(readers, "alliance-reader")
        self._jobs = ThreadPoolExecutor(2, "alliance-job")
        self._under_way: list[Job] = []
        self._newest: dict[str, int] = {}
        self._outstanding = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def outstanding(self) -> int:
        """How many pieces of work have not been delivered yet."""
        return self._outstanding

    def read(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        *,
        owner: QObject | None = None,
        lane: str | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run `work` on a reader. In a `lane` only the newest request is run and delivered: older ones are dropped."""
        ticket = self._newest.get(lane or "", 0) + 1
        if lane:
            self._newest[lane] = ticket
        self._start(self._readers, work, then, _Message(_nothing, owner, lane, ticket, last=True), failed)

    def write(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None] | None = None,
        *,
        owner: QObject | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run `work` on the one writer thread, in the order asked."""
        self._start(self._writer, work, then or _ignore, _Message(_nothing, owner, None, 0, last=True), failed)

    def long(
        self,
        work: LongWork,
        then: Callable[[Any], None],
        *,
        progress: Callable[[Step], None] | None = None,
        owner: QObject | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Run `work(progress, cancelled)` beside everything else; steps arrive no faster than the window takes them."""
        job = Job()
        self._under_way.append(job)

        def told() -> None:
            step, job._step = job._step, None  # noqa: SLF001
            if step is not None and progress is not None:
                progress(step)

        def step_taken(step: Step) -> None:
            waiting, job._step = job._step is not None, step  # noqa: SLF001 - Job is this module's own
            if not waiting and progress is not None:
                self._send(_Message(told, owner, None, 0, last=False))

        def forget(result: Any) -> None:
            self._under_way.remove(job)
            then(result)

        def forget_failed(error: Exception) -> None:
            self._under_way.remove(job)
            (failed or self._failed)(error)

        message = _Message(_nothing, owner, None, 0, last=True)
        self._start(self._jobs, lambda: work(step_taken, lambda: job.cancelled), forget, message, forget_failed)
        return job

    def finish_writes(self) -> None:
        """Wait until every write that was asked for is done and its result delivered. For closing only."""
        self._writer.submit(_nothing).result()
        QCoreApplication.sendPostedEvents(self, 0)

    def close(self) -> None:
        """Finish every write that was asked for, cancel the rest, deliver nothing more."""
        self._closed = True
        for job in self._under_way:
            job.cancel()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._jobs.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        message: _Message,
        failed: Failed | None,
    ) -> None:
        if self._closed:
            return
        self._outstanding += 1

        def run() -> None:
            if self._stale(message):
                self._send(message)
                return
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - handed to the window's error hook
                wrong = error  # `error` itself is unbound when the except block ends
                message.call = lambda: (failed or self._failed)(wrong)
            else:
                message.call = lambda: then(result)
            self._send(message)

        pool.submit(run)

    def _stale(self, message: _Message) -> bool:
        return message.lane is not None and self._newest.get(message.lane) != message.ticket

    def _send(self, message: _Message) -> None:
        if not self._closed:
            self._arrived.emit(message)

    def _deliver(self, message: _Message) -> None:
        if message.last:
            self._outstanding -= 1
        alive = message.owner is None or shiboken6.isValid(message.owner)
        try:
            if alive and not self._closed and not self._stale(message):
                message.call()
        finally:
            if self._outstanding == 0 and not self._closed:
                self.idle.emit()


class Sweeper(QObject):
    """Collects garbage on the GUI thread only: a Qt object must never be destroyed by a worker's collection."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.freeze()  # with the little rubbish the imports left: to look for it would take a twentieth of the start
        gc.disable()
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._sweep)
        self._timer.start(700)

    def stop(self) -> None:
        """Give collection back to the interpreter."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _sweep(self) -> None:
        self._rounds += 1
        gc.collect(1 if self._rounds % 40 else 2)


def _nothing() -> None:
    return None


def _ignore(_result: Any) -> None:
    return None
