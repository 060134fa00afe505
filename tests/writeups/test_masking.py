"""Phones and identity numbers covered, everything else left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.markdown import blocks, visible_text
from alliance_app.records.markdown.block import text_of
from alliance_app.writeups.masking import masked_blocks, masked_phone, masked_source, masked_text, personal_numbers

PERSONAL = {
    "13800001234": "138****1234",
    "138-0000-1234": "138-****-1234",
    "138 0000 1234": "138 **** 1234",
    "+86 13800001234": "+86 138****1234",
    "8613800001234": "86138****1234",
    "000-0000-0000": "000-****-0000",
    "１３８００００１２３４": "１３８****１２３４",
    "0755-12345678": "0755-******78",
    "(010) 1234-5678": "(010) 1***-**78",
    "11010119900101123X": "110*************3X",
    "110101 19900101 1234": "110*** ******** **34",
    "110101900101123": "110**********23",
    "6222000011112222333": "622**************33",
    "6222 0000 1111 2222": "622* **** **** **22",
}
HARMLESS = [
    "2024-07-12", "2024-07-12T14:30", "1,250,000 元", "粤工联〔2024〕12号", "21.4 万元", "第 18 期", "3.1415926535",
    "https://example.org/p/123456", "400 件", "a1b2c3d4e5f6a7b8c9d0", "GB/T 9704-2012", "12345678", "20240712",
]  # fmt: skip


@pytest.mark.parametrize(("number", "covered"), PERSONAL.items())
def test_personal_numbers_lose_their_middle(number: str, covered: str) -> None:
    assert masked_text(f"王工{number}，在") == f"王工{covered}，在"
    assert personal_numbers(f"王工{number}，在") == 1


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_stay(text: str) -> None:
    assert masked_text(f"在 {text} 后") == f"在 {text} 后"


@given(st.text(alphabet="0123456789 -XabC王（）*_`~+86", max_size=60))
def test_covering_never_changes_the_length_and_covers_for_good(text: str) -> None:
    covered = masked_text(text)
    assert len(covered) == len(text)
    assert len(masked_source(text)) == len(text)
    assert personal_numbers(covered.replace("*", "x")) == 0


@given(st.integers(10_000_000, 99_999_999), st.integers(1, 10))
def test_a_number_that_changes_style_midway_is_covered_too(tail: int, cut: int) -> None:
    number = f"139{tail}"
    body = f"找 {number[:cut]}**{number[cut:]}** 或 `{number}`\n\n| {number} | b |\n|--|--|\n"
    assert number not in text_of(masked_blocks(blocks(body)))
    assert number not in visible_text(masked_source(body))


def test_a_link_that_holds_a_number_is_cut() -> None:
    line = masked_blocks(blocks("[他](https://example.org/13800001234)"))
    assert "13800001234" not in str(line)


def test_a_telephone_field_is_covered_however_it_is_written() -> None:
    assert masked_phone("分机 123456") == "分机 123***"
    assert masked_phone("110") == "110"
    assert masked_phone("138 0000 1234") == "138 **** 1234"
