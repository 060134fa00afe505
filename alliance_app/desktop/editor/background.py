"""Work off the GUI thread for the editor: rendering, pictures, pasted HTML, titles, counting."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Background(QObject):
    """One worker thread. In a lane only the last result arrives; results come on the GUI thread."""

    _done = Signal(str, int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = ThreadPoolExecutor(1, thread_name_prefix="editor")
        self._latest: dict[str, int] = {}
        self._number = 0
        self._open = 0
        self._done.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether every result has arrived."""
        return self._open == 0

    def run(self, work: Callable[[], Result], then: Callable[[Result], None], lane: str = "") -> None:
        """Do `work` on the worker, then `then` with its result here. A named `lane` drops all but the last."""
        if self._pool is None:
            return
        self._number += 1
        self._open += 1
        number = self._number
        self._latest[lane] = number

        def job() -> None:
            arrived: tuple[int, Callable[[Result], None] | None, Result | None] = (-1, None, None)
            try:
                if not lane or self._latest[lane] == number:
                    arrived = (number, then, work())
            except Exception:  # noqa: BLE001 - logged; a worker that dies silently would leave the preview blank
                _log.exception("the editor's background work failed")
            if self._pool is not None:
                with suppress(RuntimeError):  # the window went away meanwhile
                    self._done.emit(lane, *arrived)

        self._pool.submit(job)

    def close(self) -> None:
        """Finish; nothing arrives any more."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    @Slot(str, int, object, object)
    def _arrive(self, lane: str, number: int, then: Callable[[Any], None] | None, result: object) -> None:
        self._open -= 1
        if then is not None and self._pool is not None and (not lane or self._latest[lane] == number):
            then(result)
