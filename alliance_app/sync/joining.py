"""Which alliance a library belongs to: joining one, founding one, and being let in again at every sync."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from alliance_app.library import Library
from alliance_app.sync.errors import (
    FolderGone,
    FolderInside,
    NotAnAlliance,
    NotProtected,
    OtherAlliance,
    PassphraseNeeded,
    ProtectionLost,
)
from alliance_app.sync.folder import AllianceCard, SharedFolder, Sight, look
from alliance_app.sync.protection import UNPROTECTED, Protection
from alliance_app.sync.transport import Transport, explained, local_folder
from alliance_app.words import _

_FOLDER = "sync.folder"
_ALLIANCE = "sync.alliance"
_PROTECTED = "sync.protected"


@dataclass(frozen=True, slots=True)
class Joined:
    """The alliance a library has joined. `founded`: this library made it. `devices`: how many others write there."""

    alliance: str
    name: str
    founded: bool
    devices: int
    protected: bool = False


def remembered_place(library: Library) -> str | None:
    """The shared folder this library has joined: a directory, or the URL of another place."""
    return library.recall(_FOLDER)


def joined_alliance(library: Library) -> str | None:
    """The id of the alliance this library has joined."""
    return library.recall(_ALLIANCE)


def is_protected(library: Library) -> bool:
    """Whether this library has joined an alliance that is protected by a passphrase."""
    return library.recall(_PROTECTED) is not None


def wants_passphrase(library: Library, sight: Sight) -> bool:
    """Whether joining what was seen needs its passphrase: it is protected, and no key of it is on this computer."""
    if not sight.protected or sight.alliance is None:
        return False
    from alliance_app.sync.keys import keeping

    return keeping.load(library, sight.alliance) is None


class Joining:
    """A library at the door of a place."""

    def __init__(self, library: Library, place: str, transport: Callable[[str, str], Transport]) -> None:
        self._library = library
        self._place = place
        self._make_transport = transport

    def look(self) -> Sight:
        """See `Exchange.look`."""
        self._refuse_own_folder()
        sight = look(self._place)
        if sight.alliance is None:
            self._refuse_lost(self.folder(UNPROTECTED))
        else:
            self._refuse_other(sight.alliance, sight.name)
        return sight

    def join(self, *, anyway: bool, name: str, passphrase: str | None) -> Joined:
        """See `Exchange.join`."""
        self._prepare_place()
        shared = self.folder(UNPROTECTED)
        card = shared.card()
        founded = card is None
        if card is None:
            card = self._found(shared, name or self._library.identity.name, anyway=anyway, passphrase=passphrase)
        self._refuse_other(card.alliance, card.name)
        self._admit(shared, card, passphrase)
        self._remember(_ALLIANCE, card.alliance)
        self._remember(_FOLDER, self._place)
        others = [each for each in shared.devices() if each != self._library.identity.device_id]
        return Joined(card.alliance, card.name, founded, len(others), card.protected)

    def try_passphrase(self, passphrase: str) -> None:
        """See `Exchange.try_passphrase`."""
        from alliance_app.sync.keys import joining

        shared = self.folder(UNPROTECTED)
        card = shared.card()
        if card is None:
            raise NotAnAlliance(folder=self._place)
        if not card.protected:
            raise NotProtected(name=card.name)
        joining.attempt(shared, card.alliance, card.name, passphrase)

    def enter(self) -> tuple[str, SharedFolder]:
        """The alliance's id and its folder, after a look whether it is really there. Raises what `join` raises."""
        self._library.recognise()
        mine = self._library.recall(_ALLIANCE)
        if mine is None or not self._is_known_folder():
            mine = self.join(anyway=False, name="", passphrase=None).alliance
        shared = self.folder(UNPROTECTED)
        card = shared.check(mine)
        return mine, self.folder(self._protection(shared, card), card)

    def folder(self, protection: Protection, card: AllianceCard | None = None) -> SharedFolder:
        """The shared folder as it is seen with these keys. `card`: it has just been looked at."""
        return SharedFolder(self._make_transport(self._place, self._library.identity.device_id), protection, card)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _found(self, shared: SharedFolder, name: str, *, anyway: bool, passphrase: str | None) -> AllianceCard:
        mine = self._library.recall(_ALLIANCE)
        if not anyway:
            self._refuse_lost(shared)
            if not shared.is_empty():
                raise NotAnAlliance(folder=self._place)
        alliance = mine or secrets.token_hex(16)
        protected = passphrase is not None
        if passphrase is None and is_protected(self._library):
            raise PassphraseNeeded(name=self._library.identity.name)
        if passphrase is not None:
            from alliance_app.sync.keys import joining

            joining.found(self._library, shared, alliance, passphrase)  # before anybody can see an alliance there
        shared.found(alliance, name, protected=protected)
        card = shared.card()  # somebody may have been quicker: then theirs counts
        if card is None:
            raise FolderGone(folder=self._place, reason=_("alliance.json is not there"))
        return card

    def _refuse_lost(self, shared: SharedFolder) -> None:
        """No new start where an alliance was: its folder is only half there. Raises FolderGone."""
        if (self._library.recall(_ALLIANCE) and self._is_known_folder()) or shared.has_devices():
            raise FolderGone(folder=self._place, reason=_("alliance.json is not there"))

    def _refuse_other(self, alliance: str, name: str) -> None:
        if self._library.recall(_ALLIANCE) not in (None, alliance):
            raise OtherAlliance(folder=self._place, name=name)

    def _admit(self, shared: SharedFolder, card: AllianceCard, passphrase: str | None) -> None:
        """Get the keys of a protected alliance; refuse what is not what it was."""
        if not card.protected:
            if is_protected(self._library):
                raise ProtectionLost(folder=self._place)
            if passphrase is not None:
                raise NotProtected(name=card.name)
            return
        from alliance_app.sync.keys import joining, keeping

        if passphrase is not None:
            joining.join(self._library, shared, card.alliance, card.name, passphrase)
        elif keeping.load(self._library, card.alliance) is None:
            raise PassphraseNeeded(name=card.name)
        self._remember(_PROTECTED, "yes")

    def _protection(self, shared: SharedFolder, card: AllianceCard) -> Protection:
        if not card.protected:
            if is_protected(self._library):
                raise ProtectionLost(folder=self._place)
            return UNPROTECTED
        from alliance_app.sync.keys import joining, keeping
        from alliance_app.sync.keys.protected import Protected

        ring = keeping.load(self._library, card.alliance)
        if ring is None:
            raise PassphraseNeeded(name=card.name)
        joining.follow(self._library, shared, ring)
        return Protected(self._library, ring)

    def _remember(self, key: str, value: str) -> None:
        if self._library.recall(key) != value:
            self._library.remember(key, value)

    def _is_known_folder(self) -> bool:
        known = remembered_place(self._library)
        return known is not None and _real(known) == _real(self._place)

    def _refuse_own_folder(self) -> None:
        folder = local_folder(self._place)
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
        folder = local_folder(self._place)
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
