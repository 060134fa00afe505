"""The library file: one writer at a time across threads and processes, readers that never wait for it."""

import contextlib
import errno
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alliance_app.library.errors import (
    LibraryBusy,
    LibraryError,
    LibraryUnreadable,
    LibraryUnwritable,
    StorageFull,
)

FILE_NAME = "library.db"
_WAIT_MS = 30_000
_READERS = 6
# A connection: the system keeps the file in memory besides. What is written together is better not put down in between.
_READING_KB, _WRITING_KB = 2_000, 6_000


class Storage:
    """SQLite in WAL mode behind two SQLAlchemy engines: one connection that writes, a pool that reads."""

    def __init__(self, folder: Path, *, name: str = FILE_NAME, read_only: bool = False) -> None:
        self.folder = folder
        self.path = folder / name
        self.read_only = read_only
        self._lock = threading.RLock()
        self._writer = _engine(self.path, writes=not read_only, size=1)
        self._readers = _engine(self.path, writes=False, size=_READERS)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A write transaction: it is committed and on disk when the block ends, or nothing of it happened.

        Raises StorageFull, LibraryUnwritable, LibraryBusy, LibraryUnreadable.
        """
        with self._lock, self._explained(), self._writer.begin() as connection:
            _begin(connection, "BEGIN IMMEDIATE")
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A consistent view of the library, from any thread."""
        with self._explained(), self._readers.connect() as connection:
            _begin(connection, "BEGIN")
            yield connection

    def vacuum(self) -> bool:
        """Write the file anew without its free pages, and empty its journal; False where a reader kept that from it.

        What was deleted can be found in neither afterwards.
        """
        with self._lock, self._explained(), contextlib.closing(self._writer.raw_connection()) as pooled:
            driver = pooled.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            try:
                driver.execute("VACUUM")
                kept, _pages, _moved = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                raise explained(error, self.folder) from error
        return not kept

    def leave_wal(self) -> None:
        """Make it one file again, as backups are."""
        with self._lock, self._explained(), contextlib.closing(self._writer.raw_connection()) as pooled:
            driver = pooled.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._readers.dispose()
            self._writer.dispose()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise explained(error.orig, self.folder) from error
        except UnicodeDecodeError as error:  # a name or a text in the file is none, or what SQLite says of it
            raise LibraryUnreadable(folder=self.folder, reason=str(error)) from error
        except OSError as error:
            raise explained(error, self.folder) from error


def explained(error: BaseException | None, folder: Path) -> LibraryError:
    """A storage error in words a person can act on."""
    reason = str(error)
    if isinstance(error, OSError):
        return StorageFull() if error.errno in (errno.ENOSPC, errno.EDQUOT) else LibraryUnwritable(reason=reason)
    if "full" in reason or "disk I/O error" in reason:
        return StorageFull()
    if "locked" in reason or "busy" in reason:
        return LibraryBusy()
    if "readonly" in reason or "read-only" in reason or "unable to open" in reason:
        return LibraryUnwritable(reason=reason)
    return LibraryUnreadable(folder=folder, reason=reason)


def _engine(path: Path, *, writes: bool, size: int) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        poolclass=sa.QueuePool,
        pool_size=size,
        pool_use_lifo=True,  # the connection used last has the warmest cache
        max_overflow=0 if writes else 10,
        pool_timeout=60,
        json_serializer=_json,
        connect_args={"check_same_thread": False, "timeout": _WAIT_MS / 1000},
    )
    sa.event.listen(engine, "connect", _on_connect(writes=writes))
    return engine


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _on_connect(*, writes: bool) -> Callable[[sqlite3.Connection, Any], None]:
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # we say when a transaction begins, not the driver
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute(f"PRAGMA cache_size = -{_WRITING_KB if writes else _READING_KB}")
        if writes:
            cursor.execute("PRAGMA journal_mode = WAL")
            # a change may be in the shared folder a moment after its commit: it must not be lost here by a power cut
            cursor.execute("PRAGMA synchronous = FULL")
        else:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    return prepare


def _begin(connection: sa.Connection, statement: str) -> None:
    """Begin a transaction, by hand: listening for SQLAlchemy's own beginning would slow every statement after it."""
    connection.exec_driver_sql(statement)
