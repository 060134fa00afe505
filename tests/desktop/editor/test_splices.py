"""Splices: the laws that keep both writers' words."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.desktop.editor.splices import Splice, Units, between, carried, moved, spliced, units_in

texts = st.text(alphabet="ab工会\n😀 -", max_size=40)


@given(texts, texts)
def test_the_difference_of_two_texts_makes_one_of_the_other(old: str, new: str) -> None:
    assert spliced(old, between(old, new)) == new


@given(texts, texts)
def test_splices_are_ascending_and_apart(old: str, new: str) -> None:
    splices = between(old, new)
    for first, second in pairwise(splices):
        assert first.start <= first.end < second.start


@given(texts, texts)
def test_without_own_changes_theirs_are_made_as_they_are(old: str, theirs: str) -> None:
    assert spliced(old, carried(between(old, theirs), ())) == theirs


@given(texts, texts)
def test_without_their_changes_mine_stay(old: str, mine: str) -> None:
    assert spliced(mine, carried((), between(old, mine))) == mine


def _inserted(splices: tuple[Splice, ...]) -> Counter[str]:
    return Counter("".join(splice.text for splice in splices))


def _kept(old: str, splices: tuple[Splice, ...]) -> list[bool]:
    kept = [True] * len(old)
    for splice in splices:
        for at in range(splice.start, splice.end):
            kept[at] = False
    return kept


@given(texts, texts, texts)
def test_merging_keeps_every_insertion_and_removes_only_what_one_of_both_removed(old: str, a: str, b: str) -> None:
    theirs, mine = between(old, a), between(old, b)
    merged = spliced(b, carried(theirs, mine))
    left = Counter(
        character
        for character, one, other in zip(old, _kept(old, theirs), _kept(old, mine), strict=True)
        if one and other
    )
    assert Counter(merged) == left + _inserted(theirs) + _inserted(mine)


def test_two_writers_in_one_sentence() -> None:
    seen = "工会组织竞赛，效果好。"
    theirs, mine = "星级工会组织竞赛，效果好。", "工会组织竞赛，效果很好。"
    assert spliced(mine, carried(between(seen, theirs), between(seen, mine))) == "星级工会组织竞赛，效果很好。"


@given(texts, texts, st.data())
def test_a_position_stays_within_the_text(old: str, new: str, data: st.DataObject) -> None:
    splices = between(old, new)
    position = data.draw(st.integers(0, len(old)))
    assert 0 <= moved(position, splices) <= moved(position, splices, after=True) <= len(new)


@given(texts)
def test_units_count_as_qt_does(text: str) -> None:
    units = Units(text)
    assert units_in(text) == units.of(len(text)) == len(text.encode("utf-16-le")) // 2
    for point in range(len(text) + 1):
        assert units.of(point) == units_in(text[:point])
        assert units.point(units.of(point)) == point


_LONG = "\n".join(f"第 {number} 行：谈指标先缺基线，再比改善。" for number in range(1_200))


_EDITS = st.tuples(st.integers(0, len(_LONG)), st.integers(0, 40), st.text("工\na", max_size=9))


@given(edits=st.lists(_EDITS, max_size=3))
def test_changes_to_a_long_text_are_found_where_they_are(edits: list[tuple[int, int, str]]) -> None:
    new = _LONG
    for start, width, put_in in edits:
        new = new[:start] + put_in + new[start + width :]
    found = between(_LONG, new)
    assert spliced(_LONG, found) == new
    assert sum(len(one.text) + one.end - one.start for one in found) <= 400
