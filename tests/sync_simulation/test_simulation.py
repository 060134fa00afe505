"""Hundreds of schedules in which everything goes wrong: no law is violated, and everything did go wrong.

The seeds are fixed; `python -m tests.sync_simulation` looks further.
"""

import os
import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.sync_simulation import runner
from tests.sync_simulation.declared import everything
from tests.sync_simulation.runner import Outcome, Sizes
from tests.sync_simulation.schedule import Schedule

SCHEDULES = 2000
PARTS = 4  # so that the cores share them
FIRST_SEED = 0


def held(outcome: Outcome) -> bool:
    """Fails with the shortest schedule that violates a law, and its story."""
    if outcome.law:
        found = runner.shrunk(outcome, runner.own_cradle()).schedule
        pytest.fail(f"{outcome.schedule}\n{runner.story(found, runner.own_cradle())}", pytrace=False)
    return True


@pytest.mark.parametrize("line", runner.kept_schedules())
def test_what_once_violated_a_law_does_not_any_more(line: str) -> None:
    assert held(runner.play(Schedule.read(line), runner.own_cradle()))


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_law_is_violated_and_everything_has_happened(part: int) -> None:
    count = SCHEDULES // PARTS
    seeds = range(FIRST_SEED + part * count, FIRST_SEED + (part + 1) * count)
    seen: Counter[str] = Counter()
    for outcome in runner.play_all((Sizes().draw(seed) for seed in seeds), runner.own_cradle()):
        assert held(outcome)
        seen += outcome.seen
    assert everything() - set(seen) == set()


def test_a_schedule_is_read_back_as_it_is_written() -> None:
    whole = Schedule(7, 3, 20)
    assert Schedule.read(f"{whole}  # why") == whole
    steps = Schedule.read("seed=7 devices=3 do=0.add.0,3.sync.4")
    assert Schedule.read(str(steps)) == steps


TELL = "import sys; from tests.sync_simulation.__main__ import main; sys.exit(main())"


def test_a_schedule_goes_the_same_way_in_every_process(python: str) -> None:
    line = str(Sizes(devices=(4, 4), steps=(24, 24)).draw(11))
    command = [python, "-c", TELL, "--replay", line]
    stories = []
    for hash_seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True)
        stories.append(re.sub(r"alliance-simulation-\w+", "", done.stdout))
    assert stories[0] == stories[1]
    assert "no law was violated" in stories[0]
    assert len(stories[0].splitlines()) > 50
