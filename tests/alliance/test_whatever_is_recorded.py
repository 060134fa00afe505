"""Whatever stands in the records, a year can be rated, the steps be told and the years be compared."""

import math
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_app.alliance.catalogue import standard
from alliance_app.alliance.nearly import nearly_there
from alliance_app.alliance.next_steps import StepKind, next_steps
from alliance_app.alliance.stars import assessment_of
from alliance_app.alliance.years import differences, years_of
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet
from alliance_app.records.values import Record
from tests.alliance.records_of import record
from tests.records.values_of import LINES, values_of

CATALOGUE = standard()
TODAY = date(2026, 11, 26)
WORDS = st.sampled_from(
    ["党支部专题研究", "职代会", "集体合同", "女职工休息室", "结对帮带", "经费审查", "工作总结", ""]
)
DAYS = st.sampled_from(["2026-03-01", "2025-12-31", "2026-12-30", "9999-12-31", "1000-01-01"])
COUNTED_FROM = ("salon", "open_day", "project", "supply_demand", "activity", "document", "assessment")


@st.composite
def records_of_a_member(draw: st.DrawFn) -> list[Record]:
    """A member with anything its form takes, and records that are its own with anything theirs takes."""
    member = record("member", "工会", **_fields(draw, "member"))
    made = [member]
    for kind in draw(st.lists(st.sampled_from(COUNTED_FROM), max_size=6)):
        fields = _fields(draw, kind)
        for declared in KINDS[kind].fields:
            if getattr(declared, "to", None) == "member":
                fields[declared.name] = [member.id] if declared.many else member.id
            if declared.name in ("date", "starts_at", "valid_until") and draw(st.booleans()):
                fields[declared.name] = draw(DAYS)
        if kind == "assessment":
            fields["year"] = draw(st.sampled_from([2024, 2025, 2026]))
        made.append(record(kind, draw(st.one_of(WORDS, LINES)) or "题", **fields))
    return made


def _fields(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    declared = [each for each in KINDS[kind].fields if not each.computed]
    return {
        each.name: draw(_indicator_rows(each) if isinstance(each, Sheet) and each.rows is None else values_of(each))
        for each in declared
        if draw(st.booleans())
    }


def _indicator_rows(declared: Sheet) -> st.SearchStrategy[Any]:
    """Rows of the catalogue's codes, and of others."""
    codes = [each.code for each in CATALOGUE.indicators[:12]] + ["B1", "D1", "V1", "I99"]
    columns = {each.name: values_of(each) for each in declared.columns}
    return st.dictionaries(st.sampled_from(codes), st.fixed_dictionaries({}, optional=columns), max_size=4)


@settings(max_examples=150)
@given(records_of_a_member())
def test_it_is_rated_and_the_steps_and_years_are_told(records: list[Record]) -> None:
    member = records[0]
    found = assessment_of(records, CATALOGUE, member.id, 2026, TODAY)
    assert 0 <= found.total <= CATALOGUE.base_points + CATALOGUE.most_bonus
    known = {each.id for each in records}
    for scored in found.scored.values():
        own = scored.answer.in_library
        assert own is None or math.isfinite(own.value)
        assert own is None or set(own.records) <= known
    steps = next_steps(found, nearly_there(records, CATALOGUE, member.id, 2026, TODAY))
    assert all(step.what and (step.gain > 0 or step.kind is StepKind.PROVE) for step in steps)
    assert all(near.record_id in known for step in steps for near in step.near)
    years = years_of(records, lambda _year, _record: CATALOGUE, member.id, also=[2026], today=TODAY)
    assert years[-1].assessment == found
    for before, after in pairwise(years):
        changed = sum(each.points for each in differences(before.assessment, after.assessment))
        base = [sum(each.points for each in one.assessment.scored.values()) for one in (before, after)]
        assert math.isclose(changed, base[1] - base[0], abs_tol=1e-6)


def test_nothing_at_all_is_rated_as_nothing() -> None:
    found = assessment_of([], CATALOGUE, "", 2026, TODAY)
    assert (found.total, found.stars) == (0, 0)
    assert all(each.answer.value in (None, 0) for each in found.scored.values())
