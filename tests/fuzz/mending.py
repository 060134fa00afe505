"""Checksums put right, so that a changed input reaches what lies behind them."""

import io
import struct
import zipfile
import zlib

_LORO = b"loro"
_UPDATES = b"\x00\x04"
_SEED = int.from_bytes(b"LORO", "little")
_PRIMES = (2_654_435_761, 2_246_822_519, 3_266_489_917, 668_265_263, 374_761_393)
_MASK = 0xFFFF_FFFF


def update(body: bytes) -> bytes:
    """A Loro update with this body, its head and checksum right."""
    tail = _UPDATES + body
    return _LORO + bytes(12) + struct.pack("<I", xxh32(tail, _SEED)) + tail


def update_body(payload: bytes) -> bytes:
    """What of a Loro update follows its head and checksum."""
    return payload[22:]


def png(picture: bytes) -> bytes:
    """A PNG file whose pieces all have right checksums; anything else as it is."""
    if not picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return picture
    made, at = [picture[:8]], 8
    while at + 12 <= len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        piece = picture[at + 4 : at + 8 + size]
        made += [picture[at : at + 4], piece, struct.pack(">I", zlib.crc32(piece))]
        at += 12 + size
    return b"".join(made)


def zipped(parts: dict[str, bytes], *, packed: bool = True) -> bytes:
    """A ZIP file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    """The parts of a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def xxh32(data: bytes, seed: int) -> int:
    """The 32-bit xxHash of `data`. Source: the algorithm's public description."""
    first, second, third, fourth, fifth = _PRIMES
    stripes = len(data) // 16 * 16
    if stripes:
        lanes = [(seed + first + second) & _MASK, (seed + second) & _MASK, seed & _MASK, (seed - first) & _MASK]
        for number, (word,) in enumerate(struct.iter_unpack("<I", data[:stripes])):
            lane = number & 3
            lanes[lane] = _turned((lanes[lane] + word * second) & _MASK, 13) * first & _MASK
        mixed = sum(_turned(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18), strict=True)) & _MASK
    else:
        mixed = (seed + fifth) & _MASK
    mixed = (mixed + len(data)) & _MASK
    words = stripes + (len(data) - stripes) // 4 * 4
    for (word,) in struct.iter_unpack("<I", data[stripes:words]):
        mixed = _turned((mixed + word * third) & _MASK, 17) * fourth & _MASK
    for byte in data[words:]:
        mixed = _turned((mixed + byte * fifth) & _MASK, 11) * first & _MASK
    mixed = (mixed ^ mixed >> 15) * second & _MASK
    mixed = (mixed ^ mixed >> 13) * third & _MASK
    return mixed ^ mixed >> 16


def _turned(number: int, by: int) -> int:
    return (number << by | number >> (32 - by)) & _MASK
