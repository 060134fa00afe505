"""What there is to play: acts, troubles and arrivals, each declared where it is written.

An *act* is one step of a schedule: what a user, the folder or fate does. A *trouble* strikes in the middle of a sync,
at one of its calls to the place. An *arrival* is a way in which a file reaches another device's view of the place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from tests.sync_simulation.chance import Chance
    from tests.sync_simulation.folder import Kept, View
    from tests.sync_simulation.turn import Turn

Cast = Literal["user", "folder", "fate"]
Stage = Literal["list", "read", "piece", "write", "name", "named", "remove"]
STAGES: tuple[Stage, ...] = ("list", "read", "piece", "write", "name", "named", "remove")
_F = TypeVar("_F", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Act:
    """A step. `core`: part of every schedule; others are in about half of them, so that each combination comes.

    `guarded`: only where the alliance has a passphrase.
    """

    name: str
    cast: Cast
    weight: float
    core: bool
    guarded: bool
    do: "Callable[[Turn], None]"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What may go wrong at a call to the place in one of these stages; `strike` raises, or lets it go on."""

    name: str
    stages: tuple[Stage, ...]
    rate: float
    strike: "Callable[[View, str, Chance], None]"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a file reaches a view. `rate`: of the files that have to come."""

    name: str
    rate: float
    land: "Callable[[View, Kept, Chance], None]"


ACTS: dict[str, Act] = {}
TROUBLES: dict[str, Trouble] = {}
ARRIVALS: dict[str, Arrival] = {}
# Faults that are no single deed: the place's file times, the order in which its names are told, a clock that is wrong;
# and what devices do of themselves: they draw files together and take some away.
STANDING = ("lying_mtime", "same_second_mtime", "reorder", "clock_skew", "meanwhile", "crash", "packed", "taken_away",
    "passphrase_given", "passphrase_given_again", "removed_one_refused")  # fmt: skip


def act(cast: Cast, weight: float, *, core: bool = False, guarded: bool = False) -> Callable[[_F], _F]:
    """Declare a step; its name is the function's."""

    def declare(do: _F) -> _F:
        ACTS[do.__name__] = Act(do.__name__, cast, weight, core, guarded, do)
        return do

    return declare


def trouble(rate: float, *stages: Stage) -> Callable[[_F], _F]:
    """Declare what may strike in the middle of a sync. `rate`: of the syncs."""

    def declare(strike: _F) -> _F:
        TROUBLES[strike.__name__] = Trouble(strike.__name__, stages, rate, strike)
        return strike

    return declare


def arrival(rate: float) -> Callable[[_F], _F]:
    """Declare how a file may reach a view. `rate`: of the files that have to come."""

    def declare(land: _F) -> _F:
        ARRIVALS[land.__name__] = Arrival(land.__name__, rate, land)
        return land

    return declare


def everything() -> frozenset[str]:
    """The names of all that must have happened in a run that covers everything."""
    return frozenset((*ACTS, *TROUBLES, *ARRIVALS, *STANDING))
