"""Names for records: 26 characters, sortable by the time they were made."""

import os

from alliance_app.records import clock

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """A new record id: 48 bits of milliseconds, 80 random bits, in Crockford's base 32."""
    return _spelled((int(clock.now().timestamp() * 1000) << 80) | int.from_bytes(os.urandom(10), "big"), 26)


def new_peer() -> int:
    """A number for one writer of one document: random, never reused, below 2**63."""
    return int.from_bytes(os.urandom(8), "big") >> 1 or 1


def _spelled(number: int, length: int) -> str:
    letters = []
    for _place in range(length):
        number, index = divmod(number, 32)
        letters.append(_ALPHABET[index])
    return "".join(reversed(letters))
