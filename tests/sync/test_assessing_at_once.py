"""Two devices assess, review and take in catalogues at once, sync, and agree."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.alliance.catalogue import standard, standard_file
from alliance_app.alliance.catalogues import catalogue_for, import_catalogue, known_catalogues, naming
from alliance_app.alliance.reviews import Standing
from alliance_app.assessing import rate
from alliance_app.assessing.reviewing import review_here, review_there
from alliance_app.library import Library
from alliance_app.records import clock
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync.witness import witness_of
from tests.sync.scenes import picture, sync

YEAR = clock.today().year
CODES = [each.code for each in standard().indicators]


@pytest.fixture
def two(make: Callable[[str], Library], shared: Path) -> tuple[Library, Library]:
    """Two libraries with one folder."""
    libraries = make("A"), make("B")
    for each in libraries:
        sync(each, shared)
    return libraries


def meet(*libraries: Library) -> None:
    """Until everybody has what everybody gave, and all say the same."""
    for library in (*libraries, *libraries):
        sync(library)
    assert len({str(sorted(picture(each).items())) for each in libraries}) == 1


def begun(library: Library, other: Library, **values: float) -> tuple[str, str]:
    """A union and its self-assessment, on both; their ids."""
    member = library.add(NewRecord("member", "示范电子厂工会")).only
    rows = {code: {"value": value} for code, value in values.items()}
    fields = {"year": YEAR, "member": member, "indicators": rows}
    record_id = library.add(NewRecord("assessment", "自评", fields)).only
    library.share(member, record_id)
    meet(library, other)
    return member, record_id


def answer(library: Library, record_id: str, **values: Any) -> None:
    """Give answers, each as {"value": …}."""
    library.write(Edit(record_id, fields={"indicators": values}))


def catalogue(folder: Path, version: str) -> Path:
    """A file: the program's own catalogue in another version."""
    data = {**yaml.safe_load(standard_file().read_bytes()), "version": version}
    path = folder / f"{version}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def rated(library: Library, member: str) -> tuple[float, int, str]:
    """What a year comes to there, and by which catalogue."""
    found = rate(library, witness_of(library), member, YEAR)
    return found.assessment.total, found.assessment.stars, found.assessment.catalogue.version


def test_different_indicators_answered_at_once_are_both_kept(two: tuple[Library, Library]) -> None:
    one, other = two
    member, record_id = begun(one, other, I01=1)
    answer(one, record_id, I02={"value": 2})
    answer(other, record_id, I04={"value": 2, "note": "乙填"}, I05={"na": True})
    meet(one, other)
    rows = one.read(record_id).fields["indicators"]
    assert {code: row.get("value") for code, row in rows.items()} == {"I01": 1, "I02": 2, "I04": 2, "I05": None}
    assert one.clashes(record_id) == other.clashes(record_id) == ()
    assert rated(one, member) == rated(other, member)
    assert rated(one, member)[0] > 0


def test_the_same_indicator_answered_at_once_is_to_be_decided(two: tuple[Library, Library]) -> None:
    one, other = two
    member, record_id = begun(one, other, I01=1)
    answer(one, record_id, I02={"value": 1}, I04={"value": 2})
    answer(other, record_id, I02={"value": 2}, I04={"value": 2})
    meet(one, other)
    for library in two:
        (clash,) = library.clashes(record_id)
        assert clash.name == "indicators/I02"
        assert sorted(value["value"] for _author, value in clash.choices) == [1, 2]
    assert rated(one, member) == rated(other, member)
    other.decide(record_id, "indicators/I02", {"value": 2})
    meet(one, other)
    for library in two:
        assert library.clashes(record_id) == ()
        assert library.read(record_id).fields["indicators"]["I02"] == {"value": 2}


def test_catalogues_taken_in_and_years_rated_at_once_agree(two: tuple[Library, Library], tmp_path: Path) -> None:
    one, other = two
    member, record_id = begun(one, other, I01=2)
    for library, version in ((one, "1.9"), (other, "1.10")):
        import_catalogue(library, catalogue(tmp_path, version), witness_of(library), YEAR)
        assert rated(library, member)[2] == version
    meet(one, other)
    keys = [[each.key for each in known_catalogues(library, witness_of(library))] for library in two]
    assert keys[0] == keys[1]
    assert [rated(library, member)[2] for library in two] == ["1.10", "1.10"]
    chosen = catalogue_for(one, YEAR, witness_of(one))
    one.write(Edit(record_id, fields=naming(one.read(record_id), chosen)))
    import_catalogue(other, catalogue(tmp_path, "2"), witness_of(other), YEAR)
    meet(one, other)
    assert [rated(library, member)[2] for library in two] == ["1.10", "1.10"]


def test_reviews_given_at_once_agree_and_are_to_be_decided(two: tuple[Library, Library]) -> None:
    one, other = two
    _member, record_id = begun(one, other, I01=2)
    for library, result in ((one, "同意一星"), (other, "同意二星")):
        review_here(library, record_id, result, on="2026-11-26")
    meet(one, other)
    found = [review_there(library, record_id) for library in two]
    assert found[0] == found[1]
    assert found[0].standing is Standing.UNVERIFIED
    assert {each.name for each in one.clashes(record_id)} == {"reviewed_by", "review_result"}
    one.decide(record_id, "review_result", "同意二星")
    one.decide(record_id, "reviewed_by", "B 主席")
    meet(one, other)
    assert review_there(other, record_id).result == "同意二星"
    assert one.clashes(record_id) == other.clashes(record_id) == ()


ANSWERS = st.dictionaries(
    st.sampled_from(CODES[:6]),
    st.fixed_dictionaries({"value": st.integers(0, 5)}) | st.just({"na": True}) | st.none(),
    max_size=4,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1), ANSWERS, st.booleans()), max_size=8))
def test_however_two_assess_and_sync_they_agree(
    two: tuple[Library, Library], steps: list[tuple[int, dict[str, Any], bool]]
) -> None:
    member, record_id = begun(*two)
    for at, answers, synced in steps:
        if answers:
            answer(two[at], record_id, **answers)
        if synced:
            sync(two[at])
    meet(*two)
    assert two[0].clashes(record_id) == two[1].clashes(record_id)
    assert rated(two[0], member) == rated(two[1], member)
