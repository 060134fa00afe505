"""Power cuts: what is flushed when, and that what was not flushed, and is lost, is given again.

The calls that matter are recorded while a device syncs; from them follows what a disk must hold after a power cut at
any moment, and what it may hold. Every such disk is then given to a reader, and to the device itself.
"""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange
from tests.sync.scenes import everything, picture, sync

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to tell which file is flushed")


@dataclass
class Disk:
    """What is on a disk for sure: contents that were flushed, names whose folder was flushed after they were made."""

    contents: dict[int, bytes] = field(default_factory=dict)  # by inode
    names: dict[Path, int] = field(default_factory=dict)  # flushed
    fresh: dict[Path, int] = field(default_factory=dict)  # made, the folder not flushed since


@dataclass
class Recorder:
    """Every flush and every naming below `root`, in order, and the disk after each."""

    root: Path
    disk: Disk = field(default_factory=Disk)
    moments: list[dict[Path, bytes | None]] = field(default_factory=list)

    def flushed(self, descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path != self.root and self.root not in path.parents:
            return
        if path.is_dir():
            for name in [each for each in self.disk.fresh if each.parent == path]:
                self.disk.names[name] = self.disk.fresh.pop(name)
        else:
            self.disk.contents[path.stat().st_ino] = path.read_bytes()
        self._moment()

    def named(self, path: Path) -> None:
        self.disk.fresh[path] = path.stat().st_ino
        self._moment()

    def _moment(self) -> None:
        """What may be found after a cut now: flushed names with what was flushed of them; fresh names as well."""
        found = {**self.disk.names, **self.disk.fresh}
        self.moments.append({
            path.relative_to(self.root): self.disk.contents.get(inode)
            for path, inode in found.items()
            if not path.name.startswith(".")
        })


@pytest.fixture
def recorder(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    made = Recorder(shared)
    fsync, link, replace = os.fsync, Path.hardlink_to, Path.replace

    def flush(descriptor: int) -> None:
        fsync(descriptor)
        made.flushed(descriptor)

    def linked(self: Path, target: Any) -> None:
        link(self, target)
        if shared in self.parents:
            made.named(self)

    def replaced(self: Path, target: Any) -> Any:
        result = replace(self, target)
        if shared in Path(target).parents:
            made.named(Path(target))
        return result

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "hardlink_to", linked)
    monkeypatch.setattr(Path, "replace", replaced)
    return made


def give(library: Library, shared: Path) -> None:
    """Two syncs of a few records with attachments."""
    for number in range(2):
        kept = library.keep_bytes(f"{number}.txt", str(number).encode() * 5000)
        library.share(library.add(NewRecord("article", f"第{number}", body="正文", attachments=(kept,))).only)
        sync(library, shared)


def test_a_name_never_stands_for_what_is_not_flushed(
    make: Callable[[str], Library], shared: Path, recorder: Recorder
) -> None:
    give(make("A"), shared)
    assert len(recorder.moments) > 12
    for found in recorder.moments:
        assert all(content is not None for content in found.values()), found
    assert recorder.disk.fresh == {}  # in the end every name is flushed too
    assert recorder.moments[-1] == {Path(name): content for name, content in everything(shared).items()}


@pytest.mark.parametrize("tail", ["kept", "lost", "torn"])
def test_after_a_cut_at_any_moment_readers_take_what_is_whole_and_the_rest_comes_again(
    make: Callable[[str], Library], shared: Path, tmp_path: Path, recorder: Recorder, tail: str
) -> None:
    giver = make("A")
    give(giver, shared)
    whole = everything(shared)
    for number, found in enumerate(list(recorder.moments)):
        folder = tmp_path / f"cut{number}"
        for name, content in found.items():
            _put(folder / name, content or b"", tail if number == len(recorder.moments) - 1 else "kept")
        if not (folder / "alliance.json").exists():
            continue
        with Library.create(tmp_path / f"reader{number}", "R") as reader:
            Exchange(reader, folder).join()
            sync(reader)
            assert picture(reader).items() <= picture(giver).items()
            sync(giver, folder)  # the folder has moved, and lost its tail
            again = everything(folder)
            assert again.keys() == whole.keys()
            assert all(again[name] == whole[name] for name in whole if not name.endswith(".json"))
            assert sync(reader).pending == ()
            assert picture(reader) == picture(giver)
        shutil.rmtree(folder)


def _put(path: Path, content: bytes, tail: str) -> None:
    """A file as it was found; its tail may be lost all the same: a disk that lies about flushing."""
    if tail == "lost" and path.suffix == ".seg" and path.name.startswith("2-"):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content[: len(content) // 2] if tail == "torn" and path.suffix == ".seg" else content)


def test_the_library_flushes_each_commit(make: Callable[[str], Library]) -> None:
    """What may be in the folder a moment later must not be lost here: `synchronous` is FULL."""
    library = make("A")
    with library._storage.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
