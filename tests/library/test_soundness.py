"""A library file that somebody sent: traps in it are named before anything runs, and it takes no good one's place."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from alliance_app.library import Library, Listing
from alliance_app.library.errors import LibraryUnreadable
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import NewRecord

_ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS key, x AS value FROM c"
TRAPS = {
    "a view that never ends": f"ALTER TABLE facts RENAME TO was; CREATE VIEW facts AS {_ENDLESS}",
    "a trigger that undoes": "CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM records; END",
    "a column that computes": "ALTER TABLE records ADD COLUMN x AS (length(zeroblob(9)))",
    "a remark that hides": "CREATE TABLE x (y DEFAULT/**/(length(zeroblob(9))))",
    "a condition": "CREATE TABLE x (y CHECK (length(zeroblob(9)) > y))",
    "an index that computes": "CREATE INDEX i ON records (length(title || zeroblob(9)))",
    "another full text": "DROP TABLE search_terms; CREATE VIRTUAL TABLE search_terms USING fts5(a, content='records')",
}


def changed(folder: Path, script: str) -> None:
    """Do this to a library's file, as somebody with an SQLite of his own can."""
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as file:
        file.executescript(script)


@pytest.fixture
def folder(library: Library) -> Path:
    """Of a closed library with one record and a backup of it."""
    library.add(NewRecord("article", "看得见的记录", body="正文"))
    assert library.backup() is not None
    library.close()
    return library.folder


@pytest.mark.parametrize("trap", TRAPS)
def test_a_file_with_a_trap_is_refused_by_its_name(folder: Path, trap: str) -> None:
    changed(folder, TRAPS[trap])
    with pytest.raises(LibraryUnreadable, match="which no library has"):
        Library.open(folder)


@pytest.mark.parametrize(
    "script",
    [
        *TRAPS.values(),
        "DROP TABLE changes",
        "ALTER TABLE records RENAME COLUMN title TO other",
        "UPDATE alembic_version SET version_num = '0000'",
        "UPDATE facts SET value = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_backup_that_is_no_library_takes_no_librarys_place(folder: Path, script: str) -> None:
    (backup,) = (folder / "backups").glob("*.db")
    good = folder.parent / "good.db"
    shutil.copyfile(folder / "library.db", good)
    shutil.copyfile(backup, folder / "library.db")
    changed(folder, script)
    shutil.copyfile(folder / "library.db", backup)
    for left in folder.glob("library.db*"):
        left.unlink()
    shutil.copyfile(good, folder / "library.db")
    with pytest.raises(AllianceError):
        Library.restore_backup(folder, backup.stem).close()
    assert [path.name for path in folder.glob(".restoring-*")] == []
    with Library.open(folder) as library:
        assert library.counts().total == 1
        assert [each.name for each in library.backups()] == [backup.stem]


def test_a_torn_backup_takes_no_librarys_place(folder: Path) -> None:
    (backup,) = (folder / "backups").glob("*.db")
    raw = bytearray(backup.read_bytes())
    raw[4096 * 3 : 4096 * 5] = b"\xa5" * (4096 * 2)
    backup.write_bytes(bytes(raw))
    with pytest.raises(AllianceError):
        Library.restore_backup(folder, backup.stem).close()
    with Library.open(folder) as library:
        assert library.counts().total == 1


def test_a_text_that_is_none_is_told_in_words(folder: Path) -> None:
    changed(folder, "UPDATE records SET title = CAST(x'ff' AS TEXT)")
    with Library.open(folder) as library, pytest.raises(LibraryUnreadable):
        library.rows(library.ids(Listing()))
