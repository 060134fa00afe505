"""What the tests of protected alliances say again and again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange, Reason
from alliance_app.sync.keys import keeping, keyfile
from alliance_app.sync.keys.ciphers import Stretching
from alliance_app.sync.keys.keyfile import KeyName, Maker, Roster
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.segments import OPEN, Entry, Seal, compose, plain
from tests.sync.scenes import sync

Make = Callable[[str], Library]
PASSPHRASE = "星级联盟的好口令一二三"
NEXT = "换过的新口令四五六七"
QUICK = partial(Stretching, memory=8 * 1024, passes=1, lanes=1)


def member(make: Make, shared: Path, name: str, passphrase: str = PASSPHRASE) -> Library:
    """A library that joins with the passphrase and syncs."""
    library = make(name)
    Exchange(library, shared).join(passphrase=passphrase)
    sync(library)
    return library


def key_file(alliance: str, epoch: int, roster: Roster, maker: Maker, salt: int = 115) -> tuple[KeyName, bytes]:
    """A key file that somebody makes up."""
    return keyfile.make(alliance, epoch, b"K" * 32, PASSPHRASE, QUICK(bytes([salt]) * 16), roster, maker, {})


def ring_of(library: Library) -> Ring:
    ring = keeping.load(library, library.recall("sync.alliance") or "")
    assert ring is not None
    return ring


def reasons(library: Library) -> list[tuple[Reason, str]]:
    return [(each.reason, each.name) for each in sync(library).pending]


def forged(library: Library, folder: Path, device: str, first: int, seal: Seal = OPEN) -> Path:
    """A segment of somebody who can write into the folder: a true record of the founder's with a false change."""
    ids = [each.record_id for each in library.outgoing(0)]
    stranger = Library.create(folder.parent / f"forger{first}{device}", "冒", author="冒")
    payload = stranger.history_of(stranger.add(NewRecord("article", "伪造")).only)
    entry = Entry(ids[0] if first % 2 else "01ARZ3NDEKTSV4RRFFQ69G5FAV", payload, "2026-01-01T00:00:00Z")
    alliance = library.recall("sync.alliance") or ""
    name, content = compose(plain(alliance, device, first, (entry,)), seal)
    stranger.close()
    path = folder / "devices" / device / str(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
