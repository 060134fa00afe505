"""Changes go out, changes come in; what is late, torn, lost, foreign or cloned is told, waited for, and made good."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.library import Library, Listing
from alliance_app.records.progress import Step
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange, Reason
from alliance_app.sync import outbox as outbox_module
from alliance_app.sync.errors import FolderReadOnly
from tests.library.test_erasing import days
from tests.sync.scenes import everything, given_out, picture, publish, segments, sync, titles

Make = Callable[[str], Library]


def test_edits_of_both_sides_meet(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    record_id = publish(first, "题", "一\n二\n三\n")
    sync(first, shared)
    sync(second, shared)
    first.write(Edit(record_id, body="一改\n二\n三\n"))
    second.write(Edit(record_id, body="一\n二\n三改\n"))
    for library in (first, second, first):
        sync(library)
    assert first.read(record_id).body == second.read(record_id).body == "一改\n二\n三改\n"
    assert picture(first) == picture(second)


def test_many_changes_are_few_files_and_nothing_new_is_no_file(make: Make, shared: Path) -> None:
    library = make("A")
    ids = library.add_all([NewRecord("article", f"第{n}篇", body="正文" * 50) for n in range(700)]).ids
    library.share(*ids)
    report = sync(library, shared)
    assert report.pushed == 700
    assert len(segments(shared)) == 1
    before = everything(shared)
    assert sync(library).pushed == 0
    assert everything(shared) == before


def test_large_batches_are_divided_by_size(make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_module, "BATCH_BYTES", 4000)
    first, second = make("A"), make("B")
    for number in range(12):
        publish(first, f"第{number}篇", os.urandom(600).hex())
    steps: list[Step] = []
    Exchange(first, shared).sync(progress=steps.append)
    assert len(segments(shared)) > 3
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total == 12
    assert steps[-1].bytes == sum(path.stat().st_size for path in segments(shared))
    assert sync(second, shared).pulled == 12


def test_deletions_travel_as_changes_and_an_unseen_edit_brings_the_record_back(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    gone, kept = publish(first, "删"), publish(first, "留")
    sync(first, shared)
    sync(second, shared)
    first.delete(gone, kept)
    second.write(Edit(kept, title="留住"))
    for library in (first, second, first):
        sync(library)
    for library in (first, second):
        assert titles(library) == {"留住"}
        assert library.ids(Listing(trashed=True)) == [gone]


def test_what_is_absent_is_never_deleted_and_its_device_writes_it_again(make: Make, shared: Path) -> None:
    first, second, third = make("A"), make("B"), make("C")
    attachment = first.keep_bytes("照片.png", b"picture" * 100)
    record_id = publish(first, "一")
    first.write(Edit(record_id, attach=(attachment,)))
    sync(first, shared)
    publish(first, "二")
    sync(first)
    sync(second, shared)
    written = everything(shared)
    shutil.rmtree(shared / "devices")
    shutil.rmtree(shared / "blobs")
    sync(second)
    assert titles(second) == {"一", "二"}
    publish(first, "三")  # the set of attachments is looked through when there is something to give
    first.write(Edit(record_id, attach=(first.keep_bytes("另.txt", b"new"),)))
    sync(first)
    again = everything(shared)
    assert {name for name in written if name.endswith(".seg")} <= set(again)
    assert all(again[name] == content for name, content in written.items() if not name.endswith("device.json"))
    assert sync(third, shared).pending == ()
    assert titles(third) == {"一", "二", "三"}


def test_a_torn_file_of_ones_own_is_written_whole_again(make: Make, shared: Path) -> None:
    """A power cut on the far side: the name is there, the bytes are not."""
    first, second = make("A"), make("B")
    record_id = publish(first, "一")
    attachment = first.keep_bytes("照片.png", b"picture" * 100)
    first.write(Edit(record_id, attach=(attachment,)))
    sync(first, shared)
    whole = everything(shared)
    (torn,) = segments(shared)
    torn.write_bytes(torn.read_bytes()[:40])
    blob = next(shared.glob("blobs/*/*"))
    blob.write_bytes(b"")
    report = sync(second, shared)
    assert [each.reason for each in report.pending] == [Reason.INCOMPLETE]
    first.write(Edit(record_id, attach=(first.keep_bytes("另.txt", b"new"),)))
    sync(first)
    again = everything(shared)
    assert all(again[name] == content for name, content in whole.items())
    assert sync(second).pending == ()
    assert second.blob(attachment.sha256) is not None


def test_where_one_file_is_lost_and_another_torn_both_are_put_right_at_once(make: Make, shared: Path) -> None:
    library, other = make("A"), make("B")
    for title in ("一", "二"):
        publish(library, title)
        sync(library, shared)
    lost, torn = segments(shared, library)
    lost.unlink()
    torn.write_bytes(torn.read_bytes()[:-1])
    assert sync(library).pending == ()
    assert sync(other, shared).pending == ()
    assert titles(other) == {"一", "二"}


def test_a_torn_file_whose_mending_was_stopped_is_put_right_at_the_next_sync(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder goes away in the middle: nobody may wait for ever for the torn file to arrive."""
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    (mine,) = segments(shared)
    whole = mine.read_bytes()
    mine.write_bytes(whole[:40])
    publish(first, "二")

    def gone(*_given: object) -> None:
        raise FolderReadOnly(folder=shared, reason="gone")

    with monkeypatch.context() as patch:
        patch.setattr(outbox_module.Outbox, "_publish", gone)
        with pytest.raises(FolderReadOnly):
            sync(first)
    assert sync(first).pending == ()
    assert mine.read_bytes() == whole
    assert sync(second, shared).pending == ()
    assert titles(second) == {"一", "二"}


def test_a_file_still_arriving_is_pending_then_taken(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    (segment,) = segments(shared)
    content = segment.read_bytes()
    for part in (b"", content[:10], content[:-1], bytes(len(content))):
        segment.write_bytes(part)
        report = sync(second, shared)
        (pending,) = report.pending
        assert pending.reason is Reason.INCOMPLETE
        assert pending.name == segment.name
        assert str(pending) == f"{segment.name} from A 主席 · A-电脑 is still arriving."
        assert titles(second) == set()
    segment.write_bytes(content)
    assert sync(second).pending == ()
    assert titles(second) == {"一"}


def test_a_gap_is_never_passed_over_and_other_devices_go_on(make: Make, shared: Path) -> None:
    first, second, third = make("A"), make("B"), make("C")
    for title in ("一", "二", "三"):
        publish(first, title)
        sync(first, shared)
    publish(second, "乙")
    sync(second, shared)
    middle = segments(shared, first)[1]
    content = middle.read_bytes()
    middle.unlink()
    report = sync(third, shared)
    (pending,) = report.pending
    assert (pending.reason, pending.detail) == (Reason.GAP, "2–2")
    assert titles(third) == {"一", "乙"}
    middle.write_bytes(content)
    assert sync(third).pending == ()
    assert titles(third) == {"一", "二", "三", "乙"}


def test_a_damaged_file_stops_only_its_own_device(make: Make, shared: Path) -> None:
    first, second, third = make("A"), make("B"), make("C")
    for library, title in ((first, "甲"), (second, "乙")):
        publish(library, title)
        sync(library, shared)
    (damaged,) = segments(shared, first)
    content = bytearray(damaged.read_bytes())
    content[-1] ^= 1
    damaged.write_bytes(content)
    report = sync(third, shared)
    assert [(each.reason, each.name) for each in report.pending] == [(Reason.DAMAGED, damaged.name)]
    assert titles(third) == {"乙"}


def test_foreign_files_are_neither_taken_nor_touched(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    (segment,) = segments(shared)
    folder = segment.parent
    content = segment.read_bytes()
    for name in (
        f"{segment.stem} (conflicted copy 2026-11-23).seg", f"{segment.stem} (1).seg", f"~${segment.name}",
        f".{segment.name}", f"{segment.name}.tmp", segment.name.upper(), ".DS_Store", "desktop.ini", "Thumbs.db",
        "2-2-nonsense.seg",
    ):  # fmt: skip
        (folder / name).write_bytes(content)
    (shared / "devices" / "not a device").mkdir()
    (shared / "devices" / first.identity.device_id.upper()).mkdir()
    (shared / "devices" / "desktop.ini").write_text("x")
    (shared / "alliance (conflicted copy).json").write_text("{}")
    before = everything(shared)
    report = sync(second, shared)
    assert (report.pulled, report.pending) == (1, ())
    sync(first)
    assert everything(shared) == before


def test_a_segment_laid_into_another_devices_folder_is_not_taken(make: Make, shared: Path) -> None:
    first, second, third = make("A"), make("B"), make("C")
    publish(first, "甲")
    sync(first, shared)
    publish(second, "乙")
    sync(second, shared)
    (mine,), (theirs,) = segments(shared, first), segments(shared, second)
    theirs.unlink()
    shutil.copy(mine, theirs.parent / mine.name)
    report = sync(third, shared)
    assert [each.reason for each in report.pending] == [Reason.FOREIGN]
    assert titles(third) == {"甲"}


def test_attachments_are_there_before_the_change_that_names_them(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make("A")
    attachment = library.keep_bytes("照片.png", b"picture" * 100)
    library.write(Edit(publish(library, "一"), attach=(attachment,)))
    from alliance_app.sync.transport import DirectoryTransport

    order: list[str] = []
    put = DirectoryTransport.put_if_absent

    def noting(self: DirectoryTransport, name: str, content: bytes | Path) -> bool:
        order.append(name.split("/", 1)[0] if not name.endswith(".seg") else "segment")
        return put(self, name, content)

    monkeypatch.setattr(DirectoryTransport, "put_if_absent", noting)
    sync(library, shared)
    assert order == ["alliance.json", "devices", "blobs", "segment"]


def test_what_left_the_trash_before_it_was_ever_given_goes_out_with_its_attachments(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    sync(first, shared)
    attachment = first.keep_bytes("照片.png", b"picture" * 100)
    record_id = publish(first, "一")
    first.write(Edit(record_id, attach=(attachment,)))
    first.delete(record_id)
    days(first, 0, 84, 92)
    assert first.ids(Listing(trashed=True)) == []
    sync(first)
    assert sync(second, shared).pending == ()
    assert second.read(record_id).attachments == (attachment,)
    assert second.blob(attachment.sha256) is not None


def test_an_attachment_that_is_late_or_wrong_is_pending_then_taken(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    attachment = first.keep_bytes("能耗.xlsx", b"table" * 100)
    record_id = publish(first, "一")
    first.write(Edit(record_id, attach=(attachment,)))
    sync(first, shared)
    blob = next(shared.glob("blobs/*/*"))
    content = blob.read_bytes()
    for part in (None, b"", content[:100], b"x" * len(content)):
        blob.unlink() if part is None else blob.write_bytes(part)
        report = sync(second, shared)
        assert [(each.reason, each.name) for each in report.pending] == [(Reason.ATTACHMENT, "能耗.xlsx")]
        assert second.read(record_id).attachments == (attachment,)
        assert second.blob(attachment.sha256) is None
    blob.write_bytes(content)
    report = sync(second)
    assert (report.files_in, report.pending) == (1, ())
    kept = second.blob(attachment.sha256)
    assert kept is not None
    assert kept.read_bytes() == content
    assert list((second.folder / "incoming").iterdir()) == []
    assert sync(second).files_in == 0


def test_an_attachment_that_was_taken_off_is_waited_for_no_longer(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    attachment = first.keep_bytes("能耗.xlsx", b"table" * 100)
    record_id = publish(first, "一")
    first.write(Edit(record_id, attach=(attachment,)))
    sync(first, shared)
    next(shared.glob("blobs/*/*")).unlink()
    assert [each.reason for each in sync(second, shared).pending] == [Reason.ATTACHMENT]
    first.write(Edit(record_id, detach=(attachment.sha256,)))
    sync(first)
    assert sync(second).pending == ()
    assert sync(second).pending == ()


def test_nothing_of_a_draft_is_in_the_folder_not_even_its_attachment(make: Make, shared: Path) -> None:
    library = make("A")
    secret = library.keep_bytes("私.txt", b"private" * 100)
    draft = library.add(NewRecord("article", "草稿", body="秘密", attachments=(secret,))).only
    publish(library, "公开")
    report = sync(library, shared)
    assert (report.pushed, report.files_out) == (1, 0)
    assert not (shared / "blobs").exists()
    assert draft not in given_out(shared)


def test_sync_can_be_stopped_between_files_and_goes_on_later(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "BATCH_BYTES", 2000)
    first, second = make("A"), make("B")
    for number in range(12):
        publish(first, f"第{number}篇", os.urandom(600).hex())
    seen: list[Step] = []
    report = Exchange(first, shared).sync(progress=seen.append, cancelled=lambda: len(seen) >= 2)
    assert report.cancelled
    assert 0 < report.pushed < 12
    assert sync(first).pushed == 12 - report.pushed
    seen.clear()
    report = Exchange(second, shared).sync(progress=seen.append, cancelled=lambda: len(seen) >= 2)
    assert report.cancelled
    assert len(titles(second)) == report.pulled < 12
    assert sync(second).pulled == 12 - report.pulled
    assert titles(first) == titles(second)


def test_a_folder_that_cannot_be_written_still_gives(make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from alliance_app.sync.transport import directory

    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    publish(second, "乙")

    def refuse(*_given: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(directory, "_settle", refuse)
    with pytest.raises(FolderReadOnly, match="What came from it is kept"):
        sync(second, shared)
    assert titles(second) == {"甲", "乙"}
    monkeypatch.undo()
    assert sync(second).pushed == 1


def test_a_reader_with_nothing_to_give_needs_no_right_to_write(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alliance_app.sync.transport import directory

    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    before = everything(shared)

    def refuse(*_given: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(directory, "_settle", refuse)
    assert sync(second, shared).pulled == 1
    assert everything(shared) == before
