"""Making a template of a record: its structure, and of its words and fields only what is wanted and nobody's own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alliance_app.records.fields import Day, Field, Integer, Moment, Number, Quantity
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown import without_code
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.template import Template, is_taken, with_titles
from alliance_app.records.text import clean_tags
from alliance_app.records.values import Fields, Record, Value

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*")
_ITEM = re.compile(r" {0,3}([-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\][ \t]+)?")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|!\[\[[^\]\n]*\]\]")
_DATED = (Day, Moment)
_OF_ONE_RESULT = ("evidence", "finance_confirmed")  # a new project begins without them
_COUNTED = (Integer, Number, Quantity)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a template takes from a record beside its structure. Dates and numbers only with the fields."""

    text: bool = False
    fields: bool = False
    figures: bool = False


def template_of(record: Record, name: str, taken: Taken, titles: Mapping[str, str]) -> Template:
    """A template made of a record: its headings, heads of tables and beginnings of lists, and what is `taken` beside.

    What stands in a personal field is nowhere in it, not in its text either; private and computed fields are left out.
    Links are kept by the `titles` of what they lead to, by id, so that the file can be read and given away.
    """
    kind = KINDS[record.kind]
    secrets = sorted(personal_values(kind, record.fields), key=len, reverse=True)
    body = _PICTURE.sub("", record.body) if taken.text else skeleton(record.body)
    fields = _steady(kind, record.fields, titles, figures=taken.figures) if taken.fields else {}
    tags = [_without(tag, secrets).strip() for tag in record.tags] if taken.fields else []
    return Template(
        kind=record.kind,
        name=name,
        body=_without(body, secrets),
        fields={key: value for key, value in _cleared(fields, secrets).items() if value not in (None, "", [], {})},
        tags=clean_tags(tuple(tags)),
        own=True,
    )


def personal_values(kind: Kind, fields: Fields) -> set[str]:
    """Every text in a personal field, or a personal column, of these fields."""
    found: set[str] = set()
    for declared in kind.fields:
        value = fields.get(declared.name)
        if declared.personal:
            found.update(_leaves(value))
        elif isinstance(declared, Table | Sheet):
            rows = value.values() if isinstance(value, Mapping) else value or ()
            personal = [column.name for column in declared.columns if column.personal]
            found.update(leaf for row in rows if row for name in personal for leaf in _leaves(row.get(name)))
    return {each.strip() for each in found if each.strip()}


def skeleton(body: str) -> str:
    """The structure of a body without its words: headings, heads of tables with an empty row, one item of each list."""
    lines, seen = body.split("\n"), without_code(body).split("\n")
    kept: list[str] = []
    listed = False
    for place, line in enumerate(seen):
        before = seen[place - 1] if place else ""
        if _HEADING.match(line):
            kept += [lines[place].strip(), ""]
            listed = False
        elif _UNDERLINE.fullmatch(line) and before.strip() and not _ITEM.match(before) and "|" not in before:
            mark = "#" if "=" in line else "##"
            kept += [f"{mark} {lines[place - 1].strip()}", ""]
            listed = False
        elif "|" in before and _DELIMITER.fullmatch(line) and "|" in line:
            kept += [lines[place - 1].strip(), line.strip(), _empty_row(line), ""]
        elif not listed and (item := _ITEM.match(line)):
            kept += [f"{item[1]} {'[ ] ' if item[2] else ''}", ""]
            listed = True
    return "\n".join(kept).rstrip("\n") + "\n" if kept else ""


def _steady(kind: Kind, fields: Fields, titles: Mapping[str, str], *, figures: bool) -> dict[str, Value]:
    """What does not change from one record to the next; with dates and numbers where `figures`."""
    kept: dict[str, Value] = {}
    for declared in kind.fields:
        value = fields.get(declared.name)
        if value is None or not is_taken(declared):
            continue
        if isinstance(declared, Table | Sheet):
            if figures or _is_a_plan(declared):
                kept[declared.name] = _narrowed(value, {each.name for each in declared.columns if is_taken(each)})
        elif _is_steady(declared, figures=figures):
            kept[declared.name] = value
    return {key: with_titles(kind.by_name[key], value, titles) for key, value in kept.items()}


def _is_a_plan(declared: Table | Sheet) -> bool:
    """Whether rows say how such things go, not what came of one: nobody and no day stands in them."""
    told_of_one = any(column.personal or isinstance(column, _DATED) for column in declared.columns)
    return isinstance(declared, Table) and not told_of_one


def _is_steady(declared: Field, *, figures: bool) -> bool:
    if declared.name in _OF_ONE_RESULT:
        return False
    return is_taken(declared) and (figures or not isinstance(declared, (*_DATED, *_COUNTED)))


def _narrowed(value: Value, columns: set[str]) -> Value:
    def narrow(row: Mapping[str, Value] | None) -> dict[str, Value]:
        return {name: cell for name, cell in (row or {}).items() if name in columns}

    if isinstance(value, Mapping):
        return {name: narrow(row) for name, row in value.items() if narrow(row)}
    return [narrow(row) for row in value if narrow(row)]


def _cleared(fields: Fields, secrets: list[str]) -> dict[str, Value]:
    return {name: _clear(value, secrets) for name, value in fields.items()}


def _clear(value: Value, secrets: list[str]) -> Value:
    """A value without what is personal; a text that would be another one then is left out whole."""
    if isinstance(value, str):
        return value if not any(secret in value for secret in secrets) else None
    if isinstance(value, list):
        items = [_clear(each, secrets) for each in value]
        return [each for each in items if each not in (None, {})]
    if isinstance(value, Mapping):
        cells = {key: _clear(each, secrets) for key, each in value.items() if not any(s in str(key) for s in secrets)}
        return {key: each for key, each in cells.items() if each not in (None, {})}
    return None if any(secret in str(value) for secret in secrets) else value


def _without(text: str, secrets: list[str]) -> str:
    while any(secret in text for secret in secrets):
        for secret in secrets:
            text = text.replace(secret, "")
    return text


def _leaves(value: Value) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    elif value is not None:
        yield str(value)


def _empty_row(delimiter: str) -> str:
    cells = delimiter.strip().strip("|").count("|") + 1
    return "|" + "  |" * cells
