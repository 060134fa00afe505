"""After a bad end the window says which record was being written, and opens it where the cursor was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from alliance_app.app import App
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.rows import RowsEditor
from alliance_app.desktop.window import Window
from alliance_app.library.sitting import FOLDER, Place, Sitting, SittingNote, left_behind
from alliance_app.records.values import Edit, Step
from tests.desktop.conftest import Hands

SALON, PROJECT = "第 18 期沙龙：绿色低碳生产", "回流焊节能改善"
AT = "2020-03-05T06:32:00+00:00"


def noted(hands: Hands) -> Sitting | None:
    """What the window has noted of its writing."""
    note = hands.desk.note
    assert note._lock is not None
    note._lock.close()  # as if the window were gone
    with left_behind(hands.library.folder) as found:
        return found[0].sitting if found else None


def leave_behind(folder: Path, title: str, place: Place, *, body: str = "") -> None:
    """A window that was writing in this record is gone."""
    with App.open(folder) as app:
        record = app.library.read(app.library.find_id(title))
        edit = Edit(record.id, body=body, seen=record.version, step=Step("w", 1))
        unsaved = (edit,) if body else ()
        note = SittingNote(folder)
        assert note.tell(Sitting(record.id, app.library.identity.device_id, AT, place, unsaved), 1)
        assert note._lock is not None
        note._lock.close()


def opened(folder: Path, theme: Theme, bot: QtBot, tmp_path: Path) -> Hands:
    window = Window(theme, Settings(tmp_path / "settings"))
    with bot.waitSignal(window.ready, timeout=20_000):
        window.show_library(App.open(folder))
        window.show()
    hands = Hands(window, bot)
    hands.settle()
    window.activateWindow()
    return hands


def test_it_says_so_once_and_opens_where_the_cursor_was(
    folder: Path, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    leave_behind(folder, PROJECT, Place("body", 3))
    hands = opened(folder, theme, qtbot, tmp_path)
    banner = hands.page.recovering.banner
    assert banner.isVisible()
    assert PROJECT in banner.text.toolTip()
    assert "is saved until" in banner.text.toolTip()
    QTest.mouseClick(banner.look, Qt.MouseButton.LeftButton)
    hands.until(lambda: hands.record.title == PROJECT)
    hands.settle()
    assert not banner.isVisible()
    source = hands.page.view.body.source
    assert source.hasFocus()
    assert source.textCursor().position() == 3
    assert hands.window.close()
    again = opened(folder, theme, qtbot, tmp_path)
    assert not again.page.recovering.banner.isVisible()
    again.window.close()


def test_words_not_saved_are_put_in_and_half_a_tag_stands_where_it_stood(
    folder: Path, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    leave_behind(folder, PROJECT, Place("tags", 1, {"tags": "绿色"}), body="改善温度曲线。又写了一句")
    hands = opened(folder, theme, qtbot, tmp_path)
    banner = hands.page.recovering.banner
    assert "was put in just now" in banner.text.toolTip()
    QTest.mouseClick(banner.look, Qt.MouseButton.LeftButton)
    hands.until(lambda: hands.record.title == PROJECT)
    hands.settle()
    assert hands.page.view.body.body() == "改善温度曲线。又写了一句"
    assert hands.page.view.form is not None
    assert hands.page.view.form.tags.line.text() == "绿色"
    assert hands.page.view.form.tags.line.hasFocus()
    hands.window.close()


def test_nothing_is_noted_before_a_key_and_nothing_is_left_after_closing(hands: Hands, folder: Path) -> None:
    hands.open(PROJECT)
    assert not (folder / FOLDER).exists()
    QTest.keyClicks(hands.page.view.body.source, "a")
    hands.until(lambda: any((folder / FOLDER).glob("*.json")) if (folder / FOLDER).exists() else False)
    hands.saved()
    assert hands.window.close()
    assert list((folder / FOLDER).iterdir()) == []


def test_going_to_another_record_takes_the_note_away(hands: Hands, folder: Path) -> None:
    hands.open(PROJECT)
    QTest.keyClicks(hands.page.view.body.source, "a")
    hands.saved()
    hands.open(SALON)
    hands.until(lambda: list((folder / FOLDER).iterdir()) == [])


def test_the_note_says_where_the_writer_is_and_what_is_half_typed(hands: Hands) -> None:
    record_id = hands.open(SALON)
    form = hands.page.view.form
    assert form is not None
    QTest.keyClicks(form.tags.line, "green")
    starts = form.editors["starts_at"].focus
    assert isinstance(starts, QLineEdit)
    starts.setFocus()
    starts.selectAll()
    QTest.keyClicks(starts, "2026-03-")
    hands.until(lambda: hands.page.record.saver._noted is not None and "starts_at" in noted_half(hands))
    hands.settle()
    told = noted(hands)
    assert told is not None
    assert told.record_id == record_id
    assert (told.place.part, told.place.at) == ("starts_at", 8)
    assert told.place.half == {"starts_at": "2026-03-", "tags": "green"}
    assert hands.library.read(record_id).fields["starts_at"] == "2024-07-12T14:30"


def noted_half(hands: Hands) -> dict[str, str]:
    noted = hands.page.record.saver._noted
    return dict(noted.place.half) if noted else {}


def test_what_an_input_method_composes_is_not_noted(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.open(PROJECT)
    source = hands.page.view.body.source
    source.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(source, "ab")
    QCoreApplication.sendEvent(source, QInputMethodEvent("gong", []))
    sitting = hands.page.record._sitting()
    assert sitting is not None
    hands.page.record.save()
    unsaved = hands.page.record.saver.unsaved
    assert [edit.body for edit in unsaved] == ["改善温度曲线。ab"]
    QCoreApplication.sendEvent(source, QInputMethodEvent("", []))
    hands.saved()


def test_cells_of_a_table_are_saved_while_they_are_typed_and_escape_takes_back(hands: Hands) -> None:
    record_id = hands.open(SALON)
    form = hands.page.view.form
    assert form is not None
    rows = form.editors["decisions"]
    assert isinstance(rows, RowsEditor)
    rows.show_folded(folded=False)
    rows.table.setFocus()
    rows.table.setCurrentCell(0, 1)
    QTest.keyClick(rows.table, Qt.Key.Key_Return)
    line = rows.table.findChild(QLineEdit)
    assert line is not None
    line.end(False)
    QTest.keyClicks(line, "x")
    hands.saved()
    assert hands.library.read(record_id).fields["decisions"][0]["what"] == "共享能耗基线表x"
    assert line.isVisible()
    assert line.cursorPosition() == len("共享能耗基线表x")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    hands.saved()
    assert hands.library.read(record_id).fields["decisions"][0]["what"] == "共享能耗基线表"
