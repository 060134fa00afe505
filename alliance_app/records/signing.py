"""What a commit is signed with: who made it, on which device, what was done, and when."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from alliance_app.records.text import without_refused_characters
from alliance_app.records.values import Author

_LONGEST = 4_000  # names have 200 characters at most
_LAST = 253_402_214_399  # a day before the calendar's last second: every moment must have a local time everywhere


class Signature(NamedTuple):
    """Who made a commit, on which device, and what was done; empty where its message does not say."""

    author: str
    device: str
    what: str


def message(author: Author, what: str) -> str:
    """The message of a commit."""
    return json.dumps({"a": author.name, "d": author.device, "w": what}, ensure_ascii=False)


def signed(message: str | None) -> Signature:
    """Read a commit's message, which may come from anyone; one longer than this program writes says nothing."""
    return _signed(message) if message and len(message) <= _LONGEST else Signature("", "", "")


@lru_cache(maxsize=1_024)  # a history of thousands of commits has a handful of messages
def _signed(message: str) -> Signature:
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        told = {}
    if not isinstance(told, dict):
        told = {}
    return Signature(_text(told.get("a"))[:200], _text(told.get("d"))[:200], _text(told.get("w"))[:40])


def stamp(at: datetime) -> str:
    """A time as it is stored: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp_of(seconds: int) -> str:
    """The same of a commit's seconds; of those that no calendar has, the nearest."""
    return stamp(datetime.fromtimestamp(min(max(seconds, 0), _LAST), UTC))


def _text(value: object) -> str:
    return without_refused_characters(value) if isinstance(value, str) else ""
