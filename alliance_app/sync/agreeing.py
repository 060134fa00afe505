"""Erasing cannot be undone, so one device that erases much within a week waits until a person here agrees."""

import json
from collections.abc import Sequence
from datetime import timedelta

from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.document import stamp
from alliance_app.sync.segments import Segment

MOST = 20
_WEEK = timedelta(days=7)
_NOTE = "sync.agreed"


def too_many(library: Library, device: str, segment: Segment, wanted: Sequence[str]) -> int:
    """How many records the device erases in a week when `segment` is taken too; 0 when nobody needs to be asked."""
    through, agreed_at = _agreed(library).get(device, (0, ""))
    if segment.last <= through:
        return 0
    since = max(stamp(clock.now() - _WEEK), agreed_at)
    known = library.erasures()
    done = {each.record_id for each in known if each.device_id == device and each.received_at > since}
    count = len(done | (set(wanted) - {each.record_id for each in known}))
    return count if count > MOST else 0


def agree(library: Library, device: str, through: int) -> None:
    """Let the device erase what its changes up to `through` erase."""
    note = {**_agreed(library), device: (through, stamp(clock.now()))}
    library.remember(_NOTE, json.dumps(note))


def _agreed(library: Library) -> dict[str, tuple[int, str]]:
    note = json.loads(library.recall(_NOTE) or "{}")
    return {device: (int(through), str(at)) for device, (through, at) in note.items()}
