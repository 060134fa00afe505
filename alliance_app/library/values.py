"""What the library hands back: frozen values, safe in any thread."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

import sqlalchemy as sa

from alliance_app.records.values import Attachment, Record, State, Value


@dataclass(frozen=True, slots=True)
class Changed:
    """Which records a write changed, and the number the change log has reached.

    `versions`: per record, the version of the writer's own line: what the writer has now seen. A writer who goes on
    typing gives it as the next edit's `seen`.
    """

    ids: frozenset[str]
    through: int
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def only(self) -> str:
        """The one record that changed."""
        (single,) = self.ids
        return single


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose library this is, and which device this is.

    `peer` numbers this opening of the library inside documents. It is a new one each time: a library that was set back
    to an older day, unnoticed, would number a new edit like one it made before, and documents would never agree again.
    """

    library_id: str
    name: str
    device_id: str
    device_name: str
    author: str
    peer: int


@dataclass(frozen=True, slots=True)
class Row:
    """A record as a list shows it."""

    id: str
    kind: str
    title: str
    date: str
    updated_at: str
    updated_by: str
    state: State
    trashed: bool
    excerpt: str
    tags: tuple[str, ...]
    owner_id: str | None
    owner_title: str
    stars: int | None
    stage: str
    pictures: int
    attachments: int
    clashes: int


Order = Literal["updated", "date", "title", "created"]


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records to list, and in which order. `linked_to`: only those that link to this record.

    `facets`: (field, value) pairs of facets they all must have.
    """

    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    state: State | None = None
    trashed: bool = False
    linked_to: str | None = None
    clashing: bool = False
    order: Order = "updated"
    descending: bool = True
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records there are. Trashed ones count only in `trashed`."""

    total: int
    by_kind: Mapping[str, int]
    drafts: int
    trashed: int
    clashes: int
    tags: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One end of a link. `id` is None when no record has that title yet; `via` is a field's name or `body`."""

    id: str | None
    kind: str
    title: str
    via: str


@dataclass(frozen=True, slots=True)
class Links:
    """What a record links to and what links to it."""

    outgoing: tuple[LinkEnd, ...]
    incoming: tuple[LinkEnd, ...]


@dataclass(frozen=True, slots=True)
class Doings:
    """What records say that others of a kind did: `lately` within some days, `last` when each did something last.

    `lately`: (who, record, day), the latest first. `last`: the day by who. Days are ISO.
    """

    lately: tuple[tuple[str, str, str], ...]
    last: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text difference."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field before and after, as a person reads it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two versions. `body` is empty when the body did not change."""

    fields: tuple[FieldDifference, ...]
    body: tuple[Span, ...]


class What(StrEnum):
    """What an exchanged change is: of a record, its erasure, or the place of a change that was erased."""

    CHANGE = "change"
    ERASE = "erase"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One of this device's shared changes; `number` counts them without gaps from 1."""

    number: int
    record_id: str
    payload: bytes
    at: str
    what: What = What.CHANGE


@dataclass(frozen=True, slots=True)
class Incoming:
    """One change of another device."""

    record_id: str
    payload: bytes
    at: str
    what: What = What.CHANGE


@dataclass(frozen=True, slots=True)
class Erasure:
    """A record that was erased: by whom, on which device, and when by that device's and by this one's clock."""

    number: int
    record_id: str
    device_id: str
    author: str
    at: str
    received_at: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of the library file. `size` in bytes."""

    name: str
    path: Path
    at: str
    size: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check of the library found; `findings` is empty when all is well."""

    findings: tuple[str, ...]
    counts: Mapping[str, int]
    mended: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class Companions:
    """What a projection may want to know beside the record: titles of the records it links to, its owner's stars."""

    titles: Mapping[str, str]
    owner_stars: int | None = None


class Taker(Protocol):
    """Takes in entries piece by piece, and may be at work on the connection while the next piece is made."""

    def rest(self) -> None:
        """Come to rest: until the next piece is taken, the connection is the caller's."""

    def take(self, records: Sequence[tuple[Record, Companions]]) -> None:
        """Insert or replace the entries of `records`, each one once; `record.number` is its integer row id."""


class Projection(Protocol):
    """A reader of the log that must never lag: called inside the writing transaction."""

    def taking(self, connection: sa.Connection) -> AbstractContextManager[Taker]:
        """Take in entries; all are in at the end. A record comes once."""

    def drop(self, connection: sa.Connection, number: int) -> None:
        """Take out the entry of the record with this row id."""

    def clear(self, connection: sa.Connection) -> None:
        """Take out everything: a rebuild follows."""

    def scrub(self, connection: sa.Connection) -> None:
        """Leave no trace of entries that were dropped. May take long; nothing waits for it but the erasing itself."""


__all__ = [
    "Attachment", "Backup", "Changed", "Companions", "Counts", "Diagnosis", "Difference", "Doings", "Erasure",
    "FieldDifference", "Identity", "Incoming", "LinkEnd", "Links", "Listing", "Outgoing", "Projection", "Row", "Span",
    "Taker", "Value", "What",
]  # fmt: skip
