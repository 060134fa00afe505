"""The calendar in the real window: by mouse and by keyboard, making what takes place on a day, and the file."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from alliance_app.desktop.calendar import CalendarRoom
from alliance_app.desktop.calendar.grid import Weeks
from alliance_app.desktop.looking import CALENDAR
from alliance_app.records import clock
from alliance_app.records.values import NewRecord
from tests.desktop.conftest import Hands

LEFT = Qt.MouseButton.LeftButton
SALON = "第 18 期沙龙：绿色低碳生产"


def enter(hands: Hands, day: str = "2024-07-12") -> CalendarRoom:
    hands.page.rooms.go_to(CALENDAR, day)
    room = hands.page.rooms.here
    assert isinstance(room, CalendarRoom)
    hands.settle()
    return room


def press(room: CalendarRoom, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(room.grid, key)


def middle(room: CalendarRoom, day: date) -> QPoint:
    return room.grid.box_of(day).center().toPoint()


def titles(room: CalendarRoom) -> list[str]:
    return [each.line.text for each in room.lines.shown]


def test_the_day_that_is_looked_at_is_told_with_what_takes_place(hands: Hands) -> None:
    room = enter(hands)
    assert room.month.text() == "2024-7"
    assert room.day.text() == "7-12, Friday"
    assert titles(room) == [SALON]
    assert room.lines.shown[0].line.before == "14:30"
    assert room.grid.accessibleDescription() == f"7-12, Friday：14:30 {SALON}"
    QTest.mouseClick(room.grid, LEFT, pos=middle(room, date(2024, 7, 15)))
    assert room.day.text() == "7-15, Monday"
    assert titles(room) == []


def test_the_keyboard_goes_by_days_weeks_and_months_and_opens(hands: Hands) -> None:
    room = enter(hands, "2024-06-28")
    room.grid.setFocus()
    press(room, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
    assert (room.grid.day, room.month.text()) == (date(2024, 7, 12), "2024-7")
    hands.until(lambda: titles(room) == [SALON])
    press(room, Qt.Key.Key_PageDown)
    assert room.grid.day == date(2024, 8, 12)
    press(room, Qt.Key.Key_PageUp)
    hands.until(lambda: titles(room) == [SALON])
    press(room, Qt.Key.Key_Return)
    hands.until(lambda: hands.page.record.record is not None and hands.record.title == SALON)


def test_of_several_on_a_day_the_list_beside_gets_the_keyboard(hands: Hands) -> None:
    hands.library.add(NewRecord("activity", "同一天的活动", {"date": "2024-07-12"}))
    room = enter(hands)
    room.grid.setFocus()
    press(room, Qt.Key.Key_Return)
    assert titles(room) == ["同一天的活动", SALON]
    assert room.lines.shown[0].hasFocus()
    QTest.keyClick(room.lines.shown[0], Qt.Key.Key_Space)
    hands.until(lambda: hands.page.record.record is not None and hands.record.title == "同一天的活动")


def test_a_click_on_an_event_opens_it(hands: Hands) -> None:
    room = enter(hands)
    box = room.grid.box_of(date(2024, 7, 12))
    QTest.mouseClick(room.grid, LEFT, pos=QPoint(int(box.left()) + 20, int(box.top()) + 34))
    hands.until(lambda: hands.page.record.record is not None and hands.record.title == SALON)


def test_a_double_click_makes_something_on_that_day(hands: Hands) -> None:
    room = enter(hands)
    QTest.mouseDClick(room.grid, LEFT, pos=middle(room, date(2024, 7, 22)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions()] == ["New: Salon note", "New: Open day", "New: Activity"]
    menu.actions()[1].trigger()
    menu.close()
    hands.until(lambda: hands.page.record.record is not None and hands.record.kind == "open_day")
    assert hands.record.fields["date"] == "2024-07-22"
    room = enter(hands, "2024-07-22")
    assert len(titles(room)) == 1
    QTest.mouseClick(room.make["salon"], LEFT)
    hands.until(lambda: hands.record.kind == "salon" and hands.record.title != SALON)
    assert hands.record.fields["starts_at"] == "2024-07-22T14:30"


def test_today_is_one_click_or_key_away(hands: Hands) -> None:
    room = enter(hands)
    QTest.mouseClick(room.now, LEFT)
    assert room.grid.day == clock.today()
    QTest.mouseClick(room.before, LEFT)
    QTest.mouseClick(room.before, LEFT)
    QTest.mouseClick(room.after, LEFT)
    assert room.grid.day < clock.today()
    room.grid.setFocus()
    press(room, Qt.Key.Key_Home)
    assert room.grid.day == clock.today()


def test_what_is_due_and_needed_is_shown_where_that_is_wished(hands: Hands) -> None:
    rows = [{"no": 1, "what": "发基线表", "due": "2024-07-20"}]
    hands.library.add_all(
        [
            NewRecord("salon", "有决议的", {"starts_at": "2024-07-01T09:00", "decisions": rows}),
            NewRecord("supply_demand", "注塑代工", {"needed_by": "2024-07-20", "side": "need"}),
        ]
    )
    hands.window.look_for_changes()
    room = enter(hands, "2024-07-20")
    assert titles(room) == []
    for box in room.layers.values():
        QTest.mouseClick(box, LEFT, pos=QPoint(16, box.height() // 2))
    hands.until(lambda: titles(room) == ["发基线表", "注塑代工"])
    assert [each.line.before for each in room.lines.shown] == ["due", "until"]


def test_the_calendar_is_written_as_a_file(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = enter(hands)
    target = tmp_path / "联盟.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    QTest.mouseClick(room.file, LEFT)
    hands.until(target.exists)
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 1
    hands.until(hands.window.toast.isVisible)


@pytest.mark.parametrize(("year", "month"), [(1, 1), (9999, 12), (2024, 2), (2027, 2), (2026, 11)])
def test_the_weeks_of_a_month_are_whole_and_hold_all_of_it(year: int, month: int) -> None:
    days = Weeks(year, month).days
    assert len(days) % 7 == 0
    own = [day for day in dict.fromkeys(days) if (day.year, day.month) == (year, month)]
    assert own[0] == date(year, month, 1)
    assert (own[-1].toordinal() - own[0].toordinal()) + 1 == len(own) >= 28
    since, before = Weeks(year, month).span
    assert since <= own[0].isoformat() < before
