"""Targets in a process of their own, with bounds: what an input does to it, even its death, is told as a verdict."""

import multiprocessing
import os
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

SECONDS = 20
_LONGEST = 300  # by the clock, for one that waits for something that never comes
MOST_MEMORY = 3 * 2**30
# How an engine that gives up ends; anything else (out of time, of memory) is a fault of the program's.
ABORTS = frozenset({"SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an input: nothing, a fault's traceback, or the signal that killed the process."""

    fault: str = ""
    killed_by: str = ""

    def is_borne(self, *, deadly: bool) -> bool:
        """Whether the program lives with it."""
        return not self.fault and (not self.killed_by or (deadly and self.killed_by in ABORTS))


class Apart:
    """A child that runs targets one after the other; when it dies, the next input gets a new one.

    Each input may take 20 s of the processor's time, however busy the computer is, and 3 GB, where the system can tell.
    """

    def __init__(self) -> None:
        self._child: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def run(self, target: str, data: bytes) -> Verdict:
        """One input to one target."""
        child, line = self._ready()
        try:
            line.send((target, data))
            if not line.poll(_LONGEST):
                child.kill()
            fault = line.recv()
        except (EOFError, ConnectionError, OSError):
            child.join()
            self._child = None
            return Verdict(killed_by=signal_of(child.exitcode))
        assert isinstance(fault, str)
        return Verdict(fault)

    def close(self) -> None:
        """Let the child end."""
        if self._child is not None and self._line is not None:
            with suppress(OSError):
                self._line.send(None)
            self._child.join()
            self._child = None

    def _ready(self) -> tuple[multiprocessing.process.BaseProcess, Connection]:
        if self._child is None or self._line is None:
            spawning = multiprocessing.get_context("spawn")
            self._line, theirs = spawning.Pipe()
            self._child = spawning.Process(target=serve, args=(theirs,), daemon=True)
            self._child.start()
            theirs.close()
        return self._child, self._line


def serve(line: Connection) -> None:
    """What the child does."""
    sys.dont_write_bytecode = True
    from tests.fuzz.targets import TABLE
    from tests.fuzz.watch import Watch

    targets = {each.name: each.run for each in TABLE}
    watch = Watch()
    bound()
    while (asked := line.recv()) is not None:
        name, data = asked
        _allow(SECONDS)
        try:
            watch.begin()
            targets[name](data)
            watch.end()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, it is the verdict
            watch.seen.clear()
            line.send("".join(traceback.format_exception(fault))[-6_000:])
        else:
            line.send("")
        _allow(0)


def bound() -> None:
    """Let an allocation beyond all reason fail, where that can be done, and panics be told in one line."""
    os.environ["RUST_BACKTRACE"] = "0"
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: int) -> None:
    """So much of the processor's time from now on; the process ends where it takes more."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def signal_of(code: int | None) -> str:
    """What ended a process that had this exit code."""
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return f"exit {code}"
