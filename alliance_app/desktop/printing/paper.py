"""Pages onto paper: which of them the system's dialog asked for, and painting them. For any thread."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from alliance_app.desktop.printing.drawing import paint_page
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.writeups.errors import CannotPrint

DOTS = 600  # to the inch


def a_printer(title: str = "") -> QPrinter:
    """The system's printer, set to A4 upright, the page's own margins counting. `title`: what its queue shows."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setResolution(DOTS)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    return printer


def asked_pages(printer: QPrinter, count: int, current: int = 0) -> list[int]:
    """The pages, from 0, that were asked for, in the order they are printed."""
    asked = printer.printRange()
    if asked is QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif asked is QPrinter.PrintRange.PageRange and not printer.pageRanges().isEmpty():
        pages = [page for page in range(count) if printer.pageRanges().contains(page + 1)]
    elif asked is QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = list(range(printer.fromPage() - 1, min(printer.toPage() or count, count)))
    else:
        pages = list(range(count))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    if printer.supportsMultipleCopies():
        return pages
    if printer.collateCopies():
        return pages * printer.copyCount()
    return [page for page in pages for _copy in range(printer.copyCount())]


def put_on_paper(
    printer: QPrinter, drawings: Sequence[bytes], pages: Sequence[int], progress: Progress, cancelled: Cancelled
) -> int:
    """Print these pages; how many were. A page that is larger than the paper is made smaller. Raises CannotPrint."""
    painter = QPainter()
    if not pages:
        return 0
    if not painter.begin(printer):
        raise CannotPrint
    printed = 0
    try:
        for page in pages:
            if cancelled():
                printer.abort()
                break
            if printed and not printer.newPage():
                raise CannotPrint
            told = QCoreApplication.translate("Printing", "Printing page")
            progress(Step(told, printed, len(pages)))
            paint_page(painter, drawings[page], _fitted(printer))
            printed += 1
    finally:
        painter.end()
    return printed


def _fitted(printer: QPrinter) -> QRectF:
    """Where an A4 page goes on the paper there is."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    whole = QSizeF(paper.width(), paper.height())
    size = QSizeF(210, 297)
    size.scale(whole, Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF((whole.width() - size.width()) / 2, (whole.height() - size.height()) / 2, size.width(), size.height())
