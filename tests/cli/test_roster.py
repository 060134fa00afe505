"""`alliance roster`: looked at first, taken in when asked, and out again."""

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import Alliance


def sheet(path: Path, *rows: list[object]) -> str:
    workbook = Workbook()
    made = workbook.active
    assert isinstance(made, Worksheet)
    for row in rows:
        made.append(row)
    workbook.save(path)
    return str(path)


def test_a_roster_is_looked_at_and_then_taken_in(alliance: Alliance, tmp_path: Path) -> None:
    known = alliance.add("member", "示例精密有限公司", "--set", "workers=100")
    path = sheet(
        tmp_path / "a.xlsx",
        ["企业名称", "职工数", "星级"],
        ["示例精密有限公司", 120, None],
        ["新公司", 5, "三星"],
        ["坏公司", "=1", None],
        ["示例精密", 7, None],
    )
    before = alliance.state()
    found = alliance.json("roster", "import", path)
    assert found["counts"] == {"new": 1, "changes": 1, "same": 0, "asks": 1, "wrong": 1}
    assert [each["row"] for each in found["rows"]] == [2, 3, 4, 5]
    assert found["rows"][2]["faults"][0]["place"] == "B4"
    assert found["applied"] is None
    assert alliance.state() == before
    assert "in row 4: B4" in alliance("roster", "import", path, "--apply").refusal
    assert alliance.state() == before
    said = alliance("roster", "import", path, "--apply", "--skip-wrong")
    assert said.code == 0
    assert "1 added, 1 changed, 0 unchanged, 2 left out." in said.out
    assert alliance.json("show", known)["fields"]["workers"] == 120
    twice = alliance.json("roster", "import", path, "--answer", f"5={known}")
    assert [each["standing"] for each in twice["rows"]] == ["wrong", "same", "wrong", "wrong"]  # 2 and 5 are one now
    alone = sheet(tmp_path / "b.xlsx", ["企业名称", "职工数"], ["示例精密", 7])
    done = alliance.json("roster", "import", alone, "--apply", "--answer", f"2={known}")
    assert done["applied"]["changed"] == [known]
    assert alliance.json("show", known)["fields"]["workers"] == 7


def test_a_row_may_be_said_to_be_new_and_a_sheet_be_named(alliance: Alliance, tmp_path: Path) -> None:
    alliance.add("member", "示例精密有限公司")
    path = sheet(tmp_path / "a.xlsx", ["企业名称", "职工数"], ["示例精密", 7])
    found = alliance.json("roster", "import", path, "--sheet", "Sheet", "--answer", "2=new", "--apply")
    assert len(found["applied"]["added"]) == 1
    assert "Sheet" in alliance("roster", "import", path, "--sheet", "别的").refusal
    assert alliance("roster", "import", path, "--answer", "new").code == 2


def test_what_goes_out_covers_telephones_unless_told_otherwise(alliance: Alliance, tmp_path: Path) -> None:
    alliance.add("member", "示例精密有限公司", "--set", "phone=0755-00001234")
    covered, open_one = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    made = alliance.json("roster", "export", "-o", str(covered))
    assert (made["path"], made["members"], len(made["warnings"])) == (str(covered), 1, 1)
    alliance.json("roster", "export", "-o", str(open_one), "--unmasked")
    phones = []
    for path in (covered, open_one):
        rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
        phones.append(rows[1][rows[0].index("Phone")])
    assert phones == ["0755-******34", "0755-00001234"]
    counts = alliance.json("roster", "import", str(covered), "--apply")["counts"]
    assert counts["same"] == 1


def test_members_are_listed_and_shown_with_what_they_did(alliance: Alliance) -> None:
    me = alliance.add("member", "示例精密有限公司", "--set", "stars=2", "--set", "rated_on=2025-01-02")
    salon = alliance.add("salon", "沙龙", "--set", "starts_at=2024-03-01 14:00", "--set", "host=示例精密有限公司")
    (row,) = alliance.json("roster", "list")["members"]
    assert (row["id"], row["stars"], row["ratings"]) == (me, 2, [["2025-01-02", 2]])
    assert (row["this_year"], row["last_seen"]) == ([], "2024-03-01")
    found = alliance.json("roster", "show", "示例精密有限公司")
    assert found["groups"] == {"salons_hosted": [salon]}
    assert found["last"] == {"on": "2024-03-01", "id": salon}
    assert "★★" in alliance("roster", "list").out
    assert "Salons hosted: 1" in alliance("roster", "show", me).out
    assert "nobody" in alliance("roster", "show", "nobody").refusal


def test_the_template_comes_in_a_folder_too(alliance: Alliance, tmp_path: Path) -> None:
    made = alliance.json("roster", "template", "-o", str(tmp_path))
    assert Path(made["path"]).parent == tmp_path
    assert alliance.json("roster", "import", made["path"])["rows"] == []
    assert "Choose at least" not in alliance("roster", "export", "-o", str(tmp_path / "c.xlsx")).refusal
