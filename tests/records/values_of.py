"""Strategies: values that a declared field accepts."""

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from alliance_app.records.fields import (
    Choice,
    Computed,
    Day,
    Field,
    Flag,
    Integer,
    Link,
    Links,
    LongText,
    Many,
    Moment,
    Number,
    Quantity,
    Text,
)
from alliance_app.records.kind import Kind
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Value

LINES = (
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=30,
    )
    .map(str.strip)
    .filter(bool)
)
BODIES = st.text(
    st.one_of(st.sampled_from("绿色低碳改善\n \t#-*[]|`"), st.characters(exclude_categories=["Cs", "Cc"])), max_size=200
).map(lambda text: text.replace("\ufffe", "").replace("\uffff", ""))
IDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26)
NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 4))
).filter(math.isfinite)


def values_of(declared: Field) -> st.SearchStrategy[Value]:
    """Values that `declared` accepts."""
    return next(make(declared) for type_, make in _MAKERS.items() if isinstance(declared, type_))


def _named_rows(declared: Sheet) -> st.SearchStrategy[Value]:
    names = st.sampled_from(list(declared.rows)) if declared.rows else st.from_regex(r"[A-Z]\d\d", fullmatch=True)
    return st.dictionaries(names, _rows(declared.columns), max_size=4)


def _moments(_declared: Moment) -> st.SearchStrategy[Value]:
    moments = st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31))
    return moments.map(lambda moment: moment.isoformat(timespec="minutes"))


# the first type that fits counts: a Links is a Many, a LongText is no Text
_MAKERS: dict[type[Field], Callable[[Any], st.SearchStrategy[Value]]] = {
    Choice: lambda declared: st.sampled_from(list(declared.options)),
    Integer: lambda declared: st.integers(declared.least, declared.most),
    Number: lambda _declared: NUMBERS,
    Quantity: lambda _declared: st.fixed_dictionaries(
        {"number": NUMBERS, "unit": st.sampled_from(["", "度", "kWh", "元/件"])}
    ),
    Flag: lambda _declared: st.booleans(),
    Day: lambda _declared: st.dates(date(1000, 1, 1), date(9999, 12, 31)).map(date.isoformat),
    Moment: _moments,
    Link: lambda _declared: IDS,
    Links: lambda _declared: st.lists(IDS, unique=True, max_size=4),
    Many: lambda declared: st.lists(values_of(declared.of), unique=True, max_size=4),
    Table: lambda declared: st.lists(_rows(declared.columns), max_size=4),
    Sheet: _named_rows,
    LongText: lambda _declared: LINES,
    Text: lambda _declared: LINES,
}


def _rows(columns: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Value]]:
    cells = st.fixed_dictionaries({}, optional={column.name: values_of(column) for column in columns})
    return cells.map(lambda row: {name: value for name, value in row.items() if value != []}).filter(bool)


def fields_of(kind: Kind) -> st.SearchStrategy[dict[str, Value]]:
    """Some of a kind's fields, filled."""
    typed = [each for each in kind.fields if not isinstance(each, Computed)]
    return st.fixed_dictionaries({}, optional={each.name: values_of(each) for each in typed}).map(
        lambda fields: {name: value for name, value in fields.items() if value not in ([], {})}
    )
