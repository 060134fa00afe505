"""Drafts from sources: whole, with their pictures and footnotes, once, and remembered."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.markdown import visible_text
from alliance_app.records.markdown.marks import marks, stripped
from alliance_app.records.values import Edit, Record
from alliance_app.writeups import export
from alliance_app.writeups.errors import AlreadyPulled, NoSuchSection, NothingToPull
from alliance_app.writeups.pulling import Pickable, add_source, is_pulled, pickable_sections, pull, remove_source
from alliance_app.writeups.sectioning import sections_of
from tests.records.bodies import BODIES
from tests.writeups.shelves import CASE, PROJECT, SALON, MemoryShelf, picture, record, word_text

BODY = "## 背景与问题\n\n旧文[^1]\n\n## 主要做法\n\n[^1]: 原注\n"
SOURCE = """# 一、发言要点（人·单位）

## 可复制的做法

先立基线[^a]，![曲线](曲线.png) `![不取](曲线.png)`

### 细处

![[曲线.png|300]]

## 遗留问题

[^a]: 附注
"""


def written(case: Record, edit: Edit) -> Record:
    """The case as the library would give it after the edit."""
    assert edit.seen == case.version
    fields = {**case.fields, **edit.fields}
    body = case.body if edit.body is None else edit.body
    return replace(case, body=body, fields=fields, attachments=(*case.attachments, *edit.attach))


@pytest.fixture
def case(shelf: MemoryShelf) -> Record:
    curve = shelf.keep_file("曲线.png", picture())
    spare = shelf.keep_file("签到表.jpg", picture(kind="JPEG"), "image/jpeg")
    shelf.keep(record(SALON, body=SOURCE, attachments=(curve, spare)))
    shelf.keep(record(PROJECT, "project", "回流焊节能", "省电 12%\n"))
    return shelf.read(shelf.keep(record(CASE, "case", "案例", BODY, fields={"byline": "甲", "layout": "plain"})))


def test_what_can_be_taken_from_a_source(shelf: MemoryShelf, case: Record) -> None:
    assert pickable_sections(shelf.read(SALON)) == (
        Pickable("", 0, 33, 3),
        Pickable("一、发言要点（人·单位）", 1, 21, 2),
        Pickable("可复制的做法", 2, 11, 2),
        Pickable("细处", 3, 0, 1),
    )


def test_a_section_comes_with_its_pictures_its_notes_and_its_origin(shelf: MemoryShelf, case: Record) -> None:
    pulled = pull(shelf, case, SALON, "可复制的做法", "主要做法")
    after = written(case, pulled.edit)
    assert visible_text(stripped(after.body)).split() == [
        "背景与问题", "旧文", "主要做法", "先立基线，", "曲线", "![不取](曲线.png)", "细处", "原注", "附注",
    ]  # fmt: skip
    assert [each.name for each in pulled.edit.attach] == ["曲线.png"]
    assert f"![曲线](attachment:{pulled.edit.attach[0].sha256})" in after.body
    assert [each.shown for each in sections_of(after.body)] == ["一、背景与问题", "二、主要做法", "（一）细处"]
    assert [(each.title, each.section) for each in marks(after.body)] == [(shelf.read(SALON).title, "可复制的做法")]
    assert after.fields["sources"] == [{"record": SALON, "section": "可复制的做法"}]
    assert is_pulled(after, shelf.read(SALON), "可复制的做法")
    assert not is_pulled(after, shelf.read(SALON), "遗留问题")
    assert pulled.missing == ()


def test_the_same_section_is_not_taken_twice_by_mistake(shelf: MemoryShelf, case: Record) -> None:
    after = written(case, pull(shelf, case, SALON, "可复制的做法").edit)
    with pytest.raises(AlreadyPulled, match="Nothing was changed"):
        pull(shelf, after, SALON, "可复制的做法", 0)
    twice = written(after, pull(shelf, after, SALON, "可复制的做法", 0, again=True).edit)
    assert twice.body.count("先立基线") == 2
    assert twice.fields["sources"] == after.fields["sources"]
    assert twice.attachments == after.attachments


def test_the_whole_text_brings_photos_nobody_placed(shelf: MemoryShelf, case: Record) -> None:
    pulled = pull(shelf, case, SALON)
    assert [each.name for each in pulled.edit.attach] == ["曲线.png", "签到表.jpg"]
    assert "![签到表](attachment:" in pulled.text
    assert [(each.level, each.heading) for each in sections_of(written(case, pulled.edit).body)][-4:] == [
        (1, "发言要点（人·单位）"), (2, "可复制的做法"), (3, "细处"), (2, "遗留问题"),
    ]  # fmt: skip


def test_a_field_of_rows_is_taken_as_a_table(shelf: MemoryShelf, case: Record) -> None:
    decisions = [{"no": 1, "what": "立基线|先做", "due": "2026-08-01"}, {"no": 2, "what": "算账\n再比"}]
    source = replace(shelf.read(SALON), fields={"decisions": decisions})
    shelf.keep(source)
    assert pickable_sections(source)[-1] == Pickable("Decisions", 1, 17, 0, table=True)
    assert pull(shelf, case, SALON, "决议事项").text.count("立基线") == 1
    pulled = pull(shelf, case, SALON, "Decisions", "主要做法")
    table = "| No. | Matter | Due |\n| --- | --- | --- |\n| 1 | 立基线\\|先做 | 2026-08-01 |\n| 2 | 算账 再比 |  |"
    assert pulled.text.endswith(f"\n\nTable: Decisions\n\n{table}")
    shelf.keep(written(case, pulled.edit))
    text = word_text(export(shelf, [CASE], "docx", shelf.folder / "a.docx").path)
    assert "Table 1　Decisions" in text
    assert "立基线|先做" in text


def test_pictures_that_are_not_here_are_named(shelf: MemoryShelf, case: Record) -> None:
    source = shelf.read(SALON)
    (shelf.folder / source.attachments[0].sha256).unlink()
    shelf.keep(replace(source, body="## 做法\n\n![曲线](曲线.png)\n\n![丢了](没有.png)\n"))
    pulled = pull(shelf, case, SALON, "做法")
    assert pulled.missing == ("丢了", "曲线.png")
    assert "![丢了](没有.png)" in pulled.text


def test_what_cannot_be_taken(shelf: MemoryShelf, case: Record) -> None:
    for section, into, error in (
        ("没有的", None, NoSuchSection),
        ("遗留问题", None, NothingToPull),
        ("可复制的做法", "没有的", NoSuchSection),
        ("可复制的做法", 7, NoSuchSection),
    ):
        with pytest.raises(error, match="Nothing was changed"):
            pull(shelf, case, SALON, section, into)


def test_sources_are_listed_once_and_taken_off(case: Record) -> None:
    once = written(case, add_source(case, SALON))
    assert written(once, add_source(once, SALON)).fields["sources"] == [{"record": SALON}]
    named = written(once, add_source(once, SALON, "做法"))
    assert named.fields["sources"] == [{"record": SALON, "section": "做法"}]
    two = written(named, add_source(named, SALON, "问题"))
    assert written(two, remove_source(two, SALON, "做法")).fields["sources"] == [{"record": SALON, "section": "问题"}]
    assert written(two, remove_source(two, SALON)).fields["sources"] == []


@given(BODIES, BODIES, st.booleans())
def test_pulling_loses_no_word_of_case_or_source(
    tmp_path_factory: pytest.TempPathFactory, ours: tuple[str, list[str]], theirs: tuple[str, list[str]], into: bool
) -> None:
    shelf = MemoryShelf(tmp_path_factory.mktemp("pull") / "blobs")
    shelf.keep(record(SALON, body=theirs[0], title="没有这样的题目"))
    case = record(CASE, "case", "也没有这样的", ours[0])
    if not theirs[1]:
        return
    place = 0 if into and sections_of(ours[0], case.title) else None
    after = stripped(written(case, pull(shelf, case, SALON, into=place).edit).body)
    said = sorted("".join(visible_text(after).split()))
    assert said == sorted("".join((visible_text(ours[0]) + visible_text(theirs[0])).split()))


def test_what_stands_in_the_text_is_not_appended_once_more(shelf: MemoryShelf, case: Record) -> None:
    rows = [{"record": SALON, "section": "可复制的做法"}, {"record": PROJECT}]
    both = replace(case, fields={**case.fields, "sources": rows})
    shelf.keep(both)
    before = word_text(export(shelf, [CASE], "docx", shelf.folder / "a.docx").path)
    shelf.keep(written(both, pull(shelf, both, SALON, "可复制的做法").edit))
    after = word_text(export(shelf, [CASE], "docx", shelf.folder / "b.docx").path)
    assert before.count("先立基线") == after.count("先立基线") == 1
    assert "第 18 期沙龙" in before
    assert "第 18 期沙龙" not in after
    assert "省电 12%" in after
    text = export(shelf, [CASE], "md", shelf.folder / "c.md").path.read_text(encoding="utf-8")
    assert text.count("先立基线") == 1
    assert "摘自" not in text
