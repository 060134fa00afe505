"""The members of a protected alliance as the window knows them, and what a steward does with them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.sync import Exchange

if TYPE_CHECKING:  # its ciphers are loaded only where an alliance is protected
    from alliance_app.sync.keys.members import MemberDevice, Members


class Membership(QObject):
    """`changed`: there are others to show. Read off the GUI thread while somebody looks, kept when it cannot be."""

    changed = Signal()

    def __init__(self, desk: Desk, syncing: Syncing) -> None:
        super().__init__(syncing)
        self._desk = desk
        self._syncing = syncing
        self._reading = False
        self.listed: tuple[MemberDevice, ...] = ()

    @property
    def steward(self) -> bool:
        """Whether this device may remove members."""
        return any(each.own and each.steward and not each.removed for each in self.listed)

    @property
    def stewards(self) -> tuple[str, ...]:
        """What people call the devices that may."""
        return tuple(called(each) for each in self.listed if each.steward)

    def read(self) -> None:
        """Read them anew, unless sync is at work: what it brings is read after it."""
        if not self._syncing.protected or self._syncing.busy or self._reading:
            return
        self._reading = True
        library = self._desk.library
        self._desk.tasks.long(
            lambda _progress, _cancelled: _listed(library), self._take, owner=self, failed=self._take_error
        )

    def member(self, device: str) -> "MemberDevice | None":
        """The member with this device."""
        return next((each for each in self.listed if each.device == device), None)

    def others_of_its_library(self, member: "MemberDevice") -> "tuple[MemberDevice, ...]":
        """Who would be removed with a member: what its library was called before, or a copy of it."""
        from alliance_app.sync.keys.members import of_one_library

        return of_one_library(member, self.listed)[1:]

    def act(
        self, deed: "Callable[[Members], object]", then: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        """Change something as a steward, then sync."""
        library = self._desk.library

        def work(exchange: Exchange) -> "tuple[MemberDevice, ...]":
            from alliance_app.sync.keys.members import Members

            members = Members(library, exchange)
            deed(members)
            return tuple(members.listed())

        def done(listed: "tuple[MemberDevice, ...]") -> None:
            self._take(listed)
            then()

        self._syncing.apart(work, done, failed)

    def _take(self, listed: "tuple[MemberDevice, ...]") -> None:
        self._reading = False
        if listed != self.listed:
            self.listed = listed
            self.changed.emit()

    def _take_error(self, error: Exception) -> None:
        """What is wrong with the folder, sync says; this shows what was known before."""
        self._reading = False
        if not isinstance(error, AllianceError):
            in_words(error)


def called(member: "MemberDevice") -> str:
    """What people call a member's device; its id where it has not said."""
    return " · ".join(part for part in (member.author, member.name) if part) or member.device


def _listed(library: Library) -> "tuple[MemberDevice, ...]":
    from alliance_app.sync.keys.members import Members

    return tuple(Members(library, Exchange(library)).listed())
