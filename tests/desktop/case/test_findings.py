"""What to know before a case goes out, and the way from there to its place."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alliance_app.desktop.widgets.small_cards import Card
from alliance_app.records.values import Edit
from tests.desktop.case.conftest import CASE, SALON, CaseHands

LEFT = Qt.MouseButton.LeftButton


def card(hands: CaseHands, code: str) -> Card:
    """The card of a finding."""
    found = hands.case.findings.found
    at = next(place for place, each in enumerate(found) if each.code == code)
    item = hands.case.findings.cards.itemAt(at)
    widget = item.widget() if item else None
    assert isinstance(widget, Card)
    return widget


def test_an_empty_section_is_named_and_leads_to_itself(hands: CaseHands) -> None:
    hands.write_case(view="both")
    empty = card(hands, "section-empty")
    assert "经验启示" in empty.accessibleName()
    assert empty.property("notice") == "gold"
    QTest.mouseClick(empty, LEFT)
    hands.settle()
    assert hands.case.composing.outline.currentRow() == 3
    assert hands.page.view.body.source.textCursor().block().text() == "## 经验启示"
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "share early")
    hands.settle()
    assert "section-empty" not in {each.code for each in hands.case.findings.found}


def test_what_is_missing_leads_to_its_field_by_keyboard(hands: CaseHands) -> None:
    record_id = hands.library.find_id(CASE)
    hands.library.write(Edit(record_id, fields={"byline": None}))
    hands.write_case()
    missing = card(hands, "byline-missing")
    assert missing.property("notice") == "red"
    assert missing.accessibleName().startswith("Stop: ")
    missing.setFocus()
    QTest.keyClick(missing, Qt.Key.Key_Return)
    line = hands.case.cover.editors["byline"].focus
    assert line.hasFocus()
    QTest.keyClicks(line, "Chair Wang")
    hands.saved()
    hands.until(lambda: "head-complete" in {each.code for each in hands.case.findings.found})
    assert hands.library.read(record_id).fields["byline"] == "Chair Wang"


def test_a_source_that_is_no_draft_any_more_is_no_finding(hands: CaseHands) -> None:
    record_id = hands.library.find_id(CASE)
    draft = hands.library.find_id("怎样写纪要")
    hands.library.write(Edit(record_id, fields={"sources": [{"record": draft}]}))
    hands.write_case()
    assert "怎样写纪要" in card(hands, "source-draft").accessibleName()
    changed = hands.library.share(draft)
    hands.desk.touched.emit(changed)
    hands.until(lambda: "source-draft" not in {each.code for each in hands.case.findings.found})


def test_a_figure_is_put_into_the_text_and_follows_its_project(hands: CaseHands) -> None:
    record_id = hands.library.find_id(CASE)
    salon = hands.library.find_id(SALON)
    hands.library.write(Edit(salon, fields={"present": 14}))
    hands.library.write(Edit(record_id, fields={"sources": [{"record": salon}]}))
    hands.write_case()
    shown = hands.case.figures.list
    assert hands.case.figures.isVisible()
    hands.in_text()
    row = next(at for at in range(shown.count()) if "14" in shown.item(at).data(Qt.ItemDataRole.AccessibleTextRole))
    shown.setCurrentRow(row)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    hands.saved()
    assert "{{" in hands.body().rpartition("\n")[2]
    before = hands.case.bench.sheets.picture_of(0)
    hands.desk.touched.emit(hands.library.write(Edit(salon, fields={"present": 41})))
    hands.until(lambda: any("41" in shown.item(at).data(Qt.ItemDataRole.AccessibleTextRole)
                            for at in range(shown.count())))  # fmt: skip
    hands.settle()
    assert hands.case.bench.sheets.picture_of(0) != before
