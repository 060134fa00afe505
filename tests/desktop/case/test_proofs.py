"""The pages follow the writer: the last key is shown, and never an older text after a newer one."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from alliance_app.desktop.printing.drawing import picture_of
from alliance_app.records.values import Record
from alliance_app.writeups.errors import CannotTypeset
from alliance_app.writeups.preview import Drawn, Preview
from tests.desktop.case.conftest import CaseHands


def as_printed(hands: CaseHands, page: int, wide: int) -> QImage:
    """A page of the case as it stands in the library, by a preview that knows nothing of what was typed."""
    with Preview(hands.library) as preview:
        drawn = preview.draw(hands.library.read(hands.record.id), preview.ask())
    assert drawn is not None
    return picture_of(drawn.pages[page], wide)


def test_the_pages_show_the_last_key(hands: CaseHands) -> None:
    hands.write_case()
    sheets = hands.case.bench.sheets
    before = sheets.picture_of(0)
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "the very last word")
    hands.saved()
    shown = sheets.picture_of(0)
    assert before is not None
    assert shown is not None
    assert shown != before
    assert shown == as_printed(hands, 0, shown.width())
    assert sheets.complete


def test_while_a_page_is_being_set_keys_wait_together_and_the_newest_text_follows(
    hands: CaseHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.write_case()
    hands.in_text()
    gate, real, texts = threading.Event(), Preview.draw, list[str]()
    shown = list[str]()

    def slowly(self: Preview, record: Record, serial: int, **named: Any) -> Drawn | None:
        texts.append(record.body.rpartition("\n")[2])
        gate.wait(20)
        return real(self, record, serial, **named)

    monkeypatch.setattr(Preview, "draw", slowly)
    hands.case.proofs.drawn.connect(lambda _drawn: shown.append(texts[len(shown)]))
    QTest.keyClicks(hands.page.view.body.source, "abc")
    hands.until(lambda: bool(texts))
    QTest.keyClicks(hands.page.view.body.source, "defgh")
    assert texts == ["a"]
    gate.set()
    hands.settle()
    assert texts == ["a", "abcdefgh"]
    assert shown == texts


def test_what_did_not_change_is_not_drawn_again_and_the_place_is_kept(hands: CaseHands) -> None:
    hands.write_case()
    hands.in_text()
    many = "\n\n".join(f"Paragraph {number} that fills a line or two of the page." for number in range(120))
    hands.page.view.body.insert_text(f"\n\n{many}\n\n")
    hands.saved()
    sheets = hands.case.bench.sheets
    sheets.use_zoom(1.0)
    sheets.go_to(2, 100)
    hands.settle()
    place = sheets.verticalScrollBar().value()
    first, third = sheets.sheets[0], sheets.picture_of(2)
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "x")
    hands.saved()
    assert sheets.verticalScrollBar().value() == place
    assert sheets.sheets[0] == first
    assert sheets.picture_of(2) is third


def test_a_title_and_a_field_typed_show_on_the_page(hands: CaseHands) -> None:
    hands.write_case()
    sheets = hands.case.bench.sheets
    before = sheets.picture_of(0)
    line = hands.case.cover.editors["union"].focus
    line.setFocus()
    QTest.keyClicks(line, "ABC")
    hands.saved()
    after = sheets.picture_of(0)
    assert before != after
    assert after is not None
    assert after == as_printed(hands, 0, after.width())


def test_numbers_are_covered_on_the_pages_unless_the_writer_says_otherwise(hands: CaseHands) -> None:
    hands.write_case()
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "call 13800001234")
    hands.saved()
    covered = hands.case.bench.sheets.picture_of(0)
    assert any(each.code == "numbers-covered" for each in hands.case.findings.found)
    QTest.mouseClick(hands.case.findings.covered, Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.case.bench.sheets.picture_of(0) != covered
    assert any(each.code == "numbers-readable" for each in hands.case.findings.found)


def test_pages_that_nobody_looks_at_are_not_drawn(hands: CaseHands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.write_case(view="write")
    drawn = list[int]()
    hands.case.proofs.drawn.connect(lambda each: drawn.append(each.serial))
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "unseen")
    hands.saved()
    assert drawn == []
    QTest.mouseClick(hands.case.bench.views.button(2), Qt.MouseButton.LeftButton)
    hands.settle()
    assert len(drawn) == 1
    assert hands.case.bench.sheets.complete


def test_a_page_that_cannot_be_set_is_told_in_its_place_and_comes_back(
    hands: CaseHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.write_case()
    hands.in_text()
    real = Preview.draw

    def refused(_self: Preview, _record: Record, _serial: int, **_named: Any) -> Drawn | None:
        raise CannotTypeset(reason="full disk")

    monkeypatch.setattr(Preview, "draw", refused)
    QTest.keyClicks(hands.page.view.body.source, "x")
    hands.settle()
    sheets = hands.case.bench.sheets
    assert "full disk" in sheets.accessibleDescription()
    assert not sheets.sheets
    monkeypatch.setattr(Preview, "draw", real)
    QTest.keyClicks(hands.page.view.body.source, "y")
    hands.saved()
    assert sheets.complete
    assert sheets.sheets


def test_pages_are_zoomed_by_keys_and_as_sharp_as_the_screen(hands: CaseHands) -> None:
    hands.write_case(view="pages")
    sheets = hands.case.bench.sheets
    sheets.setFocus()
    fitted = sheets.scale
    QTest.keyClick(sheets, Qt.Key.Key_Plus)
    hands.settle()
    assert sheets.scale > fitted
    assert sheets.complete
    shown = sheets.picture_of(0)
    assert shown is not None
    assert abs(shown.width() - 595.28 * sheets.scale * sheets.devicePixelRatioF()) < 2
    QTest.keyClick(sheets, Qt.Key.Key_0)
    hands.settle()
    assert sheets.scale == fitted
    QTest.mouseClick(hands.case.bench.scale, Qt.MouseButton.LeftButton)
    hands.settle()
    assert sheets.zoom == 1.0
    assert hands.case.bench.scale.text() == "100 %"
