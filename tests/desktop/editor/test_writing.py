"""Writing in the editor: keys, undo, ticking, merging from underneath."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alliance_app.desktop.editor.drawing import box_of, line_of
from alliance_app.desktop.editor.lines import LineKind
from alliance_app.desktop.editor.source import SourceEdit
from tests.desktop.editor.conftest import Writer

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
BODY = """# 第 18 期

- 14 家中 9 家没有计量，**谈指标先缺基线**。
- [ ] 待办 😀 事
- [x] 做完

> 引用

```
- 代码
```

| 甲 | 乙 |
| --- | --- |
| 1 | 2 |
"""


def formats(writer: Writer) -> list[str]:
    """The shape of each block, to compare."""
    found, block = [], writer.source.document().begin()
    while block.isValid():
        one = block.blockFormat()
        found.append(f"{one.leftMargin():.0f} {one.textIndent():.0f} {one.topMargin():.0f} {one.lineHeight():.0f}")
        block = block.next()
    return found


@pytest.mark.parametrize(
    "body",
    ["", "a", "\n", "一\n", "行\n\n", BODY, "不断\u00a0行 \u3000 尾 ", "😀\n😀", "a\u2028b", "\t- x"],
)
def test_a_body_comes_back_as_it_was(writer: Writer, body: str) -> None:
    writer.editor.set_body(body)
    assert writer.editor.body() == body


def test_the_text_of_an_item_begins_at_one_edge_whatever_it_begins_with(writer: Writer) -> None:
    writer.editor.set_body("- " + "甲" * 80 + "\n- **" + "甲" * 80 + "**\n- `" + "甲" * 80 + "`")
    edges: list[float] = []
    block = writer.source.document().begin()
    while block.isValid():
        begin = len(block.text()) - len(block.text().lstrip("-*` "))
        for line, at in ((block.layout().lineAt(0), begin), (block.layout().lineAt(1), None)):
            place: object = line.cursorToX(line.textStart() if at is None else at)
            place = place[0] if isinstance(place, tuple) else place
            assert isinstance(place, float)
            edges.append(place)
        block = block.next()
    assert len(edges) == 6
    assert max(edges) - min(edges) < 2


def test_the_marks_of_the_item_being_edited_are_seen(writer: Writer) -> None:
    writer.editor.set_body("- **王工**：说\n\n尾")
    writer.put(3)
    looks = writer.source.document().firstBlock().layout().formats()
    marks = [one for one in looks if (one.start, one.length) == (2, 2)]
    assert [one.format.foreground().color().alpha() for one in marks] == [255]
    assert [one.format.fontLetterSpacing() for one in marks] == [0]


def test_setting_a_body_is_no_edit_and_leaves_nothing_to_undo(writer: Writer, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(writer.editor.edited):
        writer.editor.set_body(BODY)
    assert not writer.source.can_undo


def test_each_key_is_one_edit(writer: Writer) -> None:
    edits: list[str] = []
    writer.editor.edited.connect(lambda: edits.append(writer.editor.body()))
    writer.type("# a")
    assert edits == ["#", "# ", "# a"]


def test_moving_about_is_no_edit(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body(BODY)
    with qtbot.assertNotEmitted(writer.editor.edited):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
            QTest.keyClick(writer.source, key)


def test_lists_go_on_and_end(writer: Writer) -> None:
    writer.type("- a\nb\n\nc")
    assert writer.editor.body() == "- a\n- b\nc"


def test_keys_in_code_do_nothing_special(writer: Writer) -> None:
    writer.type("```\n- a\nb")
    assert writer.editor.body() == "```\n- a\nb"


def test_undo_goes_back_through_keys_and_shapes(writer: Writer) -> None:
    writer.type("a\n- b")
    with_list = formats(writer)
    writer.type("\nc")
    assert writer.editor.body() == "a\n- b\n- c"
    while writer.editor.body() != "a\n- b":
        writer.source.undo()
    assert formats(writer) == with_list
    while writer.source.can_undo:
        writer.source.undo()
    assert writer.editor.body() == ""
    while writer.source.can_redo:
        writer.source.redo()
    assert writer.editor.body() == "a\n- b\n- c"


def test_undo_and_redo_by_keys_bring_everything_back(writer: Writer, qtbot: QtBot) -> None:
    writer.type("## a\n- b\n\tc\n\n\nd")
    writer.put(0)
    writer.commit("工")
    writer.put(3, 6)
    writer.compose("hui")
    writer.commit("会")
    body, shapes = writer.editor.body(), formats(writer)
    steps = 0
    while writer.source.can_undo:
        QTest.keyClick(writer.source, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        steps += 1
    assert writer.editor.body() == ""
    for _ in range(steps):
        assert writer.source.can_redo
        QTest.keyClick(writer.source, Qt.Key.Key_Z, CONTROL_SHIFT)
    assert (writer.editor.body(), formats(writer)) == (body, shapes)


def test_a_long_body_is_dressed_in_time_and_nothing_of_that_can_be_undone(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("\n".join(f"- 第 {number} 条" for number in range(400)))
    assert not writer.source.settled
    writer.settle()
    assert not writer.source.can_undo
    assert len(set(formats(writer))) == 1


def test_typing_into_a_body_still_being_dressed_undoes_to_the_same_body(writer: Writer) -> None:
    body = "```\n" + "\n".join(f"- 第 {number} 条" for number in range(400))
    writer.editor.set_body(body)
    writer.put(len(body))
    writer.type("\nx")
    assert line_of(writer.source.textCursor().block()).kind is LineKind.CODE
    while writer.source.can_undo:
        writer.source.undo()
    assert writer.editor.body() == body
    assert len(set(formats(writer))) == 1


def test_pictures_stand_among_the_lines(writer: Writer, qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#2b66a8"))
    image.save(str(tmp_path / "a.png"))
    asked: list[str] = []

    def find(reference: str) -> Path:
        asked.append(reference)
        return tmp_path / "a.png"

    writer.editor.set_body("一\n\n![现场](attachment:ab)\n\n二")
    writer.editor.set_resolver(find, lambda _typed: [])
    blue = QColor("#2b66a8")

    def shown() -> bool:
        writer.settle()
        picture = writer.source.viewport().grab().toImage()
        return any(picture.pixelColor(60, height) == blue for height in range(picture.height()))

    qtbot.waitUntil(shown)
    assert asked == ["ab"]


def test_shapes_follow_an_opened_and_closed_fence(writer: Writer) -> None:
    writer.editor.set_body("甲\n\n- 乙\n- 丙")
    plain = formats(writer)
    writer.put(0)
    writer.type("```\n")
    assert formats(writer)[-1] != plain[-1]
    writer.source.undo()
    while writer.editor.body() != "甲\n\n- 乙\n- 丙":
        writer.source.undo()
    assert formats(writer) == plain


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        (Qt.Key.Key_B, "**工会**"),
        (Qt.Key.Key_I, "*工会*"),
        (Qt.Key.Key_2, "## 工会"),
    ],
)
def test_shortcuts(writer: Writer, qtbot: QtBot, keys: Qt.Key, body: str) -> None:
    writer.editor.set_body("工会")
    writer.put(0, 2)
    QTest.keyClick(writer.source, keys, Qt.KeyboardModifier.ControlModifier)
    assert writer.editor.body() == body


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("editor_bold", "**工会**"),
        ("editor_bullets", "- 工会"),
        ("editor_tasks", "- [ ] 工会"),
        ("editor_link", "[[工会"),
    ],
)
def test_buttons(writer: Writer, qtbot: QtBot, name: str, body: str) -> None:
    writer.editor.set_body("工会")
    writer.put(0, 2)
    button = writer.editor.toolbar._buttons[name.removeprefix("editor_")]
    writer.editor.resize(1000, 500)
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert writer.editor.body() == body
    assert writer.source.hasFocus()


def test_every_control_says_its_name(writer: Writer) -> None:
    for button in writer.editor.toolbar._buttons.values():
        assert button.accessibleName()
        assert button.text()


def test_a_narrow_toolbar_keeps_its_commands_behind_the_dots(writer: Writer, qtbot: QtBot) -> None:
    toolbar = writer.editor.toolbar
    writer.editor.resize(320, 500)
    qtbot.waitUntil(toolbar._more.isVisible)
    hidden = [action.text().split("\t")[0] for action in toolbar._more.menu().actions()]
    assert "To-do list" in hidden
    writer.editor.resize(1000, 500)
    qtbot.waitUntil(lambda: not toolbar._more.isVisible())


def test_a_table_stands_apart_with_the_cursor_in_its_first_cell(writer: Writer) -> None:
    writer.type("a")
    writer.editor.command("table")
    writer.type("b\tc")
    lines = writer.editor.body().split("\n")
    assert lines[:4] == ["a", "", "| b | c |  |", "| --- | --- | --- |"]


def test_a_picture_stands_apart(writer: Writer) -> None:
    writer.editor.set_body("甲乙\n丙")
    writer.put(1)
    writer.editor.insert_picture("attachment:ab")
    assert writer.editor.body() == "甲乙\n\n![](attachment:ab)\n\n丙"


def test_clicking_a_box_ticks_the_task_and_leaves_the_cursor(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body(BODY)
    writer.put(2)
    block = writer.source.document().findBlockByNumber(3)
    rect = writer.source.document().documentLayout().blockBoundingRect(block)
    place = box_of(block, line_of(block), rect).center().toPoint()
    with qtbot.waitSignal(writer.editor.edited):
        QTest.mouseClick(writer.source.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert writer.editor.body() == BODY.replace("- [ ] 待办", "- [x] 待办")
    assert writer.source.textCursor().position() == 2
    QTest.mouseClick(writer.source.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert writer.editor.body() == BODY
    writer.source.undo()
    assert writer.editor.body() == BODY.replace("- [ ] 待办", "- [x] 待办")


def test_read_only_changes_nothing(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body(BODY)
    writer.editor.set_read_only(True)
    writer.type("x\n\t")
    writer.editor.command("bold")
    writer.commit("工")
    block = writer.source.document().findBlockByNumber(3)
    rect = writer.source.document().documentLayout().blockBoundingRect(block)
    place = box_of(block, line_of(block), rect).center().toPoint()
    QTest.mouseClick(writer.source.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert writer.editor.body() == BODY


def test_a_link_is_followed_with_control(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("见 [[回流焊节能改善|项目]]")
    writer.put(6)
    place = writer.source.cursorRect().center() + QPoint(4, 0)
    with qtbot.assertNotEmitted(writer.editor.link_activated):
        QTest.mouseClick(writer.source.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    with qtbot.waitSignal(writer.editor.link_activated) as told:
        QTest.mouseClick(
            writer.source.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
        )
    assert told.args == ["回流焊节能改善"]


# -- merging


def test_a_merge_leaves_selection_and_view(writer: Writer) -> None:
    body = "\n".join(f"第 {number} 行" for number in range(200))
    writer.editor.set_body(body)
    at = body.index("第 100")
    writer.put(at + 5, at)
    bar = writer.source.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    seen = writer.source.cursorForPosition(QPoint(4, 4)).block().text()
    writer.editor.merge_body(body.replace("第 3 行", "第三行\n\n改过").replace("第 180 行\n", ""))
    cursor = writer.source.textCursor()
    assert (cursor.selectedText(), cursor.position() < cursor.anchor()) == ("第 100", True)
    assert "第三行\n\n改过" in writer.editor.body()
    assert "第 180 行" not in writer.editor.body()
    assert writer.source.cursorForPosition(QPoint(4, 4)).block().text() == seen


def test_a_merge_is_no_edit_of_the_writer_and_stays_when_all_is_undone(writer: Writer, qtbot: QtBot) -> None:
    writer.type("a b")
    with qtbot.assertNotEmitted(writer.editor.edited):
        writer.editor.merge_body("x a y b z")
    writer.type("!")
    assert writer.editor.body() == "x a y b! z"
    while writer.source.can_undo:
        writer.source.undo()
    assert writer.editor.body() == "x y  z"


def test_words_typed_since_are_kept(writer: Writer) -> None:
    writer.editor.set_body("甲。\n\n乙。")
    writer.put(1)
    writer.commit("方已到")
    writer.editor.merge_body("甲。\n\n乙方未到。", "甲。\n\n乙。")
    assert writer.editor.body() == "甲方已到。\n\n乙方未到。"
    assert writer.source.textCursor().position() == 4


_texts = st.text(alphabet="ab工会\n😀- #", max_size=30)


@pytest.fixture(scope="module")
def source(qapp: object) -> SourceEdit:
    return SourceEdit()


@given(before=_texts, typed=_texts, theirs=_texts, cursor=st.integers(0, 30))
def test_any_merge_gives_the_merged_text_and_is_not_undone(
    source: SourceEdit, before: str, typed: str, theirs: str, cursor: int
) -> None:
    source.set_body(before)
    place = source.textCursor()
    place.setPosition(min(cursor, source.document().characterCount() - 1))
    source.setTextCursor(place)
    source.merge_body(theirs)
    assert source.body() == theirs
    source.undo()
    assert source.body() == theirs
    source.set_body(before)
    source.merge_body(typed)
    source.merge_body(before, typed)
    assert source.body() == before


def test_chosen_files_are_told(writer: Writer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "现场.png"
    monkeypatch.setattr(
        "alliance_app.desktop.editor.body_editor.QFileDialog.getOpenFileNames", lambda *_: ([str(file)], "")
    )
    with qtbot.waitSignal(writer.editor.files_dropped) as told:
        writer.editor.command("picture")
    assert told.args == [[file]]


def test_the_count_follows(writer: Writer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(writer.editor.counted) as told:
        writer.editor.set_body("## 一、共性问题")
    assert told.args == [6]
    assert writer.editor.count.text() == "6 characters"
