"""Verbs of the shared folder: two libraries, one command line each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Alliance

WriteFile = Callable[[str, str | bytes], str]


def test_sync_takes_records_to_another_library(
    alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: WriteFile
) -> None:
    shared = str(tmp_path / "share")
    Path(shared).mkdir()
    record_id = alliance.add("salon", "一起看", "--body", "正文", "--attach", file("图.png", b"png"), "--share")
    alliance.add("article", "不给人看")
    first = alliance.json("sync", shared)
    assert first["pushed"] > 0
    assert first["pending"] == []
    other = Alliance(tmp_path / "other", capsys)
    other("init", str(other.folder), "--author", "王工")
    assert other.json("sync", shared)["pulled"] > 0
    assert [each["title"] for each in other.json("list")["records"]] == ["一起看"]
    other.json("edit", record_id, "--set", "place=东")
    alliance.json("edit", record_id, "--set", "place=西")
    other.json("sync")
    alliance.json("sync")
    (clash,) = alliance.json("conflicts")["conflicts"]
    assert clash["id"] == record_id
    assert {each["value"] for each in clash["clashes"][0]["choices"]} == {"东", "西"}
    assert "西" in alliance("conflicts").out
    assert alliance.json("decide", record_id, clash["clashes"][0]["field"], "西")["fields"]["place"] == "西"
    assert alliance.json("conflicts")["conflicts"] == []
    assert "Gave" in alliance("sync").out


def test_erase_wants_a_yes_and_reaches_another_library(
    alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = str(tmp_path / "share")
    record_id = alliance.add("article", "不该共享的名单", "--share")
    alliance("sync", shared)
    other = Alliance(tmp_path / "other", capsys)
    other("init", str(other.folder))
    other("sync", shared)
    before = alliance.state()
    assert "cannot be undone" in alliance("erase", record_id).refusal
    assert alliance.state() == before
    assert alliance.json("erase", "不该共享的名单", "--yes") == {"erased": [record_id]}
    assert "There is no record" in alliance("show", record_id).refusal
    alliance("sync")
    assert other.json("sync")["pending"] == []
    assert "There is no record" in other("erase", record_id, "--yes").refusal


def test_erasures_that_are_held_name_the_device_to_agree_with(
    alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = str(tmp_path / "share")
    ids = [alliance.add("article", f"第{number}", "--share") for number in range(21)]
    alliance("sync", shared)
    other = Alliance(tmp_path / "other", capsys)
    other("init", str(other.folder))
    other("sync", shared)
    alliance("erase", *ids, "--yes")
    alliance("sync")
    (held,) = other.json("sync")["pending"]
    assert held["reason"] == "erasures"
    assert f"alliance agree-erasures {held['device_id']}" in held["message"]
    assert other("agree-erasures", held["device_id"]).code == 0
    assert other.json("sync")["pending"] == []
    assert other.json("list")["records"] == []


def test_devices_tells_who_else_is_there_and_what_is_waited_for(
    alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = tmp_path / "share"
    shared.mkdir()
    alliance.json("sync", str(shared))
    assert alliance.json("devices") == {"devices": []}
    assert "No other device" in alliance("devices").out
    other = Alliance(tmp_path / "other", capsys)
    other("init", str(other.folder), "--author", "王工", "--device-name", "车间电脑")
    other.add("article", "第一条", "--share")
    other.json("sync", str(shared))
    other.add("article", "第二条", "--share")
    other.json("sync")
    (early,) = shared.glob("devices/*/1-1-*.seg")
    kept = early.read_bytes()
    early.unlink()
    told = alliance.json("sync")
    (device,) = told["devices"]
    assert (device["author"], device["name"], device["through"], device["taken_at"]) == ("王工", "车间电脑", 0, "")
    assert device["pending"] == told["pending"]
    assert told["pending"][0]["device_id"] == device["device"]
    assert told["pending"][0]["advice"]
    assert alliance.json("devices")["devices"] == told["devices"]
    assert alliance("devices").out.startswith("王工 · 车间电脑: nothing of it is here yet\n  Changes 1–1 from")
    early.write_bytes(kept)
    alliance.json("sync")
    (device,) = alliance.json("devices")["devices"]
    assert (device["through"], device["pending"]) == (2, [])
    assert device["changed_at"] <= device["taken_at"]
    assert "2 changes are here" in alliance("devices").out


def test_a_protected_alliance_by_the_command_line(
    alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: WriteFile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    shared = str(tmp_path / "share")
    passphrase, following = file("口令.txt", "星级联盟的好口令一二三\n"), file("新.txt", "换过的新口令四五六七\n")
    alliance.add("article", "一", "--share")
    assert "A passphrase is needed" in alliance("sync", shared, "--protect").refusal
    assert "too short" in alliance("sync", shared, "--passphrase-file", file("短.txt", "123")).refusal
    assert alliance.json("sync", shared, "--passphrase-file", passphrase)["pushed"] == 1
    assert alliance.json("sync")["pending"] == []
    other = Alliance(tmp_path / "other", capsys)
    other("init", str(other.folder), "--author", "王工")
    assert "passphrase" in other("sync", shared).refusal
    assert "not the passphrase" in other("sync", shared, "--passphrase-file", following).refusal
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "星级联盟的好口令一二三")
    assert other.json("sync", shared)["pulled"] == 1
    assert other.json("sync")["pulled"] == 0
    monkeypatch.delenv("ALLIANCE_PASSPHRASE")
    (theirs,) = [each for each in alliance.json("members")["members"] if not each["own"]]
    assert (theirs["author"], theirs["steward"], theirs["removed"]) == ("王工", False, False)
    assert "Only the device" in other("remove-member", theirs["device"], "--passphrase-file", following).refusal
    assert "No device" in alliance("remove-member", "x", "--passphrase-file", following).refusal
    assert alliance("name-steward", theirs["device"], "--passphrase-file", following).code == 0
    assert other.json("sync")["pending"] == []
    assert other("renew-key", "--passphrase-file", passphrase).code == 0
    assert alliance.json("sync")["pending"] == []
    removed = alliance.json("remove-member", theirs["device"], "--passphrase-file", following)
    assert removed == {"removed": theirs["device"], "with_it": []}
    assert "was removed" in other("sync").refusal
    assert "removed" in alliance("members").out
    plain = Alliance(tmp_path / "plain", capsys)
    plain("init", str(plain.folder))
    plain("sync", str(tmp_path / "open"))
    assert "has no passphrase" in plain("members").refusal
