"""Taking notes at a salon under way, by real keys and clicks."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from alliance_app.desktop.salon.clock import shown
from alliance_app.records.values import Edit
from tests.desktop.conftest import MOULD, PLANT, Hands
from tests.desktop.salon_scenes import ALT, CONTROL, NONE, SALON, SHIFT, Notes


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
    (action,) = (each for each in notes.hands.page.top.new_menu.actions() if each.text() == "Live salon notes")
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


def test_the_screen_is_filled_and_given_back(notes: Notes) -> None:
    notes.start()
    notes.press(Qt.Key.Key_F11)
    assert notes.hands.window.isFullScreen()
    notes.press(Qt.Key.Key_Escape)
    assert not notes.hands.window.isFullScreen()
    assert not notes.salon.under_way


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
