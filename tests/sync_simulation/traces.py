"""The law about erasing: what was erased is nowhere, in no file of any device and of the place."""

from pathlib import Path
from typing import TYPE_CHECKING

from alliance_app.sync.segments import SegmentName, parse
from tests.sync_simulation.folder import OUTSIDER
from tests.sync_simulation.laws import Violation
from tests.sync_simulation.ledger import texts

if TYPE_CHECKING:
    from tests.sync_simulation.world import World


def check(world: "World") -> None:
    """Everything has arrived, and every device has synced. Raises Violation."""
    gone = world.ledger.erased()
    if gone:
        marks, files = _marks(world, gone)
        for device in world.members:
            who = f"device {device.number}"
            with device.library.reading() as connection:
                here = gone & set(connection.exec_driver_sql("SELECT id FROM records").scalars())
            if here:
                raise Violation("erased", f"{who} still has {sorted(here)}")
            for path in _files(device.folder):
                _tells_nothing(f"{who}: {path.relative_to(device.folder)}", path.read_bytes(), marks)
                if path.name in files:
                    raise Violation("erased", f"{who} still has the attachment {path.name}")
        _place(world, marks, files)


def _marks(world: "World", gone: set[str]) -> tuple[set[bytes], set[str]]:
    """What was written in these records alone, and which files were attached to them alone.

    Files lie beside the library file: one that went back to an earlier day does not know whose a later file is.
    """
    ops = [op for record in gone for op in world.ledger.of(record)]
    kept = {text for op in world.ledger.ops if op.record not in gone for text in texts(op)}
    marks = {text.encode() for op in ops for text in texts(op) if len(text) == 3 and text not in kept}
    return marks, {text for op in ops if not op.excused for text in texts(op) if len(text) > 3 and text not in kept}


def _files(folder: Path) -> list[Path]:
    """All files of a device but the copies that somebody made of its library."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.relative_to(folder).parts[0] != "snapshots")


def _place(world: "World", marks: set[bytes], files: set[str]) -> None:
    """An id that no library remembers has nobody to clean up; one given up, nobody who sees what comes back there."""
    present = {device.id for device in world.members}
    former = {each for device in world.members for each in device.library.former_devices()}
    reader = world.members[0].library
    seal = world.guard.seal(reader)
    closed = {path for each in files for path in world.guard.blob_paths(reader, each)}
    for kept in world.store.files.values():
        if kept.writer == OUTSIDER:
            continue
        top, _slash, last = kept.name.rpartition("/")
        name, owner = SegmentName.read(last), top.rpartition("/")[2]
        if kept.name in closed:
            raise Violation("erased", f"the place still has the attachment {last}")
        if name is not None and (owner in present or (owner in former and kept.name not in world.store.returned)):
            read = parse(name, kept.content, world.alliance, owner, seal)
            _tells_nothing(f"the place: {kept.name}", b"\n".join(each.payload for each in read.entries), marks)


def _tells_nothing(where: str, content: bytes, marks: set[bytes]) -> None:
    for mark in marks:
        if mark in content:
            raise Violation("erased", f"“{mark.decode()}” still stands in {where}")
