"""How files get into and out of the shared place: list, read, put if absent. The default place is a directory.

Any other place is named by a URL (address.py). Names are relative, with `/` between parts; only this program makes
them, from checked pieces.
"""

from pathlib import Path
from urllib.parse import urlsplit

from alliance_app.sync.transport.address import read_address
from alliance_app.sync.transport.credentials import forget_password, keep_password
from alliance_app.sync.transport.directory import DirectoryTransport
from alliance_app.sync.transport.protocol import Entry, Sink, TooLong, Transport, explained
from alliance_app.sync.transport.remote import let_go, open_remote

__all__ = [
    "DirectoryTransport", "Entry", "Sink", "TooLong", "Transport", "explained", "forget_password", "keep_password",
    "let_go", "local_folder", "open_place", "whole_name",
]  # fmt: skip


def open_place(place: str, mark: str = "") -> Transport:
    """The transport for a place. `mark`: what tells this device's unfinished files from others'.

    Raises PasswordInAddress, AddressWrong, PartMissing.
    """
    address = read_address(place)
    return DirectoryTransport(_folder(place), mark) if address is None else open_remote(address)


def local_folder(place: str) -> Path | None:
    """The directory a place is; None where it is none. Raises PasswordInAddress, AddressWrong."""
    return _folder(place) if read_address(place) is None else None


def whole_name(place: str) -> str:
    """A place as it is remembered: a directory from the top, its user's ~ spelled out; a URL without a password.

    Raises PasswordInAddress, AddressWrong.
    """
    address = read_address(place)
    return str(_folder(place).expanduser().absolute()) if address is None else str(address)


def _folder(place: str) -> Path:
    """A directory, which may be written as file:///… too."""
    if place.strip().lower().startswith("file://"):
        from urllib.request import url2pathname  # brings a whole web client: not at every start

        told = urlsplit(place.strip())
        return Path(url2pathname(f"//{told.netloc}{told.path}" if told.netloc not in ("", "localhost") else told.path))
    return Path(place)
