"""The ring at rest: closed, in the library's own file; the secret that opens it in the system's keyring.

Where the system has no keyring, the secret lies beside the library in a file only its user can read. A library file
that is copied to another computer does not take the secret along: there the passphrase is asked for again.
"""

import contextlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from alliance_app.library import Library
from alliance_app.sync import secrets as keyring
from alliance_app.sync.keys import keyfile
from alliance_app.sync.keys.ciphers import KEY_BYTES, DeviceKeys, PublicKeys, close, drawn, open_closed
from alliance_app.sync.keys.keyfile import KeyName, NoKeyFile
from alliance_app.sync.keys.ring import Member, Ring
from alliance_app.sync.keys.spelling import bytes_of, text_of
from alliance_app.sync.protection import NotOpened

_NOTE = "sync.keys"
_SERVICE = "alliance_app"
_FILE = "keys.secret"
# asking a keyring takes long, and may ask the user: once a process is enough
_asked: dict[str, bytes] = {}


def has_ring(library: Library, alliance: str) -> bool:
    """Whether this library keeps keys of the alliance, openable or not."""
    note = json.loads(library.recall(_NOTE) or "{}")
    return bool(note.get("alliance") == alliance)


def load(library: Library, alliance: str) -> Ring | None:
    """The ring kept for an alliance; None when there is none, or its secret is not on this computer."""
    note = json.loads(library.recall(_NOTE) or "{}")
    secret = _secret(library)
    if note.get("alliance") != alliance or secret is None:
        return None
    try:
        return _ring(alliance, json.loads(open_closed(secret, bytes_of(note["closed"]), alliance.encode())))
    except (NotOpened, NoKeyFile, ValueError, KeyError, TypeError):
        return None


def save(library: Library, ring: Ring) -> None:
    """Keep the ring. Raises LibraryUnwritable."""
    secret = _secret(library) or _new_secret(library)
    said = json.dumps(_told(ring), sort_keys=True).encode()
    note = json.dumps({"alliance": ring.alliance, "closed": text_of(close(secret, said, ring.alliance.encode()))})
    if library.recall(_NOTE) != note:
        library.remember(_NOTE, note)


def _told(ring: Ring) -> dict[str, Any]:
    return {
        "own": {device: [text_of(keys.sign), text_of(keys.exchange)] for device, keys in ring.own.items()},
        "keys": {digest: text_of(key) for digest, key in ring.keys.items()},
        "files": {str(each.name): text_of(each.content) for each in ring.files.values()},
        "members": {
            device: {**asdict(each), "keys": [text_of(each.keys.sign), text_of(each.keys.exchange)]}
            for device, each in ring.members.items()
        },
    }


def _ring(alliance: str, told: dict[str, Any]) -> Ring:
    ring = Ring(alliance)
    ring.own = {device: DeviceKeys(*map(bytes_of, keys)) for device, keys in told["own"].items()}
    ring.keys = {digest: bytes_of(key) for digest, key in told["keys"].items()}
    for text, content in told["files"].items():
        name = KeyName.read(text)
        if name is not None:
            ring.files[name.digest] = keyfile.read(name, bytes_of(content), alliance)
    ring.members = {
        device: Member(**{**each, "keys": PublicKeys(*map(bytes_of, each["keys"]))})
        for device, each in told["members"].items()
    }
    return ring


def _secret(library: Library) -> bytes | None:
    name = _name(library)
    if name not in _asked:
        kept = keyring.get(_SERVICE, name)
        with contextlib.suppress(OSError):
            kept = kept or (library.folder / _FILE).read_text(encoding="ascii").strip()
        try:
            secret = bytes_of(kept)
        except (ValueError, TypeError):
            return None
        if len(secret) != KEY_BYTES:
            return None
        _asked[name] = secret
    return _asked[name]


def _new_secret(library: Library) -> bytes:
    secret, name = drawn(), _name(library)
    spelled = text_of(secret)
    if not (keyring.put(_SERVICE, name, spelled) and keyring.get(_SERVICE, name) == spelled):
        _write_private(library.folder / _FILE, spelled)
    _asked[name] = secret
    return secret


def _write_private(path: Path, text: str) -> None:
    """A file nobody but this user can read, from its first byte on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as sink:
        sink.write(text)
        sink.flush()
        os.fsync(sink.fileno())


def _name(library: Library) -> str:
    """What the secret is called; the library's folder may move."""
    return library.identity.library_id
