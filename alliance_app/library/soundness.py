"""What a library file may hold before anything is asked of it: a file that somebody sent may hold traps.

A view in a table's place can compute for ever, a trigger can undo what is written, a column or an index made of an
expression can take all memory. This program makes none of these.
"""

import contextlib
import re
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from alliance_app.library.errors import LibraryUnreadable
from alliance_app.library.storage import Storage
from alliance_app.words import _

_SCHEMA = "SELECT type, name, sql FROM sqlite_schema"
_COLUMNS = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'"
# The postings of the search index, and the tables behind them.
_POSTINGS = "search_terms"
_FULL_TEXT = re.compile(r"CREATE VIRTUAL TABLE search_terms USING fts5 \([^()]*content = ''[^()]*\)")
# Two indexes have a condition, and only these: they compare a column with a constant.
_OF_COLUMNS = re.compile(
    r"CREATE (?:UNIQUE )?INDEX \S+ ON \S+ \([\w\s\",]+\)(?: WHERE (?:clashes != '\[\]'|kind = 'project'))?"
)
# Columns made from others, conditions, values to begin with that are computed; and remarks, which could hide them.
_COMPUTES = re.compile(r"\b(?:CHECK|GENERATED|AS)\b|\bDEFAULT *\(|--|/\*", re.IGNORECASE)


def check(storage: Storage) -> None:
    """Raises LibraryUnreadable for a file with anything in its schema that acts by itself."""
    with storage.reading() as connection:
        found = connection.exec_driver_sql(_SCHEMA).all()
    for row in found:
        if not _is_plain(row):
            shown = " ".join(str(row.name).split())[:40]
            reason = _("it holds a {what} called “{name}”, which no library has").format(what=row.type, name=shown)
            raise LibraryUnreadable(folder=storage.folder, reason=reason)


def compare(storage: Storage, model: Path) -> None:
    """Raises LibraryUnreadable for a file that lacks a table or column of an empty library, or is damaged."""
    with contextlib.closing(sqlite3.connect(model)) as empty:
        wanted = set(empty.execute(_COLUMNS))
    with storage.reading() as connection:
        lacking = wanted - {tuple(row) for row in connection.exec_driver_sql(_COLUMNS)}
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if lacking or found != "ok":
        reason = ".".join(min(lacking)) if lacking else " ".join(str(found).split())
        raise LibraryUnreadable(folder=storage.folder, reason=reason)


def _is_plain(row: sa.Row[tuple[str, str, str]]) -> bool:
    sql = " ".join(row.sql.split()) if isinstance(row.sql, str) else ""
    if row.type == "index":
        return not sql or _OF_COLUMNS.fullmatch(sql) is not None
    if row.type != "table":
        return False
    if row.name == _POSTINGS:
        return _FULL_TEXT.fullmatch(sql) is not None
    return sql.startswith("CREATE TABLE ") and _COMPUTES.search(sql) is None
