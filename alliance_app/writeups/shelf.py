"""Where records and their files come from. The library is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alliance_app.records.values import Record


class Shelf(Protocol):
    """Reads records and attached files by name. `Library` satisfies it."""

    def read(self, record_id: str, /) -> Record:
        """The record with this id. Raises AllianceError when there is none."""

    def read_many(self, ids: Sequence[str], /) -> list[Record]:
        """The records with these ids, in this order. Raises AllianceError when one is missing."""

    def by_title(self, title: str, /) -> str | None:
        """The id of the record with this title; None when there is none."""

    def blob(self, sha256: str, /) -> Path | None:
        """Where an attachment's content is; None when it is not here."""


@dataclass(frozen=True, slots=True)
class AsHandedIn:
    """A shelf on which one record is as it was handed in."""

    shelf: Shelf
    record: Record

    def read(self, record_id: str, /) -> Record:
        """The one handed in, else the shelf's. Raises AllianceError when there is none."""
        return self.record if record_id == self.record.id else self.shelf.read(record_id)

    def read_many(self, ids: Sequence[str], /) -> list[Record]:
        """The records with these ids, in this order."""
        return [self.read(each) for each in ids]

    def by_title(self, title: str, /) -> str | None:
        """The id of the record with this title on the shelf."""
        return self.shelf.by_title(title)

    def blob(self, sha256: str, /) -> Path | None:
        """Where an attachment's content is."""
        return self.shelf.blob(sha256)
