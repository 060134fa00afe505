"""Bonus, deductions and vetoes: how many times, or a tick; folded away where nothing of it is given."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from alliance_app.alliance.assessed import Line
from alliance_app.alliance.catalogue import Catalogue, Extra, Named
from alliance_app.alliance.stars import Assessment
from alliance_app.desktop.stars.value_line import ValueLine
from alliance_app.desktop.stars.words import number
from alliance_app.desktop.widgets.looks import button, label


class Extras(QWidget):
    """`put(code, cells)`: something is given."""

    put = Signal(str, object)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._open = self._touched = False
        self.fold = button("", self._toggle, role="whose")
        self.lines: dict[str, ValueLine] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(8, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._head(self.tr("Bonus, {most} points at most").format(most=f"{catalogue.most_bonus:g}"))
        for each in catalogue.bonus:
            self._add_counted(each, "+")
        self._head(self.tr("Deductions, {most} points at most").format(most=f"{catalogue.most_deducted:g}"))
        for each in catalogue.deductions:
            self._add_counted(each, "−")
        self._head(self.tr("Vetoes: with one of these there are no stars"))
        for veto in catalogue.vetoes:
            self._add_veto(veto)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._inside)
        self._inside.hide()

    @property
    def keys(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in order."""
        return (self.fold, *self.lines.values(), *self.ticks.values())

    def show_assessment(self, found: Assessment, lines: Mapping[str, Line]) -> None:
        """Show what is given."""
        values = {code: (lines.get(code) or {}).get("value") for code in (*self.lines, *self.ticks)}
        for code, line in self.lines.items():
            line.show_value(values[code], counted=False)
        for code, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked((values[code] or 0) > 0)
            tick.blockSignals(False)
        self._said = self.tr("Bonus +{bonus} · deductions −{deducted} · vetoes {vetoes}").format(
            bonus=number(found.bonus) or "0", deducted=number(found.deducted) or "0", vetoes=len(found.vetoes)
        )
        if not self._touched and any(values.values()):
            self._open = True
        self._show()

    def _show(self) -> None:
        self.fold.setText(f"{'▾' if self._open else '▸'} {self._said}")
        self.fold.setAccessibleName(self._said)
        self._inside.setVisible(self._open)

    def _toggle(self) -> None:
        self._touched = True
        self._open = not self._open
        self._show()

    def _head(self, text: str) -> None:
        self._grid.addWidget(label(text, role="section"), self._grid.rowCount(), 0, 1, 3)

    def _add_counted(self, each: Extra, sign: str) -> None:
        row = self._grid.rowCount()
        line = ValueLine(each.label)
        line.setFixedWidth(64)
        line.typed.connect(lambda value: self.put.emit(each.code, {"value": value}))
        line.gone.connect(lambda step: self._go(each.code, step))
        self.lines[each.code] = line
        per = self.tr("{sign}{points} each, {cap} at most") if each.cap < 1e9 else self.tr("{sign}{points} each")
        said = per.format(sign=sign, points=f"{each.points:g}", cap=f"{each.cap:g}")
        self._grid.addWidget(label(each.label, wrap=True), row, 0)
        self._grid.addWidget(label(said, role="quiet"), row, 1)
        self._grid.addWidget(line, row, 2)

    def _add_veto(self, veto: Named) -> None:
        tick = QCheckBox(veto.label)
        tick.setAccessibleName(veto.label)
        tick.toggled.connect(lambda on: self.put.emit(veto.code, {"value": 1 if on else None}))
        self.ticks[veto.code] = tick
        self._grid.addWidget(tick, self._grid.rowCount(), 0, 1, 3)

    def _go(self, code: str, step: int) -> None:
        codes = list(self.lines)
        place = codes.index(code) + step
        if 0 <= place < len(codes):
            self.lines[codes[place]].setFocus(Qt.FocusReason.TabFocusReason)
