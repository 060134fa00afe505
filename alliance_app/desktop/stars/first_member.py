"""Before there is anybody to assess: one's own union is written down, or chosen among those that are here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, empty, label, labelled, restyle
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import MEMBER
from alliance_app.records.text import clean_title
from alliance_app.records.values import NewRecord

_WIDE = 460  # px


class FirstMember(QWidget):
    """`made(NewRecord)`: this is the union. `chosen(id)`: it is one that is here. `given_up`: back, without one."""

    made = Signal(object)
    chosen = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit(placeholderText=self.tr("The union's name, as the approval has it"))
        self.workers = QLineEdit(placeholderText=self.tr("How many work there"))
        self.members = QLineEdit(placeholderText=self.tr("How many of them are union members"))
        self.reason = label(role="wrong", wrap=True)
        self.reason.hide()
        self.go_on = button(self.tr("Begin the self-assessment"), self._make, role="primary")
        self.back = button(self.tr("Back"), self.given_up.emit)
        self.here = QVBoxLayout()
        self.here.setSpacing(6)
        self._of_these = label(self.tr("Or choose one that is here already"), role="section")
        for each in (self.name, self.workers, self.members):
            each.returnPressed.connect(self._enter)
        self._lay_out()

    def show_members(self, members: Sequence[tuple[str, str]], name: str, *, back: bool) -> None:
        """Begin; `name`: what the library is called; `back`: whether there is something to go back to."""
        empty(self.here)
        for record_id, title in members[:12]:
            self.here.addWidget(button(title, partial(self.chosen.emit, record_id), role="small"))
        self._of_these.setVisible(bool(members))
        self.back.setVisible(back)
        if not self.name.isModified():
            self.name.setText("" if members else name)

    def begin(self) -> None:
        """Put the keyboard into the name."""
        self.name.setFocus()
        self.name.selectAll()

    def _enter(self) -> None:
        """Enter goes on to the next line, and from the last one on to the page."""
        lines = [self.name, self.workers, self.members]
        place = next((at for at, line in enumerate(lines) if line.hasFocus()), len(lines))
        if place + 1 < len(lines):
            lines[place + 1].setFocus()
        else:
            self._make()

    def _make(self) -> None:
        fields = {}
        try:
            title = clean_title(self.name.text())
            for name, line in (("workers", self.workers), ("members", self.members)):
                value = MEMBER.by_name[name].parse(line.text())
                if value is not None:
                    fields[name] = value
        except AllianceError as error:
            self._complain(str(error))
            return
        if fields.get("members", 0) > fields.get("workers", fields.get("members", 0)):
            self._complain(self.tr("There are more union members than people working there: please look again."))
            return
        self._complain("")
        self.made.emit(NewRecord("member", title, fields))

    def _complain(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        restyle(self.name, "wrong", bool(reason) and not self.name.text().strip())

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(_WIDE)
        box = QVBoxLayout(card)
        box.setContentsMargins(26, 22, 26, 22)
        box.setSpacing(12)
        told = self.tr(
            "Three lines are enough. The indicators are then there with everything the library can count by itself."
        )
        box.addWidget(label(self.tr("First, your own union"), role="big"))
        box.addWidget(label(told, role="quiet", wrap=True))
        form = QFormLayout()
        form.setSpacing(9)
        form.addRow(labelled(self.tr("Union"), self.name), self.name)
        form.addRow(labelled(self.tr("People working there"), self.workers), self.workers)
        form.addRow(labelled(self.tr("Union members"), self.members), self.members)
        box.addLayout(form)
        box.addWidget(self.reason)
        row = QHBoxLayout()
        row.addWidget(self.go_on)
        row.addWidget(self.back)
        row.addStretch()
        box.addLayout(row)
        box.addWidget(self._of_these)
        box.addLayout(self.here)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
