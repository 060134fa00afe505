"""Nothing written at a salon is lost, whatever happens meanwhile; and its end does only what is agreed to."""

import signal
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from alliance_app.app import App
from alliance_app.desktop.open_record import Saving
from alliance_app.desktop.window import Window
from alliance_app.library.errors import StorageFull
from alliance_app.records.values import Edit
from tests.desktop.conftest import Hands
from tests.desktop.salon_scenes import ALT, CONTROL, SALON, Notes


@pytest.fixture
def notes(hands: Hands) -> Notes:
    return Notes(hands)


def test_what_is_typed_is_acknowledged_before_a_cell_is_left(notes: Notes, folder: Path) -> None:
    record_id = notes.start()
    notes.press(Qt.Key.Key_F4)
    notes.type("half a cell")
    notes.hands.until(lambda: notes.hands.page.record.state.saving is Saving.SAVED)
    with App.open(folder) as other:
        assert other.library.read(record_id).fields["decisions"][-1] == {"no": 2, "what": "half a cell"}
    assert isinstance(notes.keyboard, QLineEdit)
    assert notes.keyboard.text() == "half a cell"
    notes.type(" more")
    notes.press(Qt.Key.Key_Escape)  # the cell is left as it was
    notes.hands.until(lambda: notes.keyboard is notes.salon.page.decisions)
    assert notes.stored(record_id).fields["decisions"] == [{"no": 1, "what": "共享能耗基线表", "who": "王工"}]


def test_closing_the_window_in_the_middle_loses_nothing(notes: Notes, folder: Path) -> None:
    record_id = notes.start()
    notes.press(Qt.Key.Key_1, ALT)
    notes.type("last words")
    notes.press(Qt.Key.Key_F4)
    notes.type("last cell")
    notes.hands.window.showFullScreen()
    assert notes.hands.window.close()
    with App.open(folder) as app:
        record = app.library.read(record_id)
    assert "：last words" in record.body
    assert record.fields["decisions"][-1]["what"] == "last cell"


def test_a_full_disk_is_told_and_nothing_is_lost(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    record_id = notes.start()
    write = notes.hands.library.write

    def full(_edit: Edit) -> None:
        raise StorageFull

    monkeypatch.setattr(notes.hands.library, "write", full)
    notes.type("kept")
    notes.hands.until(lambda: notes.hands.page.record.state.saving is Saving.FAILED)
    assert notes.salon.page.head.saved.text().startswith("Not saved yet: ")
    monkeypatch.setattr(notes.hands.library, "write", write)
    notes.press(Qt.Key.Key_S, CONTROL)
    assert notes.stored(record_id).body.endswith("kept")
    assert notes.salon.page.head.saved.text().startswith("Saved · ")


def test_rows_that_come_from_elsewhere_stand_beside_the_cell_being_typed(notes: Notes) -> None:
    record_id = notes.start()
    notes.press(Qt.Key.Key_F4)
    notes.type("mine")
    notes.stored(record_id)
    record = notes.hands.library.read(record_id)
    rows = [
        {**record.fields["decisions"][0], "result": "sent"},
        *record.fields["decisions"][1:],
        {"no": 3, "what": "theirs"},
    ]
    notes.hands.library.write(Edit(record_id, fields={"decisions": rows}, seen=record.version))
    notes.hands.window.look_for_changes()
    notes.hands.until(lambda: notes.salon.page.decisions.value()[-1]["what"] == "theirs")
    notes.type(" too")
    notes.press(Qt.Key.Key_Tab)
    stored = notes.stored(record_id).fields["decisions"]
    assert [row["what"] for row in stored] == ["共享能耗基线表", "mine too", "theirs"]
    assert stored[0]["result"] == "sent"


def test_the_page_goes_when_the_record_does(notes: Notes) -> None:
    record_id = notes.start()
    notes.hands.library.delete(record_id)
    notes.hands.window.look_for_changes()
    notes.hands.until(lambda: not notes.salon.under_way)
    assert notes.hands.page.view.body.isVisible()


def test_what_is_typed_elsewhere_merges_under_the_cursor(notes: Notes) -> None:
    record_id = notes.start()
    source = notes.hands.page.view.body.source
    source.moveCursor(QTextCursor.MoveOperation.End)
    notes.type("mine")
    before = notes.stored(record_id)
    notes.hands.library.write(Edit(record_id, body="theirs\n\n" + before.body, seen=before.version))
    notes.hands.window.look_for_changes()
    notes.hands.until(lambda: notes.body.startswith("theirs"))
    notes.type("!")
    assert notes.stored(record_id).body.endswith("mine!")


def test_declining_the_closing_step_changes_nothing(notes: Notes) -> None:
    record_id = notes.start()
    before = notes.hands.library.read(record_id)
    QTest.mouseClick(notes.salon.page.head.end, Qt.MouseButton.LeftButton)
    notes.hands.until(lambda: notes.salon.ending.dialog is not None)
    assert notes.salon.ending.dialog is not None
    QTest.keyClick(notes.salon.ending.dialog, Qt.Key.Key_Escape)
    notes.hands.until(lambda: notes.salon.ending.dialog is None)
    assert notes.salon.under_way
    assert notes.stored(record_id) == before


def test_every_proposal_can_be_changed_or_left_out(notes: Notes) -> None:
    salon = notes.hands.library.find_id(SALON)
    body = "## 发言要点\n\n实到 30 人。\n\n- [ ] one @A\n- [ ] two @B 2024-08-01\n"
    notes.hands.library.write(Edit(salon, fields={"topics": ["topic"]}, body=body))
    notes.start()
    notes.salon.end()
    notes.hands.until(lambda: notes.salon.ending.dialog is not None)
    dialog = notes.salon.ending.dialog
    assert dialog is not None
    dialog.parts["title"].line.setFocus()
    dialog.parts["title"].line.selectAll()
    QTest.keyClicks(dialog.parts["title"].line, "My title")
    assert dialog.parts["title"].tick.isChecked()
    QTest.keyClick(dialog.parts["tags"].tick, Qt.Key.Key_Space)
    dialog.parts["present"].line.setText("many")
    first = dialog.follow_ups.item(0, 0)
    assert first is not None
    first.setCheckState(Qt.CheckState.Unchecked)
    dialog.act.click()
    assert dialog.isVisible()
    assert "many" in dialog.error.text()
    dialog.parts["present"].line.setText("28")
    dialog.act.click()
    record = notes.stored(salon)
    assert (record.title, set(record.tags)) == ("My title", {"绿色低碳", "节能"})
    assert record.fields["present"] == 28
    assert record.fields["decisions"][1:] == [{"no": 2, "what": "two", "who": "B", "due": "2024-08-01"}]
    assert record.body == body


LIVE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from alliance_app.desktop import main, window
from alliance_app.desktop.open_record import Saving
show = window.Window.show_library
def shown(self, app):
    def opened(_record):
        QTimer.singleShot(50, begin)
    def begin():
        self.salon.start()
        self.salon.speak(0)
        QTest.keyClicks(self.page.view.body.source, "acknowledged")
        self.salon.page.decisions.begin()
        QTest.keyClicks(self.salon.page.decisions.focusWidget() or self.focusWidget(), "a cell")
        self.page.record.state_changed.connect(told)
    def told(state):
        if state.saving is Saving.SAVED and not self.page.record.unsaved:
            print("saved", flush=True)
    def ready():
        self.page.show_record(app.library.find_id(sys.argv[2]))
        self.page.record.opened.connect(opened)
    self.ready.connect(ready)
    show(self, app)
window.Window.show_library = shown
sys.exit(main.run(Path(sys.argv[1])))
"""


def test_a_kill_in_the_middle_loses_nothing_acknowledged(folder: Path, python: str) -> None:
    command = [python, "-c", LIVE, str(folder), SALON]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "saved\n"
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
    finally:
        process.kill()
    with App.open(folder) as app:
        record = app.library.read(app.library.find_id(SALON))
        assert app.library.doctor().ok
    assert "acknowledged" in record.body
    assert record.fields["decisions"][-1]["what"] == "a cell"


def test_the_window_closes_while_the_page_is_shown(notes: Notes) -> None:
    notes.start()
    window: Window = notes.hands.window
    assert window.close()
    assert window.salon is None
