"""What a kind of far place offers (webdav.py, s3.py, filesystem.py), and how long it is waited for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alliance_app.sync.transport.protocol import Entry


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a connection; for the next bytes; for one whole answer. How often to try.

    Between tries it waits `pause`, then twice as long each time; longer where the server says so, up to `most`. Asked
    to wait longer than that, it stops at once.
    """

    connect: float = 10.0
    read: float = 30.0
    whole: float = 600.0
    tries: int = 3
    pause: float = 0.5
    most: float = 15.0


class Service(Protocol):
    """What one kind of far place does, each with as few requests as it can. Names are checked ones, "" is the place.

    All raise OSError: the kinds in refusals.py, FileNotFoundError, FileExistsError, NotADirectoryError, ….
    Safe to use from several threads.
    """

    def entries(self, name: str) -> list[Entry]:
        """What is directly below, with sizes. An absent folder is empty or raises; an absent place raises."""

    def pieces(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """The file's bytes from `start`, in pieces; it may end at `stop`."""

    def create(self, name: str, content: bytes | Path) -> None:
        """Write a file that is not there, with the folders above it but not the place. Raises FileExistsError."""

    def replace(self, name: str, content: bytes | Path) -> None:
        """Write a file whether or not one is there."""

    def remove(self, name: str) -> None:
        """Take a file away; absent is well."""

    def close(self) -> None:
        """Let go of its connections."""
