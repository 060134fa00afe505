"""Which folders a library joins, which it refuses, and that a folder that is gone never costs anything."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange, SyncError, look, remembered_place
from alliance_app.sync.errors import (
    FolderBlocked,
    FolderGone,
    FolderInside,
    FolderNewer,
    FolderUnreadable,
    NoFolder,
    NotAnAlliance,
    OtherAlliance,
)
from tests.sync.scenes import everything, given_out, publish, sync, titles

Make = Callable[[str], Library]


def test_an_empty_folder_is_founded_and_the_next_library_joins_it(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    (shared / "desktop.ini").write_text("litter")
    (shared / ".DS_Store").write_text("litter")
    (shared / "System Volume Information").mkdir()
    assert remembered_place(first) is None
    founded = Exchange(first, shared).join()
    joined = Exchange(second, shared).join()
    assert (founded.founded, joined.founded) == (True, False)
    assert founded.alliance == joined.alliance
    assert joined.name == "A 工会"
    assert remembered_place(second) == str(shared)
    assert json.loads((shared / "alliance.json").read_text("utf-8"))["format"] == 1


def test_joining_keeps_ones_own_records_and_drafts_stay_private(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲的")
    sync(first, shared)
    publish(second, "乙的")
    draft = second.add(NewRecord("article", "乙的草稿")).only
    assert sync(second, shared).pulled == 1
    sync(first)
    assert titles(second) == {"甲的", "乙的", "乙的草稿"}
    assert titles(first) == {"甲的", "乙的"}
    assert len(given_out(shared)) == 2
    assert draft not in given_out(shared)


def test_without_a_folder_sync_says_how_to_name_one(make: Make) -> None:
    with pytest.raises(NoFolder, match="alliance sync FOLDER"):
        Exchange(make("A"))


def test_a_used_folder_is_refused_unless_told(make: Make, shared: Path) -> None:
    library = make("A")
    (shared / "年终总结.docx").write_text("mine")
    before = everything(shared)
    with pytest.raises(NotAnAlliance, match="Nothing was written"):
        sync(library, shared)
    assert everything(shared) == before
    assert remembered_place(library) is None
    assert Exchange(library, shared).join(anyway=True).founded
    assert sync(library, shared).pending == ()
    assert (shared / "年终总结.docx").read_text() == "mine"


def test_another_alliances_folder_is_refused(make: Make, shared: Path, tmp_path: Path) -> None:
    first, second = make("A"), make("B")
    other = tmp_path / "other"
    other.mkdir()
    sync(first, shared)
    sync(second, other)
    publish(second, "x")
    before = everything(shared)
    with pytest.raises(OtherAlliance, match="A 工会"):
        sync(second, shared)
    assert everything(shared) == before
    assert remembered_place(second) == str(other)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b'{"format": 2, "alliance": "x"}', FolderNewer),
        (b"", FolderUnreadable),
        (b'{"format": 1, "alli', FolderUnreadable),
        (b'{"format": 1, "alliance": "../../etc"}', FolderUnreadable),
        (b"[" * 60_000, FolderUnreadable),
        (b"\xff\xfe\x00", FolderUnreadable),
        (b'{"format": 1}' + b" " * 100_000, FolderUnreadable),
        (b"[1]", FolderUnreadable),
    ],
)
def test_an_alliance_file_that_cannot_be_right_is_refused(
    make: Make, shared: Path, written: bytes, told: type[SyncError]
) -> None:
    (shared / "alliance.json").write_bytes(written)
    with pytest.raises(told) as raised:
        sync(make("A"), shared)
    assert "\n" not in str(raised.value)
    assert everything(shared) == {"alliance.json": written}


def test_what_others_wrote_as_names_is_shown_on_one_line(make: Make, shared: Path) -> None:
    told = {"format": 1, "alliance": "0" * 32, "name": "a\nb\x1b[31m" + "x" * 1000}
    (shared / "alliance.json").write_text(json.dumps(told))
    assert look(shared).name == ("a b [31m" + "x" * 1000)[:80]


def test_a_folder_can_be_looked_at_before_joining(make: Make, shared: Path) -> None:
    assert look(shared).empty
    library = make("A")
    publish(library, "x")
    sync(library, shared)
    sight = look(shared)
    assert (sight.empty, sight.name, sight.devices) == (False, "A 工会", ("A 主席 · A-电脑",))
    with pytest.raises(FolderGone):
        look(shared / "nowhere")


def test_a_vanished_folder_stops_sync_and_costs_nothing(make: Make, shared: Path, tmp_path: Path) -> None:
    library = make("A")
    publish(library, "一")
    sync(library, shared)
    shared.rename(tmp_path / "unplugged")
    publish(library, "二")
    for given in (None, shared):
        with pytest.raises(FolderGone, match="nothing was deleted"):
            sync(library, given)
    assert not shared.exists()
    assert titles(library) == {"一", "二"}
    (tmp_path / "unplugged").rename(shared)
    assert sync(library).pushed == 1


def test_the_bare_mount_point_of_a_drive_that_is_out_is_not_written_into(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    sync(second, shared)
    shared.rename(tmp_path / "unplugged")
    shared.mkdir()
    for library in (first, second):
        publish(library, "新")
        for given in (None, shared):
            with pytest.raises(FolderGone):
                sync(library, given)
    assert everything(shared) == {}
    assert titles(second) == {"一", "新"}
    shared.rmdir()
    (tmp_path / "unplugged").rename(shared)
    sync(first)
    sync(second)
    sync(first)
    assert titles(first) == titles(second) == {"一", "新"}


def test_only_the_alliance_file_missing_stops_sync_too(make: Make, shared: Path) -> None:
    library, newcomer = make("A"), make("B")
    publish(library, "一")
    sync(library, shared)
    (shared / "alliance.json").unlink()
    publish(library, "二")
    before = everything(shared)
    for each in (library, newcomer):
        with pytest.raises(FolderGone, match=r"alliance\.json"):
            sync(each, shared)
    assert everything(shared) == before
    assert Exchange(library, shared).join(anyway=True).founded
    sync(library)
    assert sync(newcomer, shared).pulled == 2


def test_an_alliance_moves_to_a_new_empty_folder_with_all_it_has(make: Make, shared: Path, tmp_path: Path) -> None:
    """The stick is lost: in a new folder the same alliance goes on, each device writing again what it had given."""
    first, second, third = make("A"), make("B"), make("C")
    publish(first, "甲")
    sync(first, shared)
    publish(second, "乙")
    sync(second, shared)
    sync(first)
    shutil.rmtree(shared)
    new = tmp_path / "new"
    new.mkdir()
    sync(first, new)
    sync(second, new)
    sync(third, new)
    assert titles(third) == {"甲", "乙"}
    assert remembered_place(first) == str(new)


def test_a_folder_that_moved_is_simply_joined_again(make: Make, shared: Path, tmp_path: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    sync(second, shared)
    moved = shared.rename(tmp_path / "moved")
    publish(first, "二")
    assert sync(first, moved).pushed == 1
    assert sync(second, moved).pulled == 1


def test_the_librarys_own_folder_is_refused(make: Make, tmp_path: Path) -> None:
    library = make("A")
    for folder in (library.folder, library.folder / "attachments", tmp_path):
        with pytest.raises(FolderInside):
            sync(library, folder)
    assert not (tmp_path / "alliance.json").exists()


def test_a_file_is_not_a_folder(make: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderBlocked):
        sync(make("A"), tmp_path / "file")


def test_a_new_folder_is_made_beside_other_things_but_never_in_an_empty_place(make: Make, tmp_path: Path) -> None:
    library = make("A")
    (tmp_path / "mount").mkdir()
    with pytest.raises(FolderGone):
        sync(library, tmp_path / "mount" / "alliance")
    assert sync(library, tmp_path / "beside").pending == ()
    assert (tmp_path / "beside" / "alliance.json").is_file()
    with pytest.raises(FolderGone):
        sync(library, tmp_path / "another")
    assert not (tmp_path / "another").exists()
