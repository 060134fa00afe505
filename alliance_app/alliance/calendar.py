"""The alliance's calendar: salons, open days and activities by day; on request what is due, too. Plain values.

Times are those of the place where something happens, as they were typed: the alliance lives in one district, and
14:30 is 14:30 on every chair's telephone ("floating" in RFC 5545).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alliance_app.alliance.follow_ups import FollowUp
from alliance_app.library import Library, Sight
from alliance_app.records.glance import Glance
from alliance_app.records.kinds import KINDS

KINDS_SHOWN = ("salon", "open_day", "activity")
_FIELDS = ("ends_at", "place", "host", "owner", "topics", "theme", "type", "moderator", "recorder")
_PERSONAL = ("moderator", "recorder")
_SUPPLY = ("needed_by", "valid_until")
_OPEN = ("published", "talking", "intent")
_LONGEST = 31  # days that one event is shown on


class Layer(StrEnum):
    """What a calendar can show beside what takes place."""

    DUE = "due"  # what salons decided, on the day until which it is to be done
    NEEDED = "needed"  # until when somebody needs something, or offers it


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day. `sort`: a kind of record, or a Layer; `starts`, `ends`: ISO days or moments, "" for none.

    `number` tells several of one record apart. `host`: an enterprise's name. `names`: people, personal.
    """

    record_id: str
    sort: str
    title: str
    starts: str
    ends: str = ""
    place: str = ""
    host: str = ""
    about: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    number: str = ""
    updated_at: str = ""

    @property
    def day(self) -> str:
        """The ISO day it begins on."""
        return self.starts[:10]

    @property
    def time(self) -> str:
        """When it begins on that day, as 14:30; "" where it takes the whole day."""
        return self.starts[11:16]

    @property
    def days(self) -> tuple[str, ...]:
        """Every day it is shown on."""
        first = date.fromisoformat(self.day)
        last = date.fromisoformat(self.ends[:10]) if self.ends else first
        count = min(max((last - first).days + 1, 1), _LONGEST)
        return tuple((first + timedelta(days=each)).isoformat() for each in range(count))


def events(library: Library, since: str, before: str, layers: Iterable[Layer] = ()) -> tuple[Event, ...]:
    """What begins on the ISO day `since` or later and before `before` ("" for no end), in order.

    Of the layers only NEEDED is read here; see `due_events`.
    """
    found = library.glances(Sight(KINDS_SHOWN, since, before, fields=_FIELDS))
    needed: Sequence[Glance] = ()
    if Layer.NEEDED in layers:
        needed = library.glances(Sight(("supply_demand",), stages=_OPEN, fields=(*_SUPPLY, "owner", "side")))
    titles = _titles(library, [*found, *needed])
    made = [_event(each, titles) for each in found]
    made += [each for glance in needed for each in _needed(glance, titles) if _within(each.day, since, before)]
    return in_order(made)


def coming(library: Library, today: date, limit: int) -> tuple[Event, ...]:
    """What takes place next, from this day on."""
    ahead = library.glances(Sight(KINDS_SHOWN, since=today.isoformat()))
    nearest = sorted(ahead, key=lambda each: (each.date, each.id))[:limit]
    return tuple(Event(each.id, each.kind, each.title, each.date, updated_at=each.updated_at) for each in nearest)


def due_events(follow_ups: Iterable[FollowUp], since: str, before: str) -> tuple[Event, ...]:
    """What salons left to be done, on the days it is due; nothing that is done."""
    return tuple(
        Event(
            each.record_id, Layer.DUE, each.what, each.due, about=(each.salon,),
            names=(each.who,) if each.who else (), number=each.number,
        )
        for each in follow_ups
        if each.due and not each.done and _within(each.due, since, before)
    )  # fmt: skip


def in_order(found: Iterable[Event]) -> tuple[Event, ...]:
    """By day; on a day first what takes all of it, then by time."""
    return tuple(sorted(found, key=lambda each: (each.starts, each.sort, each.title, each.record_id, each.number)))


def month_of(year: int, month: int) -> tuple[str, str]:
    """The first day of a month and of the next one, as ISO text."""
    return f"{year:04}-{month:02}-01", f"{year + month // 12:04}-{month % 12 + 1:02}-01"


def _event(each: Glance, titles: Mapping[str, str]) -> Event:
    fields = each.fields
    ends = str(fields.get("ends_at") or "")
    kind = KINDS[each.kind]
    declared = kind.by_name.get("type")
    about = (*(fields.get("topics") or ()), fields.get("theme"), declared and declared.show(fields.get("type")))
    return Event(
        record_id=each.id,
        sort=each.kind,
        title=each.title,
        starts=each.date,
        ends=ends if ends > each.date else "",
        place=str(fields.get("place") or ""),
        host=titles.get(str(each.owner_id), ""),
        about=tuple(str(part) for part in about if part),
        names=tuple(str(fields[name]) for name in _PERSONAL if fields.get(name)),
        updated_at=each.updated_at,
    )


def _needed(each: Glance, titles: Mapping[str, str]) -> list[Event]:
    kind = KINDS[each.kind]
    return [
        Event(
            each.id, Layer.NEEDED, each.title, str(each.fields[name]), host=titles.get(str(each.owner_id), ""),
            about=(kind.by_name[name].label,), number=name, updated_at=each.updated_at,
        )
        for name in _SUPPLY
        if each.fields.get(name)
    ]  # fmt: skip


def _titles(library: Library, found: Iterable[Glance]) -> dict[str, str]:
    ids = sorted({each.owner_id for each in found if each.owner_id})
    return {row.id: row.title for row in library.rows(ids)}


def _within(day: str, since: str, before: str) -> bool:
    return day >= since and (not before or day < before)
