"""Packs: few files however long a device works, the same content for everybody, and nothing taken away too early."""

import itertools
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.library import Library, Listing
from alliance_app.records import clock
from alliance_app.records.values import Edit
from alliance_app.sync import ledger, packing
from alliance_app.sync.packing import FEWEST, worth_packing
from alliance_app.sync.segments import SegmentName
from tests.sync.scenes import picture, publish, segments, sync, titles

Make = Callable[[str], Library]
_run = itertools.count()


def packs(folder: Path) -> list[Path]:
    return sorted(folder.glob("devices/*/*.pack"))


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs are made of three files already."""
    monkeypatch.setattr(packing, "FEWEST", 3)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """`later(31)`: it is 31 days later."""
    now = date.today()

    def pass_days(days: int) -> None:
        monkeypatch.setattr(clock, "today", lambda: now + timedelta(days=days))

    return pass_days


def test_a_device_that_works_for_long_has_few_files_and_a_newcomer_reads_packs(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    record_id = publish(first, "题")
    for number in range(3 * FEWEST):
        first.write(Edit(record_id, body=f"第 {number} 稿"))
        sync(first, shared)
    assert len(packs(shared)) >= 1
    answering = ledger.Ledger(first, first.recall("sync.alliance") or "", first.identity.device_id).given
    assert len(answering) < FEWEST + 4
    report = sync(second, shared)
    assert report.pending == ()
    assert report.pulled < FEWEST  # not one by one
    assert picture(first) == picture(second)
    assert [each.at for each in first.history(record_id)] == [each.at for each in second.history(record_id)]
    assert second.doctor().ok
    assert sync(second).pulled == 0


def test_replaced_files_stay_for_thirty_days_and_go_then(
    make: Make, shared: Path, early: None, later: Callable[[int], None]
) -> None:
    first, second, third = make("A"), make("B"), make("C")
    for number in range(3):
        publish(first, f"第{number}")
        sync(first, shared)
    sync(second, shared)
    small = segments(shared)
    assert len(small) == 3
    assert len(packs(shared)) == 1
    later(29)
    sync(first)
    assert segments(shared) == small
    later(31)
    sync(first)
    assert segments(shared) == []
    assert len(packs(shared)) == 1
    assert sync(second).pending == ()
    assert sync(third, shared).pending == ()
    assert titles(third) == titles(first) == titles(second)
    assert sync(first).pushed == 0


def test_a_pack_that_vanishes_is_written_again(
    make: Make, shared: Path, early: None, later: Callable[[int], None]
) -> None:
    first, second = make("A"), make("B")
    for number in range(3):
        publish(first, f"第{number}")
        sync(first, shared)
    later(31)
    sync(first)
    (pack,) = packs(shared)
    content = pack.read_bytes()
    pack.unlink()
    assert sync(second, shared).pending == ()
    assert titles(second) == set()
    sync(first)
    assert packs(shared)[0].read_bytes() == content
    pack.write_bytes(content[:40])
    assert [str(each.reason) for each in sync(second).pending] == ["incomplete"]
    sync(first)
    sync(second)
    assert titles(second) == titles(first)


def test_a_torn_pack_hinders_nobody_while_the_segments_are_there(make: Make, shared: Path, early: None) -> None:
    first, second = make("A"), make("B")
    for number in range(3):
        publish(first, f"第{number}")
        sync(first, shared)
    (pack,) = packs(shared)
    pack.write_bytes(pack.read_bytes()[:50])
    assert sync(second, shared).pending == ()
    assert titles(second) == titles(first)


def test_a_crash_before_the_note_of_a_pack_is_no_clone(
    make: Make, shared: Path, early: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make("A")
    for number in range(2):
        publish(library, f"第{number}")
        sync(library, shared)
    publish(library, "第2")

    def crash(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ledger.Ledger, "keep", crash)
    with pytest.raises(KeyboardInterrupt):
        sync(library)
    monkeypatch.undo()
    assert len(packs(shared)) == 1
    assert not sync(library).renewed
    second = make("B")
    assert sync(second, shared).pending == ()
    assert titles(second) == titles(library)


def test_what_is_erased_goes_out_of_packs(make: Make, shared: Path, early: None, later: Callable[[int], None]) -> None:
    first, second = make("A"), make("B")
    ids = [publish(first, f"第{number}", body="机密" * 40) for number in range(2)]
    for number in range(6):
        first.write(Edit(ids[number % 2], body=f"机密{number}" * 40))
        sync(first, shared)
    later(31)
    sync(first)
    (pack,) = packs(shared)
    first.erase(ids[0])
    sync(first)
    assert not pack.exists()
    assert sync(second, shared).pending == ()
    assert titles(second) == {"第1"}
    assert picture(first) == picture(second)
    later(70)
    sync(first)
    third = make("C")
    assert sync(third, shared).pending == ()
    assert titles(third) == {"第1"}


def test_a_reader_in_the_middle_of_a_packs_range_takes_the_rest_once(
    make: Make, shared: Path, early: None, later: Callable[[int], None]
) -> None:
    first, second = make("A"), make("B")
    record_id = publish(first, "题", "始")
    sync(first, shared)
    sync(second, shared)
    for number in range(4):
        first.write(Edit(record_id, body=f"始{number}"))
        sync(first)
    second.write(Edit(record_id, title="改题"))
    later(31)
    sync(first)
    assert len(segments(shared, first)) < 4
    assert sync(second).pending == ()
    sync(first)
    assert picture(first) == picture(second)
    assert second.doctor(rebuild=True).ok
    assert picture(first) == picture(second)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 400), st.integers(100, 10**6)), min_size=1, max_size=80),
    st.integers(0, 3),
)
def test_only_neighbours_without_gaps_are_drawn_together(files: list[tuple[bool, int, int]], gap: int) -> None:
    given_files: dict[SegmentName, int] = {}
    first = 1
    for number, (pack, count, size) in enumerate(files):
        first += gap if number == len(files) // 2 else 0
        given_files[SegmentName(first, first + count - 1, f"{number:032x}", pack)] = size
        first += count
    chosen = worth_packing(given_files)
    assert not chosen or len(chosen) >= FEWEST
    assert all(one.last + 1 == other.first for one, other in itertools.pairwise(chosen))
    assert not chosen or chosen[-1].last == first - 1


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from("aeeeedrsss")), min_size=10, max_size=60))
def test_packed_or_not_everybody_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]
) -> None:
    place = tmp_path_factory.mktemp(f"packed{next(_run)}")
    (place / "shared").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "FEWEST", 2)
        libraries = [Library.create(place / f"L{number}", f"{number}", author=f"主席{number}") for number in range(3)]
        for number, (who, act) in enumerate(steps):
            _act(libraries[who], act, number, place / "shared")
        for _round in range(2):
            for library in libraries:
                assert sync(library, place / "shared").pending == ()
        for path in packs(place / "shared"):
            assert SegmentName.read(path.name) is not None
        for path in segments(place / "shared"):  # as after thirty days
            if any(_covers(pack, path) for pack in packs(place / "shared") if pack.parent == path.parent):
                path.unlink()
        newcomer = Library.create(place / "new", "新", author="新主席")
        assert sync(newcomer, place / "shared").pending == ()
        everybody = [picture(library) for library in (*libraries, newcomer)]
        assert everybody == [everybody[0]] * 4
        assert newcomer.doctor().ok
        for library in (*libraries, newcomer):
            library.close()
    shutil.rmtree(place)


def _covers(pack: Path, path: Path) -> bool:
    whole, part = SegmentName.read(pack.name), SegmentName.read(path.name)
    return whole is not None and part is not None and whole.first <= part.first and part.last <= whole.last


def _act(library: Library, act: str, number: int, shared: Path) -> None:
    ids = sorted(library.ids(Listing()))
    if act == "s":
        sync(library, shared)
    elif act == "a" or not ids:
        publish(library, f"题{number}", f"正文{number}")
    elif act == "e":
        chosen = ids[number % len(ids)]
        library.write(Edit(chosen, body=f"{library.read(chosen).body}〔{number}〕"))
    elif act == "d":
        library.delete(ids[0])
    else:
        library.restore(*library.ids(Listing(trashed=True))[:1])
