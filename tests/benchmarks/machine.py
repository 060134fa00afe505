"""What the figures were measured on: printed with them, always."""

import os
import platform
import resource
import sqlite3
import sys
from argparse import ArgumentParser
from pathlib import Path

SIZES = (1_000, 10_000)
LARGE = 100_000


def describe() -> str:
    """The machine and the versions that matter, on one line."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        processor = names[0] if names else processor
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    return (
        f"{processor}, {os.cpu_count()} cores{memory}, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def peak_memory() -> float:
    """The most memory this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def sizes(what: str) -> tuple[int, ...]:
    """The library sizes to measure: 1,000 and 10,000 records; with --full 100,000 too; or those named."""
    parser = ArgumentParser(description=what)
    parser.add_argument("--full", action="store_true", help="100,000 records too")
    parser.add_argument("--sizes", type=int, nargs="*")
    asked, _others = parser.parse_known_args()
    return tuple(asked.sizes or (*SIZES, *((LARGE,) if asked.full else ())))
