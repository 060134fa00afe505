"""`alliance guide`: planned, made once, ticked off, with examples."""

from pathlib import Path

from alliance_app.alliance.first_year import standard
from alliance_app.records import clock
from tests.cli.conftest import Alliance


def test_a_plan_is_shown_made_and_ticked_off(alliance: Alliance) -> None:
    member = alliance.json("add", "member", "--title", "新企工会", "--set", f"founded_on={clock.today()}")["id"]
    shown = alliance.json("guide")
    assert (shown["planned"], shown["made"], shown["done"]) == (False, [], 0)
    assert [each["key"] for each in shown["steps"]][:2] == ["member", "approval"]
    made = alliance.json("guide", "--make", "--member", member)
    assert len(made["made"]) == len(made["steps"]) == len(standard().steps)
    assert alliance.json("guide", "--make")["made"] == []
    lecture = ["add", "activity", "--title", "宣讲", "--set", "type=lecture", "--set", f"owner={member}"]
    activities = [alliance.json(*lecture)["id"] for _ in range(2)]
    steps = {each["key"]: each for each in alliance.json("guide")["steps"]}
    assert (steps["lectures"]["standing"], steps["lectures"]["counted"]) == ("offered", 2)
    after = alliance.json("guide", "--done", steps["lectures"]["id"])
    steps = {each["key"]: each for each in after["steps"]}
    assert after["done"] == 1
    assert sorted(steps["lectures"]["evidence"]) == sorted(activities)
    assert steps["lectures"]["done_on"] == clock.today().isoformat()
    assert "✓" in alliance("guide").out


def test_examples_are_those_of_three_star_unions(alliance: Alliance) -> None:
    best = alliance.json("add", "member", "--title", "三星工会", "--set", "stars=3")["id"]
    assert alliance("add", "member", "--title", "新企工会").code == 0
    told = alliance.json(
        "add", "activity", "--title", "班前十分钟", "--set", "type=lecture", "--set", f"owner={best}"
    )["id"]  # fmt: skip
    assert alliance("share", told).code == 0
    shown = alliance.json("guide", "--member", "新企工会", "--examples")
    steps = {each["key"]: each for each in shown["steps"]}
    assert steps["lectures"]["examples"] == [{"id": told, "title": "班前十分钟", "member": "三星工会"}]
    assert "★ 班前十分钟 · 三星工会" in alliance("guide", "--member", "新企工会", "--examples").out


def test_whose_year_must_be_clear_and_only_steps_are_ticked(alliance: Alliance, tmp_path: Path) -> None:
    assert "--member" in alliance("guide").refusal
    member = alliance.json("add", "member", "--title", "新企工会")["id"]
    assert alliance("guide", "--make").code == 0
    assert "新企工会" in alliance("guide", "--done", member).refusal


def test_a_step_goes_everywhere_a_record_goes(alliance: Alliance, tmp_path: Path, nothing: Alliance) -> None:
    alliance.json("add", "member", "--title", "新企工会", "--set", "workers=40")
    made = alliance.json("guide", "--make")["made"]
    found = alliance.json("search", "类型:起步事项 shift")["hits"]
    assert "Hold two talks for workers" in [each["title"] for each in found]
    step = next(each["id"] for each in alliance.json("guide")["steps"] if each["key"] == "lectures")
    assert len(alliance.json("list", "起步事项")["records"]) == len(made)
    for form in ("docx", "html", "md", "xlsx"):
        path = tmp_path / f"step.{form}"
        assert alliance("export", step, "--to", form, "-o", str(path)).code == 0
        assert path.stat().st_size > 500
    assert alliance("edit", step, "--set", "due=2027-01-05", "--set", "完成日期=2027-01-04").code == 0
    assert alliance.json("show", step)["fields"]["done_on"] == "2027-01-04"
    assert alliance("delete", step).code == 0
    assert alliance.json("guide", "--make")["made"] == []
    assert alliance("restore", step).code == 0
    assert alliance("export-all", str(tmp_path / "all")).code == 0
    assert len(list((tmp_path / "all").rglob("*.md"))) > len(made)
