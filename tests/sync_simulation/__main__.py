"""`python -m tests.sync_simulation`: as many schedules as told, on all cores, and a table of what happened in them."""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import count

from tests.benchmarks.machine import describe
from tests.sync_simulation import runner
from tests.sync_simulation.declared import everything
from tests.sync_simulation.runner import Outcome, Sizes
from tests.sync_simulation.schedule import Schedule

_AT_ONCE = 5


def main() -> int:
    given = _arguments()
    if given.replay:
        with runner.cradle() as cradle:
            print(runner.story(Schedule.read(given.replay), cradle))
        return 0
    seed = given.seed if given.seed is not None else int(time.time()) // 60 * 1_000_000
    sizes = Sizes(given.devices, given.steps, given.protected)
    print(f"{describe()}\nseeds from {seed}, {given.jobs} at once", flush=True)
    started = time.monotonic()
    until = started + given.minutes * 60 if given.minutes else None
    schedules, steps, ops, seen, failed = 0, 0, 0, Counter[str](), list[Outcome]()
    for outcome in _played(seed, sizes, given.schedules, until, given.jobs):
        schedules += 1
        steps += outcome.schedule.steps
        ops += outcome.ops
        seen += outcome.seen
        if outcome.law:
            failed.append(outcome)
            print(f"violated: {outcome.schedule}: {outcome.law}: {outcome.detail}", flush=True)
            if len(failed) == given.failures:
                break
    print(_table(seen))
    seconds = time.monotonic() - started
    print(f"{schedules} schedules, {steps} steps, {ops} changes saved, {len(failed)} violations in {seconds:.0f} s")
    with runner.cradle() as cradle:
        for outcome in failed:
            print(f"\n{runner.story(runner.shrunk(outcome, cradle).schedule, cradle)}")
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sync_simulation", description=__doc__)
    parser.add_argument("--schedules", type=int, help="how many (2000 where no minutes are told)")
    parser.add_argument("--minutes", type=float, help="for how long")
    parser.add_argument("--seed", type=int, help="the first seed; without it, another one every minute")
    parser.add_argument("--devices", type=_range, default=(2, 4), help="how many devices at first, as 2-4")
    parser.add_argument("--steps", type=_range, default=(5, 40), help="how many steps, as 5-40")
    parser.add_argument("--protected", type=float, default=0.25, help="how many have a passphrase, from 0 to 1")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    parser.add_argument("--failures", type=int, default=3, help="stop after so many violations")
    parser.add_argument("--replay", help="tell the story of one schedule: a line as it was printed, or of seeds.txt")
    given = parser.parse_args()
    if given.schedules is None and given.minutes is None:
        given.schedules = 2000
    return given


def _range(text: str) -> tuple[int, int]:
    first, _dash, last = text.partition("-")
    return int(first), int(last or first)


def _played(seed: int, sizes: Sizes, schedules: int | None, until: float | None, jobs: int) -> Iterator[Outcome]:
    """Outcomes as they come, of seeds one after the other."""
    last = None if schedules is None else seed + schedules
    starts = count(seed, _AT_ONCE) if last is None else iter(range(seed, last, _AT_ONCE))
    with ProcessPoolExecutor(jobs) as pool:
        running: set[Future[list[Outcome]]] = set()
        try:
            while True:
                while len(running) < 2 * jobs and (until is None or time.monotonic() < until):
                    start = next(starts, None)
                    if start is None:
                        break
                    end = start + _AT_ONCE if last is None else min(start + _AT_ONCE, last)
                    running.add(pool.submit(_play, sizes, range(start, end)))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for each in done:
                    yield from each.result()
        finally:
            for each in running:
                each.cancel()


def _play(sizes: Sizes, seeds: Sequence[int]) -> list[Outcome]:
    return list(runner.play_all((sizes.draw(seed) for seed in seeds), runner.own_cradle()))


def _table(seen: Counter[str]) -> str:
    """How often each declared thing has really happened; what never did stands out."""
    lines = [f"{name:30}{seen[name]:8}{'' if seen[name] else '  never'}" for name in sorted(everything())]
    half = (len(lines) + 1) // 2
    pairs = zip(lines[:half], [*lines[half:], ""], strict=False)
    return "\n".join(f"{left:50}{right}".rstrip() for left, right in pairs)


if __name__ == "__main__":
    sys.exit(main())
