"""Folding keeps pieces pieces, and says where they came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.search.folding import fold, fold_with_offsets

ANY = st.text(st.characters(), max_size=40)


@given(ANY, ANY, ANY)
def test_a_piece_of_a_text_is_a_piece_of_the_folded_text(before: str, piece: str, after: str) -> None:
    assert fold(piece) in fold(before + piece + after)
    assert fold(before + piece) == fold(before) + fold(piece)


@given(ANY)
def test_folding_twice_is_folding_once_and_can_be_stored(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    folded.encode("utf-8")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＱＣ小組", "qc小组"),
        ("⼯會⻓", "工会长"),
        ("臺灣　職工", "台湾 职工"),
        ("Straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("㈱", "(株)"),
        ("１２％", "12%"),
        ("能\u200b耗\ufeff", "能耗"),
        ("a\nb\tc", "a b c"),
        ("é", "e\u0301"),
        ("ｶﾞ", "ガ"),
    ],
)
def test_what_people_take_for_the_same_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert len({fold(each) for each in ("工会", "公会", "工 会", "12", "1 2", "a-b", "ab")}) == 7


@given(ANY)
def test_offsets_lead_back_to_the_source(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    for at, character in enumerate(folded):
        assert character in fold(text[offsets[at]])
    assert list(offsets) == sorted(offsets)
