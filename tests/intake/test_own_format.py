"""The library's own open format: ids, states, fields and links come back; what does not fit is kept as text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.app import sample_folders
from alliance_app.intake import IntakeReport, import_paths
from alliance_app.library import Library, Listing
from alliance_app.records.frontmatter import compose
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit, NewRecord, Record, State
from alliance_app.writeups import export_all

Write = Callable[[str, str | bytes], Path]
Import = Callable[..., IntakeReport]
Titled = Callable[[str], Record]

SALON = """---
kind: salon
title: 第 18 期沙龙：绿色低碳生产
state: shared
tags: [绿色低碳, 节能]
fields:
  issue_no: 18
  starts_at: 2024-07-12T14:30
  host: "[[示范电子厂工会]]"
  participants: ["[[精工模具工会]]", "[[示范电子厂工会]]"]
  topics: [能耗, 基线]
  decisions:
    - {no: 1, what: 共享能耗基线表, who: 王工, due: 2024-07-20}
attachments: [能耗基线表.xlsx]
---

#不是标签 正文
"""


def member(title: str) -> str:
    return f"---\nkind: 会员企业\ntitle: {title}\nstate: shared\nfields:\n  phone: 000-0000-0000\n  stars: 3\n---\n"


def test_fields_links_and_states_come_in(write: Write, take: Import, titled: Titled) -> None:
    write("salon/沙龙18.md", SALON)
    write("salon/attachments/能耗基线表.xlsx", b"PK")
    write("z/电子.md", member("示范电子厂工会"))
    write("z/模具.md", member("精工模具工会"))
    report = take()
    assert (report.added, report.skipped, report.remarks) == (3, (), ())
    record, host, guest = titled("第 18 期沙龙：绿色低碳生产"), titled("示范电子厂工会"), titled("精工模具工会")
    assert record.kind == "salon"
    assert record.state is host.state is State.SHARED
    assert record.tags == ("绿色低碳", "节能")
    assert record.fields["host"] == host.id
    assert record.fields["participants"] == [guest.id, host.id]
    assert record.fields["starts_at"] == "2024-07-12T14:30"
    assert record.fields["decisions"] == [{"no": 1, "what": "共享能耗基线表", "who": "王工", "due": "2024-07-20"}]
    assert [each.name for each in record.attachments] == ["能耗基线表.xlsx"]
    assert record.body == "#不是标签 正文\n"


def test_links_lead_to_records_that_were_there_before(
    write: Write, take: Import, titled: Titled, library: Library
) -> None:
    host = library.add(NewRecord("member", "示范电子厂工会")).only
    library.add(NewRecord("article", "精工模具工会"))
    write("沙龙18.md", SALON)
    report = take()
    record = titled("第 18 期沙龙：绿色低碳生产")
    assert record.fields["host"] == host
    assert "participants" not in record.fields  # the article of that name is no member
    assert "精工模具工会" in record.body.split("```yaml")[1]
    assert any("精工模具工会" in each.what for each in report.remarks)


def test_what_does_not_fit_is_kept_as_text_and_said(write: Write, take: Import, titled: Titled) -> None:
    write("坏.md", "---\nkind: salon\ntitle: 坏沙龙\nfields:\n  issue_no: 十八\n  颜色: 红\n  place: 厂部\n---\n正文\n")
    report = take()
    record = titled("坏沙龙")
    assert record.fields["place"] == "厂部"
    assert "issue_no" not in record.fields
    assert record.body == "正文\n\n```yaml\nissue_no: 十八\n颜色: 红\n```\n"
    assert len(report.remarks) == 2


def test_a_kind_nobody_knows_is_an_ordinary_note(write: Write, take: Import, titled: Titled) -> None:
    write("电影.md", "---\nkind: movie\ntitle: 别的题目\nid: 7\n---\n正文")
    take()
    record = titled("电影")
    assert record.kind == "article"
    assert record.fields == {"properties": "kind: movie\ntitle: 别的题目\nid: 7"}


def test_what_was_written_out_comes_back_the_same(
    library: Library, titled: Titled, tmp_path: Path, write: Write
) -> None:
    host = library.add(NewRecord("member", "电子厂工会", {"phone": "000-0000-0000"})).only
    picture = library.keep_bytes("图.png", b"png")
    text = library.keep_bytes("纪要.md", "附件里的 Markdown".encode())
    fields = {"starts_at": "2024-07-12T14:30", "host": host, "decisions": [{"no": 1, "what": "共享"}]}
    salon = library.add(NewRecord("salon", "一次沙龙", fields, ("低碳",), "![[图.png]]\n", (picture, text))).only
    offer = library.add(NewRecord("supply_demand", "供", {"side": "offer", "amount": 12.5})).only
    library.share(salon)
    library.delete(offer)
    before = {each.id: each for each in library.read_many([host, salon, offer])}
    for number, record in enumerate(before.values()):
        write(f"{number}.md", compose(record))
        write(f"history/{record.id}.loro", library.history_of(record.id))
    write("attachments/图.png", b"png")
    write("attachments/纪要.md", "附件里的 Markdown".encode())
    with Library.create(tmp_path / "other", "另一个") as other:
        report = import_paths(other, [tmp_path / "笔记"])
        assert (report.added, report.skipped, report.remarks) == (3, (), ())
        for record in other.read_many(list(before)):
            was = before[record.id]
            assert (record.kind, record.title, record.fields, record.tags, record.body, record.state) == (
                was.kind,
                was.title,
                was.fields,
                was.tags,
                was.body,
                was.state,
            )
            assert {(each.name, each.sha256) for each in record.attachments} == {
                (each.name, each.sha256) for each in was.attachments
            }
            assert record.created_at == was.created_at
            assert (record.trashed_at is None) == (was.trashed_at is None)


@pytest.mark.parametrize("text", ["见 #3 车间", "# 号", "'引' #1", '"双" # 2', "a\u2028b", "a\x85b", "😀 #话题"])
def test_a_field_that_looks_like_a_comment_leaves_the_body_alone(library: Library, tmp_path: Path, text: str) -> None:
    fields = {"starts_at": "2024-07-12", "topics": [text, "乙"], "decisions": [{"no": 1, "what": text}]}
    before = [
        library.add(NewRecord("salon", text, {**fields, "place": text}, body="正文\n")).only,
        library.add(NewRecord("article", f"{text}二", {"source": text}, body="")).only,  # of no day
        library.add(NewRecord("article", f"{text}三")).only,  # of nothing at all
    ]
    export_all(library, tmp_path / "out")
    with Library.create(tmp_path / "other", "另一个", author="王工") as other:
        assert import_paths(other, [tmp_path / "out"]).added == 3
        for one, two in zip(library.read_many(before), other.read_many(before), strict=True):
            assert (two.title, two.fields, two.body) == (one.title, one.fields, one.body)


def test_an_exported_file_edited_outside_comes_back_as_an_edit(
    library: Library, titled: Titled, write: Write, take: Import
) -> None:
    record = library.read(library.add(NewRecord("article", "文章", body="第一版")).only)
    write("文章.md", compose(record).replace("第一版", "第二版"))
    assert take().updated == 1
    assert titled("文章").body == "第二版"
    library.write(Edit(record.id, body="资料库里又改"))
    write("文章.md", compose(record).replace("第一版", "第三版"))
    assert take().updated == 0
    assert titled("文章").body == "资料库里又改"


def test_a_file_that_comes_without_its_history_becomes_a_record_of_its_own(
    library: Library, tmp_path: Path, write: Write
) -> None:
    """Made anew under the same id, its text would stand twice where both meet in a shared folder."""
    record = library.read(library.add(NewRecord("article", "文章", body="正文")).only)
    write("文章.md", compose(record))
    with Library.create(tmp_path / "other", "另一个") as other:
        for _time in range(2):
            import_paths(other, [tmp_path / "笔记"])
        (copy,) = other.read_many(other.ids(Listing()))
        assert copy.id != record.id
        assert copy.body == "正文"


def test_a_damaged_history_leaves_the_note_itself(library: Library, tmp_path: Path, write: Write) -> None:
    record = library.read(library.add(NewRecord("article", "文章", body="正文")).only)
    write("文章.md", compose(record))
    write(f"history/{record.id}.loro", b"loro" + bytes(99))
    with Library.create(tmp_path / "other", "另一个") as other:
        report = import_paths(other, [tmp_path / "笔记"])
        assert (report.added, len(report.remarks)) == (1, 1)
        assert other.read(report.ids[0]).body == "正文"


def test_two_files_with_one_id_become_two_records(library: Library, write: Write, take: Import) -> None:
    record = library.read(library.add(NewRecord("article", "文章", body="正文")).only)
    write("文章.md", compose(record))
    write("文章（冲突副本）.md", compose(record).replace("正文", "副本"))
    report = take()
    assert report.added == 1
    assert sorted(each.body for each in library.read_many(library.ids(Listing()))) == ["副本", "正文"]


@pytest.mark.parametrize(
    "fields", ["[[[[[[[[[[]]]]]]]]]]", "5", "{host: {a: b}}", "{starts_at: 99999999999}", "{decisions: [1]}"]
)
def test_hostile_fields_are_no_more_than_text(write: Write, take: Import, titled: Titled, fields: str) -> None:
    write(
        "坏.md",
        f"---\nkind: salon\ntitle: 坏\nid: ../../x\nfields: {fields}\n"
        "attachments: [../../etc/passwd, 5, {name: 7}]\n---\n",
    )
    take()
    record = titled("坏")
    assert len(record.id) == 26
    assert record.attachments == ()


def test_the_sample_comes_in_without_a_remark(library: Library) -> None:
    report = import_paths(library, sample_folders())
    assert report.added == library.counts().total > 50
    assert report.remarks == ()
    assert report.skipped == ()
    assert set(library.counts().by_kind) == set(KINDS)
