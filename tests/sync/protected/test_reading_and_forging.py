"""A protected alliance: without its key nobody reads; without its key or a member's device nobody writes."""

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.values import Edit
from alliance_app.sync import Exchange, Reason, look
from alliance_app.sync.errors import (
    NotProtected,
    PassphraseNeeded,
    ProtectionLost,
    WeakPassphrase,
    WrongPassphrase,
)
from alliance_app.sync.keys import keyfile
from alliance_app.sync.keys.ciphers import DeviceKeys
from alliance_app.sync.keys.keyfile import Maker, Roster
from alliance_app.sync.keys.protected import KeyedSeal, Protected
from alliance_app.sync.keys.ring import Ring
from alliance_app.sync.segments import SegmentName
from tests.sync.protected.scenes import (
    PASSPHRASE,
    Make,
    forged,
    key_file,
    member,
    reasons,
    ring_of,
)
from tests.sync.scenes import everything, picture, publish, segments, sync, titles

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
