"""Templates on the command line: listed, started from, made of a record, renamed, deleted."""

from tests.cli.conftest import Alliance


def test_templates_of_all_kinds_and_of_one_are_listed(alliance: Alliance) -> None:
    listed = alliance.json("templates")["templates"]
    assert {"salon", "case", "document"} < {each["kind"] for each in listed}
    salons = alliance.json("templates", "沙龙")["templates"]
    assert [each["name"] for each in salons if not each["own"]][1:] == ["专题沙龙", "参观式沙龙"]
    assert "专题沙龙" in alliance("templates", "salon").out


def test_a_record_starts_from_a_template_and_what_is_given_goes_before(alliance: Alliance) -> None:
    made = alliance.json("add", "project", "--title", "甲", "--template", "QC攻关", "--set", "stage=立项")
    assert "## 现状调查" in made["body"]
    assert made["fields"]["category"] == "qc_problem"
    assert made["fields"]["stage"] == "approved"
    bare = alliance.json("add", "project", "--title", "乙", "--template", "QC攻关", "--body", "自己写")
    assert bare["body"] == "自己写"
    assert "QC攻关" in alliance("add", "project", "--title", "丙", "--template", "没有").refusal


def test_a_template_is_made_of_a_record_without_anybody_s_name(alliance: Alliance) -> None:
    record_id = alliance.add(
        "salon", "第 1 期", "--set", "moderator=王工", "--set", "place=三楼会议室", "--set", "issue_no=1",
        "--tag", "节能", "--body", "## 王工讲\n\n王工说了很多。\n\n## 遗留问题\n",
    )  # fmt: skip
    made = alliance.json("template", "from", record_id, "--name", "我们的", "--keep-fields")
    assert made["own"]
    assert made["fields"] == {"place": "三楼会议室", "scope": "internal"}
    assert made["body"] == "## 讲\n\n## 遗留问题\n"
    assert made["tags"] == ["节能"]
    assert alliance.folder / "templates" / "salon" / "我们的.md" == type(alliance.folder)(made["path"])
    assert "王工" not in alliance("template", "show", "salon", "我们的").out
    again = alliance.json("add", "salon", "--title", "第 2 期", "--template", "我们的")
    assert (again["fields"]["place"], again["body"]) == ("三楼会议室", made["body"])
    assert "我们的" in alliance("template", "from", record_id, "--name", "我们的").refusal
    alliance.json("template", "from", record_id, "--name", "我们的", "--keep-text", "--replace")


def test_one_s_own_is_renamed_and_deleted_and_the_program_s_is_not(alliance: Alliance) -> None:
    record_id = alliance.add("article", "甲", "--body", "## 头\n")
    alliance.json("template", "from", record_id, "--name", "一")
    assert alliance.json("template", "rename", "article", "一", "二")["name"] == "二"
    assert alliance.json("template", "delete", "article", "二") == {"deleted": "二", "kind": "article"}
    assert "二" in alliance("template", "delete", "article", "二").refusal
    assert "Standard" in alliance("template", "delete", "article", "Standard").refusal


def test_a_file_that_is_no_template_is_named(alliance: Alliance) -> None:
    place = alliance.folder / "templates" / "salon" / "坏.md"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"\xff")
    assert [each["path"] for each in alliance.json("templates")["left_aside"]] == [str(place)]
    said = alliance("templates")
    assert said.code == 0
    assert str(place) in said.err
