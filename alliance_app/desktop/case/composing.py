"""Composing a case: its outline, which way lies what, and the verbs that change its shape."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from alliance_app.desktop.case.at_hand import CaseAtHand
from alliance_app.desktop.case.outline_list import OutlineList
from alliance_app.desktop.case.proofs import Proofs
from alliance_app.desktop.case.workbench import Workbench
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.editor.splices import Units
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records.markdown.marks import marks
from alliance_app.records.values import Edit
from alliance_app.writeups.composing import add_section, move_section, rename_section, with_form
from alliance_app.writeups.sectioning import Section, sections_of

_FOLLOW = 120  # ms after the cursor has moved


class Composing(QWidget):
    """The outline, and what it does to the text. `dropped(dragged, place)`: a source was let fall on a section.

    `looked(sections)`: the outline as it was just read.
    """

    dropped = Signal(object, object)
    looked = Signal(object)

    def __init__(self, desk: Desk, case: CaseAtHand, body: BodyEditor, bench: Workbench, proofs: Proofs) -> None:
        super().__init__()
        self._desk = desk
        self._case = case
        self._body = body
        self._bench = bench
        self._proofs = proofs
        self.outline = OutlineList(desk.theme)
        self.add = button(self.tr("＋ Add a section"), self._add, role="link")
        self.nothing = label(
            self.tr("No sections yet. Choose a form above, or add a section."), role="quiet", wrap=True
        )
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(label(self.tr("Outline"), role="section"), 1)
        head.addWidget(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.outline)
        box.addWidget(self.nothing)
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW)
        self._following.timeout.connect(self._follow_cursor)
        self.outline.went_to.connect(self.go_to)
        self.outline.moved.connect(self._move)
        self.outline.renamed.connect(lambda place, words: case.do(lambda it: rename_section(it, place, words)))
        self.outline.dropped.connect(self.dropped)
        body.source.cursorPositionChanged.connect(self._following.start)
        bench.sheets.asked_for.connect(self._write_at)

    def refresh(self) -> None:
        """Show the outline as the text has it now."""
        self._look(lambda _sections: None)

    def _look(self, then: Callable[[Sequence[Section]], None]) -> None:
        """Read the outline off the GUI thread and show it, then go on with it."""
        case = self._case.case
        if case is None:
            return

        def show(sections: Sequence[Section]) -> None:
            self.outline.show_sections(sections)
            self.outline.setVisible(bool(sections))
            self.nothing.setVisible(not sections)
            self.looked.emit(sections)
            then(sections)

        self._desk.tasks.read(lambda: sections_of(case.body, case.title), show, owner=self)

    def use_form(self, form: str) -> None:
        """Give the case another form; text stays."""
        self._case.do(lambda case: with_form(case, form))

    def go_to(self, place: int) -> None:
        """Bring a section up, in the text and on the pages."""

        def show(sections: Sequence[Section]) -> None:
            if 0 <= place < len(sections):
                self.outline.choose(place)
                self._show_text_at(sections[place].start)
                self._show_page_of(place)

        self._look(show)

    def show_pulled(self, edit: Edit) -> None:
        """Bring up text that has just been put in."""
        fresh = [mark.start for mark in marks(edit.body or "") if mark.is_origin]

        def show(sections: Sequence[Section]) -> None:
            row = next((each.place for each in reversed(sections) if fresh and each.start <= fresh[-1]), -1)
            if row >= 0:
                self.outline.choose(row)
                self._show_page_of(row)

        self._look(show)

    def put_text(self, text: str) -> None:
        """Put a text into the case where the cursor stands."""
        self._bench.show_text()
        self._body.insert_text(text)
        self._body.setFocus()

    def _move(self, place: int, before: int | None) -> None:
        heading = self.outline.sections[place].heading

        def moved(_edit: Edit) -> None:
            self._look(lambda sections: self._choose_called(sections, heading))

        self._case.do(lambda case: move_section(case, place, before), moved)

    def _choose_called(self, sections: Sequence[Section], heading: str) -> None:
        row = next((each.place for each in sections if each.heading == heading), -1)
        if row >= 0:
            self.outline.choose(row)

    def _add(self) -> None:
        asked = self.tr("Add a section")
        words, agreed = QInputDialog.getText(self, asked, self.tr("Heading"))
        if agreed and words.strip():
            chosen = self.outline.currentRow()
            self.add_section(words.strip(), chosen if chosen >= 0 else None)

    def add_section(self, heading: str, after: int | None) -> None:
        """A new section behind another one; None is the end."""
        self._case.do(lambda case: add_section(case, heading, after), lambda _edit: self.refresh())

    # -- where is what

    def _show_text_at(self, start: int) -> None:
        source = self._body.source
        cursor = source.textCursor()
        cursor.setPosition(Units(self._body.body()).of(start))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        source.setTextCursor(cursor)
        bar = source.verticalScrollBar()
        bar.setValue(bar.value() + source.cursorRect(cursor).top() - 8)

    def _show_page_of(self, place: int) -> None:
        places = self._proofs.headings
        if 0 <= place < len(places):
            self._bench.sheets.go_to(*places[place])

    def _follow_cursor(self) -> None:
        """The outline and the pages show where the writer is."""
        if not self._body.source.hasFocus():
            return
        at = Units(self._body.body()).point(self._body.source.textCursor().position())
        row = next((each.place for each in reversed(self.outline.sections) if each.start <= at), -1)
        if row >= 0 and row != self.outline.currentRow():
            self.outline.choose(row)
            if self._bench.view == "both":
                self._show_page_of(row)

    def _write_at(self, page: int, points: float) -> None:
        """Somebody has pointed at a place of a page, to write there."""
        above = [place for place, at in enumerate(self._proofs.headings) if at <= (page, points + 4)]
        self._bench.show_text()
        sections = self.outline.sections
        if above and above[-1] < len(sections):
            self.outline.choose(above[-1])
            self._show_text_at(sections[above[-1]].start)
        self._body.source.setFocus(Qt.FocusReason.MouseFocusReason)
