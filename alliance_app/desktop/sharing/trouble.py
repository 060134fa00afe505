"""What keeps sync from going on, as the window knows it."""

from dataclasses import dataclass
from datetime import datetime

from alliance_app.desktop.sharing.needs import Need, need_of
from alliance_app.sync import SyncError
from alliance_app.sync.errors import FolderBusy, NoFolder


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why sync stands still, and since when."""

    error: Exception
    words: str
    since: datetime

    @property
    def lasts(self) -> bool:
        """Whether somebody has to do something: a virus scanner's hold on a file passes by itself."""
        return isinstance(self.error, SyncError) and not isinstance(self.error, FolderBusy | NoFolder)

    @property
    def need(self) -> Need:
        """What somebody has to give for sync to go on."""
        return need_of(self.error)
