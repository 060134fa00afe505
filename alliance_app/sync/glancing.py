"""A quick look at a shared folder between two syncs: is it there, and has anything come. Names only, never a file.

It decides nothing: what it says hastens a sync, and a sync looks for itself.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass

from alliance_app.sync.errors import SyncError
from alliance_app.sync.folder import CARD, SharedFolder
from alliance_app.sync.transport import local_folder, open_place


@dataclass(frozen=True, slots=True)
class Glance:
    """`there`: alliance.json is; `mark`: another one when what other devices have written there is not the same."""

    there: bool
    mark: str = ""


def glance(place: str, own_device: str) -> Glance:
    """Look at a joined folder, leaving out what this device writes itself. Places that are not directories are asked
    only whether they are there: each name costs a request."""
    shared = SharedFolder(open_place(place))
    try:
        names = {each.name for each in shared.transport.list("")}
        if CARD not in names or local_folder(place) is None:
            return Glance(there=CARD in names)
        found = hashlib.sha256()
        for device in shared.devices():
            if device != own_device:
                found.update("\n".join((device, *_names(shared, device), "")).encode("utf-8", "surrogatepass"))
    except (OSError, SyncError):
        return Glance(there=False)
    return Glance(there=True, mark=found.hexdigest())


def changes_in(place: str) -> int:
    """How many changes all devices together have given to the alliance in a folder, told by names alone.

    Raises FolderUnreadable, OSError.
    """
    shared = SharedFolder(open_place(place))
    return sum(max((name.last for name in shared.segments(device)), default=0) for device in shared.devices())


def _names(shared: SharedFolder, device: str) -> list[str]:
    """What a device has written; nothing when it cannot be read now."""
    with suppress(OSError):
        return sorted(each.name for each in shared.transport.list(f"devices/{device}") if not each.folder)
    return []
