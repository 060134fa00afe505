"""A directory as the shared place: on this disk, on a share, in a folder that a sync program copies, on a stick."""

import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from alliance_app.sync.errors import FolderBlocked, FolderGone, SyncError
from alliance_app.sync.transport.protocol import Entry, Sink, TooLong, explained, parts_of, passes, pour
from alliance_app.words import _

_T = TypeVar("_T")
_PIECE = 1024 * 1024
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_STALE_AFTER = 24 * 3600
_NO_HARD_LINKS = frozenset({
    errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL,
})  # fmt: skip


class DirectoryTransport:
    """A directory. Nothing is ever locked, nobody else's file is ever changed or taken away.

    `mark` distinguishes this device's temporary files; `wait` sleeps between retries.
    """

    def __init__(self, root: Path, mark: str = "", wait: Callable[[float], None] = time.sleep) -> None:
        self.root = root
        self._mark = mark
        self._wait = wait

    @property
    def place(self) -> str:
        return str(self.root)

    def list(self, prefix: str, *, sizes: bool = False) -> list[Entry]:
        path = self._path(prefix) if prefix else self.root
        try:
            if not prefix or _is_real_folder(path):
                with os.scandir(path) as found:
                    return [_entry(each, sizes=sizes) for each in found]
        except FileNotFoundError:
            pass
        except NotADirectoryError:
            raise FolderBlocked(path=path) from None
        if prefix and self.root.is_dir():
            return []
        raise FolderGone(folder=self.place, reason=_("it is not there"))

    def read(self, name: str, limit: int) -> bytes:
        with self._opened(name) as source:
            content = source.read(limit + 1)
        if len(content) > limit:
            raise TooLong(errno.EFBIG, "too long", name)
        return content

    def read_into(self, name: str, sink: Sink, limit: int, heard: Callable[[int], None]) -> None:
        moved = 0
        with self._opened(name) as source:
            while piece := source.read(_PIECE):
                moved += len(piece)
                if moved > limit:
                    raise TooLong(errno.EFBIG, "too long", name)
                sink.write(piece)
                heard(len(piece))

    def put_if_absent(self, name: str, content: bytes | Path) -> bool:
        target = self._path(name)
        with self._explained(name):
            if os.path.lexists(target):
                return False
            self._make_parents(target)
            return self._write(target, content, _settle)

    def mend(self, name: str, content: bytes | Path) -> None:
        target = self._path(name)
        with self._explained(name):
            self._make_parents(target)
            self._write(target, content, _replace)

    def remove(self, name: str) -> None:
        target = self._path(name)
        with self._explained(name), suppress(FileNotFoundError):
            if _is_real_folder(target.parent):
                self._patiently(target.unlink)

    def tidy(self, prefix: str) -> None:
        # ages are compared among the folder's own times, so this computer's clock does not matter
        with suppress(OSError, SyncError):
            folder = self._path(prefix)
            newest = folder.stat().st_mtime
            with os.scandir(folder) as found:
                mine = [each for each in found if re.fullmatch(rf"\.{re.escape(self._mark)}-[0-9a-f]+\.tmp", each.name)]
            for each in mine:
                if self._mark and newest - each.stat(follow_symlinks=False).st_mtime > _STALE_AFTER:
                    Path(each.path).unlink()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _path(self, name: str) -> Path:
        return self.root.joinpath(*parts_of(name))

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        """The file for reading, when it is a plain one: no link, no pipe, nothing that could block."""
        path = self._path(name)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = self._patiently(lambda: os.open(path, flags))
        with os.fdopen(descriptor, "rb") as source:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise FileNotFoundError(errno.ENOENT, "not a file", name)
            yield source

    def _make_parents(self, target: Path) -> None:
        """The directories between the root and `target`. Never the root: no writing where a drive is out."""
        between = [parent for parent in target.parents if self.root in parent.parents]
        if not self.root.is_dir():
            raise FileNotFoundError(errno.ENOENT, "the folder is gone", str(self.root))
        for folder in reversed(between):
            with suppress(FileExistsError):
                folder.mkdir()
                _flush_folder(folder.parent)
            if not _is_real_folder(folder):
                raise FolderBlocked(path=folder)

    def _write(self, target: Path, content: bytes | Path, settle: Callable[[Path, Path], None]) -> bool:
        temporary = target.parent / f".{self._mark}-{secrets.token_hex(8)}.tmp"
        try:
            with temporary.open("xb") as sink:
                pour(content, sink)
                sink.flush()
                os.fsync(sink.fileno())
            self._patiently(lambda: settle(temporary, target))
        except FileExistsError:
            return False
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        _flush_folder(target.parent)
        return True

    def _patiently(self, act: Callable[[], _T]) -> _T:
        """Act, and again a bounded number of times while a virus scanner or a sync program holds the file."""
        for pause in _WAITS:
            try:
                return act()
            except OSError as error:
                if not passes(error):
                    raise
                self._wait(pause)
        return act()

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        """What stops a write, in words."""
        try:
            yield
        except OSError as error:
            raise explained(error, self.place, name) from error


def _entry(found: "os.DirEntry[str]", *, sizes: bool) -> Entry:
    """A listed name. What is neither a plain file nor a plain folder is told as an empty file."""
    if found.is_dir(follow_symlinks=False):
        return Entry(found.name, folder=True)
    if not sizes:
        return Entry(found.name, folder=False)
    try:
        told = found.stat(follow_symlinks=False)
    except OSError:
        return Entry(found.name, folder=False, size=0)
    return Entry(found.name, folder=False, size=told.st_size if stat.S_ISREG(told.st_mode) else 0)


def _is_real_folder(path: Path) -> bool:
    """Whether a directory, not a link to one elsewhere, is there."""
    return stat.S_ISDIR(path.lstat().st_mode) if os.path.lexists(path) else False


def _settle(temporary: Path, target: Path) -> None:
    """Give the file its name, never over another file. Raises FileExistsError."""
    if sys.platform == "win32":
        temporary.rename(target)  # refuses there when the target exists
        return
    try:
        target.hardlink_to(temporary)  # the only POSIX rename that refuses; the temporary name goes afterwards
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "already there", str(target)) from error
        temporary.rename(target)


def _replace(temporary: Path, target: Path) -> None:
    temporary.replace(target)


def _flush_folder(folder: Path) -> None:
    """Have the new name itself on disk, where the system can do that for a directory."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
