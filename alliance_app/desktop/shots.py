"""The real window, driven without hands, for pictures: of the demo, of the handbook, for a look at one's own work."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from alliance_app.desktop.looking import Shelf
from alliance_app.desktop.main import application
from alliance_app.desktop.pages.library import LibraryPage
from alliance_app.desktop.pages.welcome import Wish
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.tasks import Sweeper
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.pick import PickPopup
from alliance_app.desktop.window import Window

_PATIENCE = 30.0  # s, for one step
_CALM = 0.15  # s without work under way count as settled


class Studio:
    """Opens the window on a library, drives it by keys and clicks, and saves what it looks like under `folder`.

    Its settings are its own: the user's window is not moved. Where there is no display Qt draws off the screen.
    """

    def __init__(self, folder: Path, size: tuple[int, int] = (1440, 900)) -> None:
        if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self._folder = folder
        self._size = size
        self._scratch = Path(tempfile.mkdtemp(prefix="alliance-studio-"))
        self.application = application()
        self.theme = Theme()
        self._sweeper = Sweeper(self.application)
        self._window: Window | None = None
        self._library: Path | None = None

    # -- what the demo asks for

    def take(
        self,
        name: str,
        library: Path,
        *,
        record: str | None = None,
        search: str = "",
        side: str = "",
        room: str = "",
        dark: bool = False,
    ) -> Path:
        """The window on `library`, showing `record` or the hits of `search`, as `<name>.png`.

        `side`: "history" shows the record's versions over it; `room`: the key of a page beside the records.
        Raises TimeoutError when the window does not settle.
        """
        self.theme.use("dark" if dark else "light")
        self.open(library)
        if search:
            self.search(search)
        if record is not None:
            self.open_record(record)
        elif search and self.page.pane.model.rowCount():
            self.page.pane.choose_first()
            self.settle()
        if room:
            self.page.top.search.clear()
            self.page.rooms.go_to(Shelf(room, room=True))
            self.settle()
        if side == "history":
            self.page.show_history()
            self.settle()
        path = self.shot(name)
        self.close_dialogs()
        return path

    def close(self) -> None:
        """Close the window; everything typed is saved."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            QCoreApplication.sendPostedEvents()
            self._window, self._library = None, None
        self._sweeper.stop()
        shutil.rmtree(self._scratch, ignore_errors=True)

    # -- driving

    @property
    def window(self) -> Window:
        """The window; made when first asked for."""
        if self._window is None:
            self.theme.use(self.theme.mode if self.theme.mode != "system" else "light")
            self._window = Window(self.theme, Settings(self._scratch))
            self._window.resize(*self._size)
            self._window.show()
        return self._window

    @property
    def page(self) -> LibraryPage:
        """The page of the library that is open."""
        page = self.window.page
        assert page is not None
        return page

    def open(self, library: Path) -> None:
        """Open a library, unless it is the one that is open."""
        if self._library == library and self.window.page is not None:
            self.window.look_for_changes()
            self.settle()
            return
        self.window.open(Wish(library))
        self._wait(lambda: self._open_is(library))
        self._library = library
        self.settle()

    def search(self, words: str) -> None:
        """Type words into the search line."""
        box = self.page.top.search
        box.setFocus()
        box.clear()
        for letter in words:
            box.insert(letter)
        self.settle()

    def open_record(self, record_id: str) -> None:
        """Show a record."""
        self.page.show_record(record_id)
        self._wait(lambda: self.page.record.record is not None and self.page.record.record.id == record_id)
        self.settle()

    def choose(self, facet: str, labels: Sequence[str]) -> None:
        """Choose values of a filter by their labels, through its popup."""
        chip = self.page.chips.chip(facet)
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        self.settle()
        popup = QApplication.activePopupWidget()
        if isinstance(popup, PickPopup):
            for label in labels:
                for item in popup.list.findItems(label, Qt.MatchFlag.MatchStartsWith):
                    popup.list.itemClicked.emit(item)
            popup.close()
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def shot(self, name: str) -> Path:
        """Save what the window looks like now, with what stands over it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{Path(name).stem}.png"
        picture = self.window.grab()
        for dialog in self._dialogs():
            over = dialog.grab()
            ratio = picture.devicePixelRatio()
            left = int((picture.width() / ratio - dialog.width()) / 2)
            top = int((picture.height() / ratio - dialog.height()) / 2)
            painter = QPainter(picture)
            painter.drawPixmap(left, top, over)
            painter.end()
        if not picture.save(str(path)):
            raise OSError(f"{path} cannot be written")
        return path

    def close_dialogs(self) -> None:
        """Close what stands over the window."""
        for dialog in self._dialogs():
            dialog.close()
        QCoreApplication.sendPostedEvents()

    def settle(self) -> None:
        """Wait until nothing is under way and the window is painted. Raises TimeoutError."""
        calm_since = time.monotonic()

        def calm() -> bool:
            nonlocal calm_since
            if self.window.busy:
                calm_since = time.monotonic()
            return time.monotonic() - calm_since > _CALM

        self._wait(calm)

    def _open_is(self, library: Path) -> bool:
        desk = self.window.desk
        return desk is not None and desk.library.folder.resolve() == library.resolve()

    def _dialogs(self) -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self._window]

    def _wait(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError("the window did not settle")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.002)
