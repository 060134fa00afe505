"""The middle of a case: its text being written, the pages it becomes, or both side by side."""

from functools import partial
from typing import Literal, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.printing.sheets import PIXELS, POINTS, SheetsView
from alliance_app.desktop.widgets.looks import button, label

View = Literal["write", "both", "pages"]
_VIEWS: tuple[View, ...] = get_args(View)
_WIDE = 900  # px; narrower, two columns would both be too narrow to read
_TIGHT = 480  # px; narrower, there is room for a number only
_KEY = "case/view"


class Workbench(QWidget):
    """`looked`: the pages are looked at that were not before."""

    looked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen = desk.settings.text(_KEY)
        self._view: View | None = None
        self.sheets = SheetsView(desk.theme)
        self.text = QFrame()
        self.text.setObjectName("caseText")
        self._place = QVBoxLayout(self.text)
        self._place.setContentsMargins(22, 12, 18, 0)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setHandleWidth(1)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.text)
        self.halves.addWidget(self.sheets)
        self.text.setMinimumWidth(260)
        self.sheets.setMinimumWidth(260)
        desk.settings.follow_splitter("case-halves", self.halves, (500, 500))
        self.views = QButtonGroup(self)
        self.page = label(role="quiet")
        self.smaller = button("−", lambda: self.sheets.zoom_by(-1), role="quiet", name=self.tr("Smaller"))
        self.scale = button("100 %", self._toggle_zoom, role="quiet", name=self.tr("Zoom"))
        self.scale.setToolTip(self.tr("Actual size, or as wide as there is room"))
        self.larger = button("＋", lambda: self.sheets.zoom_by(1), role="quiet", name=self.tr("Larger"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        box.addWidget(self.halves, 1)
        self.sheets.turned.connect(self._tell_page)
        self.sheets.zoomed.connect(self._tell_zoom)

    @property
    def view(self) -> View:
        """What is shown now."""
        return self._view or "pages"

    def take(self, body: BodyEditor) -> None:
        """Let the text be written here."""
        self._place.addWidget(body)
        body.show()
        _show_modes(body, shown=False)

    def give(self, body: BodyEditor) -> None:
        """Let the text go back to where it is written otherwise."""
        _show_modes(body, shown=True)

    def show_view(self, view: View, *, chosen: bool = True) -> None:
        """Show text, pages or both; `chosen`: the writer wants it so from now on."""
        if chosen:
            self._chosen = view
            self._desk.settings.keep_text(_KEY, view)
        self.views.button(_VIEWS.index(view)).setChecked(True)
        if view == self._view:
            return
        had_keyboard = self.text.isAncestorOf(self.focusWidget() or self)
        self._view = view
        self.text.setVisible(view != "pages")
        self.sheets.setVisible(view != "write")
        self._show_tools()
        if view == "pages" and had_keyboard:
            self.sheets.setFocus()
        if view != "write":
            self.looked.emit()

    def show_text(self) -> None:
        """Have the text in sight, to be written in."""
        if self.view == "pages":
            self.show_view("both" if self.width() >= _WIDE else "write", chosen=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What fits, as long as the writer has not said otherwise."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= _WIDE
        known = next((each for each in _VIEWS if each == self._chosen), None)
        if self._view is None or known is None:
            self.show_view(known or ("both" if wide else self._view or "pages"), chosen=False)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("benchBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(4)
        names = {"write": self.tr("Text"), "both": self.tr("Side by side"), "pages": self.tr("Pages")}
        for number, view in enumerate(_VIEWS):
            made = QPushButton(names[view])
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("tab", True)
            made.setAccessibleName(self.tr("Show: {what}").format(what=names[view]))
            made.clicked.connect(partial(self._choose, view))
            self.views.addButton(made, number)
            row.addWidget(made)
        row.addStretch()
        for part in (self.page, self.smaller, self.scale, self.larger):
            row.addWidget(part)
        return bar

    def _choose(self, view: View, _checked: bool = False) -> None:
        self.show_view(view)

    def _show_tools(self) -> None:
        for part in (self.page, self.smaller, self.scale, self.larger):
            part.setVisible(self.view != "write")

    def _toggle_zoom(self) -> None:
        self.sheets.use_zoom(1.0 if self.sheets.zoom is None else None)

    def _tell_page(self, page: int) -> None:
        count = len(self.sheets.sheets)
        self.page.setText(f"{page + 1} / {count}" if count else "")
        self.page.setAccessibleName(self.tr("Page {number} of {count}").format(number=page + 1, count=count))

    def _tell_zoom(self) -> None:
        percent = f"{round(self.sheets.scale * POINTS / PIXELS * 100)} %"
        fitted = self.sheets.zoom is None and self.width() > _TIGHT
        self.scale.setText(self.tr("Fit width · {percent}").format(percent=percent) if fitted else percent)


def _show_modes(body: BodyEditor, *, shown: bool) -> None:
    """The editor's own choice between text and preview, which the one over it stands for here."""
    if body.previewing:
        body.show_preview(preview=False)
    for each in body.toolbar.findChildren(QToolButton):
        if each.objectName() in ("editor_edit", "editor_preview"):
            each.setVisible(shown)
    rules = body.toolbar.findChildren(QFrame, "editorRule")
    if rules:
        rules[-1].setVisible(shown)
