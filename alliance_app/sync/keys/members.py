"""The members of a protected alliance, as its stewards see and change them."""

from collections.abc import Iterable
from dataclasses import dataclass

from alliance_app.library import Library
from alliance_app.sync.errors import NotASteward, NotProtected, UnknownDevice
from alliance_app.sync.exchange import Exchange
from alliance_app.sync.keys import joining
from alliance_app.sync.keys.protected import Protected


@dataclass(frozen=True, slots=True)
class MemberDevice:
    """A device of a protected alliance. `steward`: it may remove members; `removed`: it is none any more;
    `federation`: its reviews and catalogues count.

    `library`: the id of the library it is a copy of. A library that was cloned or set back goes on as a new device.
    """

    device: str
    name: str
    author: str
    library: str
    since: str
    steward: bool
    removed: bool
    own: bool
    federation: bool = False


def of_one_library(member: MemberDevice, listed: Iterable[MemberDevice]) -> tuple[MemberDevice, ...]:
    """A member and those that are the same library, or were: who has the one may have the keys of all."""
    others = (each for each in listed if each.library == member.library and not (each.own or each.removed))
    return (member, *(each for each in others if each.device != member.device and member.library))


class Members:
    """The devices of the protected alliance a library has joined.

    Raises NotProtected and what `Exchange.enter` raises.
    """

    def __init__(self, library: Library, exchange: Exchange) -> None:
        self._library = library
        self._exchange = exchange
        self._enter()

    def listed(self) -> list[MemberDevice]:
        """Every device that has shown itself in the folder, members first."""
        for device in self._folder.devices():
            self._folder.meet(device)
        removed = {device for each in self._ring.files.values() for device in each.roster.removed}
        belonging = {device for device in self._ring.members if self._ring.belongs(device)}
        found = map(self._shown, belonging | removed)
        return sorted(found, key=lambda each: (each.removed, each.author, each.name, each.device))

    def remove(self, device: str, passphrase: str) -> tuple[MemberDevice, ...]:
        """Give the alliance a new key and a new passphrase, which the user of this device is not told.

        What it gave before stays; what it gives from now on is not taken, and nothing new can be read there. Gives
        who was removed: the device, and other ids of the same library (`of_one_library`).
        Raises NotASteward, UnknownDevice, WeakPassphrase and what a write raises.
        """
        there = self._check(device, other=True)
        leaving = of_one_library(there[device], there.values())
        self._catch_up(leaving)
        joining.renew(self._library, self._folder, self._ring, passphrase, [each.device for each in leaving])
        return leaving

    def name_steward(self, device: str, passphrase: str) -> None:
        """Let another device remove members too; the alliance gets a new key. Raises what `remove` raises."""
        self._check(device, other=True)
        joining.name_steward(self._library, self._folder, self._ring, passphrase, device)

    def mark_federation(self, device: str, passphrase: str, *, marked: bool = True) -> None:
        """Mark a device, also this one, as the federation's; or let no new review of it count. What it had stated
        until then counts on, as far as it is here. The alliance gets a new key. Raises what `remove` raises.
        """
        there = self._check(self._library.identity.device_id, other=False)
        self._refuse_unknown(device, there)
        if not marked:
            self._catch_up([there[device]])
        joining.mark_federation(self._library, self._folder, self._ring, passphrase, device, marked=marked)

    def renew(self, passphrase: str) -> None:
        """Give the alliance a new key and a new passphrase: the old one became known. Raises what `remove` raises."""
        self._check(self._library.identity.device_id, other=False)
        joining.renew(self._library, self._folder, self._ring, passphrase, ())

    def _enter(self) -> None:
        alliance, self._folder = self._exchange.enter()
        if not isinstance(self._folder.protection, Protected):
            raise NotProtected(name=self._folder.check(alliance).name)
        self._ring = self._folder.protection.ring

    def _catch_up(self, devices: Iterable[MemberDevice]) -> None:
        """Take what has arrived before devices lose their word: what they stated until then is to be listed."""
        if any(each.federation for each in devices):
            self._exchange.pull()
            self._enter()

    def _check(self, device: str, *, other: bool) -> dict[str, MemberDevice]:
        """The members, if this device may and the one it is about is there. Raises NotASteward, UnknownDevice."""
        own = self._library.identity.device_id
        if not self._ring.steward(own):
            stewards = self._ring.newest.roster.stewards if self._ring.newest else ()
            raise NotASteward(stewards="、".join(map(self._folder.device_name, stewards)))
        there = {each.device: each for each in self.listed() if not each.removed and not (other and each.own)}
        if other:
            self._refuse_unknown(device, there)
        return there

    def _refuse_unknown(self, device: str, there: dict[str, MemberDevice]) -> None:
        if device not in there:
            known = "、".join(f"{each.device} ({each.author} · {each.name})" for each in there.values())
            raise UnknownDevice(device=device, known=known or "-")

    def _shown(self, device: str) -> MemberDevice:
        card = self._ring.members.get(device)
        return MemberDevice(
            device=device,
            name=card.name if card else "",
            author=card.author if card else "",
            library=card.library if card else "",
            since=card.since if card else "",
            steward=self._ring.steward(device),
            removed=self._ring.removed(device),
            own=device in self._ring.own,
            federation=self._ring.federation(device),
        )
