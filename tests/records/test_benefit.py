"""The yearly benefit against cases worked out by hand, its bands to the fen, and the formula as it is told."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app import words
from alliance_app.records.benefit import annual_benefit, benefit_band, formula_in_words
from alliance_app.records.errors import InvalidField
from alliance_app.records.kinds import PROJECT


def parts(volume: float, before: float, after: float, price: float, **more: Any) -> dict[str, Any]:
    """What a benefit is computed from."""
    unit = {"unit": more.pop("unit", "件")}
    fields = {"baseline": {"number": before, **unit}, "after": {"number": after, **unit}, "volume": volume}
    return {**fields, "unit_price": price, **more}


BY_HAND = [
    # a unit cost falls: 12,000 pieces × (3.2 − 2.1 = 1.1) × 1 yuan = 13,200; less 5,000 for the jig = 8,200
    (parts(12_000, 3.2, 2.1, 1, investment=5_000, period=12), 8_200.0, "<10 万元"),
    # false alarms: 3,600 hundreds of boards × (8.6 − 3.1 = 5.5) = 19,800; × 6.2 yuan = 122,760; less 18,000 = 104,760
    (parts(3_600, 8.6, 3.1, 6.2, investment=18_000, period=12), 104_760.0, "10–50 万元"),
    # power at peak hours: 12 months × (182 − 61 = 121 MWh) = 1,452 MWh; × 620 yuan = 900,240; less 240,240 = 660,000
    (parts(12, 182, 61, 620, investment=240_240, period=12), 660_000.0, ">50 万元"),
    # half a year is not stretched to a whole one: 6 months × 121 MWh × 620 yuan = 450,120; less 240,240 = 209,880
    (parts(6, 182, 61, 620, investment=240_240, period=6), 209_880.0, "10–50 万元"),
    # without a period the amount stands for what it was counted over: 100 × (2 − 1) × 10 = 1,000
    (parts(100, 2, 1, 10), 1_000.0, "<10 万元"),
    # thirds of a fen go to the nearer one: 3 × (0.335 − 0 = 0.335) × 1 = 1.005, half a fen goes up = 1.01
    (parts(3, 0.335, 0, 1), 1.01, "<10 万元"),
    # worse than before is a loss: 10 × (1 − 2 = −1) × 50 = −500; less 100 = −600
    (parts(10, 1, 2, 50, investment=100), -600.0, "<10 万元"),
    # nothing made yet is no benefit, but what was put in is spent: 0 × 1 × 5 = 0; less 800 = −800
    (parts(0, 2, 1, 5, investment=800), -800.0, "<10 万元"),
    # down to nothing: 40 × (2.5 − 0 = 2.5 hours) × 80 yuan = 8,000
    (parts(40, 2.5, 0, 80), 8_000.0, "<10 万元"),
]
EDGES = [
    (99_999.99, "<10 万元"),
    (100_000, "10–50 万元"),
    (100_000.01, "10–50 万元"),
    (499_999.99, "10–50 万元"),
    (500_000, "10–50 万元"),
    (500_000.01, ">50 万元"),
]


@pytest.mark.parametrize(("fields", "yuan", "band"), BY_HAND)
def test_the_benefit_is_what_was_worked_out_by_hand(fields: dict[str, Any], yuan: float, band: str) -> None:
    computed = PROJECT.computed(PROJECT.checked(fields))
    assert computed == {"annual_benefit": yuan, "benefit_band": band}


@pytest.mark.parametrize(("yuan", "band"), EDGES)
def test_the_bands_end_at_the_fen(yuan: float, band: str) -> None:
    assert benefit_band(parts(1, 1, 0, yuan)) == band
    assert benefit_band(parts(1, 1, 0, yuan + 70_000, investment=70_000)) == band


@pytest.mark.parametrize("part", ["baseline", "after", "volume", "unit_price"])
def test_without_one_of_its_parts_there_is_no_benefit_and_no_formula(part: str) -> None:
    fields = {name: value for name, value in parts(1, 2, 1, 1).items() if name != part}
    assert (annual_benefit(fields), benefit_band(fields), formula_in_words(fields)) == (None, None, "")


def test_hours_and_pieces_are_not_taken_from_each_other() -> None:
    assert annual_benefit({**parts(1, 2, 1, 1), "after": {"number": 1, "unit": "小时"}}) is None


@pytest.mark.parametrize("months", [0, 13, 24])
def test_a_period_is_one_month_to_twelve(months: int) -> None:
    with pytest.raises(InvalidField):
        PROJECT.checked({"period": months})
    assert months == 0 or annual_benefit(parts(1, 2, 1, 1, period=months)) is None


def test_the_formula_is_told_with_its_numbers() -> None:
    told = parts(12_000, 3.2, 2.1, 1.5, investment=5_000, period=12)
    assert formula_in_words(told) == (
        "12,000 × (3.2 − 2.1) 件 × 1.5 yuan − investment 5,000 yuan = 14,800 yuan (over 12 months)"
    )
    assert formula_in_words(parts(10, 1, -2, 50, unit="")) == "10 × (1 − (-2)) × 50 yuan = 1,500 yuan"
    words.use("zh")
    try:
        assert (
            formula_in_words(told) == "12,000 × (3.2 − 2.1) 件 × 1.5 元 − 投入 5,000 元 = 14,800 元（按 12 个月计）"
        )
    finally:
        words.use("en")


money = st.decimals(min_value=0, max_value=10_000, places=2)


@given(st.integers(0, 10**6), money, money, money, money)
def test_it_is_exact_to_the_fen(volume: int, before: Decimal, after: Decimal, price: Decimal, put_in: Decimal) -> None:
    fields = parts(volume, float(before), float(after), float(price), investment=float(put_in))
    exact = volume * (before - after) * price - put_in
    assert abs(Decimal(str(annual_benefit(fields))) - exact) <= max(Decimal("0.005"), abs(exact) * Decimal("1e-15"))


largest = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-(10**15), 10**15)


@given(largest, largest, largest, largest, largest)
def test_whatever_a_field_can_hold_has_a_benefit(a: float, b: float, c: float, d: float, e: float) -> None:
    fields = PROJECT.checked(parts(a, b, c, d, investment=e))
    assert annual_benefit(fields) is not None
    assert "=" in formula_in_words(fields)
    assert benefit_band(fields) is not None
