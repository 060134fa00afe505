"""Taking notes at a salon under way, by real keys and clicks."""

import re
import signal
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from alliance_app.app import App
from alliance_app.desktop.open_record import Saving
from alliance_app.desktop.salon import LiveSalon
from alliance_app.desktop.salon.clock import shown
from alliance_app.desktop.window import Window
from alliance_app.library.errors import StorageFull
from alliance_app.records.values import Edit, Record
from tests.desktop.conftest import MOULD, PLANT, Hands

SALON = "第 18 期沙龙：绿色低碳生产"
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier


class Notes:
    """Somebody who writes at a salon, with the keyboard alone."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        salon = hands.window.salon
        assert salon is not None
        self.salon: LiveSalon = salon

    @property
    def keyboard(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.keyboard, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.keyboard, text)

    def cell(self, text: str, then: Qt.Key) -> None:
        """Type into the cell that is open, and leave it."""
        line = self.keyboard
        assert isinstance(line, QLineEdit)
        assert line.objectName() == "cellLine"
        self.type(text)
        self.press(then)
        self.hands.until(lambda: QApplication.focusWidget() is not None and QApplication.focusWidget() is not line)

    def start(self, title: str = SALON) -> str:
        record_id = self.hands.open(title)
        button = self.hands.page.view.head.write_live
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.hands.until(lambda: self.salon.under_way)
        self.hands.settle()
        return record_id

    @property
    def body(self) -> str:
        return self.hands.page.view.body.body()

    def stored(self, record_id: str) -> Record:
        self.hands.until(lambda: not self.hands.page.record.unsaved)
        self.hands.settle()
        return self.hands.library.read(record_id)


@pytest.fixture
def notes(hands: Hands) -> Notes:
    return Notes(hands)


def test_a_salon_is_written_by_keyboard_alone_from_its_start_to_the_closing_step(notes: Notes) -> None:
    record_id = notes.start()
    assert notes.keyboard is notes.hands.page.view.body.source
    notes.press(Qt.Key.Key_F2)  # no topic yet: one is typed
    notes.type("energy")
    notes.press(Qt.Key.Key_Return)
    notes.press(Qt.Key.Key_1, ALT)
    notes.type("first words")
    notes.press(Qt.Key.Key_0, ALT)
    notes.type("Li")
    notes.press(Qt.Key.Key_Return)
    notes.type("other words")
    notes.press(Qt.Key.Key_F4)
    notes.cell("share the table", Qt.Key.Key_Tab)
    notes.cell("3", Qt.Key.Key_Tab)  # the third speaker
    notes.cell("7.20", Qt.Key.Key_Return)
    notes.cell("", Qt.Key.Key_Return)  # nothing more: back to the text
    notes.hands.until(lambda: notes.keyboard is notes.hands.page.view.body.source)
    notes.press(Qt.Key.Key_Return)
    notes.press(Qt.Key.Key_Return)
    notes.type("- [ ] visit @Zhao 2024-08-31")
    notes.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    notes.hands.until(lambda: notes.salon.ending.dialog is not None)
    dialog = notes.salon.ending.dialog
    assert dialog is not None
    proposed = {name: part.line.text() for name, part in dialog.parts.items()}
    proposed.pop("ends_at", "")  # there only after half past two
    assert proposed == {"title": "Chairs' salon no. 18: energy", "tags": "energy", "present": "2"}
    assert not dialog.parts["title"].tick.isChecked()
    versions = len(notes.hands.library._document(record_id).commits())
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)
    notes.hands.until(lambda: not notes.salon.under_way)
    record = notes.stored(record_id)
    assert record.title == SALON
    assert set(record.tags) == {"绿色低碳", "节能", "energy"}
    assert record.fields["topics"] == ["energy"]
    assert record.fields["present"] == 2
    assert record.fields["decisions"] == [
        {"no": 1, "what": "共享能耗基线表", "who": "王工"},
        {"no": 2, "what": "share the table", "who": "Li", "due": "2024-07-20"},
        {"no": 3, "what": "visit", "who": "Zhao", "due": "2024-08-31"},
    ]
    assert re.search(
        rf"### energy\n\n\*\*{PLANT}\*\* \d\d:\d\d：first words\n\n\*\*Li\*\* \d\d:\d\d：other words\n", record.body
    )
    assert len(notes.hands.library._document(record_id).commits()) <= versions + 2
    assert notes.hands.page.view.body.isVisible()
    form = notes.hands.page.view.form
    assert form is not None
    assert all(form.editors[name].isVisible() for name in ("present", "topics", "decisions"))


def test_a_new_salon_is_written_live_from_its_first_word(notes: Notes) -> None:
    action = notes.hands.page.top.new_menu.actions()[-1]
    assert action.text() == "Live salon notes"
    action.trigger()
    notes.hands.until(lambda: notes.salon.under_way)
    notes.hands.settle()
    assert notes.hands.record.kind == "salon"
    assert notes.keyboard is notes.hands.page.view.body.source
    notes.type("x")
    assert "x" in notes.stored(notes.hands.record.id).body
    notes.press(Qt.Key.Key_Escape)
    assert not notes.salon.under_way
    assert notes.hands.page.view.body.isVisible()


def test_only_salons_have_the_button(notes: Notes) -> None:
    notes.hands.open("回流焊节能改善")
    assert not notes.hands.page.view.head.write_live.isVisible()
    notes.salon.start()
    assert not notes.salon.under_way


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


def test_a_day_that_is_none_is_said_and_mended(notes: Notes) -> None:
    record_id = notes.start()
    page = notes.salon.page
    notes.press(Qt.Key.Key_F4)
    notes.cell("something", Qt.Key.Key_Tab)
    notes.cell("", Qt.Key.Key_Tab)
    notes.cell("soon", Qt.Key.Key_Tab)
    notes.hands.until(lambda: "“soon” is not a day" in page.reason.text())
    assert page.decisions.model().index(1, 3).data() == "soon"
    notes.press(Qt.Key.Key_Backtab, SHIFT)
    notes.hands.until(lambda: page.decisions.currentColumn() == 3 and isinstance(notes.keyboard, QLineEdit))
    keyboard = notes.keyboard
    assert isinstance(keyboard, QLineEdit)
    keyboard.selectAll()
    keyboard.clear()
    notes.type("8/1")
    notes.press(Qt.Key.Key_Tab)
    notes.hands.until(lambda: page.reason.text() == "")
    assert notes.stored(record_id).fields["decisions"][-1]["due"] == "2024-08-01"


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


def test_a_row_is_taken_out_by_key(notes: Notes) -> None:
    record_id = notes.start()
    table = notes.salon.page.decisions
    table.setFocus()
    table.setCurrentCell(0, 1)
    QTest.keyClick(table, Qt.Key.Key_Delete, CONTROL)
    assert "decisions" not in notes.stored(record_id).fields
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert notes.keyboard is notes.hands.page.view.body.source


def test_speakers_are_the_chairs_and_whoever_has_spoken(notes: Notes) -> None:
    plant = notes.hands.library.find_id(PLANT)
    notes.hands.library.write(Edit(plant, fields={"chair": "Wang"}))
    salon = notes.hands.library.find_id(SALON)
    body = "## 发言要点\n\n- **Zhao·Sun**：hello\n"
    notes.hands.library.write(Edit(salon, fields={"moderator": "Chen"}, body=body))
    notes.start()
    assert [each.label for each in notes.salon.speakers] == ["Chen", f"Wang·{PLANT}", MOULD, "Zhao·Sun"]
    QTest.mouseClick(notes.salon.page.speakers.rows[1], Qt.MouseButton.LeftButton)
    assert f"**Wang·{PLANT}** " in notes.body
    assert notes.keyboard is notes.hands.page.view.body.source
    notes.press(Qt.Key.Key_3, ALT)  # nothing was said: the next one takes the line over
    assert f"**Wang·{PLANT}** " not in notes.body


def test_a_members_chair_is_completed(notes: Notes) -> None:
    plant = notes.hands.library.find_id(PLANT)
    notes.hands.library.write(Edit(plant, fields={"chair": "Wang"}))
    notes.hands.library.write(Edit(notes.hands.library.find_id(SALON), fields={"host": None}))
    notes.start()
    notes.press(Qt.Key.Key_0, ALT)
    notes.type("wan")
    popup = notes.salon.page.speakers.line.completer().popup()
    assert popup is not None
    notes.hands.until(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyPress(popup, Qt.Key.Key_Return)
    notes.hands.until(lambda: f"**Wang·{PLANT}** " in notes.body)
    assert notes.keyboard is notes.hands.page.view.body.source
    assert notes.salon.page.speakers.line.text() == ""


def test_topics_are_marked_and_gone_back_to(notes: Notes) -> None:
    salon = notes.hands.library.find_id(SALON)
    notes.hands.library.write(Edit(salon, fields={"topics": ["one", "two"]}))
    notes.start()
    rows = notes.salon.page.agenda.rows
    notes.press(Qt.Key.Key_F2)
    assert rows[0].property("on")
    notes.type("first")
    QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert rows[1].property("on")
    assert rows[0].property("done")
    notes.type("second")
    notes.press(Qt.Key.Key_F2, SHIFT)
    notes.type(" again")
    assert "### one\n\nfirst again\n\n### two\n\nsecond\n" in notes.body
    assert notes.stored(salon).body == notes.body


def test_an_input_method_finishes_before_a_speaker_begins(notes: Notes) -> None:
    notes.start()
    source = notes.hands.page.view.body.source
    QApplication.sendEvent(source, QInputMethodEvent("ni", []))
    assert "ni" not in notes.body
    notes.press(Qt.Key.Key_1, ALT)
    assert "ni" in notes.body
    assert f"**{PLANT}**" in notes.body


def test_photos_are_dropped_on_the_page_and_stand_in_the_text(notes: Notes, tmp_path: Path) -> None:
    record_id = notes.start()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    path = tmp_path / "photo.png"
    assert picture.save(str(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    enters = QDragEnterEvent(QPoint(5, 5), copy, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(notes.salon.page, enters)
    assert enters.isAccepted()
    # Qt hands a drop on only while the system drags
    notes.salon.page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, Qt.MouseButton.LeftButton, NONE))
    notes.hands.until(lambda: "![](attachment:" in notes.body)
    record = notes.stored(record_id)
    assert [each.name for each in record.attachments] == ["photo.png"]
    assert f"![](attachment:{record.attachments[0].sha256})" in record.body


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


def test_the_screen_is_filled_and_given_back(notes: Notes) -> None:
    notes.start()
    notes.press(Qt.Key.Key_F11)
    assert notes.hands.window.isFullScreen()
    notes.press(Qt.Key.Key_Escape)
    assert not notes.hands.window.isFullScreen()
    assert not notes.salon.under_way


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


def test_the_clock_is_shown_without_moving_anything(notes: Notes) -> None:
    notes.start()
    head = notes.salon.page.head
    places = [part.geometry() for part in (head.title, head.count, head.elapsed, head.end)]
    for span in (
        notes.salon.clock.elapsed,
        notes.salon.clock.elapsed.resolution * 0,
        notes.salon.clock.elapsed * 10**6,
    ):
        head.show_elapsed(span)
        head.show_count(123_456)
        QApplication.processEvents()
        assert [part.geometry() for part in (head.title, head.count, head.elapsed, head.end)] == places
    assert [shown(notes.salon.clock.elapsed.resolution * 1_000_000 * seconds) for seconds in (5, 754, 3723)] == [
        "0:05", "12:34", "1:02:03",
    ]  # fmt: skip


def test_everything_on_the_page_has_a_name(notes: Notes) -> None:
    notes.start()
    nameless = [
        child
        for child in notes.salon.page.findChildren(QWidget)
        if child.focusPolicy() is not Qt.FocusPolicy.NoFocus and child.isVisible() and not child.accessibleName()
        and child.metaObject().className() in ("QPushButton", "QLineEdit", "QTableWidget", "DecisionsTable", "SideRow")
    ]  # fmt: skip
    assert nameless == []


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
