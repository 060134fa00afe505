"""Year over year: every year a union assessed itself, with its own catalogue, and what changed between two."""

from dataclasses import replace
from datetime import date

import pytest

from alliance_app.alliance.catalogue import Catalogue, standard
from alliance_app.alliance.stars import Answer, assess
from alliance_app.alliance.years import differences, years_of
from alliance_app.records.values import Record
from tests.alliance.records_of import record

CATALOGUE = standard()
TODAY = date(2026, 11, 26)


def assessment(member: Record, year: int, values: dict[str, float]) -> Record:
    rows = {code: {"value": value} for code, value in values.items()}
    return record("assessment", year=year, member=member.id, indicators=rows)


def test_each_year_has_its_total_its_stars_and_the_points_of_its_classes() -> None:
    member, other = record("member"), record("member")
    at_three = {each.code: each.targets[3] or 0.0 for each in CATALOGUE.indicators}
    mine = [assessment(member, 2024, {"I01": 1, "I07": 2}), assessment(member, 2026, at_three)]
    records = [member, other, *mine, assessment(other, 2023, {"I01": 1})]
    first, second = years_of(records, lambda _year, _record: CATALOGUE, member.id, today=TODAY)
    assert (first.year, first.record_id, first.assessment.stars) == (2024, mine[0].id, 0)
    assert first.assessment.total == pytest.approx(3.3)
    assert first.by_class == {**dict.fromkeys((f"C{n}" for n in range(1, 8)), 0.0), "C1": 1.7, "C2": 1.6}
    assert (second.year, second.assessment.total, second.assessment.stars) == (2026, 100, 3)
    assert second.by_class == {each.code: each.points for each in CATALOGUE.classes}


def test_a_year_that_is_asked_for_is_there_without_a_self_assessment() -> None:
    member = record("member", workers=100, members=95)
    (only,) = years_of([member], lambda _year, _record: CATALOGUE, member.id, also=[2026], today=TODAY)
    assert (only.year, only.record_id) == (2026, None)
    assert only.assessment.scored["I13"].answer.value == 95


def test_every_year_is_rated_by_its_own_catalogue() -> None:
    member = record("member")
    easier = replace(CATALOGUE, id="easier", fractions={1: 1.0, 2: 1.0, 3: 1.0})

    def catalogue_of(year: int, _record: Record | None) -> Catalogue:
        return easier if year == 2024 else CATALOGUE

    records = [member, *(assessment(member, year, {"I07": 2}) for year in (2024, 2025))]
    years = years_of(records, catalogue_of, member.id, today=TODAY)
    assert [each.assessment.total for each in years] == pytest.approx([2.0, 1.6])


def test_what_changed_is_told_by_indicator_the_greatest_change_first() -> None:
    before = assess(CATALOGUE, {"I01": Answer(2), "I07": Answer(2), "I10": Answer(2), "I12": Answer(1)})
    after = assess(CATALOGUE, {"I01": Answer(2), "I07": Answer(6), "I10": Answer(3), "I12": Answer(0)})
    found = differences(before, after)
    assert [(each.indicator.code, round(each.points, 2)) for each in found] == [("I12", -1.6), ("I07", 0.4), ("I10", 0)]


def test_an_indicator_of_one_catalogue_only_is_told_as_new_or_gone() -> None:
    first = CATALOGUE.classes[0]
    without = replace(CATALOGUE, classes=CATALOGUE.classes[1:])
    gone = {each.code for item in first.items for each in item.indicators}
    found = differences(assess(CATALOGUE, {"I01": Answer(2)}), assess(without, {}))
    assert [(each.indicator.code, each.after, each.points) for each in found if each.points] == [("I01", None, -2)]
    assert {each.indicator.code for each in found} <= gone
