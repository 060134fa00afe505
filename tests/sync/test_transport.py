"""Putting files into a directory: whole or not at all, on disk before they are named, never over another."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_app.sync.errors import (
    FolderBlocked,
    FolderBusy,
    FolderFull,
    FolderGone,
    FolderReadOnly,
    SyncError,
)
from alliance_app.sync.transport import DirectoryTransport, Entry, TooLong
from tests.sync.scenes import everything

NAME = "devices/84a6d1c1084e4337/a.seg"


class Busy(OSError):
    """What Windows raises while a virus scanner holds a file."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "in use")
        self.winerror = winerror


@pytest.fixture
def place(shared: Path) -> DirectoryTransport:
    return DirectoryTransport(shared, "me", wait=lambda _seconds: None)


def test_what_is_put_is_listed_and_read(place: DirectoryTransport, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"from a file" * 1000)
    assert place.put_if_absent(NAME, b"bytes")
    assert place.put_if_absent("blobs/ab/x", source)
    assert place.read(NAME, 100) == b"bytes"
    sink = io.BytesIO()
    heard: list[int] = []
    place.read_into("blobs/ab/x", sink, 11_000, heard.append)
    assert sink.getvalue() == source.read_bytes()
    assert sum(heard) == 11_000
    assert place.list("devices/84a6d1c1084e4337", sizes=True) == [Entry("a.seg", folder=False, size=5)]
    assert {each.name for each in place.list("") if each.folder} == {"devices", "blobs"}
    assert place.list("nothing/here") == []


def test_what_is_there_is_never_written_over(place: DirectoryTransport, shared: Path) -> None:
    assert place.put_if_absent(NAME, b"first")
    assert not place.put_if_absent(NAME, b"second")
    assert everything(shared) == {NAME: b"first"}


def test_who_comes_second_in_the_very_moment_leaves_the_first_ones_file(
    place: DirectoryTransport, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put_if_absent("devices/84a6d1c1084e4337/other", b"")
    real = os.fsync

    def somebody_is_quicker(descriptor: int) -> None:
        (shared / NAME).write_bytes(b"theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", somebody_is_quicker)
    assert not place.put_if_absent(NAME, b"mine")
    assert place.read(NAME, 100) == b"theirs"


def test_a_disk_without_hard_links_will_do(
    place: DirectoryTransport, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert place.put_if_absent(NAME, b"first")
    assert not place.put_if_absent(NAME, b"second")
    assert everything(shared) == {NAME: b"first"}


def test_a_broken_file_is_mended_in_one_step(place: DirectoryTransport, shared: Path) -> None:
    place.put_if_absent(NAME, b"br")
    place.mend(NAME, b"broken no more")
    assert everything(shared) == {NAME: b"broken no more"}


def test_a_file_is_on_disk_before_it_has_its_name_and_the_name_before_we_go_on(
    place: DirectoryTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write, flush the file, name it, flush the directory: a power cut leaves the whole file or none."""
    place.put_if_absent("devices/84a6d1c1084e4337/other", b"")
    done: list[str] = []
    real_fsync, real_link = os.fsync, Path.hardlink_to

    def fsync(descriptor: int) -> None:
        held = os.fstat(descriptor)
        done.append("flush file" if held.st_size == 5 else "flush folder")
        real_fsync(descriptor)

    def link(path: Path, target: Path) -> None:
        assert target.read_bytes() == b"whole"
        done.append("name")
        real_link(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "hardlink_to", link)
    place.put_if_absent(NAME, b"whole")
    assert done == ["flush file", "name", "flush folder"]


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_virus_scanners_hold_is_waited_out(shared: Path, monkeypatch: pytest.MonkeyPatch, winerror: int) -> None:
    waits: list[float] = []
    place = DirectoryTransport(shared, "me", wait=waits.append)
    held = 3
    real = Path.hardlink_to

    def link(path: Path, target: Path) -> None:
        nonlocal held
        held -= 1
        if held >= 0:
            raise Busy(winerror)
        real(path, target)

    monkeypatch.setattr(Path, "hardlink_to", link)
    assert place.put_if_absent(NAME, b"x")
    assert len(waits) == 3
    assert place.read(NAME, 9) == b"x"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Busy(32), FolderBusy),
        (Busy(5), FolderReadOnly),
        (OSError(errno.ENOSPC, "no space"), FolderFull),
        (OSError(errno.EDQUOT, "quota"), FolderFull),
        (OSError(errno.EROFS, "read-only"), FolderReadOnly),
        (OSError(errno.EACCES, "denied"), FolderReadOnly),
        (OSError(errno.EIO, "broken"), FolderGone),
        (OSError(errno.ENOTCONN, "not connected"), FolderGone),
    ],
)
def test_what_keeps_failing_is_told_and_leaves_nothing_behind(
    shared: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: type[SyncError]
) -> None:
    waits: list[float] = []
    place = DirectoryTransport(shared, "me", wait=waits.append)

    def fail(*_given: Any, **_named: Any) -> None:
        raise error

    where, step = (os, "fsync") if error.errno == errno.ENOSPC else (Path, "hardlink_to")
    monkeypatch.setattr(where, step, fail)
    with pytest.raises(told) as raised:
        place.put_if_absent(NAME, b"x")
    assert "\n" not in str(raised.value)
    assert "safe" in str(raised.value)
    assert everything(shared) == {}
    assert sum(waits) < 5


def test_the_folder_itself_is_never_made_anew(tmp_path: Path) -> None:
    """The bare spot of a drive that is out must not be written into."""
    place = DirectoryTransport(tmp_path / "gone")
    with pytest.raises(FolderGone):
        place.put_if_absent(NAME, b"x")
    with pytest.raises(FolderGone):
        place.list("")
    with pytest.raises(FolderGone):
        place.list("devices")
    assert not (tmp_path / "gone").exists()


def test_a_file_where_a_folder_is_wanted_is_named(tmp_path: Path, shared: Path, place: DirectoryTransport) -> None:
    (shared / "devices").write_text("a file")
    with pytest.raises(FolderBlocked, match="must be a folder"):
        place.put_if_absent(NAME, b"x")
    with pytest.raises(FolderBlocked, match="must be a folder"):
        DirectoryTransport(shared / "devices").list("")
    assert everything(shared) == {"devices": b"a file"}


def test_links_and_pipes_laid_into_the_folder_are_not_followed(
    tmp_path: Path, shared: Path, place: DirectoryTransport
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("not yours")
    (shared / "devices").symlink_to(outside, target_is_directory=True)
    assert place.list("devices") == []
    with pytest.raises(FolderBlocked):
        place.put_if_absent("devices/secret2", b"x")
    assert [each.name for each in outside.iterdir()] == ["secret"]
    (shared / "blobs").mkdir()
    (shared / "blobs" / "link").symlink_to(outside / "secret")
    os.mkfifo(shared / "blobs" / "pipe")
    for name in ("blobs/link", "blobs/pipe"):
        with pytest.raises(OSError, match=r"link|file|symbolic"):
            place.read(name, 100)
    assert {each.size for each in place.list("blobs", sizes=True)} == {0}


def test_no_name_leads_out_of_the_folder(place: DirectoryTransport) -> None:
    for name in ("../x", "a/../../x", "/etc/passwd", "a//b", "c:x", "a\\b", ".", "a/\0"):
        with pytest.raises(ValueError, match="not a name inside"):
            place.read(name, 10)
        with pytest.raises(ValueError, match="not a name inside"):
            place.put_if_absent(name, b"x")


def test_a_file_longer_than_its_reader_allows_is_not_read_on(place: DirectoryTransport) -> None:
    place.put_if_absent(NAME, bytes(5000))
    with pytest.raises(TooLong):
        place.read(NAME, 4999)
    sink = io.BytesIO()
    with pytest.raises(TooLong):
        place.read_into(NAME, sink, 4999, lambda _moved: None)
    assert sink.getvalue() == b""


def test_only_ones_own_old_leftovers_are_tidied(place: DirectoryTransport, shared: Path) -> None:
    place.put_if_absent(NAME, b"x")
    folder = (shared / NAME).parent
    ages = {".me-0a.tmp": 3 * 86400, ".me-0b.tmp": 60, ".you-0a.tmp": 3 * 86400, "me-0a.tmp": 3 * 86400}
    now = folder.stat().st_mtime
    for name, age in ages.items():
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (now - age, now - age))
    place.tidy("devices/84a6d1c1084e4337")
    assert {each.name for each in folder.iterdir()} == {"a.seg", ".me-0b.tmp", ".you-0a.tmp", "me-0a.tmp"}


def test_a_crash_between_write_and_name_leaves_no_file_of_that_name(
    place: DirectoryTransport, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_given: object) -> None:
        raise KeyboardInterrupt

    settle: Callable[..., None] = crash
    monkeypatch.setattr("alliance_app.sync.transport.directory._settle", settle)
    with pytest.raises(KeyboardInterrupt):
        place.put_if_absent(NAME, b"half")
    assert everything(shared) == {}
