"""Tables: a grid while nobody edits them, the row at hand as it is written; rows and columns by keys and menu."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from alliance_app.desktop.editor.drawing import line_of
from alliance_app.desktop.editor.lines import LineKind
from alliance_app.desktop.editor.shape import grid_height
from alliance_app.desktop.editor.source import SourceEdit
from alliance_app.desktop.editor.splices import spliced
from alliance_app.desktop.editor.tables import rework
from tests.desktop.editor.conftest import Writer

TABLE = "| 情况 | 家数 |\n| --- | ---: |\n| **有**表 | 3 |\n| 见 [[项目]] | 9 |"
BODY = f"前\n\n{TABLE}\n\n后"
ALT = Qt.KeyboardModifier.AltModifier


def blocks(writer: Writer) -> list[QTextBlock]:
    found, block = [], writer.source.document().begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def in_grid(writer: Writer) -> list[bool]:
    return [grid_height(block) > 0 for block in blocks(writer)]


def spot(writer: Writer, number: int, x: int, y: int = 12) -> QPoint:
    block = blocks(writer)[number]
    top = writer.source.document().documentLayout().blockBoundingRect(block).top()
    return QPoint(x, round(top) + y - writer.source.verticalScrollBar().value())


def test_a_table_stands_in_a_grid_but_for_the_row_being_edited(writer: Writer) -> None:
    writer.editor.set_body(BODY)
    assert in_grid(writer) == [False, False, True, True, True, True, False, False]
    writer.put(BODY.index("见"))
    assert in_grid(writer) == [False, False, True, True, True, False, False, False]
    writer.put(0)
    assert in_grid(writer) == [False, False, True, True, True, True, False, False]
    assert writer.editor.body() == BODY
    assert not writer.source.can_undo


def test_the_lines_of_the_grid_are_painted(writer: Writer) -> None:
    writer.editor.set_body(BODY)
    picture = writer.source.viewport().grab().toImage()
    edge = spot(writer, 4, 3)
    grid = QColor("#d9d6cf")
    assert any(picture.pixelColor(x, edge.y()) == grid for x in range(6))
    assert any(picture.pixelColor(edge.x() + 20, edge.y() + down) == grid for down in range(30))


def test_lines_without_a_delimiter_and_code_are_no_table(writer: Writer) -> None:
    writer.editor.set_body(f"| a | b |\n| c | d |\n\n```\n{TABLE}\n```")
    assert not any(in_grid(writer))


def test_a_table_typed_becomes_a_grid_and_stops_being_one(writer: Writer) -> None:
    writer.type("| a | b |\n1\t2\n\n")
    assert writer.editor.body() == "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    assert in_grid(writer)[:3] == [True, True, True]
    writer.put(10, 22)
    QTest.keyClick(writer.source, Qt.Key.Key_Delete)
    writer.put(len(writer.editor.body()))
    assert not any(in_grid(writer))
    while writer.source.can_undo:
        writer.source.undo()
    assert writer.editor.body() == ""


def test_a_longer_word_makes_the_other_rows_of_its_column_wrap(writer: Writer) -> None:
    other = "很长的一句话" * 9
    writer.editor.set_body(f"| 甲 | 乙 |\n| --- | --- |\n| {other} | 短 |\n| 一 | 二 |\n\n尾")
    before = grid_height(blocks(writer)[2])
    writer.put(writer.editor.body().index("二") + 1)
    writer.commit("也是很长的一句话" * 9)
    assert grid_height(blocks(writer)[2]) > before


def test_a_narrower_page_makes_rows_higher(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body(f"| 甲 | 乙 |\n| --- | --- |\n| {'很长的一句话' * 6} | 短 |\n\n尾")
    writer.put(len(writer.editor.body()))
    before = grid_height(blocks(writer)[2])
    writer.editor.resize(300, 500)
    qtbot.waitUntil(lambda: writer.editor.idle and grid_height(blocks(writer)[2]) > before)


def test_a_click_goes_to_the_cell_that_is_seen(writer: Writer) -> None:
    writer.editor.set_body(BODY)
    QTest.mouseClick(writer.source.viewport(), Qt.MouseButton.LeftButton, pos=spot(writer, 4, 14))
    assert writer.source.textCursor().block().text()[writer.source.textCursor().positionInBlock() :].startswith("有**")
    QTest.mouseClick(writer.source.viewport(), Qt.MouseButton.LeftButton, pos=spot(writer, 5, 62))
    assert writer.source.textCursor().block().text()[: writer.source.textCursor().positionInBlock()].endswith("]]")


def test_a_link_in_a_cell_is_followed_with_control(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body(BODY)
    with qtbot.waitSignal(writer.editor.link_activated) as told:
        QTest.mouseClick(
            writer.source.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            spot(writer, 5, 48),
        )
    assert told.args == ["项目"]


def test_up_and_down_pass_the_line_under_the_head(writer: Writer) -> None:
    writer.editor.set_body(BODY)
    writer.put(BODY.index("情况"))
    QTest.keyClick(writer.source, Qt.Key.Key_Down)
    assert "有" in writer.source.textCursor().block().text()
    QTest.keyClick(writer.source, Qt.Key.Key_Up)
    assert "情况" in writer.source.textCursor().block().text()


def test_rows_and_columns_by_keys(writer: Writer) -> None:
    writer.editor.set_body(BODY)
    writer.put(BODY.index("见"))
    QTest.keyClick(writer.source, Qt.Key.Key_Up, ALT)
    assert writer.editor.body().split("\n")[4:6] == ["| 见 [[项目]] | 9 |", "| **有**表 | 3 |"]
    QTest.keyClick(writer.source, Qt.Key.Key_Right, ALT)
    assert writer.editor.body().split("\n")[2:5] == ["| 家数 | 情况 |", "| ---: | --- |", "| 9 | 见 [[项目]] |"]
    assert writer.source.textCursor().selectedText() == "见 [[项目]]"
    QTest.keyClick(writer.source, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    writer.commit("新")
    assert writer.editor.body().split("\n")[5] == "| 新 |  |"
    while writer.source.can_undo:
        writer.source.undo()
    assert writer.editor.body() == BODY


def test_the_menu_has_them_too(writer: Writer) -> None:
    writer.editor.set_body(BODY)
    assert not writer.editor.table_menu.isVisible()
    writer.put(BODY.index("见"))
    assert writer.editor.table_menu.isVisible()
    assert writer.editor.table_menu.accessibleName()
    actions = {action.text().split("\t")[0]: action for action in writer.editor.table_menu.menu().actions()}
    actions["Delete the column"].trigger()
    assert writer.editor.body() == "前\n\n| 家数 |\n| ---: |\n| 3 |\n| 9 |\n\n后"
    actions["Delete the row"].trigger()
    assert writer.editor.body() == "前\n\n| 家数 |\n| ---: |\n| 3 |\n\n后"


def test_the_right_button_undoes_and_reworks(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body(BODY)
    writer.put(BODY.index("见"))
    writer.type("x")
    writer.source.menu_wanted.emit(writer.source.mapToGlobal(QPoint(5, 5)))
    menu = writer.editor.findChild(QMenu, "editorMenu")
    assert isinstance(menu, QMenu)
    names = {action.objectName(): action for action in menu.actions()}
    assert any(action.menu() for action in menu.actions())
    names["edit-undo"].trigger()
    assert writer.editor.body() == BODY
    menu.close()


def test_commands_do_not_tear_a_table_apart(writer: Writer) -> None:
    writer.editor.set_body(BODY)
    writer.put(BODY.index(" 9") + 2)
    for name in ("heading1", "bullets", "quote"):
        writer.editor.command(name)
    assert writer.editor.body() == BODY
    writer.editor.insert_picture("attachment:ab")
    assert writer.editor.body() == BODY.replace("9", "9![](attachment:ab)")
    writer.source.undo()
    writer.put(BODY.index("**有"))
    writer.editor.command("rule")
    assert writer.editor.body() == BODY.replace("9 |", "9 |\n\n---")


_ROW = st.lists(st.text(alphabet="ab工", max_size=3), min_size=1, max_size=4).map(
    lambda cells: f"| {' | '.join(cells)} |"
)
_NAMES = [
    *("row_above", "row_below", "row_up", "row_down", "row_away"),
    *("column_left", "column_right", "column_back", "column_on", "column_away"),
]


@pytest.mark.parametrize("name", _NAMES)
@given(rows=st.lists(_ROW, min_size=1, max_size=4), place=st.integers(0, 60))
def test_reworking_keeps_the_words_but_those_taken_away(name: str, rows: list[str], place: int) -> None:
    text = "\n".join(["前", rows[0], "| --- | --- |", *rows[1:], "后"])
    change = rework(text, min(place, len(text)), name)
    if change is None:
        return
    made = spliced(text, change.splices)
    assert 0 <= change.anchor <= change.position <= len(made)
    assert made.startswith("前\n|")
    assert made.endswith("|\n后")
    if "away" not in name:
        words = [each for each in made if each in "ab工"]
        assert sorted(words) == sorted(each for each in text if each in "ab工")


def test_the_row_being_edited_stands_under_its_columns(writer: Writer) -> None:
    body = "| 情况怎么样 | 家数 |\n| --- | --- |\n| 有 | 3 |\n\n尾"
    writer.editor.set_body(body)
    writer.put(body.index("有"))
    row = blocks(writer)[2]
    place = writer.source._dressing.grids.table_of(row)
    assert place is not None
    for bar, edge in ((0, 0.0), (4, place.grid.edges[1])):
        across: object = row.layout().lineAt(0).cursorToX(bar)
        across = across[0] if isinstance(across, tuple) else across
        assert isinstance(across, float)
        assert abs(across - edge) < 3
    assert row.layout().lineCount() == 1
    assert writer.editor.body() == body


_PIECES = [
    "| a | b |",
    "| --- | :-: |",
    "|---|",
    "|",
    "| |",
    "|a",
    "\\|",
    "| [[项目|名]] | {{x}} |",
    "| **粗** | `|` |",
    "",
]
_LINES = st.sampled_from([*_PIECES, "", "- 一", "```", "> 引", "😀 | 甲", " | a | b |", "| 😀\\| | ~~删~~ | 多 |"])


_MOVES = st.lists(st.tuples(st.integers(0, 80), st.sampled_from("|a\n-")), max_size=4)


@given(lines=st.lists(_LINES, max_size=9), moves=_MOVES)
def test_whatever_tables_look_like_the_text_is_what_was_typed_and_every_row_stands_right(
    page: SourceEdit, lines: list[str], moves: list[tuple[int, str]]
) -> None:
    body = "\n".join(lines)
    page.set_body(body)
    page.grab()
    assert page.body() == body
    assert page.hasFocus()
    for at, character in moves:
        cursor = page.textCursor()
        cursor.setPosition(min(at, page.document().characterCount() - 1))
        page.setTextCursor(cursor)
        if character == "\n":
            QTest.keyClick(page, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(page, character)
        page.grab()
        block = page.document().begin()
        while block.isValid():
            raw = page._dressing.shows_marks(block)
            line = line_of(block)
            row = line.kind in {LineKind.TABLE, LineKind.DELIMITER}
            wanted = page._dressing.grids.height_of(block) if row and not raw else 0
            assert grid_height(block) == wanted
            block = block.next()
    while page.can_undo:
        page.undo()
    assert page.body() == body


@pytest.fixture(scope="module")
def page(qapp: object) -> Iterator[SourceEdit]:
    made = SourceEdit()
    made.resize(400, 600)
    made.show()
    made.activateWindow()
    made.setFocus()
    assert QTest.qWaitForWindowActive(made)
    yield made
    made.close()


def test_a_table_put_in_at_the_end_is_seen_as_a_whole(writer: Writer) -> None:
    writer.editor.set_body("行\n\n" * 40)
    writer.source.moveCursor(QTextCursor.MoveOperation.End)
    writer.editor.command("table")
    writer.settle()
    last = writer.source.document().end().previous()
    while not last.text().startswith("|"):
        last = last.previous()
    below = writer.source.document().documentLayout().blockBoundingRect(last).bottom()
    assert below - writer.source.verticalScrollBar().value() <= writer.source.viewport().height()
    assert 0 < writer.source.cursorRect().top() < writer.source.viewport().height()
