"""The indicators of one class as a table, and the class's heading above it."""

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from alliance_app.alliance.catalogue import Indicator, IndicatorClass, Item
from alliance_app.alliance.scope import Counted
from alliance_app.alliance.stars import Assessment
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.stars.indicator_row import IndicatorRow
from alliance_app.desktop.stars.words import aim, points, star_name
from alliance_app.desktop.widgets.looks import label
from alliance_app.library import Row

_COLUMNS = 7
_TOP = Qt.AlignmentFlag.AlignTop
_WIDTHS = {0: 40, 1: 130, 2: 112, 3: 54, 4: 62}  # px at least


class ClassTable(QWidget):
    """`put(code, cells)`: something is given. `passed(step)`: the keyboard goes on past the last value, or the first.

    The others are its rows', with the indicator's code first.
    """

    put = Signal(str, object)
    passed = Signal(int)
    listed = Signal(str, object)
    opened = Signal(str)
    taken_back = Signal(str)
    attach = Signal(str)
    explain = Signal(str)
    evidence_gone = Signal(str, str)

    def __init__(self, desk: Desk, part: IndicatorClass, member_id: str) -> None:
        super().__init__()
        self.part = part
        self.codes = tuple(each.code for item in part.items for each in item.indicators)
        self.rows: dict[str, IndicatorRow] = {}
        self._desk = desk
        self._member_id = member_id
        self._growing = self._grow()
        self._line = 1  # of the grid, the next to be filled
        self._item_points: dict[str, QLabel] = {}
        self._asked = label(role="section")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._heading(len(self.codes)))
        box.addLayout(self._grid)
        self._add_heads()

    def grow(self) -> bool:
        """Make one more row, a few milliseconds' work; False when all are there."""
        return next(self._growing, False)

    @property
    def whole(self) -> bool:
        """Whether all rows are there."""
        return len(self.rows) == len(self.codes)

    def finish(self) -> None:
        """Make all rows that are missing."""
        while self.grow():
            pass

    @property
    def keys(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in order."""
        return tuple(each for code in self.codes for each in self.rows[code].keys)

    def show_assessment(self, found: Assessment, counted: Mapping[str, Counted], rows: Mapping[str, Row]) -> None:
        """Show how its indicators stand; what is being typed stays."""
        star = aim(found.stars)
        self._asked.setText(self.tr("Target, {star}").format(star=star_name(star)))
        for code, row in self.rows.items():
            row.show_scored(found.scored[code], counted.get(code), star, rows)
        for item in self.part.items:
            if item.code not in self._item_points:
                continue
            earned = sum(found.scored[each.code].points for each in item.indicators)
            text = f"{points(earned)} / {points(item.points)}"
            self._item_points[item.code].setText(text)

    def begin(self, code: str = "", *, last: bool = False) -> None:
        """Put the keyboard into an indicator's value; into the first one's, or the last one's."""
        wanted = code if code in self.codes else self.codes[-1 if last else 0]
        self.rows[wanted].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, code: str, row: IndicatorRow) -> None:
        row.put.connect(lambda cells: self.put.emit(code, cells))
        row.line.gone.connect(partial(self._go, code))
        row.listed.connect(self.listed)
        row.opened.connect(self.opened)
        row.taken_back.connect(lambda: self.taken_back.emit(code))
        row.attach.connect(lambda: self.attach.emit(code))
        row.explain.connect(lambda: self.explain.emit(code))
        row.evidence_gone.connect(lambda gone: self.evidence_gone.emit(code, gone))

    def _go(self, code: str, step: int) -> None:
        place = self.codes.index(code) + step
        if 0 <= place < len(self.codes):
            self.rows[self.codes[place]].line.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.passed.emit(step)

    def _heading(self, count: int) -> QLabel:
        text = self.tr("{name} · {items} items · {count} indicators")
        return label(text.format(name=self.part.label, items=len(self.part.items), count=count), role="middle")

    def _add_heads(self) -> None:
        heads = (self.tr("No."), self.tr("Indicator"), self.tr("This year"), "", self.tr("Points"), self.tr("Evidence"))
        for place, text in enumerate(heads):
            head = self._asked if place == 3 else label(text, role="section")
            self._grid.addWidget(head, 0, place)
        for place, width in _WIDTHS.items():
            self._grid.setColumnMinimumWidth(place, width)
        self._grid.setColumnStretch(1, 5)
        self._grid.setColumnStretch(5, 4)

    def _grow(self) -> Iterator[bool]:
        for item in self.part.items:
            self._add_item(item)
            for indicator in item.indicators:
                self._add_indicator(indicator)
                yield indicator.code != self.codes[-1]

    def _add_item(self, item: Item) -> None:
        self._rule()
        self._item_points[item.code] = label(role="item")
        name = label(f"{item.code.removeprefix('C')}  {item.label}", role="item")
        self._grid.addWidget(name, self._line, 0, 1, 4)
        self._grid.addWidget(self._item_points[item.code], self._line, 4)
        self._line += 1

    def _add_indicator(self, indicator: Indicator) -> None:
        self._rule()
        row = IndicatorRow(self._desk, indicator, self._member_id)
        for place, part in enumerate(row.parts):
            self._grid.addWidget(part, self._line, place)
            if place not in (1, 2, 5):
                self._grid.setAlignment(part, _TOP)
            for each in (part, *part.findChildren(QWidget)):
                each.ensurePolished()  # now, not when all of them come into sight at once
        self._line += 1
        self.rows[indicator.code] = row
        self._connect(indicator.code, row)

    def _rule(self) -> None:
        line = QFrame()
        line.setFixedHeight(1)
        line.setProperty("rule", True)
        self._grid.addWidget(line, self._line, 0, 1, _COLUMNS)
        self._line += 1
