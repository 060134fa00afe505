"""An Obsidian vault comes in whole: bodies, tags, dates, links and files; what stays out is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.intake import IntakeReport, import_paths
from alliance_app.library import Library, Listing
from alliance_app.records.progress import Step
from alliance_app.records.values import Record, State

Write = Callable[[str, str | bytes], Path]
Import = Callable[..., IntakeReport]
Titled = Callable[[str], Record]


def test_a_note_keeps_its_body_to_the_letter(write: Write, take: Import, titled: Titled) -> None:
    body = "\n## 标题\n\n- [ ] 任务 [[另一篇|看这里]] #标签\n\t- 缩进\n\n---\n\n| a | b |\n|---|---|\n\n尾行  \n"
    write("一篇.md", f"---\ntags: [工会]\n---\n\n{body}")
    write("另一篇.md", body)
    report = take()
    assert (report.added, report.skipped, report.remarks) == (2, (), ())
    assert titled("一篇").body == body
    assert titled("另一篇").body == body
    assert titled("一篇").state is State.DRAFT


def test_links_between_notes_lead_to_their_records(
    write: Write, take: Import, titled: Titled, library: Library
) -> None:
    write("甲.md", "见 [[乙]]、[[目录/丙|丙的别名]] 和 [[没有的]]")
    write("乙.md", "")
    write("目录/丙.md", "")
    take()
    ends = library.links(titled("甲").id).outgoing
    assert {(end.title, end.id is not None) for end in ends} >= {("乙", True), ("丙", True)}
    assert [end.id for end in ends if "没有的" in end.title] == [None]


def test_tags_come_from_the_header_and_the_text_but_not_from_code(write: Write, take: Import, titled: Titled) -> None:
    write(
        "一.md",
        "---\ntags:\n  - 工会/经费\n  - '#星级'\n  -\n---\n#节能 正文（#低碳）#12 a#b `#码` http://x/#y\n```\n#块\n```\n",
    )
    write("二.md", "---\ntags: 甲, 乙 丙\n---\n")
    write("三.md", "---\ntag: 丁\n标签: [戊]\n---\n")
    take()
    assert titled("一").tags == ("低碳", "工会/经费", "星级", "节能")
    assert titled("二").tags == ("丙", "乙", "甲")
    assert titled("三").tags == ("丁", "戊")
    assert "properties" not in titled("一").fields


def test_what_the_header_says_beyond_the_record_is_kept_as_it_was_written(
    write: Write, take: Import, titled: Titled
) -> None:
    header = "aliases:\n  - 别名一\n评价: '很好 '\nup: [[索引]]\ndate modified: 2023-03-14"
    write("影评.md", f"---\ntags: 电影\ndate created: 2022-08-06\ntitle: 影评\nauthor: 王工\n{header}\n---\n正文")
    take()
    record = titled("影评")
    assert record.fields == {"author": "王工", "date": "2022-08-06", "properties": header}
    assert record.body == "正文"


def test_a_kind_without_room_for_it_keeps_it_at_the_end_of_the_body(write: Write, take: Import, titled: Titled) -> None:
    write("第 3 期.md", "---\n期次: 3\n地点: 会议室\n心情: 很```好```\n---\n正文")
    take(kind="salon")
    record = titled("第 3 期")
    assert record.fields["issue_no"] == 3
    assert record.fields["place"] == "会议室"
    assert record.body == "正文\n\n````yaml\n心情: 很```好```\n````\n"


@pytest.mark.parametrize(
    ("name", "header", "date", "created"),
    [
        ("随笔", "date created: 2022-08-06", "2022-08-06", "2022-08-0"),
        ("随笔", "createTime: 2023-01-24 00:44:16", "2023-01-24", "2023-01-2"),
        ("随笔", "date: 2023/7/5", "2023-07-05", "2023-07-0"),
        ("随笔", "created: 2023-07-05T10:20:30Z", "2023-07-05", "2023-07-05T10:20:30Z"),
        ("2023-07-25 沙龙", "", "2023-07-25", "2023-07-2"),
        ("记录20230725", "", "2023-07-25", "2023-07-2"),
        ("2023年7月5日", "", "2023-07-05", "2023-07-0"),
        ("2023-02-30 不是日子", "", None, "2024-01-0"),
        ("编号 1234567890", "", None, "2024-01-0"),
        ("随笔", "date: 昨天", None, "2024-01-0"),
    ],
)
def test_a_note_is_dated_by_header_then_name_then_file(
    write: Write, take: Import, titled: Titled, name: str, header: str, date: str | None, created: str
) -> None:
    path = write(f"{name}.md", f"---\n{header}\n---\n" if header else "")
    import os

    os.utime(path, (1_704_200_000, 1_704_200_000))  # 2024-01-02
    take()
    record = titled(name)
    assert record.fields.get("date") == date
    assert record.created_at.startswith(created)
    assert record.updated_at >= record.created_at


def test_files_shown_or_linked_come_along_from_anywhere_in_the_vault(
    write: Write, take: Import, titled: Titled, library: Library
) -> None:
    write("附件/图 一.png", b"\x89PNG one")
    write("附件/深/表.xlsx", b"PK sheet")
    write("笔记/近.jpg", b"jpg")
    write("没人用.bin", b"x")
    write(
        "笔记/甲.md",
        "![[图 一.png|300]] ![](近.jpg) [表](../附件/深/表.xlsx) ![](附件/图%20一.png) ![](缺.png) [网](http://x/y.png)",
    )
    report = take()
    record = titled("甲")
    assert record.attachment("附件/图%20一.png") == record.attachment("图 一.png") is not None
    assert sorted(each.name for each in record.attachments) == ["图 一.png", "表.xlsx", "近.jpg"]
    blobs = [library.blob(each.sha256) for each in record.attachments]
    assert sorted(path.read_bytes() for path in blobs if path) == [b"PK sheet", b"jpg", b"\x89PNG one"]
    assert [each.path for each in report.skipped] == ["没人用.bin"]


def test_nothing_outside_of_the_vault_is_read(write: Write, take: Import, titled: Titled, tmp_path: Path) -> None:
    (tmp_path / "秘密.png").write_bytes(b"secret")
    (tmp_path / "外面").mkdir()
    (tmp_path / "外面" / "外.md").write_text("外")
    write(".obsidian/app.json", "{}")
    write(".env.png", b"hidden")
    note = write(
        "甲.md",
        f"![](../秘密.png) ![]({tmp_path}/秘密.png) ![[秘密.png]] ![](链.png) ![](.obsidian/app.json) ![](.env.png)",
    )
    (note.parent / "链.png").symlink_to(tmp_path / "秘密.png")
    (note.parent / "链.md").symlink_to(tmp_path / "外面" / "外.md")
    (note.parent / "链夹").symlink_to(tmp_path / "外面", target_is_directory=True)
    (note.parent / "环").symlink_to(note.parent, target_is_directory=True)
    report = take()
    assert report.added == 1
    assert titled("甲").attachments == ()
    assert {each.path for each in report.skipped} == {".obsidian", ".env.png", "链.png", "链.md", "链夹", "环"}


def test_what_is_left_out_is_named_with_its_reason(write: Write, take: Import) -> None:
    write("二进制.md", b"\x89PNG\r\n\x1a\n\x00\x00")
    write("乱码.md", b"caf\xe9\n")
    write("白板.canvas", "{}")
    write("~$锁.docx", b"")
    write("坏.docx", b"not a zip")
    write("好.md", "好")
    report = take()
    assert report.added == 1
    reasons = {each.path: each.reason for each in report.skipped}
    assert set(reasons) == {"二进制.md", "乱码.md", "白板.canvas", "~$锁.docx", "坏.docx"}
    assert "not a text" in reasons["二进制.md"]
    assert "GB18030" in reasons["乱码.md"]
    assert "Word" in reasons["坏.docx"]


def test_a_note_larger_than_a_record_is_left_out(write: Write, take: Import) -> None:
    write("长.md", "长" * 4_000_001)
    report = take()
    assert report.added == 0
    assert "4000000" in report.skipped[0].reason


def test_titles_that_cannot_be_kept_whole_are_shortened_and_it_is_said(
    write: Write, take: Import, titled: Titled
) -> None:
    write(f"{'a' * 250}.md", "长名")
    write("换\n行.md", "换行")
    report = take()
    assert titled("a" * 199 + "…").body == "长名"
    assert titled("换 行").body == "换行"
    assert len(report.remarks) == 2


def test_names_that_are_no_text_are_imported_and_can_be_printed(vault: Path, take: Import) -> None:
    import os
    import sys

    if sys.platform != "linux":  # other systems refuse such a name themselves
        return
    with open(os.fsencode(vault) + b"/\xff\xfe.md", "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write("正文".encode())
    report = take()
    assert report.added == 1
    assert take().unchanged == 1
    assert all(each.path.isprintable() for each in report.remarks)


def test_notes_with_the_same_name_both_come_in(write: Write, take: Import, library: Library) -> None:
    write("a/未命名.md", "")
    write("b/未命名.md", "")
    assert take().added == 2
    assert library.counts().total == 2


def test_control_characters_are_taken_out_and_it_is_said(write: Write, take: Import, titled: Titled) -> None:
    write("旧.md", "一" * 200 + "\x07\x0c二\r\n三")
    report = take()
    assert titled("旧").body == "一" * 200 + "\n二\n三"
    assert [each.path for each in report.remarks] == ["旧.md"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encodings_of_chinese_offices_are_read(write: Write, take: Import, titled: Titled, encoding: str) -> None:
    write("旧文件.txt", "---\n星级工会联盟：你好\r\n第二行".encode(encoding))
    take()
    assert titled("旧文件").body == "---\n星级工会联盟：你好\n第二行"


def test_it_tells_how_far_it_is_and_stops_when_asked(write: Write, library: Library, vault: Path) -> None:
    for number in range(450):
        write(f"{number:03}.md", "正文")
    steps: list[Step] = []
    report = import_paths(library, [vault], progress=steps.append, cancelled=lambda: len(steps) >= 2)
    assert [(each.done, each.total) for each in steps] == [(0, 450), (200, 450)]
    assert report.cancelled
    assert report.added == library.counts().total == 400
    again = import_paths(library, [vault])
    assert (again.added, again.unchanged, again.cancelled) == (50, 400, False)


def test_several_paths_are_one_import(
    write: Write, take: Import, titled: Titled, library: Library, tmp_path: Path
) -> None:
    other = tmp_path / "法规"
    other.mkdir()
    (other / "工会法.md").write_text("# 工会法", encoding="utf-8")
    single = tmp_path / "单篇.txt"
    single.write_text("见 [[工会法]]", encoding="utf-8")
    write("甲.md", "[[工会法]]")
    assert take(other, single, write("乙.md", "")).added == 3
    assert [end.via for end in library.links(titled("工会法").id).incoming] == ["body"]
    assert library.ids(Listing(kinds=("article",)))
