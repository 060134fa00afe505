"""The values that cross borders: frozen, plain, safe to hand to any thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

# What a field can hold: JSON's own shapes. Dates are ISO text, links are record ids.
Value = Any
Fields = Mapping[str, Value]


class State(StrEnum):
    """Who can see a record."""

    DRAFT = "draft"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a record. `sha256` names its content; `size` is in bytes."""

    name: str
    sha256: str
    size: int
    media_type: str

    @property
    def is_picture(self) -> bool:
        return self.media_type in ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")

    def as_json(self) -> dict[str, Value]:
        """As a row keeps it."""
        return {"name": self.name, "sha256": self.sha256, "size": self.size, "media_type": self.media_type}


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change, and on which device."""

    name: str
    device: str


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to be added. `id` and `created_at` are given only by imports."""

    kind: str
    title: str
    fields: Fields = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    body: str = ""
    attachments: tuple[Attachment, ...] = ()
    id: str | None = None
    created_at: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Which of a sitting's edits this is, counted from 1: noted with the edit, so that none is ever made twice."""

    sitting: str
    number: int


@dataclass(frozen=True, slots=True)
class Edit:
    """What to change in one record; what is not named stays.

    `fields`: a value, or None to clear; for a Sheet a mapping of its rows, None clearing a row.
    `tags`: the whole new set. `seen`: the version the writer was looking at; an edit made on an older version is
    merged, never laid over newer text. `statements`: what this device states about the record (`statements`), as
    they are written.
    """

    record_id: str
    title: str | None = None
    fields: Fields = field(default_factory=dict)
    tags: tuple[str, ...] | None = None
    body: str | None = None
    attach: tuple[Attachment, ...] = ()
    detach: tuple[str, ...] = ()
    seen: str | None = None
    step: Step | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says at one version, without who or when."""

    kind: str
    title: str
    fields: Fields
    tags: tuple[str, ...]
    body: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands now. Times are ISO 8601 in UTC, to the second; `version` names this state."""

    id: str
    kind: str
    title: str
    fields: Fields
    tags: tuple[str, ...]
    body: str
    attachments: tuple[Attachment, ...]
    state: State
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str
    version: str
    trashed_at: str | None = None
    number: int = 0

    def attachment(self, reference: str) -> Attachment | None:
        """The attachment a body's picture or link means: by `attachment:<sha256>`, else by name, %20 or not."""
        written = reference.removeprefix("attachment:")
        for wanted in dict.fromkeys((written, unquote(written))):
            tail = wanted.replace("\\", "/").rsplit("/", 1)[-1]
            for candidate in self.attachments:
                if wanted in (candidate.sha256, candidate.name) or candidate.name == tail:
                    return candidate
        return None


@dataclass(frozen=True, slots=True)
class Commit:
    """One edit in a record's history. `version` is the state right after it."""

    version: str
    author: str
    device: str
    at: str
    what: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side of a clash says. `at` is when it was last changed, ISO 8601 in UTC; `value` None is cleared."""

    author: str
    value: Value
    device: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field, or a place in the body, that people changed without seeing each other.

    `name`: the field, `title`, `<sheet>/<row>`, or `body`. `base`: what it was before; `now`: what it is at present.
    Of the body, values are the text of the place, whole sentences of it, which stands at `start` in the body between
    `before` and `after`; `place` names the place, on every device alike, for as long as nobody adds to the clash;
    `together` is what all changes make of it where none touches another one.
    """

    name: str
    claims: tuple[Claim, ...] = ()
    base: Value = None
    now: Value = None
    place: str = ""
    before: str = ""
    after: str = ""
    start: int = 0
    together: str | None = None

    @property
    def choices(self) -> tuple[tuple[str, Value], ...]:
        """The claims as (author, value) pairs."""
        return tuple((claim.author, claim.value) for claim in self.claims)

    def put(self, value: str, body: str) -> str:
        """The body with `value` at a clash's place in it."""
        return body[: self.start] + value + body[self.start + len(self.now) :]
