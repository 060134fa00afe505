"""Records without their text, for counting: what rules ask of a record that only needs to be counted and dated."""

from types import MappingProxyType
from typing import NamedTuple, Protocol

from alliance_app.records.values import Fields


class Known(Protocol):
    """What a Record and a Glance have in common: enough for every rule that counts."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def fields(self) -> Fields: ...
    @property
    def created_at(self) -> str: ...
    @property
    def updated_at(self) -> str: ...
    @property
    def trashed_at(self) -> str | None: ...


class Glance(NamedTuple):
    """A record at a glance: thousands are read in the time of a few whole ones.

    `date`: the day or moment it is listed under; `stage`: a project's stage or a supply's status. `fields` holds only
    those that were asked for; `has_files`, whether it has attachments, is known only where any were.
    """

    id: str
    kind: str
    title: str
    date: str
    shared: bool
    owner_id: str | None
    stage: str
    stars: int | None
    created_at: str
    updated_at: str
    fields: Fields = MappingProxyType({})
    has_files: bool | None = None
    trashed_at: str | None = None
