"""The find bar, and `[[` that completes over titles."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.editor.conftest import Writer

TITLES = ["回流焊节能改善", "注塑机余热回收改善", "回流焊炉温曲线"]


def open_find(writer: Writer, words: str) -> None:
    QTest.keyClick(writer.source, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = writer.editor.find_bar
    writer.bot.waitUntil(bar.isVisible)
    bar._words.setText(words)


def test_finding_goes_round(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("😀改善 一\nGai 改善\n改善")
    open_find(writer, "改善")
    bar = writer.editor.find_bar
    assert bar.hits == 3
    assert len(writer.source.extraSelections()) == 3
    places = []
    for _ in range(4):
        QTest.keyClick(bar._words, Qt.Key.Key_Return)
        places.append(writer.source.textCursor().selectionStart())
        assert writer.source.textCursor().selectedText() == "改善"
    assert places == [2, 11, 14, 2]
    assert bar._count.text() == "1/3"
    QTest.keyClick(bar._words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert writer.source.textCursor().selectionStart() == 14
    QTest.keyClick(bar._words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert writer.source.hasFocus()
    assert writer.source.extraSelections() == []


def test_case_makes_no_difference(writer: Writer) -> None:
    writer.editor.set_body("QC qc Qc İ")
    open_find(writer, "qC")
    assert writer.editor.find_bar.hits in {3, 0}
    writer.editor.set_body("QC qc Qc")
    open_find(writer, "qC")
    assert writer.editor.find_bar.hits == 3


def test_the_selection_is_what_is_looked_for(writer: Writer) -> None:
    writer.editor.set_body("节能 改善 节能")
    writer.put(0, 2)
    QTest.keyClick(writer.source, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert writer.editor.find_bar._words.text() == "节能"
    assert writer.editor.find_bar.hits == 2


def test_replacing_one_and_all(writer: Writer, qtbot: QtBot) -> None:
    writer.editor.set_body("甲厂、甲厂、😀甲厂")
    writer.put(0)
    open_find(writer, "甲厂")
    bar = writer.editor.find_bar
    bar._other.setText("示范厂")
    bar.next()
    bar.replace()
    assert writer.editor.body() == "示范厂、甲厂、😀甲厂"
    with qtbot.waitSignal(writer.editor.edited):
        bar.replace_all()
    assert writer.editor.body() == "示范厂、示范厂、😀示范厂"
    writer.source.undo()
    assert writer.editor.body() == "示范厂、甲厂、😀甲厂"


def test_a_read_only_body_is_searched_but_not_replaced(writer: Writer) -> None:
    writer.editor.set_body("甲 甲")
    writer.editor.set_read_only(True)
    open_find(writer, "甲")
    bar = writer.editor.find_bar
    assert not bar._all.isVisible()
    bar.replace_all()
    assert (bar.hits, writer.editor.body()) == (2, "甲 甲")


@pytest.fixture
def titled(writer: Writer) -> Writer:
    writer.editor.set_resolver(lambda _reference: None, lambda typed: [one for one in TITLES if typed in one])
    return writer


def offered(writer: Writer) -> list[str]:
    writer.settle()
    return writer.editor.completion.offered() if writer.editor.completion.showing else []


def test_titles_are_offered_while_typing_and_put_in_by_enter(titled: Writer) -> None:
    titled.type("[[")
    assert offered(titled) == TITLES
    titled.commit("回流")
    assert offered(titled) == ["回流焊节能改善", "回流焊炉温曲线"]
    QTest.keyClick(titled.source, Qt.Key.Key_Down)
    QTest.keyClick(titled.source, Qt.Key.Key_Return)
    assert titled.editor.body() == "[[回流焊炉温曲线]]"
    assert offered(titled) == []
    titled.type("\n")
    assert titled.editor.body() == "[[回流焊炉温曲线]]\n"


def test_composing_offers_nothing_until_it_is_committed(titled: Writer) -> None:
    titled.type("[[")
    offered(titled)
    titled.compose("zhu")
    assert titled.editor.composing
    titled.commit("注")
    assert offered(titled) == ["注塑机余热回收改善"]


def test_escape_closes_the_list_for_this_link(titled: Writer) -> None:
    titled.type("[[")
    assert offered(titled)
    QTest.keyClick(titled.source, Qt.Key.Key_Escape)
    titled.commit("回")
    assert offered(titled) == []
    titled.type("\n")
    assert titled.editor.body() == "[[回\n"


def test_nothing_fits_nothing_is_offered(titled: Writer) -> None:
    titled.type("[[x")
    assert offered(titled) == []


def test_closing_brackets_are_not_doubled(titled: Writer) -> None:
    titled.editor.set_body("见 [[]] 。")
    titled.put(4)
    titled.commit("注")
    assert offered(titled)
    QTest.keyClick(titled.source, Qt.Key.Key_Tab)
    assert titled.editor.body() == "见 [[注塑机余热回收改善]] 。"
    assert titled.source.textCursor().positionInBlock() == 15


def test_the_link_button_begins_a_link(titled: Writer) -> None:
    titled.editor.command("link")
    assert offered(titled) == TITLES
