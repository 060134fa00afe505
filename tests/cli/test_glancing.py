"""The overview and the calendar from the command line."""

from pathlib import Path

from alliance_app.records import clock
from tests.cli.conftest import Alliance


def test_the_overview_gives_numbers_with_their_records(alliance: Alliance) -> None:
    year = clock.today().year
    salon = alliance.add("salon", "新年沙龙", "--set", f"starts_at={year}-01-01 09:00")
    alliance.add("salon", "去年的", "--set", f"starts_at={year - 1}-01-01 09:00")
    alliance.add("salon", "前年的", "--set", f"starts_at={year - 2}-01-01 09:00")
    member = alliance.add("member", "示范电子厂工会", "--set", "stars=3")
    project = alliance.add("project", "回流焊改善", "--set", "stage=accepted")
    found = alliance.json("overview")
    assert found["salons"] == {"count": 1, "last_year": 1, "ids": [salon]}
    assert found["members_by_stars"]["3"] == [member]
    assert found["batches"]["accepted"] == [project]
    assert {"what": "evidence", "count": 1, "late": 0, "ids": [project],
            "said": "“回流焊改善” lacks evidence of its acceptance"} in found["waiting"]  # fmt: skip
    told = alliance("overview").out
    assert "Salons this year: 1 (same time last year: 1)\n" in told
    assert "Members by stars: ★★★ 1\n" in told


def test_a_month_of_the_calendar_is_listed(alliance: Alliance) -> None:
    salon = alliance.add("salon", "七月沙龙", "--set", "starts_at=2026-07-20 14:30", "--set", "place=3 号会议室")
    alliance.add("open_day", "八月开放日", "--set", "date=2026-08-02")
    found = alliance.json("calendar", "--month", "2026-07")
    assert [each["id"] for each in found["events"]] == [salon]
    assert (found["since"], found["before"]) == ("2026-07-01", "2026-08-01")
    assert alliance("calendar", "--month", "2026-7").out == "2026-07-20 14:30  Salon note  七月沙龙  3 号会议室\n"
    assert alliance("calendar", "--month", "2026-12").out == "Nothing takes place.\n"
    assert alliance("calendar", "--month", "2026-13").code == 2


def test_what_is_due_and_needed_is_listed_on_request(alliance: Alliance) -> None:
    alliance.add(
        "salon", "沙龙", "--set", "starts_at=2026-07-01 09:00",
        "--set", 'decisions=[{"no": 1, "what": "发基线表", "due": "2026-07-20"}]',
    )  # fmt: skip
    alliance.add("supply_demand", "注塑代工", "--set", "needed_by=2026-07-21", "--set", "valid_until=2026-09-01")
    found = alliance.json("calendar", "--month", "2026-07", "--due", "--needed")
    assert [(each["what"], each["title"], each["starts"]) for each in found["events"][1:]] == [
        ("due", "发基线表", "2026-07-20"), ("needed", "注塑代工", "2026-07-21"),
    ]  # fmt: skip


def test_the_file_holds_everything_and_names_nobody_unless_asked(alliance: Alliance, tmp_path: Path) -> None:
    alliance.add("salon", "沙龙 13800138000", "--set", "starts_at=2026-07-20 14:30", "--set", "moderator=李主席")
    alliance.add("open_day", "开放日", "--set", "date=2019-08-02")
    path = tmp_path / "联盟.ics"
    assert alliance.json("calendar", "-o", str(path))["path"] == str(path)
    text = path.read_bytes().decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert "李主席" not in text
    assert "13800138000" not in text
    alliance("calendar", "-o", str(path), "--with-names")
    assert "李主席" in path.read_text("utf-8")
    assert "it is a folder" in alliance("calendar", "-o", str(tmp_path)).refusal
