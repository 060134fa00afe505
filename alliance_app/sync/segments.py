"""A segment: a batch of one device's changes, in numbers first..last, as one file that never changes.

    magic 8 | format u16 | flags u16 | length of the file u64 | first u64 | last u64 | entries u32 | their size u32
    | alliance: u8 + ascii | device: u8 + ascii | key: u8 + ascii | entries, zlib, and closed by the seal
    an entry: what u8 | record id: u8 + ascii | at: u8 + ascii | payload: u32 + bytes

Numbers are big-endian. The SHA-256 of the whole file is in its name (the first 32 hexadecimal digits), so a name
promises its content; the length tells a file that is still arriving from a damaged one. Equal changes give equal bytes.

A pack (`….pack`) stands for the segments it covers: one entry a record that holds all their changes of it.
"""

import hashlib
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Protocol

from alliance_app.library.values import What
from alliance_app.sync.errors import RecordTooLong

MAGIC = b"\x89ALSEG\r\n"
FORMAT = 2
MAX_ENTRIES = 5_000
BATCH_BYTES = 4 * 1024 * 1024
MAX_BODY = 64 * 1024 * 1024
MAX_FILE = MAX_BODY + 1024 * 1024
_LEVEL = 3
_PACKED = 1
_HEAD = struct.Struct(">8sHHQQQII")
_LENGTH = struct.Struct(">I")
_NAME = re.compile(r"([1-9][0-9]{0,14})-([1-9][0-9]{0,14})-([0-9a-f]{32})\.(seg|pack)")
_ALLIANCE = re.compile(r"[0-9a-f]{32}")
_DEVICE = re.compile(r"[0-9a-z]{8,64}")
_KEY = re.compile(r"[0-9a-z-]{0,64}")
_RECORD = re.compile(r"[0-9A-Za-z_-]{1,64}")
_AT = re.compile(r"[0-9TZ:+.-]{0,40}")
_WHAT = (What.CHANGE, What.ERASE, What.GONE)


class SegmentFault(Exception):
    """A segment cannot be taken as it is; the subclasses say why."""


class Incomplete(SegmentFault):
    """Less of the file is here than it says it has: it is still arriving."""


class Damaged(SegmentFault):
    """The bytes are not what the name promises, or make no sense."""


class Newer(SegmentFault):
    """A newer program wrote it."""


class Foreign(SegmentFault):
    """It belongs to another alliance or another device."""


class Unsealed(SegmentFault):
    """It is not closed as the alliance's files are: not signed by the device, under no key of this alliance."""


class Seal(Protocol):
    """What closes a device's segments so that nobody else can read or make them."""

    @property
    def key(self) -> str:
        """Names the key that new segments are closed with; empty where nothing is closed."""

    def close(self, head: bytes, body: bytes) -> bytes:
        """The body closed, bound to its head. Equal bodies under equal heads give equal bytes."""

    def open(self, device: str, key: str, head: bytes, closed: bytes) -> bytes:
        """The body. Raises Unsealed when it was not closed so, with this key by this device, under this head."""

    def growth(self) -> int:
        """How many bytes longer a closed body is."""


class Open:
    """No seal: whoever reaches the folder may read it and is trusted not to forge."""

    key = ""

    def close(self, head: bytes, body: bytes) -> bytes:
        """The body itself."""
        return body

    def open(self, device: str, key: str, head: bytes, closed: bytes) -> bytes:
        """The body itself. Raises Unsealed for one that was closed."""
        if key:
            raise Unsealed("it is protected by a passphrase, this alliance is not")
        return closed

    def growth(self) -> int:
        """None."""
        return 0


OPEN = Open()


@dataclass(frozen=True, slots=True)
class SegmentName:
    """What a segment's file name says. `digest`: the first 32 hexadecimal digits of the file's SHA-256."""

    first: int
    last: int
    digest: str
    pack: bool = False

    def __str__(self) -> str:
        return f"{self.first}-{self.last}-{self.digest}.{'pack' if self.pack else 'seg'}"

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    @classmethod
    def read(cls, text: str) -> "SegmentName | None":
        """The name in `text`; None for any other file, be it nearly so called."""
        found = _NAME.fullmatch(text)
        if found is None:
            return None
        first, last, pack = int(found[1]), int(found[2]), found[4] == "pack"
        return cls(first, last, found[3], pack) if first <= last and (pack or last < first + MAX_ENTRIES) else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one record."""

    record_id: str
    payload: bytes
    at: str
    what: What = What.CHANGE


@dataclass(frozen=True, slots=True)
class Segment:
    """A batch of one device's changes, numbered `first` to `last`; a pack has an entry a record instead."""

    alliance: str
    device: str
    first: int
    last: int
    entries: tuple[Entry, ...]
    pack: bool = False


def plain(alliance: str, device: str, first: int, entries: tuple[Entry, ...]) -> Segment:
    """A segment that is no pack."""
    return Segment(alliance, device, first, first + len(entries) - 1, entries)


def is_alliance_id(text: object) -> bool:
    """Whether this is how an alliance's id looks."""
    return isinstance(text, str) and bool(_ALLIANCE.fullmatch(text))


def is_device_id(text: str) -> bool:
    """Whether this is how a device's id, and so its folder, looks. Lower case only: some disks cannot tell."""
    return bool(_DEVICE.fullmatch(text))


def size_of(record_id: str, payload: bytes, at: str) -> int:
    """How many bytes this entry takes before compression. Raises RecordTooLong."""
    size = 7 + len(record_id) + len(at) + len(payload)
    if size > MAX_BODY:
        raise RecordTooLong(record_id=record_id, size=size // 1_000_000)
    return size


def compose(segment: Segment, seal: Seal = OPEN) -> tuple[SegmentName, bytes]:
    """The file of a segment, and its name. Raises ValueError for what no reader would take."""
    body = b"".join(_entry_bytes(each) for each in segment.entries)
    fits = len(segment.entries) <= MAX_ENTRIES and len(body) <= MAX_BODY
    if not fits or not (segment.pack or len(segment.entries) == segment.last - segment.first + 1 > 0):
        raise ValueError(f"{len(segment.entries)} entries of {len(body)} bytes do not fit into a segment")
    packed = zlib.compress(body, _LEVEL)
    owner = _short(segment.alliance) + _short(segment.device) + _short(seal.key)
    length = _HEAD.size + len(owner) + len(packed) + seal.growth()
    flags = _PACKED if segment.pack else 0
    counted = (segment.first, segment.last, len(segment.entries), len(body))
    head = _HEAD.pack(MAGIC, FORMAT, flags, length, *counted) + owner
    content = head + seal.close(head, packed)
    return SegmentName(segment.first, segment.last, digest_of(content), segment.pack), content


def digest_of(content: bytes) -> str:
    """What of a file's SHA-256 stands in its name."""
    return hashlib.sha256(content).hexdigest()[:32]


def parse(name: SegmentName, content: bytes, alliance: str, device: str, seal: Seal = OPEN) -> Segment:
    """The segment in `content`, checked in every respect.

    Raises Incomplete, Damaged, Newer, Foreign, Unsealed; nothing else.
    """
    if digest_of(content) != name.digest:
        raise _fault(content)
    if len(content) < _HEAD.size or not content.startswith(MAGIC):
        raise Damaged("not a segment")
    _magic, written_format, flags, length, first, last, count, body_size = _HEAD.unpack_from(content)
    if written_format > FORMAT:
        raise Newer(f"format {written_format}")
    told = (written_format, flags, length, first, last)
    if told != (FORMAT, _PACKED if name.pack else 0, len(content), name.first, name.last) or body_size > MAX_BODY:
        raise Damaged("the head contradicts the name or the length")
    if count > MAX_ENTRIES or not (name.pack or count == name.count):
        raise Damaged("the head contradicts itself")
    cursor = _Cursor(content, _HEAD.size)
    if (cursor.short(_ALLIANCE), cursor.short(_DEVICE)) != (alliance, device):
        raise Foreign("of another alliance or device")
    key = cursor.short(_KEY)
    packed = seal.open(device, key, content[: cursor.at], content[cursor.at :])
    return Segment(alliance, device, first, last, _entries(_unpacked(packed, body_size), count), name.pack)


def _fault(content: bytes) -> SegmentFault:
    """Why the bytes are not those the name promises: still arriving, or damaged."""
    head = content[: _HEAD.size]
    if not MAGIC.startswith(head[: len(MAGIC)]):
        # a sync program may give a file its full length first and its bytes later
        return Incomplete("only zeros so far") if not any(content) else Damaged("not a segment")
    if len(head) < _HEAD.size or len(content) < _HEAD.unpack(head)[3]:
        return Incomplete(f"{len(content)} bytes so far")
    return Damaged("the content is not what the name promises")


def _unpacked(packed: bytes, size: int) -> bytes:
    """At most `size` bytes, whatever the compressed bytes would swell to."""
    unpacker = zlib.decompressobj()
    try:
        body = unpacker.decompress(packed, size + 1)
    except zlib.error as error:
        raise Damaged("cannot be unpacked") from error
    if len(body) != size or not unpacker.eof or unpacker.unused_data:
        raise Damaged("unpacks to another size than it says")
    return body


def _entries(body: bytes, count: int) -> tuple[Entry, ...]:
    cursor = _Cursor(body, 0)
    found = []
    for _number in range(count):
        what = cursor.take(1)[0]
        if what >= len(_WHAT):
            raise Damaged("holds an entry of no known kind")
        record_id, at = cursor.short(_RECORD), cursor.short(_AT)
        found.append(Entry(record_id, cursor.long(), at, _WHAT[what]))
    if cursor.at != len(body):
        raise Damaged("more entries than it says")
    return tuple(found)


def _entry_bytes(entry: Entry) -> bytes:
    if not _RECORD.fullmatch(entry.record_id) or not _AT.fullmatch(entry.at):
        raise ValueError(f"no entry can be called {entry.record_id!r} at {entry.at!r}")
    what = bytes([_WHAT.index(entry.what)])
    return what + _short(entry.record_id) + _short(entry.at) + _LENGTH.pack(len(entry.payload)) + entry.payload


def _short(text: str) -> bytes:
    raw = text.encode("ascii")
    return bytes([len(raw)]) + raw


class _Cursor:
    """Reads on in bytes, never past their end."""

    def __init__(self, content: bytes, at: int) -> None:
        self._content = content
        self.at = at

    def take(self, count: int) -> bytes:
        end = self.at + count
        if end > len(self._content):
            raise Damaged("ends early")
        piece = self._content[self.at : end]
        self.at = end
        return piece

    def short(self, allowed: re.Pattern[str]) -> str:
        text = self.take(self.take(1)[0]).decode("ascii", "replace")
        if not allowed.fullmatch(text):
            raise Damaged("holds a name that cannot be")
        return text

    def long(self) -> bytes:
        (length,) = _LENGTH.unpack(self.take(_LENGTH.size))
        return self.take(length)
