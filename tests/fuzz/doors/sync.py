"""What comes from the shared folder: segments, their names, cards, key files, closed attachments."""

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from alliance_app.records.errors import AllianceError
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.keys import keyfile
from alliance_app.sync.keys.blobs import Opening, close_file
from alliance_app.sync.keys.ciphers import KEY_BYTES, DeviceKeys, Stretching, derived, mac
from alliance_app.sync.keys.ciphers import close as closed_with
from alliance_app.sync.keys.keyfile import KeyName, Maker, NoKeyFile, Roster
from alliance_app.sync.keys.protected import Protected
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.keys.spelling import text_of
from alliance_app.sync.protection import NotOpened
from alliance_app.sync.segments import FORMAT, MAGIC, Entry, Segment, SegmentFault, SegmentName, compose, parse, plain
from alliance_app.sync.transport import Entry as Listed
from alliance_app.sync.transport.webdav import _below as below
from alliance_app.sync.transport.webdav import _listed as listed
from tests.fuzz.bench import BENCH
from tests.fuzz.drawing import Drawn

ALLIANCE = "0123456789abcdef" * 2
DEVICE = "84a6d1c1084e4337"
KEY = bytes(range(KEY_BYTES))
OWN = DeviceKeys(bytes(KEY_BYTES - 1) + b"\1", bytes(KEY_BYTES - 1) + b"\2")
SHA256 = hashlib.sha256(b"attachment").hexdigest()
_HEAD = struct.Struct(">8sHHQQQII")


# -- segments ---------------------------------------------------------------------------------------------------------


def segment(data: bytes) -> None:
    """A segment's file under a name that tells the truth about its bytes, its head made right or not."""
    drawn = Drawn(data)
    way, pack = drawn.below(4), drawn.yes()
    if way < 2:
        content = drawn.rest()
    else:
        count = drawn.below(6)
        body = drawn.rest()
        content = with_head(body if way == 2 else zlib.compress(body, 1), len(body), count, pack=pack)
    first, last = _HEAD.unpack_from(content)[4:6] if len(content) >= _HEAD.size else (1, 1)
    digest = hashlib.sha256(content if way else b"").hexdigest()[:32]
    try:
        found = parse(SegmentName(first, last, digest, pack), content, ALLIANCE, DEVICE)
    except SegmentFault:
        return
    assert (found.alliance, found.device, found.first, found.last) == (ALLIANCE, DEVICE, first, last)
    assert all(isinstance(each.payload, bytes) for each in found.entries)


def with_head(packed: bytes, size: int, count: int, *, pack: bool) -> bytes:
    """A segment's file with a head that fits."""
    owner = bytes([32]) + ALLIANCE.encode() + bytes([16]) + DEVICE.encode() + bytes([0])
    length = _HEAD.size + len(owner) + len(packed)
    counted = (1, max(count, 1), count, size)
    return _HEAD.pack(MAGIC, FORMAT, int(pack), length, *counted) + owner + packed


def segment_seeds() -> list[bytes]:
    """Segments and packs as the program writes them."""
    entries = tuple(Entry("01ARZ3NDEKTSV4RRFFQ69G5FAV", bytes([n]) * n, "2026-11-23T05:20:11Z") for n in range(1, 5))
    whole = compose(plain(ALLIANCE, DEVICE, 7, entries))[1]
    packed = compose(Segment(ALLIANCE, DEVICE, 1, 900, entries, pack=True))[1]
    body = zlib.decompress(whole[_HEAD.size + 51 :])
    return [b"\1\0" + whole, b"\1\1" + packed, b"\3\0\4" + body, b"\2\0\4" + zlib.compress(body), b"\0\0" + whole[:60]]


def segment_name(data: bytes) -> None:
    """A file's name in a device's folder."""
    text = data.decode("utf-8", "surrogateescape")
    name = SegmentName.read(text)
    assert name is None or str(name) == text
    key = KeyName.read(text)
    assert key is None or str(key) == text


def segment_name_seeds() -> list[bytes]:
    """Names as the program writes them."""
    return [b"1-9-" + b"a" * 32 + b".seg", b"1-5000-" + b"0" * 32 + b".pack", b"1-" + b"b" * 32 + b".key"]


# -- cards ------------------------------------------------------------------------------------------------------------


class _Place:
    """A shared place in memory that holds the files given."""

    place = "place"

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files

    def list(self, prefix: str, *, sizes: bool = False) -> list[Listed]:
        start = f"{prefix}/" if prefix else ""
        below = {name.removeprefix(start) for name in self._files if name.startswith(start)}
        return [Listed(name.split("/")[0], folder="/" in name) for name in sorted(below)]

    def read(self, name: str, limit: int) -> bytes:
        return self._files[name][:limit]

    def read_into(self, name: str, sink: Any, limit: int, heard: Callable[[int], None]) -> None:
        sink.write(self._files[name][:limit])

    def put_if_absent(self, name: str, content: bytes | Path) -> bool:
        raise AssertionError("a reader wrote")

    def mend(self, name: str, content: bytes | Path) -> None:
        raise AssertionError("a reader wrote")

    def remove(self, name: str) -> None:
        raise AssertionError("a reader took away")

    def tidy(self, prefix: str) -> None:
        raise AssertionError("a reader took away")


def card(data: bytes) -> None:
    """alliance.json and a device's card, the same bytes for both, or objects drawn from them."""
    drawn = Drawn(data)
    written = drawn.rest() if drawn.yes() else _object(drawn, ("format", "alliance", "name", "protected", "author"))
    folder = SharedFolder(_Place({"alliance.json": written, f"devices/{DEVICE}/device.json": written}))
    with suppress(AllianceError):
        found = folder.card()
        assert found is not None
        assert _is_one_line(found.name)
    (device,) = folder.devices()
    assert _is_one_line(folder.device_name(device))


def card_seeds() -> list[bytes]:
    """Cards as the program writes them, and their like."""
    told = {
        "format": 1,
        "alliance": ALLIANCE,
        "name": "示范联盟",
        "founded_at": "2026-01-01T00:00:00Z",
        "protected": False,
    }
    device = {"format": 1, "device": DEVICE, "name": "办公室", "author": "李主席", "library": "x", "since": "2026"}
    cards: tuple[object, ...] = (told, device, [], {"format": 99})
    texts = [json.dumps(each, ensure_ascii=False).encode() for each in cards]
    return [b"\1" + each for each in (*texts, b"[" * 20_000, b'{"format":' + b"9" * 5_000)] + [bytes(40)]


def closed_card(data: bytes) -> None:
    """A device's card in a protected alliance, by somebody who has the alliance's key."""
    drawn = Drawn(data)
    ring = _ring()
    assert ring.newest is not None
    digest = ring.newest.name.digest
    of = f" of {DEVICE}".encode()
    raw = drawn.rest() if drawn.yes() else _object(drawn, ("sign", "exchange", "name", "author", "since"))
    closed = closed_with(derived(KEY, "cards"), raw, of)
    signature = OWN.signature(b"card" + of + closed)
    card = {"key": digest, "closed": text_of(closed), "signature": text_of(signature)}
    if drawn.left and drawn.yes():
        card[drawn.pick(tuple(card))] = drawn.value()
    folder = SharedFolder(
        _Place({f"devices/{DEVICE}/device-{digest[:16]}.json": json.dumps(card).encode()}),
        Protected(BENCH.library, ring),
    )
    assert _is_one_line(folder.device_name(DEVICE))
    BENCH.used()


def closed_card_seeds() -> list[bytes]:
    """What a card says inside."""
    public = OWN.public
    said = {"sign": text_of(public.sign), "exchange": text_of(public.exchange), "name": "办公室", "author": "李主席"}
    return [b"\1" + json.dumps(said).encode(), b'\1{"sign": "\\ud800"}', b"\1[]", bytes(30)]


# -- keys -------------------------------------------------------------------------------------------------------------


def key_file(data: bytes) -> None:
    """A key file under a true name, vouched for by somebody who holds the key, whatever stands in it."""
    drawn = Drawn(data)
    if drawn.yes():
        content = drawn.rest()
    else:
        said = drawn.rest() if drawn.yes() else json.dumps(_told(drawn)).encode()
        code = mac(derived(KEY, "key file"), said)
        content = b"\n".join((said, text_of(code).encode(), text_of(OWN.signature(said + code)).encode(), b""))
    name = KeyName(1, hashlib.sha256(content).hexdigest()[:32])
    try:
        found = keyfile.read(name, content, ALLIANCE)
    except NoKeyFile:
        return
    assert found.stretching.bearable
    ring = Ring(ALLIANCE, own={DEVICE: OWN})
    ring.found(found, KEY)
    ring.follow(found)
    ring.shut_out(found)
    for device in (DEVICE, *found.roster.members, *found.roster.removed):
        ring.belongs(device)
        ring.admits(device, "1-1-x.seg")
    with suppress(NotOpened):
        found.key_for(DEVICE, OWN)


def key_file_seeds() -> list[bytes]:
    """A key file as the program writes it, and the text in it."""
    content = _true_key_file()
    return [b"\1" + content, b"\0\1" + content.split(b"\n", maxsplit=1)[0], *(bytes([0, 0, n]) * 12 for n in range(12))]


def closed_attachment(data: bytes) -> None:
    """A closed attachment's file, arriving in pieces."""
    drawn = Drawn(data)
    sink = io.BytesIO()
    opening = Opening(KEY, SHA256, sink)
    with suppress(NotOpened):
        while drawn.left:
            opening.write(drawn.raw(600))
        opening.finish()
        assert sink.getvalue() == b"attachment"


def closed_attachment_seeds() -> list[bytes]:
    """An attachment's file as the program writes it."""
    folder = BENCH.empty("closing")
    (folder / "content").write_bytes(b"attachment")
    closed = close_file(KEY, SHA256, folder / "content", folder).read_bytes()
    return [struct.pack(">H", len(closed)) + closed, b"\0\1x" * 20]


# -- WebDAV -----------------------------------------------------------------------------------------------------------


def listing(data: bytes) -> None:
    """What a WebDAV server answers when it is asked what a folder holds."""
    drawn = Drawn(data)
    body = drawn.rest() if drawn.yes() else _answer(drawn)
    try:
        found = below("/folder/alliance", listed(body))
    except OSError:
        return
    assert all("/" not in each.name and each.size >= 0 for each in found)


def listing_seeds() -> list[bytes]:
    """An answer as servers give it, and decisions."""
    told = "".join(_response(f"/folder/alliance/{name}", size) for name, size in (("", ""), ("a", "7"), ("b", "x")))
    return [b"\1" + _multistatus(told), *(bytes((n * step + 1) % 256 & 254 for n in range(60)) for step in range(40))]


def _answer(drawn: Drawn) -> bytes:
    own = _response("/folder/alliance/", "")
    hrefs = ("/folder/alliance/a", "http://[x/", "//\u2100/a", "%ff%00", "/folder/alliance/a%2fb", "", drawn.text())
    each = (
        _response(drawn.pick(hrefs), drawn.pick(("7", "²", "9" * 5_000, "-1", drawn.text())))
        for _response_ in range(drawn.below(5))
    )
    return _multistatus(own + "".join(each))


def _response(href: str, size: str) -> str:
    kind = "" if size else "<resourcetype><collection/></resourcetype>"
    told = f"<prop>{kind}<getcontentlength>{escape(size)}</getcontentlength></prop>"
    return f"<response><href>{escape(href)}</href><propstat>{told}</propstat></response>"


def _multistatus(told: str) -> bytes:
    return f'<multistatus xmlns="DAV:">{told}</multistatus>'.encode("utf-8", "replace")


# -- inside -----------------------------------------------------------------------------------------------------------


def _object(drawn: Drawn, names: tuple[str, ...]) -> bytes:
    told = {drawn.pick(names): drawn.value() for _each in range(drawn.below(6))}
    return json.dumps({"format": 1, "alliance": ALLIANCE, **told}).encode()


def _is_one_line(text: str) -> bool:
    return len(text) <= 200 and all(each.isprintable() for each in text)


@cache
def _true_key_file() -> bytes:
    roster = Roster({DEVICE: OWN.public}, (DEVICE,), {"gone0000": ("1-1-x.seg",)})
    stretching = Stretching(bytes(16), memory=8 * 1024, passes=1, lanes=1)
    maker = Maker(DEVICE, OWN, "2026-01-01T00:00:00Z")
    return keyfile.make(ALLIANCE, 1, KEY, "先立基线再比改善", stretching, roster, maker, {"f" * 32: bytes(32)})[1]


def _told(drawn: Drawn) -> dict[str, Any]:
    """What a key file says, some of it replaced."""
    told: dict[str, Any] = json.loads(_true_key_file().split(b"\n")[0])
    for _each in range(drawn.below(4)):
        inside = drawn.pick((told, told["passphrase"], told["members"], told["earlier"], told["removed"]))
        if isinstance(inside, dict):
            inside[drawn.pick((*inside, drawn.text()))] = drawn.value()
        if not all(isinstance(told.get(each), dict) for each in ("passphrase", "members", "earlier", "removed")):
            break
    return told


def _ring() -> Ring:
    content = _true_key_file()
    found = keyfile.read(KeyName(1, hashlib.sha256(content).hexdigest()[:32]), content, ALLIANCE)
    ring = Ring(ALLIANCE, own={"mine0000": DeviceKeys(bytes(31) + b"\3", bytes(31) + b"\4")})
    assert ring.found(found, KEY)
    return ring
