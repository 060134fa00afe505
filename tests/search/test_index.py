"""The index as a part of the library: one transaction, checks, rebuilding."""

import threading

import pytest

from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.records.ids import new_id
from alliance_app.records.values import Edit, NewRecord
from alliance_app.search import Finder, SearchIndex, index
from tests.search.conftest import Shelf


def test_a_refused_write_leaves_no_entry(shelf: Shelf) -> None:
    with pytest.raises(AllianceError):
        shelf.library.add_all(
            [NewRecord("article", "独一无二的题目", {"date": "2024-01-01"}), NewRecord("article", "")]
        )
    assert shelf.found("独一无二") == []
    assert shelf.library.doctor().ok


def test_doctor_names_what_is_wrong_and_a_rebuild_mends_it(shelf: Shelf) -> None:
    with shelf.library._storage.writing() as connection:
        connection.exec_driver_sql("DELETE FROM search_entries WHERE place = 3")
        connection.exec_driver_sql("DELETE FROM search_texts WHERE place = 4")
        connection.exec_driver_sql("INSERT INTO search_entries VALUES (99, 'gone', 0, 0, x'')")
    findings = " ".join(shelf.library.doctor().findings)
    assert "1 records are missing from the search index" in findings
    assert "holds 1 records that are not in the library" in findings
    assert "lacks the text of 2 records" in findings
    shelf.library.doctor(rebuild=True)
    assert shelf.library.doctor().ok
    assert shelf.found("绿色低碳")[0] == "沙龙"


def test_a_library_indexed_otherwise_or_not_at_all_is_outdated(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    search_index = SearchIndex()
    with shelf.library.reading() as connection:
        assert not search_index.outdated(connection)
        monkeypatch.setattr(index, "analysis", lambda: "another")
        assert search_index.outdated(connection)
    monkeypatch.undo()
    folder = shelf.library.folder
    with Library.open(folder) as unindexed:
        unindexed.add(NewRecord("article", "没有索引", {"date": "2024-01-01"}))
    with shelf.library.reading() as connection:
        assert search_index.outdated(connection)
    shelf.library.doctor(rebuild=True)
    with shelf.library.reading() as connection:
        assert not search_index.outdated(connection)
    assert len(Finder(shelf.library).search("没有索引").ids) == 1


def test_giving_records_away_writes_no_postings(shelf: Shelf) -> None:
    def postings() -> object:
        with shelf.library.reading() as connection:
            return connection.exec_driver_sql("SELECT count(*), sum(id) FROM search_terms_data").one()

    before = postings()
    shelf.library.share(*shelf.ids.values())
    assert postings() == before
    assert set(shelf.found("is:shared")) == set(shelf.ids)
    assert shelf.found("is:draft") == []
    assert shelf.library.doctor().ok


def test_a_record_is_found_by_the_title_of_one_that_came_later_in_the_same_go(shelf: Shelf) -> None:
    salon, last = new_id(), new_id()
    between = [NewRecord("article", f"其间第 {number} 篇", {"date": "2024-01-01"}) for number in range(120)]
    shelf.library.add_all([
        NewRecord("salon", "连到后面的沙龙", {"starts_at": "2024-05-01T09:00", "host": last}, id=salon),
        *between,
        NewRecord("member", "很晚才来的企业工会", id=last),
    ])  # fmt: skip
    found = shelf.finder.search("很晚才来").ids
    assert set(found) == {salon, last}
    assert shelf.library.doctor().ok


def test_dropping_and_clearing_leave_nothing(shelf: Shelf) -> None:
    search_index = SearchIndex()
    number = shelf.library.read(shelf.ids["沙龙"]).number
    with shelf.library._storage.writing() as connection:
        search_index.drop(connection, number)
        search_index.drop(connection, 12345)
    assert "沙龙" not in shelf.found("绿色低碳")
    with shelf.library._storage.writing() as connection:
        search_index.clear(connection)
    assert shelf.found("") == []
    assert shelf.found("工") == []


def test_another_opening_of_the_same_file_finds_and_writes(shelf: Shelf) -> None:
    with Library.open(shelf.library.folder, projections=[SearchIndex()]) as second:
        second.write(Edit(shelf.ids["案例"], body="从另一个进程写下"))
        assert shelf.found("另一个进程") == ["案例"]
        assert shelf.found("验收成果") == []
        shelf.library.write(Edit(shelf.ids["案例"], body="又从这里写下"))
        assert Finder(second).search("又从这里").ids == [shelf.ids["案例"]]


def test_readers_see_whole_records_while_another_thread_writes(shelf: Shelf) -> None:
    """Every search sees each record before or after an edit, never between: old and new text are never both there."""
    record_id = shelf.ids["案例"]
    failures: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            old, new = shelf.finder.search("甲乙丙丁"), shelf.finder.search("甲乙丙丁 戊己庚辛")
            if new.ids or len(old.ids) > 1:
                failures.append(f"{old.ids} {new.ids}")

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for at in range(30):
        shelf.library.write(Edit(record_id, body=("甲乙丙丁", "戊己庚辛")[at % 2] * 50))
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert shelf.found("戊己庚辛") == ["案例"]


def test_a_record_with_very_many_values_and_the_same_filter_over_and_over(shelf: Shelf) -> None:
    shelf.ids["大"] = shelf.library.add(
        NewRecord("salon", "大沙龙", {"topics": [f"议题{at}" for at in range(2000)]})
    ).only
    assert shelf.found("议题:议题1999") == ["大"]
    assert shelf.found("议题:议题 " * 60) == ["大"]
    assert shelf.found(" OR ".join(["议题:议题"] * 60)) == ["大"]
