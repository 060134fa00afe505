"""What a library is handed: changes that decode and say anything, pictures, histories, a stranger's library file."""

import io
import shutil
import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from PIL import Image

from alliance_app.app import App
from alliance_app.library import Incoming, Library, Listing
from alliance_app.library.values import What
from alliance_app.records.errors import AllianceError, DamagedDocument
from alliance_app.records.values import Edit, NewRecord
from alliance_app.writeups.pictures import MAX_EDGE, fit
from tests.fuzz import mending
from tests.fuzz.bench import BENCH
from tests.fuzz.doors.documents import drawn_update, plain_update
from tests.fuzz.drawing import Drawn

RECORD = "01ARZ3NDEKTSV4RRFFQ69G5FA"
_EDGE = 64


# -- changes ----------------------------------------------------------------------------------------------------------


def received(data: bytes) -> None:
    """Changes of another device whose documents decode, among true ones: those arrive, and the library stays sound."""
    drawn = Drawn(data)
    number = BENCH.used()
    library = BENCH.library
    device = f"hostile{number:04}"
    hostile = f"{RECORD}{drawn.pick('ABCDEFGHJKMNPQRSTVWXYZ')}"
    changes = [_incoming(hostile, drawn) for _each in range(1 + drawn.below(3))]
    for first, change in enumerate(changes, start=1):
        try:
            library.receive(device, first, [change])
        except DamagedDocument:
            break
    true = f"01TRVE{number:020}"
    library.receive(f"true{number:08}", 1, [Incoming(true, plain_update(), "2026-01-01T00:00:00Z")])
    assert library.read(true).title == "第 18 期沙龙"
    _use(library, hostile)
    BENCH.app.finder.search("沙龙")
    assert not library.waiting()
    if number % 10 == 0:
        assert library.doctor().ok
        assert library.doctor(rebuild=True).ok


def received_seeds() -> list[bytes]:
    """Decisions for it."""
    return [bytes((n * step + 1) % 256 for n in range(200)) for step in range(1, 60)]


def history(data: bytes) -> None:
    """What stands in a history file that export-all wrote, or somebody else did."""
    drawn = Drawn(data)
    raw = drawn.pick((drawn_update(drawn), mending.update(drawn.rest()), drawn.rest()))
    record_id = f"{BENCH.used():026}"
    with suppress(AllianceError):
        BENCH.library.adopt({record_id: raw}, {record_id: {"contact": drawn.value()}})
        _use(BENCH.library, record_id)


def _incoming(record_id: str, drawn: Drawn) -> Incoming:
    at = drawn.pick(("2026-01-01T00:00:00Z", "", "9" * 40))
    if drawn.below(16) == 15:
        return Incoming(record_id, drawn.rest(), at, drawn.pick((What.ERASE, What.GONE)))
    return Incoming(record_id, drawn_update(drawn), at)


def _use(library: Library, record_id: str) -> None:
    """What a person would do with the record, where it is here."""
    with suppress(AllianceError):
        record = library.read(record_id)
        for commit in library.history(record_id)[:3]:
            library.content_at(record_id, commit.version)
        library.difference(record_id, None)
        library.clashes(record_id)
        library.links(record_id)
        library.rows([record_id])
        library.write(Edit(record_id, title="改过的", tags=(*record.tags[:3], "新"), seen=record.version))
        library.share(record_id)
        library.delete(record_id)
        library.restore(record_id)
        assert library.read(record_id).title == "改过的"


# -- pictures ---------------------------------------------------------------------------------------------------------


def picture(data: bytes) -> None:
    """A file called a picture: its small picture and the one for a document are bounded, or there is none."""
    drawn = Drawn(data)
    raw = mending.png(drawn.rest()) if drawn.yes() else drawn.rest()
    library = BENCH.library
    kept = library.keep_bytes("图.png", raw)
    small = library.thumbnail(kept.sha256, _EDGE)
    if small is not None:
        with Image.open(small) as opened:
            assert max(opened.size) <= _EDGE
    path = library.blob(kept.sha256)
    assert path is not None
    made = fit(path)
    assert made is None or max(made.width, made.height) <= MAX_EDGE
    if BENCH.used() % 10 == 0:
        shutil.rmtree(library.folder / "thumbnails", ignore_errors=True)


def picture_seeds() -> list[bytes]:
    """Pictures of every format that is read, small ones."""
    made = []
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP"):
        for mode in ("RGB", "P", "L", "1"):
            out = io.BytesIO()
            drawn = Image.new("RGB", (9, 7), "red").convert(mode)
            exif = Image.Exif()
            exif[0x0112] = 6
            with suppress(OSError):
                drawn.save(out, kind, **({"exif": exif} if kind in ("PNG", "JPEG", "WEBP") else {}))
                made += [b"\0" + out.getvalue(), b"\1" + out.getvalue()]
    return made


# -- library files ----------------------------------------------------------------------------------------------------


def library_file(data: bytes) -> None:
    """A stranger's library: opened and used, or refused in words; so is one that is put back as a backup."""
    folder = BENCH.empty("stranger")
    file = folder / "library.db"
    shutil.copyfile(_template(), file)
    _tamper(file, Drawn(data))
    (folder / "backups").mkdir()
    shutil.copyfile(file, folder / "backups" / "2026-01-01.db")
    with suppress(AllianceError), App.open(folder) as app:
        _work(app)
    for left in folder.glob("library.db*"):
        left.unlink()
    shutil.copyfile(_template(), file)
    try:
        with App.restore_backup(folder, "2026-01-01") as app:
            _work(app)
    except AllianceError:
        with App.open(folder) as app:  # what was there before is there still
            assert app.library.counts().total == 2


def library_file_seeds() -> list[bytes]:
    """Decisions for it."""
    single = [bytes([0, way, way, table]) for way in range(len(_ACTS)) for table in range(way % 5, 40, 20)]
    return [*single, *(bytes((n * step + 1) % 256 for n in range(60)) for step in range(1, 9))]


def _work(app: App) -> None:
    """What a person would do with a library."""
    library = app.library
    for acts in (
        lambda: library.read_many(library.ids(Listing())),
        lambda: [library.history(each) for each in library.ids(Listing())],
        library.counts,
        lambda: app.finder.search("绿色"),
        lambda: app.finder.facets(app.finder.search("")),
        lambda: library.add(NewRecord("article", "新的")),
        lambda: library.share(*library.ids(Listing())[:1]),
        library.backup,
        library.doctor,
        lambda: library.doctor(rebuild=True),
        lambda: library.read_many(library.ids(Listing())),
        library.purge,
    ):
        with suppress(AllianceError):
            acts()


@cache
def _template() -> Path:
    """The file of a library with two records."""
    folder = BENCH.empty("template")
    with App.create(folder / "library", "范本") as app:
        app.library.add(NewRecord("salon", "绿色低碳", body="正文", tags=("节能",)))
        record_id = app.library.add(NewRecord("member", "精工", fields={"stars": "2"})).only
        app.library.share(record_id)
        app.library.backup()
        (made,) = (folder / "library" / "backups").glob("*.db")
        return made.rename(folder / "library.db")


_VALUES = (
    "x'ff00'", "NULL", "''", "-1", "9e999", "zeroblob(100000)", "'{'", "'[1]'", "'[{}]'", "'{\"a\": 1}'", "'draft'",
    "'1'", "CAST(x'ff' AS TEXT)", "'\x1b[2J'", "9223372036854775807", "'0000'", "'9999'",
    "replace(hex(zeroblob(600)), '00', '[')",
)  # fmt: skip
_ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS key, x AS value FROM c"
_ACTS = (
    "UPDATE {table} SET {column} = {value}",
    "DROP TABLE {table}",
    "DELETE FROM {table}",
    "ALTER TABLE {table} RENAME COLUMN {column} TO other",
    "ALTER TABLE {table} ADD COLUMN surplus",
    "ALTER TABLE {table} RENAME TO was; CREATE VIEW {table} AS SELECT * FROM was",
    "ALTER TABLE {table} RENAME TO was; CREATE VIEW {table} AS " + _ENDLESS,
    "CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM records; END",
    "CREATE TRIGGER t AFTER UPDATE ON facts BEGIN INSERT INTO facts VALUES (randomblob(9), randomblob(99)); END",
    "CREATE TRIGGER t BEFORE INSERT ON {table} BEGIN SELECT count(*) FROM (" + _ENDLESS + "); END",
    "CREATE INDEX i ON {table} (length({column}))",
    "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = {value} WHERE name = '{table}'",
    "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = 3 WHERE name = '{table}'",
    "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'VARCHAR', 'BLOB')",
    "INSERT INTO facts VALUES ('setting:' || {value}, {value})",
    "INSERT INTO {table} SELECT * FROM {table}",
    "PRAGMA user_version = 99; PRAGMA application_id = 7",
)


def _tamper(file: Path, drawn: Drawn) -> None:
    with closing(sqlite3.connect(file)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for _act in range(1 + drawn.below(3)):
            act, table = drawn.pick(_ACTS), drawn.pick(tables)
            with suppress(sqlite3.Error, sqlite3.Warning):
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                column = drawn.pick(columns or ["key"])
                connection.executescript(act.format(table=table, column=column, value=drawn.pick(_VALUES)))
                connection.commit()
    if drawn.yes():
        raw = bytearray(file.read_bytes())
        for _byte in range(drawn.below(20)):
            page = drawn.below(len(raw) // 4096)
            raw[page * 4096 + drawn.below(4096)] = drawn.byte()
        file.write_bytes(bytes(raw[: len(raw) - drawn.pick((0, 0, 0, 1, 5000))]))
