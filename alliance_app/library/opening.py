"""Making, opening and migrating a library; and which device this is."""

import contextlib
import getpass
import hashlib
import platform
import re
import uuid
from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa

from alliance_app import places
from alliance_app.library import soundness
from alliance_app.library.errors import (
    FolderTaken,
    LibraryError,
    LibraryTooNew,
    LibraryUnreadable,
    LibraryUnwritable,
    NotALibrary,
)
from alliance_app.library.rows import FactRow
from alliance_app.library.storage import FILE_NAME, Storage
from alliance_app.library.values import Identity
from alliance_app.records.text import clean_line
from alliance_app.words import _

_MAX_NAME = 80
_WRITE_FACT = sa.text(
    "INSERT INTO facts (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value"
)
_FORMER = "former_devices"
_IDENTITY = ("library_id", "name", "device_id", "device_name", "author")
_FACT = sa.select(FactRow.value).where(FactRow.key == sa.bindparam("key"))
# settings are facts too, and an import may have noted thousands: only the names asked for are read, at every write
_MINE = sa.select(FactRow.key, FactRow.value).where(FactRow.key.in_(_IDENTITY))


def prepare_folder(folder: Path) -> None:
    """Make `folder` ready for a new library. Raises FolderTaken, LibraryUnwritable."""
    if folder.exists() and not folder.is_dir():
        raise FolderTaken(folder=folder, reason=_("a file is there"))
    try:
        if (folder / FILE_NAME).exists():
            raise FolderTaken(folder=folder, reason=_("it already holds a library"))
        if folder.exists() and any(folder.iterdir()):
            raise FolderTaken(folder=folder, reason=_("other files are there"))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnwritable(reason=f"{folder}: {error.strerror or error}") from error


def found(storage: Storage, name: str, author: str, device_name: str) -> None:
    """Make the tables and write whose library this is."""
    upgrade(storage.path)
    facts = {
        "library_id": uuid.uuid4().hex,
        "name": clean_line(name, _("Name"), _MAX_NAME) or _("Union library"),
        "author": clean_line(author, _("Author"), _MAX_NAME) or _somebody(),
        "device_name": clean_line(device_name, _("Device"), _MAX_NAME) or platform.node()[:_MAX_NAME] or "device",
        **_new_device(storage.folder),
    }
    with storage.writing() as connection:
        connection.execute(sa.insert(FactRow), [{"key": key, "value": value} for key, value in facts.items()])


def clear_away(folder: Path) -> None:
    """Take out the files of a library that could not be made whole, and its folder where nothing else is in it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            (folder / f"{FILE_NAME}{ending}").unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


def check_and_upgrade(storage: Storage) -> None:
    """Refuse what is no library of ours, migrate an older one. Raises NotALibrary, LibraryTooNew, LibraryUnreadable."""
    folder = storage.folder
    if folder.exists() and not folder.is_dir():
        raise NotALibrary(folder=folder)
    if not storage.path.is_file():
        raise NotALibrary(folder=folder)
    soundness.check(storage)
    found_revision = _revision(storage)
    head = head_revision()
    if found_revision > head:
        raise LibraryTooNew(folder=folder, found=found_revision)
    if found_revision < head and not storage.read_only:
        upgrade(storage.path)


def read_identity(connection: sa.Connection, folder: Path, peer: int) -> Identity:
    """Who the library behind `connection` says it is. Raises LibraryUnreadable."""
    facts = dict(connection.execute(_MINE).all())
    try:
        return Identity(
            library_id=facts["library_id"],
            name=facts["name"],
            device_id=facts["device_id"],
            device_name=facts["device_name"],
            author=facts["author"],
            peer=peer,
        )
    except KeyError as error:
        raise LibraryUnreadable(folder=folder, reason=f"facts: {error}") from error


def is_a_copy(storage: Storage) -> bool:
    """Whether this file was copied here from another place or machine since it was last opened."""
    with storage.reading() as connection:
        known = read_fact(connection, "fingerprint")
    return known != fingerprint(storage.folder)


def read_fact(connection: sa.Connection, key: str) -> str | None:
    """One durable fact."""
    return connection.scalar(_FACT, {"key": key})


def write_fact(connection: sa.Connection, key: str, value: str) -> None:
    """Set one durable fact."""
    write_facts(connection, {key: value})


def write_facts(connection: sa.Connection, facts: Mapping[str, str]) -> None:
    """Set durable facts."""
    if facts:
        connection.execute(_WRITE_FACT, [{"key": key, "value": value} for key, value in facts.items()])


def become_new_device(connection: sa.Connection, folder: Path) -> None:
    """Mint a device id: nobody else has ever used it."""
    former = [*former_devices(connection), read_fact(connection, "device_id") or ""]
    write_facts(connection, {**_new_device(folder), _FORMER: " ".join(former)})


def former_devices(connection: sa.Connection) -> list[str]:
    """The ids this library gave up, oldest first."""
    return (read_fact(connection, _FORMER) or "").split()


def fingerprint(folder: Path) -> str:
    """What changes when a library file is copied, or its disk moves to another machine; moving the folder keeps it."""
    path = folder / FILE_NAME
    told = f"{platform.node()}|{path.stat().st_ino if path.exists() else 0}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def head_revision() -> str:
    """The newest schema this program knows: the highest number among the migrations."""
    numbers = [path.name[:4] for path in (places.migrations() / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")]
    return max(numbers, default="")


def upgrade(path: Path) -> None:
    """Bring the library file at `path` to the newest schema."""
    from alembic import command  # slow to import, needed once in a schema's life
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(places.migrations()).replace("%", "%%"))
    config.attributes["library_path"] = path
    try:
        command.upgrade(config, "head")
    except sa.exc.DBAPIError as error:
        from alliance_app.library.storage import explained

        raise explained(error.orig, path.parent) from error
    except CommandError as error:
        raise LibraryUnreadable(folder=path.parent, reason=str(error)) from error


def _revision(storage: Storage) -> str:
    try:
        with storage.reading() as connection:
            value = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except LibraryError as error:
        cause = error.__cause__
        if isinstance(cause, sa.exc.OperationalError) and "no such table" in str(cause):
            raise NotALibrary(folder=storage.folder) from error
        raise
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}", value):
        raise LibraryTooNew(folder=storage.folder, found=value)
    return value


def _new_device(folder: Path) -> dict[str, str]:
    return {"device_id": uuid.uuid4().hex[:16], "fingerprint": fingerprint(folder)}


def _somebody() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("Union chair")
