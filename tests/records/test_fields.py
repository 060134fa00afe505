"""Every declared field checks, reads and shows its values."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app import words
from alliance_app.records.errors import AllianceError, InvalidField, InvalidText, UnknownField, UnknownKind
from alliance_app.records.fields import (
    Choice,
    Computed,
    Day,
    Field,
    Flag,
    Integer,
    Many,
    Moment,
    Number,
    Quantity,
    Text,
)
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS, MEMBER, PROJECT, SALON, kind_named
from tests.records.values_of import values_of

TYPED = [
    pytest.param(kind, field, id=f"{kind.name}.{field.name}")
    for kind in KINDS.values()
    for field in kind.fields
    if not isinstance(field, Computed)
]


@pytest.mark.parametrize(("kind", "field"), TYPED)
@given(st.data())
def test_checking_a_checked_value_changes_nothing(kind: Kind, field: Field, data: st.DataObject) -> None:
    stored = field.check(data.draw(values_of(field)))
    assert field.check(stored) == stored


READ_BACK = (Integer, Number, Flag, Day, Moment, Choice, Quantity)


@pytest.mark.parametrize(("kind", "field"), [each for each in TYPED if isinstance(each.values[1], READ_BACK)])
@given(st.data())
def test_what_is_shown_can_be_typed_back(kind: Kind, field: Field, data: st.DataObject) -> None:
    stored = field.check(data.draw(values_of(field)))
    assert field.parse(field.show(stored)) == stored


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers(), max_size=2)))
def test_a_value_is_stored_or_refused_in_one_line(value: Any) -> None:
    """Each value is put to every field: drawing it takes longer than all the answers."""
    for kind in KINDS.values():
        for field in kind.fields:
            refusal = None if isinstance(field, Computed) else _refusal(field, value)
            assert refusal is None or (refusal and "\n" not in refusal), f"{kind.name}.{field.name}"


def _refusal(field: Field, value: Any) -> str | None:
    """What the field says against the value; None when it takes it."""
    try:
        field.check(value)
    except AllianceError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (Day("d"), "2024年7月2日", "2024-07-02"),
        (Day("d"), "2024/7/2", "2024-07-02"),
        (Moment("m"), "2024年7月12日 14:30", "2024-07-12T14:30"),
        (Moment("m"), "2024-07-12 9：05", "2024-07-12T09:05"),
        (Moment("m"), "2024-07-12", "2024-07-12"),
        (Integer("i"), "1,284", 1284),
        (Number("n", unit="元"), "12.50 元", 12.5),
        (Quantity("q"), "12,000.5 kWh", {"number": 12000.5, "unit": "kWh"}),
        (Flag("f"), "是", True),
        (Many("m"), "节能、看板；班组", ["节能", "看板", "班组"]),
        (SALON.field("decisions"), "1 | 共享能耗基线表 | 王工 | 2024-07-20", [
            {"no": 1, "what": "共享能耗基线表", "who": "王工", "due": "2024-07-20"}
        ]),
        (PROJECT.field("stage_dates"), "立项 2024-03-01", {"approved": {"on": "2024-03-01"}}),
        (PROJECT.field("stage"), "立项", "approved"),
        (MEMBER.field("chain_stage"), "加工、运输", ["processing", "transport"]),
        (Text("t"), "  ", None),
    ],
)  # fmt: skip
def test_people_type_values_their_way(field: Field, typed: str, stored: object) -> None:
    assert field.parse(typed) == stored


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        (Day("d", en="Date"), "2024-02-30", "Date: “2024-02-30” is not a date such as 2024-07-12"),
        (Moment("m", en="Starts"), "2024-07-12 25:00",
         "Starts: “2024-07-12 25:00” is not a date and time such as 2024-07-12 14:30"),
        (Integer("i", en="Issue"), "twelve", "Issue: “twelve” is not a whole number"),
        (Integer("i", en="Period", least=1, most=12), "13", "Period: 13 is not between 1 and 12"),
        (PROJECT.field("stage"), "done", "Stage: “done” is not one of: Proposed、"),
        (PROJECT.field("annual_benefit"), "100",
         "Yearly benefit: this is computed from the other fields and cannot be typed"),
        (SALON.field("decisions"), "1 | a | b | 2024-01-01 | c | d", "Decisions: a row has 5 columns at most"),
        (SALON.field("host"), "x", "Host: “x” is not the id of a record"),
        # which a pattern would try to part in all ways there are
        (Day("d", en="Date"), f"2024{' ' * 200}-01-02", "Date: “2024"),
        (Moment("m", en="Starts"), f"2024-01-02{' ' * 200}14:30", "Starts: “2024"),
        (Quantity("q", en="Baseline"), f"{'0' * 3_000}12 kWh", "Baseline: a number with a unit is needed"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(field: Field, typed: str, says: str) -> None:
    with pytest.raises(InvalidField) as refused:
        field.parse(typed)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize("value", [10**400, -(10**400), float("nan"), float("inf"), 1e16])
def test_a_number_beyond_all_measure_is_refused(value: float) -> None:
    with pytest.raises(InvalidField):
        Number("n", en="Number").check(value)


def test_a_text_with_control_characters_is_refused() -> None:
    with pytest.raises(InvalidText):
        Text("t", en="Place").check("a\x07b")


def test_kinds_and_fields_are_found_by_name_and_by_label_in_both_languages() -> None:
    assert kind_named("主席沙龙") is SALON
    assert kind_named("沙龙") is SALON
    assert kind_named("Salon note") is SALON
    assert SALON.field("期次") is SALON.field("Issue") is SALON.field("issue_no")
    with pytest.raises(UnknownKind):
        kind_named("picnic")
    with pytest.raises(UnknownField):
        SALON.field("weather")


def test_labels_follow_the_language() -> None:
    assert SALON.label == "Salon note"
    words.use("zh")
    try:
        assert (SALON.label, SALON.short_label, SALON.field("host").label) == ("主席沙龙", "沙龙", "主办")
    finally:
        words.use("en")


@pytest.mark.parametrize(
    ("fields", "benefit", "band"),
    [
        # 1,000 pieces × (5 − 3) kWh × 0.8 yuan − 600 yuan = 1,000 yuan
        ({"baseline": {"number": 5, "unit": "kWh"}, "after": {"number": 3, "unit": "kWh"}, "volume": 1000,
          "unit_price": 0.8, "investment": 600, "period": 12}, 1000.0, "<10 万元"),
        ({"baseline": {"number": 2, "unit": ""}, "after": {"number": 1,
         "unit": ""}, "volume": 100000, "unit_price": 1}, 100000.0, "10–50 万元"),
        ({"baseline": {"number": 2, "unit": ""}, "after": {"number": 1,
         "unit": ""}, "volume": 500001, "unit_price": 1}, 500001.0, ">50 万元"),
        ({"baseline": {"number": 2, "unit": "a"}, "after": {"number": 1,
         "unit": "b"}, "volume": 1, "unit_price": 1}, None, None),
        ({"volume": 1, "unit_price": 1}, None, None),
    ],
)  # fmt: skip
def test_the_yearly_benefit_is_computed(fields: dict[str, Any], benefit: float | None, band: str | None) -> None:
    computed = PROJECT.computed(PROJECT.checked(fields))
    assert computed.get("annual_benefit") == benefit
    assert computed.get("benefit_band") == band
