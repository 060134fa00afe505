"""Records at a glance: what is in sight, without their text, never from the trash."""

import pytest

from alliance_app.library import Library, Listing, Sight
from alliance_app.library.errors import LibraryUnreadable
from alliance_app.records.glance import Glance
from alliance_app.records.values import Edit, NewRecord


def named(found: list[Glance]) -> list[str]:
    return sorted(each.title for each in found)


def test_a_glance_is_what_the_record_says_without_its_text(library: Library) -> None:
    member = library.add(NewRecord("member", "甲厂", {"stars": "2"})).only
    file = library.keep_bytes("验收单.pdf", b"%PDF")
    fields = {"owner": member, "stage": "doing", "leader": "王工", "stage_dates": {"doing": {"on": "2026-03-01"}}}
    project = library.add(NewRecord("project", "改善", fields, body="正文", attachments=(file,))).only
    library.share(project)
    (found,) = library.glances(Sight(("project",), fields=("leader", "stage_dates", "team")))
    record = library.read(project)
    assert (found.id, found.kind, found.title, found.stage) == (project, "project", "改善", "doing")
    assert (found.owner_id, found.shared, found.has_files, found.trashed_at) == (member, True, True, None)
    assert (found.created_at, found.updated_at) == (record.created_at, record.updated_at)
    assert found.fields == {"leader": "王工", "stage_dates": {"doing": {"on": "2026-03-01"}}, "team": None}
    (one,) = library.glances(Sight(("project",), fields=("leader",)))
    assert one.fields == {"leader": "王工"}
    (plain,) = library.glances(Sight(("member",)))
    assert (plain.stars, plain.shared, plain.fields, plain.has_files) == (2, False, {}, None)


def test_sight_is_narrowed_by_day_stage_files_and_the_years_stages_tell_of(library: Library) -> None:
    file = library.keep_bytes("a.pdf", b"%PDF")
    old = {"stage": "accepted", "stage_dates": {"accepted": {"on": "2019-05-01"}}}
    new = {"stage": "doing", "stage_dates": {"proposed": {"on": "2025-12-31"}, "doing": {"on": "2026-01-02"}}}
    library.add_all(
        [
            NewRecord("salon", "一月", {"starts_at": "2026-01-31T23:00"}),
            NewRecord("salon", "二月", {"starts_at": "2026-02-01T00:00"}),
            NewRecord("project", "老", old, attachments=(file,)),
            NewRecord("project", "新", new),
            NewRecord("project", "没有日期", {"stage": "proposed"}),
        ]
    )
    assert named(library.glances(Sight(("salon",), since="2026-01-01", before="2026-02-01"))) == ["一月"]
    assert named(library.glances(Sight(("salon",), since="2026-02-01"))) == ["二月"]
    assert named(library.glances(Sight(("project",), stages=("accepted", "proposed")))) == ["没有日期", "老"]
    assert named(library.glances(Sight(("project",), bare=True))) == ["新", "没有日期"]
    assert "新" in named(library.glances(Sight(("project",), years=(2026,))))
    this_year = int(library.read(library.find_id("没有日期")).created_at[:4])
    assert named(library.glances(Sight(("project",), years=(2019,)))) == ["老"]
    assert "没有日期" in named(library.glances(Sight(("project",), years=(this_year,))))
    assert named(library.glances(Sight(("project",), touched_before="2000"))) == []
    assert len(library.glances(Sight(("project", "salon"), touched_since="2000"))) == 5


def test_what_is_in_the_trash_is_out_of_sight(library: Library) -> None:
    gone = library.add(NewRecord("article", "旧稿")).only
    library.delete(gone)
    assert library.glances(Sight(("article",))) == []
    library.restore(gone)
    assert named(library.glances(Sight(("article",)))) == ["旧稿"]


def test_counting_reads_no_page_that_holds_a_body(library: Library) -> None:
    library.add(NewRecord("salon", "沙龙", {"starts_at": "2026-01-31T23:00"}, body="正文" * 4_000))
    asked: list[str] = []
    with library.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id, title, stage FROM records WHERE kind = 'salon' AND trashed_at IS NULL "
            "AND date >= '2026-01-01'"
        )
        asked += [row[3] for row in plan]
        clashing = "EXPLAIN QUERY PLAN SELECT id FROM records WHERE trashed_at IS NULL AND clashes != '[]'"
        asked += [row[3] for row in connection.exec_driver_sql(clashing)]
        projects = "EXPLAIN QUERY PLAN SELECT id, fields FROM records WHERE kind = 'project' AND trashed_at IS NULL"
        asked += [row[3] for row in connection.exec_driver_sql(projects)]
    assert asked[2].startswith("SEARCH records USING COVERING INDEX records_projects")
    assert asked[0].startswith("SEARCH records USING COVERING INDEX records_glanced")
    assert "records_clashing" in asked[1]


def test_an_index_with_another_condition_is_no_index_of_ours(library: Library) -> None:
    folder = library.folder
    with library._storage.writing() as connection:
        connection.exec_driver_sql("CREATE INDEX bad ON records (id) WHERE clashes != hex(zeroblob(9))")
    library.close()
    with pytest.raises(LibraryUnreadable):
        Library.open(folder)


def test_records_that_clash_are_found_by_their_index(library: Library) -> None:
    record = library.add(NewRecord("salon", "沙龙", {"starts_at": "2026-01-31T23:00"})).only
    library.write(Edit(record, fields={"place": "甲"}))
    assert library.ids(Listing(clashing=True)) == []
    with library._storage.writing() as connection:
        connection.exec_driver_sql("UPDATE records SET clashes = '[[\"place\", []]]'")
    assert library.ids(Listing(clashing=True)) == [record]
    assert library.counts().clashes == 1
