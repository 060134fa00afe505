"""The board: real drags and keys move projects by the rule; what is missing is asked for; a move can be undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from alliance_app.desktop.widgets.fields import LineEditor, LongEditor
from alliance_app.desktop.widgets.pick import PickEditor
from alliance_app.records import clock
from alliance_app.records.values import Edit
from tests.desktop.batches.scenes import CART, CTRL, DOOR, JIG, LAMP, OLD, Board
from tests.desktop.conftest import PLANT


def test_every_stage_is_a_column_with_its_cards_and_what_has_ended_is_folded_away(board: Board) -> None:
    assert {stage: board.titles(stage) for stage in ("proposed", "doing", "checking", "accepted", "rejected")} == {
        "proposed": [LAMP], "doing": [JIG], "checking": [DOOR], "accepted": [CART], "rejected": [OLD],
    }  # fmt: skip
    folded = board.room.board.columns["rejected"]
    assert not folded.list.isVisible()
    assert folded.head.accessibleName() == "Not adopted: 1 projects"
    QTest.mouseClick(folded.head, Qt.MouseButton.LeftButton)
    assert folded.list.isVisible()
    said = board.column("doing").cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in (JIG, PLANT, "王工", "1 万元", "days in Under way"):
        assert part in said


def test_a_card_that_is_ready_is_dragged_to_its_next_stage_dated_and_the_move_undone(board: Board) -> None:
    board.drag(JIG, "checking")
    board.hands.until(lambda: JIG in board.titles("checking"))
    assert board.fields(JIG)["stage_dates"]["checking"] == {"on": clock.today().isoformat()}
    toast = board.hands.window.toast
    assert toast.text == f"“{JIG}” is now in Effect check."
    QTest.mouseClick(toast.act, Qt.MouseButton.LeftButton)
    board.hands.until(lambda: board.titles("doing") == [JIG])
    assert board.fields(JIG)["stage_dates"] == {"doing": {"on": "2026-01-05"}}


def test_while_it_is_carried_the_column_below_says_what_it_asks_for(board: Board) -> None:
    its, shown = board.lift(JIG), board.room.board
    assert shown.ghost.isVisible()
    for stage, words in (
        ("checking", "To Effect check"),
        ("accepted", "to be filled: Evidence"),
        ("review", "Back to"),
    ):
        board.carry(board.over(stage))
        assert words in shown.hint.text()
        assert shown.columns[stage].over
    QTest.keyClick(its, Qt.Key.Key_Escape)
    assert not shown.ghost.isVisible()
    board.drop(board.over("checking"))
    board.hands.settle()
    assert board.stage(JIG) == "doing"


def test_dropped_where_it_came_from_or_beside_the_board_nothing_happens(board: Board) -> None:
    board.drag(JIG, "doing")
    board.lift(JIG)
    board.drop(board.room.mapToGlobal(QPoint(5, 5)))
    board.hands.settle()
    assert board.stage(JIG) == "doing"
    assert not board.room.board.ghost.isVisible()


def test_a_move_that_is_not_ready_asks_for_just_what_is_missing(board: Board, tmp_path: Path) -> None:
    board.drag(DOOR, "accepted")
    dialog = board.asked()
    assert list(dialog.editors) == ["evidence"]
    assert not dialog.act.isEnabled()
    assert "Evidence" in dialog.left.text()
    signed = tmp_path / "验收单.png"
    signed.write_bytes(b"\x89PNG\r\n\x1a\n")
    dialog.add_files([signed])
    board.hands.until(dialog.act.isEnabled)
    dialog.day.line.setFocus()
    dialog.day.line.selectAll()
    QTest.keyClicks(dialog.day.line, "2026-02-03")
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    board.hands.until(lambda: DOOR in board.titles("accepted"))
    record = board.hands.library.read(board.hands.library.find_id(DOOR))
    assert [each.name for each in record.attachments] == ["验收单.png"]
    assert record.fields["stage_dates"]["accepted"] == {"on": "2026-02-03"}


def test_evidence_may_be_a_document_of_the_library(board: Board) -> None:
    board.drag(DOOR, "accepted")
    dialog = board.asked()
    evidence = dialog.editors["evidence"]
    assert isinstance(evidence, PickEditor)
    evidence.shown.click()
    popup = board.hands.popup()
    board.hands.until(lambda: popup.list.count() == 1)
    QTest.keyClick(popup.words, Qt.Key.Key_Return)
    popup.close()
    assert dialog.act.isEnabled()
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    board.hands.until(lambda: DOOR in board.titles("accepted"))
    assert board.fields(DOOR)["evidence"] == [board.hands.library.find_id("验收单")]


def test_finance_confirms_with_a_name_and_a_rejection_with_its_reason(board: Board) -> None:
    board.drag(CART, "confirmed")
    name = board.asked().editors["confirmed_by"]
    assert isinstance(name, LineEditor)
    QTest.keyClicks(name.line, "Finance")
    QTest.keyClick(name.line, Qt.Key.Key_Return)
    board.hands.until(lambda: CART in board.titles("confirmed"))
    assert board.fields(CART)["finance_confirmed"] is True
    board.drag(JIG, "rejected")
    reason = board.asked().editors["rejection_reason"]
    assert isinstance(reason, LongEditor)
    QTest.keyClicks(reason.text, "stopped")
    QTest.mouseClick(board.asked().act, Qt.MouseButton.LeftButton)
    board.hands.until(lambda: JIG in board.titles("rejected"))
    assert board.fields(JIG)["rejection_reason"] == "stopped"


def test_a_day_before_an_earlier_stage_is_refused_with_the_reason_and_esc_leaves_all_as_it_was(board: Board) -> None:
    board.drag(JIG, "rejected")
    dialog = board.asked()
    reason = dialog.editors["rejection_reason"]
    assert isinstance(reason, LongEditor)
    QTest.keyClicks(reason.text, "stopped")
    dialog.day.line.setFocus()
    dialog.day.line.selectAll()
    QTest.keyClicks(dialog.day.line, "2025-12-31")
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert "Under way was on 2026-01-05" in dialog.wrong.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    board.hands.settle()
    assert board.stage(JIG) == "doing"


def test_arrows_choose_and_with_ctrl_they_move_and_the_keyboard_goes_along(board: Board) -> None:
    its = board.choose(LAMP)
    board.press(its, Qt.Key.Key_Right)
    assert board.column("doing").hasFocus()  # the columns between are empty
    board.press(board.column("doing"), Qt.Key.Key_Right, CTRL)
    board.hands.until(lambda: JIG in board.titles("checking"))
    checking = board.column("checking")
    board.hands.until(checking.hasFocus)
    assert checking.chosen is not None
    assert checking.chosen.title == JIG
    board.press(checking, Qt.Key.Key_Left, CTRL)
    board.hands.until(lambda: board.titles("doing") == [JIG])
    assert board.hands.window.toast.text == f"“{JIG}” went back to Under way."
    assert board.fields(JIG)["stage_dates"] == {"doing": {"on": "2026-01-05"}}


def test_enter_and_a_double_click_open_the_project(board: Board) -> None:
    its = board.choose(JIG)
    QTest.keyClick(its, Qt.Key.Key_Return)
    board.hands.until(lambda: board.hands.shows(board.hands.library.find_id(JIG)))
    assert board.hands.page.rooms.here is None
    board = Board(board.hands)
    its = board.choose(DOOR)
    place = its.visualRect(its.cards.index(0)).center()
    QTest.mouseDClick(its.viewport(), Qt.MouseButton.LeftButton, pos=place)
    board.hands.until(lambda: board.hands.shows(board.hands.library.find_id(DOOR)))


def test_the_menu_offers_every_stage_with_what_it_asks_for(board: Board) -> None:
    its = board.choose(DOOR)
    its.customContextMenuRequested.emit(its.visualRect(its.cards.index(0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [each.text() for each in menu.actions()]
    assert "To Accepted (to be filled: Evidence)" in words
    assert "Back to Under way" in words
    next(each for each in menu.actions() if each.text() == "Back to Under way").trigger()
    menu.close()
    board.hands.until(lambda: DOOR in board.titles("doing"))


def test_what_others_change_appears_and_the_keyboard_stays_with_its_card(board: Board) -> None:
    its = board.choose(JIG)
    library = board.hands.library
    library.write(Edit(library.find_id(LAMP), fields={"leader": "赵工"}))
    library.write(Edit(library.find_id(DOOR), fields={"stage": "doing"}))
    board.hands.window.look_for_changes()
    board.hands.until(lambda: DOOR in board.titles("doing"))
    assert its.hasFocus()
    assert its.chosen is not None
    assert its.chosen.title == JIG


@pytest.mark.usefixtures("in_chinese")
def test_nothing_on_the_board_is_english_in_chinese(board: Board) -> None:
    told = [board.room.told.text(), board.room.filters.stalled.text(), board.room.figures.people.accessibleName()]
    told += [str(column.head.accessibleName()) for column in board.room.board.columns.values()]
    told += [str(board.column("doing").cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole))]
    assert not [each for each in told if any("a" <= letter <= "z" for letter in each.lower())]
