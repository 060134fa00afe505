"""A case's outline, and the verbs that change it: none of them loses a word."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.errors import InvalidText
from alliance_app.records.markdown import visible_text
from alliance_app.records.values import Edit, Record
from alliance_app.writeups.composing import add_section, move_section, rename_section, with_form
from alliance_app.writeups.errors import NoSuchSection
from alliance_app.writeups.forms import headings_of_form
from alliance_app.writeups.sectioning import sections_of
from tests.records.bodies import BODIES, WORDS
from tests.writeups.shelves import CASE, RICH, record

FORMS = ["experience", "federation", "own"]


def case(body: str, title: str = "题") -> Record:
    return record(CASE, "case", title, body)


def body_after(edit: Edit, before: Record) -> str:
    assert edit.seen == before.version
    return before.body if edit.body is None else edit.body


def shown(body: str) -> list[str]:
    return [each.shown for each in sections_of(body)]


def letters(body: str) -> Counter[str]:
    """Every visible character and how often; numbers of lists aside, blanks too."""
    return Counter("".join(visible_text(body).split()))


def test_the_outline_says_what_stands_where() -> None:
    sections = sections_of(RICH)
    assert [(each.shown, each.level) for each in sections] == [
        ("一、背景与问题", 1), ("二、主要做法", 1), ("（一）沙龙找问题", 2), ("三、取得成效", 1), ("四、经验启示", 1),
    ]  # fmt: skip
    assert [(each.tables, each.pictures, each.empty) for each in sections] == [
        (0, 0, False), (0, 2, False), (0, 2, False), (1, 0, False), (0, 0, True),
    ]  # fmt: skip
    assert sections[1].characters == sections[2].characters + len("沙龙找问题")
    for each in sections:
        assert RICH[each.start : each.text].strip() == f"{'#' * each.signs} {each.heading}"
        assert each.start < each.text <= each.own_end <= each.end


def test_numbers_of_its_own_marks_code_and_a_repeated_title_in_the_outline() -> None:
    body = "# 题\n\n## 二、**旧**题 ##\n\n{{摘自：沙龙#做}}\n\n```\n## 非\n```\n\n## 新题\n{{摘自：沙龙}}\n\n[^1]: 注\n"
    assert [(each.shown, each.level, each.empty) for each in sections_of(body, "题")] == [
        ("二、旧题", 1, False),
        ("二、新题", 1, True),
    ]
    assert sections_of(body)[0].heading == "题"


@given(BODIES, st.sampled_from(FORMS))
def test_a_form_adds_its_headings_in_order_and_loses_nothing(made: tuple[str, list[str]], form: str) -> None:
    before = case(made[0], title="没有这样的题目")
    edit = with_form(before, form)
    after = body_after(edit, before)
    assert edit.fields == {"form": form}
    headings = [each.heading for each in sections_of(after)]
    places = [headings.index(each) for each in headings_of_form(form)]
    assert places == sorted(places)
    assert letters(before.body) <= letters(after)
    again = case(after, title="没有这样的题目")
    assert with_form(again, form).body in (None, after)


def test_another_form_takes_the_unused_headings_of_the_last_one_away() -> None:
    fresh = case("")
    experience = case(body_after(with_form(fresh, "experience"), fresh))
    assert shown(experience.body) == ["一、背景与问题", "二、主要做法", "三、取得成效", "四、经验启示"]
    written = case(experience.body.replace("## 取得成效\n", "## 取得成效\n\n省电 12%\n"))
    federation = body_after(with_form(written, "federation"), written)
    assert shown(federation) == ["一、针对问题", "二、主要做法", "三、取得成效", "四、经验启示"]
    assert body_after(with_form(written, "own"), written) == written.body


@given(BODIES, st.data())
def test_moving_keeps_every_section_whole(made: tuple[str, list[str]], data: st.DataObject) -> None:
    before = case(made[0], title="没有这样的题目")
    sections = sections_of(before.body)
    if not sections:
        return
    place = data.draw(st.integers(0, len(sections) - 1))
    to = data.draw(st.one_of(st.none(), st.integers(0, len(sections) - 1)))
    after = body_after(move_section(before, place, to), before)
    assert letters(after) == letters(before.body)
    assert sorted(each.heading for each in sections_of(after)) == sorted(each.heading for each in sections)
    piece = before.body[sections[place].start : sections[place].end].strip("\n")
    assert piece in after


def test_moving_goes_where_it_is_dropped() -> None:
    before = case("引言\n\n## 甲\n\n### 甲一\n\n## 乙\n\n字\n\n## 丙\n\n```\n没有关的代码")
    moved = [
        [each.heading for each in sections_of(body_after(move_section(before, place, to), before))]
        for place, to in ((0, None), (3, 0), (2, 1), (2, 2), (2, 3))
    ]
    assert moved == [
        ["乙", "丙", "甲", "甲一"],
        ["丙", "甲", "甲一", "乙"],
        ["乙", "甲", "甲一", "丙"],
        ["甲", "甲一", "乙", "丙"],
        ["甲", "甲一", "乙", "丙"],
    ]
    assert body_after(move_section(before, 3, 0), before).startswith("引言\n\n## 丙\n\n```\n没有关的代码\n```\n\n## 甲")


@given(BODIES, WORDS, st.data())
def test_adding_and_renaming_touch_one_heading(made: tuple[str, list[str]], words: str, data: st.DataObject) -> None:
    before = case(made[0], title="没有这样的题目")
    sections = sections_of(before.body)
    place = data.draw(st.one_of(st.none(), st.integers(0, len(sections) - 1))) if sections else None
    added = body_after(add_section(before, words, place), before)
    assert letters(added) == letters(before.body) + Counter(words)
    assert len(sections_of(added)) == len(sections) + 1
    if place is not None:
        renamed = body_after(rename_section(before, place, "新题目"), before)
        headings = [each.heading for each in sections]
        assert [each.heading for each in sections_of(renamed)] == [*headings[:place], "新题目", *headings[place + 1 :]]


def test_rows_that_are_not_there_and_headings_that_cannot_be() -> None:
    before = case(RICH)
    for place, to in ((9, 0), (0, 9), (-1, None)):
        with pytest.raises(NoSuchSection, match="Nothing was changed"):
            move_section(before, place, to)
    with pytest.raises(NoSuchSection):
        rename_section(before, -1, "新")
    with pytest.raises(NoSuchSection):
        add_section(before, "新", 5)
    with pytest.raises(InvalidText):
        rename_section(before, 0, "两\n行")
