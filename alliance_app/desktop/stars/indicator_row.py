"""One indicator in the table: its value, what the next star asks for, what it earns, its evidence, and the rest."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from alliance_app.alliance.catalogue import Indicator
from alliance_app.alliance.scope import Counted
from alliance_app.alliance.stars import Scored
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.stars.evidence import Evidence
from alliance_app.desktop.stars.value_line import ValueLine
from alliance_app.desktop.stars.words import number, points, star_name, target
from alliance_app.desktop.widgets.looks import button, label, restyle, shown_as_it_is
from alliance_app.library import Row

_JOINER = "\N{WORD JOINER}"


class IndicatorRow(QObject):
    """The parts of a row, to be laid out by the table.

    `put(cells)`: something is given. `listed(title, ids)`, `opened(id)`: show records. `taken_back`, `attach`,
    `explain`: the counted value is to hold again, a file to be added, the measure to be shown. `evidence_gone(id)`.
    """

    put = Signal(object)
    listed = Signal(str, object)
    opened = Signal(str)
    taken_back = Signal()
    attach = Signal()
    explain = Signal()
    evidence_gone = Signal(str)

    def __init__(self, desk: Desk, indicator: Indicator, member_id: str) -> None:
        super().__init__()
        self.indicator = indicator
        self._theme = desk.theme
        self._counted: Counted | None = None
        self._scored: Scored | None = None
        self.code = label(short_number(indicator), role="quiet")
        self.name = label(wrap=True)
        self.name.setTextFormat(Qt.TextFormat.RichText)
        self.name.setToolTip(shown_as_it_is(indicator.measure))
        self.unit = label(indicator.unit, role="quiet")
        self.line = ValueLine(self.tr("{name}, value").format(name=indicator.label))
        self.source = button("", self._use_source, role="link")
        self.reason = label(role="wrong", wrap=True)
        self.target = label()
        self.points = label()
        self.evidence = Evidence(desk, indicator.label, member_id, self.source)
        self.note = QLineEdit(placeholderText=self.tr("Remark"))
        self.note.setProperty("flat", True)
        self.note.setProperty("remark", True)
        self.note.setAccessibleName(self.tr("{name}, remark").format(name=indicator.label))
        self.more = QPushButton("⋯")
        self.more.setProperty("quiet", True)
        self.more.setAutoDefault(False)
        self.more.setAccessibleName(self.tr("More for {name}").format(name=indicator.label))
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.named, self.valued, self._rest = self._named_cell(), self._value_cell(), _padded(self.more, 5)
        for each in (self.code, self.target, self.points):
            each.setContentsMargins(0, 9, 0, 8)
        self.code.setContentsMargins(0, 11, 0, 8)
        self._connect()

    def _connect(self) -> None:
        self.line.typed.connect(lambda value: self.put.emit({"value": value}))
        self.line.refused.connect(self._complain)
        self.note.textEdited.connect(lambda text: self.put.emit({"note": text.strip() or None}))
        self.note.editingFinished.connect(self._fold_note)
        self.evidence.linked.connect(lambda ids: self.put.emit({"evidence": list(ids)}))
        self.evidence.removed.connect(self.evidence_gone)
        self.evidence.opened.connect(self.opened)
        self.evidence.listed.connect(lambda ids: self.listed.emit(self.indicator.label, ids))
        self.menu.aboutToShow.connect(self._fill_menu)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What stands in the table's columns."""
        return (self.code, self.named, self.valued, self.target, self.points, self.evidence, self._rest)

    @property
    def keys(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in order."""
        return (self.line, self.note, self.source, *self.evidence.keys, self.more)

    def show_scored(self, scored: Scored, counted: Counted | None, star: int, rows: Mapping[str, Row]) -> None:
        """Show how it stands; `star`: the one that is aimed at. What is being typed stays."""
        self._scored, self._counted = scored, counted
        answer, indicator = scored.answer, self.indicator
        required = star in indicator.required_for
        self.name.setText(escape(indicator.label) + (self._badge(star) if required else ""))
        self.line.setEnabled(not answer.na)
        self.line.show_value(answer.value, counted=answer.counted)
        self.target.setText(target(indicator, star))
        self.points.setText(f"{points(scored.points)} / {points(indicator.points)}")
        self.points.setAccessibleName(
            self.tr("{name}: {points} of {most} points").format(
                name=indicator.label, points=points(scored.points), most=points(indicator.points)
            )
        )
        full = scored.points >= indicator.points - 1e-9
        restyle(self.points, "earned", "full" if full else "some" if scored.points > 0 else "none")
        own = () if answer.counted and counted is not None and answer.evidence == counted.records else answer.evidence
        behind = counted.records if answer.counted and counted is not None else ()
        self.evidence.show_evidence(own, [each for each in behind if each not in own], rows)
        if not self.note.hasFocus():
            self.note.setText(answer.note)
            self.note.setCursorPosition(0)
            self.note.setVisible(bool(answer.note))
        self._show_source()

    def _badge(self, star: int) -> str:
        """That a star asks for this indicator; HTML, so that it stands behind the name, wherever that ends."""
        colours, text = self._theme.colours, self.tr("required: {star}").format(star=star_name(star))
        whole = _JOINER.join(text.replace(" ", "\N{NO-BREAK SPACE}"))  # not parted at the end of a line
        look = f"background-color: {colours.gold_wash}; color: {colours.gold_ink}; font-size: 11px"
        return f" &nbsp;<span style='{look}'>&nbsp;{escape(whole)}&nbsp;</span>"

    def _show_source(self) -> None:
        scored, counted = self._scored, self._counted
        if scored is None:
            return
        text, tip = "", ""
        if scored.answer.na:
            text = self.tr("not applicable ✕")
            tip = self.tr("Take it back: the indicator applies after all")
        elif counted is None and scored.answer.value is None and self.indicator.not_applicable is not None:
            text = self.tr("does not apply?")
            tip = self.indicator.not_applicable.zh
        elif counted is None:
            text = ""
        elif scored.answer.counted and not counted.records:
            text = self.tr("none in the library")
        elif scored.answer.counted:
            text = self.tr("counted: {count} records").format(count=len(counted.records))
            tip = self.tr("Show the records it is counted from; a typed value counts instead")
        elif counted.records and scored.answer.value is not None and scored.answer.value != counted.value:
            text = self.tr("use counted {value}").format(value=number(counted.value))
            tip = self.tr("Let the value counted from the library hold again")
        nowhere = counted is not None and scored.answer.counted and not counted.records
        self.source.setEnabled(not nowhere)
        self.source.setText(text)
        self.source.setToolTip(shown_as_it_is(tip))
        self.source.setAccessibleName(f"{self.indicator.label}: {text}")
        self.source.setVisible(bool(text) and not self.reason.text())

    def _use_source(self) -> None:
        scored, counted = self._scored, self._counted
        if scored is not None and scored.answer.na:
            self.put.emit({"na": None})
        elif scored is not None and counted is not None and scored.answer.counted:
            if counted.records:
                self.listed.emit(self.indicator.label, counted.records)
        elif counted is None:
            self.put.emit({"na": True})
        else:
            self.taken_back.emit()

    def _complain(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self._show_source()

    def _fold_note(self) -> None:
        self.note.setVisible(bool(self.note.text().strip()))

    def write_note(self) -> None:
        """Put the keyboard into the remark."""
        self.note.show()
        self.note.setFocus()

    def _fill_menu(self) -> None:
        menu, scored, counted = self.menu, self._scored, self._counted
        menu.clear()
        rule = self.indicator.not_applicable
        if rule is not None and scored is not None:
            action = menu.addAction(self.tr("Not applicable: {rule}").format(rule=rule.zh))
            action.setCheckable(True)
            action.setChecked(scored.answer.na)
            action.triggered.connect(lambda on: self.put.emit({"na": on or None}))
        menu.addAction(self.tr("Write a remark"), self.write_note)
        menu.addAction(self.tr("Add a file as evidence…"), self.attach.emit)
        if counted is not None and scored is not None and not scored.answer.counted:
            menu.addAction(self.tr("use counted {value}").format(value=number(counted.value)), self.taken_back.emit)
        if counted is not None and counted.records:
            text = self.tr("Show the {count} records that are counted").format(count=len(counted.records))
            menu.addAction(text, lambda: self.listed.emit(self.indicator.label, counted.records))
        menu.addSeparator()
        menu.addAction(self.tr("How it is measured…"), self.explain.emit)

    def _named_cell(self) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 9, 0, 8)
        box.setSpacing(2)
        box.addWidget(self.name)
        box.addWidget(self.note)
        box.addStretch()
        self.note.hide()
        return made

    def _value_cell(self) -> QWidget:
        made = QWidget()
        first = QHBoxLayout()
        first.setSpacing(6)
        self.line.setFixedWidth(70)
        first.addWidget(self.line)
        first.addWidget(self.unit, 1)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 5, 0, 6)
        box.setSpacing(1)
        box.addLayout(first)
        box.addWidget(self.source, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.reason)
        box.addStretch()
        self.source.hide()
        self.reason.hide()
        return made


def _padded(part: QWidget, above: int) -> QWidget:
    """A part that stands a little lower than its place's upper edge."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, above, 0, 0)
    box.addWidget(part)
    box.addStretch()
    return made


def short_number(indicator: Indicator) -> str:
    """An indicator's number as the table shows it: 2.1.1."""
    return indicator.number.removeprefix("C")
