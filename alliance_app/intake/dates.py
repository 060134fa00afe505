"""When a note was made: from its header, its file name, or the file itself."""

import re
from datetime import UTC, datetime

from alliance_app.records import clock
from alliance_app.records.values import Value

# The names other programs give the date a note was made, best first.
CREATED_KEYS = (
    "created",
    "date created",
    "created_at",
    "date",
    "日期",
    "创建日期",
    "创建时间",
    "createTime",
    "datePublished",
    "published",
)
_EARLIEST, _LATEST = 1900, 2200
_WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[ T]+(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_IN_NAME = re.compile(
    r"(?<!\d)(\d{4})[-_.年](\d{1,2})[-_.月](\d{1,2})日?(?!\d)|(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"
)


def read_moment(value: Value) -> datetime | None:
    """A date with or without a time, as people and programs write it; local time unless it says otherwise."""
    found = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    written = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{found[7] or ''}"
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if _EARLIEST <= year <= _LATEST else None


def named_day(stem: str) -> datetime | None:
    """The day in a file name such as `2023-07-25 沙龙` or `20230725`."""
    found = _IN_NAME.search(stem)
    if found is None:
        return None
    year, month, day = (part for part in found.groups() if part)
    return read_moment(f"{year}-{month}-{day}")


def stamped(moment: datetime) -> str:
    """`moment` as the library keeps times: ISO 8601 in UTC to the second; never later than now."""
    try:
        utc = moment.astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        utc = clock.now()
    return min(utc, clock.now()).strftime("%Y-%m-%dT%H:%M:%SZ")


def file_moment(modified: float) -> datetime:
    """A file's own time, from its seconds since 1970; now when it is nonsense."""
    try:
        return datetime.fromtimestamp(modified, UTC)
    except (OverflowError, OSError, ValueError):
        return clock.now()
