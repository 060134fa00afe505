"""Plans: what a query means in SQL. A plan has two forms that must say the same.

`match` is an FTS5 expression every hit satisfies, answered from the postings; where it does not decide alone, `left`
is the SQL that does, asked of the candidates only. `whole` decides by itself, for use under OR and NOT.
Both speak of `e` (search_entries) and `x` (search_texts).
"""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from alliance_app.search import grams
from alliance_app.search.folding import fold
from alliance_app.search.grams import Space

# No text and no facet has this term.
_NEVER = f'"{Space.FACET}never"'


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL with its parameters."""

    sql: str
    parameters: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How to find the entries a query wants. `match` None: nothing to look up; `left` None: `match` decides alone."""

    match: str | None
    left: Condition | None
    whole: Condition


EVERYTHING = Plan(None, None, Condition("1"))
NOTHING = Plan(_NEVER, None, Condition("0"))


def literal(text: str, *, titles_only: bool = False, starts: bool = False) -> Plan:
    """Entries that hold `text` as it stands, folded. `starts`: a Latin word or number is to begin with it."""
    folded = fold(text)
    needed = grams.needed(folded)
    if not needed:
        return EVERYTHING
    match = grams.matched(needed, Space.TITLE if titles_only else Space.TEXT)
    columns = ("x.title",) if titles_only else ("x.title", "x.rest")
    if starts and re.match("[a-z0-9]", folded):
        pattern = "*[^a-z0-9]" + re.sub(r"([*?[])", r"[\1]", folded) + "*"
        check = _any_of([Condition(f"' ' || {column} GLOB ?", (pattern,)) for column in columns])
    elif grams.is_exact(folded):
        return Plan(match, None, _matching(match))
    else:
        check = _any_of([Condition(f"instr({column}, ?)", (folded,)) for column in columns])
    return Plan(match, check, check)


def among(ids: Collection[str]) -> Plan:
    """Just these records."""
    found = Condition("e.record_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),))
    return Plan(None, found, found)


def facet(values: Sequence[int]) -> Plan:
    """Entries with one of these facet values, by their numbers in `search_values`."""
    if not values:
        return NOTHING
    match = " OR ".join(f'"{Space.FACET}{value}"' for value in values)
    return Plan(match, None, _matching(match))


def states(names: Sequence[str]) -> Plan:
    """Records in one of these states. They are no terms: giving a record away changes none of its thousand postings."""
    found = Condition(
        "abs(e.place) IN (SELECT number FROM records WHERE state IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(names)),),
    )
    return Plan(None, found, found)


def days(first: int, last: int) -> Plan:
    """Entries dated from `first` to `last`, as 20240712."""
    check = Condition("e.day BETWEEN ? AND ?", (first, last))
    return Plan(None, check, check)


def places(numbers: Iterable[int]) -> Plan:
    """Just these entries."""
    listed = ", ".join(str(int(number)) for number in numbers)
    check = Condition(f"e.place IN ({listed})")
    return Plan(None, check, check)


def both(plans: Iterable[Plan]) -> Plan:
    """Entries that every plan finds."""
    parts = [plan for plan in dict.fromkeys(plans) if plan != EVERYTHING]
    if len(parts) < 2:
        return parts[0] if parts else EVERYTHING
    matches = [plan.match for plan in parts if plan.match is not None]
    left = [plan.left for plan in parts if plan.left is not None]
    match = " AND ".join(f"({match})" for match in dict.fromkeys(matches)) or None
    return Plan(match, _all_of(left) if left else None, _all_of([plan.whole for plan in parts]))


def either(plans: Iterable[Plan]) -> Plan:
    """Entries that one of the plans finds."""
    parts = list(dict.fromkeys(plans))
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    whole = _any_of([plan.whole for plan in parts])
    matches = [plan.match for plan in parts if plan.match is not None]
    if len(matches) < len(parts):
        return EVERYTHING if EVERYTHING in parts else Plan(None, whole, whole)
    match = " OR ".join(f"({match})" for match in dict.fromkeys(matches))
    if all(plan.left is None for plan in parts):
        return Plan(match, None, _matching(match))
    return Plan(match, whole, whole)


def without(plan: Plan) -> Plan:
    """Entries the plan does not find."""
    if plan == EVERYTHING:
        return NOTHING
    check = Condition(f"NOT ({plan.whole.sql})", plan.whole.parameters)
    return Plan(None, check, check)


def _matching(match: str) -> Condition:
    return Condition("e.place IN (SELECT rowid FROM search_terms WHERE search_terms MATCH ?)", (match,))


def _all_of(conditions: Sequence[Condition]) -> Condition:
    return _joined(" AND ", conditions)


def _any_of(conditions: Sequence[Condition]) -> Condition:
    return _joined(" OR ", conditions)


def _joined(word: str, conditions: Sequence[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    sql = word.join(f"({each.sql})" for each in conditions)
    return Condition(sql, tuple(value for each in conditions for value in each.parameters))
