"""Days as people write a deadline, 7.20, 7月20日, 下周五, 月底: read as seen from the day they are written on.

A day without a year is the first such day on or after that day.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

Reading = Callable[[re.Match[str], date], date | None]

MOST = 2_000  # characters of one sentence that are looked at
_WIDE = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_SIGNS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"两": 2, "日": 7, "天": 7, "末": 7}
_N = r"(?:\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_END = r"\s*[日号]?"
_BEFORE, _AFTER = r"(?<![\d.\-/年月])", r"(?![\d%％])"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day and the place in the text where it is named, with what belongs to it such as 前."""

    day: date
    start: int
    end: int


def read_day(text: str, on: date) -> date | None:
    """The day that a whole text names, 前 and the like after it or not; None when it names none."""
    typed = text.strip().translate(_WIDE)
    typed = re.sub(r"\s*(?:之前|以前|前|止)$", "", typed) if len(typed) <= 40 else ""
    for pattern, read in _FORMS:
        found = re.fullmatch(pattern, typed)
        if found is not None:
            return _read(read, found, on)
    return None


def deadlines(text: str, on: date, *, loose: bool = False) -> Iterator[NamedDay]:
    """The deadlines a sentence names, in order: a day with 前 or 内 behind it, or 截止, 期限 and the like before it.

    `loose`: every day it names is one, as in a task; only 7.20 and the like may be a price all the same.
    """
    line = text[:MOST].translate(_WIDE)
    if not _DAYISH.search(line):
        return
    named: list[NamedDay] = []
    for found, read in _found(line):
        day = _read(read, found, on)
        behind, ahead = _BEHIND.match(line, found.end()), _AHEAD.search(line, max(0, found.start() - 12), found.start())
        start = ahead.start() if ahead else found.start()
        end = behind.end() if behind else found.end()
        meant = (loose and not _PRICE.fullmatch(found[0])) or behind or ahead or found[0].endswith("内")
        if day is not None and meant and not any(start < each.end and each.start < end for each in named):
            named.append(NamedDay(day, start, end))
    yield from sorted(named, key=lambda each: each.start)


def _found(line: str) -> Iterator[tuple[re.Match[str], Reading]]:
    """Every place that looks like a day; of several readings of one place the more exact comes first."""
    for pattern, read in _searched():
        for found in pattern.finditer(line):
            yield found, read


def _read(read: Reading, found: re.Match[str], on: date) -> date | None:
    try:
        return read(found, on)
    except (ValueError, OverflowError):
        return None


def number_of(text: str) -> int:
    """A number below 100 in digits or Chinese signs. Raises ValueError."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _SIGNS[text]
    return 10 * (_SIGNS[tens] if tens else 1) + (_SIGNS[ones] if ones else 0)


# -- readings


def _full(found: re.Match[str], _on: date) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _month_and_day(found: re.Match[str], on: date) -> date | None:
    month, day = number_of(found[1]), number_of(found[2])
    years = (on.year + ahead for ahead in range(9))  # a 29th of February may be eight years away
    return next((each for year in years if (each := _day_of(year, month, day)) is not None and each >= on), None)


def _next_year(found: re.Match[str], on: date) -> date:
    return date(on.year + 1, number_of(found[1]), number_of(found[2]))


def _day_alone(found: re.Match[str], on: date) -> date | None:
    wanted = number_of(found[1])
    months = (_month_after(on, ahead) for ahead in range(13))
    return next((each for y, m in months if (each := _day_of(y, m, wanted)) is not None and each >= on), None)


def _next_months_day(found: re.Match[str], on: date) -> date:
    return date(*_month_after(on, 1), number_of(found[1]))


def _months_end(found: re.Match[str], on: date) -> date:
    named = found[1] or ""
    if named.startswith("下"):
        return _last(*_month_after(on, 1))
    if not named or named[0] in "本这当":
        return _last(on.year, on.month)
    month = number_of(named)
    return _last(on.year + (month < on.month), month)


def _years_end(found: re.Match[str], on: date) -> date:
    return date(on.year + (found[1] in ("明", "下")), 12, 31)


def _weekday(found: re.Match[str], on: date) -> date:
    sign = found[2]
    wanted = (int(sign) if sign.isdecimal() else _SIGNS[sign]) - 1
    weeks = {"下": 1, "下个": 1, "下下": 2, "下下个": 2}.get(found[1] or "")
    monday = on - timedelta(days=on.weekday())
    if weeks is not None or found[1]:
        return monday + timedelta(days=7 * (weeks or 0) + wanted)
    return on + timedelta(days=(wanted - on.weekday()) % 7)


def _near(found: re.Match[str], on: date) -> date:
    ahead = {"今": 0, "明": 1, "后": 2, "大后": 3}[found[1]]
    return on + timedelta(days=ahead)


def _within(found: re.Match[str], on: date) -> date:
    unit = found[2]
    if found[1] == "半":
        return on + timedelta(days=15)
    count = number_of(found[1])
    if "月" in unit:
        year, month = _month_after(on, count)
        return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))
    return on + timedelta(days=count * (1 if unit in ("天", "日") else 7))


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_after(on: date, count: int) -> tuple[int, int]:
    years, month = divmod(on.month - 1 + count, 12)
    return on.year + years, month + 1


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


# The more exact first: where two readings overlap, the first one counts.
_FORMS: tuple[tuple[str, Reading], ...] = (
    (rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}}){_END}", _full),
    (r"(20\d{2})(\d{2})(\d{2})", _full),
    (rf"({_N}|半)\s*个?\s*(天|日|周|星期|礼拜|(?<=个)月)\s*(?:之内|以内|内|之后|以后|后)", _within),
    (rf"明年\s*({_N})\s*月\s*({_N}){_END}", _next_year),
    (rf"(?:今年\s*)?({_N})\s*月\s*({_N}){_END}", _month_and_day),
    (rf"下个?月\s*({_N})\s*[日号]", _next_months_day),
    (rf"({_N}|本|这个?|当|下个?)?\s*月\s*(?:底|末)", _months_end),
    (r"(今|明|下|本)?年\s*(?:底|末|内)", _years_end),
    (r"(下下个?|下个?|本|这个?)?\s*(?:周|星期|礼拜)([一二三四五六日天末1-7])", _weekday),
    (r"(今|明|大后|后)[天日]", _near),
    (r"(\d{1,2})\s*[./-]\s*(\d{1,2})", _month_and_day),
    (rf"({_N})\s*[日号]", _day_alone),
)


@cache
def _searched() -> tuple[tuple[re.Pattern[str], Reading], ...]:
    # when a text is first read: to make them takes longer than most modules take to load
    return tuple((re.compile(f"{_BEFORE}{pattern}{_AFTER}"), read) for pattern, read in _FORMS)


_DAYISH = re.compile(r"[\d日号天周月年]|星期|礼拜")
_PRICE = re.compile(r"[\d.\s]+")
_BEHIND = re.compile(r"\s*(?:之前|以前|前(?!后|期|面|年|月|天)|止|截止)")
_AHEAD = re.compile(
    r"(?:截止(?:时间|日期)?|截至|(?:完成)?(?:期限|时限|时间)|最迟|最晚|不晚于|限)[为是在到于：:\s]{0,3}$"
)
