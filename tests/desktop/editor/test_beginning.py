"""Where writing begins: who comes to a body by keyboard means to fill it in, not to write before its marks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from alliance_app.desktop.editor.beginning import beginning
from tests.desktop.editor.conftest import Writer


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("", (0, 0)),
        ("平常的一段", (0, 0)),
        ("- 一", (0, 2)),
        ("> 引", (0, 2)),
        ("## 发言要点\n\n- \n\n## 共性问题\n\n1. ", (2, 2)),
        ("## 发言要点\n\n- [ ] \n- [ ] ", (2, 6)),
        ("## 发言要点\n\n## 共性问题\n\n1. ", (1, 0)),
        ("## 发言要点\n\n周主席：评家不怕分数低", (0, 3)),
        ("## 发言要点", (0, 3)),
    ],
)
def test_writing_begins_where_the_template_left_room(body: str, place: tuple[int, int]) -> None:
    assert beginning(body.split("\n")) == place


def test_coming_by_tab_writes_into_the_first_item_and_leaves_the_heading(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("## 发言要点\n\n- \n\n## 共性问题\n")
    writer.source.clearFocus()
    writer.source.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(writer.source.hasFocus)
    writer.type("ab")
    assert writer.editor.body() == "## 发言要点\n\n- ab\n\n## 共性问题\n"


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("## 发言\n\n- \n\n## 问题", "## 发言\n\n- [[\n\n## 问题"),
        ("## 发言\n\n周主席", "## 发言\n\n周主席[["),
        ("平常的一段", "[[平常的一段"),
    ],
)
def test_what_the_toolbar_puts_in_leaves_the_heading_of_a_text_nobody_was_in(
    writer: Writer, qtbot: QtBot, body: str, after: str
) -> None:
    writer.source.clearFocus()
    writer.editor.set_body(body)
    qtbot.waitUntil(lambda: not writer.source.hasFocus())
    writer.editor.command("link")
    assert writer.editor.body() == after


def test_coming_back_by_tab_goes_on_where_one_wrote(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("## 发言要点\n\n- \n\n## 共性问题\n")
    writer.source.moveCursor(QTextCursor.MoveOperation.End)
    writer.source.clearFocus()
    writer.source.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(writer.source.hasFocus)
    writer.type("c")
    assert writer.editor.body().endswith("\nc")


def test_a_click_elsewhere_hides_the_marks_of_the_line_that_was_edited(writer: Writer, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    beside = QListWidget(window)
    beside.addItems(["一", "二"])
    writer.editor.setParent(window)
    writer.editor.setGeometry(200, 0, 600, 400)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    writer.editor.set_body("## 发言要点\n\n周主席")
    writer.source.setFocus()
    qtbot.waitUntil(writer.source.hasFocus)
    first = writer.source.document().begin()
    assert writer.source._dressing.shows_marks(first)
    QTest.mousePress(beside.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(beside.hasFocus)
    assert not writer.source._dressing.shows_marks(first)
    writer.editor.set_body("# 另一条")
    assert not writer.source._dressing.shows_marks(writer.source.document().begin())
    QTest.mouseRelease(beside.viewport(), Qt.MouseButton.LeftButton)
    writer.editor.setParent(None)  # the fixture ends it
