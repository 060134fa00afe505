"""Which file is being read, and which ones are left aside because a process died of them.

Both are noted in the library before they matter: after a death the next start knows what was being read. A newer
program tries again what an older one left aside.
"""

import json

from alliance_app import __version__
from alliance_app.library import Library

_READING = "sync.taking"
_HELD = "sync.held"
_MOST = 1000


class Perils:
    """What one sync knows of them. Files are named by device and name."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._left = library.recall(_READING)
        self._held: dict[str, str] = json.loads(library.recall(_HELD) or "{}")
        self._noted = self._left

    def held(self, file: str) -> bool:
        """Whether this file killed a process of this version."""
        return self._held.get(file) == __version__

    def died_reading(self, file: str) -> bool:
        """Whether the program ended, some way or other, while it read this file or soon after."""
        return self._left == file

    def hold(self, file: str) -> None:
        """Leave a file aside from now on."""
        self._held[file] = __version__
        self._library.remember(_HELD, json.dumps(dict(list(self._held.items())[-_MOST:])))

    def reading(self, file: str) -> None:
        """This file is about to be read."""
        self._library.remember(_READING, file)
        self._noted = file

    def passed(self) -> None:
        """All that was to be read was read."""
        if self._noted is not None:
            self._library.remember(_READING, None)
            self._noted = None
