"""Joining and founding protected alliances step by step, and places that want a password."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from alliance_app.desktop.joining import JoinDialog
from alliance_app.sync import is_protected, look, remembered_place
from tests.desktop.conftest import Hands
from tests.desktop.protected_scenes import PASSPHRASE, joined_protected, member, traces, type_into
from tests.sync.scenes import everything
from tests.sync.servers import PASSWORD, USER, Server

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("quick_keys")
HIDDEN, SHOWN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


def name(hands: Hands, wizard: JoinDialog, place: Path | str) -> None:
    """Type a place and go on, and wait for what is found there."""
    type_into(wizard.place.place, str(place))
    QTest.keyClick(wizard.place.place, Qt.Key.Key_Return)
    hands.until(lambda: wizard.inside.seen is not None or wizard.inside.again.isVisible())


def go_on(wizard: JoinDialog) -> None:
    assert wizard.next.isEnabled()
    QTest.mouseClick(wizard.next, LEFT)


def test_a_protected_alliance_asks_for_its_passphrase_before_anything_is_joined(
    hands: Hands, wizard: JoinDialog, share: Path, tmp_path: Path
) -> None:
    member(tmp_path / "wang", share, "机密一", "机密二")
    before = everything(share)
    name(hands, wizard, share)
    rows = wizard.inside.passphrase
    assert wizard.inside.title.text() == "The alliance “District” is here"
    assert "It is protected" in wizard.inside.below.text()
    assert not wizard.inside.devices.isVisible(), "their names are closed, too"
    hands.until(rows.known.line.hasFocus)
    assert not wizard.next.isEnabled()
    assert rows.known.line.echoMode() == HIDDEN
    QTest.keyClicks(rows.known.line, "not this one at all")
    QTest.keyClick(rows.known.line, Qt.Key.Key_Return)
    hands.until(rows.error.isVisible)
    assert "not the passphrase of the alliance “District”" in rows.error.text()
    assert wizard.step is wizard.inside
    assert wizard.place.place.text() == str(share), "what was typed before is kept"
    assert (everything(share), remembered_place(hands.library)) == (before, None)
    assert rows.known.line.selectedText(), "typed over at once"
    QTest.mouseClick(rows.known.reveal, LEFT)
    assert rows.known.line.echoMode() == SHOWN
    assert rows.known.line.hasFocus(), "writing goes on"
    type_into(rows.known.line, PASSPHRASE)
    assert not rows.error.isVisible()
    QTest.keyClick(rows.known.line, Qt.Key.Key_Return)
    hands.until(lambda: wizard.step is wizard.names)
    assert remembered_place(hands.library) is None
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert wizard.going.title.text() == "You have joined “District”"
    assert is_protected(hands.library)
    go_on(wizard)
    hands.settle()
    assert {"机密一", "机密二"} <= set(hands.titles())
    hands.page.sharing.open()
    assert hands.page.sharing.page.folder.protected.isVisible()
    assert hands.page.sharing.page.folder.lock.isVisible()
    assert traces(tmp_path / "settings", PASSPHRASE) == []
    assert traces(share, "机密") == []


def test_where_the_key_is_known_nothing_is_asked(hands: Hands, share: Path) -> None:
    joined_protected(hands, share)
    hands.page.sharing.choose_folder()
    wizard = hands.page.sharing.dialog
    assert wizard is not None
    name(hands, wizard, share)
    assert not wizard.inside.passphrase.isVisible()
    assert wizard.next.isEnabled()


def test_a_new_alliance_can_be_protected_with_a_passphrase_that_is_not_weak(
    hands: Hands, wizard: JoinDialog, share: Path
) -> None:
    name(hands, wizard, share)
    rows = wizard.inside.passphrase
    assert rows.protect.isVisible()
    assert not rows.new.isVisible()
    QTest.mouseClick(rows.protect, LEFT, pos=QPoint(8, rows.protect.height() // 2))
    hands.until(rows.new.first.line.hasFocus)
    assert any("Nobody can restore it" in text for text in _texts(rows))
    lines = (rows.new.first.line, rows.new.again.line)
    hands.until(lambda: all(each.height() >= each.sizeHint().height() for each in lines))  # nothing is cut
    assert not wizard.next.isEnabled()
    QTest.keyClicks(rows.new.first.line, "12345")
    QTest.keyClicks(rows.new.again.line, "12346")
    go_on(wizard)
    assert "not the same" in rows.new.error.text()
    assert rows.new.again.line.hasFocus()
    type_into(rows.new.again.line, "12345")
    go_on(wizard)
    assert "too short" in rows.new.error.text()
    assert wizard.step is wizard.inside
    assert list(share.iterdir()) == []
    type_into(rows.new.first.line, PASSPHRASE)
    type_into(rows.new.again.line, PASSPHRASE)
    go_on(wizard)
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert not wizard.going.wrong
    assert look(share).protected
    assert hands.page.syncing.protected


def test_without_the_tick_it_is_founded_open(hands: Hands, wizard: JoinDialog, share: Path) -> None:
    name(hands, wizard, share)
    rows = wizard.inside.passphrase
    rows.protect.setChecked(True)
    QTest.keyClicks(rows.new.first.line, PASSPHRASE)
    rows.protect.setChecked(False)
    go_on(wizard)
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert (look(share).protected, is_protected(hands.library)) == (False, False)


def test_a_protected_alliance_goes_on_protected_in_another_folder(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined_protected(hands, share)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    hands.page.sharing.choose_folder()
    wizard = hands.page.sharing.dialog
    assert wizard is not None
    name(hands, wizard, elsewhere)
    rows = wizard.inside.passphrase
    assert rows.new.isVisible()
    assert not rows.protect.isVisible(), "it is no question"
    for line in (rows.new.first.line, rows.new.again.line):
        type_into(line, PASSPHRASE)
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert not wizard.going.wrong
    assert look(elsewhere).protected


# -- a place that wants a password


def test_a_password_in_an_address_does_not_stay_in_sight(hands: Hands, wizard: JoinDialog, tmp_path: Path) -> None:
    type_into(wizard.place.place, "webdavs://wang:geheim99@cloud.example/dav/share")
    QTest.keyClick(wizard.place.place, Qt.Key.Key_Return)
    assert wizard.step is wizard.place
    assert wizard.place.place.text() == "webdavs://wang@cloud.example/dav/share"
    assert "was taken out" in wizard.place.error.text()
    assert "geheim99" not in " ".join(_texts(wizard))
    wizard.close()
    hands.settle()
    assert traces(tmp_path / "settings", "geheim99") == []


def test_a_place_on_the_net_asks_who_you_are_and_lets_in(
    hands: Hands, wizard: JoinDialog, server: Server, tmp_path: Path
) -> None:
    name(hands, wizard, f"webdav://127.0.0.1:{server.port}/dav/share")
    login = wizard.inside.login
    assert wizard.inside.title.text() == f"127.0.0.1:{server.port} wants to know who you are"
    hands.until(login.user.hasFocus)
    assert not wizard.next.isEnabled()
    type_into(login.user, USER)
    QTest.keyClicks(login.password.line, "wrong")
    assert login.password.line.echoMode() == HIDDEN
    QTest.mouseClick(wizard.inside.again, LEFT)
    hands.until(wizard.inside.error.isVisible)
    assert "does not accept the user name or the password" in wizard.inside.error.text()
    assert "--password" not in wizard.inside.error.text(), "no command to type in a window"
    assert login.user.text() == USER
    hands.until(login.password.line.hasFocus)
    QTest.mouseClick(login.password.reveal, LEFT)
    type_into(login.password.line, PASSWORD)
    assert login.password.text == PASSWORD
    QTest.keyClick(login.password.line, Qt.Key.Key_Return)
    hands.until(lambda: wizard.inside.seen is not None)
    assert wizard.inside.title.text() == "“share” is empty"
    assert "no keyring" in wizard.inside.note.text()
    go_on(wizard)
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert not wizard.going.wrong
    place = remembered_place(hands.library) or ""
    assert USER in place
    assert hands.page.syncing.recent == [place]
    go_on(wizard)
    hands.settle()
    for folder in ("settings", "library", "dav"):
        assert traces(tmp_path / folder, PASSWORD) == []
    assert look(place).alliance is not None


def _texts(widget: QWidget) -> list[str]:
    """Everything a widget shows."""
    labels = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return [*labels, *(each.text() for each in widget.findChildren(QLineEdit))]
