"""One device id, one writer: clones, set-back libraries, crashes before the note, two programs on one library."""

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.values import Edit
from alliance_app.sync import Reason, SyncReport
from tests.sync.scenes import everything, picture, publish, segments, set_back, snapshot, sync, titles

Make = Callable[[str], Library]


def test_a_library_set_back_to_an_older_day_takes_a_new_id_and_gets_everything_back(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    old = snapshot(first, tmp_path / "old.db")
    publish(first, "二")
    sync(first)
    sync(second, shared)
    former = first.identity.device_id
    first = set_back(first, old)
    assert first.identity.device_id == former
    publish(first, "三")
    report = sync(first)
    assert report.renewed
    assert first.identity.device_id != former
    assert titles(first) == {"一", "二", "三"}
    assert sync(second).pending == ()
    assert titles(second) == {"一", "二", "三"}
    assert not sync(first).renewed
    assert picture(first) == picture(second)
    assert first.doctor().ok
    assert first.identity.device_id != former
    shutil.rmtree(shared / "devices" / former)  # nobody feels answerable for that folder any more
    third = make("C")
    assert sync(third, shared).pending == ()
    assert titles(third) == {"一", "二", "三"}
    first.close()


def test_an_edit_made_after_the_setting_back_and_before_the_sync_is_not_taken_for_the_lost_one(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    """Both edits are the writer's second one of the record: they must not count as the same."""
    first, second = make("A"), make("B")
    record_id = publish(first, "题", "始")
    sync(first, shared)
    old = snapshot(first, tmp_path / "old.db")
    first.write(Edit(record_id, body="始〔前〕"))
    sync(first)
    sync(second, shared)
    first = set_back(first, old)
    first.write(Edit(record_id, body="〔后〕始"))
    assert sync(first).renewed
    sync(second)
    sync(first)
    assert first.read(record_id).body == second.read(record_id).body == "〔后〕始〔前〕"
    assert picture(first) == picture(second)
    first.close()


def test_a_set_back_library_that_had_already_given_anew_before_it_saw_its_own_past(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    """A sync program shows the folder's newest files late: two files then claim the same numbers."""
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    old = snapshot(first, tmp_path / "old.db")
    publish(first, "二")
    sync(first)
    hidden = segments(shared)[-1].rename(tmp_path / segments(shared)[-1].name)
    first = set_back(first, old)
    publish(first, "三")
    assert not sync(first).renewed
    sync(second, shared)
    assert titles(second) == {"一", "三"}
    hidden.rename(segments(shared)[0].parent / hidden.name)
    assert sync(first).renewed
    sync(second)
    assert titles(first) == titles(second) == {"一", "二", "三"}
    first.close()


def test_a_cloned_library_that_kept_its_id_is_found_out(make: Make, shared: Path, tmp_path: Path) -> None:
    first, reader = make("A"), make("C")
    publish(first, "一")
    sync(first, shared)
    copy = tmp_path / "clone"
    shutil.copytree(first.folder, copy)
    clone = Library.open(copy)
    clone.close()
    with sqlite3.connect(copy / "library.db") as file:  # as if the copy could not be told from the original
        file.execute("UPDATE facts SET value = ? WHERE key = 'device_id'", (first.identity.device_id,))
        file.execute("UPDATE changes SET device_number = NULL")
        file.execute(
            "UPDATE changes SET device_id = ?, device_number = 1 WHERE number = 2", (first.identity.device_id,)
        )
    clone = Library.open(copy)
    assert clone.identity.device_id == first.identity.device_id
    publish(first, "甲")
    publish(clone, "乙")
    sync(first)
    assert sync(clone).renewed
    sync(first)
    sync(reader, shared)
    assert titles(first) == titles(clone) == titles(reader) == {"一", "甲", "乙"}
    assert first.identity.device_id != clone.identity.device_id
    clone.close()


def test_a_crash_before_the_note_is_no_clone_and_writes_nothing_twice(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make("A")
    publish(library, "一")

    def crash(*_given: object) -> None:
        raise KeyboardInterrupt

    from alliance_app.sync.ledger import Ledger

    monkeypatch.setattr(Ledger, "keep", crash)
    with pytest.raises(KeyboardInterrupt):
        sync(library, shared)
    monkeypatch.undo()
    written = everything(shared)
    report = sync(library)
    assert (report.pushed, report.renewed) == (0, False)
    assert everything(shared) == written


def test_a_torn_unknown_file_in_ones_own_folder_is_told_and_no_reason_for_a_new_id(make: Make, shared: Path) -> None:
    library = make("A")
    publish(library, "一")
    sync(library, shared)
    (mine,) = segments(shared)
    strange = mine.parent / f"2-2-{'0' * 32}.seg"
    strange.write_bytes(mine.read_bytes()[:50])
    report = sync(library)
    assert not report.renewed
    assert [(each.reason, each.name) for each in report.pending] == [(Reason.INCOMPLETE, strange.name)]
    publish(library, "二")
    assert sync(library).pushed == 1


def test_two_programs_sync_one_library_at_once(make: Make, shared: Path) -> None:
    """The window and the command line: each has the library open; nothing is lost, nothing is taken for a clone."""
    first, second = make("A"), make("B")
    with Library.open(first.folder) as beside:
        failures: list[Exception] = []
        reports: list[SyncReport] = []

        def work(library: Library, name: str) -> None:
            try:
                for number in range(8):
                    publish(library, f"{name}{number}")
                    reports.append(sync(library, shared))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must hear of it
                failures.append(error)

        sync(first, shared)
        threads = [
            threading.Thread(target=work, args=given) for given in ((first, "窗"), (beside, "令"), (second, "乙"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert not any(report.renewed for report in reports)
    for library in (first, second, first):
        assert sync(library).pending == ()
    assert titles(first) == titles(second) == {f"{name}{number}" for name in "窗令乙" for number in range(8)}
    assert picture(first) == picture(second)


def test_a_new_id_taken_in_one_program_is_known_in_the_other(make: Make, shared: Path, tmp_path: Path) -> None:
    """The window is open all day; without this, each of the two would take a new id whenever the other had synced."""
    first = make("A")
    publish(first, "一")
    sync(first, shared)
    old = snapshot(first, tmp_path / "old.db")
    publish(first, "二")
    sync(first)
    window = set_back(first, old)
    with Library.open(window.folder) as beside:
        publish(window, "三")
        assert sync(window).renewed
        renewed = window.identity.device_id
        assert [sync(library).renewed for library in (beside, window, beside)] == [False] * 3
        assert beside.identity.device_id == window.identity.device_id == renewed
        assert window.new_device_id() != renewed
        assert beside.new_device_id() == window.identity.device_id
    window.close()


def test_the_note_is_readable_and_about_one_device_of_one_alliance(make: Make, shared: Path) -> None:
    library = make("A")
    publish(library, "一")
    sync(library, shared)
    note = json.loads(library.recall("sync.sent") or "")
    assert note["device"] == library.identity.device_id
    assert [line.split(" ")[0] for line in note["sent"].splitlines()] == [path.name for path in segments(shared)]
    library.new_device_id()
    assert sync(library).pushed == 1
    assert len(segments(shared, library)) == 1


def test_what_was_put_out_of_sight_goes_out_again_under_the_new_id(make: Make, shared: Path, tmp_path: Path) -> None:
    first, second = make("A"), make("B")
    record_id = publish(first, "旧制度")
    for library in (first, second):
        sync(library, shared)
    old = snapshot(first, tmp_path / "old.db")
    publish(first, "一")
    sync(first)
    first = set_back(first, old)
    first.delete(record_id)
    for days in (0, 84, 92):
        first.purge(clock.now() + timedelta(days=days))
    assert sync(first).renewed
    sync(second)
    assert second.read(record_id).trashed_at
    first.close()
