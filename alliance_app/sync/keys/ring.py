"""What a library knows of a protected alliance: its own device's keys, the alliance's keys, the members.

A device is believed once it has shown its public keys on a card closed with a key of the alliance; from then on those
are its keys, whatever another card says. A later key file ends the membership of devices it does not list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from alliance_app.sync.keys.ciphers import DeviceKeys, PublicKeys
from alliance_app.sync.keys.keyfile import KeyFile
from alliance_app.sync.protection import NotOpened


@dataclass(frozen=True, slots=True)
class Member:
    """A device as its card shows it. `key`: the digest of the key file its card was closed with."""

    keys: PublicKeys
    key: str
    name: str = ""
    author: str = ""
    library: str = ""
    since: str = ""


@dataclass(slots=True)
class Ring:
    """The keys of one library in one protected alliance. `own` are those of each device id it has had."""

    alliance: str
    own: dict[str, DeviceKeys] = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, KeyFile] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def device_keys(self, device: str) -> DeviceKeys:
        """This library's keys as that device; made when it has none yet."""
        if device not in self.own:
            self.own[device] = DeviceKeys.new()
        return self.own[device]

    # -- key files --------------------------------------------------------------------------------------------------

    @property
    def newest(self) -> KeyFile | None:
        """The key file whose key closes new files: the latest one; of two at once, the same on every device."""
        return max(self.files.values(), key=lambda each: (each.name.epoch, each.name.digest), default=None)

    def found(self, file: KeyFile, key: bytes) -> bool:
        """Take in the key file of an alliance one joins, opened with its passphrase; False when it is forged.

        A newcomer knows nobody yet: that its maker held the key is all there is to see.
        """
        if not file.vouched(key):
            return False
        self._keep(file, key)
        return True

    def follow(self, file: KeyFile) -> bool:
        """Take in a key file; whether it counts now.

        One whose key a file that counts tells comes before that file. A later one counts when its key was handed to
        this device by a steward: anybody may hand a key.
        """
        key = self.keys.get(file.name.digest)
        if key is None and self._made_by_a_steward(file):
            key = self._handed(file)
        if key is None or not file.vouched(key):
            return False
        self._keep(file, key)
        return True

    def shut_out(self, file: KeyFile) -> bool:
        """Whether a key file that cannot be opened here is a steward's all the same: the key was renewed without us."""
        newest = self.newest
        later = newest is None or file.name.epoch > newest.name.epoch
        return later and file.name.digest not in self.files and self._made_by_a_steward(file)

    def steward(self, device: str) -> bool:
        """Whether a device may remove members now."""
        newest = self.newest
        return newest is not None and device in newest.roster.stewards and not self.removed(device)

    def _handed(self, file: KeyFile) -> bytes | None:
        for device, keys in self.own.items():
            try:
                return file.key_for(device, keys)
            except NotOpened:
                continue
        return None

    def _made_by_a_steward(self, file: KeyFile) -> bool:
        before = (each for each in self.files.values() if each.name.epoch < file.name.epoch)
        stewards = {device for each in before for device in each.roster.stewards}
        maker = self.public_keys(file.made_by)
        allowed = file.made_by in stewards and not self.removed(file.made_by)
        return allowed and maker is not None and file.signed_by(maker)

    def _keep(self, file: KeyFile, key: bytes) -> None:
        self.files[file.name.digest] = file
        self.keys[file.name.digest] = key
        try:
            earlier = file.earlier_keys(key)
        except NotOpened:
            earlier = {}
        for digest, older in earlier.items():
            self.keys.setdefault(digest, older)

    # -- the federation's devices -----------------------------------------------------------------------------------

    def federation(self, device: str) -> bool:
        """Whether what a device states now counts for the alliance: a steward has marked it, and it is a member."""
        if self.newest is None or self.removed(device):
            return False
        roster = self.newest.roster
        return device in roster.federation and device in roster.members

    def federation_keys(self, device: str, statement: str) -> PublicKeys | None:
        """The keys a statement (its digest) must be signed with to count; None where this device's word does not.

        Those a steward has listed, not those of a card: a card is believed because it came first.
        """
        newest = self.newest
        if newest is None or not (self.federation(device) or statement in newest.roster.kept.get(device, ())):
            return None
        latest_first = sorted(self.files.values(), key=lambda each: (each.name.epoch, each.name.digest), reverse=True)
        return next((each.roster.members[device] for each in latest_first if device in each.roster.members), None)

    # -- members ----------------------------------------------------------------------------------------------------

    def public_keys(self, device: str) -> PublicKeys | None:
        """The keys by which a device is known."""
        if device in self.own:
            return self.own[device].public
        if device in self.members:
            return self.members[device].keys
        listed = (each.roster.members.get(device) for each in self.files.values())
        return next((keys for keys in listed if keys is not None), None)

    def introduce(self, device: str, member: Member) -> bool:
        """Believe a device's card; False when the device is known by other keys."""
        known = self.public_keys(device)
        if known is not None and known != member.keys:
            return False
        before = self.members.get(device)
        if before is None or self._epoch(member.key) >= self._epoch(before.key):
            self.members[device] = member
        return True

    def removed(self, device: str) -> bool:
        """Whether some key file has removed this device."""
        return any(device in each.roster.removed for each in self.files.values())

    def belongs(self, device: str) -> bool:
        """Whether a device is a member: not removed, and listed by each key file later than the key on its card."""
        card = self.members.get(device)
        introduced = self._epoch(card.key) if card else 0
        later = (each for each in self.files.values() if each.name.epoch > introduced)
        known = self.public_keys(device) is not None
        return known and not self.removed(device) and all(device in each.roster.members for each in later)

    def admits(self, device: str, name: str) -> bool:
        """Whether a file of a device counts: it is a member's, or was listed when its device was removed."""
        if self.belongs(device):
            return True
        lists = [each.roster.removed[device] for each in self.files.values() if device in each.roster.removed]
        return bool(lists) and all(name in listed for listed in lists)

    def present(self) -> Mapping[str, PublicKeys]:
        """The members as a new key file lists them."""
        everybody = {*self.members, *self.own, *(d for each in self.files.values() for d in each.roster.members)}
        found = {device: self.public_keys(device) for device in sorted(everybody) if self.belongs(device)}
        return {device: keys for device, keys in found.items() if keys is not None}

    def _epoch(self, key: str) -> int:
        return self.files[key].name.epoch if key in self.files else 0
