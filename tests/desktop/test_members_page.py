"""The members of a protected alliance on the page of sync, and what a steward does with them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget

from alliance_app.app import App
from alliance_app.desktop.sharing.asking import SecretDialog
from alliance_app.desktop.sharing.stewarding import KeyDialog
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange
from alliance_app.sync.errors import DeviceRemoved
from alliance_app.sync.keys.members import Members
from tests.desktop.conftest import Hands
from tests.desktop.protected_scenes import NEXT, PASSPHRASE, joined_protected, member, sync, type_into
from tests.desktop.sync_scenes import joined

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def steward(hands: Hands, share: Path, tmp_path: Path) -> Callable[[], None]:
    """This window's library founds the alliance, two others join, and the page of sync is shown; syncs when called."""
    joined_protected(hands, share)
    member(tmp_path / "wang", share, "王的")
    member(tmp_path / "zhao", share, "赵的", author="Chair Zhao")

    def look() -> None:
        hands.page.sharing.sync_now()
        hands.until(lambda: not hands.page.syncing.busy)
        hands.settle()

    look()
    hands.page.sharing.open()
    hands.until(lambda: len(hands.page.sharing.membership.listed) == 3)
    hands.settle()
    return look


def lines(items: QListWidget) -> list[str]:
    """What a list says, as a screen reader reads it."""
    return [str(items.item(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(items.count())]


def choose(hands: Hands, author: str) -> None:
    """Choose somebody's device, as a click does."""
    devices = hands.page.sharing.page.devices
    row = next(row for row, line in enumerate(lines(devices)) if line.startswith(author))
    QTest.mouseClick(devices.viewport(), LEFT, pos=devices.visualItemRect(devices.item(row)).center())


def asked(hands: Hands) -> KeyDialog:
    """The dialog that asks."""
    dialog = hands.page.sharing.stewarding.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def give(dialog: KeyDialog, passphrase: str = NEXT) -> None:
    """Type a new passphrase twice."""
    type_into(dialog.passphrase.first.line, passphrase)
    type_into(dialog.passphrase.again.line, passphrase)


def done(hands: Hands) -> None:
    """Until the deed and the sync after it are done."""
    hands.until(lambda: hands.page.sharing.stewarding.dialog is None and not hands.page.syncing.busy)
    hands.settle()


def refused(place: Path) -> bool:
    """Whether that library is told that it was removed."""
    try:
        sync(place)
    except DeviceRemoved:
        return True
    return False


def test_who_belongs_to_it_is_listed_with_the_steward_marked(hands: Hands, steward: Callable[[], None]) -> None:
    said = lines(hands.page.sharing.page.devices)
    assert said[0].startswith("Chair Li")
    assert "steward" in said[0]
    others = sorted(said[1:])
    assert [line.split(" · ")[0] for line in others] == ["Chair Wang", "Chair Zhao"]
    assert all("just now" in line and "steward" not in line for line in others)
    row = hands.page.sharing.page.stewards
    assert (row.remove.isEnabled(), row.name_steward.isEnabled(), row.renew.isEnabled()) == (False, False, True)
    assert "Choose a device above" in row.who.text()
    choose(hands, "Chair Li")
    assert not row.remove.isEnabled(), "nobody removes himself"
    choose(hands, "Chair Wang")
    assert (row.remove.isEnabled(), row.name_steward.isEnabled()) == (True, True)
    assert all(each.accessibleName() for each in (row.remove, row.name_steward, row.renew))


def test_a_member_is_removed_deliberately_and_gets_nothing_new(
    hands: Hands, steward: Callable[[], None], share: Path, tmp_path: Path
) -> None:
    choose(hands, "Chair Wang")
    QTest.mouseClick(hands.page.sharing.page.stewards.remove, LEFT)
    dialog = asked(hands)
    assert dialog.heading.text() == "Remove “Chair Wang · laptop” from the alliance?"
    assert "nothing this device gives is taken" in dialog.means.text()
    assert not dialog.act.isEnabled()
    give(dialog, "123")
    assert not dialog.act.isEnabled(), "it has to be said, too"
    QTest.keyClick(dialog.tick, Qt.Key.Key_Space)
    assert dialog.act.isEnabled()
    QTest.mouseClick(dialog.act, LEFT)
    assert "too short" in dialog.passphrase.error.text()
    assert not any(each.removed for each in hands.page.sharing.membership.listed)
    give(dialog)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    said = lines(hands.page.sharing.page.devices)
    assert said[-1].startswith("Chair Wang")
    assert "removed" in said[-1]
    assert "was removed" in hands.window.toast.text
    choose(hands, "Chair Wang")
    assert not hands.page.sharing.page.stewards.remove.isEnabled()
    assert refused(tmp_path / "wang")
    assert not refused(tmp_path / "zhao"), "the others learn the new key by themselves"
    with App.create(tmp_path / "new", "New", author="Chair Sun") as late:
        Exchange(late.library, share).join(passphrase=NEXT)


def test_who_is_removed_with_a_member_because_it_is_the_same_library_is_said(
    hands: Hands, steward: Callable[[], None], tmp_path: Path
) -> None:
    with App.open(tmp_path / "wang") as app:
        app.library.new_device_id()
        app.library.rename(device_name="new laptop")
        app.library.share(app.library.add(NewRecord("article", "Another one")).only)
        Exchange(app.library).sync()
    steward()
    choose(hands, "Chair Wang · new laptop")
    QTest.mouseClick(hands.page.sharing.page.stewards.remove, LEFT)
    dialog = asked(hands)
    assert "has been in the alliance as Chair Wang · laptop, too" in dialog.means.text()
    give(dialog)
    QTest.keyClick(dialog.tick, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    gone = {each.name for each in hands.page.sharing.membership.listed if each.removed}
    assert gone == {"laptop", "new laptop"}


def test_enter_goes_from_line_to_line_and_escape_leaves_everything(
    hands: Hands, steward: Callable[[], None], tmp_path: Path
) -> None:
    choose(hands, "Chair Zhao")
    QTest.mouseClick(hands.page.sharing.page.stewards.remove, LEFT)
    dialog = asked(hands)
    lines_of = dialog.passphrase
    hands.until(lines_of.first.line.hasFocus)
    give(dialog)
    QTest.keyClick(lines_of.first.line, Qt.Key.Key_Return)
    assert lines_of.again.line.hasFocus()
    QTest.keyClick(lines_of.again.line, Qt.Key.Key_Return)
    assert dialog.tick.hasFocus()
    assert dialog.isVisible(), "a passphrase that was typed is not thrown away by Enter"
    QTest.keyClick(dialog.tick, Qt.Key.Key_Escape)
    hands.until(lambda: hands.page.sharing.stewarding.dialog is None)
    assert not any(each.removed for each in hands.page.sharing.membership.listed)
    assert not refused(tmp_path / "zhao")


def test_every_control_of_the_dialogs_has_a_name(hands: Hands, steward: Callable[[], None]) -> None:
    choose(hands, "Chair Zhao")
    QTest.mouseClick(hands.page.sharing.page.stewards.remove, LEFT)
    asking = SecretDialog(hands.window, "Which?", "Because.", "Passphrase")
    for dialog in (asked(hands), asking):
        nameless = [
            each
            for each in dialog.findChildren(QWidget)
            if each.focusPolicy() not in (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.WheelFocus)
            and not (each.accessibleName() or getattr(each, "text", str)())
        ]
        assert nameless == []
    asking.deleteLater()
    asked(hands).reject()


def test_another_steward_is_named_and_can_do_it_too(hands: Hands, steward: Callable[[], None], tmp_path: Path) -> None:
    choose(hands, "Chair Zhao")
    QTest.mouseClick(hands.page.sharing.page.stewards.name_steward, LEFT)
    dialog = asked(hands)
    assert not dialog.tick.isVisible(), "it can be undone"
    give(dialog)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    said = next(line for line in lines(hands.page.sharing.page.devices) if line.startswith("Chair Zhao"))
    assert "steward" in said
    choose(hands, "Chair Zhao")
    assert not hands.page.sharing.page.stewards.name_steward.isEnabled()
    sync(tmp_path / "zhao")
    with App.open(tmp_path / "zhao") as zhao:
        wang = next(each for each in Members(zhao.library, Exchange(zhao.library)).listed() if "Wang" in each.author)
        Members(zhao.library, Exchange(zhao.library)).remove(wang.device, PASSPHRASE + PASSPHRASE)
    steward()
    hands.until(lambda: any(each.removed for each in hands.page.sharing.membership.listed))


def test_a_new_passphrase_for_who_joins_from_now_on(
    hands: Hands, steward: Callable[[], None], share: Path, tmp_path: Path
) -> None:
    QTest.mouseClick(hands.page.sharing.page.stewards.renew, LEFT)
    dialog = asked(hands)
    give(dialog)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    assert "Tell it to whoever joins" in hands.window.toast.text
    assert not refused(tmp_path / "wang")
    member(tmp_path / "sun", share, author="Chair Sun", passphrase=NEXT)


def test_what_fails_is_said_in_the_dialog_and_can_be_tried_again(
    hands: Hands, steward: Callable[[], None], share: Path, tmp_path: Path
) -> None:
    QTest.mouseClick(hands.page.sharing.page.stewards.renew, LEFT)
    dialog = asked(hands)
    give(dialog)
    share.rename(tmp_path / "gone")
    QTest.mouseClick(dialog.act, LEFT)
    hands.until(dialog.error.isVisible)
    assert "cannot be reached" in dialog.error.text()
    assert dialog.act.isEnabled()
    (tmp_path / "gone").rename(share)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    assert hands.page.syncing.trouble is None


def test_who_is_no_steward_sees_who_is(hands: Hands, share: Path, tmp_path: Path) -> None:
    member(tmp_path / "wang", share, "王的")
    joined_protected(hands, share)
    hands.page.sharing.open()
    hands.until(lambda: len(hands.page.sharing.membership.listed) == 2)
    row = hands.page.sharing.page.stewards
    assert not row.remove.isVisible()
    assert not row.renew.isVisible()
    assert row.who.text() == "Only Chair Wang · laptop can remove a device or change the passphrase."


def test_an_open_alliance_has_neither_lock_nor_stewards(hands: Hands, share: Path) -> None:
    joined(hands, share)
    hands.page.sharing.open()
    hands.settle()
    page = hands.page.sharing.page
    assert not page.stewards.isVisible()
    assert not page.folder.lock.isVisible()


def test_a_device_is_marked_as_the_federations_and_loses_the_mark(
    hands: Hands, steward: Callable[[], None], tmp_path: Path
) -> None:
    row = hands.page.sharing.page.stewards
    choose(hands, "Chair Wang")
    assert row.mark.isEnabled()
    QTest.mouseClick(row.mark, LEFT)
    dialog = asked(hands)
    assert dialog.heading.text() == "Mark “Chair Wang · laptop” as the federation's?"
    give(dialog)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    (marked,) = [line for line in lines(hands.page.sharing.page.devices) if "federation" in line]
    assert marked.startswith("Chair Wang")
    assert "Reviews of “Chair Wang · laptop” count now" in hands.window.toast.text
    sync(tmp_path / "wang")
    with App.open(tmp_path / "wang") as app:
        assert app.witness().federation
    assert not hands.desk.app.witness().federation
    choose(hands, "Chair Wang")
    assert row.mark.text() == "No longer federation…"
    QTest.mouseClick(row.mark, LEFT)
    dialog = asked(hands)
    assert "stay verified" in dialog.means.text()
    give(dialog, PASSPHRASE)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    assert not any("federation" in line for line in lines(hands.page.sharing.page.devices))


def test_a_steward_may_mark_his_own_computer(hands: Hands, steward: Callable[[], None]) -> None:
    choose(hands, "Chair Li")
    row = hands.page.sharing.page.stewards
    assert (row.remove.isEnabled(), row.mark.isEnabled()) == (False, True)
    QTest.mouseClick(row.mark, LEFT)
    dialog = asked(hands)
    give(dialog)
    QTest.mouseClick(dialog.act, LEFT)
    done(hands)
    assert "steward · federation" in lines(hands.page.sharing.page.devices)[0]
    assert hands.desk.app.witness().federation
