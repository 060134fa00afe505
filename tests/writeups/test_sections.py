"""The section under a heading, by its name."""

import pytest

from alliance_app.records.markdown import blocks
from alliance_app.records.markdown.block import text_of
from alliance_app.writeups.numbering import without_number
from alliance_app.writeups.sections import section, section_source

BODY = """## 做法 甲

一[^a]

## 二、做法 乙

二

### 细处

三[^b]

## 发言要点（人·单位）

四

[^a]: 注甲
    续
[^b]: 注乙
"""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("做法 乙", ["二", "细处", "三", "注乙"]),
        ("做法", ["一", "注甲续"]),
        ("做法 甲", ["一", "注甲续"]),
        ("（三）发言要点", ["四"]),
    ],
)
def test_the_heading_called_so_comes_before_one_that_begins_so(name: str, words: list[str]) -> None:
    found, source = section(blocks(BODY), name), section_source(BODY, name)
    assert found is not None
    assert source is not None
    for text in (text_of(found), text_of(blocks(source))):
        assert "".join(text.split()) == "".join(words)


def test_no_heading_of_that_name() -> None:
    assert section(blocks(BODY), "问题") is None
    assert section_source(BODY, "问题") is None


@pytest.mark.parametrize(
    ("heading", "words"),
    [("一、提高 3.5 倍", "提高 3.5 倍"), ("提高 3.5 倍", "提高 3.5 倍"), ("（二）做法", "做法"), ("1. 做法", "做法")],
)
def test_only_a_number_in_front_is_a_headings_own(heading: str, words: str) -> None:
    assert without_number(heading) == words
