"""`alliance stars`: what comes next, year over year, how others did it, and the form."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Alliance


@pytest.fixture
def union(alliance: Alliance) -> str:
    """A union with two self-assessments, and a salon it hosted in the later year."""
    member = alliance.add("member", "电子厂工会", "--set", "workers=100", "--set", "members=96")
    for year, value in ((2024, 2), (2025, 4)):
        rows = json.dumps({"I07": {"value": value}, "I53": {"value": 3}})
        sets = ("--set", f"year={year}", "--set", f"member={member}", "--set", f"indicators={rows}")
        alliance.add("assessment", f"{year} 自评", *sets)
    alliance.add("salon", "第 20 期", "--set", "starts_at=2025-03-01T09:00", "--set", f"host={member}")
    return member


def test_a_typed_value_and_the_librarys_own_are_both_told(alliance: Alliance, union: str) -> None:
    told = alliance.json("stars", "--year", "2025")["indicators"]
    assert (told["I53"]["value"], told["I53"]["counted"], told["I53"]["in_library"]["value"]) == (3, False, 1)
    assert len(told["I53"]["in_library"]["records"]) == 1
    assert (told["I13"]["value"], told["I13"]["counted"]) == (96, True)
    assert "3 次/年 (the library counts 1)" in alliance("stars", "--year", "2025").out


def test_the_steps_are_told_with_what_they_gain_and_the_first_ones_are_shown(alliance: Alliance, union: str) -> None:
    told: dict[str, Any] = alliance.json("stars", "--year", "2025")
    steps = told["steps"]
    worth = [round(each["gain"] / each["effort"], 6) for each in steps]
    assert worth == sorted(worth, reverse=True)
    assert steps[0]["required"] is True
    assert set(told["missing_evidence"]) == {"I07", "I53"}
    assert {each["code"] for each in steps if each["kind"] == "prove"} <= {"I07", "I53"}
    said = alliance("stars").out
    assert f"1. {steps[0]['code']} {steps[0]['what']}" in said


def test_year_over_year_tells_every_year_and_what_changed_last(alliance: Alliance, union: str) -> None:
    told = alliance.json("stars", "--years")
    assert [each["year"] for each in told["years"]] == [2024, 2025]
    assert [each["classes"]["C2"] for each in told["years"]] == [1.6, 1.7]
    assert all(each["record"] for each in told["years"])
    assert [(each["code"], each["before"], each["after"], each["points"]) for each in told["differences"]] == [
        ("I07", 2, 4, 0.1)
    ]
    said = alliance("stars", "--years").out
    assert "What changed from 2024 to 2025:" in said
    assert "2 → 4 (+0.10)" in said


def test_how_three_star_unions_did_it_is_told_by_indicator(alliance: Alliance, union: str) -> None:
    best = alliance.add("member", "三星工会", "--set", "stars=3")
    sets = ("--set", "type=lecture", "--set", "date=2026-03-01", "--set", f"owner={best}")
    lecture = alliance.add("activity", "班前宣讲", *sets)
    assert "No three-star union" in alliance("stars", "--how", "i07").out
    alliance("share", lecture)
    (told,) = alliance.json("stars", "--how", "C2.1.1")["examples"]
    assert (told["record_id"], told["member"], told["counts"]) == (lecture, "三星工会", True)
    assert "I99" in alliance("stars", "--how", "I99").refusal


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_form_is_written_where_it_is_wished(alliance: Alliance, union: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"表.{ending}"
    told = alliance.json("stars", "--year", "2025", "--member", union, "-o", str(path))
    assert told["path"] == str(path)
    assert path.stat().st_size > 5_000
    assert "表" in alliance("stars", "-o", str(path)).out
    if ending == "xlsx":
        assert load_workbook(path).active is not None


def test_a_form_in_another_format_is_refused(alliance: Alliance, union: str, tmp_path: Path) -> None:
    assert "pdf" in alliance("stars", "-o", str(tmp_path / "form.pdf")).refusal
    assert list(tmp_path.glob("*.pdf")) == []
