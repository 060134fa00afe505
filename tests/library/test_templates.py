"""The templates of a library: the program's and the user's own, as plain files."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_app.library import Library, templates
from alliance_app.library.errors import TemplateTaken, UnknownTemplate
from alliance_app.records.errors import AllianceError, BrokenTemplate
from alliance_app.records.kinds import KINDS
from alliance_app.records.template import Template, filled, write_template
from alliance_app.records.values import NewRecord

OURS = Template("salon", "我们的", "## 看点\n", "第〔年度〕期", {"place": "会议室"}, ("节能",), own=True)


def names(library: Library, kind: str) -> list[str]:
    return [each.name for each in templates.shelf(library.folder).of(kind)]


def test_what_came_with_the_program_can_be_started_from(library: Library) -> None:
    for each in templates.shelf(library.folder).templates:
        record_id = library.add(templates.start_from(library, each, "新的")).only
        made = library.read(record_id)
        assert made.kind == each.kind
        assert made.body == filled(each.body, templates.filling(library.identity).words())
        assert "〔" not in made.body
        assert not each.own
    assert {each.kind for each in templates.shelf(library.folder).templates} == set(KINDS)
    assert {"专题沙龙", "参观式沙龙"} < set(names(library, "salon"))


def test_a_case_has_one_for_each_form(library: Library) -> None:
    found = {each.fields["form"]: each.body for each in templates.shelf(library.folder).of("case")[:2]}
    assert "## 背景与问题" in found["experience"]
    assert "## 针对问题" in found["federation"]


def test_one_s_own_is_a_plain_file_in_the_library_s_folder(library: Library) -> None:
    path = templates.keep(library.folder, OURS)
    assert path == library.folder / "templates" / "salon" / "我们的.md"
    assert path.read_text("utf-8") == write_template(OURS)
    assert templates.named(library.folder, "salon", "我们的") == OURS
    assert names(library, "salon")[-1] == "我们的"
    made = library.read(library.add(templates.start_from(library, OURS)).only)
    assert (made.body, made.fields["place"], made.tags) == ("## 看点\n", "会议室", ("节能",))
    assert made.title.startswith("第20")


def test_a_file_copied_there_is_a_template(library: Library) -> None:
    place = library.folder / "templates" / "activity" / "慰问.md"
    place.parent.mkdir(parents=True)
    place.write_bytes("\ufeff## 走访\r\n\r\n- \r\n".encode())
    assert templates.own(library.folder, "activity", "慰问").body == "## 走访\n\n- \n"


def test_a_name_is_given_once(library: Library) -> None:
    templates.keep(library.folder, OURS)
    for taken in ("我们的", "专题沙龙", "Standard"):
        with pytest.raises(TemplateTaken):
            templates.keep(library.folder, replace(OURS, name=taken))
    templates.keep(library.folder, replace(OURS, kind="project", fields={}))
    templates.keep(library.folder, replace(OURS, body="## 新\n"), over=True)
    assert templates.named(library.folder, "salon", "我们的").body == "## 新\n"


@pytest.mark.parametrize("name", ["../../出去", "a/b", "con", ".藏", "长" * 199])
def test_no_name_leads_out_of_the_folder(library: Library, name: str) -> None:
    try:
        path = templates.keep(library.folder, replace(OURS, name=name))
    except AllianceError:
        return
    assert path.parent == library.folder / "templates" / "salon"
    assert templates.named(library.folder, "salon", path.stem).body == OURS.body


def test_one_s_own_is_renamed_edited_and_deleted(library: Library) -> None:
    templates.keep(library.folder, OURS)
    renamed = templates.rename(library.folder, OURS, "换了名")
    assert names(library, "salon")[-1] == "换了名"
    with pytest.raises(TemplateTaken):
        templates.rename(library.folder, renamed, "参观式沙龙")
    changed = templates.rewrite(library.folder, renamed, "---\ntags: [新]\n---\n\n## 改\n")
    assert templates.own(library.folder, "salon", "换了名") == changed
    with pytest.raises(BrokenTemplate):
        templates.rewrite(library.folder, renamed, "---\nkind: case\n---\n")
    assert templates.own(library.folder, "salon", "换了名") == changed
    templates.delete(library.folder, changed)
    with pytest.raises(UnknownTemplate):
        templates.own(library.folder, "salon", "换了名")


def test_what_is_no_template_is_named_and_left_aside(library: Library) -> None:
    folder = library.folder / "templates" / "salon"
    folder.mkdir(parents=True)
    (folder / "乱码.md").write_bytes(b"\xff\xfe\x00")
    (folder / "别的.md").write_text("---\nkind: project\n---\n", "utf-8")
    (folder / "太大.md").write_bytes(b"x" * (templates.MOST_BYTES + 1))
    (folder / "文件夹.md").mkdir()
    (folder / "说明.txt").write_text("不是模板", "utf-8")
    if sys.platform != "win32":
        (folder / "链接.md").symlink_to(library.folder / "library.db")
    shelf = templates.shelf(library.folder)
    assert not [each for each in shelf.templates if each.own]
    left = {each.path.name for each in shelf.left_aside}
    assert left - {"链接.md"} == {"乱码.md", "别的.md", "太大.md", "文件夹.md"}
    assert ("链接.md" in left) is (sys.platform != "win32")
    assert all(each.reason for each in shelf.left_aside)


def test_links_to_records_that_are_gone_do_not_keep_a_record_from_being_made(library: Library) -> None:
    plant = library.add(NewRecord("member", "示范电子厂工会")).only
    fields = {"host": "[[示范电子厂工会]]", "co_host": ["[[没有的工会]]"], "participants": ["Z" * 26, plant]}
    made = library.read(library.add(templates.start_from(library, replace(OURS, fields=fields), "新的")).only)
    assert made.fields["host"] == plant
    assert made.fields["participants"] == [plant]
    assert "co_host" not in made.fields


def test_nothing_of_the_folder_is_synced_or_taken_for_damage(library: Library, tmp_path: Path) -> None:
    templates.keep(library.folder, OURS)
    assert library.doctor().ok
    assert not list(tmp_path.glob("share/**/*.md"))
