"""The attachments of shared records: given before the changes that name them, taken once their whole content is there.

Which attachments there are to look at is told by the log: those of records that changed since the last look. Once a
day, and when this device's files were lost from the folder, all of them are looked at.
"""

import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from alliance_app.library import Library
from alliance_app.library.attachments import MAX_SIZE
from alliance_app.library.errors import LibraryUnwritable, WrongContent
from alliance_app.records import clock
from alliance_app.records.chunks import chunks
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.records.values import Attachment, State
from alliance_app.sync.errors import FolderUnreadable
from alliance_app.sync.folder import BlobFile, SharedFolder
from alliance_app.sync.protection import NotOpened
from alliance_app.sync.report import Pending, Reason, SyncReport
from alliance_app.words import _

_GIVEN = "sync.shelf"
_WANTED = "sync.wanted"
_DAY = 24 * 3600
_MANY = 1000
_AT_ONCE = 6


class Stopped(Exception):
    """The user stopped it."""


class Shelf:
    """What this library gives of attachments. `files` and `bytes` count what was written.

    `looked_at_all`: this time every attachment is looked at, not only those of records that changed.
    """

    def __init__(self, library: Library, folder: SharedFolder, alliance: str) -> None:
        self._library = library
        self._folder = folder
        self._alliance = alliance
        self._through = self._noted = _through(_recall(library, _GIVEN, alliance))
        self.looked_at_all = self._through == 0
        self.files = self.bytes = 0

    def give(self, progress: Progress, cancelled: Cancelled) -> None:
        """Write the shared attachments that are not in the folder. Raises Stopped, and a SyncError when it cannot."""
        named, through = _named_since(self._library, self._through)
        if self._through < through:
            named |= {each.sha256: each for each in self._library.blobs_out_of_sight(self._through)}
        paths = {sha256: path for sha256 in sorted(named) if (path := self._library.blob(sha256)) is not None}
        try:
            there = self._folder.blobs(paths)
        except OSError as error:
            raise FolderUnreadable(folder=self._folder.place, reason=_reason(error)) from error
        wanting = [(sha256, path) for sha256, path in paths.items() if self._lacks(there.get(sha256), path)]
        beside = _prepared(self._library.folder / "incoming") if wanting else self._library.folder
        with _hands() as hands:
            for batch in chunks(wanting, 4 * _AT_ONCE):
                if cancelled():
                    raise Stopped
                self._folder.check(self._alliance)

                def put(each: tuple[str, Path]) -> int:
                    sha256, path = each
                    return self._folder.put_blob(sha256, path, there.get(sha256), beside)

                for size in hands.map(put, batch):
                    self.files += 1
                    self.bytes += size
                progress(Step(_("Sending attachments"), self.files, len(wanting), self.bytes))
        self._through = through

    def look_at_all(self) -> None:
        """Next time look at every attachment, for something was lost from the folder."""
        self._through = 0
        self.looked_at_all = True

    def note(self) -> None:
        """Remember how far the log was looked through; not for every change, for that would be a write each time."""
        if self.files or not self._noted or self._through - self._noted > _MANY:
            _remember(self._library, _GIVEN, self._alliance, self._through, ())

    def _lacks(self, there: BlobFile | None, path: Path) -> bool:
        return there is None or there.size != self._folder.protection.blob_size(path.stat().st_size)


def take_attachments(
    library: Library, folder: SharedFolder, alliance: str, progress: Progress, cancelled: Cancelled
) -> SyncReport:
    """Copy in what is wanted and there. What is not, or is not yet what its name says, is pending."""
    note = _recall(library, _WANTED, alliance)
    named, through = _named_since(library, _through(note))
    noted = before = [Attachment(**each) for each in note.get("wanted", ())]
    if noted and through > _through(note):  # a change may have taken off what was waited for
        still = {each.sha256 for each in library.wanted_blobs()}
        before = [each for each in noted if each.sha256 in still]
    wanted = {each.sha256: each for each in (*before, *named.values()) if library.blob(each.sha256) is None}
    taking = _Taking(library, folder, wanted)
    try:
        if wanted:
            taking.take(progress, cancelled)
    finally:
        left = [each for sha256, each in wanted.items() if sha256 not in taking.taken]
        if noted != left or not note or through - _through(note) > _MANY:
            _remember(library, _WANTED, alliance, through, left)
    return SyncReport(
        files_in=len(taking.taken), bytes=taking.bytes, pending=tuple(taking.pending), cancelled=taking.stopped
    )


class _Taking:
    """One round of copying in."""

    def __init__(self, library: Library, folder: SharedFolder, wanted: dict[str, Attachment]) -> None:
        self._library = library
        self._folder = folder
        self._wanted = wanted
        self.taken: set[str] = set()
        self.pending: list[Pending] = []
        self.bytes = 0
        self.stopped = False

    def take(self, progress: Progress, cancelled: Cancelled) -> None:
        try:
            there = self._folder.blobs(self._wanted)
        except OSError as error:
            self.pending = [_lacks(each, _reason(error)) for each in self._wanted.values()]
            return
        missing = (each for sha256, each in self._wanted.items() if sha256 not in there)
        self.pending = [_lacks(each, _("it is not in the shared folder")) for each in missing]
        _prepared(self._library.folder / "incoming")
        with _hands() as hands:
            for batch in chunks(list(there.items()), 4 * _AT_ONCE):
                if cancelled():
                    self.stopped = True
                    return
                for sha256, moved, why in hands.map(lambda each: self._take(*each), batch):
                    self.bytes += moved
                    if why:
                        self.pending.append(_lacks(self._wanted[sha256], why))
                    else:
                        self.taken.add(sha256)
                progress(Step(_("Receiving attachments"), len(self.taken), len(there), self.bytes))

    def _take(self, sha256: str, there: BlobFile) -> tuple[str, int, str]:
        """Copy one attachment in: (which, bytes moved, why it could not be taken or "")."""
        moved: list[int] = []
        try:
            with self._library.arriving(sha256) as arriving:
                self._folder.read_blob(sha256, there, arriving, MAX_SIZE, moved.append)
        except (WrongContent, NotOpened):
            return sha256, sum(moved), _("it is still arriving or damaged")
        except OSError as error:
            return sha256, sum(moved), _reason(error)
        return sha256, sum(moved), ""


def _named_since(library: Library, number: int) -> tuple[dict[str, Attachment], int]:
    """The attachments of shared records that changed after log number `number` (0: of all), and the number reached."""
    changed = library.changed_since(number)
    if number == 0 or len(changed.ids) > _MANY:
        found: Iterable[Attachment] = (*library.shared_blobs(), *library.wanted_blobs())
    else:
        rows = library.rows(sorted(changed.ids))
        ids = [row.id for row in rows if row.attachments and row.state is State.SHARED]
        found = (each for record in library.read_many(ids) for each in record.attachments)
    return {each.sha256: each for each in found}, changed.through


def _recall(library: Library, key: str, alliance: str) -> dict[str, Any]:
    """A note of today about this alliance, or an empty one."""
    note = json.loads(library.recall(key) or "{}")
    about = (note.get("alliance"), note.get("day"))
    return note if about == (alliance, clock.today().isoformat()) else {}


def _remember(library: Library, key: str, alliance: str, through: int, wanted: Iterable[Attachment]) -> None:
    note = {"alliance": alliance, "day": clock.today().isoformat(), "through": through}
    library.remember(key, json.dumps({**note, "wanted": [asdict(each) for each in wanted]}, ensure_ascii=False))


def _through(note: dict[str, Any]) -> int:
    through = note.get("through")
    return through if isinstance(through, int) else 0


def _hands() -> ThreadPoolExecutor:
    """Several files at once: a share and a disk's flush answer slowly, not seldom."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="attachments")


def _prepared(folder: Path) -> Path:
    """A folder of this library's own to copy into; what a crash left there a day ago goes. Raises LibraryUnwritable."""
    try:
        folder.mkdir(exist_ok=True)
        for left in folder.glob("*.part"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _DAY:
                    left.unlink()
    except OSError as error:
        raise LibraryUnwritable(reason=_reason(error)) from error
    return folder


def _lacks(attachment: Attachment, why: str) -> Pending:
    return Pending(Reason.ATTACHMENT, attachment.name, "", why)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
