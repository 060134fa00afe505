"""What was erased goes from the folder too: out of this device's own segments, and the attachments only it had.

Each device does it to its own files; those it wrote under a former id are its own as well.
"""

from dataclasses import replace

from alliance_app.library import Library
from alliance_app.library.values import What
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.ledger import Ledger
from alliance_app.sync.segments import MAX_FILE, Entry, Segment, SegmentFault, SegmentName, compose, parse


class Scrubbing:
    """The folder of one alliance, seen by the device that scrubs its part of it."""

    def __init__(self, library: Library, folder: SharedFolder, alliance: str, ledger: Ledger) -> None:
        self._library = library
        self._folder = folder
        self._alliance = alliance
        self._ledger = ledger
        self._erased: set[str] = set()

    def scrub(self) -> None:
        """Follow the erasures that the folder does not follow yet. Raises a SyncError when the folder stops it."""
        new = self._library.erasures(self._ledger.erased)
        if not new:
            return
        self._erased = {each.record_id for each in self._library.erasures()}
        own = self._library.identity.device_id
        for device in (own, *self._library.former_devices()):
            for name in self._names(device):
                self._scrub(device, name)
        self.drop_blobs()
        self._ledger.erased = new[-1].number

    def drop_blobs(self) -> None:
        """Take away the attachments that only erased records had. Raises a SyncError when the folder stops it."""
        for sha256 in self._library.erased_blobs():
            self._folder.drop_blob(sha256)

    def _names(self, device: str) -> list[SegmentName]:
        try:
            return self._folder.segments(device)
        except OSError:
            return []

    def _scrub(self, device: str, name: SegmentName) -> None:
        """Put a file without what was erased in the place of one that has it."""
        seal = self._folder.protection.seal(device)
        try:
            content = self._folder.transport.read(self._folder.segment_path(device, name), MAX_FILE)
            segment = parse(name, content, self._alliance, device, seal)
        except (SegmentFault, OSError):
            return  # it is looked at again once it can be read: it is not noted as whole either
        if not any(map(self._tells, segment.entries)):
            return
        if name not in self._ledger.replaced:
            clean, content = compose(self._without(segment), seal)
            self._folder.check(self._alliance)
            self._folder.transport.put_if_absent(self._folder.segment_path(device, clean), content)
            if self._ledger.given.pop(name, None) is not None:
                self._ledger.given[clean] = len(content)
        self._ledger.replaced.pop(name, None)
        self._folder.drop_segment(device, name)

    def _tells(self, entry: Entry) -> bool:
        return entry.what is What.CHANGE and entry.record_id in self._erased

    def _without(self, segment: Segment) -> Segment:
        if segment.pack:
            return replace(segment, entries=tuple(each for each in segment.entries if not self._tells(each)))
        return replace(segment, entries=tuple(_gone(each) if self._tells(each) else each for each in segment.entries))


def _gone(entry: Entry) -> Entry:
    return Entry(entry.record_id, b"", entry.at, What.GONE)
