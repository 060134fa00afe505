"""A place reached over the net: requests that may fail for a moment, answers that may never come.

What each service can do stands in a module of its own (webdav.py, s3.py, filesystem.py); here is what they have in
common: patience, and what is said to a person when it ends. Nothing is written half and renamed: most services take a
file whole or not at all, and a torn one is seen by its length and its hash like any other.
"""

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from alliance_app.sync.errors import FolderBlocked, FolderGone
from alliance_app.sync.transport.address import Address
from alliance_app.sync.transport.credentials import Login, login_for
from alliance_app.sync.transport.protocol import Entry, Sink, TooLong, parts_of
from alliance_app.sync.transport.refusals import LoginRefused, Overloaded, Passing, stopping, unread, unwritten
from alliance_app.sync.transport.service import Patience, Service
from alliance_app.words import _

_T = TypeVar("_T")
Entries = list[Entry]


class RemoteTransport:
    """A far place. `wait` sleeps between tries."""

    def __init__(
        self,
        service: Service,
        place: str,
        patience: Patience,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.place = place
        self._service = service
        self._patience = patience
        self._wait = wait

    def list(self, prefix: str, *, sizes: bool = False) -> Entries:
        """What is directly below `prefix`; sizes come along unasked."""
        if not prefix:
            return self._top()
        name = "/".join(parts_of(prefix))
        try:
            return self._patiently(lambda _again: self._service.entries(name))
        except NotADirectoryError:
            raise FolderBlocked(path=f"{self.place}/{name}") from None
        except FileNotFoundError:
            self._top()  # is it only this folder that is not there?
            return []

    def read(self, name: str, limit: int) -> bytes:
        """The whole file, of which never more than `limit` and a piece are held."""
        sink = io.BytesIO()
        self.read_into(name, sink, limit, lambda _moved: None)
        return sink.getvalue()

    def read_into(self, name: str, sink: Sink, limit: int, heard: Callable[[int], None]) -> None:
        """Copy the file into `sink`. Where an answer breaks off, the next try goes on at that byte."""
        name = "/".join(parts_of(name))
        moved = 0

        def go_on(_again: bool) -> None:
            nonlocal moved
            for piece in self._service.pieces(name, moved, limit + 1):
                if moved + len(piece) > limit:
                    raise TooLong("too long")
                sink.write(piece)
                moved += len(piece)
                heard(len(piece))

        self._patiently(go_on)

    def put_if_absent(self, name: str, content: bytes | Path) -> bool:
        """Write the file unless one is there; True when this call wrote it."""
        name = "/".join(parts_of(name))
        with self._explained(name):
            return self._patiently(lambda again: self._create(name, content, again=again))

    def mend(self, name: str, content: bytes | Path) -> None:
        """Put the right content in the place of a broken copy of it."""
        name = "/".join(parts_of(name))
        with self._explained(name):
            self._patiently(lambda _again: self._service.replace(name, content))

    def remove(self, name: str) -> None:
        """Take away a file of one's own; absent is well."""
        name = "/".join(parts_of(name))
        with self._explained(name):
            self._patiently(lambda _again: self._service.remove(name))

    def tidy(self, prefix: str) -> None:
        """Nothing: no file is written under a temporary name here."""

    # -- inside -----------------------------------------------------------------------------------------------------

    def _top(self) -> Entries:
        try:
            return self._patiently(lambda _again: self._service.entries(""))
        except FileNotFoundError:
            raise FolderGone(folder=self.place, reason=_("it is not there")) from None
        except NotADirectoryError:
            raise FolderBlocked(path=self.place) from None
        except OSError as error:
            raise unread(error, self.place) from error

    def _create(self, name: str, content: bytes | Path, *, again: bool) -> bool:
        try:
            self._service.create(name, content)
        except FileExistsError:
            return again and self._finish(name, content)
        return True

    def _finish(self, name: str, content: bytes | Path) -> bool:
        """A try of ours broke off and now a file is there: it is ours, whole or torn, or somebody was quicker."""
        if isinstance(content, Path):  # an attachment, named by its content: whoever put it, it has to become this
            folder, _slash, own = name.rpartition("/")
            sizes = {each.name: each.size for each in self._service.entries(folder)}
            if sizes.get(own) != content.stat().st_size:
                self._service.replace(name, content)
            return True
        there = b"".join(self._service.pieces(name, 0, len(content) + 1))
        if there != content and content.startswith(there):
            self._service.replace(name, content)
            return True
        return there == content

    def _patiently(self, act: Callable[[bool], _T]) -> _T:
        """Act, and a bounded number of times again after what may be over in a moment.

        `act` is told whether it was tried before. Raises a SyncError for what stops all of sync: no answer, no login.
        """
        pause = self._patience.pause
        for tried in range(self._patience.tries):
            try:
                return act(tried > 0)
            except Passing as error:
                asked = error.after if isinstance(error, Overloaded) else 0.0
                if tried + 1 == self._patience.tries or asked > self._patience.most:
                    self._stop(error)
                    raise
                self._wait(max(pause, asked))
                pause = min(2 * pause, self._patience.most)
            except LoginRefused as error:
                self._stop(error)
        raise AssertionError("it is tried at least once")

    def _stop(self, error: OSError) -> None:
        """Raise the SyncError that this is; nothing when it is about one file only."""
        reason = stopping(error, self.place)
        if reason is not None:
            raise reason from error

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        """What stops a write, in words."""
        try:
            yield
        except NotADirectoryError as error:
            raise FolderBlocked(path=f"{self.place}/{name.rpartition('/')[0]}") from error
        except OSError as error:
            raise unwritten(error, self.place, name) from error


_open: dict[tuple[Address, Login, Patience], Service] = {}
_opening = threading.Lock()


def open_remote(
    address: Address, *, patience: Patience | None = None, wait: Callable[[float], None] = time.sleep
) -> RemoteTransport:
    """The place at an address. Its connections stay open for the next time, until `let_go`.

    Raises PartMissing, NoPassword, AddressWrong.
    """
    patience = patience or Patience()
    login = login_for(address)
    key = (address, login, patience)
    with _opening:
        if key not in _open:
            _open[key] = _service(address, login, patience)
        service = _open[key]
    return RemoteTransport(service, str(address), patience, wait)


def let_go() -> None:
    """Close the connections to all places; they are opened again when needed."""
    with _opening:
        for service in _open.values():
            service.close()
        _open.clear()


def _service(address: Address, login: Login, patience: Patience) -> Service:
    """What speaks to this kind of place: imported only now, for it takes longer than the program may take to start."""
    if address.scheme in ("webdav", "webdavs"):
        from alliance_app.sync.transport.webdav import WebdavService

        return WebdavService(address, login, patience)
    if address.scheme == "s3":
        from alliance_app.sync.transport.s3 import S3Service

        return S3Service(address, login, patience)
    from alliance_app.sync.transport.filesystem import FilesystemService

    return FilesystemService(address, login, patience)
