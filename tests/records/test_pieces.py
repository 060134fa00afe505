"""Laws of pieces: what they make of a text, where places go, what is near."""

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.document import Document
from alliance_app.records.kinds import SALON
from alliance_app.records.past import Past
from alliance_app.records.pieces import Piece, applied, carried, clusters, sentence, together, trimmed
from alliance_app.records.values import Edit
from tests.records.meetings import ID, WANG, at, founded

TEXTS = st.text(st.sampled_from("甲乙😀。\n "), max_size=24)


@given(TEXTS, TEXTS)
def test_pieces_tell_the_way_from_one_text_to_the_other(before: str, after: str) -> None:
    document, _payload = founded(before)
    old = document.version
    document.apply(Edit(ID, body=after), SALON, WANG, at(1))
    pieces = Past(document).pieces(old, document.version)
    assert applied(before, pieces, 0, len(before)) == after
    assert together(before, pieces, 0, len(before)) in (after, None)
    for place in range(len(before) + 1):
        first, last = carried(pieces, place, after=False), carried(pieces, place, after=True)
        assert 0 <= first <= last <= len(after)
        assert after[:first] == applied(before, [each for each in pieces if each.end <= place], 0, place)[:first]


@given(TEXTS, st.data())
def test_a_trimmed_piece_makes_the_same_of_the_text(base: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(base)))
    piece = Piece(start, data.draw(st.integers(start, len(base))), data.draw(TEXTS))
    made = applied(base, [piece], 0, len(base))
    short = trimmed(base, piece)
    assert (base if short is None else applied(base, [short], 0, len(base))) == made
    assert short is None or trimmed(base, short) == short


@given(TEXTS, st.data())
def test_every_piece_is_in_one_cluster_of_its_side(base: str, data: st.DataObject) -> None:
    places = st.lists(st.integers(0, len(base)), max_size=4, unique=True).map(sorted)
    sides = [[Piece(place, place, "改") for place in data.draw(places)] for _side in range(2)]
    found = clusters(base, sides)
    for side, pieces in enumerate(sides):
        assert [piece for cluster in found for piece in cluster[side]] == pieces


@given(TEXTS, st.data())
def test_a_sentence_holds_its_place_and_stays_in_bounds(text: str, data: st.DataObject) -> None:
    least, start, end, most = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    first, last = sentence(text, start, end, least, most)
    assert least <= first <= start <= end <= last <= most


def test_a_document_tells_its_past_by_itself() -> None:
    document, payload = founded("甲乙")
    old = document.version
    document.apply(Edit(ID, body="甲丙"), SALON, WANG, at(1))
    assert document.text_at(old) == "甲乙"
    assert document.content().body == "甲丙"
    assert Document.from_payloads(ID, [payload]).seen_at("no such version") == {}
    past = Past(document)
    assert past.meet([old, past.now]) == old
    assert past.join([old, past.now]) == past.now
