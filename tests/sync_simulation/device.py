"""A device: a real library on a real file, its view of the shared place, its clock, and its user's open editors."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from alliance_app.library import Library
from alliance_app.library.opening import fingerprint
from alliance_app.library.storage import FILE_NAME
from alliance_app.records.values import Content
from alliance_app.sync import Exchange
from tests.sync_simulation.folder import View
from tests.sync_simulation.ledger import Moment
from tests.sync_simulation.seams import WatchedLibrary


@dataclass(frozen=True, slots=True)
class Editor:
    """A record as a user has it open: what it says there, at which version, and which ops its reader has seen."""

    record: str
    version: str
    content: Content
    known: frozenset[int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library file of some day. `name`: of a backup the library itself made, or ""; else `file`."""

    file: Path | None
    name: str
    moment: Moment
    known: dict[str, frozenset[int]]


class Device:
    """One computer and its user. `skew`: how wrong its clock is, in seconds. `away`: turns with nobody there.

    `removed`: a steward has removed it from a protected alliance; `told`: of how many passphrases its user was told
    then, None where he is told all.
    """

    def __init__(self, number: int, folder: Path, view: View, skew: int = 0) -> None:
        self.number = number
        self.folder = folder
        self.view = view
        self.skew = skew
        self.away = 0
        self.deaths = 0
        self.removed = False
        self.told: int | None = None
        self.openings = [self.open()]
        self.editors: dict[str, Editor] = {}
        self.snapshots: list[Snapshot] = []
        self.ids: set[str] = {self.id}
        self._known: dict[str, frozenset[int]] = {}
        self._checked: set[str] = set()

    @property
    def file(self) -> Path:
        """Its library file."""
        return self.folder / FILE_NAME

    @property
    def library(self) -> WatchedLibrary:
        return self.openings[0]

    @property
    def id(self) -> str:
        """As its file says it: what an opening believes may be out of date, and is not to be mended by being asked."""
        with self.library.reading() as connection:
            found = connection.exec_driver_sql("SELECT value FROM facts WHERE key = 'device_id'").scalar_one()
        return str(found)

    def open(self) -> WatchedLibrary:
        return WatchedLibrary.opened(self.folder)

    def exchange(self, library: Library, place: Path) -> Exchange:
        """Sync, through this device's view of the place."""

        def transport(_place: str, mark: str) -> View:
            self.view.mark = mark
            return self.view

        return Exchange(library, place, transport=transport)

    def reopen(self) -> None:
        """Close everything and open it again: the editors are closed, too."""
        self.close()
        self.openings = [self.open()]
        self.editors.clear()
        self.ids.add(self.id)

    def replace(self, library: WatchedLibrary) -> WatchedLibrary:
        """A process has died: another one takes its place."""
        place = self.openings.index(library)
        library.close()
        self.openings[place] = self.open()
        self.editors.clear()
        return self.openings[place]

    def close(self) -> None:
        for library in self.openings:
            library.close()

    # -- what its user has seen -------------------------------------------------------------------------------------

    def knows(self, record: str, ops: dict[int, str]) -> frozenset[int]:
        """Which of these ops, by number, with their versions, are in this library's history of the record."""
        known = self._known.get(record, frozenset())
        unknown = ops.keys() - known
        if unknown and record not in self._checked:
            document = self.library._document(record)
            known |= {number for number in unknown if document.content_at(ops[number]) is not None}
            self._known[record] = known
            self._checked.add(record)
        return known & ops.keys()

    def remembered(self, record: str) -> frozenset[int]:
        """The ops that were found in this library when it was last looked at."""
        return self._known.get(record, frozenset())

    def learnt(self, record: str, op: int) -> None:
        """It wrote this op itself."""
        self._known[record] = self._known.get(record, frozenset()) | {op}

    def forgot(self, record: str) -> None:
        """A draft is gone from it for good; should it come from elsewhere again, it is new here."""
        self._known.pop(record, None)
        self.editors.pop(record, None)

    def synced(self) -> None:
        """It may know more of any record now."""
        self._checked.clear()

    # -- copies of its file -----------------------------------------------------------------------------------------

    def copied_to(self, folder: Path, number: int, view: View, *, noticed: bool) -> "Device":
        """A clone of it. `noticed`: the program can tell that its file is a copy."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(f"{FILE_NAME}*"), dirs_exist_ok=True)
        self.save(folder / FILE_NAME)
        if not noticed:
            with sqlite3.connect(folder / FILE_NAME) as file:
                file.execute("UPDATE facts SET value = ? WHERE key = 'fingerprint'", (fingerprint(folder),))
            file.close()
        clone = Device(number, folder, view, self.skew)
        clone._known = dict(self._known)
        clone.ids |= self.ids
        clone.removed, clone.told = self.removed, self.told
        return clone

    def save(self, to: Path) -> None:
        """The library file as it is now."""
        to.unlink(missing_ok=True)
        source, target = sqlite3.connect(self.folder / FILE_NAME), sqlite3.connect(to)
        source.backup(target)
        source.close()
        target.close()

    def snapshot(self, file: Path | None, name: str, moment: Moment) -> None:
        """Note a copy of the library file, and what its user had seen by then."""
        self.snapshots.append(Snapshot(file, name, moment, dict(self._known)))

    def set_back(self, snapshot: Snapshot, *, noticed: bool) -> None:
        """Put the library file of an older day in place. `noticed`: the program can tell that it is a copy."""
        self.close()
        path = self.folder / FILE_NAME
        if snapshot.file is None:
            Library.restore_backup(self.folder, snapshot.name).close()
        else:
            for left in self.folder.glob(f"{FILE_NAME}-*"):
                left.unlink()
            if noticed:
                path.rename(path.with_suffix(".gone"))  # its inode stays taken: the new file's is another
                path.write_bytes(snapshot.file.read_bytes())
                path.with_suffix(".gone").unlink()
            else:
                overwrite(path, snapshot.file.read_bytes())
        self.openings = [self.open()]
        self.editors.clear()
        self._known = dict(snapshot.known)
        self._checked.clear()
        self.ids.add(self.id)


def overwrite(path: Path, content: bytes) -> None:
    """Change a file's bytes and keep the file: what looks at inodes sees nothing."""
    with path.open("r+b" if path.exists() else "xb") as target:
        target.write(content)
        target.truncate()
