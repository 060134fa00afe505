"""Names of versions as text, and back."""

import base64
from collections.abc import Callable, Iterator
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


def operations(name: bytes) -> list[tuple[int, int]]:
    """The last operations of a version, (writer, which), from its name. Raises ValueError.

    Source: what the engine writes, in postcard's format: how many, then of each the writer and the zigzag of its place,
    all as LEB128.
    """
    count, *numbers = _numbers(name)
    if len(numbers) != 2 * count:
        raise ValueError(name)
    return [(peer, place >> 1 ^ -(place & 1)) for peer, place in zip(numbers[::2], numbers[1::2], strict=True)]


def _numbers(name: bytes) -> Iterator[int]:
    number, shift = 0, 0
    for byte in name:
        number |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            yield number
            number, shift = 0, 0
        elif shift > 63:
            raise ValueError(name)
