"""The ciphers of a protected alliance: everything of `cryptography` that sync uses, under the names of what it is for.

AES-256-GCM closes texts; its nonce follows from key and text, so equal texts give equal bytes and no nonce ever serves
two texts. Argon2id makes a key of a passphrase. Ed25519 signs; X25519 hands a key to one device.
"""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from alliance_app.sync.protection import NotOpened

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_NONCE_BYTES = 12
_TAG_BYTES = 16
GROWTH = _NONCE_BYTES + _TAG_BYTES
_MOST_MEMORY_KB = 256 * 1024
_MOST_PASSES = 10
_MOST_LANES = 8


def drawn(count: int = KEY_BYTES) -> bytes:
    """Random bytes nobody can guess. Every key and every salt is drawn here and nowhere else."""
    return secrets.token_bytes(count)


@dataclass(frozen=True, slots=True)
class Stretching:
    """How a passphrase is made a key: Argon2id. `memory` in KiB. The defaults take about 0.3 s."""

    salt: bytes
    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether somebody else's figures keep this computer from neither work nor safety."""
        return (
            8 * 1024 <= self.memory <= _MOST_MEMORY_KB
            and 1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and 16 <= len(self.salt) <= 64
        )

    def key(self, passphrase: str) -> bytes:
        """The key of a passphrase, however an input method composed its characters."""
        spelled = unicodedata.normalize("NFKC", passphrase).strip().encode("utf-8", "surrogatepass")
        kdf = Argon2id(
            salt=self.salt, length=KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory
        )
        return kdf.derive(spelled)


def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=f"alliance {purpose}".encode()).derive(key)


def mac(key: bytes, text: bytes) -> bytes:
    """A code that only a holder of the key can make."""
    return hmac.digest(key, text, "sha256")


def close(key: bytes, text: bytes, bound_to: bytes) -> bytes:
    """`text` closed, `GROWTH` bytes longer; opens only together with `bound_to`."""
    code = hmac.new(derived(key, "nonce"), len(bound_to).to_bytes(8, "big"), "sha256")
    code.update(bound_to)
    code.update(text)
    nonce = code.digest()[:_NONCE_BYTES]
    return nonce + AESGCM(key).encrypt(nonce, text, bound_to)


def open_closed(key: bytes, closed: bytes, bound_to: bytes) -> bytes:
    """What was closed. Raises NotOpened."""
    if len(closed) < GROWTH:
        raise NotOpened
    try:
        return AESGCM(key).decrypt(closed[:_NONCE_BYTES], closed[_NONCE_BYTES:], bound_to)
    except InvalidTag:
        raise NotOpened from None


def close_piece(key: bytes, number: int, piece: bytes, *, last: bool) -> bytes:
    """One piece of a long content, 16 bytes longer. The key serves this content alone."""
    return AESGCM(key).encrypt(number.to_bytes(_NONCE_BYTES, "big"), piece, b"last" if last else b"more")


def open_piece(key: bytes, number: int, closed: bytes, *, last: bool) -> bytes:
    """The piece. Raises NotOpened when it is another one, changed, or (not) the last."""
    try:
        return AESGCM(key).decrypt(number.to_bytes(_NONCE_BYTES, "big"), closed, b"last" if last else b"more")
    except InvalidTag:
        raise NotOpened from None


PIECE_GROWTH = _TAG_BYTES


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """A device's own private keys: `sign` for what it gives, `exchange` for keys that are handed to it."""

    sign: bytes
    exchange: bytes

    @classmethod
    def new(cls) -> "DeviceKeys":
        """Keys nobody else has."""
        return cls(drawn(), drawn())

    @property
    def public(self) -> "PublicKeys":
        return PublicKeys(
            Ed25519PrivateKey.from_private_bytes(self.sign).public_key().public_bytes_raw(),
            X25519PrivateKey.from_private_bytes(self.exchange).public_key().public_bytes_raw(),
        )

    def signature(self, text: bytes) -> bytes:
        """This device's signature under `text`; the same each time."""
        return Ed25519PrivateKey.from_private_bytes(self.sign).sign(text)

    def taken(self, handed: bytes, bound_to: bytes) -> bytes:
        """What another device handed to this one. Raises NotOpened."""
        sender, closed = handed[:KEY_BYTES], handed[KEY_BYTES:]
        try:
            shared = X25519PrivateKey.from_private_bytes(self.exchange).exchange(
                X25519PublicKey.from_public_bytes(sender)
            )
        except ValueError:
            raise NotOpened from None
        return open_closed(derived(shared, "handing"), closed, sender + self.public.exchange + bound_to)


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others know of a device's keys."""

    sign: bytes
    exchange: bytes

    def signed(self, text: bytes, signature: bytes) -> bool:
        """Whether the device signed `text`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.sign).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True

    def hand(self, secret: bytes, bound_to: bytes) -> bytes:
        """`secret` closed so that only this device can open it. Raises ValueError for keys that are none."""
        once = X25519PrivateKey.from_private_bytes(drawn())
        sender = once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(self.exchange))
        return sender + close(derived(shared, "handing"), secret, sender + self.exchange + bound_to)
