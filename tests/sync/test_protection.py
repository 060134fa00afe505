"""A protected alliance: without its key nobody reads; without its key or a member's device nobody writes."""

import json
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import keyring
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from alliance_app.library import Library
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange, Reason, SyncError, look
from alliance_app.sync.errors import (
    DeviceRemoved,
    KeyMissing,
    KeyRenewed,
    NotASteward,
    NotProtected,
    PassphraseNeeded,
    ProtectionLost,
    UnknownDevice,
    WeakPassphrase,
    WrongPassphrase,
)
from alliance_app.sync.keys import joining, keeping, keyfile
from alliance_app.sync.keys.ciphers import DeviceKeys, Stretching
from alliance_app.sync.keys.keyfile import KeyName, Maker, Roster
from alliance_app.sync.keys.members import Members
from alliance_app.sync.keys.protected import KeyedSeal, Protected
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.segments import OPEN, Entry, SegmentName, compose, plain
from tests.sync.scenes import everything, picture, publish, segments, set_back, snapshot, sync, titles

Make = Callable[[str], Library]
PASSPHRASE = "星级联盟的好口令一二三"
NEXT = "换过的新口令四五六七"


QUICK = partial(Stretching, memory=8 * 1024, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase becomes a key at once: how long that takes is none of these tests' matter."""
    monkeypatch.setattr(joining, "Stretching", QUICK)


@pytest.fixture
def founder(make: Make, shared: Path) -> Library:
    """Founds a protected alliance and gives a record with an attachment."""
    library = make("A")
    Exchange(library, shared).join(passphrase=PASSPHRASE)
    kept = library.keep_bytes("机密名单.txt", b"list " * 500_000)
    new = NewRecord("article", "机密标题", body="机密正文", tags=("机密标签",), attachments=(kept,))
    library.share(library.add(new).only)
    sync(library)
    return library


def member(make: Make, shared: Path, name: str, passphrase: str = PASSPHRASE) -> Library:
    """A library that joins with the passphrase and syncs."""
    library = make(name)
    Exchange(library, shared).join(passphrase=passphrase)
    sync(library)
    return library


def key_file(alliance: str, epoch: int, roster: Roster, maker: Maker, salt: int = 115) -> tuple[KeyName, bytes]:
    """A key file that somebody makes up."""
    return keyfile.make(alliance, epoch, b"K" * 32, PASSPHRASE, QUICK(bytes([salt]) * 16), roster, maker, {})


def ring_of(library: Library) -> Ring:
    ring = keeping.load(library, library.recall("sync.alliance") or "")
    assert ring is not None
    return ring


def reasons(library: Library) -> list[tuple[Reason, str]]:
    return [(each.reason, each.name) for each in sync(library).pending]


# -- reading ---------------------------------------------------------------------------------------------------------


def test_members_exchange_everything_and_the_folder_tells_an_outsider_nothing(
    make: Make, shared: Path, founder: Library
) -> None:
    second = member(make, shared, "B")
    assert picture(second) == picture(founder)
    (record_id,) = picture(founder)
    second.write(Edit(record_id, body="乙改"))
    publish(second, "乙的")
    assert sync(second).pending == ()
    assert sync(founder).pending == ()
    assert picture(second) == picture(founder)
    assert second.wanted_blobs() == []
    (kept,) = founder.read(record_id).attachments
    secrets = ("机密", "乙改", "乙的", "主席", "电脑", record_id, kept.sha256, "list list")
    for name, content in everything(shared).items():
        for text in secrets:
            assert text.encode() not in content, (name, text)
            assert text not in name
    assert look(shared).protected
    assert look(shared).name == "A 工会"
    assert len(look(shared).devices) == 2
    assert all(len(each) == 16 for each in look(shared).devices)


def test_without_the_passphrase_nobody_gets_in(make: Make, shared: Path, founder: Library) -> None:
    second = make("B")
    before = everything(shared)
    with pytest.raises(PassphraseNeeded, match="protected by a passphrase"):
        Exchange(second, shared).join()
    with pytest.raises(PassphraseNeeded):
        sync(second, shared)
    with pytest.raises(WrongPassphrase):
        Exchange(second, shared).join(passphrase=PASSPHRASE + "。")
    assert everything(shared) == before
    assert second.recall("sync.alliance") is None
    assert titles(second) == set()


def test_a_passphrase_counts_however_it_was_typed(make: Make, shared: Path) -> None:
    Exchange(make("A"), shared).join(passphrase="Ａlliance café 口令1234")
    typed = unicodedata.normalize("NFD", "  Alliance café 口令1234 ")
    assert Exchange(make("B"), shared).join(passphrase=typed).protected


@pytest.mark.parametrize("weak", ["", "123456", "工会", "aaaaaaaaaaaaaaaaaaaa", "主席主席主席主席主席", "short pass"])
def test_a_passphrase_that_could_be_guessed_is_refused(make: Make, shared: Path, weak: str) -> None:
    with pytest.raises(WeakPassphrase, match="too short"):
        Exchange(make("A"), shared).join(passphrase=weak)
    assert everything(shared) == {}


def test_an_alliance_does_not_lose_its_protection(make: Make, shared: Path, founder: Library, tmp_path: Path) -> None:
    second = member(make, shared, "B")
    card = shared / "alliance.json"
    told = json.loads(card.read_text("utf-8"))
    card.write_text(json.dumps({**told, "protected": False}), "utf-8")
    publish(second, "不能明着写")
    before = everything(shared)
    for _again in range(2):
        with pytest.raises(ProtectionLost, match="Somebody may have changed"):
            sync(second)
    with pytest.raises(ProtectionLost):
        Exchange(second, shared).join()
    assert everything(shared) == before
    with pytest.raises(NotProtected):
        Exchange(make("C"), shared).join(passphrase=PASSPHRASE)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(PassphraseNeeded):
        Exchange(second, empty).join()
    assert everything(empty) == {}


def test_an_open_alliance_becomes_protected_in_a_new_folder(make: Make, shared: Path, tmp_path: Path) -> None:
    first, second = make("A"), make("B")
    publish(first, "一")
    sync(first, shared)
    sync(second, shared)
    publish(second, "二")
    closed = tmp_path / "closed"
    closed.mkdir()
    assert Exchange(first, closed).join(passphrase=PASSPHRASE).founded
    assert sync(first).pending == ()
    Exchange(second, closed).join(passphrase=PASSPHRASE)
    for library in (second, first):
        assert sync(library).pending == ()
    assert titles(first) == titles(second) == {"一", "二"}
    third = member(make, closed, "C")
    assert titles(third) == {"一", "二"}
    with pytest.raises(ProtectionLost):
        sync(first, shared)


# -- forging ---------------------------------------------------------------------------------------------------------


def forged(library: Library, folder: Path, device: str, first: int, seal: object = OPEN) -> Path:
    """A segment of somebody who can write into the folder: a true record of the founder's with a false change."""
    ids = [each.record_id for each in library.outgoing(0)]
    stranger = Library.create(folder.parent / f"forger{first}{device}", "冒", author="冒")
    payload = stranger.history_of(stranger.add(NewRecord("article", "伪造")).only)
    entry = Entry(ids[0] if first % 2 else "01ARZ3NDEKTSV4RRFFQ69G5FAV", payload, "2026-01-01T00:00:00Z")
    alliance = library.recall("sync.alliance") or ""
    name, content = compose(plain(alliance, device, first, (entry,)), seal)  # type: ignore[arg-type]
    stranger.close()
    path = folder / "devices" / device / str(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_who_can_only_write_into_the_folder_gets_nothing_accepted(make: Make, shared: Path, founder: Library) -> None:
    """Unclosed; under keys he made up; in a member's folder, in his own, in the reader's own."""
    second = member(make, shared, "B")
    publish(second, "乙")
    sync(second)
    sync(founder)
    before = picture(founder)
    made_up = Ring(founder.recall("sync.alliance") or "")
    keys = DeviceKeys.new()
    roster = Roster({"e" * 16: keys.public}, ("e" * 16,), {})
    name, content = key_file(made_up.alliance, 1, roster, Maker("e" * 16, keys, ""))
    assert made_up.found(keyfile.read(name, content, made_up.alliance), b"K" * 32)
    made_up.own["e" * 16] = keys
    own_seal = KeyedSeal(made_up, keys)
    victim, intruder = second.identity.device_id, "e" * 16
    made = [
        forged(founder, shared, victim, 2), forged(founder, shared, victim, 3, own_seal),
        forged(founder, shared, intruder, 1), forged(founder, shared, intruder, 2, own_seal),
    ]  # fmt: skip
    (shared / "devices" / intruder / "device.json").write_text('{"format": 1, "device": "e", "name": "好人"}', "utf-8")
    told = dict(reasons(founder))
    assert told[Reason.UNSEALED] in {path.name for path in made}
    assert told[Reason.STRANGER] in {path.name for path in made}
    assert picture(founder) == before
    publish(second, "乙之二")
    sync(second)
    newcomer = member(make, shared, "C")
    assert titles(newcomer) == {"机密标题", "乙", "乙之二"}
    sync(founder)
    assert titles(founder) == titles(newcomer)


def test_a_forged_file_in_the_readers_own_folder_is_no_reason_for_anything(
    make: Make, shared: Path, founder: Library
) -> None:
    device = founder.identity.device_id
    path = forged(founder, shared, device, 2)
    report = sync(founder)
    assert not report.renewed
    assert [(each.reason, each.name) for each in report.pending] == [(Reason.UNSEALED, path.name)]
    publish(founder, "二")
    sync(founder)
    second = member(make, shared, "B")
    assert titles(second) == {"机密标题", "二"}


def test_a_member_cannot_write_in_another_members_name(make: Make, shared: Path, founder: Library) -> None:
    """He has the key, and not the other's device."""
    insider, reader = member(make, shared, "B"), member(make, shared, "C")
    seal = KeyedSeal(ring_of(insider), ring_of(insider).own[insider.identity.device_id])
    before = picture(reader)
    path = forged(founder, shared, founder.identity.device_id, 2, seal)
    assert reasons(reader) == [(Reason.UNSEALED, path.name)]
    assert picture(reader) == before


def test_a_member_cannot_take_anothers_place_with_a_card_of_his_own(make: Make, shared: Path, founder: Library) -> None:
    insider, reader = member(make, shared, "B"), member(make, shared, "C")
    victim = founder.identity.device_id
    ring = ring_of(insider)
    ring.own[victim] = DeviceKeys.new()
    false = Protected(insider, ring)
    for card in (shared / "devices" / victim).glob("device*.json"):
        card.write_text(json.dumps(false.card(victim, {"format": 1, "device": victim, "name": "冒名"})), "utf-8")
    path = forged(founder, shared, victim, 2, KeyedSeal(ring, ring.own[victim]))
    assert reasons(reader) == [(Reason.UNSEALED, path.name)]
    assert "伪造" not in titles(reader)


def test_a_true_segment_in_another_place_is_not_taken(make: Make, shared: Path, founder: Library) -> None:
    """Replayed under other numbers, in another device's folder, in another alliance's."""
    second = member(make, shared, "B")
    publish(second, "乙")
    sync(second)
    sync(founder)
    (true,) = segments(shared, second)
    name = SegmentName.read(true.name)
    assert name is not None
    renumbered = true.with_name(str(SegmentName(2, 2, name.digest)))
    shutil.copyfile(true, renumbered)
    elsewhere = shared / "devices" / founder.identity.device_id / str(SegmentName(7, 7, name.digest))
    shutil.copyfile(true, elsewhere)
    before = picture(founder)
    assert {reason for reason, _name in reasons(founder)} <= {Reason.DAMAGED, Reason.FOREIGN}
    assert picture(founder) == before


def test_an_attachment_that_was_changed_or_exchanged_is_not_taken(make: Make, shared: Path, founder: Library) -> None:
    second = make("B")
    Exchange(second, shared).join(passphrase=PASSPHRASE)
    (blob,) = (path for path in shared.glob("blobs/*/*"))
    whole = blob.read_bytes()
    assert len(whole) == 2_500_000 + 3 * 16
    third = 1024 * 1024 + 16
    pieces = [whole[:third], whole[third : 2 * third], whole[2 * third :]]
    for wrong in (
        whole[:-1], whole[:third], pieces[0] + pieces[1], pieces[1] + pieces[0] + pieces[2], whole + whole[-16:],
        bytes([whole[0] ^ 1]) + whole[1:], b"", pieces[0] + pieces[2],
    ):  # fmt: skip
        blob.write_bytes(wrong)
        assert [each.reason for each in sync(second).pending] == [Reason.ATTACHMENT]
        assert second.wanted_blobs() != []
    sync(founder)  # wrong length: put right again
    blob.write_bytes(whole)
    assert sync(second).pending == ()
    assert second.wanted_blobs() == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_done_to_the_files_nothing_false_is_taken(
    tmp_path_factory: pytest.TempPathFactory, scene: "Scene", data: st.DataObject
) -> None:
    """Any file changed, cut, emptied, swapped or removed: the reader says what the founder said, or less of it."""
    place = tmp_path_factory.mktemp("tampered")
    folder = shutil.copytree(scene.shared, place / "shared")
    shutil.copytree(scene.reader, place / "reader")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "alliance.json")
    for _time in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(files))
        content = bytearray(path.read_bytes() if path.exists() else b"")
        match data.draw(st.sampled_from(["flip", "cut", "swap", "drop", "fill"])):
            case "flip" if content:
                content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
            case "cut":
                del content[data.draw(st.integers(0, max(len(content) - 1, 0))) :]
            case "swap":
                other = data.draw(st.sampled_from(files))
                content = bytearray(other.read_bytes() if other.exists() else b"")
            case "fill":
                content = bytearray(data.draw(st.binary(max_size=200)))
            case _:
                path.unlink(missing_ok=True)
                continue
        path.write_bytes(bytes(content))
    with Library.open(place / "reader") as reader:
        try:
            Exchange(reader, folder).join(passphrase=PASSPHRASE)
            sync(reader)
        except SyncError:
            pass
        assert picture(reader).items() <= scene.said.items()
    shutil.rmtree(place)


class Scene:
    """A protected folder of two members and an untouched library, to be copied for each try."""

    def __init__(self, place: Path) -> None:
        self.shared = place / "shared"
        self.shared.mkdir()
        first = Library.create(place / "A", "A", author="甲")
        second = Library.create(place / "B", "B", author="乙")
        Exchange(first, self.shared).join(passphrase=PASSPHRASE)
        publish(first, "甲一")
        publish(first, "甲二")
        sync(first)
        Exchange(second, self.shared).join(passphrase=PASSPHRASE)
        publish(second, "乙一")
        sync(second)
        self.said = picture(second)
        first.close()
        second.close()
        self.reader = place / "reader"
        Library.create(self.reader, "R", author="读").close()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "Stretching", QUICK)
        return Scene(tmp_path_factory.mktemp("scene"))


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


# -- keys at rest ----------------------------------------------------------------------------------------------------


class Drawer(KeyringBackend):
    """A keyring in memory."""

    priority = 1
    kept: dict[tuple[str, str], str]

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawer]:
    before, made = keyring.get_keyring(), Drawer()  # type: ignore[no-untyped-call]
    made.kept = {}
    keyring.set_keyring(made)
    monkeypatch.setattr(keeping, "_asked", {})
    yield made
    keyring.set_keyring(before)


def test_the_secret_lies_in_the_keyring_and_the_keys_are_closed(
    drawer: Drawer, make: Make, shared: Path, founder: Library
) -> None:
    assert [service for service, _name in drawer.kept] == ["alliance_app"]
    ring = ring_of(founder)
    secrets = [*ring.keys.values(), *(each.sign for each in ring.own.values())]
    for content in everything(founder.folder).values():
        assert not any(secret in content for secret in secrets)
    assert not (founder.folder / "keys.secret").exists()


def test_without_a_keyring_the_secret_lies_in_a_file_of_the_users_own(founder: Library) -> None:
    kept = founder.folder / "keys.secret"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_library_whose_secret_is_gone_asks_for_the_passphrase_and_goes_on_as_a_new_device(
    drawer: Drawer, make: Make, shared: Path, founder: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = member(make, shared, "B")
    publish(second, "乙一")
    sync(second)
    former = second.identity.device_id
    drawer.kept.clear()
    monkeypatch.setattr(keeping, "_asked", {})
    publish(second, "乙二")
    with pytest.raises(PassphraseNeeded):
        sync(second)
    Exchange(second).join(passphrase=PASSPHRASE)
    assert sync(second).pending == ()
    assert second.identity.device_id != former
    Exchange(founder, shared).join(passphrase=PASSPHRASE)
    assert sync(founder).pending == ()
    assert {"乙一", "乙二"} <= titles(founder)


def test_a_library_set_back_takes_a_new_id_and_keys_of_its_own(
    make: Make, shared: Path, founder: Library, tmp_path: Path
) -> None:
    second = member(make, shared, "B")
    publish(second, "一")
    sync(second)
    old = snapshot(second, tmp_path / "old.db")
    publish(second, "二")
    sync(second)
    second = set_back(second, old)
    publish(second, "三")
    assert sync(second).renewed
    assert sync(founder).pending == ()
    assert titles(founder) == titles(second) == {"机密标题", "一", "二", "三"}
    second.erase(*(each for each, said in picture(second).items() if said[1] == "二"))
    sync(second)
    assert sync(founder).pending == ()
    assert titles(founder) == {"机密标题", "一", "三"}
    third = member(make, shared, "C")
    assert titles(third) == titles(founder)
    second.close()


def test_what_vanishes_is_written_again_under_the_same_name(make: Make, shared: Path, founder: Library) -> None:
    before = everything(shared)
    for path in [*segments(shared), *shared.glob("blobs/*/*")]:
        path.unlink()
    sync(founder)
    assert everything(shared) == before


def test_a_folder_without_its_key_stops_newcomers_not_members(make: Make, shared: Path, founder: Library) -> None:
    second = member(make, shared, "B")
    shutil.rmtree(shared / "keys")
    assert sync(second).pending == ()
    with pytest.raises(KeyMissing):
        Exchange(make("C"), shared).join(passphrase=PASSPHRASE)
    Exchange(founder).join()
    assert sync(founder).pending == ()


def test_the_open_alliance_loads_no_ciphers(make: Make, shared: Path, python: str) -> None:
    import subprocess

    code = (
        "import sys; from pathlib import Path; from alliance_app.library import Library\n"
        "from alliance_app.sync import Exchange\n"
        "library = Library.create(Path(sys.argv[1]), 'x'); Exchange(library, sys.argv[2]).sync()\n"
        "sys.exit('cryptography' in sys.modules or 'keyring' in sys.modules)"
    )
    done = subprocess.run([python, "-c", code, str(shared.parent / "own"), str(shared)], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "change",
    [
        {"memory": 10**9}, {"passes": 10**6}, {"lanes": 0}, {"salt": ""}, {"kdf": "none"}, {"memory": "x"},
    ],
)  # fmt: skip
def test_a_key_file_that_would_take_all_memory_is_no_key_file(change: dict[str, object]) -> None:
    keys = DeviceKeys.new()
    roster = Roster({"e" * 16: keys.public}, ("e" * 16,), {})
    _name, content = key_file("a" * 32, 1, roster, Maker("e" * 16, keys, ""))
    said, *rest = content.split(b"\n")
    told = json.loads(said)
    told["passphrase"] |= change
    changed = b"\n".join((json.dumps(told).encode(), *rest))
    import hashlib

    with pytest.raises(keyfile.NoKeyFile):
        keyfile.read(KeyName(1, hashlib.sha256(changed).hexdigest()[:32]), changed, "a" * 32)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_key_files(noise: bytes) -> None:
    import hashlib

    with pytest.raises(keyfile.NoKeyFile):
        keyfile.read(KeyName(1, hashlib.sha256(noise).hexdigest()[:32]), noise, "a" * 32)


def test_a_passphrase_is_stretched_as_long_as_the_program_says(
    make: Make, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    Exchange(make("A"), shared).join(passphrase=PASSPHRASE)
    (path,) = (shared / "keys").iterdir()
    told = json.loads(path.read_bytes().split(b"\n")[0])["passphrase"]
    assert (told["kdf"], told["memory"], told["passes"], told["lanes"]) == ("argon2id", 64 * 1024, 3, 4)


def test_the_passphrase_rule_is_told(make: Make) -> None:
    joining.check("十二个英文字母也可以")
    joining.check("correct horse")
