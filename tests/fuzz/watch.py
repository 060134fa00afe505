"""What a target does besides: it may write on its bench only, read nothing of the user's, start and call nobody."""

import os
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from tests.fuzz.bench import BENCH

_ROOT = Path(__file__).resolve().parents[2]
_PYTHON = tuple({sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()})
# What systems keep for every program: kinds of files, fonts, time zones, limits.
_COMMON = (
    "/usr/",
    "/etc/mime.types",
    "/etc/httpd/",
    "/etc/apache",
    "/etc/ssl",
    "/etc/localtime",
    "/proc/self/",
    "/dev/",
    "/sys/",
)
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.chmod", "shutil.rmtree")
_OUTWARD = (
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "socket.connect",
    "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "webbrowser.open",
)  # fmt: skip


class Watch:
    """What was done that no reader should do. One for a process: what Python is told to watch it watches for good."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._on = False
        self._own = (str(BENCH.place), str(Path(tempfile.gettempdir()) / "alliance-"))
        sys.addaudithook(self._hear)

    def begin(self) -> None:
        """Watch from now on."""
        self.seen.clear()
        self._on = True

    def end(self) -> None:
        """Watch no longer. Raises AssertionError for what was seen."""
        self._on = False
        assert not self.seen, self.seen[:5]

    def _hear(self, event: str, told: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, mode, flags = told
            writes = bool(set(mode or "") & set("wax+")) or bool((flags or 0) & 3)
            if isinstance(path, str | bytes) and not self._may(path, writes=writes):
                self.seen.append(f"{'wrote' if writes else 'read'} {path!r}")
        elif event in _CHANGES and told[-1] in (None, -1):  # else below a folder that was opened, and so looked at
            self.seen += [
                f"{event} {path!r}" for path in told if isinstance(path, str) and not self._may(path, writes=True)
            ]
        elif event in _OUTWARD:
            self.seen.append(f"{event} {told!r}")

    def _may(self, path: str | bytes, *, writes: bool) -> bool:
        absolute = os.path.normpath(os.path.join(os.getcwd(), os.fsdecode(path)))  # noqa: PTH109, PTH118 - lexically
        return absolute.startswith(self._own) or (not writes and absolute.startswith((str(_ROOT), *_PYTHON, *_COMMON)))
