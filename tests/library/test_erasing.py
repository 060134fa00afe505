"""Erased is erased: no file of the library tells of it afterwards. And the trash keeps 90 days by a doubtful clock."""

import io
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from alliance_app.app import App
from alliance_app.library import Library, Listing
from alliance_app.library.errors import RecordErased, RecordExists, UnknownRecord
from alliance_app.library.values import Incoming
from alliance_app.records.values import Edit, NewRecord
from alliance_app.search import SearchIndex

SECRET = "王某某住院三次花费甚巨"
START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def traces(folder: Path, *wanted: str) -> list[str]:
    """The files below `folder` in which one of these texts stands, in any encoding the program writes."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            for text in wanted:
                forms = (text.encode(), text.encode("utf-16-le"), text.encode("unicode-escape"))
                if any(form in content for form in forms):
                    found.append(f"{path.relative_to(folder)}: {text}")
    return found


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return out.getvalue()


def secret(library: Library) -> str:
    """A record that speaks of it everywhere: title, bodies, field, tag, file name and content."""
    kept = library.keep_bytes(f"{SECRET}甲.txt", SECRET.encode() * 30)
    shown = library.keep_bytes("照片.png", picture())
    record_id = library.add(
        NewRecord("salon", f"{SECRET}乙", {"starts_at": "2026-01-05T08:00", "place": f"{SECRET}丙"}, (f"{SECRET}丁",),
                  f"{SECRET}戊 " * 50, (kept, shown))
    ).only  # fmt: skip
    assert library.thumbnail(shown.sha256) is not None
    library.write(Edit(record_id, body=f"{SECRET}己", detach=(kept.sha256,)))
    return record_id


def test_the_places_that_are_looked_at_do_tell_of_a_record_that_is_there(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范") as app:
        secret(app.library)
        app.library.backup()
    places = {line.split(":")[0].split("/")[0] for line in traces(tmp_path / "library", SECRET)}
    assert {"library.db", "backups", "attachments"} <= places


def test_no_file_of_the_library_tells_of_what_was_erased(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范") as app:
        library = app.library
        other = library.add(NewRecord("article", "别的", body="别的正文")).only
        record_id = secret(library)
        library.remember("intake:笔记/王某某.md", f"{record_id} 0 0")
        blobs = [each.sha256 for each in library.read(record_id).attachments]
        library.backup()
        library.write(Edit(record_id, title=f"{SECRET}庚"))
        library.erase(record_id)
        assert library.ids(Listing()) == [other]
        with pytest.raises(UnknownRecord):
            library.read(record_id)
        assert app.finder.search("住院").ids == []
        assert all(library.blob(each) is None for each in blobs)
        assert library.recall("intake:笔记/王某某.md") is None
        assert traces(tmp_path / "library", SECRET) == []
        assert library.doctor().ok
        assert library.doctor(rebuild=True).ok
        assert library.read(other).body == "别的正文"
    assert traces(tmp_path / "library", SECRET) == []
    with sqlite3.connect(tmp_path / "library" / "library.db") as file:
        terms = b"".join(row[0] for row in file.execute("SELECT block FROM search_terms_data"))
    assert "住院".encode() not in terms


def test_a_backup_made_before_comes_back_without_it(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with App.create(folder, "示范") as app:
        other = app.library.add(NewRecord("article", "别的", body="还在")).only
        record_id = secret(app.library)
        app.library.share(record_id)
        made = app.library.backup()
        assert made is not None
        app.library.erase(record_id)
    with App.restore_backup(folder, made.stem) as app:
        assert app.library.ids(Listing()) == [other]
        assert app.library.doctor().ok
        assert [each.record_id for each in app.library.erasures()] == [record_id]
        assert app.finder.search("还在").ids == [other]


def test_a_backup_that_cannot_be_opened_does_not_stay(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范") as app:
        record_id = secret(app.library)
        app.library.backup()
        broken = tmp_path / "library" / "backups" / "damaged-2026-01-01-000000.db"
        broken.write_bytes(b"SQLite format 3\x00" + SECRET.encode() * 99)
        app.library.erase(record_id)
        assert not broken.exists()
        assert [each.name for each in app.library.backups()] != []


def test_a_content_another_record_has_too_stays(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范") as app:
        library = app.library
        kept = library.keep_bytes("通知.txt", "大家都有的通知".encode() * 9)
        first = library.add(NewRecord("article", "一", attachments=(kept,))).only
        second = library.add(NewRecord("article", "二", attachments=(kept,))).only
        library.erase(first)
        assert library.blob(kept.sha256) is not None
        library.erase(second)
        assert library.blob(kept.sha256) is None


def test_traces_left_by_a_crash_are_found_at_the_next_scrubbing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with App.create(tmp_path / "library", "示范") as app:
        record_id = secret(app.library)
        app.library.backup()
        monkeypatch.setattr(Library, "scrub", lambda _library: False)  # the process dies right after the transaction
        app.library.erase(record_id)
        monkeypatch.undo()
        assert traces(tmp_path / "library", SECRET) != []
    with App.open(tmp_path / "library") as app:
        assert app.library.scrub()
        assert traces(tmp_path / "library", SECRET) == []
        assert app.library.scrub()


def test_erasing_what_is_not_there_changes_nothing(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", "示范", projections=[SearchIndex()]) as library:
        record_id = library.add(NewRecord("article", "一")).only
        with pytest.raises(UnknownRecord):
            library.erase(record_id, "01ARZ3NDEKTSV4RRFFQ69G5FAV")
        assert library.read(record_id).title == "一"


# -- the trash ----------------------------------------------------------------------------------------------------


def days(library: Library, *numbers: float) -> list[str]:
    """Look after the library on these days; what was purged on the last of them."""
    gone: list[str] = []
    for number in numbers:
        gone = sorted(library.purge(START + timedelta(days=number)).ids)
    return gone


def test_the_trash_keeps_ninety_days_and_then_a_draft_goes_for_good(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范") as app:
        library = app.library
        record_id = secret(library)
        library.delete(record_id)
        assert days(library, 0, 40, 84, 89.9) == []
        assert library.ids(Listing(trashed=True)) == [record_id]
        assert days(library, 92) == [record_id]
        assert library.ids(Listing(trashed=True)) == []
        assert traces(tmp_path / "library", SECRET) == []
        assert library.doctor().ok


def test_a_shared_record_is_put_out_of_sight_and_can_be_brought_back(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范") as app:
        library = app.library
        record_id = library.add(NewRecord("article", "旧制度", body="第一条")).only
        library.share(record_id)
        library.delete(record_id)
        days(library, 0, 84, 92)
        assert library.counts().trashed == 0
        assert app.finder.search("is:trashed").ids == []
        assert library.doctor().ok
        assert library.doctor(rebuild=True).ok
        assert library.counts().trashed == 0
        library.restore(record_id)
        assert library.read(record_id).body == "第一条"
        assert app.finder.search("第一条").ids == [record_id]
        assert library.doctor().ok
        assert days(library, 200) == []


def test_a_clock_that_is_years_ahead_for_a_day_costs_nothing(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", "示范") as library:
        record_id = library.add(NewRecord("article", "草稿")).only
        library.delete(record_id)
        assert days(library, 0, 900, 901, 2) == []
        assert days(library, 3, 60) == []
        assert library.ids(Listing(trashed=True)) == [record_id]
        assert days(library, 84, 92) == [record_id]


def test_what_left_the_trash_begins_anew_when_it_comes_back(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", "示范") as library:
        record_id = library.add(NewRecord("article", "草稿")).only
        library.delete(record_id)
        days(library, 0, 84)
        library.restore(record_id)
        days(library, 85)
        library.delete(record_id)
        assert days(library, 86, 93, 100) == []
        assert days(library, 170, 178) == [record_id]


def test_what_comes_again_and_says_nothing_new_does_not_make_a_purged_record_unknown(tmp_path: Path) -> None:
    with Library.create(tmp_path / "a", "示范") as library, Library.create(tmp_path / "b", "示范") as other:
        record_id = library.add(NewRecord("article", "旧制度", body="第一条")).only
        library.share(record_id)
        (given,) = library.outgoing(0)
        other.receive("0" * 16, 1, [Incoming(record_id, given.payload, given.at)])
        library.delete(record_id)
        days(library, 0, 84, 92)
        library.receive("1" * 16, 1, [Incoming(record_id, given.payload, given.at)])
        other.write(Edit(record_id, body="第一条，又及"))
        (edit,) = other.outgoing(0)
        library.receive("1" * 16, 2, [Incoming(record_id, edit.payload, edit.at)])
        assert library.waiting() == []
        assert library.read(record_id).body == "第一条，又及"


def test_what_was_erased_does_not_come_back_with_its_history_from_elsewhere(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", "示范") as library:
        record_id = library.add(NewRecord("article", "一")).only
        library.share(record_id)
        history = library.history_of(record_id)
        library.erase(record_id)
        with pytest.raises(RecordErased):
            library.adopt({record_id: history}, {}, shared=(record_id,))
        with pytest.raises(RecordErased):
            library.add(NewRecord("article", "一", id=record_id))
        assert library.ids(Listing()) == []
        assert library.doctor().ok


def test_a_draft_that_was_erased_here_comes_back_when_another_device_shares_its_own_copy(tmp_path: Path) -> None:
    with Library.create(tmp_path / "a", "示范") as library, Library.create(tmp_path / "b", "示范") as other:
        record_id = library.add(NewRecord("article", "一", body="始")).only
        other.adopt({record_id: library.history_of(record_id)}, {}, shared=(record_id,))
        library.erase(record_id)
        (given,) = other.outgoing(0)
        library.receive("1" * 16, 1, [Incoming(record_id, given.payload, given.at)])
        assert library.read(record_id).body == "始"
        library.write(Edit(record_id, body="始末"))
        assert library.read(record_id).body == "始末"
        assert library.doctor().ok


def test_what_is_out_of_sight_is_not_taken_in_a_second_time_from_a_file(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", "示范") as library:
        record_id = library.add(NewRecord("article", "旧制度", body="第一条")).only
        library.share(record_id)
        history = library.history_of(record_id)
        library.delete(record_id)
        days(library, 0, 84, 92)
        with pytest.raises(RecordExists):
            library.adopt({record_id: history}, {})
        with pytest.raises(RecordExists):
            library.add(NewRecord("article", "旧制度", id=record_id))
        library.restore(record_id)
        assert library.read(record_id).body == "第一条"
        assert library.doctor().ok
