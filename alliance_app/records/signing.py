"""What a commit is signed with: who made it, on which device, what was done, and when."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from alliance_app.records.values import Author


class Signature(NamedTuple):
    """Who made a commit, on which device, and what was done; empty where its message does not say."""

    author: str
    device: str
    what: str


def message(author: Author, what: str) -> str:
    """The message of a commit."""
    return json.dumps({"a": author.name, "d": author.device, "w": what}, ensure_ascii=False)


@lru_cache(maxsize=1_024)  # a history of thousands of commits has a handful of messages
def signed(message: str | None) -> Signature:
    """Read a commit's message, which may come from anyone."""
    try:
        told = json.loads(message or "{}")
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
    return stamp(datetime.fromtimestamp(min(max(seconds, 0), 253_402_300_799), UTC))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
