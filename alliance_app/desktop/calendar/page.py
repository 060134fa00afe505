"""The calendar's page: a month of salons, open days and activities, the day that is looked at, and the file of it."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from alliance_app.alliance.calendar import KINDS_SHOWN, Event, Layer, due_events, events, in_order
from alliance_app.desktop.calendar.grid import MonthGrid, Weeks
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.follow_ups.watch import FollowUpWatch
from alliance_app.desktop.overview.cards import Line, Lines
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records import clock
from alliance_app.records.kinds import KINDS
from alliance_app.records.text import clean_file_name
from alliance_app.records.values import Value

_BESIDE = 264  # px
_SALON_AT = "T14:30"


class CalendarRoom(Room):
    """What takes place when. `follow_ups` are those the window watches anyway."""

    def __init__(self, desk: Desk, follow_ups: FollowUpWatch) -> None:
        super().__init__()
        self.setObjectName("calendarPage")
        self._desk = desk
        self._follow_ups = follow_ups
        today = clock.today()
        self.grid = MonthGrid(desk.theme, today, self._week())
        self.month = label(role="middle")
        self.before = button("‹", partial(self.turn, -1), role="small", name=self.tr("The month before"))
        self.after = button("›", partial(self.turn, 1), role="small", name=self.tr("The month after"))
        self.now = button(self.tr("Today"), self._go_to_today, role="small")
        self.layers = {
            Layer.DUE: QCheckBox(self.tr("Follow-ups due")),
            Layer.NEEDED: QCheckBox(self.tr("Supply and demand")),
        }
        self.file = button(self.tr("Export the calendar…"), self.ask_file, role="small")
        self.file.setToolTip(self.tr("A file for the calendar of a telephone or a mail program"))
        self.day = label(role="middle")
        self.lines = Lines(self._open_line, self.tr("Nothing takes place on this day."), self.tr("This day"))
        new = self.tr("+ {kind}")
        self.make = {
            kind: button(new.format(kind=KINDS[kind].short_label), partial(self._make, kind), role="chip")
            for kind in KINDS_SHOWN
        }
        self._lay_out()
        self._connect()
        self._show_day(today)

    # -- reading

    def refresh(self) -> None:
        """Read the weeks in sight anew; the day that is looked at stays."""
        library, weeks, chosen = self._desk.library, self.grid.weeks, self._chosen_layers()
        open_ones = self._follow_ups.seen.open if Layer.DUE in chosen else ()
        since, before = weeks.span

        def read() -> dict[str, tuple[Event, ...]]:
            found = (*events(library, since, before, chosen), *due_events(open_ones, since, before))
            return _by_day(in_order(found))

        self._desk.tasks.read(read, partial(self._show, weeks), owner=self, lane="calendar")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The day may be another one by now."""
        self.grid.today = clock.today()
        super().showEvent(event)

    def look_at(self, what: str) -> None:
        """Look at a day, given as ISO text."""
        self._pick(date.fromisoformat(what))

    def turn(self, months: int) -> None:
        """Look at the same day of another month, or at its last one."""
        day = self.grid.day
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if date.min.year <= year <= date.max.year:
            month += 1
            last = max(each.day for each in Weeks(year, month).days if (each.year, each.month) == (year, month))
            self._pick(date(year, month, min(day.day, last)))

    def _show(self, weeks: Weeks, found: dict[str, tuple[Event, ...]]) -> None:
        if weeks == self.grid.weeks:
            self.grid.show_events(found)
            self._show_day(self.grid.day)

    def _pick(self, day: date) -> None:
        other = (day.year, day.month) != (self.grid.weeks.year, self.grid.weeks.month)
        self.grid.show_day(day)
        self._show_day(day)
        if other:
            self.refresh()

    def _show_day(self, day: date) -> None:
        weeks = self.grid.weeks
        self.month.setText(self.tr("{year}-{month}").format(year=weeks.year, month=weeks.month))
        named = self.tr("{month}-{day}, {weekday}")
        told = named.format(month=day.month, day=day.day, weekday=self._weekdays()[day.weekday()])
        self.day.setText(told)
        found = self.grid.on(day)
        self.lines.show_lines([self._line(each) for each in found])
        self.grid.setAccessibleName(self.tr("Calendar, {month}").format(month=self.month.text()))
        said = "；".join(" ".join(part for part in (each.time, each.title) if part) for each in found)
        self.grid.setAccessibleDescription(f"{told}：{said or self.lines.nothing.text()}")

    def _line(self, each: Event) -> Line:
        return Line(f"{each.record_id} {each.number}", each.title, before=each.time or self._sort(each))

    def _sort(self, each: Event) -> str:
        if each.sort in KINDS:
            return KINDS[each.sort].short_label
        return self.tr("due") if each.sort == Layer.DUE else self.tr("until")

    # -- doing

    def _go_to_today(self) -> None:
        self._pick(self.grid.today)
        self.grid.setFocus()

    def _enter(self, day: date) -> None:
        """One event is opened, of several the first line is gone to, and where there is none, one is made."""
        found = self.grid.on(day)
        if len(found) == 1:
            self.opened.emit(found[0].record_id)
        elif found:
            self.lines.shown[0].setFocus()
        else:
            self.ask_what(day)

    def ask_what(self, day: date) -> None:
        """Ask which kind of record is to be made on a day."""
        self._pick(day)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in KINDS_SHOWN:
            menu.addAction(self.tr("New: {kind}").format(kind=KINDS[kind].label), partial(self._make, kind))
        box = self.grid.box_of(day)
        menu.popup(self.grid.mapToGlobal(QPoint(int(box.left()) + 12, int(box.top()) + 26)))

    def _make(self, kind: str) -> None:
        day = self.grid.day.isoformat()
        fields: dict[str, Value] = {"starts_at": day + _SALON_AT} if kind == "salon" else {"date": day}
        self.wanted.emit(kind, fields)

    def _open_line(self, key: str) -> None:
        self.opened.emit(key.split(" ", maxsplit=1)[0])

    def ask_file(self) -> None:
        """Ask where to, and write everything there is as a calendar file."""
        name = clean_file_name(f"{self._desk.library.identity.name} {self.tr('Calendar')}.ics")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export the calendar"), name, self.tr("Calendar (*.ics)")
        )
        if chosen:
            self.write_file(Path(chosen))

    def write_file(self, path: Path) -> None:
        """Write everything there is, off the GUI thread, and say so."""
        from alliance_app.summary.calendar_file import calendar_file
        from alliance_app.writeups.writing import write_whole

        library, chosen = self._desk.library, self._chosen_layers()
        open_ones = self._follow_ups.seen.open if Layer.DUE in chosen else ()

        def work() -> int:
            found = in_order((*events(library, "", "", chosen), *due_events(open_ones, "", "")))
            write_whole(path, calendar_file(found, library.identity.name))
            return len(found)

        told = self.tr("{count} events written to {name}. Open it with the calendar of your telephone or computer.")
        self._desk.tasks.read(
            work, lambda count: self._desk.say(told.format(count=count, name=path.name)), owner=self
        )

    def _chosen_layers(self) -> tuple[Layer, ...]:
        return tuple(layer for layer, box in self.layers.items() if box.isChecked())

    def _follow_watch(self) -> None:
        if self.isVisible() and self.layers[Layer.DUE].isChecked():
            self.refresh()

    # -- making

    def _week(self) -> tuple[str, ...]:
        return (
            self.tr("Mon"), self.tr("Tue"), self.tr("Wed"), self.tr("Thu"), self.tr("Fri"), self.tr("Sat"),
            self.tr("Sun"),
        )  # fmt: skip

    def _weekdays(self) -> tuple[str, ...]:
        return (
            self.tr("Monday"), self.tr("Tuesday"), self.tr("Wednesday"), self.tr("Thursday"), self.tr("Friday"),
            self.tr("Saturday"), self.tr("Sunday"),
        )  # fmt: skip

    def _connect(self) -> None:
        self.grid.picked.connect(self._pick)
        self.grid.entered.connect(self._enter)
        self.grid.opened.connect(self.opened)
        self.grid.wanted.connect(self.ask_what)
        self.grid.turned.connect(self.turn)
        self._follow_ups.changed.connect(self._follow_watch)
        for layer, box in self.layers.items():
            box.setChecked(self._desk.settings.text(f"calendar/{layer}") == "yes")
            box.toggled.connect(partial(self._keep_layer, layer))

    def _keep_layer(self, layer: Layer, on: bool) -> None:
        self._desk.settings.keep_text(f"calendar/{layer}", "yes" if on else "")
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Calendar"), role="big"))
        head.addSpacing(8)
        for each in (self.before, self.month, self.after, self.now):
            head.addWidget(each)
        head.addStretch()
        for box in self.layers.values():
            head.addWidget(box)
        head.addWidget(self.file)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.grid, 1)
        middle.addWidget(self._beside())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 20)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addLayout(middle, 1)

    def _beside(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(_BESIDE)
        new = QHBoxLayout()
        new.setSpacing(6)
        for each in self.make.values():
            new.addWidget(each)
        new.addStretch()
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        box.addWidget(self.day)
        box.addWidget(self.lines, 1)
        box.addLayout(new)
        return card


def _by_day(found: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    days: dict[str, list[Event]] = {}
    for each in found:
        for day in each.days:
            days.setdefault(day, []).append(each)
    return {day: tuple(some) for day, some in days.items()}
