"""Into a case's page and back: the text is one, saved as everywhere, and nothing typed stays behind."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alliance_app.records.values import Edit
from tests.desktop.case.conftest import CASE, HEADINGS, PROJECT, CaseHands, press

LEFT, ALT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_only_a_case_can_be_written_as_one(hands: CaseHands) -> None:
    hands.open(PROJECT)
    assert not hands.page.view.head.write_case.isVisible()
    hands.page.cases.open()
    assert not hands.page.cases.open_now
    hands.open(CASE)
    assert hands.page.view.head.write_case.isVisible()


def test_the_page_shows_what_the_case_says(hands: CaseHands) -> None:
    hands.write_case()
    assert hands.case.bar.title.text() == CASE
    assert hands.headings() == HEADINGS
    assert "Typical experience" in hands.case.bar.forms.text()
    assert hands.case.bench.sheets.sheets
    assert hands.case.bench.sheets.complete


def test_a_double_click_in_the_list_opens_it(hands: CaseHands) -> None:
    hands.open(CASE)
    view = hands.page.pane.list
    place = hands.page.pane.model.place_of(hands.record.id)
    assert place is not None
    spot = view.visualRect(hands.page.pane.model.index(place)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(view.viewport(), LEFT, pos=spot)
    hands.until(lambda: hands.page.cases.open_now)


def test_a_new_case_begins_on_its_page_with_the_title_ready_to_be_typed(hands: CaseHands) -> None:
    press(hands.page.top.new_menu, "Case")
    hands.until(lambda: hands.page.cases.open_now)
    hands.settle()
    assert hands.case.bar.title.hasFocus()
    QTest.keyClicks(hands.case.bar.title, "A year of savings")
    hands.saved()
    assert hands.library.read(hands.record.id).title == "A year of savings"
    assert hands.headings() == HEADINGS
    assert {each.empty for each in hands.case.composing.outline.sections} == {True}


def test_what_is_typed_there_is_saved_and_stands_in_the_record_on_the_way_back(hands: CaseHands) -> None:
    hands.write_case()
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "measure first")
    QTest.mouseClick(hands.case.bar.back, LEFT)
    assert not hands.page.cases.open_now
    assert hands.page.view.body.isVisible()
    assert hands.page.view.body.body().endswith("measure first")
    hands.saved()
    assert hands.body().endswith("measure first")


def test_a_title_typed_over_the_case_is_the_records(hands: CaseHands) -> None:
    hands.write_case()
    hands.case.bar.title.setFocus()
    hands.case.bar.title.selectAll()
    QTest.keyClicks(hands.case.bar.title, "Savings")
    hands.saved()
    QTest.keyClick(hands.case.bar.title, Qt.Key.Key_Left, ALT)
    assert not hands.page.cases.open_now
    hands.until(lambda: hands.page.view.title.title() == "Savings")


def test_another_record_leads_out_of_the_page_and_takes_no_text_along(hands: CaseHands) -> None:
    record_id = hands.write_case()
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "of the case")
    hands.open(PROJECT)
    assert not hands.page.cases.open_now
    assert hands.page.view.body.body() == "改善温度曲线。"
    assert hands.library.read(record_id).body.endswith("of the case")


def test_the_shelves_and_the_list_lead_out_of_it(hands: CaseHands) -> None:
    hands.write_case()
    shelves = hands.page.navigation.list
    shelves.setFocus()
    QTest.keyClick(shelves, Qt.Key.Key_Down)
    hands.settle()
    assert not hands.page.cases.open_now
    assert shelves.hasFocus()
    hands.write_case()
    QTest.keyClick(hands.case.bar.title, Qt.Key.Key_L, CONTROL)
    assert not hands.page.cases.open_now
    assert hands.page.pane.list.hasFocus()


def test_keys_go_round_its_parts(hands: CaseHands) -> None:
    hands.write_case()
    hands.page.navigation.list.setFocus()
    parts = [hands.case.sources.search.line, hands.case.composing.outline, hands.page.view.body.source]
    for part in parts:
        QTest.keyClick(hands.window.focusWidget(), Qt.Key.Key_F6)
        hands.until(part.hasFocus)
    QTest.keyClick(hands.window.focusWidget(), Qt.Key.Key_K, CONTROL)
    assert hands.case.sources.search.line.hasFocus()
    hands.case.bench.show_view("pages")
    QTest.keyClick(hands.window.focusWidget(), Qt.Key.Key_E, CONTROL)
    hands.until(hands.page.view.body.source.hasFocus)


def test_a_change_from_elsewhere_comes_in_without_moving_the_writer(hands: CaseHands) -> None:
    record_id = hands.write_case()
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "mine")
    hands.saved()
    body = hands.body()
    hands.library.write(Edit(record_id, body=body.replace("先量后改。", "先量后改，再比。")))
    hands.window.look_for_changes()
    hands.until(lambda: "再比" in hands.page.view.body.body())
    hands.settle()
    QTest.keyClicks(hands.page.view.body.source, " too")
    hands.saved()
    assert hands.body().endswith("mine too")
    assert "先量后改，再比。" in hands.body()


def test_form_and_layout_are_chosen_over_it(hands: CaseHands) -> None:
    record_id = hands.write_case()
    press(hands.case.bar.layouts.menu(), "Plain")
    press(hands.case.bar.forms.menu(), "Federation form")
    hands.saved()
    record = hands.library.read(record_id)
    assert (record.fields["layout"], record.fields["form"]) == ("plain", "federation")
    assert "针对问题" in hands.headings()
    assert "能耗没有基线。" in record.body
    assert "Plain" in hands.case.bar.layouts.text()


def test_the_mouse_on_a_figures_mark_tells_what_is_printed_and_where_it_comes_from(hands: CaseHands) -> None:
    project = hands.library.find_id(PROJECT)
    fields = {"baseline": {"number": 3.0, "unit": "度"}, "after": {"number": 2.0, "unit": "度"}, "volume": 50_000,
              "unit_price": 1.0, "investment": 10_000, "period": 12}  # fmt: skip
    hands.library.write(Edit(project, fields=fields))
    case = hands.library.find_id(CASE)
    hands.library.write(Edit(case, fields={"sources": [{"record": project}]}, body="省下 {{年经济效益合计}}"))
    hands.open(PROJECT)
    hands.write_case()
    source = hands.page.view.body.source
    hands.in_text()
    QTest.keyClick(source, Qt.Key.Key_Left)
    QTest.mouseMove(source.viewport(), source.cursorRect().center())
    hands.until(lambda: source.viewport().toolTip() == f"4 万元\n{PROJECT}")
