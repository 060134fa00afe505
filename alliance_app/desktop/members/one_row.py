"""One row of a roster in full: before and after field by field, each fault, and which member is meant."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.looks import empty, label
from alliance_app.intake.roster import AS_NEW, Candidate, PreviewRow

_HEIGHT, _WHICH = 168, 240  # px


class OneRow(QFrame):
    """Shows a row. `answered(number, id)`: which member a row means; AS_NEW for none, "" for not told."""

    answered = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFixedHeight(_HEIGHT)
        self._desk = desk
        self._number = 0
        self._asked: dict[int, tuple[Candidate, ...]] = {}  # also once it was answered, so that it can be taken back
        self.heading = label(role="strong")
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which member is meant"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.setMinimumWidth(_WHICH)
        self.which.setMaximumWidth(2 * _WHICH)
        self.which.activated.connect(lambda _index: self.answered.emit(self._number, self.which.currentData()))
        self._inner = QWidget()
        self._inner.setObjectName("oneRow")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(3, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._inner)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.which)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 8, 8)
        box.addLayout(head)
        box.addWidget(scroll, 1)

    def show_row(self, row: PreviewRow | None, answer: str) -> None:
        """Show a row, and what was answered for it."""
        empty(self._grid)
        self.which.hide()
        self.heading.setText("")
        if row is None:
            return
        self._number = row.number
        self.heading.setText(self.tr("Row {row}: {name}").format(row=row.number, name=row.name or "—"))
        self._offer(row, answer)
        line = 0
        for fault in row.faults:
            self._put(line, f"{fault.place} {fault.column}", fault.reason, wrong=True)
            line += 1
        for change in row.changes:
            before = "" if row.id is None else f"{change.before or '—'} → "
            self._put(line, change.label, before + change.after)
            line += 1
        for remark in row.remarks:
            self._put(line, self.tr("Note"), remark)
            line += 1
        if not line and not row.candidates:
            self._put(0, "", self.tr("It says what the library holds already."))
        self._grid.setRowStretch(max(line, 1), 1)

    def _offer(self, row: PreviewRow, answer: str) -> None:
        if row.candidates:
            self._asked[row.number] = row.candidates
        asked = self._asked.get(row.number, ())
        if not asked or not (row.candidates or answer):
            return
        self.which.clear()
        self.which.addItem(self.tr("Which member is meant?"), "")
        for each in asked:
            self.which.addItem(each.title, each.id)
        self.which.addItem(self.tr("None of these: a new member"), AS_NEW)
        self.which.setCurrentIndex(max(self.which.findData(answer), 0))
        self.which.show()

    def _put(self, line: int, name: str, text: str, *, wrong: bool = False) -> None:
        self._grid.addWidget(label(name, role="field"), line, 0, Qt.AlignmentFlag.AlignTop)
        said: QLabel = label(text, role="wrong" if wrong else "", wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(said, line, 1, 1, 3)
