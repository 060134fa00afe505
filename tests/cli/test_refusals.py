"""Bad input gets one clear line and exit code 1, and changes nothing; a badly formed line gets 2."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_app.app import App
from alliance_app.cli.program import run
from alliance_app.records.values import NewRecord
from tests.cli.conftest import Alliance

WriteFile = Callable[[str, str | bytes], str]
HUGE = 2 * 1024**3


@pytest.fixture
def record(alliance: Alliance, file: WriteFile) -> str:
    """A record to be spoilt."""
    return alliance.add("salon", "沙龙", "--set", "issue_no=3", "--body", "正文", "--attach", file("a.txt", "a"))


@pytest.fixture(scope="module")
def kept_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One library for all refusals: none of them changes it."""
    folder = tmp_path_factory.mktemp("refusals") / "library"
    with App.create(folder, "测试资料库", author="李主席") as app:
        kept = app.library.keep_bytes("a.txt", b"a")
        app.library.add(NewRecord("salon", "沙龙", {"issue_no": 3}, body="正文", attachments=(kept,)))
    return folder


@pytest.fixture
def kept(kept_folder: Path, capsys: pytest.CaptureFixture[str]) -> Alliance:
    """The program with that library."""
    return Alliance(kept_folder, capsys)


ADD = ("add", "salon", "--title", "新")
REFUSED = {
    "unknown kind": (("add", "诗", "--title", "新"), "诗"),
    "unknown kind of list": (("list", "诗"), "诗"),
    "unknown kind of search": (("search", "x", "--kind", "诗"), "诗"),
    "unknown field": ((*ADD, "--set", "颜色=红"), "颜色"),
    "unknown id": (("show", "01ARZ3NDEKTSV4RRFFQ69G5FAV"), "01ARZ3"),
    "unknown id to delete": (("delete", "沙龙", "没有的"), "没有的"),
    "unknown id to share": (("share", "没有的"), "没有的"),
    "unknown id to export": (("export", "没有的", "-o", "{files}/x.docx"), "没有的"),
    "unknown version": (("revert", "沙龙", "v9"), "v9"),
    "wrong type": ((*ADD, "--set", "issue_no=十八"), "十八"),
    "out of range": ((*ADD, "--set", "issue_no=-1"), "-1"),
    "wrong date": ((*ADD, "--set", "starts_at=2024-02-30"), "2024-02-30"),
    "wrong time": ((*ADD, "--set", "starts_at=2024-02-03 25:00"), "25:00"),
    "wrong choice": ((*ADD, "--set", "scope=全世界"), "全世界"),
    "wrong rows": ((*ADD, "--set", 'decisions=[{"no": "一"}]'), "一"),
    "broken rows": ((*ADD, "--set", "decisions=[{"), "JSON"),
    "computed field": (("add", "project", "--title", "新", "--set", "annual_benefit=5"), "computed"),
    "link to nobody": ((*ADD, "--set", "host=没有这家"), "没有这家"),
    "link to the wrong kind": ((*ADD, "--set", "host=沙龙"), "沙龙"),
    "required field cleared": (("edit", "沙龙", "--set", "starts_at="), "Starts"),
    "empty title": (("add", "salon", "--title", "  "), "Title"),
    "300 characters of title": (("add", "salon", "--title", "题" * 300), "300"),
    "control characters in the title": (("edit", "沙龙", "--title", "a\x07b"), "control"),
    "line end in the title": (("edit", "沙龙", "--title", "a\nb"), "control"),
    "half a character in the title": (("add", "salon", "--title", "a\udc80"), "surrogate"),
    "half a character in a field": ((*ADD, "--set", "place=\udc80"), "surrogate"),
    "half a character in a tag": ((*ADD, "--tag", "\udc80"), "surrogate"),
    "half a character in the body": ((*ADD, "--body", "\ud800"), "surrogate"),
    "half a character in an id": (("show", "\udc80"), ""),
    "control characters in the body": ((*ADD, "--body", "a\x00b"), "control"),
    "body over the limit": ((*ADD, "--body-file", "{long}"), "4000000"),
    "no body file": ((*ADD, "--body-file", "{files}/没有.md"), "没有.md"),
    "folder as body file": ((*ADD, "--body-file", "{files}"), "files"),
    "binary body file": ((*ADD, "--body-file", "{binary}"), "not a text"),
    "no attachment": ((*ADD, "--attach", "{files}/没有.png"), "没有.png"),
    "folder as attachment": ((*ADD, "--attach", "{files}"), "files"),
    "2 GB attachment": ((*ADD, "--attach", "{huge}"), "2048 MB"),
    "2 GB attachment to a record": (("edit", "沙龙", "--attach", "{huge}"), "2048 MB"),
    "no such attachment to detach": (("edit", "沙龙", "--detach", "b.txt"), "b.txt"),
    "binary file named .md": (("import", "{binary}"), "not a text"),
    "2 GB note": (("import", "{huge_note}"), "40 MB"),
    "nothing to import": (("import", "{files}/没有"), "没有"),
    "a picture to import": (("import", "{huge}"), "only .md"),
    "kind of import": (("import", "{long}", "--kind", "诗"), "诗"),
    "no folder to sync": (("sync",), ""),
    "folder that is gone": (("sync", "{files}/没有/更深"), "更深"),
    "folder that is no alliance": (("sync", "{files}"), "files"),
    "file as shared folder": (("sync", "{binary}"), "binary.md"),
    "export into a file's inside": (("export", "沙龙", "--to", "md", "-o", "{binary}/x.md"), "binary.md"),
    "export everything onto a file": (("export-all", "{binary}"), "binary.md"),
    "export everything among other files": (("export-all", "{files}"), "files"),
    "unknown backup": (("restore-backup", "../../etc/passwd"), "passwd"),
    "library in a file": (("init", "{binary}"), "binary.md"),
    "library inside a file": (("init", "{binary}/x"), "binary.md"),
    "library among other files": (("init", "{files}"), "files"),
    "library where one is": (("init", "{library}"), "library"),
    "not a library": (("--library", "{files}", "list"), "alliance init"),
    "library that is a file": (("--library", "{binary}", "list"), "alliance init"),
    "no library at all": (("--library", "{files}/没有", "add", "salon", "--title", "x"), "alliance init"),
    "library of a strange name": (("--library", "a\x00b", "list"), ""),
    "conflict that is none": (("decide", "沙龙", "没有", "x"), ""),
    "stars of nobody": (("stars", "--member", "没有的"), "没有的"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_in_one_line(name: str, kept: Alliance, file: WriteFile, tmp_path: Path) -> None:
    line, word = REFUSED[name]
    files = {
        "files": str(tmp_path / "files"),
        "library": str(kept.folder),
        "binary": file("binary.md", b"\x89PNG\x00\x01"),
        "long": file("long.md", "长" * 4_000_001),
        "huge": _sparse(tmp_path / "files" / "huge.png"),
        "huge_note": _sparse(tmp_path / "files" / "huge.md"),
    }
    before = kept.state()
    outside = sorted((tmp_path / "files").iterdir())
    said = kept(*(_filled(part, files) for part in line))
    assert word in said.refusal
    assert "unexpected" not in said.refusal
    assert "Traceback" not in said.err
    assert kept.state() == before
    assert sorted((tmp_path / "files").iterdir()) == outside


def test_with_json_a_refusal_is_the_same_line_and_no_json(kept: Alliance) -> None:
    assert kept("show", "没有的", "--json").refusal == kept("show", "没有的").refusal


@pytest.mark.parametrize(
    "line",
    [
        ("frobnicate",),
        ("add", "salon"),
        ("add",),
        ("show",),
        ("import",),
        ("list", "--order", "colour"),
        ("list", "--limit", "many"),
        ("search", "x", "--limit", "99999999999999999999"),
        ("export", "沙龙", "--to", "exe"),
        ("add", "salon", "--title", "x", "--set", "issue_no"),
        ("add", "salon", "--title", "x", "--body", "a", "--body-file", "b"),
        ("stars", "--year", "MMXXV"),
        ("--frobnicate",),
    ],
)
def test_a_badly_formed_line_is_wrong_usage(line: tuple[str, ...], kept: Alliance) -> None:
    before = kept.state()
    said = kept(*line)
    assert (said.code, said.out) == (2, "")
    assert "Usage: alliance" in said.err
    assert kept.state() == before


def test_titles_of_every_script_are_welcome(alliance: Alliance, file: WriteFile) -> None:
    for title in ("😀🏳️‍🌈👩‍👩‍👧", "../../etc/passwd", "a" * 200, "\u202e反", "CON", "x/y\\z"):
        assert alliance.json("show", alliance.add("article", title))["title"] == title


def test_attachment_names_never_become_paths(alliance: Alliance, file: WriteFile, tmp_path: Path) -> None:
    record_id = alliance.add(
        "article", "文章", "--attach", file("..\u202epng.a", "x"), "--attach", file("b:c?.txt", "y")
    )
    names = [each["name"] for each in alliance.json("show", record_id)["attachments"]]
    assert all("/" not in name and ":" not in name and "\u202e" not in name for name in names)
    alliance.json("export", record_id, "--to", "md", "-o", str(tmp_path / "出" / "x.md"))
    assert all(path.is_relative_to(tmp_path) for path in tmp_path.rglob("*"))


def test_a_library_of_a_newer_program_is_left_alone(alliance: Alliance, record: str) -> None:
    database = alliance.folder / "library.db"
    connection = sqlite3.connect(database)
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert "newer version" in alliance("list").refusal
    assert "newer version" in alliance("add", "salon", "--title", "x").refusal
    connection = sqlite3.connect(database)
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.commit()
    connection.close()
    assert alliance.json("show", record)["title"] == "沙龙"


def test_a_damaged_library_is_refused_and_a_backup_brings_it_back(alliance: Alliance, record: str) -> None:
    name = alliance.json("backup")["name"]
    database = alliance.folder / "library.db"
    for path in alliance.folder.glob("library.db-*"):
        path.unlink()
    database.write_bytes(b"This is no database at all. " * 1000)
    said = alliance("list").refusal
    assert "unexpected" not in said
    assert alliance.json("restore-backup", name)["records"] == 1
    assert alliance.json("show", record)["title"] == "沙龙"


@pytest.mark.logs("unexpected error")
def test_what_nobody_foresaw_is_one_line_and_the_log_has_the_rest(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alliance_app.library import Library

    def breaks(_library: Library) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Library, "counts", breaks)
    refusal = alliance("tags").refusal
    assert "ZeroDivisionError" in refusal
    log = Path(refusal.rsplit(": ", 1)[1])
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_the_window_without_a_display_says_so(
    nothing: Alliance, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == 1
    assert "display" in capsys.readouterr().err


def _sparse(path: Path) -> str:
    with path.open("wb") as file:
        file.truncate(HUGE)
    return str(path)


def _filled(part: str, files: dict[str, str]) -> str:
    for name, path in files.items():
        part = part.replace(f"{{{name}}}", path)
    return part
