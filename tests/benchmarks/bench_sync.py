"""Sync over a plain directory: first push, pull into empty, nothing new, and one change's way there and back.

Real libraries with their search index; every fifth note has an attachment of 100 kB. Beside it `cp -a` of as many
Markdown files and the same attachments. Run it as a program: `python -m tests.benchmarks.bench_sync [--full]`.
It judges nothing.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from alliance_app.app import App
from alliance_app.library import Library
from alliance_app.records.ids import new_id
from alliance_app.records.values import Attachment, Edit, NewRecord
from alliance_app.sync import Exchange
from tests.benchmarks.generate import notes
from tests.benchmarks.machine import describe, peak_memory, sizes

ATTACHMENT = 100_000
TIMES = 15
BATCH = 500


def fill(library: Library, files: Path, count: int) -> None:
    """`count` shared notes, every fifth with an attachment; and the same as files, for `cp`."""
    files.mkdir()
    news: list[NewRecord] = []
    for number, note in enumerate(notes(count), start=1):
        (files / f"{number:06}.md").write_text(f"---\ntitle: {note.title}\n---\n\n{note.body}", encoding="utf-8")
        kept: tuple[Attachment, ...] = ()
        if number % 5 == 0:
            content = os.urandom(ATTACHMENT)
            (files / f"{number:06}.bin").write_bytes(content)
            kept = (library.keep_bytes(f"{number}.bin", content),)
        news.append(replace(note, id=note.id or new_id(), attachments=kept))
        if len(news) == BATCH or number == count:
            library.add_all(news)
            library.share(*(each.id for each in news if each.id))
            news.clear()


def timed(act: Callable[..., object], *given: object) -> float:
    """Seconds."""
    start = perf_counter()
    act(*given)
    return perf_counter() - start


def once(act: Callable[..., object]) -> str:
    """Seconds, and those of them this process computed: on a busy machine the second figure says more."""
    start = process_time()
    taken = timed(act)
    return f"{taken:6.2f} s, computing {process_time() - start:6.2f} s"


def spread(act: Callable[[int], object]) -> str:
    """Median and worst of some calls."""
    taken = [timed(act, number) for number in range(TIMES)]
    return f"median {statistics.median(taken):6.3f} s, worst {max(taken):6.3f} s"


def measure(count: int) -> None:
    """One size; prints a block of figures."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        shared = place / "shared"
        shared.mkdir()
        with App.create(place / "a", "甲") as first, App.create(place / "b", "乙") as second:
            fill(first.library, place / "files", count)
            giver, taker = Exchange(first.library, shared), Exchange(second.library, shared)
            giver.join()
            taker.join()
            push, pull = once(giver.sync), once(taker.sync)
            written = [path for path in shared.rglob("*") if path.is_file()]
            copy = timed(copied if shutil.which("cp") else shutil.copytree, place / "files", place / "copied")
            ids = [each.record_id for each in first.library.outgoing(100, TIMES)]  # the first are the enterprises

            def there_and_back(number: int) -> None:
                first.library.write(Edit(ids[number], body=f"改{number}"))
                giver.sync()
                taker.sync()
                assert second.library.read(ids[number]).body == f"改{number}"

            rows = {
                "first push": push,
                "pull into empty": pull,
                "cp -a of the same as files": f"{copy:6.2f} s",
                "nothing new, giver": spread(lambda _n: giver.sync()),
                "nothing new, taker": spread(lambda _n: taker.sync()),
                "one change there": spread(there_and_back),
            }
        segments = [path for path in written if path.suffix == ".seg"]
        size = sum(path.stat().st_size for path in segments)
        print(f"{count:>7} notes: {len(segments)} segments of {size / 2**20:.1f} MB, {len(written)} files in all")
        for what, taken in rows.items():
            print(f"        {what:28} {taken}")
        print(f"        memory {peak_memory():.0f} MB", flush=True)


def copied(source: Path, target: Path) -> None:
    """As a person would put the files there."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


if __name__ == "__main__":
    asked = sizes(str(__doc__))
    if len(asked) == 1:
        measure(asked[0])
    else:
        print(describe(), flush=True)
        for each in asked:  # one process a size: memory is its own
            subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_sync", "--sizes", str(each)], check=True)
