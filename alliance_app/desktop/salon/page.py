"""The page of a salon under way: agenda and speakers at the side, the text, the decisions below it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.salon.decisions import DecisionsTable
from alliance_app.desktop.salon.head import SalonHead
from alliance_app.desktop.salon.rows import SideList
from alliance_app.desktop.widgets.looks import button, label

_WIDEST = 980  # px: longer lines are hard to read
_SIDE = 268  # px


class SalonPage(QWidget):
    """Shows; LiveSalon works it. `left` when Esc reaches it; `files(paths)` were dropped or chosen."""

    left = Signal()
    files = Signal(list)

    def __init__(self, desk: Desk, pages: QWidget) -> None:
        super().__init__(pages)
        self.setObjectName("salonPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.head = SalonHead()
        self.agenda = SideList(self.tr("Topics"), self.tr("F2 next"), self.tr("＋ Add a topic"))
        self.speakers = SideList(self.tr("Speakers"), "Alt+1…9", self.tr("＋ Add a speaker (name·union)"))
        self.photo = button(self.tr("＋ Photos"), self._choose_files, role="small", name=self.tr("Add photos or files"))
        self.decisions = DecisionsTable(desk)
        self.reason = label(role="wrong")
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._place = QVBoxLayout()
        self._lay_out(desk)
        self.head.left.connect(self.left)
        for line in (self.agenda, self.speakers):
            line.left.connect(self.focus_text)
        self.decisions.left.connect(self.focus_text)
        self.decisions.refused.connect(self.reason.setText)

    def take_body(self, body: BodyEditor) -> None:
        """Write in this editor; the record's view lends it."""
        self._place.addWidget(body)
        body.show()

    def focus_text(self) -> None:
        """Put the keyboard into the text."""
        item = self._place.itemAt(0)
        body = item.widget() if item else None
        if body is not None:
            body.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_decisions(self) -> None:
        """From the text to the decisions, and back."""
        if self.decisions.hasFocus() or self.decisions.isAncestorOf(self.focusWidget() or self):
            self.focus_text()
        else:
            self.decisions.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc that nothing on the page wanted goes back to the record."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Photos may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Keep them with the salon."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files.emit(paths)

    def _choose_files(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(self, self.tr("Add photos or files"))
        if chosen:
            self.files.emit([Path(each) for each in chosen])

    def _lay_out(self, desk: Desk) -> None:
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._text())
        self.splitter.addWidget(self._below())
        self.splitter.setStretchFactor(0, 1)
        desk.settings.follow_splitter("salon", self.splitter, (540, 224))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self.splitter, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addLayout(row, 1)

    def _text(self) -> QWidget:
        holder = QWidget()
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        column.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        outer = QHBoxLayout(holder)
        outer.setContentsMargins(36, 14, 36, 0)
        outer.addWidget(column)
        holder.setMinimumHeight(180)
        return holder

    def _below(self) -> QWidget:
        holder = QFrame()
        holder.setObjectName("salonBelow")
        hint = label(self.tr("F4 · Tab next cell · Enter next row · Ctrl+Delete takes a row out"), role="quiet")
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Decisions"), role="strong"))
        head.addSpacing(8)
        head.addWidget(self.reason, 1)
        head.addWidget(hint)
        box = QVBoxLayout(holder)
        box.setContentsMargins(36, 10, 36, 14)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.decisions, 1)
        holder.setMinimumHeight(136)
        return holder

    def _side(self) -> QWidget:
        inner = QWidget()
        inner.setObjectName("salonSideInner")
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(18)
        column.addWidget(self.agenda)
        column.addWidget(self.speakers)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        below = QHBoxLayout()
        below.setContentsMargins(20, 8, 20, 14)
        below.setSpacing(10)
        below.addWidget(self.photo)
        below.addWidget(label(self.tr("or drop them anywhere,\nor paste with Ctrl+V"), role="quiet"), 1)
        side = QFrame()
        side.setObjectName("salonSide")
        side.setFixedWidth(_SIDE)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll, 1)
        box.addLayout(below)
        return side
