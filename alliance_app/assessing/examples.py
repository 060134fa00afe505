"""How three-star unions did it: shared records that count for an indicator, or that search finds by its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_app.alliance.catalogue import Indicator
from alliance_app.alliance.counting import count
from alliance_app.alliance.scope import last_day, scope_of
from alliance_app.library import Library, Listing, Row
from alliance_app.records import clock
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import State
from alliance_app.search import Finder

BEST = 3  # stars
_MOST, _MOST_OF_ONE = 5, 2
_YEARS = 3
_LOOKED_AT = 40
_NO_EXAMPLES = ("member", "assessment", "article", "supply_demand")


@dataclass(frozen=True, slots=True)
class Example:
    """A record of a three-star union. `counts`: it is one of those behind its number, not only of the same matter."""

    record_id: str
    title: str
    kind: str
    member_id: str
    member: str
    date: str
    counts: bool


def examples(
    library: Library,
    finder: Finder,
    indicator: Indicator,
    *,
    without: str = "",
    most: int = _MOST,
    today: date | None = None,
) -> tuple[Example, ...]:
    """The best first, `most` at most and two of one union: what counts and is of the matter, what counts, what is.

    Of what counts, the last three years' are looked at. `without`: the member who asks.
    """
    best = {row.id: row.title for row in _members(library) if row.stars == BEST and row.id != without}
    behind = dict(_behind(library, indicator, best, today or clock.today()))
    found = dict(_found(finder, library, indicator, best))
    owners = {**found, **behind}
    rows = [row for row in library.rows(list(owners)) if row.state is State.SHARED and not row.trashed]
    rows.sort(key=lambda row: row.date or row.updated_at[:10], reverse=True)
    rows.sort(key=lambda row: (row.id in behind, row.id in found), reverse=True)
    shown: dict[str, list[Example]] = {}
    chosen: list[Example] = []
    for row in rows:
        owner = owners[row.id]
        theirs = shown.setdefault(owner, [])
        if len(theirs) < _MOST_OF_ONE and len(chosen) < most:
            theirs.append(_example(row, owner, best[owner], row.id in behind))
            chosen.append(theirs[-1])
    return tuple(chosen)


def _example(row: Row, owner: str, member: str, counts: bool) -> Example:
    return Example(row.id, row.title, row.kind, owner, member, row.date, counts)


def _members(library: Library) -> list[Row]:
    return library.rows(library.ids(Listing(kinds=("member",))))


def _behind(library: Library, indicator: Indicator, members: Iterable[str], today: date) -> Iterator[tuple[str, str]]:
    """Record and member ids of what the indicator is counted from, in the last years of these members."""
    if not indicator.counted:
        return
    kinds = tuple(name for name in KINDS if name not in _NO_EXAMPLES)
    for member_id in members:
        records = library.read_many(library.ids(Listing(kinds=kinds, linked_to=member_id)))
        records += library.read_many([member_id])
        for year in range(today.year, today.year - _YEARS, -1):
            scope = scope_of(records, member_id, year, last_day(year, today))
            counted = count({indicator.code: indicator.counted}, scope).get(indicator.code)
            for record_id in counted.records if counted is not None else ():
                if record_id != member_id:
                    yield record_id, member_id


def _found(
    finder: Finder, library: Library, indicator: Indicator, members: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Record and member ids of what search finds by the indicator's words: these members' own records, and cases."""
    words = indicator.look_for or (indicator.zh, indicator.en)
    query = " OR ".join(f'"{word}"' for word in words)
    kinds = [name for name, kind in KINDS.items() if name not in _NO_EXAMPLES and kind.owned_by]
    filters = {"stars": [str(BEST)], "state": [State.SHARED.value]}
    owned = finder.search(query, kinds=kinds, filters=filters, limit=_LOOKED_AT).ids
    for row in library.rows(owned):
        if row.owner_id in members:
            yield row.id, str(row.owner_id)
    yield from _cases(library, finder.search(query, kinds=["case"], limit=_LOOKED_AT).ids, members)


def _cases(library: Library, ids: Sequence[str], members: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A case names its union in words."""
    by_title = {title: member_id for member_id, title in members.items()}
    for record in library.read_many(ids):
        owner = by_title.get(str(record.fields.get("union") or "").strip())
        if owner is not None:
            yield record.id, owner
