"""How files get into and out of the shared place: list, read, put if absent. The default place is a directory.

Names are relative, with `/` between parts; only this program makes them, from checked pieces.
"""

from pathlib import Path

from alliance_app.sync.transport.directory import DirectoryTransport
from alliance_app.sync.transport.protocol import Entry, TooLong, Transport, explained

__all__ = [
    "DirectoryTransport", "Entry", "TooLong", "Transport", "explained", "local_folder", "open_place", "whole_name",
]  # fmt: skip


def open_place(place: str, mark: str = "") -> Transport:
    """The transport for a place. `mark`: what tells this device's unfinished files from others'."""
    return DirectoryTransport(Path(place), mark)


def local_folder(place: str) -> Path | None:
    """The directory a place is; None where it is none."""
    return Path(place)


def whole_name(place: str) -> str:
    """A place as it is remembered: a directory from the top, its user's ~ spelled out."""
    return str(Path(place).expanduser().absolute())
