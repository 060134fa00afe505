"""What sync asks of a place for files that never change: list, read, put if absent. The words of its refusals."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alliance_app.sync.errors import (
    FolderBlocked,
    FolderBusy,
    FolderFull,
    FolderGone,
    FolderReadOnly,
    SyncError,
)

_PIECE = 1024 * 1024
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({
    errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ESTALE,
    errno.EIO, errno.ETIMEDOUT,
})  # fmt: skip
_PASSING = frozenset({errno.EBUSY, errno.EAGAIN, errno.EINTR, errno.ETXTBSY})
_SHARING_VIOLATIONS = frozenset({5, 32, 33})


class TooLong(OSError):
    """A file is longer than its reader allows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name directly below a listed place. `size` in bytes, -1 where it was not asked for."""

    name: str
    folder: bool
    size: int = -1


class Sink(Protocol):
    """Takes bytes."""

    def write(self, piece: bytes, /) -> int:
        """Take the next ones."""


class Transport(Protocol):
    """A place for files that never change.

    Reading raises OSError (FileNotFoundError when absent); what stops all of sync is raised as a SyncError.
    """

    @property
    def place(self) -> str:
        """Where this is, for people."""

    def list(self, prefix: str, *, sizes: bool = False) -> list[Entry]:
        """What is directly below `prefix` ("" is the top), nothing if it does not exist. Raises OSError, FolderGone."""

    def read(self, name: str, limit: int) -> bytes:
        """The whole file. Raises TooLong above `limit` bytes."""

    def read_into(self, name: str, sink: Sink, limit: int, heard: Callable[[int], None]) -> None:
        """Copy the file into `sink`, telling `heard` of each piece's bytes. Raises TooLong above `limit` bytes."""

    def put_if_absent(self, name: str, content: bytes | Path) -> bool:
        """Write the file unless one is there; True when written, and then it is on disk."""

    def mend(self, name: str, content: bytes | Path) -> None:
        """Put the right content under a name that promises just this content but holds a broken copy of it."""

    def remove(self, name: str) -> None:
        """Take away a file of one's own that another one has replaced; absent is well. Raises what a write raises."""

    def tidy(self, prefix: str) -> None:
        """Take away half-written files of this very device that a crash left below `prefix` a day ago or more."""


def pour(content: bytes | Path, sink: Sink) -> None:
    """Write what is given, or the file that is named, in pieces."""
    if isinstance(content, bytes):
        sink.write(content)
        return
    with content.open("rb") as source:
        while piece := source.read(_PIECE):
            sink.write(piece)


def parts_of(name: str) -> list[str]:
    """The parts of a name inside a place. Raises ValueError for what could lead out of it."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part or ":" in part or "\0" in part for part in parts):
        raise ValueError(f"not a name inside the folder: {name!r}")
    return parts


def explained(error: OSError, place: str, name: str) -> SyncError:
    """A failed write to the shared place in words a person can act on."""
    reason = error.strerror or str(error)
    if error.errno in _FULL:
        return FolderFull(folder=place)
    if passes(error) and getattr(error, "winerror", None) != 5:
        return FolderBusy(folder=place, name=name)
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        return FolderBlocked(path=f"{place}/{name.rpartition('/')[0]}")
    if error.errno in _GONE:
        return FolderGone(folder=place, reason=reason)
    return FolderReadOnly(folder=place, reason=reason)


def passes(error: OSError) -> bool:
    """Whether what stops it now may be over in a moment: a virus scanner or a sync program holds the file."""
    return error.errno in _PASSING or getattr(error, "winerror", None) in _SHARING_VIOLATIONS
