"""Every schema ever published is opened, migrated and whole. `tools/keep_schema.py` keeps one file of each."""

import shutil
from pathlib import Path

import pytest

from alliance_app import places
from alliance_app.app import App
from alliance_app.library import Listing
from alliance_app.library.opening import head_revision
from tests import blank

PAST = sorted((places.migrations() / "past").glob("*.db"))


def test_the_newest_schema_is_kept_too() -> None:
    assert head_revision() in {path.stem for path in PAST}


def test_the_file_that_tests_begin_with_is_what_the_migrations_make(tmp_path: Path) -> None:
    made, laid = tmp_path / "made.db", tmp_path / "laid.db"
    blank.migrate(made)
    blank.upgrade(laid)
    assert made.read_bytes() == laid.read_bytes()


@pytest.mark.parametrize("kept", PAST, ids=lambda path: path.stem)
def test_a_library_of_every_past_schema_opens_whole(kept: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    shutil.copyfile(kept, folder / "library.db")
    with App.open(folder) as app:
        library = app.library
        assert library.doctor().ok
        (salon,) = library.ids(Listing(kinds=("salon",)))
        record = library.read(salon)
        assert (record.title, record.fields["place"], record.tags) == (
            "第 18 期星级工会主席沙龙",
            "3 号会议室",
            ("绿色低碳",),
        )
        assert [each.what for each in library.history(salon)] == ["edit", "add"]
        assert app.finder.search("缺基线").ids == [salon]
        (need,) = library.ids(Listing(kinds=("supply_demand",)))
        assert library.read(need).fields["amount"] == 12.5
        assert library.counts().trashed == 1
        assert library.recall("note") == "kept"
        assert {end.title for end in library.links(salon).outgoing} == {"示范电子厂工会", "回流焊节能改善"}
