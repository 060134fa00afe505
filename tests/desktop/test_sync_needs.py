"""What sync wants of a person: it says so, stands still meanwhile, and goes on once it was given."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alliance_app.app import App
from alliance_app.desktop.sharing.asking import SecretDialog
from alliance_app.desktop.sharing.exchanging import JoinWish
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange, SyncError, forget_password, keep_password
from alliance_app.sync.errors import (
    DeviceRemoved,
    KeyMissing,
    KeyRenewed,
    NoPassword,
    PassphraseNeeded,
    PlaceOverloaded,
    ProtectionLost,
    WrongPassword,
)
from alliance_app.sync.keys import keeping
from alliance_app.sync.keys.members import Members
from alliance_app.sync.timetable import REST
from tests.desktop.conftest import Hands
from tests.desktop.protected_scenes import (
    NEXT,
    PASSPHRASE,
    joined_protected,
    member,
    renew,
    sync,
    type_into,
)
from tests.desktop.sync_scenes import failing, joined, pass_by
from tests.sync.servers import PASSWORD, USER, Server

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("quick_keys")


def asked(hands: Hands) -> SecretDialog:
    """The dialog that asks."""
    dialog = hands.page.sharing.giving.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def test_after_a_new_passphrase_that_passed_this_computer_by_it_is_asked_for_and_sync_goes_on(
    hands: Hands, share: Path, tmp_path: Path
) -> None:
    wang = tmp_path / "wang"
    member(wang, share, "一")
    clock = joined_protected(hands, share)
    own = share / "devices" / hands.library.identity.device_id
    own.rename(tmp_path / "on its way")  # a cloud drive has not brought it over there yet
    renew(wang)
    (tmp_path / "on its way").rename(own)
    with App.open(wang) as app:
        app.library.share(app.library.add(NewRecord("article", "后来的")).only)
        Exchange(app.library).sync()
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    banner, syncing = hands.page.sharing.banner, hands.page.syncing
    assert banner.isVisible()
    assert banner.accessibleName().startswith("The alliance has a new passphrase · not synced since ")
    assert "everything here is safe" in banner.accessibleName()
    assert hands.page.sharing.card.accessibleName().startswith("Sync: Sync needs you")
    files = sorted(share.rglob("*"))
    pass_by(hands, clock, 30)
    clock.move(100_000)
    syncing.tick()
    assert not syncing.busy, "nothing happens by itself meanwhile"
    assert sorted(share.rglob("*")) == files
    QTest.mouseClick(banner.retry, LEFT)
    dialog = asked(hands)
    assert "this computer was not told of it" in dialog.words.text()
    assert "alliance sync" not in dialog.words.text(), "no command to type in a window"
    type_into(dialog.line.line, PASSPHRASE)
    QTest.keyClick(dialog.line.line, Qt.Key.Key_Return)
    hands.until(dialog.error.isVisible)
    assert "not the passphrase" in dialog.error.text()
    assert syncing.trouble is not None
    type_into(dialog.line.line, NEXT)
    assert not dialog.error.isVisible()
    QTest.keyClick(dialog.line.line, Qt.Key.Key_Return)
    hands.until(lambda: syncing.trouble is None and not syncing.busy)
    hands.settle()
    assert not banner.isVisible()
    assert hands.page.sharing.giving.dialog is None
    assert "后来的" in hands.titles()
    assert syncing.timetable.wait(clock.now) is not None, "by itself again"


def test_a_key_that_is_lost_is_asked_for_at_the_next_sync(hands: Hands, share: Path) -> None:
    """As after a restored disk image: the library is back, the secret that opens its keys is not."""
    joined_protected(hands, share)
    (hands.library.folder / "keys.secret").unlink()
    keeping._asked.clear()
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    assert "passphrase" in hands.page.sharing.banner.accessibleName()
    QTest.mouseClick(hands.page.sharing.banner.retry, LEFT)
    dialog = asked(hands)
    type_into(dialog.line.line, PASSPHRASE)
    QTest.mouseClick(dialog.go, LEFT)
    hands.until(lambda: hands.page.syncing.trouble is None and not hands.page.syncing.busy)
    hands.settle()
    assert hands.page.syncing.report is not None
    assert not hands.page.sharing.banner.isVisible()


def test_what_was_begun_can_be_left(hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    joined(hands, share)
    with monkeypatch.context() as broken:
        failing(broken, PassphraseNeeded(name="District"))
        hands.page.sharing.sync_now()
        hands.until(lambda: hands.page.syncing.trouble is not None)
    hands.page.sharing.open()
    page = hands.page.sharing.page
    assert page.state.now.text() == "Enter the passphrase…"
    assert page.state.now.accessibleName() == "Enter the passphrase…"
    QTest.mouseClick(page.state.now, LEFT)
    dialog = asked(hands)
    assert not dialog.go.isEnabled()
    type_into(dialog.line.line, PASSPHRASE)
    assert dialog.go.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert hands.page.sharing.giving.dialog is None
    assert hands.page.syncing.trouble is not None
    assert not hands.page.syncing.busy


@pytest.mark.parametrize(
    ("error", "banner", "act"),
    [
        (
            PassphraseNeeded(name="District"),
            "The passphrase of the alliance is wanted on this computer",
            "Enter the passphrase…",
        ),
        (KeyRenewed(folder="/s"), "The alliance has a new passphrase", "Enter the passphrase…"),
        (KeyMissing(folder="/s"), "The key of the alliance is not in the shared folder “share”", "Try again"),
        (DeviceRemoved(), "This computer was removed from the alliance", "Try again"),
        (
            ProtectionLost(folder="/s"),
            "The shared folder “share” says that it has no passphrase any more",
            "Try again",
        ),
    ],
)
def test_each_of_these_is_told_and_not_tried_again_until_somebody_acts(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch, error: SyncError, banner: str, act: str
) -> None:
    clock = joined(hands, share)
    with monkeypatch.context() as broken:
        tried = failing(broken, error)
        hands.page.sharing.sync_now()
        hands.until(lambda: hands.page.syncing.trouble is not None)
        pass_by(hands, clock, 20)
        clock.move(10_000)
        hands.page.syncing.tick()
        assert len(tried) == 1
        shown = hands.page.sharing.banner
        assert shown.accessibleName().startswith(f"{banner} · not synced since ")
        assert shown.retry.text() == act
        hands.page.sharing.open()
        page = hands.page.sharing.page
        assert page.state.head.accessibleName().startswith("Sync needs you")
        assert page.state.now.text() == act
        assert page.all_here.text() == "Known once sync goes on."
    if act == "Try again":
        QTest.mouseClick(page.state.now, LEFT)
        hands.until(lambda: hands.page.syncing.trouble is None)
        assert not hands.page.sharing.banner.isVisible()


def test_a_device_that_was_removed_is_told_so_and_keeps_what_it_has(hands: Hands, share: Path, tmp_path: Path) -> None:
    wang = tmp_path / "wang"
    member(wang, share, "一")
    joined_protected(hands, share)
    with App.open(wang) as app:
        Exchange(app.library).sync()
        Members(app.library, Exchange(app.library)).remove(hands.library.identity.device_id, NEXT)
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is not None)
    shown = hands.page.sharing.banner.accessibleName()
    assert shown.startswith("This computer was removed from the alliance · not synced since ")
    assert "safe and stays here" in shown
    assert "一" in hands.titles()


def test_a_password_that_is_gone_is_asked_for_and_sync_goes_on(hands: Hands, server: Server, tmp_path: Path) -> None:
    place = f"webdav://{USER}@127.0.0.1:{server.port}/dav/share"
    keep_password(place, PASSWORD)
    syncing = hands.page.syncing
    syncing.join(JoinWish(place))
    hands.until(lambda: syncing.at is not None and not syncing.busy)
    hands.settle()
    forget_password(place)
    hands.page.sharing.sync_now()
    hands.until(lambda: syncing.trouble is not None)
    banner = hands.page.sharing.banner
    assert banner.accessibleName().startswith(f"127.0.0.1:{server.port} wants a password · not synced since ")
    assert isinstance(syncing.trouble.error if syncing.trouble else None, NoPassword)
    QTest.mouseClick(banner.retry, LEFT)
    dialog = asked(hands)
    type_into(dialog.line.line, "wrong")
    QTest.keyClick(dialog.line.line, Qt.Key.Key_Return)
    hands.until(dialog.error.isVisible)
    assert "does not accept" in dialog.error.text()
    QTest.mouseClick(dialog.line.reveal, LEFT)
    type_into(dialog.line.line, PASSWORD)
    QTest.mouseClick(dialog.go, LEFT)
    hands.until(lambda: syncing.trouble is None and not syncing.busy)
    hands.settle()
    assert not banner.isVisible()
    assert "no keyring" in hands.window.toast.text, "it has to be told that it is asked again"
    forget_password(place)


def test_where_no_user_is_known_the_password_leads_to_the_place(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(hands, share)
    with monkeypatch.context() as broken:
        failing(broken, WrongPassword(folder="webdavs://cloud.example/share"))
        hands.page.sharing.sync_now()
        hands.until(lambda: hands.page.syncing.trouble is not None)
    QTest.mouseClick(hands.page.sharing.banner.retry, LEFT)
    assert hands.page.sharing.giving.dialog is None
    assert hands.page.sharing.dialog is not None


def test_a_server_that_asks_to_wait_is_left_alone_for_half_an_hour(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = joined(hands, share)
    with monkeypatch.context() as broken:
        tried = failing(broken, PlaceOverloaded(folder="x", name="", reason="429"))
        hands.page.sharing.sync_now()
        hands.until(lambda: hands.page.syncing.trouble is not None)
        clock.move(REST - 20)
        pass_by(hands, clock, 10)
        assert len(tried) == 1
        pass_by(hands, clock, 11)
        assert len(tried) == 2
    sync_again = hands.page.sharing
    sync_again.sync_now()
    hands.until(lambda: hands.page.syncing.trouble is None)


def test_members_learn_a_new_key_without_being_asked(hands: Hands, share: Path, tmp_path: Path) -> None:
    wang = tmp_path / "wang"
    member(wang, share, "一")
    joined_protected(hands, share)
    sync(wang)
    renew(wang)
    hands.page.sharing.sync_now()
    hands.until(lambda: not hands.page.syncing.busy)
    assert hands.page.syncing.trouble is None
