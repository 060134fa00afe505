"""The page 星级自评: how a union's year stands against the indicators, what shows it, and what to do next."""

import re
from collections.abc import Sequence

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from alliance_app.assessing import Example, examples
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.settings import NOTED_STARS
from alliance_app.desktop.stars.explaining import CatalogueDialog
from alliance_app.desktop.stars.first_member import FirstMember
from alliance_app.desktop.stars.form_export import FormExport
from alliance_app.desktop.stars.head import Head
from alliance_app.desktop.stars.keeping import Keeping, Written
from alliance_app.desktop.stars.reading import Wish, Year, read_year
from alliance_app.desktop.stars.reviewing import Reviewing
from alliance_app.desktop.stars.sheet import YearSheet
from alliance_app.desktop.stars.submitting import Submitting
from alliance_app.desktop.stars.taking_in import TakingIn
from alliance_app.library import Changed
from alliance_app.records.values import Edit, NewRecord

_LAST = "stars/member"
_ID = re.compile(r"[0-9A-Z]{26}")


class StarsRoom(Room):
    """`look_at` takes an indicator's or a class's code, or a member's id."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("starsRoom")
        self._desk = desk
        self._wish = Wish()
        self._read: Year | None = None
        self._asked = ""  # what is to be looked at once it is there
        self.head = Head()
        self.first = FirstMember()
        self.keeping = Keeping(desk)
        self.sheet = YearSheet(desk, self.keeping)
        self.submitting = Submitting(desk, self.keeping, self)
        self.reviewing = Reviewing(desk, self.keeping, self)
        self.export = FormExport(desk, self.keeping, self)
        self.taking_in = TakingIn(desk, self)
        self.pages = QStackedWidget()
        for page in (QWidget(), self.first, self.sheet):
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.pages, 1)
        self._connect()

    def _connect(self) -> None:
        head, sheet = self.head, self.sheet
        head.year_chosen.connect(lambda year: self._look(year=year))
        head.member_chosen.connect(lambda member_id: self._look(member_id=member_id))
        head.new_member.connect(self._ask_member)
        head.explain.connect(self.explain)
        head.submit.connect(self._submit)
        head.reviewed.connect(lambda: self.reviewing.ask(self._read) if self._read is not None else None)
        head.export.connect(self._export)
        self.first.made.connect(self._make_member)
        self.first.chosen.connect(lambda member_id: self._look(member_id=member_id))
        self.first.given_up.connect(lambda: self.pages.setCurrentWidget(self.sheet))
        self.keeping.state_changed.connect(head.show_saving)
        self.keeping.saved.connect(self._desk.touched)
        sheet.opened.connect(self._open)
        sheet.listed.connect(self._list)
        sheet.explain.connect(self.explain)
        sheet.steps.examples.connect(self.show_examples)
        sheet.rated.connect(self._note)
        self.taking_in.taken.connect(self.refresh)

    # -- what is shown

    @property
    def year(self) -> Year | None:
        """What was read last."""
        return self._read

    @property
    def idle(self) -> bool:
        """Whether everything typed is saved, and everything shown is about it."""
        return self.keeping.quiet and self.sheet.idle

    def refresh(self) -> None:
        """Read the year anew, and show it; the keyboard and what is being typed stay."""
        app, library, wish = self._desk.app, self._desk.library, self._wish
        last = self._desk.settings.text(f"{_LAST}/{library.identity.library_id}")
        wanted = Wish(wish.member_id, wish.year, last)
        self._desk.tasks.read(lambda: read_year(app, wanted), self._take, owner=self, lane="stars")

    def look_at(self, what: str) -> None:
        """Show an indicator or a class; or a union's year, by the member's id."""
        if _ID.fullmatch(what):
            self._look(member_id=what)
        elif self._read is not None and self.pages.currentWidget() is self.sheet:
            self.sheet.go_to(what)
        else:
            self._asked = what

    def settle(self) -> tuple[Sequence[Edit], str]:
        """At closing: save what is typed; gives what could not be saved, and why."""
        return self.keeping.settle(), self.keeping.state.reason

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What was typed is saved at once."""
        self.keeping.save()
        super().hideEvent(event)

    def _take(self, read: Year) -> None:
        first = self._read is None or self._read.member is None
        self._read = read
        self.head.show_year(read)
        if read.member is None:
            self._ask_member()
            return
        self.keeping.take(self._written(read), read.found)
        self.sheet.show_year(read)
        if self.pages.currentWidget() is not self.first or first:
            self._show_sheet()

    def _show_sheet(self) -> None:
        came = self.pages.currentWidget() is not self.sheet
        self.pages.setCurrentWidget(self.sheet)
        if self._asked:
            self.sheet.go_to(self._asked)
            self._asked = ""
        elif came and self.isVisible():  # else the keyboard would leave the room that was gone to meanwhile
            self.sheet.classes.setFocus()

    def _note(self, stars: int) -> None:
        """Say it in the navigation, at the next start, too."""
        text = "★" * stars + "☆" * (3 - stars)
        self._desk.settings.keep_text(f"{NOTED_STARS}/{self._desk.library.identity.library_id}", text)
        self.noted.emit(text)

    def _written(self, read: Year) -> Written:
        member_id, name = (read.member.id, read.member.title) if read.member is not None else ("", "")
        title = self.tr("{name}, self-assessment {year}").format(name=name, year=read.year)
        return Written(member_id, read.year, title, read.chosen.known.key)

    def _look(self, member_id: str | None = None, year: int | None = None) -> None:
        """Look at another year, or another union's."""
        self.keeping.save()
        if member_id is not None:
            self._desk.settings.keep_text(f"{_LAST}/{self._desk.library.identity.library_id}", member_id)
            self._wish = Wish(member_id, None)
            self.pages.setCurrentIndex(0)
        if year is not None:
            self._wish = Wish(self._wish.member_id, year)
        self.refresh()

    # -- one's own union

    def _ask_member(self) -> None:
        read = self._read
        members = read.members if read is not None else ()
        back = read is not None and read.member is not None
        self.first.show_members(members, self._desk.library.identity.name, back=back)
        if self.pages.currentWidget() is not self.first:
            self.pages.setCurrentWidget(self.first)
            if self.isVisible():
                self.first.begin()

    def _make_member(self, new: NewRecord) -> None:
        library = self._desk.library

        def work() -> Changed:
            here = library.by_title(new.title, "member")  # it may have come with a sync just now
            return library.add(new) if here is None else Changed(frozenset({here}), library.last_change())

        def made(changed: Changed) -> None:
            self._look(member_id=changed.only)
            self._desk.touched.emit(changed)

        self._desk.tasks.write(work, made, owner=self)

    # -- what can be done

    def explain(self, code: str = "") -> None:
        """Show what the indicators measure; one of them first."""
        if self._read is None:
            return
        dialog = CatalogueDialog(self._read.chosen.known, self._read.catalogue, self._desk.theme, self)
        dialog.take_in.clicked.connect(lambda: self.taking_in.ask(dialog))
        self.taking_in.refused.connect(dialog.show_fault)
        self.taking_in.taken.connect(dialog.accept)
        dialog.open()
        if code:
            dialog.at(code)

    def show_examples(self, code: str) -> None:
        """List how three-star unions did it."""
        read, app = self._read, self._desk.app
        if read is None:
            return
        indicator = next(each for each in read.catalogue.indicators if each.code == code)
        without = read.member.id if read.member is not None else ""

        def look() -> tuple[Example, ...]:
            return examples(app.library, app.finder, indicator, without=without)

        def show(found: tuple[Example, ...]) -> None:
            if found:
                title = self.tr("Three-star unions: {name}").format(name=indicator.label)
                self._list(title, tuple(each.record_id for each in found))
            else:
                text = self.tr("No three-star union has shared anything about “{name}” yet.")
                self._desk.say(text.format(name=indicator.label))

        self._desk.tasks.read(look, show, owner=self, lane="stars examples")

    def _submit(self) -> None:
        if self._read is not None and self._read.member is not None:
            self.submitting.ask(self._written(self._read), self._read)

    def _export(self, to: str) -> None:
        if self._read is not None and self._read.member is not None:
            self.export.ask(self._written(self._read), to)

    def _open(self, record_id: str) -> None:
        self.keeping.save()
        self.opened.emit(record_id)

    def _list(self, title: str, ids: object) -> None:
        self.keeping.save()
        self.listed.emit(title, ids)
