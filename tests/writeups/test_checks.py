"""Checks before a document goes out: each finding, where it is, and what is in order."""

from dataclasses import replace
from pathlib import Path

import pytest

from alliance_app.records.values import Record, State, Value
from alliance_app.writeups import export
from alliance_app.writeups.checks import Finding, checks
from tests.writeups.shelves import CASE, MEMBER, PROJECT, SALON, MemoryShelf, picture, record

BODY = "## 背景与问题\n\n字\n\n## 主要做法\n\n字\n\n## 取得成效\n\n字\n\n## 经验启示\n\n字\n"
GOOD: dict[str, Value] = {
    "form": "experience", "byline": "秘书组", "union": "示范区星级工会联盟", "date": "2026-07-12",
    "sources": [{"record": SALON, "section": "做法"}, {"record": PROJECT}], "layout": "official",
}  # fmt: skip


@pytest.fixture
def case(shelf: MemoryShelf) -> Record:
    shelf.keep(record(SALON, body="## 做法\n\n文\n"))
    shelf.keep(record(PROJECT, "project", "回流焊", "文", fields={"stage": "accepted", "annual_benefit": 10_000.0}))
    return record(CASE, "case", "案例", BODY, fields=GOOD)


def without(fields: dict[str, Value], *names: str) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if name not in names}


def found(shelf: MemoryShelf, case: Record, code: str, *, mask: bool = True) -> Finding:
    (finding,) = [each for each in checks(shelf, case, mask=mask) if each.code == code]
    return finding


def test_a_case_in_order_is_told_so(shelf: MemoryShelf, case: Record) -> None:
    assert [(each.level, each.code, each.text) for each in checks(shelf, case)] == [
        ("ok", "head-complete", "Title, byline, union and date are there."),
        ("ok", "sources-shared", "All 2 sources are shared."),
    ]


@pytest.mark.parametrize(
    ("field", "code", "level"),
    [("byline", "byline-missing", "stop"), ("union", "union-missing", "warn"), ("date", "date-missing", "stop")],
)
def test_what_the_head_lacks(shelf: MemoryShelf, case: Record, field: str, code: str, level: str) -> None:
    bare = replace(case, fields=without(GOOD, field))
    assert found(shelf, bare, code).level == level
    assert "head-complete" not in {each.code for each in checks(shelf, bare)}
    assert found(shelf, replace(case, fields=GOOD | {field: "" if field == "date" else " "}), code).level == level


def test_a_title_nobody_can_see(shelf: MemoryShelf, case: Record) -> None:
    assert found(shelf, replace(case, title="\u200b"), "title-missing").level == "stop"


def test_sections_without_a_word_twice_or_not_there(shelf: MemoryShelf, case: Record) -> None:
    body = "## 背景与问题\n\n字\n\n## 主要做法\n\n### 甲\n\n字\n\n### 甲\n\n## 取得成效\n\n{{摘自：回流焊}}\n"
    odd = replace(case, body=body)
    empty = [each for each in checks(shelf, odd) if each.code == "section-empty"]
    assert [(each.heading, each.place) for each in empty] == [("（二）甲", 3), ("三、取得成效", 4)]
    assert [each.text for each in empty] == ["“（二）甲” has no content yet.", "“三、取得成效” has no content yet."]
    assert (found(shelf, odd, "heading-twice").place, found(shelf, odd, "heading-twice").level) == (3, "warn")
    assert found(shelf, odd, "heading-missing").text == "The form asks for “经验启示”, which is not there."
    assert not any(each.code == "heading-missing" for each in checks(shelf, replace(odd, fields={"form": "own"})))


def test_sources_that_others_cannot_see(shelf: MemoryShelf, case: Record) -> None:
    shelf.keep(replace(shelf.read(SALON), state=State.DRAFT))
    shelf.keep(replace(shelf.read(PROJECT), trashed_at="2026-07-01T00:00:00Z"))
    rows = [*GOOD["sources"], {"record": MEMBER}, {"record": SALON, "section": "没有的"}]
    odd = replace(case, fields=GOOD | {"sources": rows})
    told = [
        (each.code, each.record_id) for each in checks(shelf, odd) if each.code.startswith(("source", "section-gone"))
    ]
    assert told == [
        ("source-draft", SALON), ("source-trashed", PROJECT), ("source-gone", MEMBER), ("section-gone", SALON),
    ]  # fmt: skip


def test_figures_that_cannot_be_filled_in(shelf: MemoryShelf, case: Record) -> None:
    body = BODY.replace("取得成效\n\n字", "取得成效\n\n年节约{{年经济效益合计}}，{{没有的}}")
    finding = found(shelf, replace(case, body=body), "figure-unresolved")
    assert (finding.level, finding.heading, finding.detail) == (
        "stop",
        "三、取得成效",
        "There is no figure of this name.",
    )
    right = replace(case, body=body.replace("{{没有的}}", "字"))
    assert found(shelf, right, "figures-current").text == "1 figures are those of the records now."


def test_a_figure_from_a_draft_is_named(shelf: MemoryShelf, case: Record) -> None:
    shelf.keep(record(MEMBER, "member", "甲", fields={"workers": 120}, state=State.DRAFT))
    odd = replace(case, body=BODY.replace("主要做法\n\n字", "主要做法\n\n职工{{Workers：甲}}人"))
    finding = found(shelf, odd, "figure-draft")
    assert (finding.level, finding.record_id, finding.place) == ("warn", MEMBER, 1)


def test_pictures_that_are_not_here(shelf: MemoryShelf, case: Record) -> None:
    photo = shelf.keep_file("现场.png", picture())
    there = replace(
        case, body=BODY.replace("背景与问题\n\n字", "背景与问题\n\n![现场](现场.png)"), attachments=(photo,)
    )
    assert not any(each.code == "picture-missing" for each in checks(shelf, there))
    (shelf.folder / photo.sha256).unlink()
    assert found(shelf, there, "picture-missing").detail == "It comes with the next sync."
    never = replace(case, body=BODY.replace("主要做法\n\n字", "主要做法\n\n- 项\n\n  ![丢了](没有.png)"))
    finding = found(shelf, never, "picture-missing")
    assert (finding.text, finding.heading) == ("The picture “丢了” is not here.", "二、主要做法")
    assert finding.detail == "It was never attached."


def test_personal_numbers_are_counted_as_the_export_covers_them(
    shelf: MemoryShelf, case: Record, tmp_path: Path
) -> None:
    shelf.keep(record(SALON, body="## 做法\n\n找 139-0000-1234\n"))
    shelf.keep(record(MEMBER, "member", "甲", fields={"phone": "13800001234"}))
    body = BODY.replace("主要做法\n\n字", "主要做法\n\n找 {{Phone：甲}} 或 110101 19900101 1234")
    odd = replace(case, body=body)
    covered = found(shelf, odd, "numbers-covered")
    assert (covered.level, covered.heading) == ("warn", "二、主要做法")
    assert covered.text == "3 phone or identity numbers: covered in the export."
    assert found(shelf, odd, "numbers-readable", mask=False).level == "stop"
    shelf.keep(odd)
    warnings = export(shelf, [CASE], "html", tmp_path / "a.html").warnings
    assert any(each.startswith("3 phone, identity or card numbers") for each in warnings)


def test_fonts_are_named_only_where_asked(shelf: MemoryShelf, case: Record) -> None:
    asked = [each for each in checks(shelf, case, fonts=True) if each.code == "fonts-missing"]
    assert len(asked) <= 1
    assert not any(each.code == "fonts-missing" for each in checks(shelf, case))


def test_any_record_can_be_checked(shelf: MemoryShelf) -> None:
    salon = record(SALON, body="## 发言要点\n\n找 13800001234\n\n## 发言要点\n", fields={})
    assert [(each.level, each.code) for each in checks(shelf, salon)] == [
        ("warn", "date-missing"), ("warn", "heading-twice"), ("warn", "numbers-covered"),
    ]  # fmt: skip


def test_stops_come_first(shelf: MemoryShelf, case: Record) -> None:
    odd = replace(case, body="{{没有的}}\n\n## 甲\n", fields=without(GOOD, "byline"))
    levels = [each.level for each in checks(shelf, odd)]
    assert levels == sorted(levels, key=["stop", "warn", "ok"].index)
    assert {"stop", "warn", "ok"} == set(levels)
