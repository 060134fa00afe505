"""Names for records: 26 characters, sortable by the time they were made; or the same for the same words anywhere."""

import hashlib
import os

from alliance_app.records import clock

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """A new record id: 48 bits of milliseconds, 80 random bits, in Crockford's base 32."""
    return _spelled((int(clock.now().timestamp() * 1000) << 80) | int.from_bytes(os.urandom(10), "big"), 26)


def new_peer() -> int:
    """A number for one writer of one document: random, never reused, below 2**63."""
    return int.from_bytes(os.urandom(8), "big") >> 1 or 1


def id_of(*words: str) -> str:
    """The record id that every device makes of these words: 130 bits of their SHA-256."""
    return _spelled(_hashed(words) >> 126, 26)


def peer_of(*words: str) -> int:
    """The writer's number that every device makes of these words: below 2**63."""
    return _hashed(words) >> 193 or 1


def _hashed(words: tuple[str, ...]) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).digest(), "big")


def _spelled(number: int, length: int) -> str:
    letters = []
    for _place in range(length):
        number, index = divmod(number, 32)
        letters.append(_ALPHABET[index])
    return "".join(reversed(letters))
