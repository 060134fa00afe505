"""What is in a shared folder, and what the names in it mean. Everything else there is left alone and not looked at.

alliance.json                               which alliance; written once by whoever founds it
devices/<device>/device.json                whose device
devices/<device>/<first>-<last>-<hash>.seg  its changes
blobs/<ab>/<sha256>                         attachments
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_app.library.values import Identity
from alliance_app.records import clock
from alliance_app.sync.errors import FolderGone, FolderNewer, FolderUnreadable
from alliance_app.sync.protection import UNPROTECTED, Protection
from alliance_app.sync.segments import SegmentName, is_alliance_id, is_device_id
from alliance_app.sync.transport import Entry, Sink, Transport, local_folder, open_place, whole_name
from alliance_app.words import _

FORMAT = 1
CARD = "alliance.json"
_DEVICES = "devices"
_BLOBS = "blobs"
_KEYS = "keys"
_DEVICE_CARD = re.compile(r"device(-[0-9a-f]{16})?\.json")
_FEW = 2  # shelves to look at without a look first which there are
_MAX_CARD = 64 * 1024
_MAX_NAME = 80
_SHA256 = re.compile(r"[0-9a-f]{64}")
# What systems and sync programs leave in any folder: it does not make an empty folder a used one.
_LITTER = re.compile(
    r"desktop\.ini|thumbs\.db|system volume information|\$recycle\.bin|lost\+found|~\$.*|\..*|.*\.tmp|icon\r",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AllianceCard:
    """Which alliance a folder belongs to. `protected`: its files are closed with keys a passphrase opens."""

    alliance: str
    name: str
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What a folder is, seen from outside. `name` and `devices` are those of the alliance that is there.

    A protected alliance tells outsiders only how many devices it has.
    """

    empty: bool
    alliance: str | None
    name: str
    devices: tuple[str, ...]
    protected: bool = False


def look(place: str | Path) -> Sight:
    """What a place is, before one joins it. Raises FolderGone, FolderNewer, FolderUnreadable, FolderBlocked."""
    shared = SharedFolder(open_place(whole_name(str(place))))
    card = shared.card()
    if card is None:
        return Sight(empty=shared.is_empty(), alliance=None, name="", devices=())
    devices = tuple(shared.device_name(each) for each in shared.devices())
    return Sight(empty=False, alliance=card.alliance, name=card.name, devices=devices, protected=card.protected)


@dataclass(frozen=True, slots=True)
class BlobFile:
    """An attachment's file in the folder: what it is called there, and how long it is."""

    name: str
    size: int


class SharedFolder:
    """The files of an alliance in a shared place. `protection`: what they are closed with; `card`: it was looked at."""

    def __init__(
        self, transport: Transport, protection: Protection = UNPROTECTED, card: AllianceCard | None = None
    ) -> None:
        self.transport = transport
        self.protection = protection
        self._cards: dict[str, dict[str, Any]] = {}
        self._checked = card
        self._far = local_folder(transport.place) is None
        self._listed: dict[str, list[Entry]] = {}

    @property
    def place(self) -> str:
        return self.transport.place

    # -- the alliance -----------------------------------------------------------------------------------------------

    def card(self) -> AllianceCard | None:
        """Whose folder this is; None without alliance.json. Raises FolderGone, FolderNewer, FolderUnreadable."""
        if CARD not in {each.name for each in self._top()}:
            return None
        try:
            told = _object(self.transport.read(CARD, _MAX_CARD))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FolderUnreadable(folder=self.place, reason=f"{CARD}: {error.strerror or error}") from error
        if told is None:
            raise FolderUnreadable(folder=self.place, reason=_("alliance.json is incomplete or damaged"))
        written_format = told.get("format")
        if isinstance(written_format, int) and written_format > FORMAT:
            raise FolderNewer(folder=self.place, found=written_format)
        alliance = told.get("alliance")
        if written_format != FORMAT or not isinstance(alliance, str) or not is_alliance_id(alliance):
            raise FolderUnreadable(folder=self.place, reason=_("alliance.json is incomplete or damaged"))
        return AllianceCard(alliance, _name(told.get("name")), told.get("protected") is True)

    def found(self, alliance: str, name: str, *, protected: bool = False) -> None:
        """Make this the folder of `alliance`, unless somebody was quicker. Raises what a write raises."""
        told = {"format": FORMAT, "alliance": alliance, "name": name, "founded_at": _now(), "protected": protected}
        self.transport.put_if_absent(CARD, _json(told))

    def is_empty(self) -> bool:
        """Whether nothing but litter is there."""
        return all(_LITTER.fullmatch(each.name) for each in self._top())

    def has_devices(self) -> bool:
        """Whether devices of some alliance have written here."""
        return any(each.folder and each.name == _DEVICES for each in self._top())

    def check(self, alliance: str) -> AllianceCard:
        """Stop where the folder has gone, or another has come in its place; its card. Raises FolderGone.

        A far place is looked at once: unlike the spot of a drive it cannot come to be an empty folder meanwhile.
        """
        if self._checked is not None and self._far:
            return self._checked
        card = self.card()
        if card is None or card.alliance != alliance:
            raise FolderGone(folder=self.place, reason=_("alliance.json is not there"))
        self._checked = card
        return card

    # -- keys -------------------------------------------------------------------------------------------------------

    def key_names(self) -> dict[str, int]:
        """The names and lengths of the files beside which keys may be. Raises FolderUnreadable."""
        try:
            found = sorted(self.transport.list(_KEYS, sizes=True), key=lambda each: each.name)
            return {each.name: each.size for each in found if not each.folder}
        except OSError as error:
            raise FolderUnreadable(folder=self.place, reason=error.strerror or str(error)) from error

    def key(self, name: str, limit: int) -> bytes:
        """A key file. Raises OSError."""
        return self.transport.read(f"{_KEYS}/{name}", limit)

    def put_key(self, name: str, content: bytes, *, over: bool = False) -> None:
        """Write a key file; `over`: a broken one. Raises what a write raises."""
        put = self.transport.mend if over else self.transport.put_if_absent
        put(f"{_KEYS}/{name}", content)

    # -- devices ----------------------------------------------------------------------------------------------------

    def devices(self) -> list[str]:
        """The ids of the devices that have written here."""
        try:
            found = self.transport.list(_DEVICES)
        except OSError as error:
            raise FolderUnreadable(folder=self.place, reason=error.strerror or str(error)) from error
        return sorted(each.name for each in found if each.folder and is_device_id(each.name))

    def introduce(self, device: str, identity: Identity, *, over: bool = False) -> None:
        """Say whose device this is; `over`: on a card that is broken. Raises what a write raises."""
        put = self.transport.mend if over else self.transport.put_if_absent
        put(f"{_DEVICES}/{device}/{self.protection.card_name()}", self._own_card(device, identity))

    def card_size(self, device: str, identity: Identity) -> int:
        """How long this device's card is when nothing of it is missing."""
        return len(self._own_card(device, identity))

    def _own_card(self, device: str, identity: Identity) -> bytes:
        named = {"name": identity.device_name, "author": identity.author, "library": identity.library_id}
        return _json(self.protection.card(device, {"format": FORMAT, "device": device, **named, "since": _now()}))

    def meet(self, device: str) -> dict[str, Any]:
        """What a device says of itself on its card; nothing where it says nothing that is to be believed."""
        if device not in self._cards:
            said = [self.protection.read_card(device, each) for each in self._read_cards(device)]
            self._cards[device] = next(filter(None, said), {})
        return self._cards[device]

    def is_taken(self, device: str) -> bool:
        """Whether another copy of this library has put its card into the folder of this device."""
        return any(self.protection.taken(device, each) for each in self._read_cards(device))

    def device_name(self, device: str) -> str:
        """What people call a device; its id where it does not say."""
        return " · ".join(part for part in self.device_names(device) if part) or device

    def device_names(self, device: str) -> tuple[str, str]:
        """What a device says its author and itself are called; "" for what it does not say."""
        card = self.meet(device)
        return _name(card.get("author")), _name(card.get("name"))

    def _read_cards(self, device: str) -> Iterator[dict[str, Any]]:
        """The cards in a device's folder: one, or one for each key of a protected alliance."""
        with suppress(OSError):
            for name in self._card_names(device):
                told = _object(self.transport.read(f"{_DEVICES}/{device}/{name}", _MAX_CARD))
                if told is not None:
                    yield told

    def _card_names(self, device: str) -> list[str]:
        if self.protection is UNPROTECTED:
            return [self.protection.card_name()]
        found = self.transport.list(f"{_DEVICES}/{device}")
        return [each.name for each in found if not each.folder and _DEVICE_CARD.fullmatch(each.name)]

    # -- segments ---------------------------------------------------------------------------------------------------

    def segments(self, device: str) -> list[SegmentName]:
        """The names of a device's segments, lowest number first, the longest first among equals. Raises OSError."""
        found = self.transport.list(f"{_DEVICES}/{device}")
        return _in_order(SegmentName.read(each.name) for each in found if not each.folder)

    def own_files(self, device: str) -> tuple[dict[SegmentName, int], int | None]:
        """The names and lengths of a device's segments; the length of its card, None for none. Raises OSError."""
        found = [each for each in self.transport.list(f"{_DEVICES}/{device}", sizes=True) if not each.folder]
        named = ((SegmentName.read(each.name), each.size) for each in found)
        card = next((each.size for each in found if each.name == self.protection.card_name()), None)
        return {name: size for name, size in named if name is not None}, card

    @staticmethod
    def segment_path(device: str, name: SegmentName) -> str:
        """Where a segment is."""
        return f"{_DEVICES}/{device}/{name}"

    def drop_segment(self, device: str, name: SegmentName) -> None:
        """Take away a segment another file has replaced. Raises what a write raises."""
        self.transport.remove(self.segment_path(device, name))

    def tidy(self, device: str) -> None:
        """Take away what a crash of this very device left half-written."""
        self.transport.tidy(f"{_DEVICES}/{device}")

    # -- attachments ------------------------------------------------------------------------------------------------

    def blobs(self, hashes: Iterable[str]) -> dict[str, BlobFile]:
        """Which of these attachments are there. Raises OSError."""
        wanted: dict[str, dict[str, str]] = {}
        for sha256 in hashes:
            for name in self.protection.blob_names(sha256):
                wanted.setdefault(name[:2], {})[name] = sha256
        found: dict[str, BlobFile] = {}
        shelves = set(wanted)
        if len(shelves) > _FEW:
            shelves &= {each.name for each in self._shelf(_BLOBS) if each.folder}
        for shelf in sorted(shelves):
            for entry in self._shelf(f"{_BLOBS}/{shelf}"):
                sha256_of = wanted[shelf].get(entry.name)
                if sha256_of is not None and not entry.folder:
                    found[sha256_of] = BlobFile(entry.name, entry.size)
        return found

    def put_blob(self, sha256: str, content: Path, there: BlobFile | None, beside: Path) -> int:
        """Write an attachment's content, over a broken copy `there`; its size. Raises what a write raises.

        `beside`: a folder of the library's own for a closed copy on the way.
        """
        name = there.name if there else self.protection.blob_names(sha256)[0]
        written = self.protection.closed(sha256, name, content, beside)
        try:
            if there:
                self.transport.mend(_blob_path(name), written)
            else:
                self.transport.put_if_absent(_blob_path(name), written)
            return written.stat().st_size
        finally:
            if written != content:
                written.unlink(missing_ok=True)

    def read_blob(self, sha256: str, there: BlobFile, sink: Sink, limit: int, heard: Callable[[int], None]) -> None:
        """Copy an attachment's content into `sink`. Raises OSError, TooLong, NotOpened."""
        opened = self.protection.opened(sha256, there.name, sink)
        self.transport.read_into(_blob_path(there.name), opened, self.protection.blob_size(limit), heard)
        opened.finish()

    def drop_blob(self, sha256: str) -> None:
        """Take away the content of an attachment that was erased. Raises what a write raises."""
        for name in self.protection.blob_names(sha256):
            self.transport.remove(_blob_path(name))

    def _shelf(self, name: str) -> list[Entry]:
        """What is below; of a far place asked once a sync, for taking and giving look at the same shelves."""
        if name not in self._listed:
            found = self.transport.list(name, sizes=True)
            if not self._far:
                return found
            self._listed[name] = found
        return self._listed[name]

    def _top(self) -> list[Any]:
        try:
            return list(self.transport.list(""))
        except OSError as error:
            raise FolderGone(folder=self.place, reason=error.strerror or str(error)) from error


def _blob_path(name: str) -> str:
    if not _SHA256.fullmatch(name):
        raise ValueError(f"not a hash: {name!r}")
    return f"{_BLOBS}/{name[:2]}/{name}"


def _in_order(names: Iterable[SegmentName | None]) -> list[SegmentName]:
    return sorted((each for each in names if each is not None), key=lambda each: (each.first, -each.last, each.digest))


def _object(raw: bytes) -> dict[str, Any] | None:
    """A JSON object; None for anything else."""
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _json(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _name(value: object) -> str:
    """A name somebody else wrote, fit to be shown on one line."""
    if not isinstance(value, str):
        return ""
    shown = " ".join("".join(each if each.isprintable() else " " for each in value[:500]).split())
    return shown[:_MAX_NAME]


def _now() -> str:
    return clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
