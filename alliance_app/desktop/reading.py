"""Articles that were looked at for some seconds are not new any more."""

from PySide6.QtCore import QObject, QTimer

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.records.values import Record

READ_AFTER = 3_000  # ms that an article is open


class Reading(QObject):
    """Notes, on this computer only, which articles its user has read."""

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__(record)
        self._desk = desk
        self._record = record
        self.timer = QTimer(self, singleShot=True, interval=READ_AFTER)
        self.timer.timeout.connect(self._note)
        record.opened.connect(self._begin)
        record.closed.connect(self.timer.stop)

    def _begin(self, record: Record) -> None:
        self.timer.stop()
        if record.kind == "article":
            self.timer.start()

    def _note(self) -> None:
        record, library = self._record.record, self._desk.library
        if record is not None and record.kind == "article":
            self._desk.tasks.write(lambda: library.mark_seen("article", [record.id]), owner=self)
