"""Projects on the command line: moving, the board, figures; the rule is the same by every door."""

from pathlib import Path

import pytest

from alliance_app.records import clock
from tests.cli.conftest import Alliance

SAVING = ("--set", "baseline=3.2 元/件", "--set", "after=2.1 元/件", "--set", "volume=12000", "--set", "unit_price=1")


@pytest.fixture
def jig(alliance: Alliance) -> str:
    """A project under way."""
    alliance.add("member", "示范电子厂工会")
    return alliance.add("project", "小夹具", "--set", "owner=示范电子厂工会", "--set", "category=小革新", "--set",
                        "leader=王工", "--set", "stage=实施", *SAVING)  # fmt: skip


def test_a_move_that_is_not_ready_is_refused_by_name_and_one_that_is_dates_the_stage(
    alliance: Alliance, jig: str, tmp_path: Path
) -> None:
    before = alliance.state()
    refused = alliance("move", jig, "验收").refusal
    assert "“小夹具” cannot move to Accepted yet" in refused
    assert "Evidence" in refused
    assert alliance.state() == before
    signed = tmp_path / "验收单.txt"
    signed.write_text("同意验收", encoding="utf-8")
    after = alliance.json("move", jig, "验收", "--on", "2026-03-01", "--evidence", str(signed))
    assert after["fields"]["stage"] == "accepted"
    assert after["fields"]["stage_dates"] == {"accepted": {"on": "2026-03-01"}}
    assert [each["name"] for each in after["attachments"]] == ["验收单.txt"]
    assert {each["stage"] for each in after["moves"] if each["ready"]} >= {"promoted", "doing"}


def test_evidence_may_be_a_document_and_finance_confirms_by_name(alliance: Alliance, jig: str) -> None:
    paper = alliance.add("document", "验收会议纪要")
    alliance.json("move", jig, "accepted", "--evidence", "验收会议纪要")
    assert "Confirmed by" in alliance("move", jig, "confirmed").refusal
    fields = alliance.json("move", jig, "confirmed", "--by", "财务科")["fields"]
    assert fields["evidence"] == [paper]
    assert (fields["finance_confirmed"], fields["confirmed_by"]) == (True, "财务科")
    assert fields["confirmed_on"] == clock.today().isoformat()
    back = alliance.json("move", jig, "实施")
    assert back["back"]
    assert "finance_confirmed" not in back["fields"]


def test_not_adopted_needs_its_reason_and_a_salon_has_no_stages(alliance: Alliance, jig: str) -> None:
    assert "Reason not adopted" in alliance("move", jig, "不采纳").refusal
    assert alliance.json("move", jig, "不采纳", "--reason", "成本过高")["fields"]["rejection_reason"] == "成本过高"
    salon = alliance.add("salon", "第 18 期")
    assert "no innovation project" in alliance("move", salon, "验收").refusal
    assert "not a date" in alliance("move", jig, "提出", "--on", "明天").refusal


def test_an_edit_of_the_stage_is_a_move_and_cannot_dodge_the_rule(alliance: Alliance, jig: str) -> None:
    assert "Evidence" in alliance("edit", jig, "--set", "stage=accepted").refusal
    paper = alliance.add("document", "验收单")
    edited = alliance.json("edit", jig, "--set", "stage=accepted", "--set", f"evidence={paper}")["fields"]
    assert edited["stage_dates"] == {"accepted": {"on": clock.today().isoformat()}}


def test_what_is_taken_in_at_a_stage_is_not_refused_and_what_it_lacks_is_said(alliance: Alliance) -> None:
    said = alliance("add", "project", "--title", "老项目", "--set", "stage=推广")
    assert said.code == 0
    assert "Promoted lacks: " in said.out
    shown = alliance("show", "老项目").out
    assert "Promoted lacks: Enterprise、Category、Leader、Baseline、After、Evidence" in shown


def test_the_formula_and_the_next_stage_are_shown(alliance: Alliance, jig: str) -> None:
    shown = alliance("show", jig).out
    assert "12,000 × (3.2 − 2.1) 元/件 × 1 yuan = 13,200 yuan" in shown
    assert "Next: Effect check; everything is there" in shown


def test_the_board_is_filtered_and_tells_what_is_missing(alliance: Alliance, jig: str) -> None:
    alliance.add("project", "金点子")
    told = alliance.json("batches")["projects"]
    assert {each["title"]: each["stage"] for each in told} == {"小夹具": "doing", "金点子": "proposed"}
    (own,) = alliance.json("batches", "--enterprise", "示范电子厂工会", "--category", "小革新")["projects"]
    assert (own["id"], own["benefit"], own["next"], own["lacking"]) == (jig, 13_200.0, "checking", [])
    assert alliance.json("batches", "--stalled")["projects"] == []
    assert alliance.json("batches", "--year", "1999")["projects"] == []
    screen = alliance("batches").out
    assert "Under way 1" in screen
    assert "Next: Review; missing: Enterprise" in screen


def test_figures_are_told_by_enterprise_category_and_year(alliance: Alliance, jig: str) -> None:
    alliance.json("move", jig, "checking", "--on", "2024-05-01")
    alliance.add("document", "验收单")
    alliance.json("move", jig, "accepted", "--on", "2025-02-01", "--evidence", "验收单")
    found = alliance.json("figures")
    assert found["batches"] == {"people": 1, "projects": 1, "improved": 1, "accepted": 1, "benefit": 13_200.0,
                                "confirmed_benefit": 0.0}  # fmt: skip
    assert [(each["title"], each["accepted"]) for each in found["by_enterprise"]] == [("示范电子厂工会", 1)]
    assert found["by_category"]["reform"]["benefit"] == 13_200.0
    assert (found["by_year"]["2024"]["accepted"], found["by_year"]["2025"]["accepted"]) == (0, 1)
    assert alliance.json("figures", "--year", "2024")["batches"]["accepted"] == 0
    screen = alliance("figures").out
    for line in ("By enterprise", "  示范电子厂工会: people trained 1", "By category", "  Small reform: ", "  2025: "):
        assert line in screen


def test_what_was_imported_is_taken_as_it_is_and_told_to_be_incomplete(alliance: Alliance, tmp_path: Path) -> None:
    note = tmp_path / "老项目.md"
    note.write_text("---\nkind: project\ntitle: 老项目\nfields:\n  stage: archived\n---\n正文\n", encoding="utf-8")
    assert alliance.json("import", str(note))["added"] == 1
    (found,) = alliance.json("batches", "--lacking")["projects"]
    assert (found["title"], found["stage"]) == ("老项目", "archived")
    assert "evidence" in [each["field"] for each in found["lacking"]]
