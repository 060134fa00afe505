"""`kill -9` at any moment of a sync: nothing acknowledged is lost, nothing half is taken, the next sync goes on.

A child process edits and syncs and says each thing on stdout only once it is done; the parent kills it in the middle.
"""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from alliance_app.library import Library, Listing
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange, SyncReport
from tests.sync.scenes import picture, publish, sync, titles

ROUNDS = 20
CHILD = """
import sys
from pathlib import Path
from alliance_app.library import Library
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange
library, number = Library.open(Path(sys.argv[1])), int(sys.argv[3])
exchange = Exchange(library, Path(sys.argv[2]))
while True:
    number += 1
    kept = library.keep_bytes(f"{number}.txt", str(number).encode() * 3000)
    record = library.add(NewRecord("article", f"k{number}", body=f"{number}" * 200, attachments=(kept,)))
    library.share(record.only)
    print("written", number, flush=True)
    exchange.sync()
    print("synced", number, flush=True)
"""


def killed(library: Path, shared: Path, start: int, said: int, stir: Callable[[], object]) -> tuple[list[int], int]:
    """Run the child, do `stir` beside it and kill it after its `said`-th line: (what it wrote, the last synced)."""
    command = [sys.executable, "-c", CHILD, str(library), str(shared), str(start)]
    acknowledged, synced = [], 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        for count, line in enumerate(child.stdout, start=1):
            what, number = line.split()
            if what == "written":
                acknowledged.append(int(number))
            else:
                synced = int(number)
            if count == said:
                stir()
                child.kill()
        assert child.stderr.read() == ""
    return acknowledged, synced


def test_a_sync_killed_many_times_loses_nothing_and_takes_nothing_half(
    make: Callable[[str], Library], shared: Path
) -> None:
    chance = random.Random(20261123)
    worker, other = make("A"), make("B")
    folder = worker.folder
    worker.close()
    Exchange(other, shared).join()
    written: list[str] = []
    for round_number in range(ROUNDS):

        def stir(number: int = round_number) -> SyncReport:
            """Work beside the dying process for a while that varies: the kill comes at another moment each time."""
            for more in range(chance.randrange(3)):
                publish(other, f"o{number}-{more}")
            return sync(other)

        acknowledged, synced = killed(folder, shared, round_number * 1000, chance.randrange(1, 5), stir)
        assert acknowledged
        assert sync(other).pending == ()
        assert {f"k{number}" for number in acknowledged if number <= synced} <= titles(other)
        written += [f"k{number}" for number in acknowledged]
    with Library.open(folder) as library:
        assert set(written) <= titles(library)
        for each in (library, other, library):
            last = sync(each)
            assert last.pending == ()
            assert not last.renewed
        assert set(written) <= titles(other)
        assert picture(library) == picture(other)
        assert library.doctor().ok
        assert other.doctor().ok
        assert other.wanted_blobs() == []


PULLER = """
import sys
from pathlib import Path
from alliance_app.library import Library
from alliance_app.sync import Exchange, inbox
inbox._AT_ONCE = 5
receive = Library.receive
def told(*given):
    print("taking", flush=True)
    return receive(*given)
Library.receive = told
Exchange(Library.open(Path(sys.argv[1])), Path(sys.argv[2])).sync()
print("done", flush=True)
"""


def test_a_pull_killed_in_the_middle_goes_on_where_it_was(make: Callable[[str], Library], shared: Path) -> None:
    """Killed between and inside the transactions of one segment: every start takes up the rest, nothing twice."""
    giver, taker = make("A"), make("B")
    ids = giver.add_all([NewRecord("article", f"第{number}篇", body="正文" * 99) for number in range(200)]).ids
    giver.share(*ids)
    sync(giver, shared)
    folder = taker.folder
    taker.close()
    seen = [0]
    for said in (1, 4, 9, 2, 7, 5):
        command = [sys.executable, "-c", PULLER, str(folder), str(shared)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for count, _line in enumerate(child.stdout, start=1):
                if count == said:
                    child.kill()
        with Library.open(folder) as library:
            seen.append(len(library.ids(Listing())))
            assert library.doctor().ok
    assert seen == sorted(seen)
    assert 0 < seen[-1] < 200
    with Library.open(folder) as library:
        assert sync(library, shared).pulled == 200 - seen[-1]
        assert picture(library) == picture(giver)
