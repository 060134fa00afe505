"""The overview in the real window: numbers open their records, lines lead on, charts are taken along."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from alliance_app.app import App
from alliance_app.desktop.looking import CALENDAR, EVERYTHING, FOLLOW_UPS, MATCH, OVERVIEW
from alliance_app.desktop.overview import OverviewRoom
from alliance_app.desktop.overview.drawing import Drawing
from alliance_app.desktop.settings import AT_START, Settings
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.window import Window
from alliance_app.records import clock
from alliance_app.records.values import NewRecord
from tests.desktop.conftest import MOULD, PLANT, Hands

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def year(hands: Hands) -> int:
    """A salon in January of this year and one on its first day; a project without evidence; an open day to come."""
    today = clock.today()
    library = hands.library
    library.add_all(
        [
            NewRecord("salon", "新年沙龙", {"starts_at": f"{today.year}-01-01T09:00"}),
            NewRecord("salon", "新年第二场", {"starts_at": f"{today.year}-01-01T10:00"}),
            NewRecord("open_day", "新年开放日", {"date": f"{today.year}-01-01", "headcount": 1046}),
            NewRecord("open_day", "以后的开放日", {"date": f"{today.year + 1}-12-31"}),
        ]
    )
    return today.year


def enter(hands: Hands) -> OverviewRoom:
    """Go to the overview by its line in the navigation."""
    hands.page.rooms.go_to(OVERVIEW)
    room = hands.page.rooms.here
    assert isinstance(room, OverviewRoom)
    hands.until(lambda: room.seen is not None)
    hands.settle()
    return room


def until_told(hands: Hands, words: str) -> None:
    hands.until(lambda: words in hands.window.toast.text)


def point_at(chart: Drawing, mark: int) -> QPoint:
    return chart.boxes(chart.rect().toRectF())[mark].center().toPoint()


def test_it_stands_first_in_the_navigation(hands: Hands) -> None:
    first = hands.page.navigation.list.item(0)
    QTest.mouseClick(
        hands.page.navigation.list.viewport(), LEFT, pos=hands.page.navigation.list.visualItemRect(first).center()
    )
    hands.settle()
    assert isinstance(hands.page.rooms.here, OverviewRoom)


def test_a_number_opens_the_records_behind_it(hands: Hands, year: int) -> None:
    room = enter(hands)
    assert room.salons.number.text() == "2"
    assert room.open_days.aside.toolTip() == "1,046 visitors"
    assert "Salons this year 2" in room.salons.accessibleName()
    QTest.mouseClick(room.salons, LEFT)
    hands.until(lambda: sorted(hands.titles()) == ["新年沙龙", "新年第二场"])
    assert hands.page.rooms.here is None


def test_one_record_behind_a_number_is_shown_itself(hands: Hands, year: int) -> None:
    room = enter(hands)
    room.open_days.setFocus()
    QTest.keyClick(room.open_days, Qt.Key.Key_Space)
    hands.until(lambda: hands.page.record.record is not None and hands.record.title == "新年开放日")


def test_a_column_tells_its_number_and_opens_its_month(hands: Hands, year: int) -> None:
    room = enter(hands)
    chart = room.rhythm
    january = next(at for at, mark in enumerate(chart.marks) if len(mark.ids) == 2)
    assert chart.marks[january].said == f"{year}-01: 2 Salon note"
    QTest.mouseMove(chart, point_at(chart, january))
    assert chart.mark_at(point_at(chart, january).toPointF()) == january
    QTest.mouseClick(chart, LEFT, pos=point_at(chart, january))
    hands.until(lambda: sorted(hands.titles()) == ["新年沙龙", "新年第二场"])


def test_how_many_members_there_are_lists_them_all(hands: Hands) -> None:
    room = enter(hands)
    assert room.members.text() == "2 members"
    QTest.mouseClick(room.members, LEFT)
    hands.until(lambda: sorted(hands.titles()) == sorted([PLANT, MOULD]))


def test_the_keyboard_goes_from_mark_to_mark_and_opens(hands: Hands, year: int) -> None:
    room = enter(hands)
    stars = room.stars
    stars.setFocus()
    assert "3 stars: 1 members" in [mark.said for mark in stars.marks]
    QTest.keyClick(stars, Qt.Key.Key_Down)
    assert stars.accessibleDescription() == "2 stars: 1 members"
    QTest.keyClick(stars, Qt.Key.Key_Return)
    hands.until(lambda: hands.page.record.record is not None and hands.record.title == MOULD)


def test_a_chart_says_all_it_shows_and_is_copied_and_saved(
    hands: Hands, year: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = enter(hands)
    chart = room.rhythm
    assert chart.accessibleName() == "Rhythm of activities"
    assert "1 2" in chart.accessibleDescription()
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() > 2 * chart.width()
    for name, starts in (("a.png", b"\x89PNG"), ("b.svg", b"<svg")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, to=tmp_path / name: (str(to), ""))
        menu = chart.menu()
        next(each for each in menu.actions() if each.text().startswith("Save")).trigger()
        menu.close()
        hands.until((tmp_path / name).exists)
        hands.settle()
        assert (tmp_path / name).read_bytes().startswith(starts)
    assert QImage(str(tmp_path / "a.png")).width() == copied.width()
    assert chart.chart().alt in (tmp_path / "b.svg").read_text("utf-8")


def test_what_cannot_be_saved_is_said(hands: Hands, tmp_path: Path) -> None:
    room = enter(hands)
    for name in ("taken.svg", "taken.png"):
        (tmp_path / name).mkdir()
        room.batches.write(tmp_path / name)
        until_told(hands, name)


def test_what_waits_leads_to_where_it_is_seen_to(hands: Hands, year: int) -> None:
    room = enter(hands)
    lines = {each.line.key: each for each in room.waiting.shown}
    assert lines["evidence"].accessibleName() == "“回流焊节能改善” lacks evidence of its acceptance Add it"
    QTest.mouseClick(lines["evidence"], LEFT)
    hands.until(lambda: hands.page.record.record is not None and hands.record.title == "回流焊节能改善")


def test_follow_ups_that_are_late_lead_to_their_page(hands: Hands) -> None:
    rows = [{"no": 1, "what": "发基线表", "due": "2020-01-05"}, {"no": 2, "what": "定场地", "due": "2020-01-06"}]
    hands.library.add(NewRecord("salon", "旧沙龙", {"starts_at": "2020-01-01T09:00", "decisions": rows}))
    hands.window.look_for_changes()
    room = enter(hands)
    hands.until(lambda: "follow_up" in [each.line.key for each in room.waiting.shown])
    line = next(each for each in room.waiting.shown if each.line.key == "follow_up")
    assert line.line.text == "2 follow-ups are due, 2 overdue"
    QTest.mouseClick(line, LEFT)
    hands.settle()
    assert hands.page.navigation.shelf == FOLLOW_UPS


def test_new_matches_and_the_next_star_come_a_little_later(hands: Hands) -> None:
    library = hands.library
    library.rename(name=PLANT)
    plant, mould = library.find_id(PLANT), library.find_id(MOULD)
    same = {"what": "精密注塑代工", "chain_stage": "processing"}
    library.add_all(
        [
            NewRecord("supply_demand", "要注塑", {"side": "need", "owner": plant, **same}),
            NewRecord("supply_demand", "供注塑", {"side": "offer", "owner": mould, **same}),
            NewRecord("assessment", "自评", {"member": plant, "year": clock.today().year}),
        ]
    )
    hands.window.look_for_changes()
    room = enter(hands)
    hands.until(lambda: {"match", "star"} <= {each.line.key for each in room.waiting.shown})
    line = next(each for each in room.waiting.shown if each.line.key == "match")
    assert line.line.text == "New match: 要注塑 ← 供注塑"
    QTest.mouseClick(line, LEFT)
    assert hands.page.navigation.shelf == MATCH


def test_it_follows_changes_in_sight_and_the_keyboard_stays(hands: Hands, year: int) -> None:
    room = enter(hands)
    line = room.coming.shown[0]
    assert line.line.text == "以后的开放日"
    line.setFocus()
    hands.library.add(NewRecord("activity", "更早的活动", {"date": f"{year + 1}-12-30"}))
    hands.window.look_for_changes()
    hands.until(lambda: [each.line.text for each in room.coming.shown] == ["更早的活动", "以后的开放日"])
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.accessibleName() == "12-31 以后的开放日"
    QTest.keyClick(focus, Qt.Key.Key_Return)
    hands.until(lambda: hands.page.record.record is not None and hands.record.title == "以后的开放日")


def test_an_article_that_was_open_for_a_while_is_not_new_any_more(hands: Hands) -> None:
    theirs = hands.library.add(NewRecord("article", "别人给的")).only
    hands.library.share(theirs)
    hands.window.look_for_changes()
    room = enter(hands)
    assert "article" in [each.line.key for each in room.waiting.shown]
    hands.page.reading.timer.setInterval(0)
    hands.open("别人给的")
    hands.until(lambda: theirs in hands.library.seen("article"))
    room = enter(hands)
    hands.until(lambda: "article" not in [each.line.key for each in room.waiting.shown])


def test_a_record_of_another_kind_is_not_noted(hands: Hands) -> None:
    hands.page.reading.timer.setInterval(0)
    plant = hands.open(PLANT)
    assert not hands.page.reading.timer.isActive()
    assert plant not in hands.library.seen("article")


def test_it_is_shown_at_the_start_where_that_is_wished_and_the_search_line_has_the_keyboard(
    hands: Hands, folder: Path, theme: Theme, tmp_path: Path
) -> None:
    room = enter(hands)
    assert not room.at_start.isChecked()
    QTest.mouseClick(room.at_start, LEFT, pos=QPoint(16, room.at_start.height() // 2))
    assert hands.desk.settings.text(AT_START) == "yes"
    other = tmp_path / "other"
    App.create(other, "另一个").close()
    again = Window(theme, Settings(tmp_path / "settings"))
    with hands.bot.waitSignal(again.ready, timeout=20_000):
        again.show_library(App.open(other))
        again.show()
    hands.bot.waitUntil(lambda: not again.busy, timeout=20_000)
    page = again.page
    assert page is not None
    shown = page.rooms.here
    assert isinstance(shown, OverviewRoom)
    hands.bot.waitUntil(shown.first_steps.isVisible, timeout=20_000)
    assert again.focusWidget() is page.top.search
    again.close()
    again.deleteLater()


def test_esc_and_the_calendars_link_lead_on(hands: Hands) -> None:
    room = enter(hands)
    link = next(each for each in room.findChildren(QPushButton) if each.text() == "Calendar")
    QTest.mouseClick(link, LEFT)
    assert hands.page.navigation.shelf == CALENDAR
    room = enter(hands)
    room.salons.setFocus()
    QTest.keyClick(room.salons, Qt.Key.Key_Escape)
    hands.settle()
    assert hands.page.navigation.shelf == EVERYTHING


def test_the_menu_of_a_chart_comes_by_the_mouse(hands: Hands) -> None:
    room = enter(hands)
    menu = room.batches.menu()
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions()] == ["Copy as picture", "Copy as text", "Save as picture…"]
    next(each for each in menu.actions() if each.text() == "Copy as text").trigger()
    menu.close()
    assert QGuiApplication.clipboard().text().startswith("Three batches: People trained 0")


def test_a_year_is_summed_up_from_here(hands: Hands) -> None:
    hands.page.rooms.go_to(OVERVIEW)
    hands.settle()
    room = hands.page.rooms.here
    assert room is not None
    (summary,) = (each for each in room.findChildren(QPushButton) if each.text() == "Summary of a year…")
    summary.click()
    hands.until(lambda: hands.page.summing.dialog is not None)
    dialog = hands.page.summing.dialog
    assert dialog is not None
    dialog.reject()
