"""The overview's page: read as one value off the GUI thread, shown in cards, every number opening its records."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alliance_app.alliance.overview import Compared, Month, Overview, overview
from alliance_app.alliance.waiting import Matter, Waiting, in_order, matches_waiting
from alliance_app.assessing.waiting import star_waiting
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.follow_ups.watch import FollowUpWatch
from alliance_app.desktop.looking import BATCHES, CALENDAR, CLASHES, FOLLOW_UPS, MATCH, STARS
from alliance_app.desktop.overview.cards import Card, Line, Lines, NumberCard, link
from alliance_app.desktop.overview.charts import Bars, MonthColumns
from alliance_app.desktop.overview.drawing import Drawing, Mark, keep
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.settings import AT_START
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records import clock
from alliance_app.records.benefit import in_wan
from alliance_app.records.kinds import KINDS

_ELSEWHERE = {Matter.REVIEW: CLASHES, Matter.FOLLOW_UP: FOLLOW_UPS, Matter.MATCH: MATCH, Matter.STAR: STARS}
_MORE_AFTER = 1_000  # ms
_SHADES = {"salon": "blue", "open_day": "green"}


class OverviewRoom(Room):
    """How the alliance stands today. `follow_ups` are those the window watches anyway. `summing`: a year's summary."""

    summing = Signal()

    def __init__(self, desk: Desk, follow_ups: FollowUpWatch) -> None:
        super().__init__()
        self.setObjectName("overviewPage")
        self._desk = desk
        self._follow_ups = follow_ups
        self.seen: Overview | None = None
        self._rates = False
        self._later = QTimer(self, singleShot=True, interval=_MORE_AFTER)
        self._later.timeout.connect(self._ask_more)
        self._more: dict[str, tuple[Waiting, ...]] = {}  # what takes longer to find out
        self.day = label(role="quiet")
        self.at_start = QCheckBox(self.tr("Show at the start"))
        self.at_start.setChecked(desk.settings.text(AT_START) == "yes")
        self.at_start.toggled.connect(lambda on: desk.settings.keep_text(AT_START, "yes" if on else ""))
        self._make_numbers()
        self._make_charts()
        self.waiting = Lines(self._see_to, self.tr("Nothing waits for you."), self.tr("Waits for you"))
        self.coming = Lines(self.opened.emit, self.tr("Nothing is planned."), self.tr("Coming up"))
        self.waiting_count = label(role="quiet")
        self.members = link("", self._list_members)
        self._lay_out()
        follow_ups.changed.connect(self._follow_watch)

    # -- reading

    def refresh(self) -> None:
        """Read anew and show it; where the keyboard is, it stays."""
        library, open_ones = self._desk.library, self._follow_ups.seen.open
        self._desk.tasks.read(
            lambda: overview(library, clock.today(), open_ones), self._show, owner=self, lane="overview"
        )
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Always come up to date: the day may be another one, and what was read counts, too."""
        self.outdated = self._rates = True
        super().showEvent(event)

    def _ask_more(self) -> None:
        """What reads whole records, when nothing has changed for a moment; rating, which reads most, once a visit."""
        if not self.isVisible():
            return
        app = self._desk.app
        self._ask("matches", lambda: matches_waiting(app.library))
        if self._rates:
            self._rates = False
            self._ask("stars", lambda: star_waiting(app.library, app.witness()))

    def _ask(self, lane: str, read: Callable[[], tuple[Waiting, ...]]) -> None:
        """Ask for what takes longer; it is shown when it comes."""
        self._desk.tasks.read(read, partial(self._show_more, lane), owner=self, lane=f"overview {lane}")

    def _follow_watch(self) -> None:
        if self.isVisible():
            self.refresh()

    # -- showing

    def _show(self, seen: Overview) -> None:
        self.seen = seen
        self.day.setText(self.tr("{year}-{month}").format(year=seen.day.year, month=seen.day.month))
        visitors = self.tr("{count} visitors").format(count=f"{seen.visitors:,}") if seen.visitors else ""
        benefit = self.tr("worth {benefit} a year").format(benefit=in_wan(seen.benefit, 0)) if seen.benefit else ""
        self._show_number(self.salons, seen.salons)
        self._show_number(self.open_days, seen.open_days, visitors)
        self._show_number(self.accepted, seen.accepted, benefit)
        self._show_number(self.agreed, seen.agreed)
        self._show_charts(seen)
        self._show_lines(seen)
        self.first_steps.setVisible(seen.empty)

    def _show_number(self, card: NumberCard, found: Compared, aside: str = "") -> None:
        change = found.change
        sign = "▲" if change > 0 else "▼" if change < 0 else ""
        told = self.tr("{sign} {change} against last year").format(sign=sign, change=f"{change:+,}").strip()
        same = self.tr("as many as last year")
        card.show_number(len(found.now), change, told if change else same, aside)

    def _show_charts(self, seen: Overview) -> None:
        self.rhythm.show_marks(
            tuple(self._month(each, kind) for each in seen.months for kind in each.happened)
        )
        batch = seen.batch
        people, things = self.tr("{count} people"), self.tr("{count} projects")
        rows = (
            (self.tr("People trained"), people, batch.people, batch.training, "violet"),
            (self.tr("Projects improved"), things, len(batch.improved), batch.improved, "violet"),
            (self.tr("Results accepted"), things, len(batch.accepted), batch.accepted, "red"),
        )
        self.batches.show_marks(
            tuple(
                Mark(f"{text} {unit.format(count=count)}", count, unit.format(count=count), ids, shade, text)
                for text, unit, count, ids, shade in rows
            )
        )
        self.stalled.setVisible(bool(batch.stalled))
        self.stalled.setText(
            self.tr("{count} projects have not moved for 90 days · Look").format(count=len(batch.stalled))
        )
        self.stalled.setAccessibleName(self.stalled.text())
        self.stars.show_marks(
            tuple(
                Mark(
                    self.tr("{stars} stars: {count} members").format(stars=stars, count=len(ids)),
                    len(ids), str(len(ids)), ids, "gold" if stars else "strong_line",
                    "★" * stars or self.tr("no star"),
                )
                for stars, ids in seen.stars.items()
                if stars or ids
            )
        )  # fmt: skip
        self.members.setText(self.tr("{count} members").format(count=seen.members))
        self.members.setAccessibleName(self.members.text())

    def _month(self, each: Month, kind: str) -> Mark:
        ids, told = each.happened[kind], self.tr("{month}: {count} {what}")
        return Mark(
            said=told.format(month=f"{each.year}-{each.month:02}", count=len(ids), what=KINDS[kind].label),
            value=len(ids),
            shown=str(len(ids)),
            ids=ids,
            colour=_SHADES[kind],
            label=self.tr("{number}", "a month below its columns").format(number=each.month),
        )

    def _show_more(self, lane: str, found: tuple[Waiting, ...]) -> None:
        self._more[lane] = found
        if self.seen is not None:
            self._show_lines(self.seen)

    @property
    def _waiting(self) -> tuple[Waiting, ...]:
        more = [each for found in self._more.values() for each in found]
        return in_order((*self.seen.waiting, *more)) if self.seen is not None else ()

    def _show_lines(self, seen: Overview) -> None:
        waiting = self._waiting
        self.waiting_count.setText(str(len(waiting)) if waiting else "")
        self.waiting.show_lines(
            [Line(each.matter.value, each.said, each.to_do, urgent=bool(each.late)) for each in waiting]
        )
        self.coming.show_lines([Line(each.record_id, each.title, before=_short(each.day)) for each in seen.coming])

    # -- what opens

    def _list(self, title: str, ids: Sequence[str]) -> None:
        if len(ids) == 1:
            self.opened.emit(ids[0])
        elif ids:
            self.listed.emit(title, tuple(ids))

    def _list_mark(self, mark: Mark) -> None:
        self._list(mark.said, mark.ids)

    def _open_number(self, title: str, which: Callable[[Overview], Compared]) -> Callable[[], None]:
        def act() -> None:
            if self.seen is not None:
                self._list(title, which(self.seen).now)

        return act

    def _see_to(self, key: str) -> None:
        each = next((one for one in self._waiting if one.matter == key), None)
        if each is not None:
            self._go(each)

    def _go(self, each: Waiting) -> None:
        if each.matter in _ELSEWHERE and not (each.matter is Matter.REVIEW and len(each.ids) == 1):
            self.went.emit(_ELSEWHERE[each.matter], "")
        else:
            self._list(each.said, each.ids)

    def _see_stalled(self) -> None:
        if self.seen is not None:
            self._list(self.tr("Projects that have not moved"), self.seen.batch.stalled)

    def _list_members(self) -> None:
        if self.seen is not None:
            self._list(self.tr("Members"), [each for ids in self.seen.stars.values() for each in ids])

    def _keep(self, path: Path, content: QImage | str) -> None:
        told = self.tr("Saved: {name}")
        self._desk.tasks.read(
            lambda: keep(path, content), lambda made: self._desk.say(told.format(name=made.name)), owner=self
        )

    # -- making

    def _make_numbers(self) -> None:
        named: tuple[tuple[str, Callable[[Overview], Compared]], ...] = (
            (self.tr("Salons this year"), lambda seen: seen.salons),
            (self.tr("Open days this year"), lambda seen: seen.open_days),
            (self.tr("Results accepted this year"), lambda seen: seen.accepted),
            (self.tr("Matches agreed this year"), lambda seen: seen.agreed),
        )
        cards = [NumberCard(title, self._open_number(title, which)) for title, which in named]
        self.salons, self.open_days, self.accepted, self.agreed = cards
        self.numbers = tuple(cards)

    def _make_charts(self) -> None:
        theme = self._desk.theme
        names = [KINDS[kind].short_label for kind in _SHADES]
        self.rhythm = MonthColumns(theme, self.tr("Rhythm of activities"), names, tuple(_SHADES.values()))
        self.batches = Bars(theme, self.tr("Three batches"))
        self.stars = Bars(theme, self.tr("Members by stars"), thick=8, gold=True)
        for chart in (self.rhythm, self.batches, self.stars):
            chart.chosen.connect(self._list_mark)
            chart.copied.connect(lambda: self._desk.say(self.tr("It is on the clipboard.")))
            chart.kept.connect(self._keep)
        self.stalled = button("", self._see_stalled, role="link")

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("overviewInner")
        grid = QGridLayout()
        grid.setSpacing(16)
        for column, card in enumerate(self.numbers):
            grid.addWidget(card, 0, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._rhythm_card(), 1, 0, 1, 2)
        grid.addWidget(self._batches_card(), 1, 2, 1, 2)
        grid.addWidget(_card(self.tr("Waits for you"), self.waiting_count, self.waiting), 2, 0, 1, 2)
        to_calendar = link(self.tr("Calendar"), lambda: self.went.emit(CALENDAR, ""))
        grid.addWidget(_card(self.tr("Coming up"), to_calendar, self.coming), 2, 2)
        grid.addWidget(_card(self.tr("Members by stars"), self.members, self.stars), 2, 3)
        box = QVBoxLayout(inner)
        box.setContentsMargins(20, 14, 20, 20)
        box.setSpacing(14)
        box.addLayout(self._heading())
        box.addWidget(self._steps())
        box.addLayout(grid)
        box.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _heading(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("Overview"), role="big"))
        head.addWidget(self.day)
        head.addStretch()
        head.addWidget(self.at_start)
        head.addWidget(button(self.tr("Summary of a year…"), self.summing.emit, role="small"))
        return head

    def _rhythm_card(self) -> Card:
        legend = QWidget()
        row = QHBoxLayout(legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for kind, shade in _SHADES.items():
            dot = label("■")
            dot.setProperty("legend", shade)
            row.addWidget(dot)
            row.addWidget(label(KINDS[kind].short_label, role="quiet"))
        return _card(self.rhythm.title, legend, self.rhythm)

    def _batches_card(self) -> Card:
        board = link(self.tr("The board"), lambda: self.went.emit(BATCHES, ""))
        card = _card(self.batches.title, board, self.batches)
        card.box.addWidget(self.stalled, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addStretch()
        return card

    def _steps(self) -> QWidget:
        """What to begin with where there is nothing yet."""
        self.first_steps = QFrame()
        self.first_steps.setProperty("notice", "gold")
        row = QHBoxLayout(self.first_steps)
        row.setContentsMargins(16, 10, 16, 10)
        told = self.tr("Nothing is recorded yet. The numbers appear by themselves as salons and projects are written.")
        row.addWidget(label(told, wrap=True), 1)
        row.addWidget(button(self.tr("Write the first salon"), lambda: self.wanted.emit("salon", {}), role="small"))
        self.first_steps.hide()
        return self.first_steps


def _card(title: str, aside: QWidget, *parts: QWidget | Drawing) -> Card:
    made = Card(title, aside)
    for part in parts:
        made.box.addWidget(part, 1 if isinstance(part, MonthColumns | Lines) else 0)
    if not any(isinstance(part, MonthColumns | Lines) for part in parts):
        made.box.addStretch(0)
    return made


def _short(day: str) -> str:
    """2026-07-20 as 7-20."""
    return f"{int(day[5:7])}-{day[8:10]}"
