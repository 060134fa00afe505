"""Taking the attachments that shared records name, once their whole content has arrived."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from alliance_app.library import Library
from alliance_app.library.attachments import MAX_SIZE
from alliance_app.library.errors import LibraryUnwritable, UnreadableFile, WrongContent
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.records.values import Attachment
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.report import Pending, Reason, SyncReport
from alliance_app.words import _

_DAY = 24 * 3600


def take_attachments(library: Library, folder: SharedFolder, progress: Progress, cancelled: Cancelled) -> SyncReport:
    """Copy in what is wanted and there. What is not, or is not yet what its name says, is pending."""
    wanted = {each.sha256: each for each in library.wanted_blobs()}
    if not wanted:
        return SyncReport()
    try:
        there = folder.blob_sizes(wanted)
    except OSError as error:
        return SyncReport(pending=tuple(_lacks(each, _reason(error)) for each in wanted.values()))
    missing = [each for sha256, each in wanted.items() if sha256 not in there]
    pending = [_lacks(each, _("it is not in the shared folder")) for each in missing]
    files = moved = 0

    def hear(count: int) -> None:
        nonlocal moved
        moved += count

    with _landing(library.folder / "incoming") as landing:
        for number, sha256 in enumerate(there, start=1):
            if cancelled():
                return SyncReport(files_in=files, bytes=moved, pending=tuple(pending), cancelled=True)
            why = _take(library, folder, sha256, landing, hear)
            if why:
                pending.append(_lacks(wanted[sha256], why))
            else:
                files += 1
            progress(Step(_("Receiving attachments"), number, len(there), moved))
    return SyncReport(files_in=files, bytes=moved, pending=tuple(pending))


def _take(library: Library, folder: SharedFolder, sha256: str, landing: Path, hear: Callable[[int], None]) -> str:
    """Copy one attachment in; why it could not be taken, or ""."""
    try:
        with landing.open("wb") as sink:
            folder.transport.read_into(folder.blob_path(sha256), sink, MAX_SIZE, hear)
    except OSError as error:
        return _reason(error)
    try:
        library.keep_blob(sha256, landing)
    except (WrongContent, UnreadableFile):
        return _("it is still arriving or damaged")
    return ""


@contextmanager
def _landing(folder: Path) -> Iterator[Path]:
    """A file of this library's own to copy into; what a crash left there a day ago goes. Raises LibraryUnwritable."""
    try:
        folder.mkdir(exist_ok=True)
        for left in folder.glob("*.part"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _DAY:
                    left.unlink()
        with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as made:
            landing = Path(made.name)
    except OSError as error:
        raise LibraryUnwritable(reason=_reason(error)) from error
    try:
        yield landing
    finally:
        landing.unlink(missing_ok=True)


def _lacks(attachment: Attachment, why: str) -> Pending:
    return Pending(Reason.ATTACHMENT, attachment.name, "", why)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
