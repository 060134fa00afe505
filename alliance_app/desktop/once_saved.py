"""Something that needs what is typed in the library: done as soon as it is there."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord, SaveState, Saving


class OnceSaved(QObject):
    """Waits for the record at hand; where it cannot be saved, says so and lets the wish go."""

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__()
        self._desk = desk
        self._record = record
        self._waiting: Callable[[], None] | None = None
        record.state_changed.connect(self._follow)

    def do(self, act: Callable[[], None]) -> None:
        """Save what is typed, then act."""
        self._record.save()
        if self._record.quiet:
            act()
        else:
            self._waiting = act

    def _follow(self, state: SaveState) -> None:
        if self._waiting is None:
            return
        if state.saving is Saving.FAILED:
            self._waiting = None
            self._desk.say(self.tr("What you typed could not be saved yet; nothing else was done."))
        elif state.saving is Saving.SAVED and self._record.quiet:
            act, self._waiting = self._waiting, None
            act()
        elif state.saving is Saving.WAITING:
            self._record.save()
