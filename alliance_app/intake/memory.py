"""Which record each imported file became, so that importing again makes no doubles."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alliance_app.library import Library
from alliance_app.records.values import NewRecord

_START = "intake:"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The record a file became; `digest` of what the file said, `version` of the record right after.

    Both are empty between noting the id and writing the record: a crash there leads to the same id next time.
    """

    record_id: str
    digest: str = ""
    version: str = ""


class Memory:
    """Noted in the library, on this device only, under the folder's name and the file's path in it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known = {
            key.removeprefix(_START): Remembered(*value.split(" "))
            for key, value in library.recall_all(_START).items()
            if value.count(" ") == 2
        }
        self._keys = {each.record_id: key for key, each in self._known.items()}

    def get(self, key: str) -> Remembered | None:
        """What is known of the file named by `key`."""
        return self._known.get(key)

    def key_of(self, record_id: str) -> str | None:
        """The file a record came from."""
        return self._keys.get(record_id)

    def note(self, entries: Mapping[str, Remembered]) -> None:
        """Note many files in one transaction."""
        if entries:
            self._library.remember_all(
                {f"{_START}{key}": f"{e.record_id} {e.digest} {e.version}" for key, e in entries.items()}
            )
            self._known.update(entries)
            self._keys.update({each.record_id: key for key, each in entries.items()})


def digest(new: NewRecord) -> str:
    """What a file says, in 32 characters: the same text, fields, tags and attachments give the same."""
    said = [new.title, dict(new.fields), list(new.tags), new.body, sorted(_files(new))]
    written = json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8")
    return hashlib.sha256(written).hexdigest()[:32]


def _files(new: NewRecord) -> Iterable[tuple[str, str]]:
    return ((each.name, each.sha256) for each in new.attachments)
