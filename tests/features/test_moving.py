"""A chair moves to a new computer with export-all, and joins the same shared folder there."""

from pathlib import Path

from alliance_app.intake import import_paths
from alliance_app.library import Library, Listing
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange
from alliance_app.writeups import export_all


def test_records_that_come_both_ways_stay_one_and_their_text_is_not_doubled(tmp_path: Path) -> None:
    with Library.create(tmp_path / "old", "甲工会", author="王工") as old:
        shared = old.add(NewRecord("salon", "第 18 期", {"place": "食堂"}, ("节能",), "共性问题：缺基线\n")).only
        draft = old.add(NewRecord("article", "草稿", body="只在本机")).only
        old.share(shared)
        old.write(Edit(shared, body="共性问题：缺基线，先立基线\n"))
        Exchange(old, tmp_path / "folder").sync()
        export_all(old, tmp_path / "out")
        before = {each.id: each for each in old.read_many([shared, draft])}
        history = [(each.author, each.what) for each in old.history(shared)]
    with Library.create(tmp_path / "new", "甲工会", author="王工") as new:
        report = import_paths(new, [tmp_path / "out"])
        assert (report.added, report.remarks) == (2, ())
        assert [(each.author, each.what) for each in new.history(shared)] == history
        new.write(Edit(shared, fields={"place": "会议室"}))
        Exchange(new, tmp_path / "folder").sync()
        assert set(new.ids(Listing())) == {shared, draft}
        for record_id, was in before.items():
            now = new.read(record_id)
            assert (now.title, now.body, now.tags, now.state) == (was.title, was.body, was.tags, was.state)
        assert new.doctor().ok
    with Library.create(tmp_path / "third", "乙工会") as third:
        Exchange(third, tmp_path / "folder").sync()
        assert third.ids(Listing()) == [shared]
        assert third.read(shared).body == "共性问题：缺基线，先立基线\n"
        assert third.read(shared).fields["place"] == "会议室"
