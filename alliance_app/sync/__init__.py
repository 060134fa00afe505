"""The shared folder: what this library gives to the alliance and takes from it, through files that never change.

`Exchange(library, place).sync()` is the whole of it; `remembered_place(library)` says which folder that was;
`look(place)` says what a folder is before one joins it; `keep_password(place, password)` is for places on the net.
docs/sync.md describes the files and the promises.
"""

from alliance_app.sync.errors import SyncError
from alliance_app.sync.exchange import Exchange
from alliance_app.sync.folder import Sight, look
from alliance_app.sync.glancing import Glance, changes_in, glance
from alliance_app.sync.joining import Joined, remembered_place
from alliance_app.sync.report import Pending, Reason, Seen, SyncReport
from alliance_app.sync.timetable import Timetable
from alliance_app.sync.transport import forget_password, keep_password

__all__ = [
    "Exchange", "Glance", "Joined", "Pending", "Reason", "Seen", "Sight", "SyncError", "SyncReport", "Timetable",
    "changes_in", "forget_password", "glance", "keep_password", "look", "remembered_place",
]  # fmt: skip
