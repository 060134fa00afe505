"""Long work under way: a card with what it does, how far it is, and a way to stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.tasks import Job, LongWork
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records.progress import Step


class JobCard(QFrame):
    """Runs one piece of long work at a time and shows it; hidden when there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self.setProperty("card", True)
        self._what = label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = button(self.tr("Stop"), self._stop, role="quiet")
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self.stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 9)
        box.addLayout(head)
        box.addWidget(self._bar)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def run(self, what: str, work: LongWork, then: Callable[[Any], None]) -> None:
        """Start work, unless there is some."""
        if self._job is not None:
            self._desk.say(self.tr("One thing at a time: please wait until this is done."))
            return
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self.show()

        def done(result: Any) -> None:
            self._end()
            then(result)

        def failed(error: Exception) -> None:
            self._end()
            self._desk.failed(error)

        self._job = self._desk.tasks.long(work, done, progress=self._stepped, owner=self, failed=failed)

    def _stepped(self, step: Step) -> None:
        self._what.setText(f"{step.what} {step.done}/{step.total}" if step.total else step.what)
        self._bar.setRange(0, step.total or 0)
        self._bar.setValue(step.done)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._what.setText(self.tr("Stopping…"))

    def _end(self) -> None:
        self._job = None
        self.hide()
