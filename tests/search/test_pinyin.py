"""Titles by what they sound like."""

import pytest

from alliance_app.search import pinyin
from alliance_app.search.folding import fold

TITLE = "第18期：绿色低碳，重庆银行"


@pytest.mark.parametrize(
    "letters",
    ["lvse", "luse", "lusedit", "lsdt", "ls", "ditan", "chongqing", "zhongq", "cqyh", "zqyx", "yinhang", "yinx"],
)
def test_spelled_out_or_by_initials_every_reading_counts(letters: str) -> None:
    written = pinyin.lattice(fold(TITLE))
    assert pinyin.sounds_like(written, letters)
    initials, spelling = pinyin.grams(written)
    assert pinyin.pairs(letters) <= initials or pinyin.pairs(letters) <= spelling
    assert pinyin.heard(fold(TITLE), letters)


@pytest.mark.parametrize("letters", ["lv", "lvdi", "sel", "lsdtc", "tancq", "qiyin", "xyz", "hangy"])
def test_what_is_not_so_read_is_not_found(letters: str) -> None:
    assert not pinyin.sounds_like(pinyin.lattice(fold(TITLE)), letters)
    assert not pinyin.heard(fold(TITLE), letters)


@pytest.mark.parametrize(
    ("letters", "heard"),
    [("lvse", {"绿色"}), ("lsdt", {"绿色低碳"}), ("zhongq", {"重庆"}), ("cq", {"重庆"}), ("lusedit", {"绿色低碳"})],
)
def test_the_piece_that_sounds_so_is_told(letters: str, heard: set[str]) -> None:
    assert pinyin.heard(fold(TITLE), letters) == heard


def test_a_text_without_chinese_has_no_readings() -> None:
    assert pinyin.lattice("qc 2024-07") == ""
    assert pinyin.grams("") == (set(), set())
    assert not pinyin.sounds_like("", "qc")


@pytest.mark.parametrize(
    ("word", "meant"), [("lvse", True), ("l", False), ("lv1", False), ("绿se", False), ("lü", False)]
)
def test_only_plain_letters_can_be_pinyin(word: str, meant: bool) -> None:
    assert pinyin.is_spelling(word) is meant


@pytest.mark.parametrize(("letters", "least", "found"), [("lv", 1, True), ("tan", 1, True), ("lv", 2, False)])
def test_one_character_may_do(letters: str, least: int, found: bool) -> None:
    assert pinyin.sounds_like(pinyin.lattice(fold(TITLE)), letters, least) is found
