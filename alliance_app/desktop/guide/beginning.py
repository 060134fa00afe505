"""Before there is a plan: four lines about the union, and one button that makes it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, label, labelled, restyle
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record, Value

_FACTS = ("founded_on", "workers", "members")


@dataclass(frozen=True, slots=True)
class Begun:
    """What the user says of the union. `member_id` is None for one that has no record yet."""

    member_id: str | None
    name: str
    fields: dict[str, Value]


class Beginning(QFrame):
    """`begun(Begun)`: the plan is to be made. `whose`: it is for another union."""

    begun = Signal(object)
    whose = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._member: Record | None = None
        self.name = QLineEdit()
        self.lines = {name: QLineEdit() for name in _FACTS}
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        self.make = button(self.tr("Make the plan of the first year"), self._begin, role="primary")
        self.other = button(self.tr("For another union ▾"), lambda: self.whose.emit(self.other), role="link")
        self._lay_out()
        for line in (self.name, *self.lines.values()):
            line.returnPressed.connect(self._enter)

    def show_member(self, member: Record | None, name: str) -> None:
        """Show what is known of the union; what is being typed stays."""
        if self._member is not None and member is not None and self._member.id == member.id:
            self._member = member
            return
        self._member = member
        if member is not None or not self.name.text().strip():
            self.name.setText(member.title if member is not None else name)
        self.name.setReadOnly(member is not None)
        for field, line in self.lines.items():
            if member is not None:
                line.setText(_shown(member, field))
        self.error.hide()

    def _enter(self) -> None:
        """Enter goes on to the next line, and from the last one on to the plan."""
        lines = [self.name, *self.lines.values()]
        place = next((at for at, line in enumerate(lines) if line.hasFocus()), len(lines))
        if place + 1 < len(lines):
            lines[place + 1].setFocus()
        else:
            self._begin()

    def _begin(self) -> None:
        kind = KINDS["member"]
        fields: dict[str, Value] = {}
        for name, line in self.lines.items():
            restyle(line, "wrong", value=False)
            try:
                fields[name] = kind.by_name[name].parse(line.text())
            except AllianceError as error:
                self._refuse(line, str(error))
                return
        if not self.name.text().strip():
            self._refuse(self.name, self.tr("What is your union called?"))
            return
        workers, members = fields["workers"], fields["members"]
        if workers is not None and members is not None and members > workers:
            self._refuse(self.lines["members"], self.tr("There are more union members than workers."))
            return
        self.error.hide()
        before = self._member.fields if self._member is not None else {}
        changed = {name: value for name, value in fields.items() if value != before.get(name)}
        self.begun.emit(Begun(self._member.id if self._member else None, self.name.text().strip(), changed))

    def _refuse(self, line: QLineEdit, reason: str) -> None:
        restyle(line, "wrong", value=True)
        self.error.setText(reason)
        self.error.show()
        line.setFocus()
        line.selectAll()

    def _lay_out(self) -> None:
        kind = KINDS["member"].by_name
        examples = {
            "founded_on": self.tr("e.g. 2026-09-10; the plan is counted from it"),
            "workers": self.tr("e.g. 120"),
            "members": self.tr("e.g. 96; may be filled in later"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.addWidget(labelled(self.tr("Union"), self.name), 0, 0)
        grid.addWidget(self.name, 0, 1)
        for row, (name, line) in enumerate(self.lines.items(), 1):
            line.setPlaceholderText(examples[name])
            grid.addWidget(labelled(kind[name].label, line), row, 0)
            grid.addWidget(line, row, 1)
        why = self.tr(
            "What a union does in its first year, month by month: what, how, and until when, with a template for each. "
            "What your records show as done already is left out."
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addStretch()
        buttons.addWidget(self.other)
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(560)
        box = QVBoxLayout(card)
        box.setContentsMargins(32, 26, 32, 24)
        box.setSpacing(14)
        box.addWidget(label(self.tr("A new union? Do this first"), role="middle"))
        box.addWidget(label(why, role="field", wrap=True))
        box.addLayout(grid)
        box.addWidget(self.error)
        box.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 24, 0, 0)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addStretch()

    def focus_first(self) -> None:
        """Put the keyboard where something is to be filled in."""
        wanted: list[QWidget] = [line for line in (self.name, *self.lines.values()) if not line.text()]
        (wanted[0] if wanted else self.make).setFocus()


def _shown(member: Record, field: str) -> str:
    value = member.fields.get(field)
    return "" if value is None else str(value)
