"""Every target with the inputs that once did harm, those the program itself would make, and some of hypothesis's.

Each input runs in another process, with bounds: a reader that crashes, hangs or eats the memory fails here by name.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.apart import Apart
from tests.fuzz.targets import TABLE, Target


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    child = Apart()
    yield child
    child.close()


@pytest.mark.parametrize("target", TABLE, ids=lambda each: each.name)
def test_no_input_harms_a_reader(apart: Apart, target: Target) -> None:
    for data in (*target.found(), *target.seeds()):
        _bear(apart, target, data)

    @settings(
        max_examples=target.examples,
        derandomize=True,  # `make fuzz` is there to look for new ones
        phases=(Phase.generate,),
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large],
    )
    @given(_inputs(target))
    def borne(data: bytes) -> None:
        _bear(apart, target, data)

    borne()


def _bear(apart: Apart, target: Target, data: bytes) -> None:
    verdict = apart.run(target.name, data)
    assert verdict.is_borne(deadly=target.deadly), f"{target.name} {data!r}\n{verdict.killed_by}\n{verdict.fault}"


def _inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Any bytes; or an input the program would make, cut, with pieces of another one put in."""
    seeds = target.seeds()
    anything = st.binary(max_size=min(target.most, 512))
    changed = st.tuples(st.sampled_from(seeds), st.integers(0, 4_096), st.integers(0, 64), st.binary(max_size=64)).map(
        _cut
    )
    return st.one_of(anything, changed)


def _cut(drawn: tuple[bytes, int, int, bytes]) -> bytes:
    seed, at, gone, put_in = drawn
    at %= len(seed) + 1
    return seed[:at] + put_in + seed[at + gone :]
