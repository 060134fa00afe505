"""Reading lines and what stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.desktop.editor.inline import MOST, Style, chips, mark_at, spans, target_at
from alliance_app.desktop.editor.lines import LineKind, read_line
from alliance_app.records.characters import characters


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("普通", LineKind.PLAIN),
        ("", LineKind.BLANK),
        ("   ", LineKind.BLANK),
        ("# 一", LineKind.HEADING),
        ("#标签", LineKind.PLAIN),
        ("####### 七", LineKind.PLAIN),
        ("- 一", LineKind.BULLET),
        ("-一", LineKind.PLAIN),
        ("* 一", LineKind.BULLET),
        ("**粗**", LineKind.PLAIN),
        ("12. 一", LineKind.NUMBER),
        ("2024.5", LineKind.PLAIN),
        ("- [ ] 做", LineKind.TASK),
        ("- [x]", LineKind.TASK),
        ("- [a] 做", LineKind.BULLET),
        ("> 引", LineKind.QUOTE),
        ("| 甲 | 乙 |", LineKind.TABLE),
        ("| --- | :-: |", LineKind.DELIMITER),
        ("---", LineKind.RULE),
        ("* * *", LineKind.RULE),
        ("--", LineKind.PLAIN),
        ("```py", LineKind.FENCE),
        ("```a```", LineKind.PLAIN),
        ("~~~", LineKind.FENCE),
        ("![图](attachment:ab)", LineKind.PICTURE),
        ("![[图.png|300]]", LineKind.PICTURE),
        ("![图](a.png) 字", LineKind.PLAIN),
    ],
)
def test_a_line_is_read_for_what_it_is(text: str, kind: LineKind) -> None:
    assert read_line(text).kind is kind


def test_code_runs_to_a_fence_of_its_own_kind() -> None:
    fence, kinds = 0, []
    for text in ["~~~~", "- 一", "```", "~~~", "~~~~~", "- 一"]:
        line = read_line(text, fence)
        fence = line.fence
        kinds.append(line.kind)
    code = LineKind.CODE
    assert kinds == [LineKind.FENCE, code, code, code, LineKind.FENCE, LineKind.BULLET]


def _styled(text: str, style: int) -> list[str]:
    return [text[span.start : span.end] for span in spans(text) if span.style == style]


@pytest.mark.parametrize(
    ("text", "style", "found"),
    [
        ("这是**工会（总）**职工", Style.BOLD, ["工会（总）"]),
        ("**一** 和 **二**", Style.BOLD, ["一", "二"]),
        ("2 ** 3 ** 4", Style.BOLD, []),
        ("*斜*体", Style.ITALIC, ["斜"]),
        ("***两***", Style.BOLD, ["*两*"]),
        ("***两***", Style.ITALIC, ["两"]),
        ("snake_case_name", Style.ITALIC, []),
        ("~~删~~", Style.STRIKE, ["删"]),
        ("==亮==", Style.MARKED, ["亮"]),
        ("a == b == c", Style.MARKED, []),
        ("`**不粗**`", Style.BOLD, []),
        ("`**不粗**`", Style.CODE, ["**不粗**"]),
        ("见 [[回流焊|项目]]。", Style.LINK, ["项目"]),
        ("共 {{培训人数}} 人", Style.FIGURE, ["培训人数"]),
        ("{{摘自：第18期沙龙#做法}}", Style.SOURCE, ["摘自：第18期沙龙#做法"]),
        ("{{ 没有完", Style.FIGURE, []),
        ("[网](https://x.cn/a_b_c)", Style.LINK, ["网"]),
        ("见 https://x.cn/a，好", Style.LINK, ["https://x.cn/a"]),
        ("![图](attachment:ab)", Style.PICTURE, ["图"]),
        ("![[图.png]]", Style.PICTURE, ["图.png"]),
        ("注[^1]", Style.FOOTNOTE, ["[^1]"]),
    ],
)
def test_styles(text: str, style: int, found: list[str]) -> None:
    assert _styled(text, style) == found


@given(st.text(alphabet="*_~=`[]()!^|ab工 \\", max_size=120), st.integers(0, 5))
def test_spans_stay_in_the_line(text: str, start: int) -> None:
    for span in spans(text, min(start, len(text))):
        assert min(start, len(text)) <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    "text", ["[" * 5_000, "*a" * 2_000, "`" * 3_000, "**" * 1_400 + "x", "[[" * 1_500, "~~a" * 900]
)
def test_hostile_lines_come_to_an_end(text: str) -> None:
    """The test's own time limit is the judge: an endless search would hang here."""
    for span in spans(text):
        assert span.end <= len(text)
    assert target_at(text, 3) is None


def test_endless_lines_are_left_unstyled() -> None:
    assert spans("**粗** " * MOST) == []


def test_targets() -> None:
    text = "见 [[回流焊|项目]] 和 [网](https://x.cn) 和 [坏](file:///etc/passwd) [[甲#二]]"
    assert target_at(text, 4) == "回流焊"
    assert target_at(text, text.index("网")) == "https://x.cn"
    assert target_at(text, text.index("坏")) is None
    assert target_at(text, text.index("甲")) == "甲#二"
    assert target_at(text, 0) is None


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 0),
        ("一、共性问题", 6),
        ("## 一、**共性**问题\n\n- 14 家中 9 家", 6 + 5),
        ("Word 和 WPS", 3),
        ("节电 12.5%，每年 38.6 万元", 2 + 1 + 1 + 2 + 1 + 2),
        ("[网站](https://example.com/a/b)", 2),
    ],
)
def test_characters_are_counted_as_word_processors_do(body: str, count: int) -> None:
    assert characters(body) == count


def test_chips_hold_their_brackets() -> None:
    text = "见 [[回流焊|项目]]，共 {{培训人数}}{{摘自：沙龙}}"
    assert [text[chip.start : chip.end] for chip in chips(text)] == [
        "[[回流焊|项目]]",
        "{{培训人数}}",
        "{{摘自：沙龙}}",
    ]


@pytest.mark.parametrize(
    ("text", "target", "mark"),
    [
        ("{{年经济效益：回流焊节能改善}}", "回流焊节能改善", "年经济效益：回流焊节能改善"),
        ("{{年经济效益:回流焊}}", "回流焊", "年经济效益:回流焊"),
        ("{{摘自：第18期沙龙#做法}}", "第18期沙龙", "摘自：第18期沙龙#做法"),
        ("{{培训人数}}", None, "培训人数"),
        ("[[回流焊]]", "回流焊", None),
    ],
)
def test_what_a_mark_leads_to(text: str, target: str | None, mark: str | None) -> None:
    assert target_at(text, 4) == target
    assert mark_at(text, 4) == mark
