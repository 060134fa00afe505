"""What a union does next: every step gains what it says, the best first, what blocks the next star before the rest."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app import words
from alliance_app.alliance.catalogue import STARS, standard
from alliance_app.alliance.counting import Counted
from alliance_app.alliance.nearly import Near
from alliance_app.alliance.next_steps import NextStep, StepKind, next_steps
from alliance_app.alliance.stars import Answer, assess

CATALOGUE = standard()
FULL = {each.code: Answer(each.targets[3], evidence=("r",)) for each in CATALOGUE.indicators}
AT_ONE = {each.code: Answer(each.targets[1]) for each in CATALOGUE.indicators if each.targets[1] is not None}
CODES = sorted(FULL)

ANSWERS = st.dictionaries(
    st.sampled_from([*CODES, "B1", "B2", "D1", "D2", "V1"]),
    st.builds(
        Answer,
        value=st.one_of(st.none(), st.floats(0, 200), st.integers(0, 100).map(float)),
        na=st.booleans(),
        evidence=st.sampled_from([(), ("r",)]),
        in_library=st.one_of(st.none(), st.builds(Counted, st.floats(0, 100), st.just(("r",)))),
    ),
)


def done(answers: dict[str, Answer], step: NextStep) -> dict[str, Answer]:
    """The answers after doing a step."""
    before = answers.get(step.code, Answer())
    if step.kind is StepKind.PROVE:
        return {**answers, step.code: Answer(before.value, before.na, ("r",), in_library=before.in_library)}
    return {**answers, step.code: Answer(step.target, evidence=before.evidence, in_library=before.in_library)}


@given(ANSWERS)
def test_every_step_gains_exactly_what_it_says(answers: dict[str, Answer]) -> None:
    before = assess(CATALOGUE, answers)
    for step in next_steps(before):
        after = assess(CATALOGUE, done(answers, step))
        assert after.total - before.total == pytest.approx(step.gain, abs=1e-9)
        assert after.scored[step.code].star == step.star
        assert (step.gain > 0) is (step.kind is not StepKind.PROVE)
        assert step.gain > 0 or step.secures > 0


@given(ANSWERS)
def test_steps_are_ranked_by_points_for_effort_and_what_the_next_star_needs_comes_first_among_equals(
    answers: dict[str, Answer],
) -> None:
    steps = next_steps(assess(CATALOGUE, answers))
    assert len({step.code for step in steps}) == len(steps)
    for one, other in pairwise(steps):
        assert one.worth >= other.worth - 1e-9
        if one.kind is not StepKind.PROVE and abs(one.worth - other.worth) < 1e-9:
            assert (one.required, one.blocking) >= (other.required, other.blocking)


@given(ANSWERS)
def test_doing_every_step_again_and_again_ends_at_three_stars_with_evidence(answers: dict[str, Answer]) -> None:
    now = {code: each for code, each in answers.items() if code not in ("V1", "D1", "D2") and not each.na}
    for _round in range(6):
        steps = next_steps(assess(CATALOGUE, now))
        for step in steps:
            now = done(now, step)
    assert next_steps(assess(CATALOGUE, now)) == ()
    assert assess(CATALOGUE, now).stars == 3


@pytest.mark.parametrize("stars", [0, 1, 2])
def test_a_required_indicator_that_blocks_the_next_star_has_a_step_up_to_that_stars_target(stars: int) -> None:
    answers = {each.code: Answer(each.targets[stars]) for each in CATALOGUE.indicators} if stars else {}
    found = assess(CATALOGUE, answers)
    assert found.stars == stars
    steps = {step.code: step for step in next_steps(found)}
    needed = {each.code for each in found.blockers if each.code in found.scored}
    assert needed == {code for code, step in steps.items() if step.required}
    assert all(steps[code].star > stars for code in needed)


def test_nothing_is_left_to_do_for_a_union_at_every_target_with_its_evidence() -> None:
    assert next_steps(assess(CATALOGUE, FULL)) == ()


def test_a_value_that_is_reached_without_evidence_asks_for_it_and_says_what_it_secures() -> None:
    answers = {**FULL, "I13": Answer(97.0)}
    (step,) = next_steps(assess(CATALOGUE, answers))
    assert (step.kind, step.code, step.gain, step.secures) == (StepKind.PROVE, "I13", 0.0, 3.0)
    with words.speaking("zh"):
        assert step.what == "补“职工入会率”的佐证：会员名册、职工花名册（保住 3 分）"


def test_steps_are_said_with_the_present_value_the_target_and_the_points() -> None:
    steps = {step.code: step for step in next_steps(assess(CATALOGUE, AT_ONE))}
    with words.speaking("zh"):
        said = "召开党工联席会议并留纪要：党工联席(共建协调)会议次数 1 → 2 次/年（必备项，+0.4 分）"
        assert steps["I02"].what == said
        assert steps["I54"].what == "承办一场企业开放日：承办开放日场次 ≥ 1 场/年（+1.7 分）"
    assert "(required, +0.4 points)" in steps["I02"].what


def test_the_librarys_better_value_is_the_easiest_step() -> None:
    answers = {**FULL, "I53": Answer(5, evidence=("r",), in_library=Counted(6, ("a", "b")))}
    (step,) = next_steps(assess(CATALOGUE, answers))
    assert (step.kind, step.now, step.target, step.effort) == (StepKind.TAKE, 5, 6, 1)
    with words.speaking("zh"):
        said = "“参加星级工会主席沙龙次数”资料库统计到 6 次/年，把自评的 5 改过来（必备项，+0.3 分）"
        assert step.what == said


def test_a_record_that_is_nearly_there_is_named_and_makes_the_step_easier() -> None:
    answers = {**FULL, "I50": Answer(2, evidence=("r",))}
    plain = next_steps(assess(CATALOGUE, answers))[0]
    near = {"I50": (Near("id", "回流焊节能改善", "已到效果检查，只差验收"),)}
    named = next_steps(assess(CATALOGUE, answers), near)[0]
    assert named.effort == plain.effort - 1
    assert named.near[0].record_id == "id"
    with words.speaking("zh"):
        said = "“回流焊节能改善”已到效果检查，只差验收：通过验收项目数 2 → 3 项/年（必备项，+0.3 分）"
        assert named.what == said


def test_every_indicator_of_the_programs_own_catalogue_says_what_to_do_and_how_hard_it_is() -> None:
    for each in CATALOGUE.indicators:
        assert each.todo is not None
        assert each.effort in range(1, 6)
        assert each.todo.zh.strip()
        assert each.todo.en.strip()
    assert {star for each in CATALOGUE.indicators for star in each.required_for} == set(STARS)


def test_a_share_of_the_few_records_that_are_here_does_not_make_a_typed_one_doubtful() -> None:
    answers = {**FULL, "I48": Answer(33, evidence=("r",), in_library=Counted(100, ("a",)))}
    (step,) = next_steps(assess(CATALOGUE, answers))
    assert (step.kind, step.code, step.target) == (StepKind.REACH, "I48", 40)
