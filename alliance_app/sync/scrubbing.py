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
        looked_at = [self._scrub_all(device) for device in (own, *self._library.former_devices())]
        self.drop_blobs()
        if all(looked_at):
            self._ledger.erased = new[-1].number

    def drop_blobs(self) -> None:
        """Take away the attachments that only erased records had. Raises a SyncError when the folder stops it."""
        for sha256 in self._library.erased_blobs():
            self._folder.drop_blob(sha256)

    def _scrub_all(self, device: str) -> bool:
        """Scrub one of this device's folders; whether everything in it could be looked at."""
        try:
            names = self._folder.segments(device)
        except OSError:
            return False
        if device == self._library.identity.device_id:
            for name in self._ledger.replaced.keys() - set(names):
                del self._ledger.replaced[name]  # should it come back, it is a stranger that is looked at
        unread = [name for name in names if not self._scrub(device, name)]
        return not unread

    def _scrub(self, device: str, name: SegmentName) -> bool:
        """Put a file without what was erased in the place of one that has it; whether it could be read."""
        seal = self._folder.protection.seal(device)
        try:
            content = self._folder.transport.read(self._folder.segment_path(device, name), MAX_FILE)
            segment = parse(name, content, self._alliance, device, seal)
        except SegmentFault:
            return True  # it tells nobody anything; once it is whole, it is not one that is noted
        except OSError:
            return False
        if not any(map(self._tells, segment.entries)):
            return True
        if name not in self._ledger.replaced:
            clean, content = compose(self._without(segment), seal)
            self._folder.check(self._alliance)
            self._folder.transport.put_if_absent(self._folder.segment_path(device, clean), content)
            if self._ledger.given.pop(name, None) is not None:
                self._ledger.given[clean] = len(content)
        self._ledger.replaced.pop(name, None)
        self._folder.drop_segment(device, name)
        return True

    def _tells(self, entry: Entry) -> bool:
        return entry.what is What.CHANGE and entry.record_id in self._erased

    def _without(self, segment: Segment) -> Segment:
        if segment.pack:
            return replace(segment, entries=tuple(each for each in segment.entries if not self._tells(each)))
        return replace(segment, entries=tuple(_gone(each) if self._tells(each) else each for each in segment.entries))


def _gone(entry: Entry) -> Entry:
    return Entry(entry.record_id, b"", entry.at, What.GONE)
