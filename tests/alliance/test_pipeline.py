"""The way of a project: what each stage asks for, what a move writes, what going back takes away."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.pipeline import (
    ENDED,
    WAY,
    NotAProject,
    StageNotReady,
    StageTooEarly,
    has_evidence,
    missing_for,
    move_to,
    moved,
    moves,
    next_stage,
    papers_of,
    ruled,
    stage_days,
    undone,
)
from alliance_app.alliance.stalling import missing_evidence, stalled
from alliance_app.records import clock
from alliance_app.records.kinds import PROJECT
from alliance_app.records.options import STAGES
from alliance_app.records.values import Attachment, Edit, Record
from tests.alliance.records_of import fields_id, record

PLANT, PAPER = fields_id(10**9), fields_id(10**9 + 1)
PICTURE = Attachment("签字.png", "ab" * 32, 10, "image/png")
TODAY = date(2026, 6, 1)
ALL: dict[str, Any] = {
    "owner": PLANT,
    "category": "reform",
    "leader": "王工",
    "baseline": {"number": 3.2, "unit": "元/件"},
    "after": {"number": 2.1, "unit": "元/件"},
    "evidence": [PAPER],
    "volume": 12000,
    "unit_price": 1,
}


def project(stage: str, dates: dict[str, str] | None = None, **fields: Any) -> Record:
    return record("project", stage=stage, stage_dates={name: {"on": day} for name, day in (dates or {}).items()},
                  **fields)  # fmt: skip


def written(before: Record, edit: Edit) -> Record:
    """The record as the library would have it after an edit."""
    assert edit.record_id == before.id
    fields = {**before.fields, **edit.fields}
    rows = {**before.fields.get("stage_dates", {}), **edit.fields.get("stage_dates", {})}
    fields["stage_dates"] = {stage: row for stage, row in rows.items() if row is not None}
    kept = {name: value for name, value in fields.items() if value not in (None, {})}
    kept = {name: value for name, value in kept.items() if not PROJECT.by_name[name].computed}
    files = (*before.attachments, *(each for each in edit.attach if each not in before.attachments))
    return replace(before, fields={**kept, **PROJECT.computed(kept)},
                   attachments=tuple(each for each in files if each.sha256 not in edit.detach))  # fmt: skip


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in ALL.items() if name not in names}


@pytest.mark.parametrize(
    ("stage", "target", "lacking"),
    [
        ("proposed", "review", ["owner"]),
        ("review", "approved", ["category"]),
        ("approved", "doing", ["leader"]),
        ("doing", "checking", ["baseline", "after"]),
        ("checking", "accepted", ["evidence"]),
        ("accepted", "confirmed", ["volume", "unit_price", "confirmed_by"]),
        ("doing", "rejected", ["rejection_reason"]),
    ],
)
def test_each_step_asks_for_its_own_and_the_error_names_it(stage: str, target: str, lacking: list[str]) -> None:
    bare = project(stage, **without(*lacking))
    assert [each.field for each in move_to(bare, target).missing] == lacking
    with pytest.raises(StageNotReady) as refused:
        moved(bare, target)
    for name in lacking:
        assert PROJECT.by_name[name].label in str(refused.value)
    given = {"rejection_reason": "成本过高", "confirmed_by": "财务科", **ALL}
    ready = moved(bare, target, filled={name: given[name] for name in lacking})
    assert ready.fields["stage"] == target
    assert ready.fields["stage_dates"] == {target: {"on": clock.today().isoformat()}}


def test_promotion_and_archive_ask_for_nothing_of_their_own_and_money_is_no_condition() -> None:
    no_money = project("accepted", **without("volume", "unit_price"))
    ready = {move.stage for move in moves(no_money) if move.ready}
    assert ready == set(WAY) - {"accepted", "confirmed"}
    assert next_stage(no_money) == "confirmed"
    assert [next_stage(project(each)) for each in ENDED] == [None, None]


def test_stages_may_be_skipped_and_what_they_ask_for_may_not() -> None:
    idea = project("proposed", owner=PLANT)
    assert [each.field for each in move_to(idea, "accepted").missing] == [
        "category", "leader", "baseline", "after", "evidence",
    ]  # fmt: skip
    assert moved(project("proposed", **ALL), "accepted").fields["stage"] == "accepted"


def test_before_and_after_are_to_be_in_one_unit() -> None:
    mixed = project("doing", **{**ALL, "after": {"number": 2.1, "unit": "小时"}})
    (missing,) = move_to(mixed, "checking").missing
    assert (missing.field, missing.words) == ("after", "the same unit before and after")


def test_evidence_is_a_file_or_a_document_in_the_field_or_in_the_body() -> None:
    papers = papers_of(["验收单 2026-03"])
    bare = project("checking", **without("evidence"))
    assert not has_evidence(bare, papers)
    assert has_evidence(replace(bare, attachments=(PICTURE,)))
    assert has_evidence(project("checking", evidence=[PAPER]))
    assert has_evidence(replace(bare, body="见 [[验收单 2026-03]]。"), papers)
    for link in ("见 [[文章]]。", "`[[验收单 2026-03]]`"):
        assert not has_evidence(replace(bare, body=link), papers)
    assert moved(bare, "accepted", attach=(PICTURE,)).attach == (PICTURE,)


def test_finance_confirms_with_a_name_and_the_day_of_the_move() -> None:
    edit = moved(project("accepted", **ALL), "confirmed", date(2026, 4, 2), filled={"confirmed_by": "财务科"})
    told = {name: edit.fields[name] for name in ("finance_confirmed", "confirmed_by", "confirmed_on")}
    assert told == {"finance_confirmed": True, "confirmed_by": "财务科", "confirmed_on": "2026-04-02"}


def test_a_tick_for_finance_asks_for_who_when_and_a_benefit_wherever_the_project_is() -> None:
    ticked = project("accepted", finance_confirmed=True, **without("volume"))
    assert [each.field for each in missing_for(ticked, "accepted")] == ["volume", "confirmed_by", "confirmed_on"]
    assert [each.field for each in move_to(ticked, "confirmed").missing] == ["volume", "confirmed_by"]
    told = project("accepted", finance_confirmed=True, confirmed_by="财务科", confirmed_on="2026-03-01", **ALL)
    assert missing_for(told, "accepted") == ()


def test_going_back_is_allowed_keeps_the_first_day_and_takes_back_what_was_not_reached() -> None:
    dates = {"doing": "2026-01-05", "accepted": "2026-02-01", "confirmed": "2026-03-01"}
    confirmed = project("confirmed", dates, finance_confirmed=True, confirmed_by="财务科", **without("leader"))
    assert move_to(confirmed, "doing").back
    after = written(confirmed, moved(confirmed, "doing"))
    assert stage_days(after) == {"doing": "2026-01-05"}
    assert not {"finance_confirmed", "confirmed_by"} & set(after.fields)
    kept = written(confirmed, moved(project_like(confirmed, "promoted"), "confirmed"))
    assert kept.fields["finance_confirmed"]


def project_like(of: Record, stage: str) -> Record:
    return replace(of, fields={**of.fields, "stage": stage})


def test_what_was_not_adopted_is_taken_up_again_without_dodging_the_rule() -> None:
    rejected = project("rejected", {"review": "2026-01-05", "rejected": "2026-02-01"}, rejection_reason="成本过高",
                       owner=PLANT)  # fmt: skip
    with pytest.raises(StageNotReady):
        moved(rejected, "archived")
    after = written(rejected, moved(rejected, "review"))
    assert stage_days(after) == {"review": "2026-01-05"}
    assert "rejection_reason" not in after.fields


def test_a_day_to_come_or_before_an_earlier_stage_is_refused_with_the_reason() -> None:
    doing = project("doing", {"doing": "2026-03-01"}, **ALL)
    with pytest.raises(StageTooEarly, match="Under way was on 2026-03-01"):
        moved(doing, "checking", date(2026, 2, 28))
    with pytest.raises(StageTooEarly, match="Under way was on 2026-03-01"):
        moved(doing, "rejected", date(2026, 2, 28), filled={"rejection_reason": "停产"})
    with pytest.raises(StageTooEarly, match="still to come"):
        moved(doing, "checking", clock.today() + timedelta(days=1))
    assert moved(doing, "checking", date(2026, 3, 1)).fields["stage_dates"] == {"checking": {"on": "2026-03-01"}}


def test_what_was_imported_is_shown_with_what_it_lacks() -> None:
    assert [each.field for each in missing_for(project("accepted", **without("evidence", "leader")), "accepted")] == [
        "leader",
        "evidence",
    ]


def test_a_plain_edit_of_the_stage_is_a_move() -> None:
    checking = project("checking", {"checking": "2026-02-01"}, **without("evidence"))
    with pytest.raises(StageNotReady, match="Evidence"):
        ruled(checking, Edit(checking.id, fields={"stage": "accepted"}))
    linked = ruled(checking, Edit(checking.id, fields={"stage": "accepted"}, body="[[验收单]]"), papers_of(["验收单"]))
    assert (linked.body, linked.fields["stage"]) == ("[[验收单]]", "accepted")
    dated = {"stage": "accepted", "evidence": [PAPER], "stage_dates": {"accepted": {"on": "2026-03-02"}}}
    assert ruled(checking, Edit(checking.id, fields=dated)).fields["stage_dates"] == dated["stage_dates"]
    only = replace(checking, attachments=(PICTURE,))
    with pytest.raises(StageNotReady):
        ruled(only, Edit(only.id, fields={"stage": "accepted"}, detach=(PICTURE.sha256,)))
    for other in (Edit(checking.id, fields={"leader": "李工"}), Edit(checking.id, fields={"stage": "checking"})):
        assert ruled(checking, other) is other
    salon = record("salon", starts_at="2026-01-01")
    with pytest.raises(NotAProject):
        moved(salon, "accepted")


stages = st.sampled_from(list(STAGES))
some_fields = st.sets(st.sampled_from(sorted(ALL))).map(lambda names: {name: ALL[name] for name in names})


@given(stages, stages, some_fields)
def test_a_move_lands_where_it_was_to_and_undoing_it_leaves_no_trace(start: str, target: str, fields: Any) -> None:
    before = project(start, {start: "2026-01-05"}, **fields)
    filled = {"rejection_reason": "停产", "confirmed_by": "财务科"}
    try:
        edit = moved(before, target, filled=filled, attach=(PICTURE,))
    except StageNotReady:
        assert move_to(before, target).missing
        return
    after = written(before, edit)
    assert after.fields["stage"] == target
    assert target in stage_days(after)
    if not move_to(before, target).back:
        assert missing_for(after, target) == ()
    back = written(after, undone(before, edit))
    assert (back.fields, back.attachments) == (before.fields, before.attachments)


def test_stalled_is_no_stage_and_no_edit_for_ninety_days_and_never_what_has_ended() -> None:
    def still(days: int, stage: str = "doing", **more: Any) -> Record:
        day = (TODAY - timedelta(days=days)).isoformat()
        old = f"{day}T00:00:00Z"
        return replace(project(stage, {stage: day}, **more), created_at=old, updated_at=f"{day}T12:00:00Z")

    just, not_yet, long = still(90), still(89), still(400)
    edited = replace(still(400), updated_at=(TODAY - timedelta(days=3)).isoformat() + "T12:00:00Z")
    trashed = replace(still(400), trashed_at="2026-01-01T00:00:00Z")
    found = stalled([just, not_yet, long, edited, trashed, still(400, "archived"), still(400, "rejected")], TODAY)
    assert [(each.record.id, each.days) for each in found] == [(long.id, 400), (just.id, 90)]
    assert found[1].since == TODAY - timedelta(days=90)
    assert len(stalled([just, not_yet], TODAY, days=89)) == 2


def test_a_day_to_come_is_no_progress() -> None:
    ahead = replace(project("doing", {"doing": "2027-01-01"}), created_at="2026-01-01T00:00:00Z",
                    updated_at="2026-01-01T12:00:00Z")  # fmt: skip
    assert [each.since for each in stalled([ahead], TODAY)] == [date(2026, 1, 1)]


def test_accepted_projects_without_evidence_are_found() -> None:
    bare, proven = project("promoted"), project("accepted", evidence=[PAPER])
    linked = replace(project("accepted"), body="[[验收单]]")
    not_yet = project("checking")
    assert missing_evidence([bare, proven, linked, not_yet], papers_of(["验收单"])) == (bare,)
