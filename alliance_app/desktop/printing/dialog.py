"""The look before printing: the pages, larger and smaller, and the way to the printer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.printing.drawing import picture_of
from alliance_app.desktop.printing.sheets import A4, PIXELS, POINTS, Sheet, SheetsView, Wanted
from alliance_app.desktop.widgets.looks import button, label


class PrintDialog(QDialog):
    """`agreed(page)`: print; `page`, from 0, is the one looked at."""

    agreed = Signal(int)

    def __init__(self, desk: Desk, title: str, drawings: Sequence[bytes], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.title = title
        self.drawings = drawings
        self._drawing = False
        self.setWindowTitle(self.tr("Print: {title}").format(title=title))
        self.sheets = SheetsView(desk.theme)
        self.page = label(role="quiet")
        self.scale = label(role="quiet")
        self.go = button(self.tr("Print…"), self._agree, role="primary")
        self.go.setDefault(True)
        bar = QFrame()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self.page)
        row.addStretch()
        row.addWidget(button("−", lambda: self.sheets.zoom_by(-1), role="small", name=self.tr("Smaller")))
        row.addWidget(self.scale)
        row.addWidget(button("＋", lambda: self.sheets.zoom_by(1), role="small", name=self.tr("Larger")))
        row.addWidget(button(self.tr("Fit width"), lambda: self.sheets.use_zoom(None), role="small"))
        row.addSpacing(16)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        row.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.sheets, 1)
        box.addWidget(bar)
        self.sheets.turned.connect(self._tell_page)
        self.sheets.zoomed.connect(self._tell_zoom)
        self.sheets.wanted.connect(self._draw)
        room = parent.window().size()
        self.resize(min(room.width() - 60, 860), room.height() - 40)
        self.sheets.show_sheets([Sheet(*A4, number) for number in range(len(drawings))])
        self.sheets.setFocus()

    @property
    def idle(self) -> bool:
        """Whether every page in view is drawn."""
        return not self._drawing

    def _agree(self) -> None:
        self.agreed.emit(self.sheets.page)

    def _tell_page(self, page: int) -> None:
        self.page.setText(self.tr("Page {number} of {count}").format(number=page + 1, count=len(self.drawings)))

    def _tell_zoom(self) -> None:
        self.scale.setText(f"{round(self.sheets.scale * POINTS / PIXELS * 100)} %")

    def _draw(self, wanted: Sequence[Wanted]) -> None:
        self._drawing = True
        drawings = self.drawings

        def work() -> list[tuple[Wanted, QImage]]:
            return [(page, picture_of(drawings[page.number], page.pixels)) for page in wanted]

        def show(pictures: list[tuple[Wanted, QImage]]) -> None:
            self._drawing = False
            for page, picture in pictures:
                self.sheets.show_picture(page, picture)

        self._desk.tasks.read(work, show, owner=self, lane="print-sheets")
