"""Writing in the window: nothing typed is lost, whatever happens in between."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from alliance_app.app import App
from alliance_app.desktop.open_record import SAVE_AFTER, Saving
from alliance_app.desktop.saving import both
from alliance_app.desktop.widgets.fields import LineEditor
from alliance_app.desktop.widgets.unsaved import UnsavedDialog
from alliance_app.library import Changed, Library
from alliance_app.library.errors import StorageFull
from alliance_app.records.values import Edit, NewRecord
from tests.desktop.conftest import Hands

SALON, PROJECT = "第 18 期沙龙：绿色低碳生产", "回流焊节能改善"


def at_end(hands: Hands) -> None:
    hands.page.view.body.source.moveCursor(QTextCursor.MoveOperation.End)


def test_what_is_typed_is_saved_without_being_asked(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "saved by itself")
    assert hands.page.record.state.saving is Saving.WAITING
    hands.saved()
    assert hands.library.read(record_id).body == "改善温度曲线。saved by itself"
    assert hands.page.view.head.saved.text().startswith("Saved · ")


def test_saving_starts_half_a_second_after_the_first_key_not_after_the_last(hands: Hands) -> None:
    hands.open(PROJECT)
    QTest.keyClicks(hands.page.view.body.source, "a")
    first = hands.page.record._timer.remainingTime()
    QTest.keyClicks(hands.page.view.body.source, "b")
    assert hands.page.record._timer.remainingTime() <= first <= SAVE_AFTER


def test_going_to_another_record_at_once_loses_no_key(hands: Hands) -> None:
    project, salon = hands.library.find_id(PROJECT), hands.library.find_id(SALON)
    hands.open(PROJECT)
    at_end(hands)
    for number in range(6):
        QTest.keyClicks(hands.page.view.body.source, str(number))
        wanted = salon if number % 2 == 0 else project
        hands.page.show_record(wanted)
        hands.until(partial(hands.shows, wanted))
        at_end(hands)
    hands.settle()
    assert sorted(hands.library.read(project).body.removeprefix("改善温度曲线。")) == ["0", "2", "4"]
    assert sorted(hands.library.read(salon).body.rstrip()[-3:]) == ["1", "3", "5"]


def test_keys_typed_while_a_save_is_under_way_are_saved_too(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    at_end(hands)
    for letter in "abcdefgh":
        QTest.keyClicks(hands.page.view.body.source, letter)
        hands.page.record.save()
    hands.saved()
    assert hands.library.read(record_id).body == "改善温度曲线。abcdefgh"


def test_closing_right_after_the_last_key_loses_nothing(hands: Hands, folder: Path) -> None:
    record_id = hands.open(PROJECT)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "last")
    hands.page.view.title.selectAll()
    QTest.keyClicks(hands.page.view.title, "New title")
    assert hands.window.close()
    with App.open(folder) as app:
        record = app.library.read(record_id)
    assert (record.title, record.body) == ("New title", "改善温度曲线。last")


def test_ctrl_s_saves_now(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "now")
    hands.page.record._timer.stop()
    QTest.keyClick(hands.page.view.body.source, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.saved()
    assert hands.library.read(record_id).body.endswith("now")


def test_what_an_input_method_composes_is_not_saved_half_way(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    title = hands.page.view.title
    title.selectAll()
    QTest.keyClicks(title, "T")
    QCoreApplication.sendEvent(title, QInputMethodEvent("gong hui", []))
    hands.page.record.save()
    hands.settle()
    assert hands.library.read(record_id).title == "T"
    done = QInputMethodEvent("", [])
    done.setCommitString("工会")
    QCoreApplication.sendEvent(title, done)
    hands.saved()
    assert hands.library.read(record_id).title == "T工会"


def test_an_empty_title_is_not_saved_over_the_old_one(hands: Hands) -> None:
    record_id = hands.open(PROJECT)
    hands.page.view.title.selectAll()
    QTest.keyClick(hands.page.view.title, Qt.Key.Key_Delete)
    hands.settle()
    assert hands.library.read(record_id).title == PROJECT


def test_a_change_from_elsewhere_merges_into_what_is_being_typed(hands: Hands, folder: Path) -> None:
    record_id = hands.open(PROJECT)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "mine")
    with App.open(folder) as other:
        other.library.write(Edit(record_id, body="别处先写。改善温度曲线。", fields={"volume": 7}))
    hands.window.look_for_changes()
    hands.saved()
    hands.until(lambda: "别处" in hands.page.view.body.body())
    hands.settle()
    assert hands.page.view.body.body() == "别处先写。改善温度曲线。mine"
    assert hands.library.read(record_id).body == "别处先写。改善温度曲线。mine"
    assert hands.page.view.body.source.textCursor().atEnd()
    assert hands.page.view.form is not None
    volume = hands.page.view.form.editors["volume"]
    assert isinstance(volume, LineEditor)
    assert volume.line.text() == "7"


def test_a_new_record_elsewhere_appears_and_nothing_moves(hands: Hands, folder: Path) -> None:
    hands.open(SALON)
    hands.page.view.title.setFocus()
    hands.page.view.title.moveCursor(QTextCursor.MoveOperation.End)
    place = hands.page.view.title.textCursor().position()
    with App.open(folder) as other:
        other.library.add(NewRecord("article", "别处新写的"))
    hands.window.look_for_changes()
    hands.until(lambda: len(hands.page.pane.model.answer.ids) == 6)
    hands.settle()
    assert hands.page.pane.chosen_ids == [hands.library.find_id(SALON)]
    assert hands.page.view.title.hasFocus()
    assert hands.page.view.title.textCursor().position() == place
    assert hands.page.navigation._counts.total == 6


class Full:
    """A disk that is full until told otherwise."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full, write = True, Library.write

        def refuse(library: Library, edit: Edit) -> Changed:
            if self.is_full:
                raise StorageFull(folder=library.folder)
            return write(library, edit)

        monkeypatch.setattr(Library, "write", refuse)


def test_what_cannot_be_saved_stays_is_said_and_saved_later(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    record_id = hands.open(PROJECT)
    disk = Full(monkeypatch)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "kept")
    hands.page.record.save()
    hands.until(lambda: hands.page.record.state.saving is Saving.FAILED)
    assert hands.page.view.head.saved.text().startswith("Not saved yet")
    assert hands.page.view.body.body().endswith("kept")
    disk.is_full = False
    hands.page.record.save()
    hands.saved()
    assert hands.library.read(record_id).body.endswith("kept")


def test_what_cannot_be_saved_survives_going_elsewhere(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    record_id = hands.open(PROJECT)
    disk = Full(monkeypatch)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "kept")
    hands.page.show_record(hands.library.find_id(SALON))
    hands.until(lambda: bool(hands.window.toast.text))
    assert hands.page.record.unsaved
    disk.is_full = False
    hands.page.record.saver.retry.setInterval(0)
    hands.page.record.saver.retry.start()
    hands.until(lambda: not hands.page.record.unsaved)
    assert hands.library.read(record_id).body.endswith("kept")


def dialog_of(hands: Hands) -> UnsavedDialog:
    """The question before closing, which is open."""
    found = [each for each in hands.window.findChildren(UnsavedDialog) if each.isVisible()]
    return found[0]


def at_the_question(hands: Hands, act: Callable[[UnsavedDialog], object]) -> None:
    """Close the window, and do this once it asks."""

    def look() -> None:
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(10, hands.window, look)
        else:
            act(dialog_of(hands))

    QTimer.singleShot(0, hands.window, look)
    hands.window.close()


def test_closing_shows_what_cannot_be_saved_and_stays_open(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.open(PROJECT)
    disk = Full(monkeypatch)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "kept")
    shown: list[str] = []

    def go_back(dialog: UnsavedDialog) -> None:
        shown.extend((dialog.reason.text(), dialog.words.toPlainText()))
        QTest.mouseClick(dialog.stay, Qt.MouseButton.LeftButton)

    at_the_question(hands, go_back)
    assert hands.window.page is not None
    assert shown == [str(StorageFull()), f"# {PROJECT}\n\n改善温度曲线。kept\n"]
    disk.is_full = False
    hands.page.record.save()
    hands.saved()


def test_what_cannot_be_saved_is_copied_or_written_elsewhere_before_closing(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hands.open(PROJECT)
    Full(monkeypatch)
    place = tmp_path / "elsewhere.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(place), ""))
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "kept")

    def save_elsewhere(dialog: UnsavedDialog) -> None:
        QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
        QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
        assert str(place) in dialog.done_with.text()
        QTest.mouseClick(dialog.lose, Qt.MouseButton.LeftButton)

    at_the_question(hands, save_elsewhere)
    assert hands.window.page is None
    assert QGuiApplication.clipboard().text() == f"# {PROJECT}\n\n改善温度曲线。kept\n" == place.read_text("utf-8")


def test_trying_again_before_closing_saves_when_there_is_room(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    record_id = hands.open(PROJECT)
    disk = Full(monkeypatch)
    at_end(hands)
    QTest.keyClicks(hands.page.view.body.source, "kept")

    def make_room(dialog: UnsavedDialog) -> None:
        disk.is_full = False
        QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)

    at_the_question(hands, make_room)
    assert hands.window.page is None
    with App.open(folder) as app:
        assert app.library.read(record_id).body.endswith("kept")


def test_after_a_full_disk_saving_is_as_quick_as_before(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.open(PROJECT)
    disk = Full(monkeypatch)
    QTest.keyClicks(hands.page.view.body.source, "a")
    hands.page.record.save()
    hands.until(lambda: hands.page.record.state.saving is Saving.FAILED)
    disk.is_full = False
    hands.page.record.save()
    hands.saved()
    QTest.keyClicks(hands.page.view.body.source, "b")
    assert hands.page.record._timer.remainingTime() <= SAVE_AFTER


def test_two_edits_as_one_let_the_later_win() -> None:
    earlier = Edit("r", title="a", fields={"x": 1, "y": 1}, tags=("t",), body="one", detach=("f",))
    later = Edit("r", fields={"y": 2}, body="two", seen="v")
    assert both(earlier, later) == Edit(
        "r", title="a", fields={"x": 1, "y": 2}, tags=("t",), body="two", detach=("f",), seen="v"
    )
