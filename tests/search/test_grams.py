"""The bag of a text holds what its literals need; for short ones it decides alone."""

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.search import grams
from alliance_app.search.folding import fold

TEXTS = st.text(st.sampled_from("工会职绿色低碳ab1-*\"' .(\ue0a0"), max_size=30).map(fold)


@given(TEXTS, st.data())
def test_every_literal_of_a_text_finds_what_it_needs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    literal = text[start : data.draw(st.integers(start, len(text)))]
    assert grams.needed(literal) <= grams.bag(text)


@given(TEXTS, TEXTS.filter(bool))
def test_a_short_literal_whose_grams_are_there_is_there(text: str, other: str) -> None:
    for length in (1, 2, 3):
        literal = other[:length]
        if grams.is_exact(literal) and grams.needed(literal) and grams.needed(literal) <= grams.bag(text):
            assert literal in text


def test_gaps_and_blanks_are_never_crossed() -> None:
    assert grams.bag(f"工{grams.GAP}会 员") == {"工", "会", "员"}


@given(TEXTS)
def test_stored_terms_hold_no_sign_the_tokenizer_parts_at(text: str) -> None:
    bag = grams.bag(text)
    for space in grams.Space:
        terms = grams.stored(bag, space).split()
        assert len(terms) == len(bag)
        assert all(each.isalnum() or ord(each) > 127 for term in terms for each in term)


@given(st.one_of(st.text(), st.text(st.sampled_from("工会ab1#. \x1f-_~"))))
def test_the_short_way_to_stored_grams_gives_the_same(text: str) -> None:
    assert set(grams.stored_text(text).split()) == set(grams.stored(grams.bag(text)).split())
