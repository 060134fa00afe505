"""When a library next syncs by itself: after changes, when the folder shows something new, every so often; more and
more seldom after failures, and not at all while the folder is not there. A rule over moments, without clock or timer.

A moment is a number of seconds on any clock that never goes back (time.monotonic).
"""

QUIET = 3.0  # after the last key or change
MOST = 30.0  # who writes without a pause does not put a sync off longer than this
EVERY = 90.0  # with nothing to tell it is time
FIRST_PAUSE, LONGEST_PAUSE = 15.0, 600.0  # after a failure, doubled with each further one
LOOK_EVERY = 5.0  # at a directory, between two syncs
LOOK_AFAR_EVERY = 60.0  # at a place where each look is a request to somebody's server
LOOK_PART = 0.1  # of the time at most goes into looking: a share that is dead takes long to say so
SOON = 1.5  # after a folder is known: what shows the library comes first


class Timetable:
    """Told what happens, it says how long to wait. `automatic`: whether to sync unasked at all; `look_every`: seconds
    between two looks at the folder."""

    def __init__(self, *, automatic: bool = True) -> None:
        self.automatic = automatic
        self.look_every = LOOK_EVERY
        self._joined = self._running = self._away = self._gone = False
        self._failures = 0
        self._ended = 0.0
        self._looked = self._look_took = 0.0
        self._wanted: float | None = None
        self._touched = -MOST

    # -- what happens -----------------------------------------------------------------------------------------------

    def know(self, now: float) -> None:
        """A folder was joined before: sync soon."""
        self.join(now)
        self._want(now + SOON)

    def join(self, now: float) -> None:
        """A folder has just been joined."""
        self._joined = True
        self._ended = self._looked = now

    def typed(self, now: float) -> None:
        """Somebody is writing: wait for a pause."""
        self._touched = now

    def changed(self, now: float) -> None:
        """There is something to give."""
        self._touched = now
        self._want(now)

    def arrived(self, now: float) -> None:
        """The folder shows something new."""
        self._want(now)

    def asked(self, now: float) -> None:
        """Somebody asked for a sync: whatever failed before counts no longer."""
        self._failures, self._away, self._gone = 0, False, False
        self._want(now)

    def looked(self, now: float, *, there: bool, took: float = 0.0) -> None:
        """The folder was looked at, which took so many seconds."""
        self._looked, self._look_took = now, took
        if there:
            if self._away:
                self.asked(now)
        elif self._gone:
            self._away = True
        elif not self._failures:
            self._want(now)  # a sync finds out, and says in words, what is wrong

    def started(self) -> None:
        """A sync is under way."""
        self._running = True
        self._wanted = None

    def succeeded(self, now: float) -> None:
        """It ended well."""
        self._end(now)
        self._failures, self._away, self._gone = 0, False, False

    def failed(self, now: float, *, gone: bool) -> None:
        """It ended with an error. `gone`: there is no such folder now."""
        self._end(now)
        self._failures += 1
        self._gone = gone

    def stopped(self, now: float) -> None:
        """Somebody stopped it: the next one waits for its time."""
        self.succeeded(now)
        self._wanted = None

    # -- what follows -----------------------------------------------------------------------------------------------

    @property
    def away(self) -> bool:
        """Whether all waits for the folder to come back."""
        return self._away

    def wait(self, now: float) -> float | None:
        """Seconds until a sync is due, 0 when it is; None when none will be unless something happens."""
        if not (self.automatic and self._joined) or self._running or self._away:
            return None
        if self._failures:
            due = self._ended + pause_after(self._failures)
        else:
            due = self._ended + EVERY
            if self._wanted is not None:
                due = min(due, self._wanted)
        return max(0.0, due - now, min(self._touched + QUIET, due + MOST) - now)

    def wait_to_look(self, now: float) -> float | None:
        """Seconds until the folder is to be looked at; None while a sync looks itself or there is no folder."""
        if not self._joined or self._running:
            return None
        return max(0.0, self._looked + max(self.look_every, self._look_took / LOOK_PART) - now)

    def _want(self, moment: float) -> None:
        self._wanted = moment if self._wanted is None else min(self._wanted, moment)

    def _end(self, now: float) -> None:
        self._running = False
        self._ended = self._looked = now


def pause_after(failures: int) -> float:
    """Seconds to wait after so many failures one after the other."""
    return min(FIRST_PAUSE * 2.0 ** min(failures - 1, 20), LONGEST_PAUSE)
