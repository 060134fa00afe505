"""What a check found, in words for a card."""

from dataclasses import dataclass
from typing import Literal

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
