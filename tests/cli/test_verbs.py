"""Every verb does its work and answers in JSON when asked, wherever --json stands."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app import app as app_module
from alliance_app.cli.program import VERBS, run
from tests.cli.conftest import Alliance

WriteFile = Callable[[str, str | bytes], str]


def test_init_makes_a_library_that_is_found_again(
    nothing: Alliance, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    made = nothing.json("init", str(nothing.folder), "--name", "坪山", "--author", "李主席")
    assert made["name"] == "坪山"
    assert made["author"] == "李主席"
    assert made["library"] == str(nothing.folder)
    assert made["records"] == 0
    assert run(["list", "--json"]) == 0  # no --library: the one made last
    assert json.loads(capsys.readouterr().out) == {"records": []}
    assert app_module.last_library() == nothing.folder


def test_init_with_the_sample(nothing: Alliance) -> None:
    assert nothing.json("init", str(nothing.folder), "--sample")["records"] > 50
    assert len(nothing.json("list", "salon")["records"]) > 5
    assert nothing.json("doctor")["ok"]
    assert nothing.json("search", "绿色低碳")["total"] > 0


def test_the_environment_names_the_library(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    alliance.add("article", "在这里")
    monkeypatch.setenv("ALLIANCE_LIBRARY", str(alliance.folder))
    app_module.remember_library(Path("/nowhere"))
    assert run(["list"]) == 0
    assert "在这里" in capsys.readouterr().out


def test_json_and_library_stand_before_or_after(alliance: Alliance, capsys: pytest.CaptureFixture[str]) -> None:
    alliance.add("article", "文章")
    folder = str(alliance.folder)
    answers = []
    for line in (
        ["--json", "--library", folder, "list"],
        ["list", "--json", "--library", folder],
        ["--library", folder, "list", "article", "--json"],
        ["--library", "/nowhere", "list", "--library", folder, "--json", "article"],
    ):
        assert run(line) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert all(answer == answers[0] for answer in answers)


def test_add_gives_the_record(alliance: Alliance, file: WriteFile) -> None:
    host = alliance.add("member", "示范电子厂工会")
    record = alliance.json(
        *("add", "salon", "--title", "第 18 期 沙龙😀", "--tag", "低碳", "--tag", "#节能"),
        *("--set", "starts_at=2024-07-12 14:30", "--set", "主办=示范电子厂工会", "--set", f"participants={host}"),
        *("--set", "议题=能耗、基线", "--set", 'decisions=[{"no": 1, "what": "共享=好"}]', "--set", "地点=a=b"),
        *("--body-file", file("正文.md", "\ufeff# 正文\r\n"), "--attach", file("表.xlsx", b"PK"), "--share"),
    )
    assert record["kind"] == "salon"
    assert record["title"] == "第 18 期 沙龙😀"
    assert record["fields"] == {
        "starts_at": "2024-07-12T14:30",
        "host": host,
        "participants": [host],
        "topics": ["能耗", "基线"],
        "decisions": [{"no": 1, "what": "共享=好"}],
        "place": "a=b",
        "scope": "internal",
    }
    assert record["tags"] == ["低碳", "节能"]
    assert record["body"] == "# 正文\n"
    assert [(each["name"], each["size"]) for each in record["attachments"]] == [("表.xlsx", 2)]
    assert record["state"] == "shared"
    assert record["created_by"] == "李主席"
    shown = alliance.json("show", record["id"])
    assert {name: shown[name] for name in record} == record
    assert ("示范电子厂工会", "host") in [(end["title"], end["via"]) for end in shown["links"]["outgoing"]]


def test_the_body_can_come_through_a_pipe(alliance: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("管道里的\n正文".encode("gb18030"))))
    record_id = alliance.add("article", "文章", "--body-file", "-")
    assert alliance.json("show", record_id)["body"] == "管道里的\n正文"


def test_edit_changes_what_is_named_and_nothing_else(alliance: Alliance, file: WriteFile) -> None:
    record_id = alliance.add(
        *("article", "文章", "--set", "source=报", "--tag", "甲", "--body", "一"), *("--attach", file("a.txt", "a"))
    )
    before = alliance.json("show", "文章")
    after = alliance.json("edit", record_id, "--title", "新题", "--set", "author=王工", "--tag", "乙")
    assert (after["title"], after["body"], after["tags"]) == ("新题", "一", ["乙", "甲"])
    assert after["fields"] == {"source": "报", "author": "王工"}
    after = alliance.json(
        "edit", record_id[:12], "--set", "source=", "--untag", "甲", "--body", "", "--detach", "a.txt"
    )
    assert (after["body"], after["tags"], after["attachments"]) == ("", ["乙"], [])
    assert after["fields"] == {"author": "王工"}
    assert after["created_at"] == before["created_at"]
    assert "Nothing to change" in alliance("edit", record_id, "--title", "新题").out


def test_delete_restore_and_share(alliance: Alliance) -> None:
    one, two = alliance.add("article", "一"), alliance.add("article", "二")
    assert alliance.json("delete", one)["trashed_at"]
    assert [each["id"] for each in alliance.json("list")["records"]] == [two]
    assert [each["id"] for each in alliance.json("trash")["records"]] == [one]
    assert [each["id"] for each in alliance.json("list", "--trashed")["records"]] == [one]
    assert alliance.json("restore", one)["trashed_at"] is None
    shared = alliance.json("share", one, two, one)["records"]
    assert [(each["id"], each["state"]) for each in shared] == [(one, "shared"), (two, "shared")]


def test_list_narrows_and_orders(alliance: Alliance) -> None:
    for number in range(60):
        alliance.add("article", f"{number:02}", "--tag", f"t{number % 2}", *(["--share"] if number < 3 else []))
    salon = alliance.add("salon", "沙龙")
    records = alliance.json("list")["records"]
    assert len(records) == 61  # JSON is whole unless --limit says otherwise
    assert {"id", "kind", "title", "fields", "tags", "body", "attachments", "state"} <= set(records[0])
    assert [each["id"] for each in alliance.json("list", "沙龙")["records"]] == [salon]
    assert len(alliance.json("list", "--tag", "t1")["records"]) == 30
    assert len(alliance.json("list", "--drafts")["records"]) == 58
    titles = [each["title"] for each in alliance.json("list", "article", "--order", "title", "--limit", "3")["records"]]
    assert titles == ["00", "01", "02"]
    screen = alliance("list").out
    assert screen.count("\n") == 51
    assert "50 of 61" in screen
    assert alliance("list", "--limit", "0").out.count("\n") == 61


def test_search_finds_and_marks_the_total(alliance: Alliance) -> None:
    for number in range(5):
        alliance.add("article", f"能耗 {number}", "--body", f"第 {number} 份能耗基线表")
    salon = alliance.add("salon", "沙龙", "--body", "能耗")
    found = alliance.json("search", "能耗", "--limit", "2")
    assert found["total"] == 6
    assert len(found["hits"]) == 2
    assert set(found["hits"][0]) == {"id", "kind", "title", "snippet", "score"}
    assert [hit["id"] for hit in alliance.json("search", "能耗", "--kind", "主席沙龙")["hits"]] == [salon]
    assert alliance.json("search", "基线表", "第 3")["total"] == 1
    assert alliance.json("search", "没有的词")["hits"] == []
    assert "Nothing found" in alliance("search", "没有的词").out
    assert alliance.json("search", "-能耗")["total"] == 0


def test_history_and_going_back(alliance: Alliance) -> None:
    record_id = alliance.add("article", "文章", "--body", "第一版")
    first = alliance.json("history", record_id)["history"][0]
    assert (first["author"], first["what"]) == ("李主席", "add")
    alliance.json("edit", record_id, "--title", "改了", "--body", "第二版")
    history = alliance.json("history", record_id, "--diff")["history"]
    assert all(each["version"] and each["at"] and each["device"] for each in history)
    texts = [span["text"] for each in history for span in each["difference"]["body"] if span["kind"] == "added"]
    assert any("二" in text for text in texts)
    back = alliance.json("revert", record_id, first["version"])
    assert (back["title"], back["body"]) == ("文章", "第一版")
    assert "李主席" in alliance("history", record_id, "--diff").out


def test_import_reports(alliance: Alliance, file: WriteFile, tmp_path: Path) -> None:
    file("库/甲.md", "[[乙]] #标签")
    file("库/乙.md", "正文")
    file("库/白板.canvas", "{}")
    report = alliance.json("import", str(tmp_path / "files" / "库"), "--kind", "工会活动")
    assert (report["added"], report["updated"], report["unchanged"]) == (2, 0, 0)
    assert [each["path"] for each in report["skipped"]] == ["白板.canvas"]
    assert {each["kind"] for each in alliance.json("list")["records"]} == {"activity"}
    again = alliance("import", str(tmp_path / "files" / "库"))
    assert "0 added, 0 updated, 0 unchanged, 3 skipped" in again.out  # they came in as activities before


def test_export_writes_documents(alliance: Alliance, tmp_path: Path) -> None:
    record_id = alliance.add("article", "文章", "--body", "电话 13800000000")
    for form in ("docx", "html", "md", "pdf"):
        path = tmp_path / f"文章.{form}"
        assert alliance.json("export", record_id, "--to", form, "-o", str(path))["path"] == str(path)
        assert path.stat().st_size > 20
    assert "13800000000" not in (tmp_path / "文章.md").read_text(encoding="utf-8")
    inferred = alliance.json("export", "文章", "-o", str(tmp_path / "留.md"), "--no-mask")
    assert inferred["format"] == "md"
    assert "13800000000" in (tmp_path / "留.md").read_text(encoding="utf-8")
    folder = alliance.json("export", record_id, "-o", str(tmp_path))
    assert Path(folder["path"]).suffix == ".docx"


def test_export_all_and_import_again(
    alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: WriteFile
) -> None:
    alliance.add("article", "文章", "--body", "正文", "--attach", file("a.txt", "a"))
    out = tmp_path / "out"
    made = alliance.json("export-all", str(out))
    assert (made["records"], made["files"]) == (1, 1)
    other = Alliance(tmp_path / "other", capsys)
    other("init", str(other.folder))
    assert other.json("import", str(out))["added"] == 1
    assert other.json("list")["records"][0]["id"] == alliance.json("list")["records"][0]["id"]


def test_stars_gives_every_indicator(alliance: Alliance) -> None:
    member = alliance.add("member", "电子厂工会")
    rows = json.dumps({"I01": {"value": 99, "note": "备"}})
    alliance.add(
        "assessment", "2025 自评", "--set", "year=2025", "--set", f"member={member}", "--set", f"indicators={rows}"
    )
    stars = alliance.json("stars", "--year", "2025")
    assert stars["member"] == {"id": member, "title": "电子厂工会"}
    assert stars["indicators"]["I01"]["value"] == 99
    assert stars["indicators"]["I01"]["points"] == stars["indicators"]["I01"]["of"] > 0
    assert len(stars["classes"]) == 7
    assert len(stars["items"]) == 18
    assert len(stars["indicators"]) == 57
    nested = [each for cls in stars["classes"] for item in cls["items"] for each in item["indicators"]]
    assert {each["code"]: each for each in nested} == stars["indicators"]
    assert stars["total"] > 0
    assert "I01" in alliance("stars").out
    assert alliance.json("stars", "--member", "电子厂工会", "--year", "1999")["stars"] == 0


def test_stars_speaks_of_the_member_called_like_the_library(alliance: Alliance) -> None:
    own = alliance.add("member", "测试资料库")
    other = alliance.add("member", "别的工会")
    for year, member in (("2024", own), ("2025", other)):
        alliance.add("assessment", f"{year} 自评", "--set", f"year={year}", "--set", f"member={member}")
    stars = alliance.json("stars")
    assert (stars["member"]["id"], stars["year"]) == (own, 2024)
    assert alliance.json("stars", "--year", "2025")["member"]["id"] == other


def test_stars_without_any_member_is_all_zero(alliance: Alliance) -> None:
    assert alliance.json("stars")["total"] == 0


def test_match_and_figures(alliance: Alliance) -> None:
    owner = alliance.add("member", "模具厂工会")
    common = ("--set", "chain_stage=加工", "--set", "what=精密注塑")
    need = alliance.add("supply_demand", "精密注塑代工", "--set", "side=需", *common)
    offer = alliance.add("supply_demand", "精密注塑产能", "--set", "side=供", "--set", f"owner={owner}", *common)
    (found,) = alliance.json("match")["matches"]
    assert (found["need"]["id"], found["offer"]["id"]) == (need, offer)
    assert found["offer"]["owner"]["title"] == "模具厂工会"
    assert found["score"] > 0
    assert found["reasons"]
    assert "精密注塑代工" in alliance("match").out
    figures = alliance.json("figures")
    assert sum(figures["by_kind_and_year"]["supply_demand"].values()) == 2
    assert "Projects 0" in alliance("figures").out


def test_backups_can_be_gone_back_to(alliance: Alliance) -> None:
    alliance.add("article", "从前")
    name = alliance.json("backup")["name"]
    alliance.add("article", "后来")
    assert name in [each["name"] for each in alliance.json("backups")["backups"]]
    assert alliance.json("restore-backup", name)["records"] == 1
    assert [each["title"] for each in alliance.json("list")["records"]] == ["从前"]
    assert len(alliance.json("backups")["backups"]) >= 2
    assert name in alliance("backups").out


def test_doctor_mends_what_it_can(alliance: Alliance) -> None:
    alliance.add("article", "文章", "--body", "能耗")
    assert alliance.json("doctor")["ok"]
    assert "All is well." in alliance("doctor", "--rebuild").out
    assert alliance.json("search", "能耗")["total"] == 1


def test_tags_are_counted(alliance: Alliance) -> None:
    alliance.add("article", "一", "--tag", "甲", "--tag", "乙")
    alliance.add("article", "二", "--tag", "甲")
    assert alliance.json("tags")["tags"] == [{"tag": "甲", "count": 2}, {"tag": "乙", "count": 1}]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(nothing: Alliance, shell: str) -> None:
    assert "_ALLIANCE_COMPLETE" in nothing("completion", shell).out


def test_show_reads_like_a_page(alliance: Alliance) -> None:
    alliance.add("member", "电子厂工会")
    record_id = alliance.add("salon", "沙龙", "--set", "host=电子厂工会", "--tag", "甲", "--body", "正文")
    page = alliance("show", record_id).out
    assert "Host: 电子厂工会" in page
    assert "#甲" in page
    assert page.endswith("正文\n")


def test_help_names_every_verb_and_every_verb_has_help(nothing: Alliance) -> None:
    listed = nothing("--help").out
    for verb in VERBS:
        assert f"\n  {verb} " in listed
        said = nothing(verb, "--help")
        assert said.code == 0
        assert "--json" in said.out
        assert "--library" in said.out


def test_the_manual_names_every_verb_and_option(nothing: Alliance) -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    for verb in VERBS:
        assert f"`alliance {verb}" in manual
        options = {word.rstrip(",") for word in nothing(verb, "--help").out.split() if word.startswith("--")}
        assert {each for each in options - {"--help", "--json", "--library"} if f"{each}" not in manual} == set(), verb


def test_version(nothing: Alliance) -> None:
    assert nothing("--version").out.startswith("alliance 0.")
