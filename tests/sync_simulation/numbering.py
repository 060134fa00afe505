"""A device's number names one change; and where two copies of a device used one id, all but one take another."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alliance_app.library.values import What
from alliance_app.sync.segments import Entry, Seal, Segment, SegmentName, parse
from tests.sync_simulation.laws import Violation

if TYPE_CHECKING:
    from tests.sync_simulation.device import Device


class Numbering:
    """All segments that came to the place. `doubled`: the ids that two copies of a device may have used."""

    def __init__(self) -> None:
        self.doubled: set[str] = set()
        self._segments: dict[str, Segment] = {}
        self._forked: set[str] = set()

    def hear(self, name: str, content: bytes, alliance: str, seal: Seal) -> None:
        """A file came. Raises Violation."""
        told = SegmentName.read(name.rpartition("/")[2])
        if told is None or told.pack:  # a pack has an entry a record, not a number
            return
        segment = parse(told, content, alliance, name.split("/")[1], seal)
        for other in [each for each in self._segments.values() if each.device == segment.device]:
            first, last = max(segment.first, other.first), min(segment.last, other.last)
            mine, theirs = (each.entries[first - each.first : last + 1 - each.first] for each in (segment, other))
            if first <= last and not all(map(_tell_the_same, mine, theirs)):
                self._forked.add(segment.device)
                if segment.device not in self.doubled:
                    raise Violation("numbers", f"{name} says something else than what was given as {first}–{last}")
        self._segments[name] = segment

    def forget(self, name: str) -> None:
        """A file's name was lost before anybody could be told of it."""
        self._segments.pop(name, None)

    def were_renewed(self, devices: Iterable["Device"]) -> None:
        """The law about the end. Raises Violation."""
        for device_id in self._forked:
            had = [device.number for device in devices if device_id in device.ids]
            have = [device.number for device in devices if device.id == device_id]
            if had and (len(have) > 1 or have == had):
                raise Violation("numbers", f"{device_id} gave different changes under one number; {have} still use it")


def _tell_the_same(one: Entry, other: Entry) -> bool:
    """Whether two entries are the same change, or one its place after it was erased."""
    return one == other or (What.GONE in (one.what, other.what) and one.record_id == other.record_id)
