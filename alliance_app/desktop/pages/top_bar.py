"""The line over everything: search, how much was found and how fast, export, new."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.looking import Answer, Question
from alliance_app.desktop.widgets.looks import label, shown_as_it_is
from alliance_app.desktop.widgets.record_head import export_choices
from alliance_app.desktop.widgets.search_box import SearchBox
from alliance_app.records.kinds import KINDS


class TopBar(QFrame):
    """`export(format)`, `export_many(what)`, `make(kind)` and `make_live` are asked for by its menus.

    `make_live`: a salon that is under way.
    """

    export = Signal(str)
    export_many = Signal(str)
    make = Signal(str)
    make_live = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.search = SearchBox(desk)
        self._last: Question | None = None
        self._took = 0
        self.result = label(role="quiet")
        self.result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.out = QPushButton(self.tr("Export ▾"))
        self.out.setAccessibleName(self.tr("Export"))
        out = QMenu(self)
        for text, form in export_choices():
            out.addAction(text, partial(self.export.emit, form))
        out.addSeparator()
        for text, what in (
            (self.tr("Selected records…"), "chosen"),
            (self.tr("All results…"), "all"),
            (self.tr("Excel list…"), "list"),
        ):
            out.addAction(text, partial(self.export_many.emit, what))
        self.out.setMenu(out)
        self.new = QPushButton(self.tr("＋ New ▾"))
        self.new.setProperty("primary", True)
        self.new.setAccessibleName(self.tr("New"))
        self.new.setToolTip("Ctrl+N")
        self.new_menu = QMenu(self)
        for name, kind in KINDS.items():
            self.new_menu.addAction(kind.label, partial(self.make.emit, name))
        self.new_menu.addSeparator()
        self.new_menu.addAction(self.tr("Live salon notes"), self.make_live.emit)
        self.new.setMenu(self.new_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 11, 20, 11)
        row.setSpacing(12)
        row.addWidget(self.search, 4)
        row.addWidget(self.result, 3)
        row.addWidget(self.out)
        row.addWidget(self.new)
        self.setFixedHeight(60)

    def offer_new(self) -> None:
        """Open the list of what can be made, its first line ready for Enter."""
        QTimer.singleShot(0, self, lambda: self.new_menu.setActiveAction(self.new_menu.actions()[0]))
        self.new.showMenu()

    def show_answer(self, answer: Answer) -> None:
        """Say how many were found, how fast, and how the words were read when that needs saying."""
        # What comes after the first screenful of the same answer is no time the user waited.
        self._took = self._took if answer.question == self._last else max(1, round(answer.took))
        self._last = answer.question
        if not answer.question.searching:
            self.result.setText("")
            self.result.setToolTip("")
            return
        text = self.tr("{count} records · {time} ms").format(count=f"{answer.total or 0:,}", time=self._took)
        found = answer.found
        if found is not None and found.corrected and found.read_as:
            text += " · " + self.tr("read as {words}").format(words=found.read_as)
        self.result.setText(text)
        self.result.setToolTip(shown_as_it_is(found.read_as) if found else "")
