"""How the shared folder and a newcomer's first pull grow over three years, with packs and without.

Every device has a sitting three times a week: a new note, or an older one again, saved ten times, then a sync. Run it
as a program: `python -m tests.benchmarks.bench_growth [--devices 90]`. It judges nothing.
"""

import tempfile
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from unittest import mock

from alliance_app.app import App
from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange, packing
from tests.benchmarks.machine import describe

HALF_YEARS = 6
SITTINGS = 78
SAVES = 10
START = date(2024, 1, 1)


def sitting(library: Library, dice: Random, number: int) -> None:
    """One evening's work on one record."""
    ids = library.ids(Listing(limit=40))
    if not ids or dice.random() < 0.5:
        record_id = library.add(NewRecord("article", f"第 {number} 次记录", body="开头")).only
        library.share(record_id)
    else:
        record_id = dice.choice(ids)
    body = library.read(record_id).body
    for _save in range(SAVES):
        body += "".join(chr(0x4E00 + dice.randrange(3000)) for _ in range(dice.randrange(10, 60)))
        library.write(Edit(record_id, body=body))


def grow(place: Path, devices: int, today: mock.Mock, what: str) -> None:
    """Three years by the clock `today`; prints a line every half year."""
    shared = place / "shared"
    shared.mkdir(parents=True)
    dice = Random(1)
    libraries = [Library.create(place / f"L{number}", f"{number}", author=f"{number}") for number in range(devices)]
    for half_year in range(1, HALF_YEARS + 1):
        for library in libraries:
            for number in range(SITTINGS):
                today.return_value = START + timedelta(days=int(182 * (half_year - 1 + number / SITTINGS)))
                sitting(library, dice, half_year * 1000 + number)
                Exchange(library, shared).push()
        files = [path for path in shared.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 2**20
        with App.create(place / f"new{half_year}", "新") as newcomer:
            start = perf_counter()
            report = Exchange(newcomer.library, shared).sync()
            taken = perf_counter() - start
            assert not report.pending, report.pending[:3]
            records = newcomer.library.counts().total
            start = perf_counter()
            Exchange(newcomer.library, shared).sync()
            nothing = perf_counter() - start
        print(
            f"{what:8} {half_year / 2:3.1f} years: {records:6} records, {len(files):6} files, {size:7.1f} MB, "
            f"first pull {taken:6.1f} s, nothing new {nothing:5.3f} s",
            flush=True,
        )
    for library in libraries:
        library.close()


def main() -> None:
    """Both ways."""
    parser = ArgumentParser(description=str(__doc__))
    parser.add_argument("--devices", type=int, default=9)
    asked, _others = parser.parse_known_args()
    print(describe(), f"{asked.devices} devices", sep="; ", flush=True)
    for what, fewest in (("packed", packing.FEWEST), ("unpacked", 10**9)):
        with (
            tempfile.TemporaryDirectory() as place,
            mock.patch.object(packing, "FEWEST", fewest),
            mock.patch.object(clock, "today") as today,
        ):
            grow(Path(place), asked.devices, today, what)


if __name__ == "__main__":
    main()
