"""Before a document goes out: what is in order, what a reader would mind, what must not leave."""

from dataclasses import dataclass
from typing import Literal

from alliance_app.records.values import Record
from alliance_app.writeups.shelf import Shelf

Level = Literal["ok", "warn", "stop"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `code` is stable ("byline-missing"); `text` a line for a card, `detail` a second, smaller one.

    `heading`: the section it is about, as printed, and `place` its row in the outline (-1 for none). `record_id`: the
    source it is about.
    """

    level: Level
    code: str
    text: str
    detail: str = ""
    heading: str = ""
    place: int = -1
    record_id: str = ""


def checks(shelf: Shelf, record: Record, *, mask: bool = True, fonts: bool = False) -> tuple[Finding, ...]:
    """What to know before this record is exported: stops first, then warnings, then what is in order.

    `mask`: whether numbers will be covered. `fonts`: for PDF and preview, name faces that are not installed.
    """
    raise AssertionError
