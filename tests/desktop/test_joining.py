"""Joining a shared folder step by step: by mouse and keyboard, whatever is in the folder, and left at any step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from alliance_app.app import App
from alliance_app.desktop.joining import JoinDialog
from alliance_app.desktop.joining.step import Step as JoinStep
from alliance_app.library import Library
from alliance_app.records.progress import Step
from alliance_app.records.values import NewRecord, State
from alliance_app.sync import Exchange, look, remembered_place
from tests.desktop.conftest import Hands
from tests.desktop.sync_scenes import Gate, colleague, joined

LEFT = Qt.MouseButton.LeftButton


def name(hands: Hands, wizard: JoinDialog, place: Path | str) -> None:
    """Type a folder and go on, and wait for what is found there."""
    wizard.place.place.clear()
    QTest.keyClicks(wizard.place.place, str(place))
    QTest.keyClick(wizard.place.place, Qt.Key.Key_Return)
    hands.until(lambda: wizard.inside.seen is not None or bool(wizard.inside.error.isVisible()))


def go_on(wizard: JoinDialog) -> None:
    assert wizard.next.isEnabled()
    QTest.mouseClick(wizard.next, LEFT)


def shows(wizard: JoinDialog, step: JoinStep) -> bool:
    return wizard.step is step


def test_an_alliances_folder_is_seen_joined_and_what_came_is_told(
    hands: Hands, wizard: JoinDialog, share: Path, tmp_path: Path
) -> None:
    with App.create(tmp_path / "wang", "Pingshan alliance", author="Chair Wang", device_name="laptop") as wang:
        kept = wang.library.keep_bytes("现场.txt", b"x" * 5000)
        added = wang.library.add_all([NewRecord("article", f"资料 {each}") for each in range(6)])
        wang.library.share(*added.ids, *wang.library.add(NewRecord("article", "图", attachments=(kept,))).ids)
        Exchange(wang.library, share).sync()
    name(hands, wizard, share)
    assert wizard.inside.title.text() == "The alliance “Pingshan alliance” is here"
    assert wizard.inside.below.text() == "1 devices have shared something, about 7 changes in all"
    assert [wizard.inside.devices.item(0).text()] == ["Chair Wang · laptop"]
    assert "drafts stay on this computer only" in wizard.inside.note.text()
    assert wizard.where.text() == "Step 2 of 3"
    assert remembered_place(hands.library) is None, "nothing is joined by looking"
    hands.until(wizard.next.hasFocus)
    QTest.keyClick(wizard.next, Qt.Key.Key_Return)
    assert shows(wizard, wizard.names)
    assert wizard.names.author.text() == "Chair Li"
    wizard.names.author.clear()
    assert not wizard.next.isEnabled()
    QTest.keyClicks(wizard.names.author, "Chair Li Ming")
    wizard.names.device.selectAll()
    QTest.keyClicks(wizard.names.device, "office")
    assert wizard.names.shown.text() == "Others see: Chair Li Ming · office"
    QTest.keyClick(wizard.names.device, Qt.Key.Key_Return)
    hands.until(lambda: wizard.going.over)
    assert wizard.going.title.text() == "You have joined “Pingshan alliance”"
    assert "Received 7 records and 1 attachments" in wizard.going.result.text()
    assert "Sent 4 changes" in wizard.going.result.text()
    assert hands.library.identity.author == "Chair Li Ming"
    assert "Chair Li Ming" in hands.page.navigation._below.toolTip()
    assert look(share).devices[-1] in ("Chair Li Ming · office", "Chair Wang · laptop")
    assert set(look(share).devices) == {"Chair Li Ming · office", "Chair Wang · laptop"}
    go_on(wizard)
    hands.settle()
    assert "资料 0" in hands.titles()
    assert hands.library.read(hands.library.find_id("怎样写纪要")).state is State.DRAFT
    assert hands.page.sharing.card.accessibleName().startswith("Sync: Synced")


def test_an_empty_folder_begins_a_new_alliance_with_a_name(hands: Hands, wizard: JoinDialog, share: Path) -> None:
    name(hands, wizard, share)
    assert wizard.inside.title.text() == "“share” is empty"
    assert wizard.inside.name.text() == "Pingshan"
    hands.until(wizard.inside.name.hasFocus)
    assert wizard.inside.name.selectedText() == "Pingshan"
    wizard.inside.name.clear()
    assert not wizard.next.isEnabled()
    QTest.keyClicks(wizard.inside.name, "Star unions of the district")
    QTest.keyClick(wizard.inside.name, Qt.Key.Key_Return)
    assert list(share.iterdir()) == []
    assert shows(wizard, wizard.names), "one Enter is one step"
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert wizard.going.title.text() == "The alliance “Star unions of the district” is set up"
    assert "choose the same folder" in wizard.going.below.text()
    assert "Received" not in wizard.going.result.text()
    assert look(share).name == "Star unions of the district"


def test_a_folder_with_other_files_needs_a_second_word(hands: Hands, wizard: JoinDialog, share: Path) -> None:
    (share / "年终总结.docx").write_text("mine")
    name(hands, wizard, share)
    assert "in use for something else" in wizard.inside.title.text()
    assert wizard.inside.warning.isVisible()
    assert not wizard.next.isEnabled()
    QTest.keyClick(wizard.inside.anyway, Qt.Key.Key_Space)
    go_on(wizard)
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert not wizard.going.wrong
    assert (share / "年终总结.docx").read_text() == "mine"
    assert look(share).alliance is not None


def test_what_cannot_be_joined_says_why_and_leads_back(hands: Hands, wizard: JoinDialog, tmp_path: Path) -> None:
    share = tmp_path / "later"
    name(hands, wizard, share)
    assert "cannot be reached" in wizard.inside.error.text()
    assert not wizard.next.isEnabled()
    share.mkdir()
    QTest.mouseClick(wizard.inside.again, LEFT)
    hands.until(lambda: wizard.inside.title.text() == "“later” is empty")
    QTest.mouseClick(wizard.back, LEFT)
    assert shows(wizard, wizard.place)
    assert wizard.place.named == str(share)
    name(hands, wizard, hands.library.folder)
    assert "this library's own files are there" in wizard.inside.error.text()


@pytest.mark.parametrize("what", ["damaged", "newer", "half"])
def test_a_folder_that_is_not_right_is_not_joined(
    hands: Hands, wizard: JoinDialog, share: Path, tmp_path: Path, what: str
) -> None:
    colleague(tmp_path / "wang", share, "一")
    card = share / "alliance.json"
    if what == "half":
        card.unlink()
    else:
        card.write_text('{"format": 99}' if what == "newer" else "{")
    name(hands, wizard, share)
    words = {"damaged": "incomplete or damaged", "newer": "newer version", "half": "alliance.json is not there"}
    assert words[what] in wizard.inside.error.text()
    assert not wizard.next.isEnabled()


def test_another_alliances_folder_is_refused_with_its_name(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined(hands, tmp_path / "own")
    colleague(tmp_path / "wang", share, "一")
    hands.page.sharing.choose_folder()
    wizard = hands.page.sharing.dialog
    assert wizard is not None
    name(hands, wizard, share)
    assert "belongs to another alliance (“Other”)" in wizard.inside.error.text()
    wizard.close()


def test_a_member_moves_the_alliance_in_two_steps(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined(hands, tmp_path / "own")
    hands.page.sharing.open()
    QTest.mouseClick(hands.page.sharing.page.folder.other, LEFT)
    wizard = hands.page.sharing.dialog
    assert wizard is not None
    assert wizard.place.named == str(tmp_path / "own")
    name(hands, wizard, share)
    assert "goes on from here" in wizard.inside.below.text()
    assert wizard.where.text() == "Step 2 of 2"
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert look(share).alliance == look(tmp_path / "own").alliance
    assert hands.page.syncing.place == str(share)
    wizard.close()


def test_folders_used_before_are_offered(hands: Hands, share: Path, tmp_path: Path) -> None:
    joined(hands, tmp_path / "own")
    hands.page.syncing._desk.settings.keep_value("sync/recent", [str(tmp_path / "own"), str(share)])
    hands.page.sharing.choose_folder()
    wizard = hands.page.sharing.dialog
    assert wizard is not None
    assert [wizard.place.recent.item(row).text() for row in range(wizard.place.recent.count())] == [str(share)]
    box = wizard.place.recent.visualItemRect(wizard.place.recent.item(0))
    QTest.mouseClick(wizard.place.recent.viewport(), LEFT, pos=box.center())
    assert wizard.place.named == str(share)
    wizard.place.place.clear()
    QTest.keyClick(wizard.place.recent, Qt.Key.Key_Return)
    assert shows(wizard, wizard.inside), "Enter on one of them goes on with it"
    hands.until(lambda: wizard.inside.seen is not None)
    QTest.keyClick(wizard.back, Qt.Key.Key_Return)
    assert shows(wizard, wizard.place)
    QTest.mouseDClick(wizard.place.recent.viewport(), LEFT, pos=box.center())
    assert shows(wizard, wizard.inside)
    wizard.close()


def test_a_folder_is_chosen_by_browsing_or_pasted_with_its_quotation_marks(
    hands: Hands, wizard: JoinDialog, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_told: str(share))
    QTest.mouseClick(wizard.place.browse, LEFT)
    assert wizard.place.named == str(share)
    wizard.place.place.setText(f' "{share}" ')
    assert wizard.place.named == str(share)
    wizard.place.place.clear()
    assert not wizard.next.isEnabled()
    wizard.close()


def test_it_can_be_left_at_each_step_and_nothing_is_joined(
    hands: Hands, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for leave_at in range(3):
        hands.page.sharing.choose_folder()
        wizard = hands.page.sharing.dialog
        assert wizard is not None
        if leave_at > 0:
            name(hands, wizard, share)
        if leave_at > 1:
            go_on(wizard)
        assert wizard.stop.isVisible()
        if leave_at == 1:
            QTest.keyClick(wizard, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(wizard.stop, LEFT)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        hands.until(lambda: hands.page.sharing.dialog is None)
    assert list(share.iterdir()) == []
    assert remembered_place(hands.library) is None
    assert hands.library.identity.author == "Chair Li"


def test_joining_can_be_stopped_and_what_came_is_kept(
    hands: Hands, wizard: JoinDialog, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague(tmp_path / "wang", share, "一")
    gate = Gate(monkeypatch, Step("Receiving changes", 1, 3, 2048))
    name(hands, wizard, share)
    go_on(wizard)
    go_on(wizard)
    hands.until(lambda: wizard.going.how_far.text() == "Receiving changes · 1 / 3 · 2.0 KB")
    assert (wizard.going.bar.value(), wizard.going.bar.maximum()) == (1, 3)
    assert wizard.stop.text() == "Stop"
    assert not wizard.next.isVisible()
    QTest.mouseClick(wizard.stop, LEFT)
    assert wizard.stop.text() == "Stopping…"
    assert not wizard.stop.isEnabled()
    hands.until(lambda: wizard.going.over)
    assert wizard.going.title.text() == "Stopped"
    assert "the next sync goes on from there" in wizard.going.below.text()
    gate.open.set()
    go_on(wizard)
    assert hands.page.syncing.place == str(share)
    hands.page.syncing.sync()
    hands.until(lambda: "一" in hands.titles())


def test_closed_while_it_joins_the_sync_goes_on(
    hands: Hands, wizard: JoinDialog, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague(tmp_path / "wang", share, "一")
    gate = Gate(monkeypatch, Step("Receiving changes", 1, 3))
    name(hands, wizard, share)
    go_on(wizard)
    go_on(wizard)
    hands.until(lambda: gate.begun == 1)
    wizard.close()
    gate.open.set()
    hands.until(lambda: "一" in hands.titles())


def test_what_goes_wrong_while_joining_is_told_and_can_be_tried_again(
    hands: Hands, wizard: JoinDialog, share: Path, tmp_path: Path
) -> None:
    name(hands, wizard, share)
    go_on(wizard)
    share.rename(tmp_path / "unplugged")
    (tmp_path / "share").write_text("a file in its place")
    go_on(wizard)
    hands.until(lambda: wizard.going.over)
    assert wizard.going.wrong
    assert "must be a folder" in wizard.going.error.text()
    assert wizard.next.text() == "Try again"
    assert not hands.page.sharing.banner.isVisible()
    QTest.mouseClick(wizard.back, LEFT)
    assert shows(wizard, wizard.names)
    (tmp_path / "share").unlink()
    (tmp_path / "unplugged").rename(share)
    go_on(wizard)
    hands.until(lambda: wizard.going.over and not wizard.going.wrong)


def test_asking_twice_shows_the_same_dialog(hands: Hands, wizard: JoinDialog) -> None:
    QTest.mouseClick(hands.page.sync_card, LEFT)
    assert hands.page.sharing.dialog is wizard
    assert len(hands.window.findChildren(JoinDialog)) == 1


def test_the_dialog_goes_with_its_library(hands: Hands, wizard: JoinDialog, folder: Path) -> None:
    hands.window.show_library(App.open(folder))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    hands.settle()
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, JoinDialog)] == []


def test_an_answer_that_comes_too_late_is_not_shown(
    hands: Hands, wizard: JoinDialog, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "other.txt").write_text("x")
    answers: list[Callable[[], None]] = []
    show = wizard.inside._show
    monkeypatch.setattr(wizard.inside, "_show", lambda seen: answers.append(lambda: show(seen)))
    wizard.place.place.setText(str(slow))
    go_on(wizard)
    QTest.mouseClick(wizard.back, LEFT)
    wizard.place.place.setText(str(share))
    go_on(wizard)
    hands.until(lambda: len(answers) == 2)
    for answer in reversed(answers):
        answer()
    assert wizard.inside.title.text() == "“share” is empty"
    wizard.close()


def test_every_control_of_every_step_has_a_name(
    hands: Hands, wizard: JoinDialog, share: Path
) -> None:
    name(hands, wizard, share)
    nameless = [
        each
        for each in wizard.findChildren(QWidget)
        if each.focusPolicy() not in (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.WheelFocus)
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert [each for each in nameless if not isinstance(each, JoinStep)] == []
    wizard.close()


def test_the_names_reach_the_folder_only_by_joining(hands: Hands, wizard: JoinDialog, share: Path) -> None:
    name(hands, wizard, share)
    go_on(wizard)
    QTest.keyClicks(wizard.names.author, "Somebody else")
    with Library.open(hands.library.folder) as seen:
        assert seen.identity.author == "Chair Li"
    wizard.close()
