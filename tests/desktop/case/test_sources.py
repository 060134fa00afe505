"""Sources found as one types, what is taken of each, and their text put into the case by mouse and by keys."""

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from alliance_app.desktop.case.outline_list import SOURCE, Dragged
from alliance_app.desktop.case.source_card import SourceCard
from alliance_app.records.markdown.marks import marks
from alliance_app.records.values import State
from tests.desktop.case.conftest import CASE, OPEN_DAY, PROJECT, SALON, CaseHands, let_fall, press

LEFT = Qt.MouseButton.LeftButton


def search_and_enter(hands: CaseHands, words: str) -> None:
    """Type into the line over the sources, and press Enter before anything has been found."""
    line = hands.case.sources.search.line
    line.setFocus()
    line.clear()
    for letter in words:
        line.insert(letter)
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.settle()


def sources(hands: CaseHands) -> list[tuple[str, str]]:
    """(title, section) of the rows of the record's sources, as the library has them."""
    rows = hands.library.read(hands.record.id).fields.get("sources") or ()
    return [(hands.library.read(row["record"]).title, row.get("section") or "") for row in rows]


def card(hands: CaseHands, title: str) -> SourceCard:
    return next(each for each in hands.case.sources.shown() if each.material.title == title)


def row_of(hands: CaseHands, heading: str) -> QPoint:
    """The middle of a row of the outline."""
    outline = hands.case.composing.outline
    return outline.visualItemRect(outline.item(hands.headings().index(heading))).center()


def test_a_source_is_found_as_one_types_and_added_with_enter(hands: CaseHands) -> None:
    hands.write_case()
    assert hands.case.sources.nothing.isVisible()
    search_and_enter(hands, "回流焊")
    hands.saved()
    assert sources(hands) == [(PROJECT, "")]
    assert [each.material.title for each in hands.case.sources.shown()] == [PROJECT]
    assert not hands.case.sources.nothing.isVisible()
    search_and_enter(hands, "回流焊节能改善")
    assert sources(hands) == [(PROJECT, "")]
    assert len(hands.case.sources.shown()) == 1


def test_arrows_go_through_what_was_found_and_escape_empties_the_line(hands: CaseHands) -> None:
    hands.write_case()
    search = hands.case.sources.search
    search.line.setFocus()
    search.line.insert("改善")
    hands.settle()
    first = search.hits.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert search.hits.count() > 1
    QTest.keyClick(search.line, Qt.Key.Key_Down)
    assert search.hits.currentRow() == 1
    QTest.keyClick(search.line, Qt.Key.Key_Return)
    hands.saved()
    assert len(sources(hands)) == 1
    assert not first.endswith(sources(hands)[0][0])
    QTest.keyClick(search.line, Qt.Key.Key_Escape)
    hands.settle()
    assert search.line.text() == ""
    assert not search.hits.isVisible()
    search.line.insert("没有这回事")
    hands.settle()
    assert search.hits.count() == 0


def test_the_parts_of_a_source_are_ticked(hands: CaseHands) -> None:
    hands.write_case()
    search_and_enter(hands, "走进示范")
    hands.saved()
    shown = card(hands, OPEN_DAY)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    hands.settle()
    popup = hands.popup()
    offered = [popup.list.item(row).text().split("  ")[0].strip("　") for row in range(popup.list.count())]
    assert offered == ["看点", "经验介绍", "反馈"]
    for row in (1, 2):
        popup.list.itemClicked.emit(popup.list.item(row))
    popup.close()
    hands.saved()
    assert sources(hands) == [(OPEN_DAY, "经验介绍"), (OPEN_DAY, "反馈")]
    assert "经验介绍" in card(hands, OPEN_DAY).material.lines[0]


def test_a_hit_dragged_onto_a_section_brings_its_text_and_remembers_where_it_is_from(hands: CaseHands) -> None:
    hands.write_case()
    day = hands.library.find_id(OPEN_DAY)
    let_fall(hands.case.composing.outline, Dragged(day, ("经验介绍",)).packed(), row_of(hands, "主要做法"))
    hands.saved()
    body = hands.body()
    inside = body[body.index("## 主要做法") : body.index("## 取得成效")]
    assert "先量后改。" in inside
    assert "每班念一次数字。" in inside
    (mark,) = marks(body)
    assert (mark.is_origin, mark.title, mark.section) == (True, OPEN_DAY, "经验介绍")
    assert sources(hands) == [(OPEN_DAY, "经验介绍")]
    assert hands.case.composing.outline.currentRow() == hands.headings().index("主要做法")
    assert "in the text" in card(hands, OPEN_DAY).accessibleDescription()


def test_what_is_no_source_is_not_taken(hands: CaseHands) -> None:
    hands.write_case()
    before = hands.page.view.body.body()
    foreign = QMimeData()
    foreign.setText("something else")
    broken = QMimeData()
    broken.setData(SOURCE, b"{not json")
    for data in (foreign, broken):
        let_fall(hands.case.composing.outline, data, row_of(hands, "主要做法"))
    hands.settle()
    assert hands.page.view.body.body() == before
    assert sources(hands) == []


def test_the_menu_of_a_card_puts_its_text_into_a_section_without_a_mouse(hands: CaseHands) -> None:
    hands.write_case()
    search_and_enter(hands, "走进示范")
    hands.saved()
    shown = card(hands, OPEN_DAY)
    press(shown.menu(), "Put into", "四、经验启示")
    hands.saved()
    body = hands.body()
    assert body.index("看板上墙。") > body.index("## 经验启示")
    assert not hands.case.composing.outline.sections[-1].empty
    press(card(hands, OPEN_DAY).menu(), "Put into", "四、经验启示")
    hands.until(lambda: hands.window.toast.act.text() == "Once more")
    assert hands.body() == body
    hands.window.toast.act.click()
    hands.saved()
    assert hands.body().count("看板上墙。") == 2


def test_a_draft_put_in_is_one_step_to_undo(hands: CaseHands) -> None:
    hands.write_case()
    before = hands.page.view.body.body()
    day = hands.library.find_id(OPEN_DAY)
    let_fall(hands.case.composing.outline, Dragged(day).packed(), row_of(hands, "取得成效"))
    hands.saved()
    assert "看板上墙。" in hands.page.view.body.body()
    hands.in_text()
    QTest.keyClick(hands.page.view.body.source, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hands.page.view.body.body() == before
    hands.saved()
    assert hands.body() == before


def test_what_is_typed_while_a_draft_comes_stays(hands: CaseHands) -> None:
    hands.write_case()
    hands.in_text()
    day = hands.library.find_id(OPEN_DAY)
    let_fall(hands.case.composing.outline, Dragged(day, ("看点",)).packed(), row_of(hands, "背景与问题"))
    QTest.keyClicks(hands.page.view.body.source, "typed meanwhile")
    hands.saved()
    body = hands.body()
    assert body.endswith("typed meanwhile")
    assert "看板上墙。" in body[: body.index("## 主要做法")]


def test_delete_takes_a_source_off_and_its_text_stays(hands: CaseHands) -> None:
    hands.write_case()
    day = hands.library.find_id(OPEN_DAY)
    let_fall(hands.case.composing.outline, Dragged(day, ("看点",)).packed(), row_of(hands, "背景与问题"))
    hands.saved()
    QTest.keyClick(card(hands, OPEN_DAY), Qt.Key.Key_Delete)
    hands.saved()
    assert sources(hands) == []
    assert "看板上墙。" in hands.body()
    assert hands.case.sources.nothing.isVisible()


def test_a_source_is_opened_from_its_card(hands: CaseHands) -> None:
    hands.write_case()
    search_and_enter(hands, "第 18 期")
    hands.saved()
    press(card(hands, SALON).menu(), "Look at this record")
    hands.until(lambda: hands.page.view.title.title() == SALON)
    assert not hands.page.cases.open_now


def test_the_menu_of_a_card_opens_with_a_click(hands: CaseHands) -> None:
    hands.write_case()
    search_and_enter(hands, "走进示范")
    hands.saved()
    shown = card(hands, OPEN_DAY)
    QTest.mouseClick(shown.more, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert next(each.text() for each in popup.actions() if each.text()) == "Choose its parts…"
    popup.close()


def test_a_source_erased_meanwhile_is_told_on_its_card(hands: CaseHands) -> None:
    hands.write_case()
    search_and_enter(hands, "回流焊")
    hands.saved()
    hands.library.erase(hands.library.find_id(PROJECT))
    hands.window.look_for_changes()
    hands.until(lambda: "not in this library" in hands.case.sources.shown()[0].accessibleDescription())
    assert hands.case.bar.title.text() == CASE


def test_a_draft_is_shared_from_its_card(hands: CaseHands) -> None:
    hands.write_case()
    search_and_enter(hands, "怎样写纪要")
    hands.saved()
    shown = card(hands, "怎样写纪要")
    assert "not shared yet" in shown.accessibleDescription()
    press(shown.menu(), "Share with the alliance")
    hands.until(lambda: "not shared yet" not in card(hands, "怎样写纪要").accessibleDescription())
    assert hands.library.read(shown.material.id).state is State.SHARED
