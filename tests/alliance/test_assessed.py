"""Several records of one year: which is written to, and what they say together."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.assessed import as_one, assessed
from alliance_app.records.values import Record, State

CODES = st.sampled_from(["I01", "I02", "B1"])
LINES = st.dictionaries(CODES, st.fixed_dictionaries({"value": st.integers(0, 3)}))


def record(number: int, at: str, lines: dict[str, object], member: str = "M", year: int = 2026) -> Record:
    return Record(
        id=f"A{number}",
        kind="assessment",
        title="",
        fields={"member": member, "year": year, "indicators": lines},
        tags=(),
        body="",
        attachments=(),
        state=State.DRAFT,
        created_at=at,
        created_by="",
        updated_at=at,
        updated_by="",
        version=f"v{number}",
    )


@given(st.lists(st.tuples(st.sampled_from(["2026-01-01", "2026-01-02"]), LINES), min_size=1, max_size=4))
def test_every_device_says_the_same_and_nothing_is_lost(made: list[tuple[str, dict[str, object]]]) -> None:
    records = [record(number, at, lines) for number, (at, lines) in enumerate(made)]
    said = {repr(assessed(order, "M", 2026)) for order in permutations(records)}
    assert len(said) == 1
    found = assessed(records, "M", 2026)
    assert set(found.lines) == {code for _at, lines in made for code in lines}
    assert found.record is not None
    assert found.record.created_at == min(at for at, _lines in made)
    assert found.ids == {each.id for each in records}
    edit = as_one(found)
    own = dict(found.record.fields["indicators"])
    assert own | (dict(edit.fields["indicators"]) if edit else {}) == found.lines
    assert found.together is not None
    assert found.together.fields["indicators"] == found.lines


def test_what_differs_is_named_and_the_first_one_counts() -> None:
    first = record(1, "2026-01-01", {"I01": {"value": 1}, "I02": {"value": 2}})
    second = record(2, "2026-02-01", {"I01": {"value": 9}, "I02": {"value": 2}})
    found = assessed([second, first], "M", 2026)
    assert found.apart == ("I01",)
    assert found.lines["I01"] == {"value": 1}


def test_other_years_and_unions_are_left_out() -> None:
    others = [record(1, "2026-01-01", {}, member="N"), record(2, "2026-01-01", {}, year=2025)]
    assert assessed(others, "M", 2026).record is None
