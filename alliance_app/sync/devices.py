"""The other devices of the alliance, as far as this library has met them: who, through which change, when.

Kept in the library's settings, so that it can be told without the folder; a device's own words (device.json) are read
once, for that file never changes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.document import stamp
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.report import Pending, Reason, Seen

_NOTE = "sync.devices"
_MOST_NOTED = 50  # pending things of a device that are kept for the next start


def devices_met(library: Library) -> tuple[Seen, ...]:
    """The devices met until now, ordered by what people call them; what is pending is as of the last sync."""
    last_seen = library.last_seen()
    notes = _notes(library)
    met = {device: through for device, through in library.received().items() if "/" not in device}
    found = [
        replace(notes.get(device, Seen(device)), through=met.get(device, 0), changed_at=last_seen.get(device, ""))
        for device in {**met, **notes}
    ]
    return tuple(sorted(found, key=lambda each: (each.shown, each.device)))


def note_devices(
    library: Library, folder: SharedFolder, before: Mapping[str, int], pending: Sequence[Pending] | None
) -> tuple[Seen, ...]:
    """Note what a sync took from whom, and what is `pending` then (None: it broke off, as before); all devices then.

    `before`: what `library.received()` was before it.
    """
    notes = _notes(library)
    now = stamp(clock.now())
    waiting: dict[str, list[Pending]] = {}
    for each in pending or ():
        waiting.setdefault(each.device_id, []).append(each)
    received = {device: through for device, through in library.received().items() if "/" not in device}
    fresh = dict(notes)
    for device in {**received, **waiting}:
        if not device or device == library.identity.device_id:
            continue
        known = notes.get(device, Seen(device))
        if not (known.name or known.author):
            author, name = folder.device_names(device)
            known = replace(known, author=author, name=name)
        if received.get(device, 0) > before.get(device, 0):
            known = replace(known, taken_at=now)
        fresh[device] = known
    if pending is not None:
        fresh = {device: replace(each, pending=tuple(waiting.get(device, ()))) for device, each in fresh.items()}
    if fresh != notes:
        library.remember(_NOTE, json.dumps({each.device: _noted(each) for each in fresh.values()}, ensure_ascii=False))
    whole = {device: each.pending for device, each in fresh.items()}
    return tuple(replace(each, pending=whole.get(each.device, ())) for each in devices_met(library))


def _notes(library: Library) -> dict[str, Seen]:
    told = json.loads(library.recall(_NOTE) or "{}")
    return {device: _read(device, note) for device, note in told.items()}


def _noted(seen: Seen) -> dict[str, Any]:
    pending = [[each.reason, each.name, each.detail] for each in seen.pending[:_MOST_NOTED]]
    return {"name": seen.name, "author": seen.author, "taken_at": seen.taken_at, "pending": pending}


def _read(device: str, note: dict[str, Any]) -> Seen:
    seen = Seen(device, note["name"], note["author"], taken_at=note["taken_at"])
    pending = (Pending(Reason(reason), name, seen.shown, detail, device) for reason, name, detail in note["pending"])
    return replace(seen, pending=tuple(pending))
