"""Entries: what of a record is indexed. Pure: a record in, its folded texts and its facets out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alliance_app.library.values import Companions
from alliance_app.records.fields import (
    Choice,
    Computed,
    Day,
    Field,
    Flag,
    Link,
    Links,
    Many,
    Moment,
    Number,
    Quantity,
    Text,
)
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Record, Value
from alliance_app.search import pinyin
from alliance_app.search.folding import fold
from alliance_app.search.grams import GAP


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of a record's words. `title` and `rest` are folded; `lattice` see pinyin."""

    title: str
    rest: str
    lattice: str


def entry(record: Record, companions: Companions) -> Entry:
    """What is to be indexed of `record`."""
    texts = [record.body, *record.tags, *(each.name for each in record.attachments)]
    texts.extend(text for _field, text in field_texts(record, companions.titles))
    return Entry(
        title=fold(record.title),
        rest=GAP.join(fold(text) for text in texts if text),
        lattice=";".join(filter(None, (pinyin.lattice(fold(name)) for name in names(record)))),
    )


def facets(record: Record, companions: Companions) -> tuple[tuple[str, str], ...]:
    """What a record can be found by besides its words: fields and their values, each pair once."""
    return tuple(dict.fromkeys(_facets(record, companions, dated(record))))


def moments(record: Record) -> tuple[int, int]:
    """What records are ordered by: the day one is about, 20240712, and when it was changed, 20240712120000."""
    return _digits(dated(record), 8), _digits(record.updated_at, 14)


def dated(record: Record) -> str:
    """The day a record is about, as 2024-07-12: what its kind is dated by, else when it was made."""
    kind = KINDS[record.kind]
    value = record.fields.get(kind.dated_by) if kind.dated_by else None
    if value is None and "year" in kind.by_name and record.fields.get("year"):
        return f"{record.fields['year']}-12-31"
    return str(value or record.created_at)[:10]


def field_texts(record: Record, titles: Mapping[str, str]) -> Iterator[tuple[Field, str]]:
    """Every text a person may read in the record's fields, in both languages. `titles`: those of linked records."""
    for declared in KINDS[record.kind].fields:
        value = record.fields.get(declared.name)
        if value is not None and not declared.private:
            for text in _texts(declared, value, titles):
                yield declared, text


def _texts(declared: Field, value: Value, titles: Mapping[str, str]) -> Iterator[str]:
    if isinstance(declared, Table):
        for row in value:
            yield from _row_texts(declared.columns, row, titles)
    elif isinstance(declared, Sheet):
        for name, row in value.items():
            yield from () if declared.ruled else (declared.rows or {}).get(name, (name,))
            yield from _row_texts(declared.columns, row or {}, titles)
    elif isinstance(declared, Many):
        for each in value:
            yield from _texts(declared.of, each, titles)
    else:
        yield from _item_texts(declared, value, titles)


def _item_texts(declared: Field, value: Value, titles: Mapping[str, str]) -> Iterator[str]:
    if isinstance(declared, Link):
        yield titles.get(value, "")
    elif isinstance(declared, Choice):
        yield from (declared.options or {}).get(str(value), (str(value),))
    elif isinstance(declared, Number | Quantity | Moment | Computed):
        yield from dict.fromkeys((declared.show(value), _bare(value)))
    elif not isinstance(declared, Flag):
        yield declared.show(value)


def _row_texts(columns: tuple[Field, ...], row: Mapping[str, Value], titles: Mapping[str, str]) -> Iterator[str]:
    for column in columns:
        value = row.get(column.name)
        if value is not None:
            yield from _texts(column, value, titles)


def _bare(value: Value) -> str:
    return f"{value['number']}{value.get('unit', '')}" if isinstance(value, Mapping) else str(value)


def names(record: Record) -> Iterator[str]:
    """What pinyin finds: the title, and the names of people."""
    yield record.title
    for declared in KINDS[record.kind].fields:
        value = record.fields.get(declared.name)
        if value and declared.personal and type(declared) is Text:
            yield str(value)
        elif value and declared.personal and isinstance(declared, Many):
            yield from (str(each) for each in value)


def _facets(record: Record, companions: Companions, day: str) -> Iterator[tuple[str, str]]:
    kind = KINDS[record.kind]
    yield "kind", record.kind
    yield "state", record.state.value
    yield from (("tag", tag) for tag in record.tags)
    yield "year", day[:4]
    if record.attachments:
        yield "has", "attachment"
    if any(each.is_picture for each in record.attachments):
        yield "has", "picture"
    if record.kind != "member" and companions.owner_stars is not None:
        yield "stars", str(companions.owner_stars)
    for declared in kind.fields:
        value = record.fields.get(declared.name)
        for each in () if value is None else value if isinstance(value, list) else (value,):
            if _links_member(declared):
                yield "member", str(each)
            if declared.facet and not isinstance(declared, Day | Moment):
                yield declared.name, ("true" if each else "false") if isinstance(each, bool) else str(each)


def _links_member(declared: Field) -> bool:
    return isinstance(declared, Link | Links) and declared.to == "member"


def _digits(text: str, count: int) -> int:
    digits = "".join(each for each in text if each.isascii() and each.isdigit())[:count]
    return int(digits.ljust(count, "0"))
