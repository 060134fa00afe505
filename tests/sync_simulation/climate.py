"""What kind of world a seed gives: which things can happen in it at all, and how often.

Each thing that is not part of every schedule is in about half of them, so that every combination comes, and rare things
are not hidden behind frequent ones.
"""

from tests.sync_simulation.chance import Chance
from tests.sync_simulation.declared import ACTS, ARRIVALS, TROUBLES, Act, Arrival, Trouble
from tests.sync_simulation.folder import Kept
from tests.sync_simulation.schedule import Step

_OPENING = ("add", "sync", "add")  # without a record there is little to do
_DAY = 24 * 3600
_SKEWS = (0, 0, 0, 1, -40, 3600, -_DAY, 3 * 365 * _DAY, -8 * 365 * _DAY)
_LATE_STAGES = 4  # of a write; a sync has many more calls that read


class Climate:
    """The world of one seed. `cloud`: files travel to each device; else it is a share, and all see the same at once.

    `fewest`: of how many small files a device makes a pack; by itself, more than most schedules bring about.
    """

    def __init__(self, seed: int, *, protected: bool = False) -> None:
        chance = Chance(seed, "climate")
        self._seed = seed
        self._protected = protected
        self._storm = chance.pick("storm", (0.4, 1.0, 1.0, 2.0))
        self._enabled: dict[str, bool] = {}
        self.cloud = chance.happens("cloud", 0.75)
        self.seasoned = chance.happens("seasoned", 0.7)
        self.fewest = chance.pick("fewest", (3, 3, 6, 32))
        self.one_more_round = chance.happens("one more round", 0.25)

    def enabled(self, name: str) -> bool:
        """Whether this can happen here."""
        if name not in self._enabled:
            self._enabled[name] = Chance(self._seed, "enabled", name).happens(name, 0.5)
        return self._enabled[name]

    def strikes(self, chance: Chance, name: str, rate: float, what: str = "") -> bool:
        """Whether it happens now, where it happens at this rate."""
        return self.enabled(name) and chance.happens(what or name, rate * self._storm)

    def skew(self, number: int) -> int:
        """How wrong a device's clock is at first."""
        return Chance(self._seed, "skew").pick(str(number), _SKEWS) if self.enabled("clock_skew") else 0

    def backwards(self, number: int) -> bool:
        """Whether a device's system tells names in another order."""
        return Chance(self._seed, "backwards").happens(str(number), 0.3)

    def steps(self, count: int, devices: int) -> tuple[Step, ...]:
        """What is to happen. A device's number counts round those there are, clones included."""
        acts = [(each.name, each.weight) for each in ACTS.values() if self._is_played(each)]
        steps = []
        for number in range(count):
            chance = Chance(self._seed, "plan", number)
            opening = number < len(_OPENING) and not self.seasoned
            act = _OPENING[number] if opening else chance.weighed("act", acts)
            steps.append(Step(number, act, chance.below("who", devices * 2)))
        return tuple(steps)

    def _is_played(self, each: Act) -> bool:
        return (self._protected or not each.guarded) and (each.core or self.enabled(each.name))

    def arrival(self, kept: Kept, chance: Chance) -> Arrival | None:
        """How a file comes to a view; None is whole."""
        for each in ARRIVALS.values() if self.cloud else ():
            if self.strikes(chance, each.name, each.rate, f"{each.name} {kept.number}"):
                return each
        return None

    def troubles(self, chance: Chance) -> list[Trouble]:
        """What strikes in one sync."""
        return [each for each in TROUBLES.values() if self.strikes(chance, each.name, each.rate)]


def delay(chance: Chance, trouble: Trouble) -> int:
    """How many calls it lets pass."""
    return chance.below(f"{trouble.name} after", 14 if "list" in trouble.stages else _LATE_STAGES)
