"""How the files of a protected alliance are closed, with the keys of one library's ring."""

import json
from pathlib import Path
from typing import Any

from alliance_app.library import Library
from alliance_app.sync.keys import keeping
from alliance_app.sync.keys.blobs import Opening, blob_name, close_file, closed_size
from alliance_app.sync.keys.ciphers import (
    GROWTH,
    SIGNATURE_BYTES,
    DeviceKeys,
    PublicKeys,
    close,
    derived,
    open_closed,
)
from alliance_app.sync.keys.ring import Member, Ring
from alliance_app.sync.keys.spelling import bytes_of, text_of
from alliance_app.sync.protection import NotOpened, Pouring
from alliance_app.sync.segments import Seal, Unsealed
from alliance_app.sync.transport import Sink

_SHOWN = ("name", "author", "library", "since")


class Protected:
    """Closes and opens with the newest key, opens with every earlier one as well."""

    def __init__(self, library: Library, ring: Ring) -> None:
        self.ring = ring
        self._library = library

    def seal(self, device: str) -> Seal:
        """The seal of this library's device, or of one it was."""
        return KeyedSeal(self.ring, self._own_keys(device))

    def admits(self, device: str, name: str) -> bool:
        """A member's files, and those listed when a member was removed."""
        return self.ring.admits(device, name)

    def card(self, device: str, told: dict[str, Any]) -> dict[str, Any]:
        """A card only members can read, closed with the newest key and signed by the device."""
        keys = self._own_keys(device)
        public = keys.public
        said = {**told, "sign": text_of(public.sign), "exchange": text_of(public.exchange)}
        digest, key = _newest(self.ring)
        closed = close(derived(key, "cards"), json.dumps(said, ensure_ascii=True, sort_keys=True).encode(), _of(device))
        signature = keys.signature(b"card" + _of(device) + closed)
        return {"format": told["format"], "device": device, "key": digest, "closed": text_of(closed),
                "signature": text_of(signature)}  # fmt: skip

    def card_name(self) -> str:
        """A card of its own for each key it is closed with: a member who was not told of a new key writes another."""
        digest, _key = _newest(self.ring)
        return f"device-{digest[:16]}.json"

    def read_card(self, device: str, written: dict[str, Any]) -> dict[str, Any]:
        """What a card says, once its device is believed; nothing otherwise."""
        said, member = self._opened(device, written)
        if member is None or not self.ring.introduce(device, member):
            return {}
        keeping.save(self._library, self.ring)
        return said

    def taken(self, device: str, written: dict[str, Any]) -> bool:
        """Other keys on it: a copy of this library drew them, or itself before a day it was set back to.

        Then the keys it has for this id are good for nothing and are forgotten: the others know the other ones.
        """
        _said, member = self._opened(device, written)
        if member is None or member.keys == self._own_keys(device).public:
            return False
        del self.ring.own[device]
        keeping.save(self._library, self.ring)
        return True

    def _opened(self, device: str, written: dict[str, Any]) -> tuple[dict[str, Any], Member | None]:
        """What a card says, and of whom; of nobody when it is not closed with a key of the alliance, or not signed."""
        try:
            digest, closed = str(written["key"]), bytes_of(written["closed"])
            opened = open_closed(derived(self.ring.keys[digest], "cards"), closed, _of(device))
            said: dict[str, Any] = json.loads(opened)
            member = Member(PublicKeys(bytes_of(said["sign"]), bytes_of(said["exchange"])), digest, *_shown(said))
            signed = member.keys.signed(b"card" + _of(device) + closed, bytes_of(written["signature"]))
        except (NotOpened, KeyError, ValueError, TypeError, AttributeError, RecursionError):
            return {}, None
        return said, member if signed else None

    def introduced(self, device: str) -> bool:
        """Whether the members know this device by a card they believe."""
        return device in self.ring.members and self.ring.belongs(device)

    def blob_names(self, sha256: str) -> list[str]:
        """One name for each key, that of the newest key first."""
        newest, _key = _newest(self.ring)
        return [blob_name(self.ring.keys[digest], sha256) for digest in self._digests(newest)]

    def blob_size(self, size: int) -> int:
        """A little longer."""
        return closed_size(size)

    def closed(self, sha256: str, name: str, content: Path, beside: Path) -> Path:
        """A closed copy, with the key whose name for this content it is."""
        return close_file(self._key_of(sha256, name), sha256, content, beside)

    def opened(self, sha256: str, name: str, sink: Sink) -> Pouring:
        """Opens with the key whose name for this content it is."""
        return Opening(self._key_of(sha256, name), sha256, sink)

    def _own_keys(self, device: str) -> DeviceKeys:
        """A device's keys, kept before they are used for the first time."""
        if device not in self.ring.own:
            self.ring.device_keys(device)
            keeping.save(self._library, self.ring)
        return self.ring.own[device]

    def _key_of(self, sha256: str, name: str) -> bytes:
        return next(key for key in self.ring.keys.values() if blob_name(key, sha256) == name)

    def _digests(self, newest: str) -> list[str]:
        return [newest, *(each for each in self.ring.keys if each != newest)]


class KeyedSeal:
    """Closes and signs as one device; opens what any member closed and signed."""

    def __init__(self, ring: Ring, keys: DeviceKeys) -> None:
        self._ring = ring
        self._keys = keys

    @property
    def key(self) -> str:
        """The digest of the newest key file."""
        return _newest(self._ring)[0]

    def close(self, head: bytes, body: bytes) -> bytes:
        """Closed with the newest key, then signed, both bound to the head."""
        closed = close(derived(_newest(self._ring)[1], "segments"), body, head)
        return closed + self._keys.signature(head + closed)

    def open(self, device: str, key: str, head: bytes, closed: bytes) -> bytes:
        """Signature first, then the key. Raises Unsealed."""
        maker = self._ring.public_keys(device)
        if not key:
            raise Unsealed("it is not protected, this alliance is")
        if maker is None:
            raise Unsealed("its device is not known here")
        text, signature = closed[:-SIGNATURE_BYTES], closed[-SIGNATURE_BYTES:]
        if len(closed) < SIGNATURE_BYTES or not maker.signed(head + text, signature):
            raise Unsealed("it is not signed by its device")
        if key not in self._ring.keys:
            raise Unsealed("it is closed with a key not known here")
        try:
            return open_closed(derived(self._ring.keys[key], "segments"), text, head)
        except NotOpened:
            raise Unsealed("it is not closed with the alliance's key") from None

    def growth(self) -> int:
        """A nonce, a tag and a signature."""
        return GROWTH + SIGNATURE_BYTES


def _newest(ring: Ring) -> tuple[str, bytes]:
    newest = ring.newest
    assert newest is not None  # a protected alliance is joined by one of its keys
    return newest.name.digest, ring.keys[newest.name.digest]


def _shown(said: dict[str, Any]) -> list[str]:
    return [str(said.get(each, ""))[:200] for each in _SHOWN]


def _of(device: str) -> bytes:
    return f" of {device}".encode()
