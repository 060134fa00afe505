"""Where targets work that need a library: made when first asked for, made anew before it grows large."""

import atexit
import shutil
import tempfile
from pathlib import Path

from alliance_app.app import App
from alliance_app.library import Library
from alliance_app.records.values import NewRecord

_USES = 150


class Bench:
    """A folder of one's own with a library in it."""

    def __init__(self) -> None:
        self._place: Path | None = None
        self._app: App | None = None
        self._uses = 0

    @property
    def place(self) -> Path:
        """The folder everything is in."""
        if self._place is None:
            memory = Path("/dev/shm")  # nothing here outlives the process: a flush need not wait for a disk
            self._place = Path(tempfile.mkdtemp(prefix="alliance-fuzz-", dir=memory if memory.is_dir() else None))
            atexit.register(shutil.rmtree, self._place, ignore_errors=True)
        return self._place

    @property
    def app(self) -> App:
        """The library that is open now, with its search."""
        if self._app is None:
            folder = self.place / "library"
            shutil.rmtree(folder, ignore_errors=True)
            self._app = App.create(folder, "靶场", author="李主席", device_name="办公室")
            self._app.library.add(NewRecord("article", "看得见的记录", body="正文"))
            self._uses = 0
        return self._app

    @property
    def library(self) -> Library:
        """The library that is open now."""
        return self.app.library

    def used(self) -> int:
        """Count one more use; a number no other use of this library has had."""
        self._uses += 1
        if self._uses > _USES:
            self.close()
            self._uses = 0
        return self._uses

    def close(self) -> None:
        """Let go of the library; the next one is a new one."""
        if self._app is not None:
            self._app.close()
            self._app = None

    def empty(self, name: str) -> Path:
        """An empty folder of this name beside the library."""
        folder = self.place / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder


BENCH = Bench()
