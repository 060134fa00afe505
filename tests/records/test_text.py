"""Names and titles: what a file system or an eye cannot take is kept out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.errors import InvalidTitle
from alliance_app.records.text import clean_file_name, clean_title, excerpt


@pytest.mark.parametrize("title", ["\u200b", "\u202e", "\u2066 \u2069", "\u2028", "\ufeff", "\u00ad\u200d"])
def test_a_title_nobody_can_see_is_empty(title: str) -> None:
    with pytest.raises(InvalidTitle, match="empty"):
        clean_title(title)


@pytest.mark.parametrize("title", ["😀", "👩\u200d👧", "、", "é", "题\u200b"])
def test_a_title_of_signs_is_a_title(title: str) -> None:
    assert clean_title(title) == title


@given(st.text(st.characters(exclude_categories=())))
def test_a_file_name_fits_any_file_system(name: str) -> None:
    cleaned = clean_file_name(name)
    assert 0 < len(cleaned.encode()) <= 200
    assert not set(cleaned) & set('/\\<>:"|?*\0\r\n')
    assert cleaned.strip(" .") == cleaned
    assert clean_file_name(cleaned) == cleaned


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("照" * 200 + ".png", "照" * 65 + ".png"),
        ("照" * 100, "照" * 66),
        ("a." + "尾" * 100, "a." + "尾" * 66),
        ("😀" * 60 + ".jpeg", "😀" * 48 + ".jpeg"),
        ("\x1b\x850", "0"),
        ("CON.png", "CON_.png"),
        ("nul", "nul_"),
        ("console.png", "console.png"),
        ("../../etc/passwd", "passwd"),
        ("\\\\host\\share\\x.png", "x.png"),
    ],
)
def test_long_and_reserved_names(name: str, cleaned: str) -> None:
    assert clean_file_name(name) == cleaned


def test_a_row_shows_the_words_of_a_body_without_its_markup() -> None:
    words = "本月讨论食堂空调改造。" * 40
    assert excerpt("# 记录\n\n- [ ] **缺** [[能耗基线|基线]]\n> 引文") == "缺 基线 引文"
    assert excerpt(words) == words[:159] + "…"
    # mostly pictures: what is left of the first stretch does not fill the row
    assert excerpt("![图](media/one.png)" * 22 + words) == words[:159] + "…"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("- **吴主席·顺达物流工会**：不是慰问品，是**等货**。", "吴主席·顺达物流工会：不是慰问品，是等货。"),
        ("## 发言\n\n![](attachment:ab) 见 [[回流焊|项目]]、[[台账]]\n\n> 引", "见 项目、台账 引"),
        ("1. 一\n2. [ ] 二\n- [x] 三 ~~去~~ ==亮== `码`", "一 二 三 去 亮 码"),
        ("| 甲 | 乙 |\n| --- | ---: |\n| 1 | a_b |", "甲 乙 1 a_b"),
        ("字" * 400, "字" * 159 + "…"),
    ],
)
def test_a_list_row_shows_the_words_of_a_body_as_they_are_read(body: str, said: str) -> None:
    assert excerpt(body) == said
