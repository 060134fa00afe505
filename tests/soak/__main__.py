"""Eight unions, eight real programs, one folder that is vandalised all the while: `python -m tests.soak --minutes 5`.

Every program is killed again and again (`kill -9`). In the end the folder is left alone, everybody syncs until nothing
moves, and then all libraries must say the same, hold everything that was acknowledged, and pass their checks.
"""

import random
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from unittest import mock

from alliance_app.app import App
from alliance_app.library import Listing
from alliance_app.records import clock
from alliance_app.records.values import State
from alliance_app.sync import Exchange
from tests.benchmarks.machine import describe
from tests.soak.vandal import Vandal
from tests.sync.scenes import picture

UNIONS = 8
ROUNDS = 12


@dataclass
class Union:
    """One library, and what its programs have acknowledged."""

    folder: Path
    shared: Path
    seed: int
    marks: dict[str, str] = field(default_factory=dict)
    kills: int = 0
    ends: int = 0
    refused: int = 0

    def live(self, until: float) -> None:
        """Start programs and kill them, until the time is over."""
        dice = random.Random(self.seed)
        number = 0
        while time.monotonic() < until:
            number += 1
            if dice.random() < 0.3:
                self._sync_by_command_line()
            else:
                self._work(dice, self.seed * 10_000 + number)

    def _work(self, dice: random.Random, seed: int) -> None:
        command = [sys.executable, "-m", "tests.soak.worker", str(self.folder), str(self.shared), str(seed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            enough = dice.randrange(1, 40)
            for count, line in enumerate(child.stdout, start=1):
                words = line.split()
                if words[0] == "wrote" and line.endswith("\n") and len(words) == 3:
                    self.marks[words[2]] = words[1]
                if count == enough:
                    child.kill()
                    self.kills += 1
        self.ends += 1

    def _sync_by_command_line(self) -> None:
        command = [sys.executable, "-m", "alliance_app", "--library", str(self.folder), "sync", str(self.shared)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1) or done.stderr.count("\n") > 1:
            sys.exit(f"alliance sync ended with {done.returncode}:\n{done.stderr}")
        self.refused += done.returncode


def settle(unions: list[Union], shared: Path) -> int:
    """Everybody syncs until nothing moves; how many rounds it took."""
    for round_number in range(1, ROUNDS + 1):
        moved = 0
        for union in unions:
            with App.open(union.folder) as app:
                report = Exchange(app.library, shared).sync()
                moved += report.pushed + report.pulled + report.files_in + report.files_out + len(report.pending)
        if not moved:
            return round_number
    with App.open(unions[0].folder) as app:
        sys.exit(f"not quiet after {ROUNDS} rounds: {Exchange(app.library, shared).sync().pending}")


def judge(unions: list[Union]) -> int:
    """Hold all libraries against each other and against what was acknowledged; how many shared records there are."""
    private = [drafts(union) for union in unions]
    for union, kept in zip(unions, private, strict=True):  # a program that was killed before it shared what it had made
        lost = [mark for mark, each in union.marks.items() if each in kept and mark not in kept[each]]
        if lost:
            sys.exit(f"{union.folder.name} has lost {lost[:5]} of its drafts")
    given = [item for union in unions for item in union.marks.items()]
    marks = {mark: each for mark, each in given if not any(each in kept for kept in private)}
    first = None
    for union in unions:
        with App.open(union.folder) as app:
            said = picture(app.library)
            lost = [mark for mark, each in marks.items() if each not in said or mark not in said[each][2]]
            findings = app.library.doctor().findings
            missing = app.library.wanted_blobs()
        first = first or said
        for wrong, what in (
            (said != first, "says something else than the first one"),
            (lost, f"has lost {lost[:5]}"),
            (findings, f"is not in order: {findings[:3]}"),
            (missing, f"lacks {len(missing)} attachments"),
            (any(each in said for kept in private for each in kept), "has a draft of somebody's"),
        ):
            if wrong:
                sys.exit(f"{union.folder.name} {what}")
    return len(first or {})


def drafts(union: Union) -> dict[str, str]:
    """What this union has kept to itself, by record: the bodies."""
    with App.open(union.folder) as app:
        library = app.library
        ids = library.ids(Listing()) + library.ids(Listing(trashed=True))
        return {each.id: each.body for each in library.read_many(ids) if each.state is State.DRAFT}


def main() -> None:
    """Run it and print its figures."""
    parser = ArgumentParser(description=str(__doc__))
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(describe(), f"{asked.minutes} minutes, seed {asked.seed}", sep="; ", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        place = Path(made)
        shared = place / "shared"
        shared.mkdir()
        unions = [Union(place / f"union{number}", shared, asked.seed * 100 + number) for number in range(UNIONS)]
        for union in unions:
            with App.create(union.folder, union.folder.name, author=union.folder.name) as app:
                Exchange(app.library, shared).join()
        vandal = Vandal(shared, place / "away", asked.seed)
        until = time.monotonic() + asked.minutes * 60
        threads = [threading.Thread(target=union.live, args=(until,)) for union in unions]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            vandal.strike()
            time.sleep(0.05)
        vandal.leave()
        tomorrow = clock.today() + timedelta(days=1)  # once a day every attachment is looked at
        with mock.patch.object(clock, "today", return_value=tomorrow):
            rounds = settle(unions, shared)
        records = judge(unions)
        marks = sum(len(union.marks) for union in unions)
        kills, refused = sum(union.kills for union in unions), sum(union.refused for union in unions)
        files = [path for path in shared.rglob("*") if path.is_file()]
        print(
            f"{records} records, {marks} acknowledged edits, {kills} kills, {sum(vandal.done.values())} acts of "
            f"vandalism {vandal.done}, {refused} syncs refused in one line, {len(files)} files; equal after {rounds} "
            "rounds, nothing lost, every library in order"
        )


if __name__ == "__main__":
    main()
