"""After a bad end: what a window had noted but not saved is put in once, and told of once."""

import json
import multiprocessing
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.library import Library, sitting
from alliance_app.library.recovering import recover
from alliance_app.library.sitting import Place, Sitting, SittingNote, left_behind
from alliance_app.records.values import Attachment, Edit, NewRecord, Step

AT = "2026-03-05T06:32:00+00:00"


def die_with(folder: Path, noted: Sitting) -> None:
    """A program that notes what is written and is gone the next moment."""
    assert SittingNote(folder).tell(noted, 1)
    os._exit(9)


def left(library: Library, noted: Sitting) -> None:
    process = multiprocessing.get_context("spawn").Process(target=die_with, args=(library.folder, noted))
    process.start()
    process.join()
    assert process.exitcode == 9


def added(library: Library, body: str = "一") -> str:
    return library.add(NewRecord("salon", "第 1 期", body=body)).only


def sitting_on(library: Library, record_id: str, *unsaved: Edit) -> Sitting:
    return Sitting(record_id, library.identity.device_id, AT, Place("title", 2, {"tags": "节"}), unsaved)


def test_what_was_noted_and_not_saved_is_put_in_once(library: Library) -> None:
    record_id = added(library)
    seen = library.read(record_id).version
    edits = (
        Edit(record_id, title="第 1 期沙龙", body="一二", tags=("节能",), seen=seen, step=Step("w", 1)),
        Edit(record_id, fields={"place": "会议室"}, body="一二三", seen=seen, step=Step("w", 2)),
    )
    left(library, sitting_on(library, record_id, *edits))
    (found,) = recover(library)
    assert found.brought_back
    assert (found.saved_at, found.place.part, found.place.at, found.place.half) == (AT, "title", 2, {"tags": "节"})
    record = library.read(record_id)
    assert (record.title, record.body, record.tags) == ("第 1 期沙龙", "一二三", ("节能",))
    assert record.fields["place"] == "会议室"
    assert recover(library) == ()
    assert list((library.folder / sitting.FOLDER).iterdir()) == []
    assert library.recall_all("sitting/") == {}


def test_what_the_library_had_got_already_is_not_made_twice(library: Library) -> None:
    record_id = added(library)
    seen = library.read(record_id).version
    first = Edit(record_id, body="一二", seen=seen, step=Step("w", 1))
    library.write(first)
    (library.folder / sitting.FOLDER).mkdir()
    (library.folder / sitting.FOLDER / "w.lock").touch()  # the window is there, or was
    left(library, sitting_on(library, record_id, first, Edit(record_id, body="一二三", seen=seen, step=Step("w", 2))))
    assert recover(library)[0].brought_back
    assert library.read(record_id).body == "一二三"


def test_an_edit_left_over_from_before_later_ones_is_not_lost(library: Library) -> None:
    """It was refused for a moment, and what came after it was not."""
    record_id = added(library)
    seen = library.read(record_id).version
    for number in (2, 3):
        library.write(Edit(record_id, fields={"present": number}, step=Step("w", number)))
    (library.folder / sitting.FOLDER).mkdir()
    (library.folder / sitting.FOLDER / "w.lock").touch()
    left(library, sitting_on(library, record_id, Edit(record_id, body="一二", seen=seen, step=Step("w", 1))))
    recover(library)
    record = library.read(record_id)
    assert (record.body, record.fields["present"]) == ("一二", 3)


def test_what_others_wrote_meanwhile_stays(library: Library) -> None:
    record_id = added(library, "甲乙")
    seen = library.read(record_id).version
    left(library, sitting_on(library, record_id, Edit(record_id, body="甲乙丙", seen=seen, step=Step("w", 1))))
    library.write(Edit(record_id, body="先。甲乙"))
    recover(library)
    assert library.read(record_id).body == "先。甲乙丙"


def test_nothing_is_told_after_an_orderly_end_nor_while_the_window_is_open(library: Library) -> None:
    record_id = added(library)
    note = SittingNote(library.folder)
    note.tell(sitting_on(library, record_id), 1)
    assert recover(library) == ()
    assert note.path.exists()
    note.end()
    assert recover(library) == ()
    assert list((library.folder / sitting.FOLDER).iterdir()) == []


def test_two_windows_have_notes_of_their_own(library: Library) -> None:
    here, there = added(library), added(library)
    note = SittingNote(library.folder)
    note.tell(sitting_on(library, here), 1)
    left(library, sitting_on(library, there))
    assert [each.record.id for each in recover(library)] == [there]
    with left_behind(library.folder) as found:
        assert found == []
    note.end()


def test_of_two_starts_at_once_only_one_tells(library: Library) -> None:
    left(library, sitting_on(library, added(library)))
    with left_behind(library.folder) as found:
        assert len(found) == 1
        assert recover(library) == ()
    assert len(recover(library)) == 1


def test_an_erased_record_is_not_told_of_and_its_words_are_gone(library: Library) -> None:
    record_id = added(library)
    edit = Edit(record_id, body="秘密", seen=library.read(record_id).version, step=Step("w", 1))
    left(library, sitting_on(library, record_id, edit))
    library.erase(record_id)
    notes = list((library.folder / sitting.FOLDER).glob("*.json"))
    assert notes == []
    assert recover(library) == ()


def test_the_note_of_a_copied_library_is_the_original_s(library: Library, make: Callable[[str], Library]) -> None:
    other = make("B")
    record_id = added(other)
    left(other, sitting_on(library, record_id, Edit(record_id, body="别处", step=Step("w", 1))))
    assert recover(other) == ()
    assert other.read(record_id).body == "一"


JSON = st.recursive(st.none() | st.text() | st.integers(), st.lists)
TOLD = st.fixed_dictionaries(
    dict.fromkeys(("record_id", "device_id", "saved_at", "place"), JSON) | {"unsaved": st.just([]) | JSON}
)


@given(st.binary(max_size=400) | TOLD.map(lambda told: json.dumps(told).encode()))
def test_a_torn_or_foreign_note_is_passed_over(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / sitting.FOLDER
        place.mkdir()
        (place / "t.json").write_bytes(data)
        (place / "t.lock").touch()
        with left_behind(Path(folder)) as (left_note,):
            assert left_note.sitting is None
            left_note.forget()
        assert list(place.iterdir()) == []


def test_a_torn_note_is_taken_away_and_nothing_is_told(library: Library) -> None:
    place = library.folder / sitting.FOLDER
    place.mkdir()
    (place / "t.json").write_bytes(b"{")
    (place / "t.lock").touch()
    assert recover(library) == ()
    assert list(place.iterdir()) == []


def test_a_later_note_is_never_replaced_by_an_earlier_one(library: Library) -> None:
    note = SittingNote(library.folder)
    assert note.tell(Sitting("later", "d"), 2)
    assert not note.tell(Sitting("earlier", "d"), 1)
    assert json.loads(note.path.read_text("utf-8"))["record_id"] == "later"
    note.end(1)
    assert note.path.exists()
    note.end()


def test_every_part_of_an_edit_comes_through_a_note(library: Library) -> None:
    kept = library.keep_bytes("a.txt", b"a")
    edit = Edit("r", "题", {"place": None, "present": 3}, ("甲",), "文", (kept,), ("f",), "v", Step("w", 7))
    left(library, Sitting("r", "d", None, Place(), (edit,)))
    with left_behind(library.folder) as found:
        assert found[0].sitting == Sitting("r", "d", None, Place(), (edit,))
        assert isinstance(found[0].sitting.unsaved[0].attach[0], Attachment)
        found[0].forget()
