"""Titles to offer while one is typed: those that hold what was typed, then those that sound like it, from their start
first."""

import sqlalchemy as sa

from alliance_app.library import Library
from alliance_app.search import pinyin
from alliance_app.search.folding import fold
from alliance_app.search.grams import Space, matched

_MOST_SOUNDING = 2_000  # titles that are read aloud for one key


def titles(library: Library, kind: str | None, typed: str, limit: int) -> list[str]:
    """Titles of records, of one kind or all, the trash left out."""
    found = [title for _id, title in library.titles(kind, typed, limit)]
    letters = fold(typed).replace(" ", "").replace("'", "")
    if len(found) < limit and pinyin.is_spelling(letters):
        with library.reading() as connection:
            found += _sounding(connection, kind, letters)
    return list(dict.fromkeys(found))[:limit]


def _sounding(connection: sa.Connection, kind: str | None, letters: str) -> list[str]:
    pairs = pinyin.pairs(letters)
    match = f"({matched(pairs, Space.INITIALS)}) OR ({matched(pairs, Space.SPELLING)})"
    candidates = connection.exec_driver_sql(
        "SELECT r.title FROM search_terms JOIN records r ON r.number = search_terms.rowid "
        "WHERE search_terms MATCH ? AND search_terms.rowid > 0 AND (? IS NULL OR r.kind = ?) "
        "ORDER BY r.updated_at DESC LIMIT ?",
        (match, kind, kind, _MOST_SOUNDING),
    )
    found = [title for (title,) in candidates if pinyin.sounds_like(pinyin.lattice(fold(title)), letters, least=1)]
    return sorted(found, key=lambda title: not _begins_so(title, letters))


def _begins_so(title: str, letters: str) -> bool:
    """Whether the title's first characters sound so, one for each letter."""
    return pinyin.sounds_like(pinyin.lattice(fold(title)[: len(letters)]), letters)
