"""A union's year laid out: the gauge and the classes at the left; the chosen class, extras and next steps at the
right."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alliance_app.alliance.catalogue import IndicatorClass
from alliance_app.alliance.next_steps import next_steps
from alliance_app.alliance.stars import Assessment
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.stars.answering import Answering
from alliance_app.desktop.stars.classes import ClassList
from alliance_app.desktop.stars.doubles import Doubles, Undecided
from alliance_app.desktop.stars.extras import Extras
from alliance_app.desktop.stars.gauge import Gauge
from alliance_app.desktop.stars.keeping import Keeping
from alliance_app.desktop.stars.reading import Year
from alliance_app.desktop.stars.steps import StepsCard
from alliance_app.desktop.stars.table import ClassTable
from alliance_app.desktop.stars.value_line import ValueLine
from alliance_app.desktop.widgets.looks import label
from alliance_app.library import Row

_STEPS_AFTER, _ROW_EVERY = 60, 25  # ms
_LEFT, _LEFT_NARROW, _WIDE = 288, 232, 1300  # px


class YearSheet(QWidget):
    """`opened(id)`, `listed(title, ids)`: show records. `explain(code)`: how an indicator is measured.

    `rated(stars)`: how many stars the year has now.
    """

    opened = Signal(str)
    listed = Signal(str, object)
    explain = Signal(str)
    rated = Signal(int)

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk = desk
        self._keeping = keeping
        self.answering = Answering(desk, keeping, self)
        self.answering.kept.connect(self._take_row)
        self._read: Year | None = None
        self.gauge = Gauge(desk.theme)
        self.classes = ClassList(desk.theme)
        self.steps = StepsCard()
        self.doubles, self.undecided = Doubles(), Undecided()
        self.other = label(role="wrong", wrap=True)
        self.tables: dict[str, ClassTable] = {}
        self.extras: Extras | None = None
        self._assessment: Assessment | None = None
        self._stepping = QTimer(self, singleShot=True, interval=_STEPS_AFTER)
        self._stepping.timeout.connect(self._show_steps)
        self._making = QTimer(self, interval=_ROW_EVERY)
        self._making.timeout.connect(self._make_next_row)
        self._made_for: tuple[object, str] | None = None
        self._column = QVBoxLayout()
        self._lay_out()
        keeping.changed.connect(self._show)
        desk.theme.changed.connect(self._show)
        self.classes.chosen.connect(self._show_class)
        self.classes.entered.connect(lambda: self.table.begin() if self.table is not None else None)
        self.steps.gone.connect(self.go_to)
        self.steps.opened.connect(self.opened)
        self.steps.prove.connect(self._prove)
        self.steps.take.connect(self.answering.take_counted)
        self.undecided.opened.connect(self.opened)
        self.doubles.listed.connect(self.listed)
        self.doubles.wanted.connect(self.answering.make_one)

    @property
    def table(self) -> ClassTable | None:
        """The class that is looked at."""
        return self.tables.get(self.classes.code)

    @property
    def idle(self) -> bool:
        """Whether everything shown is about what is typed."""
        return not self._stepping.isActive()

    def show_year(self, read: Year) -> None:
        """Show a year; the class that is looked at and the keyboard stay."""
        if self._read is not None and self._read.year != read.year:
            for line in self.findChildren(ValueLine):
                line.let_go()
        self._read = read
        member = read.member.id if read.member is not None else ""
        if self._made_for != (read.catalogue, member):
            self._made_for = (read.catalogue, member)
            self._start_anew()
        self._show()

    def go_to(self, code: str) -> None:
        """Go to an indicator's value, or a class."""
        read = self._read
        if read is None:
            return
        for part in read.catalogue.classes:
            if part.code == code or any(each.code == code for item in part.items for each in item.indicators):
                self.classes.choose(part.code)
                table = self.table
                if table is not None:
                    table.begin(code)
                    if code in table.rows:
                        self._right.ensureWidgetVisible(table.rows[code].line, 0, 60)

    def _show(self) -> None:
        read = self._read
        if read is None or read.member is None:
            return
        found = read.scored(self._keeping.lines)
        missing = read.chosen.missing
        text = self.tr("It was rated by the catalogue {name}, which is not here; it is shown by {other}.")
        self.other.setText(text.format(name=missing, other=read.chosen.known.key))
        self.other.setVisible(bool(missing))
        self.undecided.show_clashes(self._keeping.found, read.clashes, read.catalogue)
        self.doubles.show_found(self._keeping.found, read.catalogue)
        self.gauge.show_assessment(found, read.before)
        self.classes.show_assessment(found)
        self._show_table(found, read)
        if self.extras is not None:
            self.extras.show_assessment(found, self._keeping.lines)
        self.rated.emit(found.stars)
        self._assessment = found
        if not self._stepping.isActive():
            self._stepping.start()

    def _show_steps(self) -> None:
        """What to do next follows what is typed a little later: it takes longer than the points."""
        if self._assessment is not None and self._read is not None:
            self.steps.show_steps(next_steps(self._assessment, self._read.near))

    def _make_next_row(self) -> None:
        """Make the rows of classes that are not looked at one by one, so that going there does not take long."""
        read, found = self._read, self._assessment
        for table in self.tables.values():
            if not table.whole and read is not None and found is not None:
                if not table.grow():
                    table.show_assessment(found, read.counted, read.rows)
                return
        self._making.stop()

    def _show_table(self, found: Assessment, read: Year) -> None:
        code = self.classes.code
        for each, table in self.tables.items():
            if each != code:
                table.hide()
        if code in self.tables:
            self.tables[code].finish()
            if self.tables[code].isHidden():
                self.tables[code].show()
                self._order_keys(self.tables[code])
            self.tables[code].show_assessment(found, read.counted, read.rows)

    def _order_keys(self, table: ClassTable) -> None:
        """Tab goes from the classes through the rows to what stands below, whatever was made first."""
        below = self.extras.keys if self.extras is not None else ()
        for before, part in pairwise((self.classes, *table.keys, *below)):
            QWidget.setTabOrder(before, part)

    def _show_class(self, _code: str) -> None:
        self._show()
        self._right.verticalScrollBar().setValue(0)

    def _made(self, part: IndicatorClass, read: Year) -> ClassTable:
        table = ClassTable(self._desk, part, read.member.id if read.member is not None else "")
        table.put.connect(self.answering.put)
        table.passed.connect(self._go_past)
        table.listed.connect(self.listed)
        table.opened.connect(self.opened)
        table.taken_back.connect(self.answering.take_counted)
        table.attach.connect(self.answering.ask_files)
        table.explain.connect(self.explain)
        table.evidence_gone.connect(self.answering.drop_evidence)
        return table

    def _start_anew(self) -> None:
        """Another catalogue, or another union's year: nothing that was shown holds any more."""
        for each in (*self.tables.values(), self.extras):
            if each is not None:
                each.hide()
                each.deleteLater()
        self.tables = {}
        if self._read is not None:
            for place, part in enumerate(self._read.catalogue.classes):
                self.tables[part.code] = self._made(part, self._read)
                self._column.insertWidget(place, self.tables[part.code])
                self.tables[part.code].hide()
            self._making.start()
            self.extras = Extras(self._read.catalogue)
            self.extras.put.connect(self.answering.put)
            self._column.addWidget(self.extras)

    def _prove(self, code: str) -> None:
        """Go to an indicator and choose what shows it."""
        self.go_to(code)
        table = self.table
        if table is not None and code in table.rows:
            table.rows[code].evidence.choose()

    def _take_row(self, row: Row) -> None:
        """A record was made just now that will be evidence: it can be shown."""
        if self._read is not None:
            self._read = replace(self._read, rows={**self._read.rows, row.id: row})

    def _go_past(self, step: int) -> None:
        """The keyboard goes on into the next class, or back into the one before."""
        rows = self.classes.shown.rowCount()
        place = self.classes.currentIndex().row() + step
        if 0 <= place < rows:
            self.classes.setCurrentIndex(self.classes.shown.index(place))
            table = self.table
            if table is not None:
                table.begin(last=step < 0)

    # -- layout

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("starsLeftInner")
        column = QVBoxLayout(left)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(14)
        column.addWidget(self.gauge)
        column.addWidget(self.classes)
        column.addStretch()
        self._left = _scrolling(left, "starsLeft")
        self._left.setFixedWidth(_LEFT if self._desk.window_width >= _WIDE else _LEFT_NARROW)
        right = QWidget()
        right.setObjectName("starsRightInner")
        whole = QVBoxLayout(right)
        side = 24 if self._desk.window_width >= _WIDE else 16
        whole.setContentsMargins(side, 18, side, 24)
        whole.setSpacing(16)
        self._column.setSpacing(16)
        whole.addWidget(self.other)
        whole.addWidget(self.undecided)
        whole.addWidget(self.doubles)
        whole.addLayout(self._column)
        whole.addWidget(self.steps)
        whole.addStretch()
        self._right = _scrolling(right, "starsRight")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._left)
        line = QFrame()
        line.setProperty("rule", True)
        line.setFixedWidth(1)
        box.addWidget(line)
        box.addWidget(self._right, 1)


def _scrolling(inner: QWidget, name: str) -> QScrollArea:
    made = QScrollArea()
    made.setObjectName(name)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inner)
    return made
