"""Daily copies of the library file, seven kept, and going back to one. Attachments never change and need none."""

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from alliance_app.library.errors import LibraryUnreadable, NotALibrary, UnknownBackup
from alliance_app.library.storage import FILE_NAME, explained
from alliance_app.library.values import Backup
from alliance_app.records.errors import AllianceError

KEPT = 7
_STALE_SECONDS = 86_400
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}|before-[\w-]+)\.db")


def make(folder: Path, now: datetime, *, even_if_done: bool = False) -> Path | None:
    """Copy the library file as today's backup; None when today's is there already.

    The copy is made page by page by SQLite while others go on writing, and appears only when whole.
    """
    target = folder / "backups" / f"{now.date().isoformat()}.db"
    if target.exists() and not even_if_done:
        return None
    _sweep(target.parent, now)
    _copy(folder / FILE_NAME, target)
    dated = [each for each in listed(folder) if not each.name.startswith("before-")]
    for old in dated[:-KEPT]:
        old.path.unlink(missing_ok=True)
    return target


def listed(folder: Path) -> list[Backup]:
    """The backups there are, oldest first."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for path in (folder / "backups").iterdir():
            if _NAME.fullmatch(path.name):
                stat = path.stat()
                at = datetime.fromtimestamp(stat.st_mtime).astimezone().isoformat(timespec="seconds")
                found.append(Backup(path.name.removesuffix(".db"), path, at, stat.st_size))
    return sorted(found, key=lambda backup: backup.at)


def put_back(folder: Path, name: str, now: datetime) -> Backup:
    """Make the backup called `name` the library file; the present one is kept as `before-restore-…`.

    One that cannot be read any more is kept as it is, as `damaged-…`, and stands in nobody's way.
    The library must be closed. Raises UnknownBackup, NotALibrary.
    """
    if not (folder / FILE_NAME).is_file() and not (folder / "backups").is_dir():
        raise NotALibrary(folder=folder)
    backups = {backup.name: backup for backup in listed(folder)}
    chosen = backups.get(name)
    if chosen is None:
        raise UnknownBackup(name=name, known=", ".join(backups) or "-")
    present = folder / FILE_NAME
    if present.is_file():
        _set_aside(present, folder / "backups", f"{now:%Y-%m-%d-%H%M%S}")
    temporary = folder / f".restoring-{os.getpid()}.db"
    try:
        _copy(chosen.path, temporary)
        _forget_device(temporary)
        for ending in ("-wal", "-shm"):
            present.with_name(present.name + ending).unlink(missing_ok=True)
        temporary.replace(present)
    except OSError as error:
        raise explained(error, folder) from error
    return chosen


def rewrite(folder: Path, change: Callable[[Path], None]) -> None:
    """Put a changed copy in the place of each backup; one that cannot be changed goes: what it holds must not stay."""
    for backup in (*listed(folder), *_damaged(folder)):
        changed = backup.path.with_name(f".{backup.path.name}.{os.getpid()}.part")
        try:
            try:
                shutil.copyfile(backup.path, changed)
                change(changed)
                changed.replace(backup.path)
            except AllianceError:
                backup.path.unlink(missing_ok=True)
        except OSError as error:
            raise explained(error, folder) from error
        finally:
            for left in changed.parent.glob(f"{changed.name}*"):
                with contextlib.suppress(OSError):
                    left.unlink()


def _damaged(folder: Path) -> list[Backup]:
    found = (folder / "backups").glob("damaged-*.db")
    return [Backup(path.stem, path, "", path.stat().st_size) for path in found]


def _set_aside(present: Path, backups: Path, when: str) -> None:
    try:
        _copy(present, backups / f"before-restore-{when}.db")
    except LibraryUnreadable:
        shutil.copyfile(present, backups / f"damaged-{when}.db")


def _sweep(folder: Path, now: datetime) -> None:
    """Take out what a killed process left half made."""
    if not folder.is_dir():
        return
    for part in folder.glob(".*.part"):
        with contextlib.suppress(OSError):
            if now.timestamp() - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()


def _forget_device(path: Path) -> None:
    """The next opening takes this file for a copy and mints a device id: the numbers given out since are taken."""
    with contextlib.closing(sqlite3.connect(path)) as restored, restored:
        restored.execute("UPDATE facts SET value = '' WHERE key = 'fingerprint'")


def _copy(source: Path, target: Path) -> None:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")  # another process may be making the same one
    try:
        target.parent.mkdir(exist_ok=True)
        with (
            contextlib.closing(sqlite3.connect(source, timeout=30)) as from_file,
            contextlib.closing(sqlite3.connect(temporary)) as to_file,
        ):
            from_file.backup(to_file, pages=2000, sleep=0.002)
            to_file.execute("PRAGMA journal_mode = DELETE")
        temporary.replace(target)
    except (sqlite3.Error, OSError) as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise explained(error, source.parent) from error
