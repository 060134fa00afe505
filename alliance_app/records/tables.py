"""Fields that hold rows: a Table keeps its writer's order, a Sheet's rows have names and merge one by one."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from alliance_app import words
from alliance_app.records.fields import MAX_ITEMS, Choice, Field, Link, Links, short
from alliance_app.records.values import Fields, Value
from alliance_app.words import _


@dataclass(frozen=True)
class Table(Field):
    """Rows of the same columns, in an order the writer chose; stored as a list of mappings."""

    columns: tuple[Field, ...] = ()
    many: ClassVar[bool] = True

    def check(self, value: Value) -> Value:
        if not isinstance(value, list | tuple) or len(value) > MAX_ITEMS:
            raise self.refused(_("rows are needed, not {value}").format(value=short(value)))
        rows = [checked_row(self, self.columns, row) for row in value]
        return [row for row in rows if row]

    def show(self, value: Value) -> str:
        return "\n".join(shown_row(self.columns, row) for row in value or ())

    def _read(self, text: str) -> Value:
        lines = [line for line in text.splitlines() if line.strip()]
        return [_typed_row(self, self.columns, line) for line in lines]


class RowNames:
    """What people call the rows of a sheet whose names are codes. A room above knows it, and is asked."""

    def __init__(self) -> None:
        self._ask: Callable[[str], str] = str

    def told_by(self, ask: Callable[[str], str]) -> None:
        """From now on `ask` says what a row is called; it gives a name it does not know back as it is."""
        self._ask = ask

    def label(self, name: str) -> str:
        """A row's code and what it is called, in the language spoken now."""
        return self._ask(name)


@dataclass(frozen=True)
class Sheet(Field):
    """Rows with names of their own, merged row by row: stored as a mapping of row name to row.

    `rows`: the names allowed, None for any short name; `called`: what people call these.
    """

    rows: Mapping[str, tuple[str, str]] | None = None
    columns: tuple[Field, ...] = ()
    called: RowNames | None = None

    def row_label(self, name: str) -> str:
        """What a row is called in the language spoken now."""
        if self.rows is None:
            return self.called.label(name) if self.called is not None else name
        return self.rows.get(name, (name, name))[0 if words.language() == "zh" else 1]

    def check(self, value: Value) -> Value:
        if not isinstance(value, Mapping) or len(value) > MAX_ITEMS:
            raise self.refused(_("named rows are needed, not {value}").format(value=short(value)))
        return {
            self._row_name(name): None if row is None else checked_row(self, self.columns, row)
            for name, row in value.items()
        }

    def show(self, value: Value) -> str:
        lines = []
        for name, row in (value or {}).items():
            label = name if self.rows is None else self.row_label(name)  # a code is what is read back
            lines.append(f"{'' if self.ruled else label} {shown_row(self.columns, row)}".strip())
        return "\n".join(lines)

    def _row_name(self, name: object) -> str:
        if self.rows is not None:
            return str(Choice(self.name, self.zh, self.en, options=self.rows).check(name))
        if not isinstance(name, str) or not re.fullmatch(r"[\w.\-]{1,40}", name):
            raise self.refused(_("“{value}” cannot name a row").format(value=short(name)))
        return name

    def _read(self, text: str) -> Value:
        rows = {}
        for line in text.splitlines():
            name, _gap, rest = line.strip().partition(" ")
            rows[name] = _typed_row(self, self.columns, rest)
        return rows


def checked_row(owner: Field, columns: tuple[Field, ...], row: Value) -> dict[str, Value]:
    """One row of a Table or Sheet, checked column by column. Raises InvalidField."""
    if not isinstance(row, Mapping):
        raise owner.refused(_("a row is needed, not {value}").format(value=short(row)))
    by_name = {column.name: column for column in columns}
    unknown = [str(name) for name in row if name not in by_name]
    if unknown:
        raise owner.refused(_("there is no column “{value}”").format(value=short(unknown[0])))
    return {name: by_name[name].check(value) for name, value in row.items() if value is not None and value != ""}


def row_links(columns: tuple[Field, ...], row: Fields) -> Iterator[str]:
    """The ids that a row's cells link to, whatever else stands there."""
    for column in columns:
        value = row.get(column.name)
        if isinstance(column, Link | Links):
            ids = value if isinstance(value, list | tuple) else (value,)
            yield from (each for each in ids if isinstance(each, str))


def titled_row(columns: tuple[Field, ...], row: Fields, titles: Mapping[str, str]) -> Fields:
    """A row with titles in the place of ids, to be shown; an id without a title stays."""
    links = {column.name for column in columns if isinstance(column, Link)}
    named = {name: value for name, value in row.items() if name in links and isinstance(value, str)}
    return {**row, **{name: titles.get(value, value) for name, value in named.items()}}


def shown_row(columns: tuple[Field, ...], row: Fields) -> str:
    """A row on one line, ` | ` between its cells."""
    return " | ".join(column.show(row.get(column.name)) for column in columns).strip(" |")


def _typed_row(owner: Field, columns: tuple[Field, ...], line: str) -> dict[str, Value]:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if len(cells) > len(columns):
        raise owner.refused(_("a row has {count} columns at most").format(count=len(columns)))
    typed = {column.name: column.parse(cell) for column, cell in zip(columns, cells, strict=False)}
    return {name: value for name, value in typed.items() if value is not None}
