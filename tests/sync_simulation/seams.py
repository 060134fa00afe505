"""Where the simulation takes hold of the program: its clock, its random numbers, its threads and
processes, its commits.

All of them in this one file. The transport needs no seam: `Exchange` is given one.
"""

import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self
from unittest.mock import patch

import sqlalchemy as sa

from alliance_app.library import Library, Projection, opening
from alliance_app.library.storage import FILE_NAME, Storage
from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.sync import attachments, inbox, packing
from alliance_app.sync import secrets as keyring
from alliance_app.sync.keys import joining, keeping
from alliance_app.sync.keys.ciphers import Stretching


class Crash(BaseException):
    """The process dies here. Nothing of the program may catch it, and nothing it does afterwards has any effect."""


class Fuse:
    """One process's life: counts the steps that leave a trace (commits and calls to the place), and dies at one."""

    def __init__(self) -> None:
        self.dead = False
        self._at = 0
        self._late = self._commits = False

    def light(self, at: int, *, late: bool, commits: bool) -> None:
        """Die at the `at`-th step from now, before its effect or (late) after it. `commits`: only those count."""
        self._at, self._late, self._commits = at, late, commits

    @property
    def lit(self) -> bool:
        """Whether it is to die."""
        return self._at > 0

    def put_out(self) -> None:
        """Live on."""
        self._at, self._late = 0, False

    def before(self, *, commit: bool) -> None:
        """A step is about to have its effect. Raises Crash."""
        if self.dead:
            raise Crash
        if self.lit and (commit or not self._commits):
            self._at -= 1
            if not self._at and not self._late:
                self._die()

    def after(self, *, commit: bool) -> None:
        """It had its effect. Raises Crash."""
        if self._late and not self._at and (commit or not self._commits):
            self._die()

    def _die(self) -> None:
        self.dead = True
        raise Crash


# SQLAlchemy translates every statement anew for every engine, and that takes longer than playing a schedule: engines
# of closed libraries are used again for the same file; their connections are not.
_ENGINES: dict[Path, list[tuple[sa.Engine, sa.Engine]]] = {}


class WatchedStorage(Storage):
    """A library file whose every commit is a step of the process."""

    def __init__(self, folder: Path) -> None:
        idle = _ENGINES.setdefault(folder / FILE_NAME, [])
        if idle:
            self.folder, self.path, self.read_only = folder, folder / FILE_NAME, False
            self._lock = threading.RLock()
            self._writer, self._readers = idle.pop()
        else:
            super().__init__(folder)
        self.fuse = Fuse()
        self._resting: list[sa.Connection] = []

    def close(self) -> None:
        for connection in self._resting:
            connection.close()
        self._resting.clear()
        super().close()
        _ENGINES[self.path].append((self._writer, self._readers))

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        with super().writing() as connection:
            yield connection
            self.fuse.before(commit=True)
        self.fuse.after(commit=True)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """As the program's, but that a connection rests here: the pool is for threads, and there are none."""
        if not self._resting:
            self._resting.append(self._readers.connect())
        connection = self._resting.pop()
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        try:
            with self._explained():
                driver.execute("BEGIN")
                yield connection
        finally:
            connection.rollback()
            driver.rollback()  # where nothing was read
            self._resting.append(connection)


class WatchedLibrary(Library):
    """A library in a process that may die."""

    def __init__(self, storage: WatchedStorage, projections: Sequence[Projection] = ()) -> None:
        self.fuse = storage.fuse
        super().__init__(storage, projections)

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """As `open` does it."""
        storage = WatchedStorage(folder)
        opening.check_and_upgrade(storage)
        return cls(storage)


def _survives(library: Library, entries: Sequence[tuple[str, bytes]]) -> bool:
    """In place of trying in a process of its own: nothing here is made to abort the merging engine."""
    for record_id, payload in entries:
        with suppress(AllianceError):
            library.try_merge(record_id, payload)
    return True


class _OneHand:
    """In place of a thread pool: the same work in the same order each time."""

    def __init__(self, *_given: object, **_named: object) -> None:
        self.map = map

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


_quick = partial(Stretching, memory=8 * 1024, passes=1, lanes=1)


# Many a schedule stretches the same passphrase with the same salt.
_stretched = cache(Stretching.key)


def _secret_name(library: Library) -> str:
    """Every device is a computer of its own, also where one library is the copy of another."""
    return str(library.folder)


class Numbers:
    """The random numbers the program draws: new for each step of a schedule, the same each time."""

    def __init__(self) -> None:
        self._random = Random(0)

    def begin(self, *place: object) -> None:
        self._random.seed("/".join(map(str, place)))

    def take(self, count: int | None = None) -> bytes:
        return self._random.randbytes(32 if count is None else count)


@contextmanager
def held(now: Callable[[], datetime], numbers: Numbers, fewest: int = 32) -> Iterator[None]:
    """While this lasts, the program reads this clock, draws these numbers, works with one hand and packs so early."""
    swaps: Iterable[tuple[object, str, object]] = (
        (clock, "now", now),
        (os, "urandom", numbers.take),
        (secrets, "token_bytes", numbers.take),
        (attachments, "ThreadPoolExecutor", _OneHand),
        (inbox, "survives", _survives),
        (packing, "FEWEST", fewest),
        (joining, "Stretching", _quick),
        (Stretching, "key", _stretched),
        (keeping, "_name", _secret_name),
        (keyring, "_keyring", lambda: None),
    )
    with ExitStack() as stack:
        for owner, name, stand_in in swaps:
            stack.enter_context(patch.object(owner, name, stand_in))
        stack.enter_context(patch.dict(keeping._asked, clear=True))
        yield
