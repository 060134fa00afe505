"""Trying a passphrase before it is used: nothing is joined, nothing is written, here or in the folder."""

from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.sync import Exchange, asks_somebody, is_protected, look, remembered_place, wants_passphrase
from alliance_app.sync.errors import (
    DeviceRemoved,
    FolderGone,
    KeyMissing,
    KeyRenewed,
    NoPassword,
    NotAnAlliance,
    NotProtected,
    PassphraseNeeded,
    PlaceSilent,
    ProtectionLost,
    SyncError,
    WrongPassphrase,
    WrongPassword,
)
from alliance_app.sync.keys.members import Members
from tests.sync.protected.scenes import NEXT, PASSPHRASE, Make
from tests.sync.scenes import everything


def test_a_passphrase_is_tried_without_joining(make: Make, shared: Path, founder: Library) -> None:
    newcomer = make("B")
    before, device = everything(shared), newcomer.identity.device_id
    with pytest.raises(WrongPassphrase, match="A 工会"):
        Exchange(newcomer, shared).try_passphrase("不是这一个口令啊")
    Exchange(newcomer, shared).try_passphrase(PASSPHRASE)
    assert everything(shared) == before
    assert (remembered_place(newcomer), is_protected(newcomer), newcomer.identity.device_id) == (None, False, device)
    assert wants_passphrase(newcomer, look(shared))
    assert not wants_passphrase(founder, look(shared))
    assert is_protected(founder)


def test_an_older_passphrase_is_the_wrong_one(make: Make, shared: Path, founder: Library) -> None:
    Members(founder, Exchange(founder)).renew(NEXT)
    with pytest.raises(WrongPassphrase):
        Exchange(make("B"), shared).try_passphrase(PASSPHRASE)
    Exchange(make("C"), shared).try_passphrase(NEXT)


def test_without_its_key_file_the_passphrase_opens_nothing(make: Make, shared: Path, founder: Library) -> None:
    for each in (shared / "keys").iterdir():
        each.unlink()
    with pytest.raises(KeyMissing):
        Exchange(make("B"), shared).try_passphrase(PASSPHRASE)


def test_where_no_passphrase_is_none_is_tried(make: Make, shared: Path) -> None:
    library = make("A")
    assert not wants_passphrase(library, look(shared))
    with pytest.raises(NotAnAlliance):
        Exchange(library, shared).try_passphrase(PASSPHRASE)
    assert list(shared.iterdir()) == []
    Exchange(library, shared).join()
    with pytest.raises(NotProtected):
        Exchange(make("B"), shared).try_passphrase(PASSPHRASE)


@pytest.mark.parametrize(
    ("error", "asks"),
    [
        *((each, True) for each in (PassphraseNeeded, KeyRenewed, KeyMissing, DeviceRemoved, ProtectionLost)),
        *((each, True) for each in (NoPassword, WrongPassword)),
        *((each, False) for each in (FolderGone, PlaceSilent)),
    ],
)
def test_what_is_in_vain_until_somebody_acts(error: type[SyncError], asks: bool) -> None:
    assert asks_somebody(error()) is asks
