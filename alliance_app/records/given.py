"""What a file or a command gives for a field, as the value it stores: links by title, words for numbers."""

import json
import re
from collections.abc import Callable, Mapping

from alliance_app.records.fields import (
    Choice,
    Field,
    Flag,
    Integer,
    Link,
    LongText,
    Many,
    Number,
    Quantity,
    Text,
)
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Value
from alliance_app.words import _

# The id of the record with this title and, unless None, this kind; None when there is none.
Find = Callable[[str, str | None], str | None]
_ID = re.compile(r"[0-9A-Z]{26}")
_BETWEEN = re.compile(r"[、;；\n]|,(?!\d{3})|，")
_WIKI = re.compile(r"\[\[([^\[\]]+)\]\]")


def given(declared: Field, value: Value, find: Find) -> Value:
    """`value` (text as typed, or JSON's shapes) as `declared` stores it. Raises InvalidField, InvalidText."""
    if value is None or value == "":
        return None
    if isinstance(declared, Link):
        return _linked(declared, declared.to, value, find)
    if isinstance(declared, Many):
        return _several(declared, value, find)
    if isinstance(declared, Table):
        return _rows(declared, value, find)
    if isinstance(declared, Sheet):
        return _named_rows(declared, value, find)
    return _one(declared, value)


def from_command(declared: Field, text: str, find: Find) -> Value:
    """What `--set field=text` means: rows as JSON or one line a row, everything else as a person types it."""
    stripped = text.strip()
    if isinstance(declared, Table | Sheet) and stripped[:1] in ("[", "{"):
        try:
            return given(declared, json.loads(stripped), find)
        except (ValueError, RecursionError) as error:
            raise declared.refused(_("these rows are not JSON ({reason})").format(reason=error)) from None
    return given(declared, text if isinstance(declared, LongText) else stripped, find)


def _one(declared: Field, value: Value) -> Value:
    if isinstance(declared, Text | LongText | Choice) and isinstance(value, int | float):
        value = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(declared, Quantity) and isinstance(value, int | float) and not isinstance(value, bool):
        value = {"number": value, "unit": ""}
    reads = isinstance(declared, Integer | Number | Flag | Quantity)
    return declared.parse(value) if reads and isinstance(value, str) else declared.check(value)


def _linked(declared: Field, to: str | None, value: Value, find: Find) -> Value:
    while isinstance(value, list) and len(value) == 1:  # [[Title]] without quotes is a list in a list to YAML
        value = value[0]
    if not isinstance(value, str):
        return declared.check(value)
    titled = _WIKI.fullmatch(value.strip())
    title = (titled[1] if titled else value).split("|")[0].strip()
    if _ID.fullmatch(title):
        return title
    found = find(title, to)
    if found is None:
        raise declared.refused(_("no record it can link to is called “{title}”").format(title=title))
    return found


def _several(declared: Many, value: Value, find: Find) -> Value:
    to = getattr(declared, "to", None)
    links = isinstance(declared.of, Link)
    if isinstance(value, str):
        titled = _WIKI.findall(value) if links else []
        value = titled or [part.strip() for part in _BETWEEN.split(value) if part.strip()]
    if not isinstance(value, list | tuple):
        return declared.check(value)
    if links:
        return declared.check([_linked(declared, to, each, find) for each in value])
    return declared.check([_one(declared.of, each) for each in value])


def _rows(declared: Table, value: Value, find: Find) -> Value:
    if isinstance(value, str):
        return declared.parse(value)
    if not isinstance(value, list | tuple):
        return declared.check(value)
    return declared.check([_cells(declared.columns, row, find) for row in value])


def _named_rows(declared: Sheet, value: Value, find: Find) -> Value:
    if isinstance(value, str):
        return declared.parse(value)
    if not isinstance(value, Mapping):
        return declared.check(value)
    return declared.check({name: _cells(declared.columns, row, find) for name, row in value.items()})


def _cells(columns: tuple[Field, ...], row: Value, find: Find) -> Value:
    """A row's cells, their columns by name or label; what fits no column is left for the check to refuse."""
    if not isinstance(row, Mapping):
        return row
    by_label = {label.casefold(): each for each in columns for label in (each.zh, each.en, each.name)}
    cells = {}
    for name, value in row.items():
        column = by_label.get(str(name).casefold())
        cells[column.name if column else str(name)] = given(column, value, find) if column else value
    return cells
