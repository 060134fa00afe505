"""`make bench`: every benchmark in turn, each in a process of its own so that memory is its own."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.machine import describe

print(describe(), flush=True)
failed = []
for script in sorted(Path(__file__).parent.glob("bench_*.py")):
    print(f"\n== {script.stem.removeprefix('bench_')}", flush=True)
    done = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{script.stem}", *sys.argv[1:]], check=False)
    if done.returncode:
        failed.append(script.stem)
if failed:
    sys.exit(f"failed: {', '.join(failed)}")
