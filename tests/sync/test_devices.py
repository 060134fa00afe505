"""The other devices of the alliance: who, through which change, when last seen, what is waited for from them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange, Reason, Seen, changes_in, glance
from alliance_app.sync.errors import FolderGone, FolderInside, FolderReadOnly, NoFolder, OtherAlliance
from alliance_app.sync.folder import SharedFolder
from alliance_app.sync.transport import DirectoryTransport
from tests.sync.scenes import publish, segments, sync

Make = Callable[[str], Library]


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def met(library: Library) -> dict[str, Seen]:
    return {each.author: each for each in Exchange(library).devices()}


def test_who_gave_what_and_when_is_told_without_the_folder(make: Make, shared: Path, tmp_path: Path) -> None:
    first, second, third = make("A"), make("B"), make("C")
    before = now()
    publish(first, "甲")
    publish(first, "乙")
    sync(first, shared)
    publish(third, "丙")
    sync(third, shared)
    report = sync(second, shared)
    shared.rename(tmp_path / "unplugged")
    devices = met(second)
    assert set(devices) == {"A 主席", "C 主席"}
    seen = devices["A 主席"]
    assert (seen.device, seen.name, seen.through) == (first.identity.device_id, "A-电脑", 2)
    assert seen.shown == "A 主席 · A-电脑"
    assert before <= seen.changed_at <= seen.taken_at <= now()
    assert tuple(devices.values()) == report.devices


def test_taken_at_moves_only_with_what_is_taken_and_nothing_new_is_no_write(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    sync(second, shared)
    before = second.recall_all("sync.devices")
    assert before
    written: list[str] = []
    remember = Library.remember

    def noted(library: Library, key: str, value: str | None) -> None:
        written.append(key)
        remember(library, key, value)

    monkeypatch.setattr(Library, "remember", noted)
    sync(second)
    assert second.recall_all("sync.devices") == before
    assert "sync.devices" not in written


def test_what_is_waited_for_stands_with_its_device_until_it_has_come(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    publish(first, "乙")
    sync(first)
    early, _late = segments(shared, first)
    kept = early.read_bytes()
    early.unlink()
    report = sync(second, shared)
    (waiting,) = report.devices
    assert [each.reason for each in waiting.pending] == [Reason.GAP]
    assert waiting.pending == report.pending
    assert waiting.pending[0].device_id == first.identity.device_id
    assert waiting.through == 0
    assert (waiting.taken_at, waiting.changed_at) == ("", "")
    assert Exchange(second).devices() == report.devices
    early.write_bytes(kept)
    (done,) = sync(second).devices
    assert (done.pending, done.through) == ((), 2)


def test_a_name_that_arrives_late_is_told_as_soon_as_it_is_there(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    card = shared / "devices" / first.identity.device_id / "device.json"
    kept = card.read_bytes()
    card.unlink()
    (nameless,) = sync(second, shared).devices
    assert nameless.shown == first.identity.device_id
    card.write_bytes(kept)
    (named,) = sync(second).devices
    assert named.shown == "A 主席 · A-电脑"


def test_what_was_taken_is_noted_though_giving_fails(make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    Exchange(second, shared).join()
    publish(second, "乙")

    def refused(*_told: object) -> bool:
        raise FolderReadOnly(folder=shared, reason="no")

    monkeypatch.setattr(DirectoryTransport, "put_if_absent", refused)
    with pytest.raises(FolderReadOnly):
        Exchange(second).sync()
    assert met(second)["A 主席"].taken_at


def test_a_pull_that_breaks_off_keeps_what_was_waited_for(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    publish(first, "乙")
    sync(first)
    segments(shared, first)[0].unlink()
    waiting = sync(second, shared).devices

    def broken(_folder: SharedFolder) -> list[str]:
        raise FolderGone(folder=shared, reason="out")

    monkeypatch.setattr(SharedFolder, "devices", broken)
    with pytest.raises(FolderGone):
        Exchange(second).pull()
    assert Exchange(second).devices() == waiting
    assert waiting[0].pending


def test_without_a_folder_there_is_nobody_to_tell_of(make: Make) -> None:
    with pytest.raises(NoFolder):
        Exchange(make("A")).devices()


# -- looking before joining


def test_looking_before_joining_writes_nothing_and_refuses_what_joining_would(
    make: Make, shared: Path, tmp_path: Path
) -> None:
    first, second = make("A"), make("B")
    sight = Exchange(first, shared).look()
    assert (sight.empty, sight.alliance) == (True, None)
    assert list(shared.iterdir()) == []
    publish(first, "甲")
    sync(first, shared)
    sight = Exchange(second, shared).look()
    assert (sight.name, sight.devices) == ("A 工会", ("A 主席 · A-电脑",))
    assert changes_in(str(shared)) == 1
    other = tmp_path / "other"
    other.mkdir()
    sync(second, other)
    with pytest.raises(OtherAlliance):
        Exchange(second, shared).look()
    with pytest.raises(FolderInside):
        Exchange(first, first.folder).look()
    with pytest.raises(FolderGone):
        Exchange(first, tmp_path / "nothing").look()
    used = tmp_path / "used"
    used.mkdir()
    (used / "年终总结.docx").write_text("mine")
    sight = Exchange(make("C"), used).look()
    assert (sight.empty, sight.alliance) == (False, None)


def test_half_of_an_alliances_folder_is_no_place_for_a_new_one(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "甲")
    sync(first, shared)
    (shared / "alliance.json").unlink()
    for library in (first, second):
        with pytest.raises(FolderGone, match=r"alliance\.json is not there"):
            Exchange(library, shared).look()


def test_a_new_alliance_may_have_a_name_of_its_own(make: Make, shared: Path) -> None:
    assert Exchange(make("A"), shared).join(name="示范联盟").name == "示范联盟"
    assert Exchange(make("B"), shared).look().name == "示范联盟"


# -- the quick look between two syncs


def test_a_glance_tells_whether_the_folder_is_there_and_whether_others_have_written(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    own = second.identity.device_id
    assert not glance(str(shared), own).there
    publish(first, "甲")
    sync(first, shared)
    sync(second, shared)
    before = glance(str(shared), own)
    assert before.there
    publish(second, "自己的")
    sync(second)
    assert glance(str(shared), own) == before, "what this device writes is no news to it"
    publish(first, "乙")
    sync(first)
    after = glance(str(shared), own)
    assert after.there
    assert after.mark != before.mark
    (shared / "alliance.json").unlink()
    assert not glance(str(shared), own).there


def test_a_records_attachment_is_waited_for_with_words_on_what_to_do(make: Make, shared: Path) -> None:
    first, second = make("A"), make("B")
    kept = first.keep_bytes("现场.txt", b"x" * 100)
    first.share(first.add(NewRecord("article", "甲", attachments=(kept,))).only)
    sync(first, shared)
    (blob,) = shared.glob("blobs/*/*")
    blob.unlink()
    (pending,) = sync(second, shared).pending
    assert (pending.reason, pending.name, pending.device_id) == (Reason.ATTACHMENT, "现场.txt", "")
    assert "one of the next syncs" in pending.advice
