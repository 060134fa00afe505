"""Bytes made to kill the program: after one death their file is tried apart, left aside and named; all else goes on."""

import base64
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.values import Edit
from alliance_app.sync import Exchange, Reason, perils
from alliance_app.sync.segments import Entry, compose, plain
from tests.sync.scenes import publish, segments, sync, titles

Make = Callable[[str], Library]
# An update with a right checksum in which one number was changed: Loro asks for half an exabyte and aborts the process.
DEADLY = base64.b64decode(
    """
    bG9ybwAAAAAAAAAAAAAAAAlu/icABGEAAhYCARsCBQAAAAAAAABNAAAAAAAAAAEB/////////38BAQEqAAAACQGAxJ/VDAABAAsCBAECAAIEAQ
    AABA4BeQRib2R5BmZpZWxkcwARAQQDAwACAwMEAwMDBQsCBAEABgPlubYDAfkBfxoAGgITAU0AAAAAAAAAFgEBBAAAAAEAABQBgMSf1QwBAAMJ
    AHsiYSI6IngifRUEBAEAAAgEAQIACgQBAAAMBAEAAA4lBGtpbmQFdGl0bGUBYQF4BG1ldGEEYm9keQR0YWdzBmZpZWxkcwAmAQQHBAAGAgMDAA
    gNAAIBBAIAAwkECwEFBAsD/wkIBAF/EgQBBAILAQMCAQACAQYCAQRaBQdhcnRpY2xlBQPpopg25q2j5paH5YaF5a656Iul5bmy5q2j5paH5YaF
    5a656Iul5bmy5q2j5paH5YaF5a656Iul5bmyBQFiBwMDAQMCCAECAwEG5Lit6Ze0
    """
)
SYNC = textwrap.dedent("""
    import sys
    from pathlib import Path
    from alliance_app.library import Library
    from alliance_app.sync import Exchange
    if __name__ == "__main__":
        with Library.open(Path(sys.argv[1])) as library:
            report = Exchange(library, sys.argv[2]).sync()
        print(*(f"{each.reason} {each.name}" for each in report.pending), sep=chr(10))
""")


@pytest.fixture
def synced(tmp_path: Path, shared: Path, python: str) -> Callable[[Path], subprocess.CompletedProcess[str]]:
    """Sync a closed library in a process of its own."""
    script = tmp_path / "sync.py"
    script.write_text(SYNC, "utf-8")

    def run(folder: Path) -> subprocess.CompletedProcess[str]:
        command = [python, str(script), str(folder), str(shared)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


def slip_in(shared: Path, library: Library, record_id: str, first: int = 1) -> str:
    """A segment of a device nobody knows, with the deadly update for a record; its name."""
    alliance = library.recall("sync.alliance") or ""
    device = "e" * 16
    name, content = compose(plain(alliance, device, first, (Entry(record_id, DEADLY, "2026-01-01T00:00:00Z"),)))
    path = shared / "devices" / device / str(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path.name


@pytest.mark.parametrize("known", [True, False])
def test_a_deadly_file_kills_one_start_and_is_left_aside_by_the_next(
    make: Make, shared: Path, synced: Callable[[Path], subprocess.CompletedProcess[str]], known: bool
) -> None:
    giver, taker = make("A"), make("B")
    record_id = publish(giver, "甲")
    sync(giver, shared)
    sync(taker, shared)
    deadly = slip_in(shared, giver, record_id if known else "01ARZ3NDEKTSV4RRFFQ69G5FAV")
    giver.write(Edit(record_id, body="之后"))
    late = publish(giver, "后来的")
    sync_last = segments(shared, giver)
    Exchange(giver).push()
    assert len(segments(shared, giver)) == len(sync_last) + 1
    folder = taker.folder
    taker.close()
    died = synced(folder)
    assert died.returncode < 0  # a signal: the engine aborted
    went_on = synced(folder)
    assert went_on.returncode == 0, went_on.stderr
    assert went_on.stdout.strip() == f"held {deadly}"
    assert synced(folder).stdout.strip() == f"held {deadly}"
    with Library.open(folder) as library:
        assert titles(library) == {"甲", "后来的"}
        assert library.read(record_id).body == "之后"
        assert library.read(late).title == "后来的"
        assert library.doctor().ok


def test_a_file_during_which_the_program_was_merely_killed_is_taken(make: Make, shared: Path) -> None:
    giver, taker = make("A"), make("B")
    publish(giver, "甲")
    sync(giver, shared)
    Exchange(taker, shared).join()
    (path,) = segments(shared, giver)
    perils.Perils(taker).reading(f"{path.parent.name}/{path.name}")  # as kill -9 leaves it
    assert sync(taker).pending == ()
    assert titles(taker) == {"甲"}


def test_a_newer_program_tries_again(make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    giver, taker = make("A"), make("B")
    publish(giver, "甲")
    sync(giver, shared)
    Exchange(taker, shared).join()
    (path,) = segments(shared, giver)
    perils.Perils(taker).hold(f"{path.parent.name}/{path.name}")
    (held,) = sync(taker).pending
    assert held.reason is Reason.HELD
    assert "left aside" in str(held)
    monkeypatch.setattr(perils, "__version__", "99")
    assert sync(taker).pending == ()
    assert titles(taker) == {"甲"}
