"""Figures, filters and the table of the three batches."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from alliance_app.alliance.pipeline import moved
from alliance_app.desktop.batches import beside
from alliance_app.desktop.looking import BATCHES
from alliance_app.desktop.widgets.chips import Chip
from alliance_app.library import Library, Listing
from alliance_app.records.values import Edit
from alliance_app.sync import Exchange
from tests.desktop.batches.scenes import CART, CTRL, DOOR, JIG, LAMP, OLD, Board
from tests.desktop.conftest import PLANT


def shown(board: Board) -> set[str]:
    return {each.title for column in board.room.board.columns.values() for each in column.list.cards.shown}


def pick(board: Board, chip: Chip, words: str) -> None:
    """Choose from a filter by typing."""
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    popup = board.hands.popup()
    QTest.keyClicks(popup.words, words)
    QTest.keyClick(popup.words, Qt.Key.Key_Return)
    board.hands.settle()


def test_the_figures_open_the_projects_behind_them(board: Board) -> None:
    figures = board.room.figures
    numbers = [each.number for each in (figures.people, figures.improved, figures.accepted, figures.benefit)]
    # 王工 and 李工 and 张师傅; under way, checked and accepted; accepted; 1,000 × (2 − 1) × 10 yuan
    assert numbers == ["3 people", "3 improved", "1 results", "1 万元"]
    assert "confirmed by finance: 0" in figures.benefit.accessibleName()
    QTest.mouseClick(figures.improved, Qt.MouseButton.LeftButton)
    board.hands.until(lambda: sorted(board.hands.titles()) == sorted([JIG, DOOR, CART]))
    assert board.hands.page.rooms.here is None


def test_filters_narrow_the_board_and_the_figures(board: Board) -> None:
    filters = board.room.filters
    pick(board, filters.category, "Green")
    assert shown(board) == {DOOR}
    assert board.room.figures.accepted.number.startswith("0")
    assert not board.room.figures.accepted.isEnabled()
    QTest.keyClick(filters.category, Qt.Key.Key_Delete)
    board.hands.settle()
    pick(board, filters.enterprise, PLANT[:0])
    assert shown(board) == {JIG, DOOR, LAMP, CART}
    board.room.look_at("all")
    board.hands.settle()
    assert shown(board) == {JIG, DOOR, LAMP, CART, OLD}


def test_those_that_lack_something_and_those_that_stand_still_are_counted_and_found(board: Board) -> None:
    library, filters = board.hands.library, board.room.filters
    assert filters.lacking.text() == "Incomplete 0"
    library.write(Edit(library.find_id(CART), fields={"evidence": None}))
    board.hands.window.look_for_changes()
    board.hands.until(lambda: filters.lacking.text() == "Incomplete 1")
    QTest.mouseClick(filters.lacking, Qt.MouseButton.LeftButton)
    board.hands.settle()
    assert shown(board) == {CART}
    QTest.mouseClick(filters.stalled, Qt.MouseButton.LeftButton)
    board.hands.settle()
    assert board.room.nothing.isVisible()
    board.hands.page.rooms.go_to(BATCHES, "all")
    board.hands.settle()
    assert len(shown(board)) == 5


def test_the_table_is_sorted_filtered_and_moved_in_by_keyboard(board: Board) -> None:
    QTest.mouseClick(board.room.as_table, Qt.MouseButton.LeftButton)
    board.hands.settle()
    table = board.room.table
    assert table.isVisible()
    column = [table.shown.index(row, 2).data() for row in range(table.shown.rowCount())]
    assert column == ["Proposed", "Under way", "Effect check", "Accepted", "Not adopted"]
    head = table.horizontalHeader()
    for order in (sorted, lambda titles: sorted(titles, reverse=True)):
        place = head.sectionViewportPosition(0) + 20
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
        titles = [table.shown.index(row, 0).data() for row in range(5)]
        assert titles == order(titles)
    row = table.shown.place_of(board.hands.library.find_id(JIG))
    assert row is not None
    table.setCurrentIndex(table.shown.index(row, 0))
    board.press(table, Qt.Key.Key_Right, CTRL)
    board.hands.until(lambda: board.stage(JIG) == "checking")
    board.hands.until(lambda: table.chosen is not None and table.chosen.stage == "checking")
    assert table.chosen is not None
    assert table.chosen.title == JIG
    QTest.keyClick(table, Qt.Key.Key_Return)
    board.hands.until(lambda: board.hands.shows(board.hands.library.find_id(JIG)))


def test_an_empty_library_says_how_to_begin_and_a_new_project_is_one_click_away(board: Board) -> None:
    board.hands.library.delete(*[board.hands.library.find_id(each) for each in (JIG, DOOR, LAMP, CART, OLD)])
    board.hands.window.look_for_changes()
    board.hands.until(lambda: "No project yet" in board.room.nothing.text())
    QTest.mouseClick(board.room.make, Qt.MouseButton.LeftButton)
    board.hands.until(lambda: board.hands.page.record.record is not None)
    board.hands.until(lambda: board.hands.record.kind == "project")


@pytest.mark.parametrize("title", [JIG, LAMP])
def test_the_record_shows_the_formula_and_what_comes_next(board: Board, title: str) -> None:
    board.hands.open(title)
    way_on = board.hands.page.view.way_on
    assert isinstance(way_on, beside.WayOn)
    board.hands.until(way_on.isVisible)
    if title == JIG:
        assert way_on.formula.text() == "Worked out: 1,000 × (2 − 1) h × 10 yuan = 10,000 yuan"
        assert way_on.next.accessibleName() == "Next: Effect check; everything is there"
    else:
        assert not way_on.formula.isVisible()
        assert way_on.next.accessibleName() == "Next: Review; everything is there"
    QTest.mouseClick(way_on.go, Qt.MouseButton.LeftButton)
    board.hands.until(lambda: board.stage(title) in ("checking", "review"))
    board.hands.settle()


def test_a_stage_chosen_in_the_form_is_a_move_and_what_is_missing_is_asked_for(board: Board) -> None:
    board.hands.open(DOOR)
    form = board.hands.page.view.form
    assert form is not None
    combo = form.editors["stage"].focus
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)  # accepted, without evidence
    board.hands.settle()
    dialog = board.asked()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    board.hands.settle()
    assert board.stage(DOOR) == "checking"
    assert form.editors["stage"].focus.property("currentText") == "Effect check"


def test_what_was_typed_in_the_form_counts_for_the_move(board: Board) -> None:
    board.hands.open(LAMP)
    form = board.hands.page.view.form
    assert form is not None
    if form.more.text().startswith("＋"):
        form.more.click()
    for name, value in (("category", "reform"), ("leader", "王工")):
        form.typed.emit(name, value)
    form.typed.emit("stage", "doing")
    board.hands.until(lambda: board.stage(LAMP) == "doing")
    assert board.fields(LAMP)["leader"] == "王工"


def test_moved_elsewhere_at_the_same_time_the_card_says_that_it_needs_a_look(
    board: Board, share: Path, tmp_path: Path
) -> None:
    here, record_id = board.hands.library, board.hands.library.find_id(JIG)
    here.share(*here.ids(Listing()))
    Exchange(here, share).sync()
    with Library.create(tmp_path / "there", "乙工会", author="乙主席") as there:
        Exchange(there, share).sync()
        there.write(moved(there.read(record_id), "rejected", filled={"rejection_reason": "停产"}))
        here.write(moved(here.read(record_id), "checking"))
        Exchange(there).sync()
    Exchange(here).sync()
    board.hands.window.look_for_changes()
    found = [column.list.cards for column in board.room.board.columns.values()]

    def disputed() -> list[str]:
        return [each.title for cards in found for each in cards.shown if each.disputed]

    board.hands.until(lambda: disputed() == [JIG])
    here.decide(record_id, "stage", "checking")
    board.hands.window.look_for_changes()
    board.hands.until(lambda: disputed() == [])
    assert JIG in board.titles("checking")
