"""The outline: what stands where, and sections moved, renamed and added without a word lost."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from tests.desktop.case.conftest import BODY, HEADINGS, CaseHands, let_fall

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def words_of(body: str) -> list[str]:
    return sorted(body.split())


def test_it_says_how_much_stands_in_each_section(hands: CaseHands) -> None:
    hands.write_case()
    outline = hands.case.composing.outline
    told = [outline.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(outline.count())]
    assert told[0].startswith("一、背景与问题 7 characters")
    assert told[3] == "四、经验启示 to be written"
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "x")
    hands.settle()
    assert outline.item(3).data(Qt.ItemDataRole.AccessibleTextRole) == "四、经验启示 1 characters"


def test_alt_and_arrows_move_a_section_with_its_text(hands: CaseHands) -> None:
    hands.write_case()
    outline = hands.case.composing.outline
    outline.setFocus()
    outline.setCurrentRow(1)
    QTest.keyClick(outline, Qt.Key.Key_Down, ALT)
    hands.saved()
    assert hands.headings() == ["背景与问题", "取得成效", "主要做法", "经验启示"]
    assert outline.currentRow() == 2
    body = hands.body()
    assert body.index("省下电费。") < body.index("先量后改。")
    assert words_of(body) == words_of(BODY)
    QTest.keyClick(outline, Qt.Key.Key_Up, ALT)
    hands.saved()
    assert hands.headings() == HEADINGS
    for _step in range(4):
        QTest.keyClick(outline, Qt.Key.Key_Down, ALT)
        hands.settle()
    hands.saved()
    assert hands.headings() == ["背景与问题", "取得成效", "经验启示", "主要做法"]
    assert words_of(hands.body()) == words_of(BODY)


def test_a_section_let_fall_elsewhere_goes_there(hands: CaseHands) -> None:
    hands.write_case()
    outline = hands.case.composing.outline
    data = outline.mimeData([outline.item(2)])
    let_fall(outline, data, outline.visualItemRect(outline.item(0)).center())
    hands.saved()
    assert hands.headings() == ["取得成效", "背景与问题", "主要做法", "经验启示"]
    data = outline.mimeData([outline.item(0)])
    let_fall(outline, data, QPoint(10, outline.viewport().height() - 1))
    hands.saved()
    assert words_of(hands.body()) == words_of(BODY)
    assert hands.headings()[0] == "背景与问题"


def test_f2_renames_a_section(hands: CaseHands) -> None:
    hands.write_case()
    outline = hands.case.composing.outline
    outline.setFocus()
    outline.setCurrentRow(2)
    QTest.keyClick(outline, Qt.Key.Key_F2)
    line = outline.findChild(QLineEdit)
    assert line is not None
    assert line.text() == "取得成效"
    line.selectAll()
    QTest.keyClicks(line, "Results")
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.saved()
    assert hands.headings() == ["背景与问题", "主要做法", "Results", "经验启示"]
    assert "## Results\n\n省下电费。" in hands.body()


def test_an_empty_name_is_no_name(hands: CaseHands) -> None:
    hands.write_case()
    outline = hands.case.composing.outline
    outline.setFocus()
    outline.setCurrentRow(0)
    QTest.keyClick(outline, Qt.Key.Key_F2)
    line = outline.findChild(QLineEdit)
    assert line is not None
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.settle()
    assert hands.headings() == HEADINGS
    assert hands.page.view.body.body() == BODY


def test_a_section_is_added_behind_the_chosen_one(hands: CaseHands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.write_case()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_named: ("职工怎么说", True))
    hands.case.composing.outline.setCurrentRow(1)
    QTest.mouseClick(hands.case.composing.add, Qt.MouseButton.LeftButton)
    hands.saved()
    assert hands.headings() == ["背景与问题", "主要做法", "职工怎么说", "取得成效", "经验启示"]


def test_enter_brings_a_section_up_in_the_text_and_on_the_pages(hands: CaseHands) -> None:
    hands.write_case()
    hands.in_text()
    long = "\n\n".join(f"Paragraph {number}, which is long enough for a line or two." for number in range(60))
    hands.page.view.body.insert_text(f"\n\n{long}\n\n## Last\n\nthe end")
    hands.saved()
    outline = hands.case.composing.outline
    sheets = hands.case.bench.sheets
    assert len(sheets.sheets) > 2
    outline.setFocus()
    outline.setCurrentRow(0)
    QTest.keyClick(outline, Qt.Key.Key_Return)
    hands.settle()
    assert sheets.page == 0
    source = hands.page.view.body.source
    assert source.textCursor().block().text() == "## 背景与问题"
    outline.setCurrentRow(len(hands.headings()) - 1)
    QTest.keyClick(outline, Qt.Key.Key_Return)
    hands.settle()
    assert source.textCursor().block().text() == "## Last"
    assert source.viewport().rect().contains(source.cursorRect().center())
    page, points = hands.case.proofs.headings[-1]
    assert any(each.number == page for each in sheets.in_view())
    assert points > 0


def test_the_outline_follows_the_writer(hands: CaseHands) -> None:
    hands.write_case()
    hands.in_text()
    hands.until(lambda: hands.case.composing.outline.currentRow() == 3)
    QTest.keyClick(hands.page.view.body.source, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: hands.case.composing.outline.currentRow() == 0)


def test_a_double_click_on_a_page_leads_to_its_section(hands: CaseHands) -> None:
    hands.write_case(view="pages")
    sheets = hands.case.bench.sheets
    page, points = hands.case.proofs.headings[2]
    sheets.asked_for.emit(page, points + 20)
    hands.settle()
    source = hands.page.view.body.source
    hands.until(source.hasFocus)
    assert source.textCursor().block().text() == "## 取得成效"
    assert QApplication.focusWidget() is source
