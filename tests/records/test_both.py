"""What keeping both means, field by field, and for a text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.both import both_of
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import ASSESSMENT, KINDS, SALON
from alliance_app.records.sentences import merged_by_sentences
from alliance_app.records.values import Claim, Clash
from tests.records.meetings import merged, the_place
from tests.records.values_of import values_of

HERE, THERE = "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAW"


def clash_of(name: str, *values: Any, base: Any = None) -> Clash:
    return Clash(name, tuple(Claim(f"{number}", value) for number, value in enumerate(values)), base=base)


@pytest.mark.parametrize(
    ("name", "values", "both"),
    [
        ("topics", (["甲", "乙"], ["乙", "丙"]), ["甲", "乙", "丙"]),
        ("topics", (["甲"], ["甲", "丙"]), None),  # one of them has it already
        ("topics", (None, ["甲"]), None),
        ("participants", ([HERE], [THERE]), [HERE, THERE]),
        ("decisions", ([{"what": "甲"}], [{"what": "甲"}, {"what": "乙"}, {"what": "丙"}]), None),
        ("decisions", ([{"what": "甲"}, {"no": 1}], [{"what": "乙"}]), [{"what": "甲"}, {"no": 1}, {"what": "乙"}]),
        ("place", ("食堂", "会议室"), "食堂；会议室"),
        ("place", ("食堂", "食堂二楼"), None),
        ("place", ("食堂", None), None),
        ("place", ("长" * 1999, "另一个"), None),  # too long for the field
        ("title", ("甲", "乙"), "甲；乙"),
        ("title", ("长" * 200, "乙"), None),
        ("host", (HERE, THERE), None),
        ("present", (9, 10), None),
        ("starts_at", ("2026-01-01", "2026-01-02"), None),
        ("scope", ("internal", "alliance"), None),
        ("no_such_field", ("甲", "乙"), None),
        ("topics", ({"hostile": 1}, ["甲"]), None),
        ("topics", (5, ["甲"]), None),
        ("place", (["x"], 7), None),
    ],
)  # fmt: skip
def test_both_of_a_field(name: str, values: tuple[Any, ...], both: Any) -> None:
    assert both_of(SALON, clash_of(name, *values)) == both


@pytest.mark.parametrize(
    ("base", "one", "other", "both"),
    [
        ({"value": 1}, {"value": 2}, {"value": 1, "note": "改"}, {"value": 2, "note": "改"}),
        ({"value": 1, "note": "旧"}, {"value": 2, "note": "旧"}, {"value": 1}, {"value": 2}),
        ({"value": 1}, {"value": 2}, {"value": 3}, None),
        ({"value": 1}, {"value": 2}, None, None),
    ],
)
def test_both_of_a_row_is_every_cell_that_one_of_them_changed(base: Any, one: Any, other: Any, both: Any) -> None:
    assert both_of(ASSESSMENT, clash_of("indicators/I01", one, other, base=base)) == both


@given(st.data())
def test_both_fits_the_field_and_is_what_neither_has(data: st.DataObject) -> None:
    kind: Kind = data.draw(st.sampled_from(list(KINDS.values())))
    declared = data.draw(st.sampled_from([each for each in kind.fields if not each.computed]))
    values = [data.draw(st.one_of(st.none(), values_of(declared))) for _side in range(data.draw(st.integers(2, 3)))]
    both = both_of(kind, clash_of(declared.name, *values))
    if both is not None:
        assert declared.check(both) == both
        assert both not in values


@pytest.mark.parametrize(
    ("base", "one", "other", "both"),
    [
        # nothing touches: all changes together, as it was merged
        ("请各位主席周三参加。", "请各位主席周四参加。", "请各位主席和干事周三参加。", "请各位主席和干事周四参加。"),
        ("- 甲\n- 乙\n", "- 甲\n- 乙\n- 丙\n", "- 甲\n- 乙\n- 丁\n", "- 丙\n- 丁\n"),
        ("- 甲\n- 乙", "- 甲\n- 乙\n- 丙", "- 甲\n- 乙\n- 丁", "- 乙\n- 丙\n- 丁"),
        # one sentence, changed by both: both, one after the other
        ("前。周三开会。后。", "前。周四开会。后。", "前。周五开会。后。", "周四开会。周五开会。"),
        ("- 周三\n- 后", "- 周四\n- 后", "- 周五\n- 后", "- 周四\n- 周五"),
        ("定在周三", "定在周四", "定在周五", "定在周四\n定在周五"),
        # what one rewrote and the other only added to: every line as somebody meant it
        ("- 基线表（王工）\n", "- 基线表（王工，月底）\n- 看板（张师傅）\n", "- 基线表（王工）\n- 开放日（李主席）\n",
         "- 基线表（王工，月底）\n- 看板（张师傅）\n- 开放日（李主席）\n"),
        ("每月例会。", "", "每月两次例会。", None),  # the one that is left is one of the two
    ],
)  # fmt: skip
def test_both_of_a_place_in_the_text(base: str, one: str, other: str, both: str | None) -> None:
    assert both_of(SALON, the_place(merged(base, one, other))) == both


def test_both_of_three() -> None:
    clash = the_place(merged("周三开会。", "周四开会。", "周五开会。", "周六开会。"))
    assert both_of(SALON, clash) == "周四开会。周五开会。周六开会。"


TEXTS = st.text(st.sampled_from("甲乙。\n；"), max_size=12)


@given(TEXTS, TEXTS, st.booleans())
def test_what_only_one_changed_is_taken_as_it_is(base: str, text: str, starts_line: bool) -> None:
    assert merged_by_sentences(base, text, base, starts_line=starts_line) == text
    assert merged_by_sentences(base, base, text, starts_line=starts_line) == text
    assert merged_by_sentences(base, text, text, starts_line=starts_line) == text


@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_no_sentence_that_one_of_them_wrote_is_lost(base: str, one: str, other: str, starts_line: bool) -> None:
    whole = merged_by_sentences(base, one, other, starts_line=starts_line)
    for text in (one, other):
        for sentence in text.replace("\n", "。").split("。"):
            if sentence and sentence not in base:
                assert sentence in whole
