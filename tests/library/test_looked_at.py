"""What this computer's user has looked at: kept here, never given away, gone with an erased record."""

from pathlib import Path

from alliance_app.library import Library
from alliance_app.records.values import NewRecord


def test_what_was_looked_at_is_kept_by_sort_and_noted_twice_it_is_one(library: Library) -> None:
    assert library.seen("article") == frozenset()
    library.mark_seen("article", ["a", "b", "a"])
    library.mark_seen("article", ["b", "c"])
    library.mark_seen("match", ["a"])
    library.mark_seen("match", [])
    assert library.seen("article") == {"a", "b", "c"}
    assert library.seen("match") == {"a"}


def test_looking_is_no_change_that_others_get(library: Library) -> None:
    article = library.add(NewRecord("article", "怎样写纪要")).only
    before = library.last_change()
    library.mark_seen("article", [article])
    assert library.last_change() == before


def test_it_is_there_when_the_library_is_opened_again(library: Library) -> None:
    folder: Path = library.folder
    library.mark_seen("article", ["a"])
    library.close()
    with Library.open(folder) as again:
        assert again.seen("article") == {"a"}


def test_an_erased_record_leaves_no_note_that_it_was_looked_at(library: Library) -> None:
    need, offer = (library.add(NewRecord("supply_demand", title)).only for title in ("需", "供"))
    library.mark_seen("match", [f"{need} {offer}", offer])
    library.erase(need)
    assert library.seen("match") == {offer}
    library.erase(offer)
    assert library.seen("match") == frozenset()
