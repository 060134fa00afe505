"""The room of the starting guide: how far the union is, its steps by month, and the step at hand."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from alliance_app.alliance import planning, starting
from alliance_app.alliance.catalogue import Catalogue
from alliance_app.alliance.catalogues import catalogue_for
from alliance_app.alliance.starting import Progress, Standing
from alliance_app.app import App
from alliance_app.assessing.examples import Example
from alliance_app.assessing.step_examples import step_examples
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.guide.beginning import Beginning, Begun
from alliance_app.desktop.guide.card import StepCard, Told
from alliance_app.desktop.guide.listing import StepList
from alliance_app.desktop.looking import STARS
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.widgets.looks import button, label, restyle
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup, find_titles
from alliance_app.library import Changed, Library, Listing, templates
from alliance_app.records import clock
from alliance_app.records.values import Edit, Record


@dataclass(frozen=True, slots=True)
class Guided:
    """What is shown: whose steps, and how they stand. `others`: there are other unions to choose from."""

    member: Record | None
    steps: tuple[Progress, ...]
    others: bool


class GuidePage(Room):
    """Before there is a plan, what one is and a button that makes it; then the plan."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("guidePage")
        self._desk = desk
        self._whose: str | None = None  # chosen by hand; None for the library's own union
        self._shown: Guided | None = None
        self.back = button(self.tr("← Back to the records"), self.left.emit, role="link")
        self.back.setToolTip("Esc")
        self.told = label(role="quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.member = button("", lambda: self._choose(self.member), role="chip")
        self.stars = button(self.tr("Star self-assessment"), lambda: self.went.emit(STARS, ""), role="small")
        self.add = button(self.tr("＋ A step of our own"), self._add, role="small")
        self.beginning = Beginning()
        self.list = StepList(desk.theme)
        self.card = StepCard()
        self._lay_out()
        self.beginning.begun.connect(self._begin)
        self.beginning.whose.connect(self._choose)
        self.list.ticked.connect(self._tick)
        self.list.opened.connect(lambda each: self.opened.emit(each.record.id))
        self.list.chosen_is.connect(self._show_chosen)
        self.card.ticked.connect(self._tick)
        self.card.made.connect(self._make)
        self.card.opened.connect(self.opened)
        self.card.looked_at.connect(lambda code: self.went.emit(STARS, code))

    def refresh(self) -> None:
        """Read the steps anew."""
        library, whose = self._desk.library, self._whose
        self._desk.tasks.read(lambda: _read(library, whose), self._show, owner=self, lane="guide")

    def look_at(self, what: str) -> None:
        """Show the plan of the union with this record id."""
        self._whose = what or None
        self.refresh()

    def _show(self, found: Guided) -> None:
        first = self._shown is None or (not self._shown.steps and bool(found.steps))
        self._shown = found
        planned = bool(found.steps)
        self._pages.setCurrentWidget(self._plan if planned else self.beginning)
        done = sum(each.standing is Standing.DONE for each in found.steps)
        late = sum(each.standing is Standing.OVERDUE for each in found.steps)
        for part in (self.told, self.bar, self.member, self.add, self.stars):
            part.setVisible(planned)
        self.noted.emit(f"{done}/{len(found.steps)}" if planned else "")
        if not planned:
            self.beginning.show_member(found.member, self._desk.library.identity.name)
            self.beginning.other.setVisible(found.others)
        else:
            self._show_plan(found, done, late)
        if first and self.isVisible():
            (self.list.setFocus if planned else self.beginning.focus_first)()

    def _show_plan(self, found: Guided, done: int, late: int) -> None:
        offered = sum(each.standing is Standing.OFFERED for each in found.steps)
        parts = [self.tr("{done} of {count} done").format(done=done, count=len(found.steps))]
        self.bar.setAccessibleName(parts[0])
        parts += [self.tr("{count} can be ticked off").format(count=offered)] if offered else []
        parts += [self.tr("{count} overdue").format(count=late)] if late else []
        self.told.setText(" · ".join(parts))
        restyle(self.told, "wrong", bool(late))
        self.bar.setMaximum(len(found.steps))
        self.bar.setValue(done)
        self.member.setText(f"{found.member.title} ▾" if found.member is not None else "▾")
        self.member.setAccessibleName(self.member.text())
        self.member.setEnabled(found.others)
        self.list.show_steps(found.steps)

    def _show_chosen(self, each: Progress | None) -> None:
        self.card.show_step(each)
        if each is not None:
            read = partial(_told, self._desk.app, each.record)
            self._desk.tasks.read(read, self.card.show_told, owner=self, lane="guide step")
            self._desk.tasks.read(
                partial(_examples, self._desk.app, each), self.card.show_examples, owner=self, lane="guide examples"
            )

    # -- what is done

    def _begin(self, begun: Begun) -> None:
        app = self._desk.app

        def made(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            self.refresh()

        self._desk.tasks.write(lambda: _begin(app, begun), made, owner=self)

    def _tick(self, each: Progress) -> None:
        done = each.standing is Standing.DONE
        self._write(
            each.record.id, done=not done, evidence=each.counted.records if each.reached and each.counted else ()
        )
        if not done:
            text, back = self.tr("Done: {what}").format(what=each.record.title), self.tr("Undo")
            self._desk.say(text, back, lambda: self._write(each.record.id, done=False))

    def _write(self, record_id: str, *, done: bool, evidence: tuple[str, ...] = ()) -> None:
        library = self._desk.library

        def work() -> Changed:
            record = library.read(record_id)
            return library.write(starting.tick(record, clock.today(), evidence) if done else starting.untick(record))

        self._desk.tasks.write(work, self._desk.touched.emit, owner=self)

    def _make(self, each: Progress) -> None:
        """Show the record a step asks for; one that the union has already, or a new one that shows the step as done."""
        found = self._shown
        if each.step is None or found is None or found.member is None:
            return
        if each.step.kind == "member":
            self.opened.emit(found.member.id)
        elif each.step.kind == "assessment":
            self.went.emit(STARS, "")
        else:
            library, member, step = self._desk.library, found.member, each.step

            def work() -> tuple[str, Changed]:
                return planning.begin_record(library, step, member, each.record.id)

            def made(begun: tuple[str, Changed]) -> None:
                self._desk.touched.emit(begun[1])
                self.begun.emit(begun[0])

            self._desk.tasks.write(work, made, owner=self)

    def _add(self) -> None:
        """A step that the guide does not have; the keyboard goes into its title."""
        found = self._shown
        if found is not None and found.member is not None:
            self.wanted.emit("step", {"member": found.member.id, "due": clock.today().isoformat()})

    # -- whose

    def _choose(self, anchor: QWidget) -> None:
        def find(words: str, offer: Offer) -> None:
            find_titles(self._desk, "member", words, offer)

        popup = PickPopup(self, find, many=False)
        popup.picked.connect(self._show_of)
        popup.open_below(anchor)

    def _show_of(self, chosen: tuple[Option, ...]) -> None:
        if chosen:
            self.look_at(chosen[0].value)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(14)
        heading.addWidget(label(self.tr("Getting started"), role="big"))
        heading.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        heading.addWidget(self.told)
        heading.addStretch()
        heading.addWidget(self.member)
        heading.addWidget(self.add)
        heading.addWidget(self.stars)
        self._plan = QWidget()
        sides = QHBoxLayout(self._plan)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(18)
        sides.addWidget(self.list, 5)
        sides.addWidget(self.card, 4)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.beginning)
        self._pages.addWidget(self._plan)
        self._pages.hide()
        note = label(
            self.tr("The steps were drafted for this program; what your higher union asks for comes first."),
            role="quiet",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(36, 18, 36, 16)
        box.setSpacing(12)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(heading)
        box.addWidget(self._pages, 1)
        box.addWidget(note)
        self._pages.show()


def _read(library: Library, whose: str | None) -> Guided:
    """For a reader thread, like all below."""
    members = library.ids(Listing(kinds=("member",), limit=2))
    member_id = whose or planning.own_member(library)
    if member_id is None:
        return Guided(None, (), others=bool(members))
    known = planning.records_of(library, member_id)
    return Guided(known[0], starting.progress(known[0], known, clock.today()), others=len(members) > 1)


def _catalogue(app: App) -> Catalogue:
    """This year's."""
    return catalogue_for(app.library, clock.today().year, app.witness()).catalogue


def _told(app: App, record: Record) -> Told:
    wanted = set(record.fields.get("indicators") or ())
    indicators = tuple(each for each in _catalogue(app).indicators if each.code in wanted)
    evidence = tuple((row.id, row.title) for row in app.library.rows(list(record.fields.get("evidence") or ())))
    return Told(indicators, evidence)


def _examples(app: App, each: Progress) -> tuple[Example, ...]:
    if each.step is None:
        return ()
    own = str(each.record.fields.get("member") or "")
    return step_examples(app.library, app.finder, each.step, _catalogue(app), without=own)


def _begin(app: App, begun: Begun) -> Changed:
    """Note what was said of the union, and make its plan."""
    library = app.library
    member_id = begun.member_id
    if member_id is None:
        new = templates.start_from(library, templates.standard("member"), begun.name)
        member_id = library.add(replace(new, fields={**new.fields, **begun.fields})).only
    elif begun.fields:
        library.write(Edit(member_id, fields=begun.fields))
    made = planning.make_plan(library, member_id, _catalogue(app), clock.today())
    return Changed(frozenset({member_id, *made}), 0)
