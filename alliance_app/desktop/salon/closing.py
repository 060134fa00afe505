"""The closing step: what is proposed for a salon, each part to be ticked off or changed before it is done."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from alliance_app.alliance.due_days import read_day
from alliance_app.alliance.salon_notes import Closing
from alliance_app.alliance.undertakings import Undertaking
from alliance_app.desktop.widgets.looks import button, label, restyle, shown_as_it_is
from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Field
from alliance_app.records.kinds import DECISION, SALON
from alliance_app.records.text import clean_tags, clean_title
from alliance_app.records.values import Value

_WIDTH = 720  # px
_ROW = 30  # px
_MOST_SHOWN = 7  # follow-ups; more are scrolled to
_COLUMNS = {each.name: each for each in DECISION}
_WHAT, _WHO, _DUE = range(3)


@dataclass(frozen=True, slots=True)
class _Part:
    """One proposal of one line: its tick and what it says."""

    tick: QCheckBox
    line: QLineEdit

    @property
    def text(self) -> str | None:
        """What it says, where it is ticked and says anything."""
        return (self.line.text().strip() or None) if self.tick.isChecked() else None


class ClosingDialog(QDialog):
    """`agreed(Closing)`: do this. Esc and the left button leave everything as it is."""

    agreed = Signal(object)

    def __init__(self, parent: QWidget, proposed: Closing, held_on: date) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("End the salon"))
        self._held_on = held_on
        self.parts: dict[str, _Part] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._show_parts(proposed)
        self.follow_ups = self._table(proposed.follow_ups)
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        self.later = button(self.tr("Go on taking notes"), self.reject)
        self.act = button(self.tr("End with this") if self._any else self.tr("End"), self._agree, role="primary")
        self.act.setDefault(True)
        self._lay_out()
        self.act.setFocus()

    @property
    def _any(self) -> bool:
        return bool(self.parts) or self.follow_ups.rowCount() > 0

    def _show_parts(self, proposed: Closing) -> None:
        counted = {
            "said": self.tr("as the text says"),
            "named": self.tr("as many as spoke or took part: please check"),
        }
        self._add("title", self.tr("Title"), proposed.title, ticked=proposed.titled)
        self._add("tags", self.tr("Tags"), "、".join(proposed.tags) or None)
        self._add("ends_at", SALON.by_name["ends_at"].label, SALON.by_name["ends_at"].show(proposed.ends_at) or None)
        present = None if proposed.present is None else str(proposed.present)
        self._add("present", SALON.by_name["present"].label, present, counted.get(proposed.counted, ""))

    def _add(self, name: str, text: str, value: str | None, why: str = "", *, ticked: bool = True) -> None:
        if value is None:
            return
        tick, line = QCheckBox(text), QLineEdit(value)
        tick.setChecked(ticked)
        line.setAccessibleName(text)
        line.setCursorPosition(0)
        line.textEdited.connect(lambda: tick.setChecked(True))
        row = self._grid.rowCount()
        self._grid.addWidget(tick, row, 0)
        self._grid.addWidget(line, row, 1, 1, 1 if why else 2)
        if why:
            self._grid.addWidget(label(why, role="quiet"), row, 2)
        self.parts[name] = _Part(tick, line)

    def _table(self, follow_ups: tuple[Undertaking, ...]) -> QTableWidget:
        table = QTableWidget(len(follow_ups), 3)
        table.setObjectName("closingTable")
        table.setAccessibleName(self.tr("To be done"))
        table.setHorizontalHeaderLabels([_COLUMNS[name].label for name in ("what", "who", "due")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        for place in (_WHO, _DUE):
            header.resizeSection(place, 120)
        for number, each in enumerate(follow_ups):
            items = [QTableWidgetItem(text) for text in (each.what, each.who, each.due)]
            items[_WHAT].setFlags(items[_WHAT].flags() | Qt.ItemFlag.ItemIsUserCheckable)
            items[_WHAT].setCheckState(Qt.CheckState.Checked if each.sure else Qt.CheckState.Unchecked)
            items[_WHAT].setToolTip(shown_as_it_is(each.what) if len(each.what) > 20 else "")
            for place, item in enumerate(items):
                table.setItem(number, place, item)
        shown = min(len(follow_ups), _MOST_SHOWN)
        table.setFixedHeight(shown * _ROW + header.sizeHint().height() + 4)
        return table

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 20)
        box.setSpacing(14)
        box.addWidget(label(self.tr("End the salon"), role="big"))
        told = self.tr("This is proposed. Take off the tick of what shall stay as it is, or change it here.")
        nothing = self.tr("Title, tags and times are all there, and the text names nothing that is left to be done.")
        box.addWidget(label(told if self._any else nothing, role="field", wrap=True))
        box.addLayout(self._grid)
        if self.follow_ups.rowCount():
            box.addWidget(label(self.tr("To be done, for the decisions"), role="section"))
            box.addWidget(self.follow_ups)
        else:
            self.follow_ups.setParent(self)
            self.follow_ups.hide()
        box.addWidget(self.error)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.later)
        row.addWidget(self.act)
        box.addLayout(row)
        self.setFixedWidth(_WIDTH)

    def _agree(self) -> None:
        try:
            agreed = self._agreed()
        except AllianceError as error:
            self.error.setText(str(error))
            self.error.show()
            return
        self.agreed.emit(agreed)
        self.accept()

    def _agreed(self) -> Closing:
        """What is ticked, checked. Raises AllianceError for what cannot be stored."""
        title, tags = self._said("title"), self._said("tags")
        return Closing(
            title=None if title is None else clean_title(title),
            tags=() if tags is None else clean_tags(tuple(SALON.by_name["topics"].parse(tags) or ())),
            ends_at=self._parsed("ends_at", SALON.by_name["ends_at"]),
            present=self._parsed("present", SALON.by_name["present"]),
            follow_ups=tuple(self._ticked()),
        )

    def _said(self, name: str) -> str | None:
        return self.parts[name].text if name in self.parts else None

    def _parsed(self, name: str, field: Field) -> Value:
        text = self._said(name)
        if text is None:
            return None
        line = self.parts[name].line
        restyle(line, "wrong", True)
        value = field.parse(text)
        restyle(line, "wrong", False)
        return value

    def _ticked(self) -> list[Undertaking]:
        found = []
        for number in range(self.follow_ups.rowCount()):
            items = (self.follow_ups.item(number, place) for place in range(3))
            cells = [item for item in items if item is not None]
            if cells[_WHAT].checkState() is Qt.CheckState.Checked:
                what, who = (
                    _COLUMNS[name].parse(cell.text()) or "" for name, cell in zip(("what", "who"), cells, strict=False)
                )
                found.append(Undertaking(what, who, self._day(cells[_DUE].text().strip())))
        return found

    def _day(self, typed: str) -> str:
        day = read_day(typed, self._held_on)
        if typed and day is None:
            raise _COLUMNS["due"].refused(self.tr("“{text}” is not a day").format(text=typed))
        return "" if day is None else day.isoformat()
