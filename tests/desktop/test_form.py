"""The form: every kind's fields by keyboard, read as their types read them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from alliance_app.desktop.widgets.fields import ChoiceEditor, ComputedLabel, LineEditor
from alliance_app.desktop.widgets.form import Form
from alliance_app.desktop.widgets.pick import PickEditor
from alliance_app.desktop.widgets.rows import RowsEditor
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit
from tests.desktop.conftest import MOULD, PLANT, Hands

SALON, PROJECT = "第 18 期沙龙：绿色低碳生产", "回流焊节能改善"


def form_of(hands: Hands, title: str, *, whole: bool = True) -> Form:
    hands.open(title)
    form = hands.page.view.form
    assert form is not None
    if whole and form.more.text().startswith("＋"):
        form.more.click()
    return form


def line_of(form: Form, name: str) -> QLineEdit:
    editor = form.editors[name]
    assert isinstance(editor, LineEditor)
    return editor.line


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_has_a_control_with_its_label(hands: Hands, kind: str) -> None:
    form = Form(hands.desk, KINDS[kind])
    hands.bot.addWidget(form)
    typed = [field for field in KINDS[kind].fields if not field.ruled]
    assert list(form.editors) == [field.name for field in typed]
    for field in typed:
        assert form.labels[field.name].text() == field.label
        assert form.editors[field.name].focus.accessibleName() == field.label
        assert form.labels[field.name].buddy() is form.editors[field.name].focus


TYPED = {
    "baseline": ("12.5 kWh", {"number": 12.5, "unit": "kWh"}),
    "volume": ("1,200", 1200),
    "unit_price": ("0.82 元", 0.82),
    "period": ("12", 12),
    "leader": ("王工", "王工"),
    "team": ("王工、李工；张工", ["王工", "李工", "张工"]),
    "confirmed_on": ("2024年7月2日", "2024-07-02"),
}


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_is_stored_as_the_field_reads_it(hands: Hands, name: str) -> None:
    text, stored = TYPED[name]
    form = form_of(hands, PROJECT)
    line = line_of(form, name)
    line.setFocus()
    line.insert(text)
    line.textEdited.emit(text)
    hands.saved()
    assert hands.library.read(hands.record.id).fields[name] == stored


def test_what_does_not_fit_is_said_beside_the_field_and_not_stored(hands: Hands) -> None:
    form = form_of(hands, PROJECT)
    line = line_of(form, "period")
    line.setFocus()
    QTest.keyClicks(line, "99")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    reason = form.editors["period"]._reason
    assert reason.isVisible()
    assert "between 1 and 12" in reason.text()
    hands.settle()
    # The 9 on the way to 99 was saved for a moment; what stood there before holds again.
    assert "period" not in hands.library.read(hands.record.id).fields
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, "9")
    assert not reason.isVisible()
    hands.saved()
    assert hands.library.read(hands.record.id).fields["period"] == 9


def test_a_date_half_typed_is_not_complained_of(hands: Hands) -> None:
    form = form_of(hands, SALON)
    line = line_of(form, "ends_at")
    line.setFocus()
    QTest.keyClicks(line, "2024-07-")
    assert not form.editors["ends_at"]._reason.isVisible()
    QTest.keyClicks(line, "12 17:00")
    hands.saved()
    assert hands.record.fields["ends_at"] == "2024-07-12T17:00"
    assert line.text() == "2024-07-12 17:00"


def test_a_needed_field_cannot_be_emptied(hands: Hands) -> None:
    form = form_of(hands, SALON)
    line = line_of(form, "starts_at")
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert form.editors["starts_at"]._reason.isVisible()
    hands.settle()
    assert hands.library.read(hands.record.id).fields["starts_at"] == "2024-07-12T14:30"


def test_a_choice_is_made_by_keyboard_and_the_wheel_changes_nothing_in_passing(hands: Hands) -> None:
    form = form_of(hands, PROJECT)
    editor = form.editors["stage"]
    assert isinstance(editor, ChoiceEditor)
    combo: QComboBox = editor.combo
    assert combo.currentData() == "accepted"
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Up)
    hands.until(lambda: hands.record.fields["stage"] == "checking")


def test_the_computed_benefit_follows_what_it_is_computed_from(hands: Hands) -> None:
    form = form_of(hands, PROJECT)
    values = {"baseline": "10 kWh", "after": "4 kWh", "volume": "100000", "unit_price": "1", "investment": "100000"}
    for name, text in {**values, "period": "12"}.items():
        line_of(form, name).setText(text)
        line_of(form, name).textEdited.emit(text)
    hands.saved()
    benefit = hands.record.fields["annual_benefit"]
    computed = form.editors["annual_benefit"]
    assert isinstance(computed, ComputedLabel)
    shown = computed.line.text()
    assert shown == KINDS["project"].by_name["annual_benefit"].show(benefit)
    assert "50" in shown


def test_links_are_picked_from_titles_that_fit_what_is_typed(hands: Hands) -> None:
    form = form_of(hands, PROJECT)
    owner = form.editors["owner"]
    assert isinstance(owner, PickEditor)
    assert owner.shown.text() == PLANT
    QTest.mouseClick(owner.shown, Qt.MouseButton.LeftButton)
    popup = hands.popup()
    popup.words.insert("精工")
    QTest.keyClick(popup.words, Qt.Key.Key_Return)  # at once: the list for these words is still on its way
    hands.saved()
    assert hands.record.fields["owner"] == hands.library.find_id(MOULD)
    assert owner.shown.text() == MOULD


def test_several_links_are_ticked_and_unticked(hands: Hands) -> None:
    form = form_of(hands, SALON)
    editor = form.editors["participants"]
    assert isinstance(editor, PickEditor)
    QTest.mouseClick(editor.shown, Qt.MouseButton.LeftButton)
    hands.settle()
    popup = hands.popup()
    items = {popup.list.item(row).text(): popup.list.item(row) for row in range(popup.list.count())}
    assert {name: item.checkState() for name, item in items.items()} == {
        MOULD: Qt.CheckState.Checked,
        PLANT: Qt.CheckState.Unchecked,
    }
    popup.list.setCurrentItem(items[PLANT])
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    popup.close()
    hands.saved()
    ids = {hands.library.find_id(name) for name in (PLANT, MOULD)}
    assert set(hands.record.fields["participants"]) == ids


def test_rows_are_added_typed_and_removed(hands: Hands) -> None:
    form = form_of(hands, SALON)
    editor = form.editors["decisions"]
    assert isinstance(editor, RowsEditor)
    assert "共享能耗基线表" in editor.fold._whole
    editor.fold.click()
    editor.add_row.click()
    line = editor.table.findChild(QLineEdit)
    assert line is not None
    line.insert("装分线电表")
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.saved()
    rows = hands.record.fields["decisions"]
    assert rows == [{"no": 1, "what": "共享能耗基线表", "who": "王工"}, {"no": 2, "what": "装分线电表"}]
    editor.table.setCurrentCell(0, 1)
    editor.drop_row.click()
    hands.saved()
    assert hands.record.fields["decisions"] == [{"no": 2, "what": "装分线电表"}]


def test_the_dates_of_stages_are_typed_stage_by_stage(hands: Hands) -> None:
    form = form_of(hands, PROJECT)
    editor = form.editors["stage_dates"]
    assert isinstance(editor, RowsEditor)
    editor.fold.click()
    assert not editor.add_row.isVisible(), "its rows are given"
    cell = editor.table.item(2, 1)
    assert cell is not None
    cell.setText("2024-03-05")
    hands.saved()
    assert hands.record.fields["stage_dates"] == {"approved": {"on": "2024-03-05"}}


def test_tags_are_typed_completed_and_taken_off(hands: Hands) -> None:
    form = form_of(hands, PROJECT)
    form.tags.line.insert("余热")
    QTest.keyClick(form.tags.line, Qt.Key.Key_Return)
    hands.saved()
    assert set(hands.record.tags) == {"节能", "余热"}
    QTest.keyClick(form.tags.line, Qt.Key.Key_Backspace)
    hands.saved()
    assert len(hands.record.tags) == 1


def test_empty_fields_wait_behind_one_line(hands: Hands) -> None:
    form = form_of(hands, PROJECT, whole=False)
    assert not form.editors["leader"].isVisible()
    assert form.editors["stage"].isVisible()
    form.more.click()
    assert form.editors["leader"].isVisible()


def test_forms_made_before_they_are_needed_are_painted_when_they_are(hands: Hands) -> None:
    for kind in KINDS:
        hands.page.view.make_form(kind)
    hands.window.grab()
    form = form_of(hands, PROJECT)
    hands.window.grab()
    assert [name for name, label in form.labels.items() if not label.updatesEnabled()] == []
    assert [name for name, editor in form.editors.items() if not editor.updatesEnabled()] == []


def test_the_form_is_as_high_as_its_tags_need(hands: Hands) -> None:
    form = form_of(hands, SALON)
    for number in range(14):
        form.tags.line.insert(f"第{number}个标签")
        QTest.keyClick(form.tags.line, Qt.Key.Key_Return)
    hands.saved()
    hands.until(lambda: form.tags.height() == form.tags.heightForWidth(form.tags.width()))
    last = form.tags._chips[-1]
    assert last.geometry().bottom() <= form.tags.height()
    assert form.tags.line.geometry().bottom() <= form.tags.height()


def test_tab_goes_from_the_title_through_the_fields_as_they_stand_into_the_body(hands: Hands) -> None:
    form = form_of(hands, SALON)
    title, source = hands.page.view.title, hands.page.view.body.source
    title.setFocus()
    hands.until(title.hasFocus)
    stops: list[QWidget] = []
    while not stops or stops[-1] is not source:
        QTest.keyClick(hands.window.focusWidget() or title, Qt.Key.Key_Tab)
        focus = hands.window.focusWidget()
        assert focus is not None
        assert focus not in stops
        stops.append(focus)
    places = [stop.mapTo(form, QPoint(0, 0)) for stop in stops[:-1]]
    assert len(places) > 10
    assert [(at.y() // 8, at.x()) for at in places] == sorted((at.y() // 8, at.x()) for at in places)
    assert stops[-2] is form.more
    QTest.keyClick(source, Qt.Key.Key_Backtab)
    assert source.hasFocus()  # there it takes a line back in


def test_a_value_too_long_for_its_column_gets_a_line_of_its_own(hands: Hands) -> None:
    record_id = hands.library.find_id(SALON)
    hands.library.write(Edit(record_id, fields={"place": "示范电子厂三号楼会议室"}))
    form = form_of(hands, SALON)
    line = line_of(form, "place")
    needed = line.fontMetrics().horizontalAdvance(line.text())
    hands.window.resize(hands.window.minimumSize())
    hands.settle()
    assert line.width() > needed
    assert line.width() > form.width() // 2
    hands.window.resize(1900, 900)
    hands.until(lambda: needed < line.width() < form.width() // 2)


def test_the_form_stands_under_the_title_and_above_the_text_whatever_was_open_before(hands: Hands) -> None:
    """A title of two lines and another kind's form stood there before: nothing may lie over what follows."""
    view = hands.page.view
    hands.library.write(Edit(hands.library.find_id(SALON), title="第 18 期沙龙：" + "绿色低碳生产与班组能耗看板" * 3))
    for title in (hands.library.read(hands.library.find_id(PLANT)).title, PROJECT, "怎样写纪要"):
        hands.open("第 18 期沙龙：" + "绿色低碳生产与班组能耗看板" * 3)
        hands.open(title)
        assert view.holder is not None
        assert 0 <= view.holder.y() - view.title.geometry().bottom() < 12
        assert view.holder.geometry().bottom() < view.body.y()
