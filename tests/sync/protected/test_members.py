"""Members of a protected alliance come and go: who is removed reads and writes nothing more."""

import json
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.sync import Exchange, Reason
from alliance_app.sync.errors import (
    DeviceRemoved,
    FolderFull,
    KeyRenewed,
    NotASteward,
    UnknownDevice,
    WeakPassphrase,
    WrongPassphrase,
)
from alliance_app.sync.keys import keeping
from alliance_app.sync.keys.ciphers import DeviceKeys
from alliance_app.sync.keys.keyfile import KeyName, Maker, Roster
from alliance_app.sync.keys.members import Members
from alliance_app.sync.keys.protected import KeyedSeal, Protected
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.transport.directory import DirectoryTransport
from tests.sync.protected.scenes import (
    NEXT,
    PASSPHRASE,
    Make,
    forged,
    key_file,
    member,
    reasons,
    ring_of,
)
from tests.sync.scenes import picture, publish, sync, titles

# -- members ---------------------------------------------------------------------------------------------------------


def test_a_removed_member_reads_and_writes_nothing_more_and_all_before_stays(
    make: Make, shared: Path, founder: Library
) -> None:
    second, leaver = member(make, shared, "B"), member(make, shared, "C")
    publish(leaver, "丙以前的")
    sync(leaver)
    sync(founder)
    Members(founder, Exchange(founder)).remove(leaver.identity.device_id, NEXT)
    secret = publish(founder, "丙走以后")
    sync(founder)
    publish(leaver, "丙想再写")
    with pytest.raises(DeviceRemoved, match="was removed"):
        sync(leaver)
    with pytest.raises(WrongPassphrase):
        Exchange(leaver, shared).join(passphrase="随便猜的一个口令呢")
    assert secret not in picture(leaver)
    assert sync(second).pending == ()
    assert titles(second) == {"机密标题", "丙以前的", "丙走以后"}
    listed = {each.author: each for each in Members(founder, Exchange(founder)).listed()}
    assert (listed["C 主席"].removed, listed["A 主席"].steward, listed["B 主席"].removed) == (True, True, False)
    with pytest.raises(WrongPassphrase):
        Exchange(make("D"), shared).join(passphrase=PASSPHRASE)
    newcomer = member(make, shared, "E", NEXT)
    assert titles(newcomer) == {"机密标题", "丙以前的", "丙走以后"}
    assert newcomer.wanted_blobs() == []
    publish(newcomer, "新来的")
    sync(newcomer)
    for library in (second, founder):
        assert sync(library).pending == ()
        assert "新来的" in titles(library)


def test_a_removed_library_cannot_read_on_under_an_id_it_had_before(
    make: Make, shared: Path, founder: Library
) -> None:
    leaver = member(make, shared, "C")
    publish(leaver, "丙以前的")
    sync(leaver)
    before = leaver.identity.device_id
    sync(founder)
    leaver.new_device_id()
    publish(leaver, "换了编号以后")
    sync(leaver)
    sync(founder)
    now = leaver.identity.device_id
    gone = Members(founder, Exchange(founder)).remove(now, NEXT)
    assert {each.device for each in gone} == {now, before}
    publish(founder, "丙走以后")
    sync(founder)
    with pytest.raises(DeviceRemoved):
        sync(leaver)
    newest = ring_of(founder).newest
    assert newest is not None
    assert newest.name.digest not in ring_of(leaver).keys
    assert titles(founder) == {"机密标题", "丙以前的", "换了编号以后", "丙走以后"}


def test_a_key_that_did_not_come_to_the_folder_is_not_in_use(
    make: Make, shared: Path, founder: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, leaver = member(make, shared, "B"), member(make, shared, "C")
    sync(founder)
    with monkeypatch.context() as patch:
        patch.setattr(DirectoryTransport, "put_if_absent", _full)
        with pytest.raises(FolderFull):
            Members(founder, Exchange(founder)).remove(leaver.identity.device_id, NEXT)
    publish(founder, "照旧")
    sync(founder)
    assert sync(second).pending == ()
    assert sync(leaver).pending == ()
    Members(founder, Exchange(founder)).remove(leaver.identity.device_id, NEXT)
    with pytest.raises(DeviceRemoved):
        sync(leaver)


def test_a_key_that_came_to_the_folder_before_its_maker_died_is_found_by_him(
    make: Make, shared: Path, founder: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, leaver = member(make, shared, "B"), member(make, shared, "C")
    members = Members(founder, Exchange(founder))
    members.listed()
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "save", _dies)
        with pytest.raises(KeyboardInterrupt):
            members.remove(leaver.identity.device_id, NEXT)
    publish(founder, "照旧")
    sync(founder)
    with pytest.raises(DeviceRemoved):
        sync(leaver)
    assert sync(second).pending == ()
    assert titles(second) == {"机密标题", "照旧"}


def _full(self: DirectoryTransport, name: str, content: bytes | Path) -> bool:
    raise FolderFull(folder=self.place)


def _dies(library: Library, ring: Ring) -> None:
    raise KeyboardInterrupt


def test_a_removed_member_finds_no_way_back_with_what_he_kept(make: Make, shared: Path, founder: Library) -> None:
    """He has the old key and his device: a new segment, a new device with the old key, a key file of his own."""
    second, leaver = member(make, shared, "B"), member(make, shared, "C")
    kept = ring_of(leaver)
    device = leaver.identity.device_id
    Members(founder, Exchange(founder)).remove(device, NEXT)
    sync(second)
    before = picture(second)
    late = forged(founder, shared, device, 1, KeyedSeal(kept, kept.own[device]))
    again = "f" * 16
    kept.own[again] = DeviceKeys.new()
    card = Protected(leaver, kept).card(again, {"format": 1, "device": again, "name": "新设备"})
    (shared / "devices" / again).mkdir()
    (shared / "devices" / again / "device.json").write_text(json.dumps(card), "utf-8")
    other = forged(founder, shared, again, 1, KeyedSeal(kept, kept.own[again]))
    roster = Roster({**kept.present(), device: kept.own[device].public}, (device,), {second.identity.device_id: ()})
    maker = Maker(device, kept.own[device], "2026-01-01T00:00:00Z")
    for epoch in (1, 2, 9):
        name, content = key_file(kept.alliance, epoch, roster, maker)
        (shared / "keys" / str(name)).write_bytes(content)
    assert set(reasons(second)) == {(Reason.STRANGER, late.name), (Reason.STRANGER, other.name)}
    assert picture(second) == before
    publish(second, "照常")
    sync(second)
    assert set(reasons(founder)) == {(Reason.STRANGER, late.name), (Reason.STRANGER, other.name)}
    assert "照常" in titles(founder)


def test_a_key_file_of_an_outsider_is_no_key(make: Make, shared: Path, founder: Library) -> None:
    """Anybody can hand a key to everybody: their public keys lie in the folder."""
    second = member(make, shared, "B")
    publish(second, "乙")
    sync(second)
    sync(founder)
    public = ring_of(founder).present()
    outsider = DeviceKeys.new()
    maker = Maker("e" * 16, outsider, "")
    for epoch in (1, 2, 3):
        for number in range(4):  # of two files of one epoch the higher name counts: try some
            roster = Roster({**public, "e" * 16: outsider.public}, ("e" * 16,), {})
            name, content = key_file(ring_of(founder).alliance, epoch, roster, maker, number)
            (shared / "keys" / str(name)).write_bytes(content)
    (shared / "keys" / str(KeyName(4, "0" * 32))).write_bytes(b"noise")
    publish(founder, "照常")
    for library in (founder, second):
        assert sync(library).pending == ()
    assert titles(second) == {"机密标题", "乙", "照常"}
    assert set(ring_of(second).files) == set(ring_of(founder).files)
    assert len(ring_of(second).files) == 1


def test_only_a_steward_removes_members_and_can_name_another_one(make: Make, shared: Path, founder: Library) -> None:
    second, third = member(make, shared, "B"), member(make, shared, "C")
    for library in (second, third):
        publish(library, f"{library.identity.author}的")
        sync(library)
    sync(founder)
    device = third.identity.device_id
    with pytest.raises(NotASteward, match="A 主席"):
        Members(second, Exchange(second)).remove(device, NEXT)
    with pytest.raises(UnknownDevice, match=device):
        Members(founder, Exchange(founder)).remove("0" * 16, NEXT)
    with pytest.raises(UnknownDevice):
        Members(founder, Exchange(founder)).remove(founder.identity.device_id, NEXT)
    with pytest.raises(WeakPassphrase):
        Members(founder, Exchange(founder)).remove(device, "短")
    Members(founder, Exchange(founder)).name_steward(second.identity.device_id, NEXT)
    sync(second)
    Members(second, Exchange(second)).remove(device, "又换的口令八九十一二")
    assert sync(founder).pending == ()
    with pytest.raises(DeviceRemoved):
        sync(third)
    Members(founder, Exchange(founder)).renew("再换一次的口令三四五")
    publish(founder, "最后")
    sync(founder)
    assert sync(second).pending == ()
    assert "最后" in titles(second)


def test_a_device_that_was_left_out_by_mistake_comes_back_with_the_new_passphrase(
    make: Make, shared: Path, founder: Library
) -> None:
    """It had joined while the key was being renewed: nobody had seen it yet."""
    late = make("B")
    Exchange(late, shared).join(passphrase=PASSPHRASE)
    Members(founder, Exchange(founder)).renew(NEXT)
    publish(late, "晚来的")
    with pytest.raises(KeyRenewed, match="new passphrase"):
        sync(late)
    Exchange(late, shared).join(passphrase=NEXT)
    assert sync(late).pending == ()
    assert sync(founder).pending == ()
    assert titles(founder) == titles(late) == {"机密标题", "晚来的"}
