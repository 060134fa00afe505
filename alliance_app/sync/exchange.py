"""Sync as a whole: join a folder, take, give."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from alliance_app.library import Library
from alliance_app.records.progress import Cancelled, Progress, never, quietly
from alliance_app.sync.agreeing import agree
from alliance_app.sync.claims import IdTaken
from alliance_app.sync.devices import devices_met, note_devices
from alliance_app.sync.errors import FolderUnreadable, NoFolder
from alliance_app.sync.folder import SharedFolder, Sight
from alliance_app.sync.inbox import Inbox
from alliance_app.sync.joining import Joined, Joining, remembered_place
from alliance_app.sync.outbox import Outbox
from alliance_app.sync.report import Pending, Seen, SyncReport
from alliance_app.sync.transport import Transport, open_place, whole_name


class Exchange:
    """A library and the shared folder it exchanges changes through.

    `place`: the one to join, a directory or a URL; None is the one joined before. Any number of processes may sync one
    library at once: what is done twice changes nothing.
    """

    def __init__(
        self,
        library: Library,
        place: str | Path | None = None,
        *,
        transport: Callable[[str, str], Transport] = open_place,
    ) -> None:
        told = place if place is not None else remembered_place(library)
        if told is None:
            raise NoFolder
        self.place = whole_name(str(told))
        self._library = library
        self._joining = Joining(library, self.place, transport)

    def look(self) -> Sight:
        """What `join` would find there; nothing is written. A used folder without an alliance is a sight, no error.

        Raises FolderGone, OtherAlliance, FolderNewer, FolderUnreadable, FolderBlocked, FolderInside.
        """
        return self._joining.look()

    def join(self, *, anyway: bool = False, name: str = "", passphrase: str | None = None) -> Joined:
        """Join the alliance of the folder, or found one in an empty folder.

        A library keeps all its own records when it joins; drafts stay private. It belongs to one alliance; the folder
        may move. `anyway`: found it though other files are there, or though alliance.json has gone. `name`: what a new
        alliance is called, else like the library. `passphrase`: found a protected alliance, or join one.
        Raises FolderGone, NotAnAlliance, OtherAlliance, FolderNewer, FolderUnreadable, FolderInside, FolderReadOnly,
        PassphraseNeeded, WrongPassphrase, WeakPassphrase, …
        """
        return self._joining.join(anyway=anyway, name=name, passphrase=passphrase)

    def try_passphrase(self, passphrase: str) -> None:
        """See whether a passphrase opens the alliance that is there; nothing is joined or written. Takes about 0.3 s.

        Raises WrongPassphrase, NotAnAlliance, NotProtected, KeyMissing and what `look` raises.
        """
        self._joining.try_passphrase(passphrase)

    def enter(self) -> tuple[str, SharedFolder]:
        """The alliance's id and its folder, joined where need be, closed and opened with its keys.

        Raises what `join` raises, KeyRenewed, DeviceRemoved, ProtectionLost.
        """
        return self._joining.enter()

    # -- exchanging -------------------------------------------------------------------------------------------------

    def sync(self, *, progress: Progress = quietly, cancelled: Cancelled = never) -> SyncReport:
        """Join where need be, take what is new, give what is new. Raises what `join`, `pull` and `push` raise."""
        alliance, folder = self.enter()
        outbox, renewed = self._outbox(alliance, folder)
        report = self._pull(alliance, folder, progress, cancelled)
        if not report.cancelled:
            report = report.with_(outbox.push(progress, cancelled))
        self._library.scrub()
        return replace(report, renewed=renewed)

    def agree_to_erasures(self, device: str) -> None:
        """Agree to what a device has erased, as far as its files here go; the next sync follows.

        Raises FolderUnreadable.
        """
        _alliance, folder = self.enter()
        try:
            names = folder.segments(device)
        except OSError as error:
            raise FolderUnreadable(folder=self.place, reason=error.strerror or str(error)) from error
        agree(self._library, device, max((each.last for each in names), default=0))

    def pull(self, *, progress: Progress = quietly, cancelled: Cancelled = never) -> SyncReport:
        """Take what others have given. Raises FolderGone, FolderUnreadable, and what the library raises."""
        report = self._pull(*self.enter(), progress, cancelled)
        self._library.scrub()
        return report

    def push(self, *, progress: Progress = quietly, cancelled: Cancelled = never) -> SyncReport:
        """Give what others lack. Raises FolderGone, FolderReadOnly, FolderFull, FolderBlocked, FolderBusy."""
        outbox, renewed = self._outbox(*self.enter())
        return replace(outbox.push(progress, cancelled), renewed=renewed)

    def devices(self) -> tuple[Seen, ...]:
        """The other devices of the alliance as of the last sync; the folder is not looked at."""
        return devices_met(self._library)

    def _pull(self, alliance: str, folder: SharedFolder, progress: Progress, cancelled: Cancelled) -> SyncReport:
        """Take, and note from whom, also when it breaks off."""
        before = self._library.received()
        pending: tuple[Pending, ...] | None = None
        try:
            report = self._inbox(alliance, folder).pull(progress, cancelled)
            pending = None if report.cancelled else report.pending
        finally:
            devices = note_devices(self._library, folder, before, pending)
        return replace(report, devices=devices)

    def _inbox(self, alliance: str, folder: SharedFolder) -> Inbox:
        return Inbox(self._library, folder, alliance)

    def _outbox(self, alliance: str, folder: SharedFolder) -> tuple[Outbox, bool]:
        """The outbox; and whether this device had to take a new id for it.

        It has to when another copy of this library gives changes under its id: a clone, or itself before it was set
        back to an older day.
        """
        try:
            outbox = Outbox(self._library, folder, alliance)
            outbox.verify()
        except IdTaken as taken:
            if taken.names:
                self._inbox(alliance, folder).take_apart(self._library.identity.device_id, taken.names)
            self._library.new_device_id()
            return Outbox(self._library, self._joining.folder(folder.protection), alliance), True
        return outbox, False
