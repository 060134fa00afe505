"""A case on its way, from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Alliance


@pytest.fixture
def case(alliance: Alliance) -> str:
    body = "## 可复制的做法\n\n先立基线\n\n## 遗留\n"
    alliance.add("salon", "第 18 期沙龙", "--set", "starts_at=2024-07-12T14:30", "--body", body)
    alliance.add("project", "回流焊", "--set", "stage=accepted", "--set", "leader=王工")
    return alliance.add("case", "案例", "--body", "## 背景与问题\n\n字\n\n## 主要做法\n", "--set", "byline=甲")


def test_the_outline(alliance: Alliance, case: str) -> None:
    rows = alliance.json("case", "outline", case)["sections"]
    assert rows[0] == {
        "row": 1, "level": 1, "heading": "背景与问题", "shown": "一、背景与问题", "characters": 1, "tables": 0,
        "pictures": 0, "empty": False,
    }  # fmt: skip
    assert [line.split() for line in alliance("case", "outline", case).out.splitlines()] == [
        ["1", "一、背景与问题", "1", "characters"],
        ["2", "二、主要做法", "to", "be", "written"],
    ]


def test_pulling_a_section(alliance: Alliance, case: str) -> None:
    after = alliance.json("case", "pull", case, "第 18 期沙龙", "--section", "可复制的做法", "--into", "2")
    assert after["body"].endswith("## 主要做法\n\n{{摘自：第 18 期沙龙#可复制的做法}}\n\n先立基线\n")
    assert after["missing"] == []
    assert [each["section"] for each in after["fields"]["sources"]] == ["可复制的做法"]
    before = alliance.state()
    assert "already" in alliance("case", "pull", case, "第 18 期沙龙", "--section", "可复制的做法").refusal
    assert "no section “没有”" in alliance("case", "pull", case, "第 18 期沙龙", "--into", "没有").refusal
    assert "no section “9”" in alliance("case", "pull", case, "第 18 期沙龙", "--into", "9").refusal
    assert alliance.state() == before
    assert alliance("case", "pull", case, "第 18 期沙龙", "--section", "可复制的做法", "--again").code == 0


def test_figures_and_checks(alliance: Alliance, case: str) -> None:
    alliance.json(
        "edit", case, "--set", 'sources=[{"record": "回流焊"}]', "--body", "## 甲\n\n{{培训人数}}，{{没有}}\n"
    )
    figures = alliance.json("case", "figures", case)["figures"]
    assert ("{{People trained}}", "1 people", True) in [
        (each["mark"], each["value"], each["found"]) for each in figures
    ]
    findings = alliance.json("case", "checks", case)["findings"]
    assert {"level": "stop", "code": "figure-unresolved", "heading": "一、甲", "row": 1}.items() <= findings[0].items()
    assert any(each["code"] == "source-draft" and each["record_id"] for each in findings)
    lines = alliance("case", "checks", case).out.splitlines()
    assert lines[0].startswith("✗ ")
    assert any(line.startswith("! ") for line in lines)


def test_exports_are_listed_with_what_became_of_them(
    alliance: Alliance, case: str, tmp_path: Path, file: Callable[[str, str | bytes], str]
) -> None:
    assert alliance.json("exports", case)["exports"] == []
    made = alliance.json("export", case, "-o", str(tmp_path / "a.docx"))
    assert "“二、主要做法” has no content yet." in made["warnings"]
    assert "The union is not named." in made["warnings"]
    assert len(made["warnings"]) == len(set(made["warnings"]))
    (noted,) = alliance.json("exports", case)["exports"]
    assert (noted["path"], noted["format"], noted["layout"]) == (str(tmp_path / "a.docx"), "docx", "official")
    assert (noted["there"], noted["touched"], noted["outdated"]) == (True, False, False)
    alliance.json("edit", case, "--title", "新题")
    (tmp_path / "a.docx").unlink()
    (line,) = alliance("exports", case).out.splitlines()
    assert line.endswith("the file is gone、the record has changed since")


def test_help_names_the_verbs_of_a_case(alliance: Alliance) -> None:
    told = alliance("case", "--help").out
    for verb in ("outline", "pull", "checks", "figures"):
        assert f"  {verb}" in told
    assert alliance("case", "nonsense").code == 2
