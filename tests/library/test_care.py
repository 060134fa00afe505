"""Opening, copies, backups, the doctor, attachments, a second process."""

import hashlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

from alliance_app.library import Library, Listing, backups, opening
from alliance_app.library.errors import (
    AttachmentTooLarge,
    FolderTaken,
    LibraryTooNew,
    LibraryUnreadable,
    NotALibrary,
    StorageFull,
    UnknownBackup,
    UnreadableFile,
    WrongContent,
)
from alliance_app.library.rows import Table
from alliance_app.library.storage import explained
from alliance_app.records.values import Edit, NewRecord


def test_a_library_is_opened_as_it_was_closed(tmp_path: Path) -> None:
    with Library.create(tmp_path / "a", "联盟", author="王工", device_name="办公电脑") as library:
        identity = library.identity
        record_id = library.add(NewRecord("article", "文")).only
        library.remember("folder", "X:/共享")
    with Library.open(tmp_path / "a") as library:
        assert replace(library.identity, peer=0) == replace(identity, peer=0)
        assert library.identity.peer != identity.peer
        assert (identity.name, identity.author, identity.device_name) == ("联盟", "王工", "办公电脑")
        assert library.read(record_id).title == "文"
        assert library.recall("folder") == "X:/共享"
        library.remember("folder", None)
        assert library.recall("folder") is None
        library.rename(author="李主席")
        library.write(Edit(record_id, title="改"))
        assert library.history(record_id)[0].author == "李主席"


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "other.txt").write_text("x")
    for folder in (tmp_path / "nothing", tmp_path / "file", tmp_path / "full"):
        with pytest.raises(NotALibrary):
            Library.open(folder)
    for folder in (tmp_path / "file", tmp_path / "full"):
        with pytest.raises(FolderTaken):
            Library.create(folder, "x")
    Library.create(tmp_path / "taken", "x").close()
    with pytest.raises(FolderTaken):
        Library.create(tmp_path / "taken", "x")
    assert not (tmp_path / "nothing").exists()


def test_a_foreign_or_damaged_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name, content in (("empty", b""), ("noise", b"SQLite format 3\x00" + os.urandom(4000)), ("text", b"hello")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "library.db").write_bytes(content)
        with pytest.raises((NotALibrary, LibraryUnreadable)):
            Library.open(folder)
        assert (folder / "library.db").read_bytes() == content


def test_a_library_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    Library.create(tmp_path / "a", "x").close()
    with sqlite3.connect(tmp_path / "a" / "library.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryTooNew, match="9999"):
        Library.open(tmp_path / "a")


def test_the_migrations_make_what_the_models_declare(library: Library) -> None:
    with library.reading() as connection:
        found = sa.inspect(connection)
        for table in Table.metadata.tables.values():
            columns = {each["name"]: each["nullable"] for each in found.get_columns(table.name)}
            assert columns == {each.name: bool(each.nullable) for each in table.columns}, table.name
            indexes = {str(each["name"]): each["column_names"] for each in found.get_indexes(table.name)}
            declared = {str(index.name): [column.name for column in index.columns] for index in table.indexes}
            assert {name: indexes[name] for name in declared} == declared


def test_a_copied_library_becomes_a_device_of_its_own(make: Callable[[str], Library], tmp_path: Path) -> None:
    original = make("A")
    record_id = original.add(NewRecord("article", "文", body="一")).only
    original.share(record_id)
    device = original.identity.device_id
    original.close()
    shutil.copytree(tmp_path / "A", tmp_path / "copy")
    with Library.open(tmp_path / "copy") as copy, Library.open(tmp_path / "A") as reopened:
        assert reopened.identity.device_id == device
        assert copy.identity.device_id != device
        assert copy.identity.peer != reopened.identity.peer
        assert [each.record_id for each in copy.outgoing(0)] == [record_id]
        minted = copy.identity.device_id
    with Library.open(tmp_path / "copy") as copy:
        assert copy.identity.device_id == minted


def test_a_moved_library_stays_the_same_device(make: Callable[[str], Library], tmp_path: Path) -> None:
    library = make("A")
    device = library.identity.device_id
    library.close()
    (tmp_path / "A").rename(tmp_path / "B")
    with Library.open(tmp_path / "B") as moved:
        assert moved.identity.device_id == device


def test_backups_are_daily_seven_are_kept_and_one_can_be_gone_back_to(library: Library) -> None:
    record_id = library.add(NewRecord("article", "文", body="一")).only
    library.share(record_id)
    made = library.backup()
    assert made is not None
    assert library.backup() is None
    device, folder = library.identity.device_id, library.folder
    library.write(Edit(record_id, body="一二"))
    library.close()
    with Library.restore_backup(folder, made.stem) as restored:
        assert restored.read(record_id).body == "一"
        assert restored.identity.device_id != device
        assert restored.doctor().ok
        names = [backup.name for backup in restored.backups()]
        assert any(name.startswith("before-restore-") for name in names)
        with pytest.raises(UnknownBackup, match=names[0]):
            Library.restore_backup(folder, "1999-01-01")
    start = datetime(2030, 1, 1).astimezone()
    for day in range(10):
        backups.make(folder, start + timedelta(days=day))
    dated = [each.name for each in backups.listed(folder) if not each.name.startswith("before-")]
    assert len(dated) == 7


def test_what_a_killed_backup_left_is_swept_up(library: Library) -> None:
    folder = library.folder / "backups"
    folder.mkdir()
    old, fresh = folder / ".2020-01-01.db.1.part", folder / ".2026-01-01.db.2.part"
    for part in (old, fresh):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    library.backup()
    assert not old.exists()
    assert fresh.exists()


def test_the_doctor_finds_what_is_wrong_and_rebuilding_mends_it(library: Library) -> None:
    member = library.add(NewRecord("member", "示范电子厂工会")).only
    record_id = library.add(NewRecord("salon", "题", {"host": member}, ("甲",), "正文")).only
    kept = library.keep_bytes("表.txt", b"data")
    library.write(Edit(record_id, attach=(kept,)))
    before = library.read(record_id)
    assert library.doctor().ok
    with sqlite3.connect(library.folder / "library.db") as file:
        file.execute("UPDATE records SET title = 'wrong', body = '' WHERE id = ?", (record_id,))
        file.execute("DELETE FROM record_values")
    path = library.blob(kept.sha256)
    assert path is not None
    path.write_bytes(b"rotten")
    diagnosis = library.doctor()
    assert not diagnosis.ok
    assert any(record_id in finding for finding in diagnosis.findings)
    assert any("表.txt" in finding for finding in diagnosis.findings)
    path.write_bytes(b"data")
    assert library.doctor(rebuild=True).ok
    after = library.read(record_id)
    assert (after.title, after.body, after.fields, after.tags) == (
        before.title,
        before.body,
        before.fields,
        before.tags,
    )
    assert library.ids(Listing(tags=("甲",))) == [record_id]


def test_the_doctor_names_a_drafts_attachment_that_is_gone(library: Library) -> None:
    kept = library.keep_bytes("表.txt", b"data")
    record_id = library.add(NewRecord("article", "文", attachments=(kept,))).only
    path = library.blob(kept.sha256)
    assert path is not None
    path.unlink()
    (finding,) = library.doctor().findings
    assert "表.txt" in finding
    library.share(record_id)  # then it may still come from another device
    assert library.doctor().ok


def test_attachments_are_kept_once_and_named_safely(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "能耗 基线.txt"
    source.write_bytes("表".encode() * 1000)
    first = library.keep_file(source)
    second = library.keep_bytes("../../etc/passwd\x00", source.read_bytes())
    assert first.sha256 == second.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (first.name, second.name, first.size) == ("能耗 基线.txt", "passwd", 3000)
    kept = [path for path in (library.folder / "attachments").rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert library.blob("../../../etc/passwd") is None
    assert library.blob("0" * 64) is None


def test_what_cannot_be_attached_is_refused_and_leaves_nothing(library: Library, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(AttachmentTooLarge, match=r"large\.bin is 2048 MB"):
        library.keep_file(large)
    for path in (tmp_path / "nothing.txt", tmp_path):
        with pytest.raises(UnreadableFile):
            library.keep_file(path)
    with pytest.raises(WrongContent), library.arriving("0" * 64) as arriving:
        arriving.write(b"not what it says")

    def break_off() -> None:
        with library.arriving("0" * 64) as arriving:
            arriving.write(b"not all of it")
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    assert library.blob("0" * 64) is None
    assert [each for each in (library.folder / "attachments").rglob("*") if each.is_file()] == []


def test_pictures_have_thumbnails_and_broken_ones_have_none(library: Library, tmp_path: Path) -> None:
    Image.new("RGBA", (900, 600), (200, 30, 30, 128)).save(tmp_path / "p.png")
    picture = library.keep_file(tmp_path / "p.png")
    broken = library.keep_bytes("b.png", (tmp_path / "p.png").read_bytes()[:200])
    small = library.thumbnail(picture.sha256, 120)
    assert small is not None
    with Image.open(small) as opened:
        assert opened.size == (120, 80)
    assert library.thumbnail(broken.sha256) is None
    assert library.thumbnail("0" * 64) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limit for a process")
def test_a_full_disk_is_said_in_words_and_loses_nothing(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "a", "x")
    record_id = library.add(NewRecord("article", "文", body="safe")).only
    size = (tmp_path / "a" / "library.db").stat().st_size
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 60_000, limits[1]))
    try:
        with pytest.raises(StorageFull):
            library.add_all([NewRecord("article", f"{n}", body=os.urandom(9000).hex()) for n in range(40)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert library.counts().total == 1
    assert library.read(record_id).body == "safe"
    assert library.doctor().ok
    library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limit for a process")
def test_a_library_that_cannot_be_made_whole_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
    try:
        with pytest.raises(StorageFull):
            Library.create(tmp_path / "a", "x")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not (tmp_path / "a").exists()
    Library.create(tmp_path / "a", "x").close()


def test_errors_of_the_disk_are_told_apart(tmp_path: Path) -> None:
    assert isinstance(explained(OSError(28, "No space left on device"), tmp_path), StorageFull)
    assert "Read-only" in str(explained(OSError(30, "Read-only file system"), tmp_path))


_OTHER_PROCESS = """
import sys
from pathlib import Path
from alliance_app.library import Library
from alliance_app.records.values import NewRecord
with Library.open(Path(sys.argv[1])) as library:
    for number in range(20):
        library.add(NewRecord("article", f"另一个进程 {number}"))
"""


def test_a_second_process_writes_to_the_same_library_and_is_noticed(library: Library, python: str) -> None:
    before = library.last_change()
    with subprocess.Popen([python, "-c", _OTHER_PROCESS, str(library.folder)]) as other:
        for number in range(20):
            library.add(NewRecord("article", f"这个进程 {number}"))
        assert other.wait(60) == 0
    changed = library.changed_since(before)
    assert len(changed.ids) == 40
    assert changed.through == library.last_change()
    assert library.changed_since(changed.through).ids == frozenset()
    assert library.counts().total == 40
    assert library.doctor().ok


def test_cursors_are_durable(library: Library) -> None:
    assert library.cursor("outbox") == 0
    library.move_cursor("outbox", 7)
    library.close()
    with Library.open(library.folder) as again:
        assert again.cursor("outbox") == 7


def test_the_newest_schema_is_the_highest_numbered_migration(library: Library) -> None:
    with library.reading() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == opening.head_revision()


def test_a_thumbnail_of_few_colours_blends_them(library: Library, tmp_path: Path) -> None:
    stripes = Image.new("L", (400, 400))
    stripes.putdata([255 * (at % 2) for at in range(400 * 400)])
    stripes.convert("P").save(tmp_path / "stripes.png")
    small = library.thumbnail(library.keep_file(tmp_path / "stripes.png").sha256, 100)
    assert small is not None
    with Image.open(small) as opened:
        grey = opened.convert("L").tobytes()
    assert 90 < min(grey) <= max(grey) < 165
