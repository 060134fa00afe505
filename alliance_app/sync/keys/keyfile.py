"""A key file: a key of the alliance, for those who know the passphrase and for the devices it was handed to.

`keys/<epoch>-<hash>.key`, written once. Whoever founds a protected alliance writes epoch 1; removing a member writes
the next one: a new key, a new passphrase, and the list of the members that remain. Its code proves that its maker held
the key, its signature which device that was.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from alliance_app.sync.keys.ciphers import (
    KEY_BYTES,
    DeviceKeys,
    PublicKeys,
    Stretching,
    close,
    derived,
    mac,
    open_closed,
)
from alliance_app.sync.keys.spelling import bytes_of, text_of
from alliance_app.sync.protection import NotOpened
from alliance_app.sync.segments import is_device_id

FORMAT = 1
MAX_KEY_FILE = 4 * 1024 * 1024
_NAME = re.compile(r"([1-9][0-9]{0,5})-([0-9a-f]{32})\.key")
_DIGEST = re.compile(r"[0-9a-f]{32}")


class NoKeyFile(Exception):
    """The bytes are no key file of this alliance, or not a whole one."""


@dataclass(frozen=True, slots=True)
class KeyName:
    """What a key file's name says. `digest` names its key as well."""

    epoch: int
    digest: str

    def __str__(self) -> str:
        return f"{self.epoch}-{self.digest}.key"

    @classmethod
    def read(cls, text: str) -> "KeyName | None":
        """The name in `text`; None for any other file."""
        found = _NAME.fullmatch(text)
        return cls(int(found[1]), found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who belongs to the alliance from a key file on.

    `stewards` may remove members; `removed` ones count no longer but for the files listed, which came before.
    `federation`: devices whose reviews and catalogues count; of those that were such devices, `kept` lists what they
    had stated until then (`Statement.digest`), which goes on counting.
    """

    members: Mapping[str, PublicKeys]
    stewards: tuple[str, ...]
    removed: Mapping[str, tuple[str, ...]]
    federation: tuple[str, ...] = ()
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file as it was read. Nothing in it is believed before `vouched` and `signed_by`."""

    name: KeyName
    alliance: str
    made_by: str
    made_at: str
    stretching: Stretching
    for_passphrase: bytes
    handed: Mapping[str, bytes]
    earlier: Mapping[str, bytes]
    roster: Roster
    said: bytes
    code: bytes
    signature: bytes

    @property
    def content(self) -> bytes:
        """The whole file."""
        return _content(self.said, self.code, self.signature)

    def key_by_passphrase(self, passphrase: str) -> bytes:
        """The key. Raises NotOpened for another passphrase."""
        return open_closed(self.stretching.key(passphrase), self.for_passphrase, self._bound)

    def key_for(self, device: str, keys: DeviceKeys) -> bytes:
        """The key that was handed to a device. Raises NotOpened when it was not."""
        if device not in self.handed:
            raise NotOpened
        return keys.taken(self.handed[device], self._bound)

    def earlier_keys(self, key: bytes) -> dict[str, bytes]:
        """The keys before this one, by their names. Raises NotOpened."""
        within = derived(key, "earlier keys")
        return {name: open_closed(within, closed, name.encode()) for name, closed in self.earlier.items()}

    def vouched(self, key: bytes) -> bool:
        """Whether a holder of the key wrote all of this."""
        return hmac.compare_digest(mac(derived(key, "key file"), self.said), self.code)

    def signed_by(self, maker: PublicKeys) -> bool:
        """Whether the device with these keys wrote it."""
        return maker.signed(self.said + self.code, self.signature)

    @property
    def _bound(self) -> bytes:
        return _bound(self.alliance, self.name.epoch)


@dataclass(frozen=True, slots=True)
class Maker:
    """The device that makes a key file."""

    device: str
    keys: DeviceKeys
    at: str


def make(
    alliance: str, epoch: int, key: bytes, passphrase: str, stretching: Stretching, roster: Roster, maker: Maker,
    earlier: Mapping[str, bytes],
) -> tuple[KeyName, bytes]:  # fmt: skip
    """The file of a new key, and its name. `earlier`: the keys before it, by their names."""
    bound, within = _bound(alliance, epoch), derived(key, "earlier keys")
    told = {
        "format": FORMAT,
        "alliance": alliance,
        "epoch": epoch,
        "made_by": maker.device,
        "made_at": maker.at,
        "passphrase": {
            "kdf": "argon2id", "salt": text_of(stretching.salt), "memory": stretching.memory,
            "passes": stretching.passes, "lanes": stretching.lanes,
            "key": text_of(close(stretching.key(passphrase), key, bound)),
        },
        "handed": {device: text_of(keys.hand(key, bound)) for device, keys in roster.members.items()},
        "earlier": {name: text_of(close(within, older, name.encode())) for name, older in earlier.items()},
        "members": {
            device: {"sign": text_of(keys.sign), "exchange": text_of(keys.exchange)}
            for device, keys in roster.members.items()
        },
        "stewards": list(roster.stewards),
        "removed": {device: list(names) for device, names in roster.removed.items()},
        "federation": list(roster.federation),
        "kept": {device: list(statements) for device, statements in roster.kept.items()},
    }  # fmt: skip
    said = json.dumps(told, ensure_ascii=True, sort_keys=True).encode()
    code = mac(derived(key, "key file"), said)
    content = _content(said, code, maker.keys.signature(said + code))
    return KeyName(epoch, hashlib.sha256(content).hexdigest()[:32]), content


def read(name: KeyName, content: bytes, alliance: str) -> KeyFile:
    """The key file in `content`. Raises NoKeyFile; nothing else."""
    if hashlib.sha256(content).hexdigest()[:32] != name.digest:
        raise NoKeyFile("not what its name promises")
    try:
        said, code, signature, _end = content.split(b"\n")
        told = json.loads(said)
        found = _read(name, told, said, code, signature)
        whose = (found.alliance, told["epoch"], told["format"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise NoKeyFile("not a key file") from error
    if whose != (alliance, name.epoch, FORMAT):
        raise NoKeyFile("of another alliance, or a newer program")
    return found


def _read(name: KeyName, told: dict[str, Any], said: bytes, code: bytes, signature: bytes) -> KeyFile:
    by_passphrase = told["passphrase"]
    salt, memory, passes, lanes = (by_passphrase[each] for each in ("salt", "memory", "passes", "lanes"))
    stretching = Stretching(bytes_of(salt), int(memory), int(passes), int(lanes))
    if by_passphrase["kdf"] != "argon2id" or not stretching.bearable:
        raise ValueError("a passphrase is stretched in no way this program bears")
    return KeyFile(
        name=name,
        alliance=str(told["alliance"]),
        made_by=_device(told["made_by"]),
        made_at=str(told["made_at"])[:40],
        stretching=stretching,
        for_passphrase=bytes_of(by_passphrase["key"]),
        handed={_device(device): bytes_of(each) for device, each in told["handed"].items()},
        earlier={_digest(digest): bytes_of(each) for digest, each in told["earlier"].items()},
        roster=_roster(told),
        said=said,
        code=bytes_of(code.decode("ascii")),
        signature=bytes_of(signature.decode("ascii")),
    )


def _roster(told: dict[str, Any]) -> Roster:
    return Roster(
        members={
            _device(device): PublicKeys(_key(each["sign"]), _key(each["exchange"]))
            for device, each in told["members"].items()
        },
        stewards=tuple(map(_device, told["stewards"])),
        removed=_lists(told["removed"]),
        federation=tuple(map(_device, told.get("federation", ()))),  # an older program writes neither
        kept=_lists(told.get("kept", {})),
    )


def _lists(told: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {_device(device): tuple(map(str, names)) for device, names in told.items()}


def _content(said: bytes, code: bytes, signature: bytes) -> bytes:
    return b"\n".join((said, text_of(code).encode(), text_of(signature).encode(), b""))


def _bound(alliance: str, epoch: int) -> bytes:
    return f"{alliance} {epoch}".encode()


def _device(text: object) -> str:
    if not isinstance(text, str) or not is_device_id(text):
        raise ValueError("no device is called so")
    return text


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise ValueError("no key is called so")
    return text


def _key(text: object) -> bytes:
    found = bytes_of(text)
    if len(found) != KEY_BYTES:
        raise ValueError("not a key")
    return found
