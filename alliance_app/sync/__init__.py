"""The shared folder: what this library gives to the alliance and takes from it, through files that never change.

`Exchange(library, place).sync()` is the whole of it; `remembered_place(library)` says which folder that was;
`look(place)` says what a folder is before one joins it. docs/sync.md describes the files and the promises.
"""

from alliance_app.sync.errors import SyncError
from alliance_app.sync.exchange import Exchange
from alliance_app.sync.folder import Sight, look
from alliance_app.sync.joining import Joined, remembered_place
from alliance_app.sync.report import Pending, Reason, SyncReport

__all__ = ["Exchange", "Joined", "Pending", "Reason", "Sight", "SyncError", "SyncReport", "look", "remembered_place"]
