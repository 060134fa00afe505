"""Taking notes at a salon under way: opens the page on a record, and writes through the record at hand.

The editor is the record view's own, lent for as long as the page is shown: what is typed goes the one way there is.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from alliance_app.alliance.salon_lines import go_on, speak, take_up, taken_up, topic_at_hand
from alliance_app.alliance.salon_notes import held_on
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.pages.library import LibraryPage
from alliance_app.desktop.salon.clock import SalonClock, now, shown
from alliance_app.desktop.salon.ending import Ending
from alliance_app.desktop.salon.page import SalonPage
from alliance_app.desktop.salon.people import Speaker, invited, known_chairs, with_those_who_spoke
from alliance_app.desktop.salon.placing import place
from alliance_app.records.values import Record, Value

_KEYS = 9


class LiveSalon(QObject):
    """`closed` when the record is shown again."""

    closed = Signal()

    def __init__(self, desk: Desk, records: LibraryPage, pages: QStackedWidget) -> None:
        super().__init__(records)
        self._desk = desk
        self._records = records
        self._open = records.record
        self._view = records.view
        self._pages = pages
        self._awaited: str | None = None  # the salon that was made to be written live
        self._making = False
        self._topics: list[str] = []
        self._topic = ""
        self._speakers: tuple[Speaker, ...] = ()
        self._invited: tuple[Speaker, ...] = ()
        self._added: tuple[Speaker, ...] = ()  # by hand, and silent yet
        self._people: tuple[Value, ...] = ()
        self._maximised = False
        self.clock = SalonClock()
        self.page = SalonPage(desk, pages)
        self.ending = Ending(desk, self._open, self.page, self._as_written)
        pages.addWidget(self.page)
        self._connect()
        self._add_keys()

    @property
    def under_way(self) -> bool:
        """Whether the page is shown."""
        return self._pages.currentWidget() is self.page

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who stands at the side, in order."""
        return self._speakers

    def make(self) -> None:
        """A new salon, written live from its first word."""
        self._making = True
        self._records.verbs.make("salon")

    def start(self) -> None:
        """Take notes at the salon that is shown."""
        record = self._open.record
        if record is None or record.kind != "salon" or record.trashed_at is not None or self.under_way:
            return
        self.page.take_body(self._view.body)
        self._topic = topic_at_hand(self._view.body.body(), list(record.fields.get("topics") or ()))
        self._invited = self._added = ()
        self._show(record)
        self.page.decisions.show_rows(record.fields.get("decisions") or ())
        self.page.head.show_saving(self._open.state)
        self.clock.start(str(record.fields.get("starts_at") or ""))
        self.clock.take_up(self._topic)
        self._pages.setCurrentWidget(self.page)
        self._show_speakers()
        self._read_known()
        place(self._view.body, lambda body: go_on(body, self._topic))

    def leave(self) -> None:
        """Show the record again as it is written now; what was typed is saved."""
        if self.under_way:
            record = self._as_written()
            self._give_back()
            self._show_in_form(record)

    def _give_back(self) -> None:
        """Show the page of the library, and give the record's view its editor back."""
        if not self.under_way:
            return
        self.clock.stop()
        self.show_full_screen(full=False)
        self._view.take_body_back()
        self._view.body.show()
        self._pages.setCurrentWidget(self._records)
        self._open.save()
        self._view.body.setFocus()
        self.closed.emit()

    # -- what happens at the salon

    def take_up(self, number: int) -> None:
        """Begin the topic at this place in the agenda."""
        if not 0 <= number < len(self._topics):
            return
        self._topic = self._topics[number]
        place(self._view.body, lambda body: take_up(body, self._topic))
        self.clock.take_up(self._topic)
        self._mark_topics()

    def next_topic(self, step: int = 1) -> None:
        """The topic after the one at hand, or before it; behind the last one a new one can be typed."""
        here = self._topics.index(self._topic) if self._topic in self._topics else -1 if step > 0 else len(self._topics)
        if here + step == len(self._topics):
            self.page.agenda.line.setFocus()
        self.take_up(here + step)

    def speak(self, number: int) -> None:
        """Begin a line for the speaker at this place."""
        if 0 <= number < len(self._speakers):
            said, at = self._speakers[number].label, now().time()
            place(self._view.body, lambda body: speak(body, said, at, self._topic))

    def end(self) -> None:
        """Propose what closes the salon; nothing is done before it is agreed to."""
        record = self._as_written()
        if record is not None:
            self.ending.propose(record)

    def show_full_screen(self, *, full: bool) -> None:
        """Fill the screen with the page, or be a window again."""
        window = self.page.window()
        if full and not window.isFullScreen():
            self._maximised = window.isMaximized()
            window.showFullScreen()
        elif not full and window.isFullScreen():
            (window.showMaximized if self._maximised else window.showNormal)()
        self.page.head.show_full(full=full)

    # -- inside

    def _connect(self) -> None:
        page, record = self.page, self._open
        page.left.connect(self.leave)
        page.files.connect(self._view.add_files)
        page.head.ended.connect(self.end)
        page.head.full_screen.connect(self._turn_full_screen)
        page.agenda.pressed.connect(self.take_up)
        page.agenda.added.connect(self._add_topic)
        page.speakers.pressed.connect(self.speak)
        page.speakers.added.connect(self._add_speaker)
        page.decisions.changed.connect(lambda rows: record.type_field("decisions", rows))
        page.decisions.held_on = self._day
        page.decisions.person = self._person
        self.ending.done.connect(self._ended)
        self.ending.stayed.connect(page.focus_text)
        self.clock.ticked.connect(self._show_times)
        self._view.body.counted.connect(page.head.show_count)
        self._view.head.live.connect(self.start)
        self._records.top.make_live.connect(self.make)
        self._records.verbs.made.connect(self._made)
        record.opened.connect(self._opened)
        record.renewed.connect(self._renewed)
        record.closed.connect(self._give_back)
        record.state_changed.connect(page.head.show_saving)

    def _add_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("F2", self.next_topic),
            ("Shift+F2", lambda: self.next_topic(-1)),
            ("F4", self.page.turn_decisions),
            ("F11", self._turn_full_screen),
            ("Alt+0", self.page.speakers.line.setFocus),
            ("Ctrl+S", self._open.save),
            ("Ctrl+Shift+Return", self.end),
        ]
        keys += [(f"Alt+{number + 1}", partial(self.speak, number)) for number in range(_KEYS)]
        for sequence, act in keys:
            QShortcut(QKeySequence(sequence), self.page, act)

    def _made(self, record_id: str) -> None:
        self._awaited, self._making = (record_id if self._making else None), False

    def _show_in_form(self, record: Record | None) -> None:
        """The form shows what was filled in on the page, also what is not saved yet."""
        if record is not None and self._view.form is not None:
            self._view.form.show_record(record, fresh=True)
            self._view.title.show_title(record.title)

    def _opened(self, record: Record) -> None:
        self._give_back()
        if record.id == self._awaited:
            self._awaited = None
            QTimer.singleShot(0, self, self.start)  # once the page of the library has done its part

    def _renewed(self, record: Record) -> None:
        if not self.under_way:
            return
        if record.trashed_at is not None:
            self.leave()
            return
        self._show(record)
        self.page.decisions.show_rows(record.fields.get("decisions") or ())

    def _show(self, record: Record) -> None:
        """Show what the record says; the body is looked through only for what is new."""
        self.page.head.show_title(record.title)
        topics = list(record.fields.get("topics") or ())
        if topics != self._topics or not self.under_way:
            self._topics = topics
            self._show_topics()
        people = tuple(record.fields.get(name) for name in ("host", "co_host", "participants", "moderator"))
        if people != self._people or not self.under_way:
            self._people = people
            self._read_speakers(record)

    def _show_topics(self) -> None:
        self.page.agenda.show_lines([(str(place), topic, "") for place, topic in enumerate(self._topics, 1)])
        self._mark_topics()

    def _mark_topics(self) -> None:
        done = taken_up(self._view.body.body(), self._topics)
        for topic, row in zip(self._topics, self.page.agenda.rows, strict=True):
            row.show_on(on=topic == self._topic, done=topic in done)
        self._show_times()

    def _show_times(self) -> None:
        self.page.head.show_elapsed(self.clock.elapsed)
        spent = self.clock.topics
        for topic, row in zip(self._topics, self.page.agenda.rows, strict=True):
            row.right.setText(shown(spent[topic]) if topic in spent else "")

    def _read_speakers(self, record: Record) -> None:
        library = self._desk.library

        def show(found: tuple[str, tuple[Speaker, ...]]) -> None:
            if self._open.record is not None and self._open.record.id == found[0]:
                self._invited = found[1]
                self._show_speakers()

        self._desk.tasks.read(lambda: (record.id, invited(library, record)), show, owner=self, lane="speakers")

    def _read_known(self) -> None:
        library = self._desk.library
        self._desk.tasks.read(lambda: known_chairs(library), self.page.speakers.offer, owner=self, lane="chairs")

    def _show_speakers(self) -> None:
        labels = {each.label for each in self._invited}
        asked = (*self._invited, *(each for each in self._added if each.label not in labels))
        self._speakers = with_those_who_spoke(asked, self._view.body.body())
        self.page.speakers.show_lines(
            [
                (str(place) if place <= _KEYS else "", each.person or each.union, each.union if each.person else "")
                for place, each in enumerate(self._speakers, 1)
            ]
        )

    def _add_topic(self, topic: str) -> None:
        if topic not in self._topics:
            self._open.type_field("topics", [*self._topics, topic])
            self._topics.append(topic)
            self._show_topics()
        self.take_up(self._topics.index(topic))

    def _add_speaker(self, label: str) -> None:
        speaker = Speaker.named(label)
        known = [each.label for each in self._speakers]
        if not speaker.label:
            return
        if speaker.label not in known:
            self._added = (*self._added, speaker)
            self._show_speakers()
            known = [each.label for each in self._speakers]
        self.speak(known.index(speaker.label))

    def _person(self, typed: str) -> str:
        """Who is meant in 负责人: a speaker's number stands for the name."""
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        if not 1 <= number <= len(self._speakers):
            return typed
        speaker = self._speakers[number - 1]
        return speaker.person or speaker.union

    def _day(self) -> date:
        record = self._open.record
        return now().date() if record is None else held_on(record, now().date())

    def _turn_full_screen(self) -> None:
        self.show_full_screen(full=not self.page.window().isFullScreen())

    def _as_written(self) -> Record | None:
        """The record with what the page shows, saved already or not."""
        record = self._open.record
        if record is None:
            return None
        fields = {**record.fields, "topics": self._topics, "decisions": self.page.decisions.value()}
        return replace(record, fields=fields, body=self._view.body.body())

    def _ended(self, closed: Record) -> None:
        self._give_back()
        self._show_in_form(closed)
