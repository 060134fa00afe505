"""Names of versions as text, and back."""

import base64
from collections.abc import Callable
from typing import TypeVar

Decoded = TypeVar("Decoded")


def spelled(name: bytes) -> str:
    """Bytes as text that may stand in an address."""
    return base64.urlsafe_b64encode(name).decode().rstrip("=")


def read(decode: Callable[[bytes], Decoded], text: str) -> Decoded | None:
    """What such a text, or one in plain base 64, names; None when `decode`, which may raise anything, cannot say."""
    try:
        plain = text.replace("-", "+").replace("_", "/")
        return decode(base64.b64decode(plain + "=" * (-len(plain) % 4)))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # noqa: BLE001 - the engine's own errors derive from it
        return None
