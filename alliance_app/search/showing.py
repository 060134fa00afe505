"""Hits: what a list shows of found records. Cut for the rows in sight only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from alliance_app import words
from alliance_app.library.reading import record_from
from alliance_app.library.rows import RecordLinkRow, RecordRow
from alliance_app.records.values import Record
from alliance_app.search import pinyin
from alliance_app.search.entries import field_texts, names
from alliance_app.search.folding import fold
from alliance_app.search.snippets import Marks, marks, snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """One found record. Marks are (start, end) in `title` and `snippet`; `score` is the share of words in the title,
    plus one for those in the text."""

    id: str
    kind: str
    title: str
    snippet: str
    score: float
    title_marks: Marks
    snippet_marks: Marks


def hits(connection: sa.Connection, terms: Sequence[str], sounds: Sequence[str], ids: Sequence[str]) -> list[Hit]:
    """The hits for these ids, in this order; ids that are gone are left out. `sounds`: words taken as pinyin."""
    wanted = list(ids)
    rows = connection.execute(sa.select(*RecordRow.__table__.columns).where(RecordRow.id.in_(wanted))).all()
    targets = sa.select(RecordLinkRow.target_id).where(RecordLinkRow.number.in_([row.number for row in rows]))
    linked = sa.select(RecordRow.id, RecordRow.title).where(RecordRow.id.in_(targets))
    titles = {row[0]: row[1] for row in connection.execute(linked)} if terms or sounds else {}
    found = {row.id: _hit(record_from(row, {}), terms, sounds, titles) for row in rows}
    return [found[each] for each in wanted if each in found]


def _hit(record: Record, terms: Sequence[str], sounds: Sequence[str], titles: Mapping[str, str]) -> Hit:
    heard = [{piece for name in names(record) for piece in pinyin.heard(fold(name), letters)} for letters in sounds]
    sought = [{term} for term in terms] + heard
    pieces = sorted({piece for each in sought for piece in each}, key=lambda piece: (-len(piece), piece))
    shown, snippet_marks = snippet(record.body, _others(record, titles), pieces)
    in_title = sum(bool(marks(record.title, sorted(each))) for each in sought)
    score = round((in_title / len(sought) if sought else 0.0) + (1.0 if snippet_marks or not sought else 0.0), 3)
    return Hit(record.id, record.kind, record.title, shown, score, marks(record.title, pieces), snippet_marks)


def _others(record: Record, titles: Mapping[str, str]) -> Iterator[str]:
    """What else of a record can be found, in the order to show it."""
    for declared, text in field_texts(record, titles):
        yield f"{declared.label}：{text}" if words.language() == "zh" else f"{declared.label}: {text}"
    yield from record.tags
    yield from (each.name for each in record.attachments)
