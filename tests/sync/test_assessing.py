"""Two chairs of a union assess it at once: after sync both rate it alike, with every value and piece of evidence."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alliance_app.assessing import rate
from alliance_app.library import Library
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync.witness import witness_of
from tests.sync.scenes import picture, sync

YEAR, TODAY = 2026, date(2026, 11, 26)


@pytest.fixture
def two(make: Callable[[str], Library], shared: Path) -> tuple[Library, Library, str, str]:
    """Two libraries with one union and its self-assessment; the ids of both records."""
    first, second = make("王工"), make("李主席")
    member = first.add(NewRecord("member", "精工工会", {"workers": 100, "members": 96})).only
    fields = {"year": YEAR, "member": member, "indicators": {"I01": {"value": 1}}}
    assessment = first.add(NewRecord("assessment", "自评", fields)).only
    first.share(member, assessment)
    sync(first, shared)
    sync(second, shared)
    return first, second, member, assessment


def put(library: Library, assessment: str, rows: dict[str, Any]) -> None:
    library.write(Edit(assessment, fields={"indicators": rows}))


def rated(library: Library, member: str) -> Any:
    return rate(library, witness_of(library), member, YEAR, TODAY)


def settle(first: Library, second: Library) -> None:
    for library in (first, second, first, second):
        sync(library)
    assert picture(first) == picture(second)


def test_values_of_different_indicators_and_counted_records_come_together(
    two: tuple[Library, Library, str, str],
) -> None:
    first, second, member, assessment = two
    minutes = first.add(NewRecord("document", "纪要", {"type": "minutes", "owner": member})).only
    lecture = {"type": "lecture", "date": "2026-03-01", "owner": member}
    talks = [second.add(NewRecord("activity", f"宣讲 {at}", lecture)).only for at in (1, 2)]
    first.share(minutes)
    second.share(*talks)
    put(first, assessment, {"I02": {"value": 2, "evidence": [minutes]}, "I25": {"value": 2}})
    put(second, assessment, {"I10": {"value": 6}, "V3": {"value": 0}, "B3": {"value": 1}})
    settle(first, second)
    one, other = rated(first, member), rated(second, member)
    assert one.assessment == other.assessment
    assert [each.what for each in one.steps] == [each.what for each in other.steps]
    scored = one.assessment.scored
    assert [scored[code].answer.value for code in ("I01", "I02", "I10", "I25", "I07", "I13")] == [1, 2, 6, 2, 2, 96]
    assert scored["I02"].answer.evidence == (minutes,)
    assert set(scored["I07"].answer.evidence) == set(talks)
    assert one.assessment.bonus == 1


def test_the_same_indicator_given_two_values_is_one_of_them_on_both_sides_and_asked_about(
    two: tuple[Library, Library, str, str],
) -> None:
    first, second, member, assessment = two
    put(first, assessment, {"I01": {"value": 2}})
    put(second, assessment, {"I01": {"value": 0}})
    settle(first, second)
    values = {rated(each, member).assessment.scored["I01"].answer.value for each in (first, second)}
    assert len(values) == 1
    assert values <= {0, 2}
    assert [each.name for each in first.clashes(assessment)] == ["indicators/I01"]


def test_two_self_assessments_of_one_year_are_rated_by_the_same_one(two: tuple[Library, Library, str, str]) -> None:
    first, second, member, _assessment = two
    for library, value in ((first, 1), (second, 2)):
        fields = {"year": YEAR, "member": member, "indicators": {"I04": {"value": value}}}
        library.share(library.add(NewRecord("assessment", f"又一份 {value}", fields)).only)
    settle(first, second)
    one, other = rated(first, member), rated(second, member)
    assert one.record is not None
    assert other.record is not None
    assert (one.record.id, one.assessment) == (other.record.id, other.assessment)
