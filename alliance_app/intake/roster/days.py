"""Days as people write them in sheets: 2024年3月5日, 2024.3.5, 20240305, or the number Excel counts them by."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from alliance_app.words import _

_WRITTEN = re.compile(r"(\d{4})[-/.年。](\d{1,2})[-/.月。](\d{1,2})日?(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?")
_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NOT_WHOLE = re.compile(r"\d{4}[-/.年]\d{1,2}月?|\d{4}年?")
_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)
_COUNTED = range(367, 110_000)  # 1901 to 2201
_YEARS = range(1900, 2201)


class NoDayError(ValueError):
    """What stands there is no day; `str()` says why."""


def read_day(value: object, *, from_1904: bool = False) -> date:
    """The day a cell holds. `from_1904`: Excel's other calendar. Raises NoDayError."""
    found = _found(value, from_1904)
    if not _FIRST <= found < _LAST:
        raise NoDayError(_("{day} cannot be right: years run from 1900 to 2199").format(day=found.isoformat()))
    return found


def _found(value: object, from_1904: bool) -> date:
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case bool() | time() | timedelta():
            raise _no_day(str(value))
        case int() | float() if not _TOGETHER.fullmatch(str(value)):
            return _counted(value, from_1904)
        case _:
            text = unicodedata.normalize("NFKC", str(value)).strip()
            return _counted(float(text), from_1904) if re.fullmatch(r"\d{5}", text) else _written(text)


def _counted(number: float, from_1904: bool) -> date:
    if int(number) in _YEARS:
        raise NoDayError(_("only a year stands here: month and day are needed"))
    if int(number) not in _COUNTED:
        raise _no_day(f"{number:g}")
    return (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=int(number))


def _written(text: str) -> date:
    plain = re.sub(r"\s*([-/.年月日])\s*", r"\1", " ".join(text[:60].split()))
    found = _WRITTEN.fullmatch(plain) or _TOGETHER.fullmatch(plain)
    if found is None and _NOT_WHOLE.fullmatch(plain):
        raise NoDayError(_("“{value}” has no day: write for example 2024-03-05").format(value=text[:30]))
    if found is None:
        raise _no_day(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise NoDayError(_("there is no such day as {value}").format(value=text[:30])) from None


def _no_day(text: str) -> NoDayError:
    return NoDayError(_("“{value}” is not a date such as 2024-03-05").format(value=" ".join(text.split())[:30]))
