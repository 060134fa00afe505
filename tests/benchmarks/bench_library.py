"""Import of Markdown files, one edit, lists and memory, for growing libraries.

Run it as a program: `python -m tests.benchmarks.bench_library [--full]`. It judges nothing.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import yaml

from alliance_app.app import App
from alliance_app.intake import import_paths
from alliance_app.library import Listing
from alliance_app.records.values import Edit
from tests.benchmarks.generate import notes
from tests.benchmarks.machine import describe, peak_memory, sizes


def write_files(count: int, folder: Path) -> None:
    """`count` generated notes as files of the open format."""
    for number, note in enumerate(notes(count)):
        below = folder / f"{number // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        header = {"kind": note.kind, "title": note.title, "tags": list(note.tags), "fields": dict(note.fields)}
        if note.id is not None:
            header["id"] = note.id
        text = f"---\n{yaml.safe_dump(header, allow_unicode=True)}---\n\n{note.body}"
        (below / f"{number:06}.md").write_text(text, encoding="utf-8")


def milliseconds(act: Callable[[int], object], times: int) -> str:
    """p50 and p95 of `times` calls."""
    taken = []
    for number in range(times):
        start = perf_counter()
        act(number)
        taken.append((perf_counter() - start) * 1000)
    cuts = statistics.quantiles(taken, n=20)
    return f"p50 {statistics.median(taken):7.2f}  p95 {cuts[18]:7.2f} ms"


def measure(count: int) -> None:
    """Import `count` notes and try the library; prints a block of figures."""
    with tempfile.TemporaryDirectory() as place:
        files = Path(place) / "files"
        write_files(count, files)
        with App.create(Path(place) / "library", "Benchmark") as app:
            start = perf_counter()
            report = import_paths(app.library, [files])
            seconds = perf_counter() - start
            assert report.added == count, report
            rate = f"{count / seconds:7.0f} notes/s ({seconds:.1f} s)"
            print(f"{count:>7} notes: import {rate}, memory {peak_memory():.0f} MB")
            start = perf_counter()
            assert import_paths(app.library, [files]).unchanged == count
            print(f"        import again, nothing changed  {perf_counter() - start:.1f} s")
            library = app.library
            ids = library.ids(Listing())
            print("        list of ids     ", milliseconds(lambda _n: library.ids(Listing()), 20))
            print("        50 rows         ", milliseconds(lambda n: library.rows(ids[n * 10 : n * 10 + 50]), 40))
            print("        read            ", milliseconds(lambda n: library.read(ids[n * 7]), 100))
            print("        edit and save   ", milliseconds(
                lambda n: library.write(Edit(ids[n], body=library.read(ids[n]).body + "改")), 60
            ))  # fmt: skip
            print("        counts          ", milliseconds(lambda _n: library.counts(), 20))
        size = sum(path.stat().st_size for path in (Path(place) / "library").glob("library.db*"))
        print(f"        library file {size / 2**20:.0f} MB, memory {peak_memory():.0f} MB", flush=True)


if __name__ == "__main__":
    asked = sizes(str(__doc__))
    if len(asked) == 1:
        measure(asked[0])
    else:
        print(describe(), flush=True)
        for each in asked:  # one process a size: memory is its own
            subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_library", "--sizes", str(each)], check=True)
