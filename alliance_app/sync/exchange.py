"""Sync as a whole: join a folder, take, give."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from alliance_app.library import Library
from alliance_app.records.progress import Cancelled, Progress, never, quietly
from alliance_app.sync.devices import devices_met, note_devices
from alliance_app.sync.errors import FolderGone, FolderInside, NoFolder, NotAnAlliance, OtherAlliance
from alliance_app.sync.folder import AllianceCard, SharedFolder, Sight, look
from alliance_app.sync.inbox import Inbox
from alliance_app.sync.outbox import IdTaken, Outbox
from alliance_app.sync.report import Pending, Seen, SyncReport
from alliance_app.sync.transport import Transport, explained, local_folder, open_place, whole_name
from alliance_app.words import _

_FOLDER = "sync.folder"
_ALLIANCE = "sync.alliance"


@dataclass(frozen=True, slots=True)
class Joined:
    """The alliance a library has joined. `founded`: this library made it. `devices`: how many others write there."""

    alliance: str
    name: str
    founded: bool
    devices: int


def remembered_place(library: Library) -> str | None:
    """The shared folder this library has joined: a directory, or the URL of another place."""
    return library.recall(_FOLDER)


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
        self._make_transport = transport

    # -- joining ----------------------------------------------------------------------------------------------------

    def look(self) -> Sight:
        """What `join` would find there; nothing is written. A used folder without an alliance is a sight, no error.

        Raises FolderGone, OtherAlliance, FolderNewer, FolderUnreadable, FolderBlocked, FolderInside.
        """
        self._refuse_own_folder()
        sight = look(self.place)
        if sight.alliance is None:
            self._refuse_lost(self._shared())
        else:
            self._refuse_other(sight.alliance, sight.name)
        return sight

    def join(self, *, anyway: bool = False, name: str = "") -> Joined:
        """Join the alliance of the folder, or found one in an empty folder.

        A library keeps all its own records when it joins; drafts stay private. It belongs to one alliance; the folder
        may move. `anyway`: found it though other files are there, or though alliance.json has gone. `name`: what a new
        alliance is called, else like the library.
        Raises FolderGone, NotAnAlliance, OtherAlliance, FolderNewer, FolderUnreadable, FolderInside, FolderReadOnly, …
        """
        self._prepare_place()
        shared = self._shared()
        card = shared.card()
        founded = card is None
        if card is None:
            card = self._found(shared, name or self._library.identity.name, anyway=anyway)
        self._refuse_other(card.alliance, card.name)
        mine = self._library.recall(_ALLIANCE)
        if mine is None:
            self._library.remember(_ALLIANCE, card.alliance)
        if self._library.recall(_FOLDER) != self.place:
            self._library.remember(_FOLDER, self.place)
        others = [each for each in shared.devices() if each != self._library.identity.device_id]
        return Joined(card.alliance, card.name, founded, len(others))

    def _found(self, shared: SharedFolder, name: str, *, anyway: bool) -> AllianceCard:
        if not anyway:
            self._refuse_lost(shared)
            if not shared.is_empty():
                raise NotAnAlliance(folder=self.place)
        shared.found(self._library.recall(_ALLIANCE) or secrets.token_hex(16), name)
        card = shared.card()  # somebody may have been quicker: then theirs counts
        if card is None:
            raise FolderGone(folder=self.place, reason=_("alliance.json is not there"))
        return card

    def _refuse_lost(self, shared: SharedFolder) -> None:
        """No new start where an alliance was: its folder is only half there. Raises FolderGone."""
        if (self._library.recall(_ALLIANCE) and self._is_known_folder()) or shared.has_devices():
            raise FolderGone(folder=self.place, reason=_("alliance.json is not there"))

    def _refuse_other(self, alliance: str, name: str) -> None:
        if self._library.recall(_ALLIANCE) not in (None, alliance):
            raise OtherAlliance(folder=self.place, name=name)

    # -- exchanging -------------------------------------------------------------------------------------------------

    def sync(self, *, progress: Progress = quietly, cancelled: Cancelled = never) -> SyncReport:
        """Join where need be, take what is new, give what is new. Raises what `join`, `pull` and `push` raise."""
        alliance = self._joined()
        outbox, renewed = self._outbox(alliance)
        report = self._pull(alliance, progress, cancelled)
        if not report.cancelled:
            report = report.with_(outbox.push(progress, cancelled))
        return replace(report, renewed=renewed)

    def pull(self, *, progress: Progress = quietly, cancelled: Cancelled = never) -> SyncReport:
        """Take what others have given. Raises FolderGone, FolderUnreadable, and what the library raises."""
        return self._pull(self._joined(), progress, cancelled)

    def push(self, *, progress: Progress = quietly, cancelled: Cancelled = never) -> SyncReport:
        """Give what others lack. Raises FolderGone, FolderReadOnly, FolderFull, FolderBlocked, FolderBusy."""
        outbox, renewed = self._outbox(self._joined())
        return replace(outbox.push(progress, cancelled), renewed=renewed)

    def devices(self) -> tuple[Seen, ...]:
        """The other devices of the alliance as of the last sync; the folder is not looked at."""
        return devices_met(self._library)

    def _pull(self, alliance: str, progress: Progress, cancelled: Cancelled) -> SyncReport:
        """Take, and note from whom, also when it breaks off."""
        before = self._library.received()
        shared = self._shared()
        pending: tuple[Pending, ...] | None = None
        try:
            report = Inbox(self._library, shared, alliance).pull(progress, cancelled)
            pending = None if report.cancelled else report.pending
        finally:
            devices = note_devices(self._library, shared, before, pending)
        return replace(report, devices=devices)

    def _joined(self) -> str:
        """The alliance's id, after a look whether its folder is really there."""
        mine = self._library.recall(_ALLIANCE)
        if mine is None or not self._is_known_folder():
            return self.join().alliance
        self._shared().check(mine)
        return mine

    def _inbox(self, alliance: str) -> Inbox:
        return Inbox(self._library, self._shared(), alliance)

    def _outbox(self, alliance: str) -> tuple[Outbox, bool]:
        """The outbox; and whether this device had to take a new id for it.

        It has to when another copy of this library gives changes under its id: a clone, or itself before it was set
        back to an older day.
        """
        try:
            outbox = Outbox(self._library, self._shared(), alliance)
            outbox.verify()
        except IdTaken as taken:
            self._inbox(alliance).take_apart(self._library.identity.device_id, taken.names)
            self._library.new_device_id()
            return Outbox(self._library, self._shared(), alliance), True
        return outbox, False

    # -- the place --------------------------------------------------------------------------------------------------

    def _shared(self) -> SharedFolder:
        return SharedFolder(self._make_transport(self.place, self._library.identity.device_id))

    def _is_known_folder(self) -> bool:
        known = remembered_place(self._library)
        return known is not None and _real(known) == _real(self.place)

    def _refuse_own_folder(self) -> None:
        folder = local_folder(self.place)
        if folder is None:
            return
        here, mine = folder.resolve(), self._library.folder.resolve()
        if here == mine or mine in here.parents or here in mine.parents:
            raise FolderInside(folder=folder)

    def _prepare_place(self) -> None:
        """Refuse the library's own folder; make a new folder beside other things when nothing was joined yet.

        Never in an empty place: that is how the spot of a drive looks that is not connected.
        """
        self._refuse_own_folder()
        folder = local_folder(self.place)
        if folder is None:
            return
        try:
            new = not os.path.lexists(folder) and folder.parent.is_dir() and any(folder.parent.iterdir())
            if new and self._library.recall(_ALLIANCE) is None:
                folder.mkdir()
        except OSError as error:
            raise explained(error, str(folder), "") from error


def _real(place: str) -> str:
    """A place by the one name that all its names lead to."""
    folder = local_folder(place)
    return place if folder is None else os.path.realpath(folder)
