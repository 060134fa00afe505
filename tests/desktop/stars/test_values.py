"""Values of a year: counted, typed, kept, taken back; points and stars follow at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from alliance_app.app import App
from alliance_app.desktop.open_record import Saving
from alliance_app.desktop.widgets.unsaved import UnsavedDialog
from alliance_app.library import Library, Listing
from alliance_app.library.errors import LibraryUnwritable, StorageFull
from alliance_app.records.values import Edit, NewRecord
from tests.desktop.stars.conftest import YEAR, Chair
from tests.desktop.test_writing import Full, at_the_question

TALKS, SALONS, MEETINGS = "I07", "I53", "I04"


def test_counted_values_are_there_before_anything_is_typed(at_page: Chair, made: dict[str, str]) -> None:
    row = at_page.row(TALKS)
    assert row.line.text() == "2"
    assert row.line.property("counted")
    assert row.source.text() == "counted: 2 records"
    assert row.points.text() == "1.6 / 2"
    assert at_page.assessments == []
    listed: list[object] = []
    at_page.room.listed.connect(lambda _title, ids: listed.append(set(ids)))
    at_page.click(row.source)
    at_page.hands.settle()
    assert listed == [{made["talk"], made["second"]}]
    assert sorted(at_page.hands.titles()) == ["安全生产宣讲", "工匠精神宣讲"]


def test_the_first_value_makes_the_record_and_the_next_goes_into_it(at_page: Chair, made: dict[str, str]) -> None:
    before = at_page.total
    at_page.type(SALONS, "6")
    assert at_page.total != before  # at once
    assert at_page.row(SALONS).points.text() == "2 / 2"
    at_page.settle()
    (record,) = at_page.assessments
    assert (record.fields["member"], record.fields["year"]) == (made["own"], YEAR)
    assert record.title == f"我会工会, self-assessment {YEAR}"
    at_page.type("I01", "1.5")
    at_page.settle()
    assert at_page.given(SALONS) == {"value": 6}
    assert at_page.given("I01") == {"value": 1.5}
    assert at_page.room.head.saved.accessibleName().startswith("Saved")


def test_a_typed_value_holds_over_the_counted_one_until_that_is_taken_back(at_page: Chair) -> None:
    at_page.type(TALKS, "6")
    row = at_page.row(TALKS)
    assert row.points.text() == "2 / 2"
    assert not row.line.property("counted")
    assert row.source.text() == "use counted 2"
    at_page.settle()
    at_page.click(row.source)
    at_page.settle()
    assert (row.line.text(), row.points.text()) == ("2", "1.6 / 2")
    assert at_page.given(TALKS) is None
    at_page.hands.window.toast.act.click()  # and back again
    at_page.settle()
    assert row.line.text() == "6"
    assert at_page.given(TALKS) == {"value": 6}
    at_page.clear(TALKS)
    at_page.settle()
    assert row.points.text() == "1.6 / 2"
    assert at_page.given(TALKS) is None


def test_wide_digits_and_percent_signs_are_read_and_nonsense_is_named_and_not_saved(at_page: Chair) -> None:
    at_page.type("I08", "８６％")
    assert at_page.row("I08").points.text() == "2 / 2"
    at_page.settle()
    assert at_page.given("I08") == {"value": 86}
    at_page.type("I08", "many")
    row = at_page.row("I08")
    assert row.reason.isVisible()
    assert "many" in row.reason.text()
    at_page.settle()
    assert at_page.given("I08") == {"value": 86}
    at_page.type("I08", "-3")
    assert row.reason.text() == "less than nothing is no value"
    at_page.type("I08", "50")
    assert not row.reason.isVisible()


def test_enter_goes_from_value_to_value_and_on_into_the_next_class(at_page: Chair) -> None:
    first = at_page.row("I01").line
    at_page.press(first, Qt.Key.Key_Return)
    table = at_page.room.sheet.table
    assert table is not None
    assert QApplication.focusWidget() is table.rows["I02"].line
    at_page.press(table.rows["I02"].line, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first
    last = table.rows[table.codes[-1]].line
    last.setFocus()
    at_page.press(last, Qt.Key.Key_Return)
    there = at_page.room.sheet.table
    assert there is not None
    assert there is not table
    assert QApplication.focusWidget() is there.rows[there.codes[0]].line
    at_page.press(there.rows[there.codes[0]].line, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is last


def test_tab_goes_through_a_row_and_on_to_the_next(at_page: Chair, made: dict[str, str]) -> None:
    at_page.hands.library.add(
        NewRecord(
            "assessment",
            "x",
            {"year": YEAR, "member": made["own"], "indicators": {"I07": {"evidence": [made["minutes"]]}}},
        )
    )
    at_page.hands.window.look_for_changes()
    at_page.settle()
    row, after = at_page.row(TALKS), at_page.row("I08")
    # going there may have made them just now: Qt shows what is put into a layout with its next turn
    at_page.hands.until(lambda: all(each.isVisible() for each in row.evidence.keys))
    row.line.setFocus()
    seen: list[str] = []
    while (here := QApplication.focusWidget()) is not after.line and len(seen) < 12:
        assert here is not None
        seen.append(here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    name = "Ideological talks held"
    assert seen == [
        f"{name}, value",
        f"{name}: counted: 2 records",
        "Counted: Activity 2",
        "Evidence: Document 厂务公开会议纪要",
        f"Choose evidence for {name}",
        f"More for {name}",
    ]


def test_arrows_choose_the_class(at_page: Chair) -> None:
    classes = at_page.room.sheet.classes
    classes.setFocus()
    at_page.press(classes, Qt.Key.Key_Down)
    table = at_page.room.sheet.table
    assert table is not None
    assert table.part.code == classes.code != "C1"
    assert table.isVisible()
    at_page.press(classes, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is table.rows[table.codes[0]].line


def test_what_does_not_apply_earns_what_the_catalogue_says(at_page: Chair) -> None:
    row = at_page.row("I03")
    assert row.source.text() == "does not apply?"
    at_page.click(row.source)
    at_page.settle()
    assert row.points.text() == "0.8 / 1"
    assert not row.line.isEnabled()
    assert at_page.given("I03") == {"na": True}
    at_page.click(row.source)
    at_page.settle()
    assert row.points.text() == "0 / 1"
    assert at_page.given("I03") is None


def test_a_remark_is_kept(at_page: Chair) -> None:
    row = at_page.row("I01")
    row.write_note()
    QTest.keyClicks(row.note, "see minutes")
    at_page.settle()
    assert at_page.given("I01") == {"note": "see minutes"}


def test_bonus_and_vetoes_count(at_page: Chair) -> None:
    extras = at_page.room.sheet.extras
    assert extras is not None
    extras.fold.click()
    QTest.keyClicks(extras.lines["B1"], "1")
    assert "Bonus +3" in extras.fold.text()
    extras.ticks["V1"].click()
    assert "1 vetoes in force" in at_page.gap
    at_page.settle()
    assert at_page.given("B1") == {"value": 1}
    assert at_page.given("V1") == {"value": 1}
    extras.ticks["V1"].click()
    at_page.settle()
    assert at_page.given("V1") is None


def test_what_comes_from_elsewhere_is_shown_and_the_cursor_stays(at_page: Chair, tmp_path: Path) -> None:
    at_page.type(SALONS, "1")
    at_page.settle()
    (record,) = at_page.assessments
    line = at_page.row(SALONS).line
    QTest.keyClicks(line, "2")
    at_page.hands.library.write(Edit(record.id, fields={"indicators": {"I01": {"value": 2}}}))
    at_page.hands.window.look_for_changes()
    at_page.settle()
    assert at_page.given(SALONS) == {"value": 12}
    assert (line.text(), line.hasFocus(), line.cursorPosition()) == ("12", True, 2)
    QTest.keyClicks(line, "3")
    at_page.settle()
    assert at_page.given(SALONS) == {"value": 123}
    assert at_page.row("I01").line.text() == "2"


def test_two_that_change_the_same_indicator_at_once_are_both_there_to_be_decided(at_page: Chair) -> None:
    at_page.type(SALONS, "3")
    at_page.settle()
    (record,) = at_page.assessments
    at_page.type(SALONS, "4")
    at_page.hands.library.write(Edit(record.id, fields={"indicators": {SALONS: {"value": 5}}}, seen=record.version))
    at_page.hands.window.look_for_changes()
    at_page.settle()
    assert [each.name for each in at_page.hands.library.clashes(record.id)] == [f"indicators/{SALONS}"]
    notice = at_page.room.sheet.undecided
    at_page.hands.until(notice.isVisible)
    assert "Chair salons attended" in notice.text.text()
    decide = notice.findChild(QPushButton)
    assert decide is not None
    at_page.click(decide)
    at_page.hands.until(lambda: at_page.hands.shows(record.id))
    at_page.hands.settle()


def test_closing_the_window_saves_what_was_typed_just_now(at_page: Chair, tmp_path: Path) -> None:
    at_page.type(SALONS, "5")
    at_page.hands.window.close()
    with App.open(tmp_path / "own") as app:
        (record,) = app.library.read_many(_assessments(app.library))
    assert record.fields["indicators"] == {SALONS: {"value": 5}}


def test_what_cannot_be_saved_is_said_and_tried_again(at_page: Chair, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_library: Library, _new: object) -> None:
        raise LibraryUnwritable(folder="library", reason="the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Library, "add", full)
        at_page.type(SALONS, "5")
        at_page.hands.until(lambda: at_page.room.keeping.state.saving is Saving.FAILED)
        assert "the disk is full" in at_page.room.head.saved.accessibleName()
        assert at_page.row(SALONS).points.text() == "1.7 / 2"  # it is still there
    at_page.room.keeping.save()
    at_page.settle()
    assert at_page.given(SALONS) == {"value": 5}


def test_closing_shows_what_cannot_be_saved_and_stays_open(
    at_page: Chair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at_page.type(SALONS, "3")
    at_page.settle()
    disk = Full(monkeypatch)
    at_page.type(SALONS, "5")
    shown: list[str] = []

    def go_back(dialog: UnsavedDialog) -> None:
        shown.extend((dialog.reason.text(), dialog.words.toPlainText()))
        dialog.stay.click()

    at_the_question(at_page.hands, go_back)
    assert at_page.hands.window.page is not None
    assert shown[0] == str(StorageFull())
    assert f"{SALONS} 5" in shown[1]
    disk.is_full = False
    at_page.room.keeping.save()
    at_page.settle()
    assert at_page.given(SALONS) == {"value": 5}


def test_another_year_begins_empty_and_the_one_before_is_compared(at_page: Chair) -> None:
    at_page.type(SALONS, "6")
    at_page.room.head.year_chosen.emit(YEAR + 1)  # before it is saved
    at_page.settle()
    assert at_page.row(SALONS).line.text() in ("", "0")
    assert at_page.room.sheet.gauge.since.text().startswith("Last year")
    at_page.type(SALONS, "2")
    at_page.settle()
    years = {each.fields["year"]: each.fields["indicators"] for each in at_page.assessments}
    assert years == {YEAR: {SALONS: {"value": 6}}, YEAR + 1: {SALONS: {"value": 2}}}


def _assessments(library: Library) -> list[str]:
    return library.ids(Listing(kinds=("assessment",)))
