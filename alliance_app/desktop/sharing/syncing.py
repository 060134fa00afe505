"""Syncing one library: on demand, and by itself when its timetable says so. One sync at a time, all off the GUI thread.

The folder is looked at between syncs by listing it on a worker; the system's own watchers are unreliable on shares, and
asking for one touches the share on the GUI thread.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.tasks import Job
from alliance_app.library import Library
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.sync import Exchange, Glance, Joined, Seen, SyncError, SyncReport, Timetable, glance, remembered_place
from alliance_app.sync.errors import FolderBusy, FolderGone, NoFolder
from alliance_app.sync.timetable import LOOK_AFAR_EVERY, LOOK_EVERY
from alliance_app.sync.transport import local_folder

TICK = 500  # ms between two looks at the timetable
_RECENT = 6  # folders that are offered again


@dataclass(frozen=True, slots=True)
class JoinWish:
    """A folder to join, and how. `name`: what a new alliance is called; `author`, `device`: what this one is called."""

    place: str
    name: str = ""
    anyway: bool = False
    author: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why sync stands still, and since when."""

    error: Exception
    words: str
    since: datetime

    @property
    def lasts(self) -> bool:
        """Whether somebody has to do something: a virus scanner's hold on a file passes by itself."""
        return isinstance(self.error, SyncError) and not isinstance(self.error, FolderBusy | NoFolder)


@dataclass(frozen=True, slots=True)
class _Synced:
    """What a sync brings back to the window."""

    place: str
    report: SyncReport
    given: int
    mark: str
    joined: Joined | None


class Syncing(QObject):
    """`changed`: there is something else to show. `done(report)`, `failed(error, asked)`: a sync ended; `asked` says
    whether somebody had asked for it.

    `joined(Joined, report)`, `refused(error)`: what became of a wish to join. `held`: whether somebody is in the midst
    of writing, so that no sync may begin by itself.
    """

    changed = Signal()
    done = Signal(object)
    failed = Signal(object, bool)
    joined = Signal(object, object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.clock: Callable[[], float] = time.monotonic
        self.held: Callable[[], bool] = lambda: False
        self.timetable = Timetable(automatic=desk.settings.text("sync/automatic", "yes") == "yes")
        self.place: str | None = None
        self.report: SyncReport | None = None
        self.devices: tuple[Seen, ...] = ()
        self.step: Step | None = None
        self.trouble: Trouble | None = None
        self.unsent = 0
        self._last_key = f"sync/last/{desk.library.identity.library_id}"
        last = desk.settings.value(self._last_key, {})
        self.at = _moment(last.get("at"))
        self._given = last.get("given") if isinstance(last.get("given"), int) else None
        self._outgoing: int | None = None
        self._mark = ""
        self._job: Job | None = None
        self._glancing = False
        self._glance_began = 0.0
        self._next: JoinWish | None = None
        self._ticking = QTimer(self, interval=TICK)
        self._ticking.timeout.connect(self.tick)
        self.notice()

    # -- what is known ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a sync is under way."""
        return self._job is not None

    @property
    def automatic(self) -> bool:
        """Whether it syncs by itself."""
        return self.timetable.automatic

    def set_automatic(self, on: bool) -> None:
        """Sync by itself from now on, or only when asked."""
        if on != self.automatic:
            self.timetable.automatic = on
            self._desk.settings.keep_text("sync/automatic", "yes" if on else "no")
            self.changed.emit()

    @property
    def recent(self) -> list[str]:
        """Folders that were joined before on this computer, the newest first."""
        return [each for each in self._desk.settings.value("sync/recent", []) if isinstance(each, str)]

    def notice(self) -> None:
        """See whether a folder has been joined and whether there is something to give: by this or another process."""
        library = self._desk.library

        def read() -> tuple[str | None, int, tuple[Seen, ...]]:
            place = remembered_place(library)
            known = Exchange(library).devices() if place is not None and self.place is None else ()
            return place, library.last_outgoing(), known

        self._desk.tasks.read(read, lambda found: self._noticed(*found), owner=self, lane="sync folder")

    def typed(self) -> None:
        """A key was pressed: a sync waits for a pause."""
        self.timetable.typed(self.clock())

    # -- what is asked for ------------------------------------------------------------------------------------------

    def sync(self) -> None:
        """Sync now with the folder that was joined: somebody asked for it."""
        if self._job is None and self.place is not None:
            self.timetable.asked(self.clock())
            self._start(None, asked=True)

    @property
    def queued(self) -> bool:
        """Whether a folder is joined as soon as the sync under way has stopped."""
        return self._next is not None

    def join(self, wish: JoinWish) -> None:
        """Join a folder and sync; a sync that is under way is stopped first."""
        if self._job is not None:
            self._next = wish
            self._job.cancel()
        else:
            self._start(wish, asked=False)

    def cancel(self) -> None:
        """Stop at the next file."""
        self._next = None
        if self._job is not None:
            self._job.cancel()
            self.changed.emit()

    @property
    def stopping(self) -> bool:
        """Whether somebody has asked the sync under way to stop."""
        return self._job is not None and self._job.cancelled

    # -- by itself --------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Do what is due now."""
        now = self.clock()
        if self.timetable.wait(now) == 0 and not self.held():
            self._start(None, asked=False)
        elif self.timetable.wait_to_look(now) == 0 and not self._glancing and self.place is not None:
            self._glancing, self._glance_began = True, now
            place, device = self.place, self._desk.library.identity.device_id
            self._desk.tasks.long(
                lambda _progress, _cancelled: glance(place, device),
                self._glanced,
                owner=self,
                failed=self._not_glanced,
            )

    def _glanced(self, seen: Glance) -> None:
        self._glancing = False
        if self.busy:
            return
        now = self.clock()
        was_away = self.timetable.away
        self.timetable.looked(now, there=seen.there, took=now - self._glance_began)
        if seen.there and seen.mark != self._mark:
            self._mark = seen.mark
            self.timetable.arrived(now)
        if was_away and seen.there and self.trouble is not None and isinstance(self.trouble.error, FolderGone):
            self.trouble = None
        self.changed.emit()
        self.tick()

    def _not_glanced(self, error: Exception) -> None:
        in_words(error)  # into the log; whether the folder is there, a sync finds out
        self._glanced(Glance(there=False))

    # -- inside -----------------------------------------------------------------------------------------------------

    def _start(self, wish: JoinWish | None, *, asked: bool) -> None:
        library = self._desk.library

        def work(progress: Progress, cancelled: Cancelled) -> _Synced:
            return _exchange(Exchange(library, wish.place if wish else None), library, wish, progress, cancelled)

        self.timetable.started()
        self._job = self._desk.tasks.long(
            work,
            self._finished,
            progress=self._stepped,
            owner=self,
            failed=lambda error: self._failed(error, joining=wish is not None, asked=asked),
        )
        self.changed.emit()

    def _noticed(self, place: str | None, outgoing: int, devices: tuple[Seen, ...]) -> None:
        before = (self.place, self.unsent)
        if place is not None and place != self.place and not self.busy:
            self.devices = devices or self.devices
            self.timetable.know(self.clock())
            self._take_place(place)
        if self._outgoing is not None and outgoing > self._outgoing:
            self.timetable.changed(self.clock())
        self._outgoing = outgoing
        self.unsent = max(0, outgoing - self._given) if self._given is not None else 0
        if before != (self.place, self.unsent):
            self.changed.emit()

    def _take_place(self, place: str) -> None:
        self.place = place
        self.timetable.look_every = LOOK_EVERY if local_folder(place) is not None else LOOK_AFAR_EVERY
        self._ticking.start()

    def _stepped(self, step: Step) -> None:
        self.step = step
        self.changed.emit()

    def _finished(self, synced: _Synced) -> None:
        self._end()
        now = self.clock()
        if self.place is None:
            self.timetable.join(now)
        self._take_place(synced.place)
        self.report, self.devices, self._mark = synced.report, synced.report.devices, synced.mark
        if synced.report.cancelled:
            self.timetable.stopped(now)
        else:
            self.timetable.succeeded(now)
            self._note_success(synced.given)
        if synced.joined is not None or not synced.report.cancelled:
            self.trouble = None
        if synced.joined is not None:
            self.notice()  # an older answer to the same question, still on its way, names the former folder
            recent = [synced.place, *(each for each in self.recent if each != synced.place)]
            self._desk.settings.keep_value("sync/recent", recent[:_RECENT])
        self.changed.emit()
        self.done.emit(self.report)
        if synced.joined is not None:
            self.joined.emit(synced.joined, self.report)
        self._start_next()

    def _note_success(self, given: int) -> None:
        self.at = datetime.now().astimezone()
        self._given = given
        self.unsent = max(0, (self._outgoing or 0) - given)
        self._desk.settings.keep_value(self._last_key, {"at": self.at.isoformat(), "given": given})

    def _failed(self, error: Exception, *, joining: bool, asked: bool) -> None:
        self._end()
        if joining:
            self.timetable.stopped(self.clock())
            self.notice()  # it may have been joined all the same
        else:
            self.timetable.failed(self.clock(), gone=isinstance(error, FolderGone))
            since = self.trouble.since if self.trouble is not None else datetime.now().astimezone()
            self.trouble = Trouble(error, in_words(error), since)
        self.changed.emit()
        if joining:
            self.refused.emit(error)
        else:
            self.failed.emit(error, asked)
        self._start_next()

    def _end(self) -> None:
        self._job, self.step = None, None

    def _start_next(self) -> None:
        wish, self._next = self._next, None
        if wish is not None:
            self._start(wish, asked=False)


def _exchange(
    exchange: Exchange, library: Library, wish: JoinWish | None, progress: Progress, cancelled: Cancelled
) -> _Synced:
    """Join where that is wished, then sync. For a job's thread."""
    joined = None
    if wish is not None:
        if wish.author or wish.device:
            library.rename(author=wish.author or None, device_name=wish.device or None)
        joined = exchange.join(anyway=wish.anyway, name=wish.name)
    given = library.last_outgoing()
    mark = glance(exchange.place, library.identity.device_id).mark
    report = exchange.sync(progress=progress, cancelled=cancelled)
    return _Synced(exchange.place, report, library.last_outgoing() if report.renewed else given, mark, joined)


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
