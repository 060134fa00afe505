"""One exchange with a folder, which is joined first where that is wished. For a job's thread."""

from dataclasses import dataclass, field

from alliance_app.library import Library
from alliance_app.records.progress import Cancelled, Progress
from alliance_app.sync import Exchange, Joined, SyncReport, glance, is_protected


@dataclass(frozen=True, slots=True)
class JoinWish:
    """A folder to join, and how. `name`: what a new alliance is called; `author`, `device`: what this one is called;
    `passphrase`: that of a protected alliance, or of one to be founded."""

    place: str
    name: str = ""
    anyway: bool = False
    author: str = ""
    device: str = ""
    passphrase: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync brings back to the window."""

    place: str
    report: SyncReport
    given: int
    mark: str
    protected: bool
    joined: Joined | None


def exchange(
    place: str | None, library: Library, wish: JoinWish | None, progress: Progress, cancelled: Cancelled
) -> Synced:
    """Join where that is wished, then sync. `place`: None is the one joined before."""
    with_folder = Exchange(library, place)
    joined = None
    if wish is not None:
        if wish.author or wish.device:
            library.rename(author=wish.author or None, device_name=wish.device or None)
        joined = with_folder.join(anyway=wish.anyway, name=wish.name, passphrase=wish.passphrase)
    given = library.last_outgoing()
    mark = glance(with_folder.place, library.identity.device_id).mark
    report = with_folder.sync(progress=progress, cancelled=cancelled)
    given = library.last_outgoing() if report.renewed else given
    return Synced(with_folder.place, report, given, mark, is_protected(library), joined)
