"""Where keys lie, what a key file may ask, and what a library does that has lost its keys."""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from alliance_app.library import Library
from alliance_app.sync import Exchange
from alliance_app.sync.errors import (
    KeyMissing,
    PassphraseNeeded,
)
from alliance_app.sync.keys import keeping, keyfile, strength
from alliance_app.sync.keys.ciphers import DeviceKeys
from alliance_app.sync.keys.keyfile import KeyName, Maker, Roster
from tests.sync.protected.scenes import (
    PASSPHRASE,
    Make,
    key_file,
    member,
    ring_of,
)
from tests.sync.scenes import everything, picture, publish, segments, set_back, snapshot, sync, titles

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


def drawn() -> Drawer:
    """An empty one; keyring's own constructor has no types."""
    made: Drawer = Drawer.__new__(Drawer)
    made.kept = {}
    return made


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawer]:
    before, made = keyring.get_keyring(), drawn()
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


def test_a_folder_without_its_key_stops_newcomers_until_any_member_puts_it_back(
    make: Make, shared: Path, founder: Library
) -> None:
    second = member(make, shared, "B")
    before = everything(shared)
    newcomer = make("C")
    for harm in (Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:100])):
        for path in (shared / "keys").iterdir():
            harm(path)
        with pytest.raises(KeyMissing):
            Exchange(newcomer, shared).join(passphrase=PASSPHRASE)
        assert sync(second).pending == ()
        assert everything(shared) == before
    Exchange(newcomer, shared).join(passphrase=PASSPHRASE)


@pytest.mark.parametrize("left", [0, 100])
def test_a_card_that_was_torn_is_put_right(left: int, make: Make, shared: Path, founder: Library) -> None:
    second = member(make, shared, "B")
    (card,) = (shared / "devices" / second.identity.device_id).glob("device-*.json")
    card.write_bytes(card.read_bytes()[:left])
    publish(second, "二")
    sync(second)
    assert sync(founder).pending == ()
    assert titles(founder) == {"机密标题", "二"}


def test_a_library_set_back_to_before_it_joined_is_believed_again(
    make: Make, shared: Path, founder: Library, tmp_path: Path
) -> None:
    """It draws new keys; the others know its id by the old ones."""
    second = make("B")
    old = snapshot(second, tmp_path / "old.db")
    Exchange(second, shared).join(passphrase=PASSPHRASE)
    publish(second, "一")
    sync(second)
    second = set_back(second, old)
    Exchange(second, shared).join(passphrase=PASSPHRASE)
    publish(second, "二")
    assert sync(second).renewed
    assert sync(second).pending == ()
    assert sync(founder).pending == ()
    assert titles(founder) == titles(second) == {"机密标题", "一", "二"}
    second.close()


def test_the_open_alliance_loads_no_ciphers(make: Make, shared: Path, python: str) -> None:
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
        {"memory": float("inf")}, {"passes": float("nan")},
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
    with pytest.raises(keyfile.NoKeyFile):
        keyfile.read(KeyName(1, hashlib.sha256(changed).hexdigest()[:32]), changed, "a" * 32)


@pytest.mark.parametrize(
    "change", [{"epoch": None}, {"format": None}, {"earlier": {"../../x": "AAAA"}}, {"earlier": {"\ud800": "AAAA"}}]
)
def test_a_key_file_that_lacks_something_or_names_no_keys_is_none(change: dict[str, object]) -> None:
    keys = DeviceKeys.new()
    _name, content = key_file("a" * 32, 1, Roster({"e" * 16: keys.public}, ("e" * 16,), {}), Maker("e" * 16, keys, ""))
    said, *rest = content.split(b"\n")
    told = {name: value for name, value in (json.loads(said) | change).items() if value is not None}
    changed = b"\n".join((json.dumps(told).encode(), *rest))
    with pytest.raises(keyfile.NoKeyFile):
        keyfile.read(KeyName(1, hashlib.sha256(changed).hexdigest()[:32]), changed, "a" * 32)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_key_files(noise: bytes) -> None:
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
    strength.check("十二个英文字母也可以")
    strength.check("correct horse")
