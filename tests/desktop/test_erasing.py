"""Erasing for good from the window: asked deliberately; and what others erased in great number waits for a yes."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from alliance_app.app import App
from alliance_app.desktop.looking import TRASH
from alliance_app.desktop.widgets.deliberate import DeliberateDialog
from alliance_app.library import Listing
from alliance_app.records.errors import AllianceError
from alliance_app.sync import Exchange
from tests.desktop.conftest import Hands
from tests.desktop.sync_scenes import colleague, joined

PROJECT, DRAFT = "回流焊节能改善", "怎样写纪要"
LEFT = Qt.MouseButton.LeftButton


def in_the_trash(hands: Hands, *titles: str) -> list[str]:
    """Put records into the trash and look at it."""
    ids = [hands.library.find_id(each) for each in titles]
    hands.page.verbs.trash(ids)
    hands.settle()
    hands.page.navigation.choose(TRASH)
    hands.settle()
    hands.page.show_record(ids[0])
    hands.until(hands.page.view.trash.isVisible)
    hands.settle()
    return ids


def asked(hands: Hands) -> DeliberateDialog:
    """The question, once it is there."""
    hands.until(lambda: hands.page.erasing.dialog is not None)
    dialog = hands.page.erasing.dialog
    assert dialog is not None
    return dialog


def agree(hands: Hands, dialog: DeliberateDialog) -> None:
    """Say that it is meant, and do it."""
    assert not dialog.act.isEnabled()
    QTest.keyClick(dialog.tick, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.act, LEFT)
    hands.settle()


def gone(hands: Hands, title: str) -> bool:
    try:
        hands.library.find_id(title)
    except AllianceError:
        return True
    return False


def test_a_record_of_the_trash_is_erased_for_everybody(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined(hands, share)
    give = colleague(tmp_path / "wang", share)
    in_the_trash(hands, PROJECT)
    QTest.mouseClick(hands.page.view.trash.for_good, LEFT)
    dialog = asked(hands)
    assert dialog.heading.text() == f"Erase “{PROJECT}” for good?"
    assert "On every other computer of the alliance" in dialog.means.text()
    assert "backups" in dialog.means.text()
    agree(hands, dialog)
    hands.until(lambda: gone(hands, PROJECT))
    hands.settle()
    assert hands.page.record.record is None
    assert hands.titles() == []
    assert hands.window.toast.text == "Erased for good: 1."
    hands.page.sharing.sync_now()
    hands.until(lambda: not hands.page.syncing.busy)
    give()
    with App.open(tmp_path / "wang") as wang:
        titles = {row.title for row in wang.library.rows(wang.library.ids(Listing()))}
    assert PROJECT not in titles
    assert "第 18 期沙龙：绿色低碳生产" in titles


def test_a_hurried_enter_or_escape_erases_nothing(hands: Hands) -> None:
    in_the_trash(hands, PROJECT)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.mouseClick(hands.page.view.trash.for_good, LEFT)
        dialog = asked(hands)
        assert dialog.cancel.hasFocus()
        QTest.keyClick(dialog, key)
        hands.until(lambda: hands.page.erasing.dialog is None)
    hands.settle()
    assert hands.titles() == [PROJECT]


def test_a_draft_was_nowhere_else(hands: Hands) -> None:
    in_the_trash(hands, DRAFT)
    QTest.mouseClick(hands.page.view.trash.for_good, LEFT)
    dialog = asked(hands)
    assert "Nobody else has it" in dialog.means.text()
    agree(hands, dialog)
    hands.until(lambda: gone(hands, DRAFT))


def test_several_are_erased_from_the_list_and_named_before(hands: Hands) -> None:
    in_the_trash(hands, PROJECT, DRAFT)
    pane = hands.page.pane
    pane.list.selectAll()
    hands.settle()
    hands.page._record_menu(pane.list.mapToGlobal(QPoint(20, 20)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text() == "Erase for good…").trigger()
    menu.close()
    dialog = asked(hands)
    assert dialog.heading.text() == "Erase these 2 records for good?"
    assert {dialog.names.item(row).text() for row in range(dialog.names.count())} == {PROJECT, DRAFT}
    agree(hands, dialog)
    hands.until(lambda: gone(hands, PROJECT) and gone(hands, DRAFT))
    hands.settle()
    assert hands.page.pane.nothing.text() == "The trash is empty."


def test_what_is_not_in_the_trash_cannot_be_erased_at_once(hands: Hands) -> None:
    hands.open(PROJECT)
    assert not hands.page.view.trash.isVisible()
    hands.page._record_menu(hands.page.pane.list.mapToGlobal(QPoint(20, 20)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert not any("Erase" in each.text() for each in menu.actions())
    menu.close()


# -- what others erased


def test_a_record_at_hand_that_somebody_erases_is_gone_with_a_word(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined(hands, share)
    give = colleague(tmp_path / "wang", share)
    hands.open(PROJECT)
    QTest.keyClicks(hands.page.view.body.source, "half a word")
    erase(tmp_path / "wang", PROJECT)
    give()
    hands.page.sharing.sync_now()
    hands.until(lambda: hands.page.record.record is None)
    hands.settle()
    assert hands.window.toast.text == f"“{PROJECT}” is no longer here: it was erased for good."
    assert not hands.page.record.unsaved
    assert hands.page.view.nothing.isVisible()
    assert PROJECT not in hands.titles()


def test_what_is_typed_into_an_erased_record_is_not_tried_again_for_ever(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    hands.library.erase(record_id)  # by another process, before the window has looked
    QTest.keyClicks(hands.page.view.title, "X")
    hands.until(lambda: hands.page.record.record is None)
    hands.settle()
    assert not hands.page.record.unsaved
    assert "erased for good" in hands.window.toast.text


def held(hands: Hands, share: Path, tmp_path: Path) -> None:
    """A colleague erases 25 records in one go, and this window syncs."""
    colleague(tmp_path / "wang", share, *(f"旧资料 {each}" for each in range(25)))
    joined(hands, share)
    assert "旧资料 3" in hands.titles()
    with App.open(tmp_path / "wang") as wang:
        old = [row.id for row in wang.library.rows(wang.library.ids(Listing())) if row.title.startswith("旧资料")]
        wang.library.erase(*old)
        Exchange(wang.library).sync()
    hands.page.sharing.sync_now()
    hands.until(lambda: not hands.page.syncing.busy)
    hands.settle()
    hands.page.sharing.open()


def erase(place: Path, *titles: str) -> None:
    """That library erases these and syncs."""
    with App.open(place) as app:
        app.library.erase(*(app.library.find_id(each) for each in titles))
        Exchange(app.library).sync()


def test_many_erasures_at_once_are_held_shown_and_agreed_to(hands: Hands, share: Path, tmp_path: Path) -> None:
    held(hands, share, tmp_path)
    (notice,) = hands.page.sharing.page.held.notices
    assert notice.isVisible()
    assert notice.title.text() == "Chair Wang · laptop has erased 25 records for everybody"
    assert "may be a mistake" in notice.below.text()
    assert not gone(hands, "旧资料 3")
    QTest.mouseClick(notice.yes, LEFT)
    dialog = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, DeliberateDialog) and each.isVisible()
    )
    assert dialog.heading.text() == "Erase 25 records here, too?"
    agree(hands, dialog)
    hands.until(lambda: gone(hands, "旧资料 3") and not hands.page.syncing.busy)
    hands.settle()
    assert hands.page.sharing.page.held.notices == []
    assert not hands.page.sharing.page.held.isVisible()
    assert not any(each.startswith("旧资料") for each in hands.titles())


def test_what_is_put_off_stays_calmly_in_sight(hands: Hands, share: Path, tmp_path: Path) -> None:
    held(hands, share, tmp_path)
    (notice,) = hands.page.sharing.page.held.notices
    QTest.mouseClick(notice.later, LEFT)
    (notice,) = hands.page.sharing.page.held.notices
    hands.until(notice.isVisible)
    hands.until(notice.yes.hasFocus)
    assert not notice.later.isVisible()
    assert "They stay here until you agree" in notice.below.text()
    hands.page.sharing.sync_now()
    hands.until(lambda: not hands.page.syncing.busy)
    (notice,) = hands.page.sharing.page.held.notices
    assert not notice.later.isVisible(), "asked once"
    assert not gone(hands, "旧资料 3")
    assert notice.yes.isEnabled()
    assert notice.yes.accessibleName().startswith("Agree: Chair Wang")
