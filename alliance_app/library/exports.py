"""Earlier exports: where documents of a record were written. Local to this computer, never synced."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PastExport:
    """A document that was written. `at`: ISO 8601 in UTC; `size` in bytes; `version`: what the record said then.

    `there`: the file is still at its place; `touched`: somebody has changed it since; `outdated`: the record, or one it
    takes from, has changed since.
    """

    record_id: str
    path: Path
    at: str
    format: str
    layout: str
    size: int
    sha256: str
    version: str
    there: bool = True
    touched: bool = False
    outdated: bool = False
