"""What the window remembers between starts: where things stand, not what the records say."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QMargins, QObject, QSettings, QSize, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from alliance_app import places

NOTED_STARS = "stars/noted"  # by library: the stars of the year that was looked at last, for the navigation
AT_START = "start/overview"  # "yes": the overview is shown when a library is opened
_FRAME = QSize(16, 48)  # px of a window's border and title bar, which Qt does not know before it is shown
_AROUND = QMargins(0, 20, 0, 0)  # px: so high is a title bar at least


class Settings(QObject):
    """Small values in one file of the user's own settings folder; written as they change."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        folder = folder or places.settings_folder()
        folder.mkdir(parents=True, exist_ok=True)
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._file.value(key, default)
        return value if isinstance(value, str) else default

    def keep_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._file.setValue(key, value)

    def value(self, key: str, default: Any) -> Any:
        """A remembered JSON value of the same type as `default`; anything else is the default."""
        try:
            found = json.loads(self.text(key) or "null")
        except ValueError:
            return default
        return found if isinstance(found, type(default)) else default

    def keep_value(self, key: str, value: Any) -> None:
        """Remember a JSON value."""
        self.keep_text(key, json.dumps(value, ensure_ascii=False))

    def follow_window(self, window: QWidget) -> None:
        """Put the window where it was last time, and always whole onto the screen, its title bar too.

        Last time's screen may have been a larger one, or its texts smaller.
        """
        geometry = self._file.value("window/geometry")
        if isinstance(geometry, QByteArray) and not geometry.isEmpty():
            window.restoreGeometry(geometry)
        room = window.screen().availableGeometry()
        if not window.isMaximized() and not room.contains(window.geometry().marginsAdded(_AROUND)):
            window.resize(window.size().boundedTo(room.size() - _FRAME))
            left = min(window.x(), room.right() - window.width() - _FRAME.width())
            top = min(window.y(), room.bottom() - window.height() - _FRAME.height())
            window.move(max(room.left(), left), max(room.top(), top))

    def keep_window(self, window: QWidget) -> None:
        """Remember where the window is."""
        self._file.setValue("window/geometry", window.saveGeometry())

    def follow_splitter(self, name: str, splitter: QSplitter, sizes: Iterable[int]) -> None:
        """Give a splitter its last sizes, else `sizes` (px), and remember what the user makes of them."""
        remembered = self.value(f"splitter/{name}", [])
        usable = len(remembered) == splitter.count() and all(isinstance(each, int) for each in remembered)
        splitter.setSizes(remembered if usable else list(sizes))
        later = QTimer(self, singleShot=True, interval=300)
        later.timeout.connect(lambda: self.keep_value(f"splitter/{name}", splitter.sizes()))
        splitter.splitterMoved.connect(lambda *_: later.start())

    def flush(self) -> None:
        """Write everything to the file now."""
        self._file.sync()
