"""Reviews and catalogues by the command line."""

from pathlib import Path

import pytest
import yaml

from alliance_app.alliance.catalogue import standard_file
from alliance_app.records import clock
from tests.cli.conftest import Alliance
from tests.cli.test_refusals import WriteFile

_PASSPHRASE, _NEXT = "星级联盟的好口令一二三\n", "换过的新口令四五六七\n"


@pytest.fixture
def two(
    alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: WriteFile
) -> tuple[Alliance, Alliance]:
    """A federation that has marked its own device, and a union, in a protected alliance."""
    shared, passphrase = str(tmp_path / "share"), file("口令.txt", _PASSPHRASE)
    alliance("sync", shared, "--passphrase-file", passphrase, "--protect")
    union = Alliance(tmp_path / "union", capsys)
    union("init", str(union.folder), "--author", "王工")
    union.json("sync", shared, "--passphrase-file", passphrase)
    alliance.json("sync")
    (own,) = [each["device"] for each in alliance.json("members")["members"] if each["own"]]
    following = file("新.txt", _NEXT)
    assert "Only the device" in union("name-federation", own, "--passphrase-file", following).refusal
    told = alliance.json("name-federation", own, "--passphrase-file", following)
    assert told == {"device": own, "federation": True}
    assert "federation" in alliance("members").out
    union.json("sync")
    return alliance, union


def test_a_review_by_the_command_line(two: tuple[Alliance, Alliance]) -> None:
    federation, union = two
    rows = '{"I01": {"value": 2}}'
    member = union.add("member", "示范电子厂工会", "--share")
    filled = ("--set", "year=2026", "--set", f"member={member}", "--set", f"indicators={rows}")
    record_id = union.add("assessment", "自评", *filled, "--share")
    assert "Nobody has reviewed it" in union("review", record_id).out
    assert union.json("show", record_id)["review"]["standing"] == "none"
    own = union("review", record_id, "--result", "自己说好")
    assert "(not verified)" in own.out.replace("（", "(").replace("）", ")")
    assert "not marked as the federation's" in own.out
    union.json("sync")
    federation.json("sync")
    assert federation.json("review", record_id)["review"]["standing"] == "unverified"
    signed = ("--by", "上级工会", "--on", "2026-11-26")
    told = federation.json("review", record_id, "--result", "同意一星", *signed)["review"]
    assert (told["standing"], told["by"], told["on"]) == ("verified", "上级工会", "2026-11-26")
    assert (told["total"], told["stars"]) == (2.0, 0)
    federation.json("sync")
    union.json("sync")
    assert "verified" in union("show", record_id).out
    assert union.json("stars", "--year", "2026")["review"]["result"] == "同意一星"
    union("edit", record_id, "--set", 'indicators={"I01": {"value": 1}}')
    assert union.json("show", record_id)["review"]["standing"] == "changed_since"
    assert "changed since the review" in union("stars", "--year", "2026").out
    assert "not a self-assessment" in union("review", union.add("article", "文"), "--result", "好").refusal


def test_catalogues_by_the_command_line(two: tuple[Alliance, Alliance], file: WriteFile, tmp_path: Path) -> None:
    federation, union = two
    year = clock.today().year
    text = standard_file().read_text("utf-8").replace('version: "0.1"', 'version: "1.0"')
    assert yaml.safe_load(text)["version"] == "1.0"
    path = file("目录.yaml", text)
    assert "From which year on" in federation("catalogue", "import", path).refusal
    assert "years that are over" in federation("catalogue", "import", path, "--from", str(year - 3)).refusal
    assert "refers to parts of itself" in federation("catalogue", "import", file("坏.yaml", "a: &a [*a]")).refusal
    made = federation.json("catalogue", "import", path, "--from", str(year))
    assert (made["standing"], made["counts"], made["first_year"]) == ("verified", True, year)
    assert "here already" in federation("catalogue", "import", path, "--from", str(year)).refusal
    federation.json("sync")
    union.json("sync")
    listed = union.json("catalogue", "list")["catalogues"]
    assert [(each["version"], each["standing"], each["holds"]) for each in listed] == [
        ("0.1", "built_in", False),
        ("1.0", "verified", True),
    ]
    before = union.json("catalogue", "list", "--year", str(year - 1))["catalogues"]
    assert [each["holds"] for each in before] == [True, False]
    shown = union.json("catalogue", "show")
    assert (shown["version"], shown["points"], len(shown["indicators"])) == ("1.0", 100, 57)
    assert "No catalogue is called" in union("catalogue", "show", "x").refusal
    assert union.json("stars", "--year", str(year))["catalogue"]["version"] == "1.0"
    assert union.json("stars", "--year", str(year - 1))["catalogue"]["version"] == "0.1"
    target = tmp_path / "出.yaml"
    union.json("catalogue", "export", made["key"], "-o", str(target))
    assert target.read_bytes() == Path(path).read_bytes()
    unmarked = union("catalogue", "import", file("三.yaml", text.replace('"1.0"', '"3.0"')), "--from", str(year))
    assert "does not count in this alliance" in unmarked.out
    assert union.json("stars", "--year", str(year))["catalogue"]["version"] == "1.0"
