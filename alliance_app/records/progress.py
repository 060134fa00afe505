"""How long work tells how far it is, and asks whether to go on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """How far a piece of long work is. `total` is None while unknown; `bytes` counts what was moved."""

    what: str
    done: int
    total: int | None = None
    bytes: int = 0


Progress = Callable[[Step], None]
Cancelled = Callable[[], bool]


def quietly(step: Step) -> None:
    """Progress nobody watches."""


def never() -> bool:
    """Work nobody cancels."""
    return False
