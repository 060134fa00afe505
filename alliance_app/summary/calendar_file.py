"""A calendar as a file that every calendar program takes in (iCalendar, RFC 5545).

Times are floating, without a time zone: see alliance/calendar.py. An event keeps its UID for ever, on every device, so
that taking the file in twice doubles nothing. Written here and not by a package: what is needed of the format is four
rules (CRLF, folding, escaping, all-day dates), where a package brings two more with it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from alliance_app.alliance.calendar import KINDS_SHOWN, Event
from alliance_app.records.kinds import KINDS
from alliance_app.words import _
from alliance_app.writeups.masking import masked_text

_FOLD = 75  # octets of one line
_NO_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STEADY = "20200101T000000Z"  # the stamp of what does not tell when it was changed


def calendar_file(events: Iterable[Event], name: str, *, personal: bool = False) -> bytes:
    """The events as the bytes of an .ics file. `name`: what the calendar is called.

    Without `personal` nobody is named, and phone, identity and card numbers are covered.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//alliance_app//star-union alliance//ZH", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_shown(name, personal=personal)}")
    for each in events:
        lines += _event(each, personal=personal)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(each: Event, *, personal: bool) -> Iterator[str]:
    uid = f"{each.record_id}-{each.number}" if each.number else each.record_id
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(uid)}@star-union-alliance"
    yield f"DTSTAMP:{_stamp(each.updated_at)}"
    yield from _times(each)
    yield f"SUMMARY:{_shown(each.title, personal=personal)}"
    if each.place:
        yield f"LOCATION:{_shown(each.place, personal=personal)}"
    told = "\n".join(_told(each, personal=personal))
    if told:
        yield f"DESCRIPTION:{_shown(told, personal=personal)}"
    if each.sort in KINDS_SHOWN:
        yield f"CATEGORIES:{_escaped(KINDS[each.sort].label)}"
    else:
        yield "TRANSP:TRANSPARENT"  # until when something is to be done takes nobody's day
    yield "END:VEVENT"


def _times(each: Event) -> Iterator[str]:
    if not each.time:
        last = date.fromisoformat(each.days[-1])
        yield f"DTSTART;VALUE=DATE:{each.day.replace('-', '')}"
        if last < date.max:
            yield f"DTEND;VALUE=DATE:{_plain(last + timedelta(days=1))}"  # the day after: the end is not part of it
        return
    yield f"DTSTART:{_moment(each.starts)}"
    if len(each.ends) > 10 and each.ends > each.starts:
        yield f"DTEND:{_moment(each.ends)}"


def _told(each: Event, *, personal: bool) -> Iterator[str]:
    if each.host:
        yield _("Host: {name}").format(name=each.host)
    yield from each.about
    if personal and each.names:
        yield _("People: {names}").format(names="、".join(each.names))


def _moment(told: str) -> str:
    """2024-07-12T14:30 as 20240712T143000."""
    day, _t, time = told.partition("T")
    return f"{day.replace('-', '')}T{time.replace(':', '')[:6]:0<6}"


def _plain(day: date) -> str:
    return day.isoformat().replace("-", "")


def _stamp(updated_at: str) -> str:
    """2024-07-12T14:30:05Z as 20240712T143005Z: when it was last changed, so the file is the same twice."""
    digits = "".join(letter for letter in updated_at[:19] if letter.isdecimal())
    return f"{digits[:8]}T{digits[8:]}Z" if len(digits) == 14 else _STEADY


def _shown(text: str, *, personal: bool) -> str:
    return _escaped(text if personal else masked_text(text))


def _escaped(text: str) -> str:
    """A text as the value of a property; without control characters and what is no character."""
    kept = _NO_TEXT.sub("", text)
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line cut where it is too long, never within a character; what goes on begins with a space."""
    cut: list[bytes] = []
    part, room = b"", _FOLD
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > room:
            cut.append(part)
            part, room = b"", _FOLD - 1
        part += octets
    return b"\r\n ".join([*cut, part]) + b"\r\n"
