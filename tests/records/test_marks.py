"""Marks in bodies: written and read again the same, and nothing else of a body is theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.markdown import without_code
from alliance_app.records.markdown.marks import Mark, marks, replaced, stripped, written
from tests.records.bodies import BODIES, MARKUP, PATHOLOGICAL

TEXTS = st.text(alphabet="年效益工会Ab1 #:：{}\\|*_`[]（）\n", max_size=20)


def plain(text: str) -> str:
    return " ".join(text.split())


@given(TEXTS.filter(plain), TEXTS, TEXTS, st.sampled_from(["", "前 ", "- 项 ", "| 格 | ", "**粗** "]))
def test_a_mark_read_again_is_the_same(name: str, title: str, section: str, before: str) -> None:
    mark = written(name, title, section)
    if "`" in mark:  # a code's own signs can hide a mark: that law is below
        return
    assert [(each.name, each.title, each.section) for each in marks(f"{before}{mark}后")] == [
        (plain(name), plain(title), plain(section))
    ]
    (found,) = marks(f"{before}{mark}后")
    assert (found.start, found.end) == (len(before), len(before) + len(mark))


@given(st.lists(st.one_of(BODIES.map(lambda made: made[0]), st.just(written("培训人数")), TEXTS), max_size=5))
def test_stripping_takes_the_marks_and_nothing_else(pieces: list[str]) -> None:
    body = "".join(pieces)
    found = marks(body)
    outside, place = [], 0
    for mark in found:
        outside.append(body[place : mark.start])
        place = mark.end
    assert stripped(body) == "".join([*outside, body[place:]])
    assert replaced(body, lambda _mark: None) == body


@given(MARKUP)
def test_no_text_breaks_the_reading(body: str) -> None:
    assert len(stripped(body)) <= len(body)


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_no_text_made_to_do_harm_holds_it_up(name: str) -> None:
    assert marks(PATHOLOGICAL[name]) == ()
    assert marks("{{" * 20_000 + "}}" * 20_000) == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("年节约{{年经济效益：回流焊节能改善}}。", [("年经济效益", "回流焊节能改善", "")]),
        ("{{Yearly benefit: Reflow}}", [("Yearly benefit", "Reflow", "")]),
        ("{{培训人数}}{{改良项目}}", [("培训人数", "", ""), ("改良项目", "", "")]),
        ("{{摘自：第18期沙龙：绿色#可复制的做法}}", [("摘自", "第18期沙龙：绿色", "可复制的做法")]),
        (r"{{摘自：C\#入门#做法}}", [("摘自", "C#入门", "做法")]),
        ("`{{培训人数}}` 与\n\n```\n{{培训人数}}\n```\n", []),
        (r"\{{培训人数}} {培训人数} {{}} {{ }} {{：题}} {{没有完", []),
        ("{{一行\n两行}}", []),
    ],
)
def test_what_is_a_mark_and_what_is_text(body: str, found: list[tuple[str, str, str]]) -> None:
    assert [(each.name, each.title, each.section) for each in marks(body)] == found


def test_a_mark_knows_whether_it_only_remembers() -> None:
    assert Mark("摘自", "沙龙").is_origin
    assert not Mark("培训人数").is_origin
    assert "{{" not in without_code("`{{培训人数}}`")
