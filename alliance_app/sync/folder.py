"""What is in a shared folder, and what the names in it mean. Everything else there is left alone and not looked at.

alliance.json                               which alliance; written once by whoever founds it
devices/<device>/device.json                whose device
devices/<device>/<first>-<last>-<hash>.seg  its changes
blobs/<ab>/<sha256>                         attachments
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alliance_app.library.values import Identity
from alliance_app.sync.errors import FolderGone, FolderNewer, FolderUnreadable
from alliance_app.sync.segments import SegmentName, is_alliance_id, is_device_id
from alliance_app.sync.transport import Transport, open_place, whole_name
from alliance_app.words import _

FORMAT = 1
CARD = "alliance.json"
_DEVICES = "devices"
_BLOBS = "blobs"
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
    """Which alliance a folder belongs to."""

    alliance: str
    name: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What a folder is, seen from outside. `name` and `devices` are those of the alliance that is there."""

    empty: bool
    alliance: str | None
    name: str
    devices: tuple[str, ...]


def look(place: str | Path) -> Sight:
    """What a place is, before one joins it. Raises FolderGone, FolderNewer, FolderUnreadable, FolderBlocked."""
    shared = SharedFolder(open_place(whole_name(str(place))))
    card = shared.card()
    if card is None:
        return Sight(empty=shared.is_empty(), alliance=None, name="", devices=())
    devices = tuple(shared.device_name(each) for each in shared.devices())
    return Sight(empty=False, alliance=card.alliance, name=card.name, devices=devices)


class SharedFolder:
    """The files of an alliance in a shared place."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self._names: dict[str, tuple[str, str]] = {}

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
        return AllianceCard(alliance, _name(told.get("name")))

    def found(self, alliance: str, name: str) -> None:
        """Make this the folder of `alliance`, unless somebody was quicker. Raises what a write raises."""
        told = {"format": FORMAT, "alliance": alliance, "name": name, "founded_at": _now()}
        self.transport.put_if_absent(CARD, _json(told))

    def is_empty(self) -> bool:
        """Whether nothing but litter is there."""
        return all(_LITTER.fullmatch(each.name) for each in self._top())

    def has_devices(self) -> bool:
        """Whether devices of some alliance have written here."""
        return any(each.folder and each.name == _DEVICES for each in self._top())

    def check(self, alliance: str) -> None:
        """Stop before writing where the folder has gone, or another has come in its place. Raises FolderGone."""
        card = self.card()
        if card is None or card.alliance != alliance:
            raise FolderGone(folder=self.place, reason=_("alliance.json is not there"))

    # -- devices ----------------------------------------------------------------------------------------------------

    def devices(self) -> list[str]:
        """The ids of the devices that have written here."""
        try:
            found = self.transport.list(_DEVICES)
        except OSError as error:
            raise FolderUnreadable(folder=self.place, reason=error.strerror or str(error)) from error
        return sorted(each.name for each in found if each.folder and is_device_id(each.name))

    def introduce(self, device: str, identity: Identity) -> None:
        """Say whose device this is, once. Raises what a write raises."""
        named = {"name": identity.device_name, "author": identity.author, "library": identity.library_id}
        told = {"format": FORMAT, "device": device, **named, "since": _now()}
        self.transport.put_if_absent(f"{_DEVICES}/{device}/device.json", _json(told))

    def device_name(self, device: str) -> str:
        """What people call a device; its id where it does not say."""
        return " · ".join(part for part in self.device_names(device) if part) or device

    def device_names(self, device: str) -> tuple[str, str]:
        """What a device says its author and itself are called; "" for what it does not say."""
        if device not in self._names:
            try:
                told = _object(self.transport.read(f"{_DEVICES}/{device}/device.json", _MAX_CARD)) or {}
            except OSError:
                told = {}
            self._names[device] = _name(told.get("author")), _name(told.get("name"))
        return self._names[device]

    # -- segments ---------------------------------------------------------------------------------------------------

    def segments(self, device: str) -> list[SegmentName]:
        """The names of a device's segments, lowest number first, the longest first among equals. Raises OSError."""
        found = self.transport.list(f"{_DEVICES}/{device}")
        return _in_order(SegmentName.read(each.name) for each in found if not each.folder)

    def segment_sizes(self, device: str) -> dict[SegmentName, int]:
        """The names and lengths of a device's segments. Raises OSError."""
        found = self.transport.list(f"{_DEVICES}/{device}", sizes=True)
        named = ((SegmentName.read(each.name), each.size) for each in found if not each.folder)
        return {name: size for name, size in named if name is not None}

    @staticmethod
    def segment_path(device: str, name: SegmentName) -> str:
        """Where a segment is."""
        return f"{_DEVICES}/{device}/{name}"

    def tidy(self, device: str) -> None:
        """Take away what a crash of this very device left half-written."""
        self.transport.tidy(f"{_DEVICES}/{device}")

    # -- attachments ------------------------------------------------------------------------------------------------

    @staticmethod
    def blob_path(sha256: str) -> str:
        """Where an attachment's content is. Raises ValueError for what is no hash."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a hash: {sha256!r}")
        return f"{_BLOBS}/{sha256[:2]}/{sha256}"

    def blob_sizes(self, hashes: Iterable[str]) -> dict[str, int]:
        """Which of these attachments are there, and how long. Raises OSError."""
        wanted = set(hashes)
        found: dict[str, int] = {}
        for shelf in sorted({each[:2] for each in wanted}):
            for entry in self.transport.list(f"{_BLOBS}/{shelf}", sizes=True):
                if entry.name in wanted and not entry.folder:
                    found[entry.name] = entry.size
        return found

    def _top(self) -> list[Any]:
        try:
            return list(self.transport.list(""))
        except OSError as error:
            raise FolderGone(folder=self.place, reason=error.strerror or str(error)) from error


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
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
