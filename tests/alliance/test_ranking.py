"""Who should be called first is: the written set of needs with their good partners, and single rules by example."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app import words
from alliance_app.alliance.areas import areas, nested
from alliance_app.alliance.matching import Match, matches
from alliance_app.alliance.quantities import Amount, amount, part_met
from alliance_app.alliance.terms import terms
from alliance_app.records.options import CHAIN
from tests.alliance.ranking.reading import ranking_set
from tests.alliance.records_of import record

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize("part", ["tune", "measure"])
def test_the_good_partners_stand_among_the_first_three(part: str) -> None:
    written = ranking_set()
    ranked = written.ranked()
    assert len(written.good) == 50
    missed = [name for name in written.good if written.parts[name] == part and written.share(ranked, name) < 1]
    assert written.recall(ranked, part) >= 0.9, missed


@pytest.mark.parametrize("part", ["tune", "measure"])
def test_near_misses_seldom_stand_before_them(part: str) -> None:
    written = ranking_set()
    assert written.precision(written.ranked(), part) >= 0.9


def one(offer: dict[str, Any], **need: Any) -> Match:
    """The match of a need and an offer of the same thing that differ in what is given."""
    common_fields = {"chain_stage": "processing", "what": "精密注塑"}
    wanted = record("supply_demand", "注塑", side="need", owner=record("member").id, **common_fields, **need)
    given_ = record("supply_demand", "注塑", side="offer", owner=record("member").id, **{**common_fields, **offer})
    (match,) = matches([wanted, given_], TODAY)
    return match


def test_synonyms_count_as_the_same() -> None:
    for first, second in (("塑胶件加工", "注塑"), ("货运", "物流"), ("教室", "培训场地"), ("危化品", "危险货物"),
                          ("化验", "检测")):  # fmt: skip
        assert set(terms([(first, 1.0)])) & set(terms([(second, 1.0)])), (first, second)
    assert not set(terms([("注塑", 1.0)])) & set(terms([("运输", 1.0)]))


def test_tolerances_are_compared_and_asked_for() -> None:
    assert "tolerance ±0.01 meets ±0.02" in one({"spec": "公差 ±0.01"}, spec="公差 ±0.02 毫米").reasons
    assert "tolerance ±0.05 does not meet ±0.02" in one({"spec": "±0.05"}, spec="±0.02").doubts
    assert "the tolerance is to be confirmed" in one({"spec": "ABS"}, spec="公差 ±0.02").doubts


def test_an_event_both_took_part_in_and_stars_are_a_small_plus() -> None:
    first, second = record("member"), record("member", stars="3")
    need = record("supply_demand", "注塑", side="need", owner=first.id)
    offer = record("supply_demand", "注塑", side="offer", owner=second.id)
    salon = record("salon", "绿色生产", issue_no=18, host=first.id, participants=[second.id], starts_at="2026-03-01")
    (plain,), (met,) = matches([need, offer], TODAY), matches([need, offer, first, second, salon], TODAY)
    assert 0 < met.score - plain.score < 10
    assert "both took part in salon 18" in met.reasons
    assert "a three-star union offers it" in met.reasons


def test_where_an_offer_ends_before_the_need_it_is_said() -> None:
    match = one({"valid_until": "2026-07-01"}, needed_by="2026-08-01")
    assert "offered only until 2026-07-01" in match.doubts


@pytest.mark.parametrize(
    ("need", "offer", "found"),
    [
        ("坪山", "深圳市", "坪山 lies in 深圳"),
        ("深圳", "坑梓街道", "坑梓 lies in 深圳"),
        ("坪山、龙岗", "龙岗区", "both in 龙岗"),
        ("示范区至港区", "示范区及周边", "both in 示范区"),
        ("坪山", "佛山", "another area: 佛山"),
        ("上海", "华东", "上海 lies in 华东"),
        ("坪山", "", "the area is to be confirmed"),
    ],
)
def test_areas_lie_in_each_other(need: str, offer: str, found: str) -> None:
    match = one({"area": offer}, area=need)
    assert found in (*match.reasons, *match.doubts)


def test_an_area_does_not_lie_in_itself() -> None:
    assert nested(areas("坪山"), areas("坪山区")) == {}


@pytest.mark.parametrize(
    ("need", "offer", "part"),
    [
        ((5, "万件", "月"), (80_000, "件", "每月"), 1.6),
        ((2, "吨", "月"), (1000, "公斤", "周"), 2.1428),
        ((10, "车", "周"), (52, "趟", "年"), 0.0997),
        ((600, "套", "一次"), (400, "套", "月"), 2.0),  # until the first of September there are three months
        ((3, "套", "月"), (3, "台", "月"), None),
        ((3, "件", "月"), (3, "件", "一次"), None),
        ((3, "件", "工单"), (3, "件", "月"), None),
    ],
)
def test_amounts_are_converted_only_where_that_is_safe(
    need: tuple[float, str, str], offer: tuple[float, str, str], part: float | None
) -> None:
    made = [amount({"quantity": {"number": number, "unit": unit}, "per": per}) for number, unit, per in (need, offer)]
    if made[0] is None or made[1] is None:
        assert part is None
        return
    found = part_met(made[0], made[1], TODAY, "2026-09-01")
    assert found == (None if part is None else pytest.approx(part, rel=0.03))


positive = st.floats(5e-324, 1e15)


@given(positive, positive, positive, st.sampled_from([1.0, 7.0, 30.0, 365.0]))
def test_more_capacity_never_meets_less(need: float, offer: float, more: float, days: float) -> None:
    wanted = Amount(need, "件", 30.0)
    first = part_met(wanted, Amount(offer, "件", days), TODAY, None)
    second = part_met(wanted, Amount(offer + more, "件", days), TODAY, None)
    assert first is not None
    assert second is not None
    assert second >= first


@given(
    st.lists(st.sampled_from(["注塑代工", "危化品运输", "培训教室", "CNC 加工", "废水检测"]), min_size=1, max_size=6)
)
def test_scores_run_to_a_hundred_and_come_best_first(titles: list[str]) -> None:
    needs = [record("supply_demand", each, side="need", owner=record("member").id) for each in titles]
    offers = [record("supply_demand", each, side="offer", owner=record("member").id) for each in titles]
    found = matches([*needs, *offers], TODAY)
    assert all(0 < each.score <= 100 for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert found == matches([*reversed(offers), *needs], TODAY)


def test_reasons_and_doubts_make_one_sentence_in_either_language() -> None:
    match = one({"area": "坪山"}, area="坪山", qualifications=["CNAS"])
    assert match.told == "both in “Processing › 注塑、精密”, both in 坪山; CNAS is to be confirmed."
    with words.speaking("zh"):
        match = one({"area": "坪山"}, area="坪山", qualifications=["CNAS"])
        assert match.told == "同为“加工 › 注塑、精密”，同在坪山；CNAS需确认。"


posts = st.fixed_dictionaries(
    {"side": st.sampled_from(["need", "offer"]), "what": st.sampled_from(["注塑", "±±公差", "ISO≡"])},
    optional={
        "chain_stage": st.sampled_from([*CHAIN]),
        "spec": st.sampled_from(["公差 ±0.02", "公差", "±", "ＡＢＳ　±９"]),
        "quantity": st.fixed_dictionaries(
            {"number": st.floats(-1e15, 1e15), "unit": st.sampled_from(["件", "万", "万件", "%"])}
        ),
        "per": st.sampled_from(["月", "每", "/周", "一次", "?"]),
        "area": st.sampled_from(["坪山", "、", "至", "全国及周边", "区"]),
        "qualifications": st.lists(st.sampled_from(["ISO 9001", "证", "许可证", "—"]), max_size=3, unique=True),
        "valid_until": st.just("2027-01-01"),
        "needed_by": st.sampled_from(["2020-01-01", "2026-07-01"]),
    },
)  # fmt: skip


@given(st.lists(posts, min_size=2, max_size=5), st.sampled_from(["zh", "en"]))
def test_whatever_stands_in_the_fields_can_be_matched(fields: list[dict[str, Any]], spoken: words.Language) -> None:
    made = [record("supply_demand", "注塑", **each) for each in fields]
    with words.speaking(spoken):
        for match in matches(made, TODAY, settled=True):
            assert 0 < match.score <= 100
            assert match.told
