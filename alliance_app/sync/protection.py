"""What a folder's files are closed with: nothing, or the keys of a protected alliance."""

from pathlib import Path
from typing import Any, Protocol

from alliance_app.sync.segments import OPEN, Seal
from alliance_app.sync.transport import Sink


class NotOpened(Exception):
    """The bytes were not closed with this key, or were changed since."""


class Pouring(Protocol):
    """Takes a content as it was written, piece by piece."""

    def write(self, piece: bytes, /) -> int:
        """Take the next piece. Raises NotOpened."""

    def finish(self) -> None:
        """That was all. Raises NotOpened when it is not."""


class Protection(Protocol):
    """How this library closes what it gives and opens what others gave."""

    def seal(self, device: str) -> Seal:
        """The seal of this library's device (this one, or one it was); it opens everybody's."""

    def admits(self, device: str, name: str) -> bool:
        """Whether a file of a device is to be read at all."""

    def card(self, device: str, told: dict[str, Any]) -> dict[str, Any]:
        """A device's card as it is written, from what it says."""

    def card_name(self) -> str:
        """What this device's card is called now."""

    def read_card(self, device: str, written: dict[str, Any]) -> dict[str, Any]:
        """What a card says; nothing when it is not to be believed."""

    def taken(self, device: str, written: dict[str, Any]) -> bool:
        """Whether a card in this device's own folder is of another copy of the library that uses its id."""

    def introduced(self, device: str) -> bool:
        """Whether the members know a device already: its card need be neither read nor written now."""

    def blob_names(self, sha256: str) -> list[str]:
        """What an attachment's content may be called in the folder; new ones are called as the first."""

    def blob_size(self, size: int) -> int:
        """How long a content of `size` bytes is in the folder."""

    def closed(self, sha256: str, name: str, content: Path, beside: Path) -> Path:
        """What to write as `name` for an attachment's content: itself, or a closed copy made in the folder `beside`."""

    def opened(self, sha256: str, name: str, sink: Sink) -> Pouring:
        """What opens the file called `name` piece by piece into `sink`."""


class Unprotected:
    """Nothing is closed: whoever reaches the folder may read it and is trusted not to forge."""

    def seal(self, device: str) -> Seal:
        """None."""
        return OPEN

    def admits(self, device: str, name: str) -> bool:
        """Everybody's."""
        return True

    def card(self, device: str, told: dict[str, Any]) -> dict[str, Any]:
        """As it is."""
        return told

    def card_name(self) -> str:
        """Always the same."""
        return "device.json"

    def read_card(self, device: str, written: dict[str, Any]) -> dict[str, Any]:
        """As it is."""
        return written

    def taken(self, device: str, written: dict[str, Any]) -> bool:
        """Never: a card has no keys."""
        return False

    def introduced(self, device: str) -> bool:
        """Nobody needs to."""
        return True

    def blob_names(self, sha256: str) -> list[str]:
        """Its hash."""
        return [sha256]

    def blob_size(self, size: int) -> int:
        """The same."""
        return size

    def closed(self, sha256: str, name: str, content: Path, beside: Path) -> Path:
        """As it is."""
        return content

    def opened(self, sha256: str, name: str, sink: Sink) -> Pouring:
        """As it is."""
        return _AsItIs(sink)


class _AsItIs:
    def __init__(self, sink: Sink) -> None:
        self.write = sink.write

    def finish(self) -> None:
        """Nothing is left to do."""


UNPROTECTED = Unprotected()
