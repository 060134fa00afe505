"""How a schedule begins: with devices that never met, or with some that have shared a few records already."""

import copy
import re
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alliance_app.library import Library
from alliance_app.library.opening import fingerprint
from alliance_app.library.storage import FILE_NAME
from alliance_app.records.values import Content, NewRecord
from tests.sync_simulation.device import Device, overwrite
from tests.sync_simulation.folder import Kept, Store, View
from tests.sync_simulation.guard import SECRET, passphrase
from tests.sync_simulation.ledger import Intent, Ledger, Share, mark
from tests.sync_simulation.seams import Numbers, held

MOST = 7
_MARK = 6_600  # of marks, no schedule is so long that it comes here
_KINDS = ("article", "project")
_BIRTHDAY = datetime(2025, 12, 31, tzinfo=UTC)


class Cradle:
    """Library files to begin with, made once in a process: making one takes longer than a schedule."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = folder / "nowhere" / "shared"  # no such directory: nothing real may be written there
        self._seasoned: dict[bool, Beginning] = {}
        self._born: dict[int, bytes] = {}

    def lay(self, number: int, library: bytes | None = None, secret: bytes | None = None) -> Path:
        """The folder of device `number`, its library as it was born or as told. Always the same file: it is no copy."""
        folder = self.folder / f"device{number}"
        if number not in self._born:
            self._born[number] = self._bear(folder, number)
        for left in folder.iterdir():
            if left.is_dir():
                shutil.rmtree(left)
            elif left.name != FILE_NAME:
                left.unlink()
        content = self._born[number] if library is None else library
        # a schedule before this one may have put another file in its place: this one belongs here all the same
        known = f"fingerprint{fingerprint(folder)}".encode()
        overwrite(folder / FILE_NAME, re.sub(rb"fingerprint[0-9a-f]{64}", known, content))
        if secret is not None:
            (folder / SECRET).write_bytes(secret)
        return folder

    def seasoned(self, *, protected: bool = False) -> "Beginning":
        """Devices that know each other, and what they have shared, in an alliance with a passphrase or without."""
        if protected not in self._seasoned:
            numbers = Numbers()
            numbers.begin("seasoned")
            with held(lambda: _BIRTHDAY, numbers):
                self._seasoned[protected] = _seasoned(self, passphrase(0) if protected else None)
        return self._seasoned[protected]

    def empty(self, number: int) -> Path:
        """A folder for the clone that is device `number`, with nothing in it."""
        folder = self.folder / f"clone{number}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def _bear(self, folder: Path, number: int) -> bytes:
        """A new library, the same in every process: its id is drawn from its number."""
        numbers = Numbers()
        numbers.begin("cradle", number)
        with held(lambda: _BIRTHDAY, numbers):
            author, device = f"主席{number}", f"电脑{number}"
            if number == 0:
                Library.create(folder, "联盟", author=author, device_name=device).close()
            else:
                folder.mkdir()
                overwrite(folder / FILE_NAME, self._born[0])
                with Library.open(folder) as library:  # a copy of the first: it takes an id of its own
                    library.rename(author=author, device_name=device)
                with sqlite3.connect(folder / FILE_NAME) as file:  # but neither id of the first was ever its own
                    file.execute("UPDATE facts SET value = '' WHERE key = 'former_devices'")
                    file.execute("UPDATE facts SET value = ? WHERE key = 'library_id'", (f"{number:032x}",))
                file.close()
        return (folder / FILE_NAME).read_bytes()


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is there before the first step: libraries, their secrets, the place, and what users were told."""

    libraries: tuple[bytes, ...]
    secrets: tuple[bytes | None, ...]
    files: tuple[Kept, ...]
    ledger: Ledger
    alliance: str

    def into(self, store: Store, ledger: Ledger) -> None:
        """Put it into a world."""
        store.files = {each.name: copy.copy(each) for each in self.files}
        for op in self.ledger.ops:
            ledger.take(copy.copy(op))
        ledger.shares += [copy.copy(each) for each in self.ledger.shares]
        ledger.public |= self.ledger.public


def _seasoned(cradle: Cradle, word: str | None) -> Beginning:
    """An alliance of `MOST` devices that have synced two records the first of them shared."""
    store, ledger = Store(lambda: 0, cloud=False), Ledger()
    devices = [Device(number, cradle.lay(number), View(store, number)) for number in range(MOST)]
    first = devices[0]
    place = cradle.place
    alliance = first.exchange(first.library, place).join(passphrase=word).alliance
    for number, kind in enumerate(_KINDS):
        title, body = mark(_MARK + 2 * number), mark(_MARK + 2 * number + 1)
        changed = first.library.add(NewRecord(kind, title, body=body))
        first.library.share(changed.only)
        after = Content(kind, title, {}, (), body, ())
        intent = Intent("", "add", "", frozenset(), None, after)
        op = ledger.keep(intent, changed.only, 0, changed.versions[changed.only], sure=True)
        op.given = True
        ledger.shares.append(Share(changed.only, 0, given=True))
        ledger.public.add(changed.only)
    for device in devices:
        device.view.heal()
        exchange = device.exchange(device.library, place)
        exchange.join(passphrase=word)
        exchange.sync()
        device.close()
    libraries = tuple(device.file.read_bytes() for device in devices)
    secrets = tuple((device.folder / SECRET).read_bytes() if word else None for device in devices)
    return Beginning(libraries, secrets, tuple(store.files.values()), ledger, alliance)
