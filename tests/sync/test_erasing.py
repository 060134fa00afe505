"""Erasing reaches every device and the folder: no file tells of it afterwards; it can be neither undone nor abused."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.library import Library, Listing
from alliance_app.library.values import What
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange, Reason, packing
from alliance_app.sync.ledger import Ledger
from alliance_app.sync.segments import SegmentName, parse
from tests.library.test_erasing import SECRET, secret, traces
from tests.sync.scenes import picture, publish, segments, set_back, snapshot, sync, titles

Make = Callable[[str], Library]


def told(folder: Path) -> list[str]:
    """The files of a shared folder that tell of the secret, segments unpacked."""
    alliance = (folder / "alliance.json").read_text("utf-8").split('"alliance": "')[1][:32]
    found = traces(folder, SECRET)
    for path in folder.rglob("*"):
        name = SegmentName.read(path.name)
        if name is not None:
            entries = parse(name, path.read_bytes(), alliance, path.parent.name).entries
            raw = b"".join(each.payload for each in entries)
            found += [path.name] if SECRET.encode() in raw else []
    return found


def shared_secret(library: Library) -> str:
    record_id = secret(library)
    library.share(record_id)
    return record_id


def test_what_one_device_erases_no_file_of_any_device_or_of_the_folder_tells_of(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    first, second, third = make("A"), make("B"), make("C")
    record_id = shared_secret(first)
    other = publish(first, "别的")
    for library in (first, second, third):
        sync(library, shared)
        library.backup()
    second.write(Edit(record_id, tags=(f"{SECRET}辛",)))
    blobs = {each.sha256 for each in second.read(record_id).attachments}
    sync(second)
    sync(third)
    assert told(shared) != []
    third.erase(record_id)
    for library in (third, first, second, third):
        assert sync(library).pending == ()
    assert told(shared) == []
    assert not any(list(shared.rglob(each)) for each in blobs)
    for library in (first, second, third):
        assert traces(library.folder, SECRET) == []
        assert library.ids(Listing()) == [other]
        assert [(each.record_id, each.author) for each in library.erasures()] == [(record_id, "C 主席")]
        assert library.doctor().ok
    newcomer = make("D")
    assert sync(newcomer, shared).pending == ()
    assert newcomer.ids(Listing()) == [other]
    assert traces(tmp_path / "D", SECRET) == []


def test_an_edit_that_had_not_seen_the_erasing_does_not_bring_the_record_back(make: Make, shared: Path) -> None:
    first, second, third = make("A"), make("B"), make("C")
    record_id = shared_secret(first)
    for library in (first, second, third):
        sync(library, shared)
    first.erase(record_id)
    sync(first)
    second.write(Edit(record_id, body=f"{SECRET}补"))
    sync(third)
    assert sync(second).pending == ()
    for library in (third, first, second):
        sync(library)
        assert library.ids(Listing()) == []
        assert traces(library.folder, SECRET) == []
    assert told(shared) == []


def test_a_sync_program_that_brings_the_old_segment_back_brings_nothing_else_back(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    first, second = make("A"), make("B")
    record_id = shared_secret(first)
    publish(first, "别的")
    for library in (first, second):
        sync(library, shared)
    (old,) = segments(shared, first)
    kept = shutil.copyfile(old, tmp_path / old.name)
    first.erase(record_id)
    for library in (first, second, first):
        sync(library)
    assert not old.exists()
    shutil.copyfile(kept, old)
    assert sync(second).pending == ()
    assert titles(second) == {"别的"}
    report = sync(first)
    assert not report.renewed
    assert told(shared) == []
    assert not old.exists()


def test_what_was_given_under_a_former_id_goes_too(make: Make, shared: Path, tmp_path: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    old = snapshot(first, tmp_path / "old.db")
    record_id = shared_secret(first)
    sync(first)
    first = set_back(first, old)
    publish(first, "二")
    assert sync(first).renewed
    sync(second, shared)
    second.erase(record_id)
    for library in (second, first, second):
        assert sync(library).pending == ()
    assert told(shared) == []
    assert titles(first) == titles(second) == {"一", "二"}
    third = make("C")
    assert sync(third, shared).pending == ()
    assert titles(third) == {"一", "二"}
    first.close()


def test_a_draft_that_is_erased_tells_nobody(make: Make, shared: Path) -> None:
    library = make("A")
    publish(library, "一")
    sync(library, shared)
    before = [path.name for path in shared.rglob("*")]
    library.erase(library.add(NewRecord("article", "草稿")).only)
    assert sync(library).pushed == 0
    assert [path.name for path in shared.rglob("*")] == before


def test_one_device_that_erases_very_much_at_once_is_held_until_somebody_agrees(make: Make, shared: Path) -> None:
    """A hostile or careless member could wipe the alliance in one go: erasing cannot be undone."""
    first, second = make("A"), make("B")
    ids = [publish(first, f"第{number}") for number in range(30)]
    sync(first, shared)
    sync(second, shared)
    first.erase(*ids)
    publish(first, "之后")
    sync(first)
    report = sync(second)
    assert [each.reason for each in report.pending] == [Reason.ERASURES]
    assert "30" in str(report.pending[0])
    assert len(second.ids(Listing())) == 30
    assert [each.reason for each in sync(second).pending] == [Reason.ERASURES]
    Exchange(second).agree_to_erasures(first.identity.device_id)
    assert sync(second).pending == ()
    assert titles(second) == {"之后"}
    last = publish(first, "再一条")
    sync(first)
    sync(second)
    first.erase(last)
    sync(first)
    assert sync(second).pending == ()


def test_a_few_erasures_now_and_then_are_not_held(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    for number in range(4):
        ids = [publish(first, f"{number} {at}") for at in range(3)]
        sync(first, shared)
        sync(second, shared)
        first.erase(*ids)
        sync(first)
        assert sync(second).pending == ()
    assert titles(second) == set()


@pytest.mark.parametrize(
    "payload", [b"", b"[]", b'{"author": 5}', b"{" * 9999, '{"author": "\u202e坏\\n人"}'.encode()]
)
def test_whatever_an_erasure_says_of_its_author_is_shown_or_not(make: Make, shared: Path, payload: bytes) -> None:
    from alliance_app.library.values import Incoming

    library = make("A")
    record_id = publish(library, "一")
    library.receive("b" * 16, 1, [Incoming(record_id, payload, "2026-01-01T00:00:00Z", What.ERASE)])
    assert library.ids(Listing()) == []
    assert "\n" not in library.erasures()[0].author
    assert picture(library) == {}


def test_an_erasure_whose_number_another_copy_of_the_library_used_is_told_again(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    first, second = make("A"), make("B")
    record_id = shared_secret(first)
    for library in (first, second):
        sync(library, shared)
    old = snapshot(first, tmp_path / "old.db")
    publish(first, "别的")
    sync(first)
    first = set_back(first, old)
    first.erase(record_id)  # its second change, as “别的” was
    assert sync(first).renewed
    for library in (second, first):
        assert sync(library).pending == ()
    assert titles(first) == titles(second) == {"别的"}
    assert traces(second.folder, SECRET) == []
    assert told(shared) == []
    first.close()


def test_a_file_that_a_pack_stands_for_is_taken_away_also_when_it_was_hidden_meanwhile(
    make: Make, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "FEWEST", 3)
    library = make("A")
    record_id = shared_secret(library)
    sync(library, shared)
    for number in range(2):
        library.write(Edit(record_id, body=f"{SECRET}{number}"))
        sync(library)
    (hidden,) = [path for path in segments(shared, library) if path.name.startswith("1-1-")]
    away = hidden.rename(tmp_path / "away")
    library.erase(record_id)
    sync(library)
    away.rename(hidden)
    sync(library)
    assert told(shared) == []
    assert not hidden.exists()


def test_a_file_that_was_put_in_anothers_place_just_before_a_death_stays_one_that_counts(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make("A")
    first, second, third = (publish(library, title) for title in ("一", "二", "三"))
    sync(library, shared)
    library.erase(first)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "keep", _dies)
        with pytest.raises(KeyboardInterrupt):
            sync(library)
    sync(library)
    library.erase(second)
    sync(library)
    newcomer = make("B")
    assert sync(newcomer, shared).pending == ()
    assert set(picture(newcomer)) == {third}


def _dies(ledger: Ledger) -> None:
    raise KeyboardInterrupt
