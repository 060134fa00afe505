"""Attachments closed: pieces of one megabyte, each under its number, so that none can be left out, doubled or moved.

The name of the file follows from the content's hash and the alliance's key: without the key nobody can tell whether a
document he has lies in the folder.
"""

import secrets
from pathlib import Path

from alliance_app.sync.keys.ciphers import PIECE_GROWTH, close_piece, derived, mac, open_piece
from alliance_app.sync.protection import NotOpened
from alliance_app.sync.transport import Sink

PIECE = 1024 * 1024


def blob_name(key: bytes, sha256: str) -> str:
    """What the content with this hash is called in the folder, in 64 hexadecimal digits like the hash itself."""
    return mac(derived(key, "attachment names"), sha256.encode()).hex()


def closed_size(size: int) -> int:
    """How long a content of `size` bytes is when it is closed."""
    return size + PIECE_GROWTH * max(1, -(-size // PIECE))


def close_file(key: bytes, sha256: str, content: Path, beside: Path) -> Path:
    """A closed copy of a content, in the folder `beside`; the same each time."""
    own = derived(key, f"attachment {sha256}")
    target = beside / f"{secrets.token_hex(8)}.part"
    with content.open("rb") as source, target.open("xb") as sink:
        number, piece = 0, source.read(PIECE)
        while True:
            following = source.read(PIECE)
            sink.write(close_piece(own, number, piece, last=not following))
            if not following:
                return target
            number, piece = number + 1, following


class Opening:
    """Opens what `close_file` closed, while it arrives, into `sink`."""

    def __init__(self, key: bytes, sha256: str, sink: Sink) -> None:
        self._key = derived(key, f"attachment {sha256}")
        self._sink = sink
        self._number = 0
        self._waiting = bytearray()

    def write(self, piece: bytes, /) -> int:
        """Take the next bytes as they come. Raises NotOpened."""
        self._waiting += piece
        whole = PIECE + PIECE_GROWTH
        while len(self._waiting) > whole:  # one more byte: so this is not the last piece
            self._open(bytes(self._waiting[:whole]), last=False)
            del self._waiting[:whole]
        return len(piece)

    def finish(self) -> None:
        """That was all. Raises NotOpened when something is missing."""
        self._open(bytes(self._waiting), last=True)

    def _open(self, closed: bytes, *, last: bool) -> None:
        if len(closed) < PIECE_GROWTH:
            raise NotOpened
        self._sink.write(open_piece(self._key, self._number, closed, last=last))
        self._number += 1
