"""The clock of a salon: how long it goes on, and how long each topic was at hand."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from alliance_app.alliance.salon_lines import began


class SalonClock(QObject):
    """`ticked` each second while it goes. Times are local; a topic's time counts from when it was taken up here."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._began = datetime.now().astimezone().replace(tzinfo=None)
        self._topic = ""
        self._since = self._began
        self._spent: dict[str, timedelta] = {}
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self.ticked)

    def start(self, starts_at: str) -> None:
        """Count from the salon's start, else from now."""
        self._began = began(starts_at, now())
        self._topic, self._spent = "", {}
        self._timer.start()
        self.ticked.emit()

    def stop(self) -> None:
        """Rest."""
        self._timer.stop()

    def take_up(self, topic: str) -> None:
        """Count for another topic from now on."""
        moment = now()
        if self._topic:
            self._spent[self._topic] = self._spent.get(self._topic, timedelta()) + (moment - self._since)
        self._topic, self._since = topic, moment
        self.ticked.emit()

    @property
    def elapsed(self) -> timedelta:
        """Since the start."""
        return now() - self._began

    @property
    def topics(self) -> Mapping[str, timedelta]:
        """How long each topic has been at hand."""
        spent = dict(self._spent)
        if self._topic:
            spent[self._topic] = spent.get(self._topic, timedelta()) + (now() - self._since)
        return spent


def now() -> datetime:
    """This moment, local, without zone, as salons keep their times."""
    return datetime.now().astimezone().replace(tzinfo=None)


def shown(span: timedelta) -> str:
    """0:05, 12:34 or 1:02:03."""
    minutes, seconds = divmod(max(0, int(span.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
