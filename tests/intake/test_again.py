"""Importing again: no doubles, changed files brought up to date, edits made in the library never overwritten."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.intake import IntakeReport, import_paths
from alliance_app.library import Library
from alliance_app.library.errors import StorageFull
from alliance_app.records.values import Edit, NewRecord, Record

Write = Callable[[str, str | bytes], Path]
Import = Callable[..., IntakeReport]
Titled = Callable[[str], Record]


def counts(report: IntakeReport) -> tuple[int, int, int]:
    return report.added, report.updated, report.unchanged


def test_importing_twice_makes_no_doubles(write: Write, take: Import, library: Library) -> None:
    write("a/甲.md", "---\ntags: [x]\n日期: 2024-01-02\n---\n![[图.png]] #y")
    write("b/甲.md", "")
    write("图.png", b"png")
    assert counts(take()) == (2, 0, 0)
    before = library.last_change()
    assert counts(take()) == (0, 0, 2)
    assert library.last_change() == before


def test_the_folder_may_have_moved(write: Write, take: Import, vault: Path, tmp_path: Path) -> None:
    write("甲.md", "正文")
    take()
    elsewhere = tmp_path / "U盘" / vault.name
    shutil.copytree(vault, elsewhere)
    assert counts(take(elsewhere)) == (0, 0, 1)


def test_a_changed_file_brings_its_record_up_to_date(write: Write, take: Import, titled: Titled) -> None:
    write("甲.md", "---\ntags: [旧]\nauthor: 王工\n---\n![[旧.png]] 旧文")
    write("旧.png", b"old")
    write("新.png", b"new")
    take()
    first = titled("甲")
    write("甲.md", "---\ntags: [新]\n来源: 报纸\n---\n![[新.png]] 新文")
    assert counts(take()) == (0, 1, 0)
    record = titled("甲")
    assert record.id == first.id
    assert (record.body, record.tags) == ("![[新.png]] 新文", ("新",))
    assert record.fields == {"source": "报纸"}
    assert [each.name for each in record.attachments] == ["新.png"]
    assert counts(take()) == (0, 0, 1)


def test_an_edit_in_the_library_is_never_overwritten(
    write: Write, take: Import, titled: Titled, library: Library
) -> None:
    write("甲.md", "第一版")
    take()
    library.write(Edit(titled("甲").id, body="在资料库里改过"))
    assert counts(take()) == (0, 0, 1)  # the file has not changed: nothing to say
    write("甲.md", "文件里也改了")
    report = take()
    assert counts(report) == (0, 0, 1)
    assert [(each.path, "both changed" in each.what) for each in report.remarks] == [("甲.md", True)]
    assert titled("甲").body == "在资料库里改过"


def test_what_was_thrown_away_is_not_brought_back(write: Write, take: Import, titled: Titled, library: Library) -> None:
    write("甲.md", "正文")
    take()
    library.delete(titled("甲").id)
    report = take()
    assert counts(report) == (0, 0, 0)
    assert "trash" in report.skipped[0].reason
    assert titled("甲").trashed_at is not None


def test_a_note_keeps_the_kind_it_came_in_as(write: Write, take: Import, titled: Titled) -> None:
    write("甲.md", "正文")
    take()
    report = take(kind="salon")
    assert counts(report) == (0, 0, 0)
    assert "Article" in report.skipped[0].reason
    assert titled("甲").kind == "article"


def test_a_crash_between_the_records_and_the_memory_makes_no_doubles(
    write: Write, library: Library, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("甲.md", "正文")
    remember = library.remember_all
    noted = 0

    def dies_the_second_time(settings: dict[str, str]) -> None:
        nonlocal noted
        noted += 1
        if noted == 2:
            raise KeyboardInterrupt
        remember(settings)

    monkeypatch.setattr(library, "remember_all", dies_the_second_time)
    with pytest.raises(KeyboardInterrupt):
        import_paths(library, [vault])
    monkeypatch.undo()
    assert library.counts().total == 1
    assert counts(import_paths(library, [vault])) == (0, 0, 1)
    write("甲.md", "新的正文")
    assert counts(import_paths(library, [vault])) == (0, 1, 0)


def test_a_full_disk_stops_the_import_and_keeps_what_was_done(
    write: Write, library: Library, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(250):
        write(f"{number:03}.md", "正文")
    add_all, batches = library.add_all, 0

    def fills_up(news: list[NewRecord]) -> object:
        nonlocal batches
        batches += 1
        if batches == 2:
            raise StorageFull
        return add_all(news)

    monkeypatch.setattr(library, "add_all", fills_up)
    with pytest.raises(StorageFull):
        import_paths(library, [vault])
    assert library.counts().total == 200


def test_a_file_that_may_not_be_read_is_named(
    write: Write, take: Import, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("甲.md", "正文")
    write("乙.md", "正文")
    read_bytes = Path.read_bytes

    def refuses(path: Path) -> bytes:
        if path.name == "甲.md":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuses)
    report = take()
    assert report.added == 1
    assert [(each.path, each.reason) for each in report.skipped] == [("甲.md", "Permission denied")]
