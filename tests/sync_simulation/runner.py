"""Playing schedules: many of them, counting what happened; shrinking one that violates a law; telling its story."""

import atexit
import gc
import os
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.sync_simulation import exchanging, fates, leaving, membership, users, weather
from tests.sync_simulation.beginning import Cradle
from tests.sync_simulation.chance import Chance
from tests.sync_simulation.laws import Violation
from tests.sync_simulation.schedule import Schedule
from tests.sync_simulation.world import World

# whoever is imported here has declared what can happen
CASTS = (users, leaving, exchanging, membership, fates, weather)
_MEMORY = Path("/dev/shm")
_MOST_TRIES = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a schedule went. `law` and `detail` say what was violated; both are empty when nothing was."""

    schedule: Schedule
    law: str
    detail: str
    seen: Counter[str]
    ops: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large schedules are, from and to; and how many of them are about a protected alliance, from 0 to 1."""

    devices: tuple[int, int] = (2, 4)
    steps: tuple[int, int] = (5, 40)
    protected: float = 0.25

    def draw(self, seed: int) -> Schedule:
        """The schedule of a seed."""
        chance = Chance(seed, "size")
        (fewest, most), (shortest, longest) = self.devices, self.steps
        devices = fewest + int(chance.roll("devices") ** 2 * (most - fewest + 1))  # rather few: they meet more often
        steps = shortest + int(chance.roll("steps") ** 3 * (longest - shortest + 1))  # short, seldom long
        return Schedule(seed, devices, steps, protected=chance.happens("protected", self.protected))


def play(schedule: Schedule, cradle: Cradle, story: list[str] | None = None) -> Outcome:
    """Play one schedule; `story` takes its log."""
    world = World(schedule, cradle, None if story is None else story.append)
    law = detail = ""
    try:
        world.play()
    except Violation as violation:
        law, detail = violation.law, violation.detail
    except Exception as error:  # noqa: BLE001 - whatever the program raises, it is told with its schedule
        law, detail = "errors", "".join(traceback.format_exception(error)[-4:])
    return Outcome(schedule, law, detail, world.seen, len(world.ledger.ops))


def play_all(schedules: Iterable[Schedule], cradle: Cradle) -> Iterator[Outcome]:
    """One after the other. The collector of cycles runs between them, not inside."""
    gc.disable()
    try:
        for number, schedule in enumerate(schedules):
            yield play(schedule, cradle)
            if number % 50 == 49:
                gc.collect()
    finally:
        gc.enable()


def shrunk(outcome: Outcome, cradle: Cradle) -> Outcome:
    """The same law violated with as few steps as can be had by leaving out."""
    steps = World(outcome.schedule, cradle).steps
    best = replace(outcome, schedule=replace(outcome.schedule, kept=steps))
    size, tries = max(len(steps) // 2, 1), 0
    while size and tries < _MOST_TRIES:
        shorter = None
        for start in range(0, len(steps), size):
            fewer = steps[:start] + steps[start + size :]
            found = play(replace(outcome.schedule, kept=fewer), cradle)
            tries += 1
            if found.law == outcome.law:
                shorter = found
                break
        if shorter is None:
            size //= 2
        else:
            best, steps = shorter, shorter.schedule.kept or ()
    return best


def story(schedule: Schedule, cradle: Cradle) -> str:
    """What happened, step by step."""
    lines = [str(schedule)]
    outcome = play(schedule, cradle, lines)
    lines.append(f"violated: {outcome.law}: {outcome.detail}" if outcome.law else "no law was violated")
    return "\n".join(lines)


def kept_schedules() -> list[str]:
    """The lines of seeds.txt: schedules that once violated a law."""
    lines = (Path(__file__).parent / "seeds.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.partition("#")[0].strip()]


@contextmanager
def cradle() -> Iterator[Cradle]:
    """A place for libraries, in memory where the system has such."""
    folder = Path(tempfile.mkdtemp(prefix="alliance-simulation-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
    try:
        yield Cradle(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def own_cradle() -> Cradle:
    """This process's cradle, until it ends."""
    made = cradle()
    atexit.register(made.__exit__, None, None, None)
    return made.__enter__()
