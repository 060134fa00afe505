"""Packing: a device's own small segments drawn together, so that the folder stays small and a newcomer's pull short.

A pack holds one entry a record with all its changes in the range. Each new pack takes in the older ones that are not
much larger, so that a device has a few files however long it works, and rewrites each change a few times at the most.
"""

from collections.abc import Mapping

from alliance_app.library import Library
from alliance_app.library.values import What
from alliance_app.sync.segments import MAX_BODY, MAX_ENTRIES, Entry, Segment, SegmentName, size_of

FEWEST = 32
_LARGEST = 16 * 1024 * 1024
_READ_AT_ONCE = 500


def worth_packing(given: Mapping[SegmentName, int]) -> list[SegmentName]:
    """Which of a device's files to draw together now: its newest ones, without gaps; none while they are few."""
    chosen: list[SegmentName] = []
    size = 0
    for name in sorted(given, key=lambda each: each.first, reverse=True):
        fits = not chosen or name.last == chosen[-1].first - 1
        if not fits or size + given[name] > _LARGEST or (name.pack and given[name] > 2 * size):
            break
        chosen.append(name)
        size += given[name]
    return chosen[::-1] if len(chosen) >= FEWEST else []


def packed(library: Library, alliance: str, device: str, first: int, last: int) -> Segment | None:
    """The pack of this device's changes `first` to `last`; None when they are too many for one."""
    changes: dict[str, list[Entry]] = {}
    erased: list[Entry] = []
    after = first - 1
    while after < last:
        found = library.outgoing(after, min(_READ_AT_ONCE, last - after))
        if not found:
            return None
        for each in found:
            if each.what is What.ERASE:
                erased.append(Entry(each.record_id, each.payload, each.at, each.what))
            elif each.what is What.CHANGE:
                changes.setdefault(each.record_id, []).append(Entry(each.record_id, each.payload, each.at))
        after = found[-1].number
    entries = [_together(library, record_id, theirs) for record_id, theirs in changes.items()] + erased
    if len(entries) > MAX_ENTRIES or sum(size_of(each.record_id, each.payload, each.at) for each in entries) > MAX_BODY:
        return None
    return Segment(alliance, device, first, last, tuple(entries), pack=True)


def _together(library: Library, record_id: str, changes: list[Entry]) -> Entry:
    if len(changes) == 1:
        return changes[0]
    payload = library.drawn_together(record_id, [each.payload for each in changes])
    return Entry(record_id, payload, changes[-1].at)
