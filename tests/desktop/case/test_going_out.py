"""A case goes out, and again to the same place; what became of earlier exports is told."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from alliance_app.desktop.case import going_out
from alliance_app.desktop.widgets.small_cards import Card
from alliance_app.writeups import exporting
from tests.desktop.case.conftest import CaseHands, press
from tests.writeups.shelves import word_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names that were suggested; each time a file of the next number is chosen."""
    suggestions: list[str] = []

    def choose(_parent: object, _title: str, suggested: str, wanted: str) -> tuple[str, str]:
        suggestions.append(Path(suggested).name)
        ending = wanted.partition("*.")[2].rstrip(")")
        return str(tmp_path / f"out-{len(suggestions)}.{ending}"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return suggestions


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to show."""
    shown: list[str] = []

    def show(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return shown


def out(hands: CaseHands, press_it: Callable[[], object]) -> None:
    """Export, and wait until that is told."""
    hands.window.toast.hide()
    press_it()
    hands.until(lambda: hands.window.toast.text.startswith("Exported as"))
    hands.settle()


def cards(hands: CaseHands) -> list[Card]:
    layout = hands.case.exports.cards
    items = (layout.itemAt(at) for at in range(layout.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [each for each in widgets if isinstance(each, Card)]


def again(card: Card) -> QPushButton:
    return next(each for each in card.findChildren(QPushButton) if each.text() == "Export again")


def test_the_red_button_asks_once_and_then_brings_the_same_file_up_to_date(
    hands: CaseHands, asked: list[str], tmp_path: Path
) -> None:
    hands.write_case()
    out(hands, lambda: QTest.mouseClick(hands.case.bar.word, LEFT))
    assert len(asked) == 1
    assert asked[0].endswith(".docx")
    assert "能耗没有基线。" in word_text(tmp_path / "out-1.docx")
    assert ["Word" in each.accessibleName() for each in cards(hands)] == [True]
    assert "out-1.docx" in cards(hands)[0].accessibleName()
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "typed just now")
    out(hands, lambda: QTest.mouseClick(hands.case.bar.word, LEFT))
    assert len(asked) == 1
    assert "typed just now" in word_text(tmp_path / "out-1.docx")
    assert len(cards(hands)) == 1


def test_elsewhere_is_asked_for_and_both_are_listed(hands: CaseHands, asked: list[str], tmp_path: Path) -> None:
    hands.write_case()
    out(hands, lambda: QTest.mouseClick(hands.case.bar.pdf, LEFT))
    out(hands, lambda: press(hands.case.bar.more.menu(), "Export to PDF elsewhere…"))
    out(hands, lambda: press(hands.case.bar.more.menu(), "Export to Markdown"))
    assert len(asked) == 3
    assert {each.name for each in tmp_path.glob("out-*")} >= {"out-1.pdf", "out-2.pdf", "out-3.md"}
    assert len(cards(hands)) == 3


def test_an_earlier_export_opens_with_a_click_and_is_told_when_it_is_gone(
    hands: CaseHands, asked: list[str], opened: list[str], tmp_path: Path
) -> None:
    hands.write_case()
    out(hands, lambda: QTest.mouseClick(hands.case.bar.word, LEFT))
    hands.window.toast.act.click()
    hands.window.toast.other.click()
    QTest.mouseClick(cards(hands)[0], LEFT)
    assert opened == [str(tmp_path / "out-1.docx"), str(tmp_path), str(tmp_path / "out-1.docx")]
    (tmp_path / "out-1.docx").unlink()
    QTest.keyClick(cards(hands)[0], Qt.Key.Key_Return)
    assert "is not there any more" in hands.window.toast.text
    assert len(opened) == 3
    hands.case.exports.refresh()
    hands.settle()
    assert "The file is gone" in cards(hands)[0].accessibleDescription()
    out(hands, lambda: QTest.mouseClick(again(cards(hands)[0]), LEFT))
    assert (tmp_path / "out-1.docx").is_file()
    assert len(asked) == 1
    assert cards(hands)[0].accessibleDescription() == ""


def test_what_somebody_changed_by_hand_is_not_overwritten_unasked(
    hands: CaseHands, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.write_case()
    out(hands, lambda: press(hands.case.bar.more.menu(), "Export to HTML"))
    mine = tmp_path / "out-1.html"
    mine.write_text("corrected by hand", encoding="utf-8")
    hands.case.exports.refresh()
    hands.settle()
    assert "Changed by hand since" in cards(hands)[0].accessibleDescription()
    answers = ["Export elsewhere…", "Overwrite it"]

    def answer(box: QMessageBox) -> int:
        wanted = answers.pop(0)
        next(each for each in box.buttons() if each.text() == wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    out(hands, lambda: QTest.mouseClick(again(cards(hands)[0]), LEFT))
    assert mine.read_text(encoding="utf-8") == "corrected by hand"
    assert (tmp_path / "out-2.html").is_file()
    old = next(each for each in cards(hands) if "out-1" in each.accessibleName())
    out(hands, lambda: QTest.mouseClick(again(old), LEFT))
    assert "能耗没有基线。" in mine.read_text(encoding="utf-8")


def test_numbers_go_out_covered_unless_the_writer_says_otherwise(
    hands: CaseHands, asked: list[str], tmp_path: Path
) -> None:
    hands.write_case()
    hands.in_text()
    QTest.keyClicks(hands.page.view.body.source, "call 13800001234")
    out(hands, lambda: press(hands.case.bar.more.menu(), "Export to HTML"))
    assert "13800001234" not in (tmp_path / "out-1.html").read_text(encoding="utf-8")
    QTest.mouseClick(hands.case.findings.covered, LEFT)
    out(hands, lambda: press(hands.case.bar.more.menu(), "Export to HTML"))
    assert "13800001234" in (tmp_path / "out-1.html").read_text(encoding="utf-8")


def test_an_export_that_is_stopped_writes_nothing(
    hands: CaseHands, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.write_case()
    real, begun, gate = exporting.export_noted, threading.Event(), threading.Event()

    def slowly(*given: Any, **named: Any) -> Any:
        begun.set()
        gate.wait(20)
        return real(*given, **named)

    monkeypatch.setattr(going_out, "export_noted", slowly)
    QTest.mouseClick(hands.case.bar.word, LEFT)
    hands.until(begun.is_set)
    QTest.mouseClick(hands.page.jobs.stop, LEFT)
    gate.set()
    hands.until(lambda: "Nothing was written" in hands.window.toast.text)
    assert not (tmp_path / "out-1.docx").exists()
    assert cards(hands) == []
