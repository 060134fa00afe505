"""What a passphrase guards: who is told it, who was removed, what lies there closed. Of an open alliance: nothing."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.sync import Exchange
from alliance_app.sync.errors import DeviceRemoved, KeyMissing, KeyRenewed, PassphraseNeeded, WrongPassphrase
from alliance_app.sync.keys import keeping, keyfile
from alliance_app.sync.keys.keyfile import KeyFile, KeyName
from alliance_app.sync.keys.protected import KeyedSeal, Protected
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.segments import OPEN, Seal, SegmentName, Unsealed, parse
from tests.sync_simulation.folder import OUTSIDER, View
from tests.sync_simulation.laws import Violation, is_whole
from tests.sync_simulation.ledger import texts

if TYPE_CHECKING:
    from tests.sync_simulation.device import Device
    from tests.sync_simulation.world import World

SECRET = "keys.secret"
_T = TypeVar("_T")
_MOST = 1024 * 1024
_PEOPLE = ("主席", "电脑", "附件")  # of names of users, of devices and of attached files
_REFUSALS = (DeviceRemoved, KeyRenewed, PassphraseNeeded, WrongPassphrase)


def passphrase(number: int) -> str:
    """The alliance's passphrase once it was renewed so often."""
    return f"联盟的口令可要记牢第{number}次"


class Guard:
    """The passphrases of a world's alliance and its members. `words`: all it has had; `removed`: ids of devices."""

    def __init__(self, world: "World", *, protected: bool) -> None:
        self.protected = protected
        self.words = [passphrase(0)] if protected else []
        self.removed: set[str] = set()
        self._world = world
        self._known: dict[str, KeyFile] = {}

    @property
    def word(self) -> str | None:
        """The one it is founded with."""
        return self.words[0] if self.words else None

    # -- users ------------------------------------------------------------------------------------------------------

    def let_in(self, device: "Device", exchange: Exchange, run: Callable[[Exchange], _T]) -> _T:
        """Do it; where a passphrase is asked for, the user gives it first, the newest that he was told."""
        try:
            return run(exchange)
        except (PassphraseNeeded, KeyRenewed) as asked:
            self._join(device, exchange, asked)
        return run(exchange)

    def _join(self, device: "Device", exchange: Exchange, asked: AllianceError) -> None:
        for word in reversed(self.words[: device.told]):
            try:
                exchange.join(passphrase=word)
            except WrongPassphrase:
                continue
            again = isinstance(asked, KeyRenewed)
            self._world.seen["passphrase_given_again" if again else "passphrase_given"] += 1
            return
        raise WrongPassphrase(name="")

    def renewed(self, word: str) -> None:
        """Somebody may have made a new key with this passphrase: whether he has is told by the place."""
        told = len(self.words)
        for kept in self._world.store.files.values():
            name = KeyName.read(kept.name.removeprefix("keys/"))
            if name is None or kept.name in self._known or kept.writer == OUTSIDER:
                continue
            file = self._known[kept.name] = keyfile.read(name, kept.whole, self._world.alliance)
            self.removed |= file.roster.removed.keys()
            if file.name.epoch > 1:
                self.words.append(word)
        for device in self._world.devices:
            if device.id in self.removed and not device.removed:
                device.removed, device.told = True, told

    # -- keys -------------------------------------------------------------------------------------------------------

    def ring(self, library: Library) -> Ring | None:
        """The keys this library has."""
        return keeping.load(library, self._world.alliance) if self.protected else None

    def seal(self, library: Library) -> Seal:
        """What opens, and closes, the segments of this library's device."""
        ring = self.ring(library)
        own = library.identity.device_id
        return OPEN if ring is None else KeyedSeal(ring, ring.device_keys(own))

    def blob_paths(self, library: Library, sha256: str) -> list[str]:
        """Where an attachment may be."""
        ring = self.ring(library)
        names = [sha256] if ring is None else Protected(library, ring).blob_names(sha256)
        return [f"blobs/{name[:2]}/{name}" for name in names]

    def card_name(self, library: Library) -> str:
        """What the card of this library's device is called now; "" where it would not be written again."""
        ring = self.ring(library)
        if ring is None:
            return "device.json"
        return Protected(library, ring).card_name() if library.last_outgoing() else ""

    # -- laws -------------------------------------------------------------------------------------------------------

    def closed(self, name: str, content: bytes) -> None:
        """Nobody without a key reads a text, a name or an id in a file that is put. Raises Violation."""
        if not self.protected:
            return
        segment = SegmentName.read(name.rpartition("/")[2])
        if segment is not None:
            try:
                parse(segment, content, self._world.alliance, name.split("/")[1])
            except Unsealed:
                pass
            else:
                raise Violation("closed", f"{name} is open")
        whole = b"\n".join((name.encode(), content, *_unpacked(content)))
        ledger = self._world.ledger
        readable = (*_PEOPLE, *ledger.records(), *(text for op in ledger.ops for text in texts(op)))
        for text in readable:
            if text.encode() in whole:
                raise Violation("closed", f"“{text}” can be read in {name}")

    def is_forged(self, name: str) -> bool:
        """Whether an outsider put a file of this name somewhere."""
        files = self._world.store.files.values()
        return any(kept.writer == OUTSIDER and kept.name.endswith(f"/{name}") for kept in files)

    def is_member(self, library: Library, device: str, view: View) -> bool:
        """Whether a library has all it needs to believe a device: it was not removed, and its newest card is there."""
        ring = self.ring(library)
        if ring is None or device in self.foreign() or ring.newest is None:
            return False
        return is_whole(view, f"devices/{device}/device-{ring.newest.name.digest[:16]}.json")

    def foreign(self) -> set[str]:
        """The ids of those who are no members, or no longer."""
        devices = self._world.devices
        mine = {each for device in devices if not device.removed for each in device.ids}
        return self.removed | {each for device in devices if device.removed for each in device.ids} - mine

    @property
    def lost_a_key(self) -> bool:
        """Whether the place has lost a key file that nobody has put there again yet."""
        return any(name.startswith("keys/") for name in self._world.store.lost)

    def may_refuse(self, device: "Device", error: BaseException | None) -> bool:
        """Whether it is right that a device is told this."""
        lacking = self.lost_a_key and isinstance(error, KeyMissing | WrongPassphrase)
        return lacking or (device.removed and isinstance(error, _REFUSALS))

    def holds_no_newer_key(self, device: "Device") -> None:
        """A device that was removed was not given the key that came then, nor a later one. Raises Violation."""
        ring = self.ring(device.library)
        for file in self._known.values() if ring else ():
            if ring and file.roster.removed.keys() & device.ids and file.name.digest in ring.keys:
                raise Violation("removed", f"device {device.number} was removed and has the key {file.name}")


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Whatever in these bytes can be unpacked without a key."""
    at = content.find(b"x")
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[at:], _MOST)
        at = content.find(b"x", at + 1)
