"""What devices state about a record: a review, which file a catalogue is. Signed where an alliance has keys.

Statements are only ever added to a record's document. One that is written over or taken out stays in its history and
counts on, so that nobody can go back to an older one, or make one that he does not like undone.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from alliance_app.records.values import Value

MAX_STATEMENT = 8_000


@dataclass(frozen=True)
class Statement:
    """`said`: a JSON object as text; its key `about` says what kind of statement it is, `record` about which record.

    `device` and `signature` (base64) are empty where nobody signed it. Nothing in it is believed before a `Witness`
    vouches for it.
    """

    said: str
    device: str = ""
    signature: str = ""

    @property
    def written(self) -> str:
        """As a document holds it."""
        return json.dumps([self.said, self.device, self.signature], ensure_ascii=False)

    @property
    def digest(self) -> str:
        """Names the statement and who made it: 32 hexadecimal digits."""
        return hashlib.sha256(self.written.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """What it says, read; nothing when it cannot be read."""
        try:
            told = json.loads(self.said)
        except (ValueError, RecursionError):
            return {}
        return told if isinstance(told, dict) else {}


def stated(about: str, record_id: str, **facts: Any) -> str:
    """What a statement says, as text: equal facts give equal texts."""
    return json.dumps({"about": about, "record": record_id, **facts}, ensure_ascii=True, sort_keys=True)


def statement_from(value: Value) -> Statement | None:
    """A statement as a document, which may come from anyone, holds it; None for anything else, or a longer one."""
    if not isinstance(value, str) or len(value) > MAX_STATEMENT:
        return None
    try:
        parts = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, list) or len(parts) != 3 or not all(isinstance(each, str) for each in parts):
        return None
    return Statement(*parts)


def statements_from(values: Iterable[Value]) -> tuple[Statement, ...]:
    """The statements among these values, each once."""
    found = dict.fromkeys(map(statement_from, values))
    return tuple(each for each in found if each is not None)


def about(statements: Iterable[Statement], what: str, record_id: str) -> list[Statement]:
    """Those of one kind that are about this record: one that was carried here from another record says nothing."""
    return [each for each in statements if each.told.get("about") == what and each.told.get("record") == record_id]


class Witness(Protocol):
    """Who signs for this device, and knows whose word counts in its alliance."""

    @property
    def protected(self) -> bool:
        """Whether devices sign at all: in an alliance without keys nobody's word can be verified."""

    @property
    def federation(self) -> bool:
        """Whether this device is marked as the federation's, so that what it states counts everywhere."""

    def state(self, said: str) -> Statement:
        """A statement of this device, signed where it has keys."""

    def vouches(self, statement: Statement) -> bool:
        """Whether a device marked as the federation's made it, as a steward has had it written down."""


class Nobody:
    """No keys: nothing is signed and nothing can be verified."""

    protected = False
    federation = False

    def state(self, said: str) -> Statement:
        """Unsigned."""
        return Statement(said)

    def vouches(self, statement: Statement) -> bool:
        """For nothing."""
        return False


NOBODY = Nobody()
