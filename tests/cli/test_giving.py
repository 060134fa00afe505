"""`alliance export`, `list --to xlsx` and `summary`: searches, files each, workbooks, years; and what they refuse."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Alliance


@pytest.fixture
def filled(alliance: Alliance) -> Alliance:
    """Three activities of 2025, a member and an article."""
    member = alliance.add("member", "示范电子厂工会", "--set", "phone=000-0000-1111")
    for day, title in (("2025-05-01", "节能宣讲"), ("2025-03-01", "节能竞赛"), ("2025-04-01", "慰问一线")):
        alliance.add("activity", title, "--set", f"date={day}", "--set", f"owner={member}", "--set", "headcount=10")
    alliance.add("article", "怎样写纪要", "--body", "先写结论。")
    return alliance


def test_a_whole_search_becomes_one_document_in_the_order_asked_for(filled: Alliance, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    made = filled.json("export", "--search", "节能", "--to", "md", "-o", str(path), "--order", "date")
    assert (made["path"], made["format"], made["records"], made["warnings"]) == (str(path), "md", 2, [])
    headings = re.findall(r"^# (.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Contents", "节能竞赛", "节能宣讲"]
    plain = filled.json("export", "--search", "节能", "怎样写纪要", "-o", str(tmp_path / "b.md"), "--no-contents")
    assert plain["records"] == 3
    assert "# Contents" not in (tmp_path / "b.md").read_text("utf-8")


def test_a_file_each_tells_what_was_written(filled: Alliance, tmp_path: Path) -> None:
    made = filled.json("export", "--search", "kind:activity", "--each", "--to", "html", "-o", str(tmp_path / "out"))
    assert made["folder"] == str(tmp_path / "out")
    assert made["failed"] == []
    assert {Path(each["path"]).name for each in made["files"]} == {path.name for path in (tmp_path / "out").iterdir()}
    assert len(made["files"]) == 3
    said = filled("export", "--search", "慰问", "--each", "--to", "md", "-o", str(tmp_path / "more"))
    assert "1 files" in said.out


def test_a_list_becomes_a_workbook(filled: Alliance, tmp_path: Path) -> None:
    made = filled.json("list", "activity", "--order", "date", "--to", "xlsx", "-o", str(tmp_path / "a.xlsx"))
    assert (made["format"], made["records"]) == ("xlsx", 3)
    rows = list(load_workbook(made["path"])["Activity"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["节能宣讲", "慰问一线", "节能竞赛"]
    everything = filled.json("export", "--search", "示范 OR 节能", "-o", str(tmp_path / "b.xlsx"), "--no-mask")
    assert everything["format"] == "xlsx"
    workbook = load_workbook(everything["path"])
    assert workbook.sheetnames[0] == "All"
    assert "000-0000-1111" in {cell.value for row in workbook["Member enterprise"] for cell in row}


def test_a_year_is_told_and_written(filled: Alliance, tmp_path: Path) -> None:
    told = filled.json("summary", "--year", "2025")
    assert told["this"]["happened"]["activity"]["count"] == 3
    assert told["this"]["happened"]["activity"]["headcount"] == 30
    assert told["last"]["year"] == 2024
    assert "path" not in told
    made = filled.json("summary", "--year", "2025", "--to", "md", "-o", str(tmp_path))
    assert Path(made["path"]).name == "2025_年度汇总_测试资料库.md"
    alone = filled.json("summary", "--year", "2025", "--member", "示范电子厂工会", "-o", str(tmp_path / "b.html"))
    assert (alone["whose"], alone["format"]) == ("示范电子厂工会", "html")
    assert "3 union activities" in filled("summary", "--year", "2025").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("export",), 2),
        (("export", "--search", "节能", "--each", "--to", "xlsx"), 2),
        (("export", "--search", "没有这样的词", "-o", "a.md"), 1),
        (("export", "没有这条", "-o", "a.md"), 1),
        (("list", "member", "--to", "pdf"), 2),
        (("list", "project", "--to", "xlsx", "-o", "a.xlsx"), 1),
        (("summary", "--member", "没有这家"), 1),
        (("summary", "--year", "1066"), 2),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, filled: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    said = filled(*arguments)
    assert said.code == code
    assert said.out == ""
    assert said.err
    assert list(empty.iterdir()) == []
