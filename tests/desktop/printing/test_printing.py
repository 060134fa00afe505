"""Printing: a look at the pages, then on paper what was asked for; the paper here is a PDF file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton

from alliance_app.desktop.printing.dialog import PrintDialog
from alliance_app.desktop.printing.paper import a_printer, asked_pages, put_on_paper
from alliance_app.writeups import outline
from alliance_app.writeups.errors import CannotPrint
from alliance_app.writeups.pdf import page_drawings
from tests.desktop.conftest import Hands

SALON = "第 18 期沙龙：绿色低碳生产"
LONG = "\n\n".join(f"Paragraph {number} that fills a line or two of the page." for number in range(90))


@pytest.fixture
def drawings(hands: Hands) -> tuple[bytes, ...]:
    """A record of several pages."""
    hands.open(SALON)
    hands.page.view.body.insert_text(LONG)
    hands.saved()
    return page_drawings(outline(hands.library, [hands.record.id]))


def to_file(path: Path) -> QPrinter:
    printer = a_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def millimetres(path: Path) -> list[tuple[int, int]]:
    boxes = [page.mediabox for page in PdfReader(path).pages]
    return [(round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes]


def put(printer: QPrinter, drawings: tuple[bytes, ...], cancelled: Callable[[], bool] = lambda: False) -> int:
    return put_on_paper(printer, drawings, asked_pages(printer, len(drawings)), lambda _step: None, cancelled)


def test_every_page_comes_on_paper_of_its_size(drawings: tuple[bytes, ...], tmp_path: Path) -> None:
    assert len(drawings) > 2
    printer = to_file(tmp_path / "whole.pdf")
    assert put(printer, drawings) == len(drawings)
    assert millimetres(tmp_path / "whole.pdf") == [(210, 297)] * len(drawings)


def test_a_range_is_printed_and_nothing_else(drawings: tuple[bytes, ...], tmp_path: Path) -> None:
    printer = to_file(tmp_path / "range.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert asked_pages(printer, len(drawings)) == [1, 2]
    assert put(printer, drawings) == 2
    assert len(PdfReader(tmp_path / "range.pdf").pages) == 2
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert asked_pages(printer, len(drawings), current=2) == [2]
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert asked_pages(printer, 3) == [2, 1, 0]


def test_smaller_paper_gets_a_smaller_page(drawings: tuple[bytes, ...], tmp_path: Path) -> None:
    printer = to_file(tmp_path / "small.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    put(printer, drawings[:1])
    assert millimetres(tmp_path / "small.pdf") == [(148, 210)]


def test_a_stop_ends_the_printing(drawings: tuple[bytes, ...], tmp_path: Path) -> None:
    asked = iter([False, True])
    assert put(to_file(tmp_path / "stopped.pdf"), drawings, lambda: next(asked)) == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(drawings: tuple[bytes, ...], tmp_path: Path) -> None:
    with pytest.raises(CannotPrint, match="Nothing is lost"):
        put(to_file(tmp_path / "no" / "such" / "folder.pdf"), drawings)


def test_any_record_is_printed_from_its_menu_after_a_look(
    hands: Hands, drawings: tuple[bytes, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "asked.pdf"

    def choose(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        assert dialog.maxPage() == len(drawings)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    menu = hands.page.view.head.more.menu()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text() == "Print…").trigger()
    hands.until(lambda: hands.page.casework.printing.dialog is not None)
    dialog = hands.page.casework.printing.dialog
    assert isinstance(dialog, PrintDialog)
    hands.until(lambda: dialog.sheets.complete)
    assert dialog.page.text() == f"Page 1 of {len(drawings)}"
    assert SALON in dialog.windowTitle()
    QTest.keyClick(dialog.sheets, Qt.Key.Key_End)
    assert dialog.page.text() == f"Page {len(drawings)} of {len(drawings)}"
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    hands.until(lambda: "Sent to the printer" in hands.window.toast.text)
    assert len(PdfReader(path).pages) == len(drawings)


def test_the_look_is_left_without_printing(hands: Hands) -> None:
    hands.open(SALON)
    QTest.keyClick(hands.page.pane.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: hands.page.casework.printing.dialog is not None)
    dialog = hands.page.casework.printing.dialog
    assert dialog is not None
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Cancel").click()
    hands.until(lambda: hands.page.casework.printing.dialog is None)
    assert hands.window.toast.text == ""
