"""`make fuzz`: new inputs for every target, found by atheris, which tries further what reached something new.

    python -m tests.fuzz --minutes 10
    python -m tests.fuzz --target segment --minutes 1

Prints for each target what was tried and reached, and keeps what did harm in `found/<target>/`, where the normal run
tries it from then on.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.apart import ABORTS, MOST_MEMORY, SECONDS, signal_of
from tests.fuzz.targets import FOUND, TABLE, Target

_TRIED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)|^#(\d+)\s", re.MULTILINE)
_REACHED = re.compile(r"\bcov: (\d+)")
_MOST_DEATHS = 40
_LEAST = 2.0


@dataclass
class Tally:
    """What became of one target: inputs tried, branches of Python reached at first and at last, and how it ended."""

    tried: int = 0
    first: int = 0
    last: int = 0
    found: int = 0
    aborts: int = 0

    def line(self, name: str, seconds: float) -> str:
        """A row of the table."""
        reached = f"{self.first:>9,}{self.last:>9,}"
        return f"{name:<18}{seconds:>5.0f} s{self.tried:>12,}{reached}{self.found:>7}{self.aborts:>8}"


def main() -> int:
    """Try the targets in turn, each for an equal part of the time. 1 when anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=30, help="for all targets together")
    parser.add_argument("--target", action="append", choices=[each.name for each in TABLE])
    told = parser.parse_args()
    targets = [each for each in TABLE if not told.target or each.name in told.target]
    seconds = told.minutes * 60 / len(targets)
    print(f"{'target':<18}{'time':>7}{'inputs':>12}{'at first':>9}{'at last':>9}{'found':>7}{'aborts':>8}", flush=True)
    found = 0
    for target in targets:
        begun = time.monotonic()
        tally = _hunt(target, seconds)
        found += tally.found
        print(tally.line(target.name, time.monotonic() - begun), flush=True)
    return 1 if found else 0


def _hunt(target: Target, seconds: float) -> Tally:
    """One target, in child after child: one that dies of the engine's known aborts is followed by another."""
    tally = Tally()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="alliance-fuzz-") as place:
        corpus, harmful = Path(place) / "corpus", Path(place) / "harmful"
        corpus.mkdir()
        harmful.mkdir()
        for number, seed in enumerate((*target.found(), *target.seeds())):
            (corpus / f"seed-{number}").write_bytes(seed[: target.most])
        while (left := until - time.monotonic()) > _LEAST and tally.found + tally.aborts < _MOST_DEATHS:
            ended = subprocess.run(_command(target, left, corpus, harmful), capture_output=True, check=False)
            said = ended.stderr.decode("utf-8", "replace")
            _count(tally, said)
            if not ended.returncode:
                continue
            if target.deadly and (signal_of(ended.returncode) in ABORTS or "deadly signal" in said):
                tally.aborts += 1
            elif not _keep(target, harmful, said):
                print(said[-4_000:], file=sys.stderr)
                tally.found += 1
                break
            else:
                tally.found += 1
            for path in harmful.iterdir():
                path.unlink()
    return tally


def _command(target: Target, left: float, corpus: Path, harmful: Path) -> list[str]:
    bounds = (f"-timeout={SECONDS}", f"-rss_limit_mb={MOST_MEMORY >> 20}", f"-max_len={target.most}")
    told = (f"-artifact_prefix={harmful}/", "-print_final_stats=1", str(corpus))
    return [sys.executable, "-m", "tests.fuzz.hunting", target.name, f"{left:.0f}", *bounds, *told]


def _count(tally: Tally, said: str) -> None:
    numbers = [int(found[1] or found[2]) for found in _TRIED.finditer(said)]
    tally.tried += max(numbers, default=0)
    reached = [int(number) for number in _REACHED.findall(said)]
    if reached:
        tally.first = tally.first or reached[0]
        tally.last = max(tally.last, *reached)


def _keep(target: Target, harmful: Path, said: str) -> bool:
    """Put what did harm where the normal run tries it; False when the child ended without naming any."""
    kept = False
    for path in sorted(harmful.iterdir()):
        place = FOUND / target.name / path.name[-12:]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
        print(f"{said[-4_000:]}\n{place}", file=sys.stderr, flush=True)
        kept = True
    return kept


if __name__ == "__main__":
    raise SystemExit(main())
