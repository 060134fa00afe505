"""A place on any file system that fsspec knows and whose package is installed: sftp, smb, ftp, ….

What such a file system promises differs. A new file is written after a look whether one is there; somebody who is
quicker in between is written over. That is harmless for files named by their content, which are all but two:
device.json, which only its own device writes, and alliance.json, where what is read back afterwards counts.
"""

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import fsspec

from alliance_app.sync.errors import AddressWrong, PartMissing
from alliance_app.sync.transport.address import Address
from alliance_app.sync.transport.credentials import Login
from alliance_app.sync.transport.protocol import Entry, pour
from alliance_app.sync.transport.refusals import LoginMissing, LoginRefused, Unanswered
from alliance_app.sync.transport.service import Patience
from alliance_app.words import _

_PIECE = 4 * 1024 * 1024
_AT_ONCE = frozenset({"memory"})  # the others are asked one thing at a time
_LOGINS = frozenset({"sftp", "ssh", "ftp", "smb"})  # those that take a host, a user, a password and a time limit
_PARTS = {"sftp": "paramiko", "ssh": "paramiko", "smb": "smbprotocol"}
_NOT_PLACES = frozenset({
    "file", "local", "data", "dir", "zip", "tar", "libarchive", "reference", "generic", "cached", "blockcache",
    "filecache", "simplecache", "asynclocal", "async_wrapper", "asyncwrapper", "git", "github", "gist",
})  # fmt: skip


class FilesystemService:
    """A folder on a file system of fsspec."""

    def __init__(self, address: Address, login: Login, patience: Patience) -> None:
        self._login = login
        self._files = _opened(address, login, patience)
        self._root = f"/{address.path}" if address.scheme in _LOGINS else f"{address.server}/{address.path}"
        self._root = self._root.rstrip("/")
        self._turn = nullcontext() if address.scheme in _AT_ONCE else threading.RLock()

    def close(self) -> None:
        """Nothing: fsspec keeps the connection and closes it."""

    def entries(self, name: str) -> list[Entry]:
        with self._asking():
            listed = self._files.ls(self._path(name), detail=True)
        found = [Entry(_last(each), each["type"] == "directory", int(each["size"] or 0)) for each in listed]
        if len(listed) == 1 and not found[0].folder and listed[0]["name"].strip("/") == self._path(name).strip("/"):
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", name)
        return found

    def pieces(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        while start < stop:
            wanted = min(_PIECE, stop - start)
            with self._asking():
                piece = self._files.cat_file(self._path(name), start=start, end=start + wanted)
            if piece:
                yield piece
            if len(piece) < wanted:
                return
            start += len(piece)

    def create(self, name: str, content: bytes | Path) -> None:
        with self._asking():
            if self._files.exists(self._path(name)):
                raise FileExistsError(errno.EEXIST, "already there", name)
            self.replace(name, content)

    def replace(self, name: str, content: bytes | Path) -> None:
        with self._asking():
            try:
                self._write(name, content)
            except FileNotFoundError:
                self._make(name.rpartition("/")[0])
                self._write(name, content)

    def remove(self, name: str) -> None:
        with self._asking(), suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    # -- inside -----------------------------------------------------------------------------------------------------

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def _write(self, name: str, content: bytes | Path) -> None:
        with self._files.open(self._path(name), "wb") as sink:
            pour(content, sink)

    def _make(self, folder: str) -> None:
        """Make a folder and those above it, but not the place itself."""
        parts = folder.split("/") if folder else []
        for count in range(1, len(parts) + 1):
            with suppress(FileExistsError):
                self._files.mkdir(self._path("/".join(parts[:count])), create_parents=False)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """One thing at a time where needed; what the library behind raises becomes an OSError."""
        with self._turn:
            try:
                yield
            except (ConnectionError, TimeoutError) as error:
                raise Unanswered(_("no connection")) from error
            except OSError:
                raise
            except Exception as error:  # each of these libraries has errors of its own
                if "auth" in type(error).__name__.lower() or "logon" in type(error).__name__.lower():
                    raise (LoginRefused if self._login.password else LoginMissing) from error
                raise Unanswered(str(error) or type(error).__name__) from error


def _last(listed: dict[str, Any]) -> str:
    return str(listed["name"]).rstrip("/").rpartition("/")[2]


def _opened(address: Address, login: Login, patience: Patience) -> fsspec.AbstractFileSystem:
    """The file system. Raises AddressWrong for what is none to share in, PartMissing without its package."""
    scheme = address.scheme
    if scheme in _NOT_PLACES or "::" in str(address) or scheme not in fsspec.available_protocols():
        raise AddressWrong(place=str(address), reason=_("{name}:// is not known here").format(name=scheme))
    asked: dict[str, Any] = {}
    if scheme in _LOGINS:
        named = {"host": address.host, "port": address.port, "username": login.user, "password": login.password}
        asked = {name: value for name, value in named.items() if value} | {"timeout": patience.read}
    try:
        return fsspec.filesystem(scheme, use_listings_cache=False, **asked)
    except ImportError as error:
        raise PartMissing(place=str(address), part=_PARTS.get(scheme, f"fsspec[{scheme}]")) from error
