"""A catalogue's file may come from anyone: what is wrong with it is named, and nothing breaks."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.alliance.catalogue import CatalogueDamaged, read, standard, standard_file
from alliance_app.alliance.catalogue_text import MAX_FILE
from alliance_app.alliance.stars import Answer, assess

STANDARD: dict[str, Any] = yaml.safe_load(standard_file().read_bytes())
_BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def written(data: Any) -> bytes:
    quick = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # without it this takes minutes
    return str(yaml.dump(data, Dumper=quick, allow_unicode=True)).encode()


def changed(*path: Any, to: Any) -> bytes:
    """The standard catalogue with one part changed."""
    data = copy.deepcopy(STANDARD)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to
    return written(data)


_FIRST = ("classes", 0, "items", 0, "indicators", 0)
_I03 = ("classes", 0, "items", 0, "indicators", 2)
_C1_1 = STANDARD["classes"][0]["items"][0]


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"", "missing or wrong"),
        (b"just words", "missing or wrong"),
        (b"\xff\xfe\x00", "not written as YAML"),
        (b"id: [", "while parsing"),
        (_BOMB.encode(), "refers to parts of itself"),
        (b"a: &a [*a]", "refers to parts of itself"),
        (b"[" * 5_000, "too large"),
        (b"{a: " * 5_000, "too large"),
        (b"- 1\n" * 60_000, "too large"),
        (b"x" * (MAX_FILE + 1), "too large"),
        (b"id: a\nid: b", "stands twice in one place"),
        (b"<<: {id: a}", "stands twice in one place"),
        (b"? [a, b]\n: c", "stands twice in one place"),
        (b"id: !!python/object/apply:os.system ['true']", "could not determine a constructor"),
        (b"id: !!binary aGVsbG8=", "neither text nor number"),
        (b"id: 2026-01-01", "neither text nor number"),
        (b"id: .nan", "no number to count with"),
        (b"id: 1" + b"0" * 5_000, "not written as YAML"),
        (b"id: " + b"a" * 5_000, "too long"),
        (changed("id", to="../x"), "cannot be its id"),
        (changed("version", to=""), "cannot be its version"),
        (changed("first_year", to=12), "cannot be its first year"),
        (changed(*_FIRST, "code", to="I02"), "I02 stands twice"),
        (changed(*_FIRST, "code", to="I 1"), "no code or no name"),
        (changed(*_FIRST, "points", to=5), "do not add up"),
        (changed(*_FIRST, "points", to=-2), "amount of I01 is wrong"),
        (changed(*_FIRST, "points", to="nan"), "amount of I01 is wrong"),
        (changed(*_FIRST, "targets", to={1: 1, 2: 2, 3: "inf"}), "amount of I01 is wrong"),
        (changed(*_FIRST, "targets", to={1: 3, 2: 2, 3: 1}), "do not rise"),
        (changed(*_FIRST, "targets", to={1: 1}), "missing or wrong"),
        (changed(*_FIRST, "counted", to="the stars above"), "not known"),
        (changed(*_FIRST, "required_for", to=[4]), "for a star there is not"),
        (changed(*_FIRST, "na", to={"zh": "x", "credit": 7}), "where it does not apply"),
        (changed(*_FIRST, "na", to={"zh": "x"}), "where it does not apply"),
        (changed("classes", 0, "points", to=11), "do not add up"),
        (changed("classes", 0, "zh", to=["x"]), "no code or no name"),
        (changed("classes", 0, "code", to={"x": 1}), "no code or no name"),
        (changed(*_FIRST, "required_for", to=[1, 2, 3, "x"]), "missing or wrong"),
        (changed(*_I03, "required_for", to=[1]), "I03 is required for a star that has no target for it"),
        (changed(*_I03, "targets", to={1: None, 2: None, 3: None}), "targets of I03 do not rise"),
        (changed(*_FIRST, "better", to="more"), "missing or wrong: 'more'"),
        (changed(*_FIRST, "effort", to=0), "effort of I01 is not from 1 to 5"),
        (changed(*_FIRST, "effort", to="much"), "missing or wrong"),
        (changed(*_FIRST, "todo", to="做"), "missing or wrong"),
        (changed(*_FIRST, "look_for", to="宣讲"), "missing or wrong: 宣讲"),
        (changed(*_FIRST, "evidence", to="会议纪要"), "missing or wrong: 会议纪要"),
        (changed(*_FIRST, "counted", to="minutes:"), "“minutes:”, which is not known"),
        (changed("base_points", to=120), "the classes add up to 100 points, not to 120"),
        (changed("classes", to=STANDARD["classes"][1:]), "the classes add up to 90 points, not to 100"),
        (changed("classes", 0, "items", 0, to={**_C1_1, "points": 0, "indicators": []}), "do not add up"),
        (changed("classes", 0, "items", to=[]), "C1 has no parts"),
        (changed("classes", 0, "items", 0, "indicators", to=[]), "C1.1 has no parts"),
        (changed("bonus", "items", 0, "code", to="V1"), "V1 stands twice"),
        (changed("stars", 0, "min_total", to=85), "does not rise from star to star"),
        (changed("stars", 2, "min_class_fraction", to=0.1), "does not rise from star to star"),
        (changed("stars", 2, "min_total", to=101), "more points than there are"),
        (changed("stars", to=[]), "not all there"),
        (changed("stars", 0, "min_total", to="70"), "amount of 1 is wrong"),
        (changed("stars", 0, "min_class_fraction", to=2), "amount of 1 is wrong"),
        (changed("fractions", to={1: 0.9, 2: 0.5, 3: 1}), "fractions do not rise"),
        (changed("bonus", "most", to=-1), "is wrong"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_catalogue_is_named(raw: bytes, named: str) -> None:
    with pytest.raises(CatalogueDamaged) as refused:
        read(raw, "新目录.yaml")
    assert named in str(refused.value)
    assert "新目录.yaml" in str(refused.value)


def test_the_programs_own_catalogue_is_read_as_any() -> None:
    assert read(standard_file().read_bytes(), "x") == standard()
    assert read(changed("first_year", to=2027), "x").first_year == 2027


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in nested data."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*path, key))


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(_places(STANDARD))), ODD, st.dictionaries(st.text(max_size=4), st.floats()))
def test_whatever_is_put_into_a_catalogue_it_is_refused_or_rates(
    path: tuple[Any, ...], odd: Any, values: dict[str, float]
) -> None:
    try:
        catalogue = read(changed(*path, to=odd), "x")
    except CatalogueDamaged:
        return
    answers = {each.code: Answer(values.get(each.code, 2.0), na=not values) for each in catalogue.indicators}
    found = assess(catalogue, answers)
    assert 0 <= found.total <= catalogue.base_points + catalogue.most_bonus + 1e-6
    assert 0 <= found.stars <= 3
