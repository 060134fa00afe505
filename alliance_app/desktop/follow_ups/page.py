"""The page of follow-ups: what is left to be done, whose it is, and marking it as done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from alliance_app.alliance.follow_ups import FollowUp, concerns, names_of
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.follow_ups.listing import FollowUpList
from alliance_app.desktop.follow_ups.watch import FollowUpWatch
from alliance_app.desktop.rooms import Room
from alliance_app.desktop.widgets.looks import button, label, restyle
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup, find_titles
from alliance_app.library import Changed

_WIDEST = 1040  # px


class FollowUpsPage(Room):
    """What all salons left to be done; a double click opens the salon."""

    def __init__(self, desk: Desk, watch: FollowUpWatch) -> None:
        super().__init__()
        self.setObjectName("followUpsPage")
        self._desk = desk
        self._watch = watch
        self._names: tuple[str, ...] | None = None  # whose are shown; None for everybody's
        self.back = button(self.tr("← Back to the records"), self.left.emit, role="link")
        self.back.setToolTip("Esc")
        self.told = label(role="quiet")
        self.all = button(self.tr("Everybody's"), self._show_all, role="chip")
        self.mine = button(self.tr("Mine"), self._show_mine, role="chip")
        self.member = button(self.tr("A member's ▾"), self._choose_member, role="chip")
        self.done_too = QCheckBox(self.tr("Those done, too"))
        self.list = FollowUpList(desk.theme)
        self.nothing = label(role="quiet", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.done = button(self.tr("Done"), self._tick_chosen, role="small")
        self.done.setToolTip(self.tr("Space"))
        self.result = button(self.tr("Done, with a result…"), self.ask_result, role="small")
        self.see = button(self.tr("Open the salon"), self._open_chosen, role="small")
        self._lay_out()
        self.done_too.toggled.connect(self.refresh)
        self.list.ticked.connect(self._tick)
        self.list.opened.connect(lambda each: self.opened.emit(each.record_id))
        self.list.selectionModel().currentChanged.connect(self._follow_choice)
        watch.changed.connect(self.refresh)
        self._mark(self.all)
        self._follow_choice()

    def refresh(self) -> None:
        """Show everything as it is now; hidden, it costs nothing."""
        if not self.isVisible():
            self.outdated = True
            return
        seen, names = self._watch.seen, self._names
        wanted = seen.everything if self.done_too.isChecked() else seen.open

        def chosen() -> tuple[FollowUp, ...]:
            return wanted if names is None else tuple(each for each in wanted if concerns(each, names))

        self._desk.tasks.read(chosen, self._show, owner=self, lane="follow-ups shown")
        told = self.tr("{count} open").format(count=len(seen.open))
        late = " · " + self.tr("{count} overdue").format(count=seen.overdue)
        self.told.setText(told + late if seen.overdue else told)
        restyle(self.told, "wrong", bool(seen.overdue))

    def follow(self, changed: Changed) -> None:
        """The watch tells what there is to be shown anew."""

    def _show(self, found: tuple[FollowUp, ...]) -> None:
        self.list.show_follow_ups(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.nothing.setText(
            self.tr("Nothing is left to be done. What a salon decides appears here until it is done.")
            if self._names is None
            else self.tr("Nothing here is left to be done.")
        )
        self._follow_choice()

    def ask_result(self) -> None:
        """Ask what came of the chosen one, and mark it as done with that."""
        each = self.list.chosen
        if each is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Done, with a result"))
        dialog.setLabelText(each.what)
        dialog.setTextValue(each.result)
        dialog.setMinimumWidth(440)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(lambda text: self._watch.mark(each, text))
        dialog.open()

    def _tick(self, each: FollowUp) -> None:
        if each.done:
            self._watch.reopen(each)
        else:
            self._watch.mark(each)

    def _tick_chosen(self) -> None:
        if self.list.chosen is not None:
            self._tick(self.list.chosen)

    def _open_chosen(self) -> None:
        if self.list.chosen is not None:
            self.opened.emit(self.list.chosen.record_id)

    def _follow_choice(self) -> None:
        each = self.list.chosen
        for control in (self.done, self.result, self.see):
            control.setEnabled(each is not None)
        self.done.setText(self.tr("Not done after all") if each is not None and each.done else self.tr("Done"))

    # -- whose

    def _show_all(self) -> None:
        self._show_of(None, self.all)

    def _show_mine(self) -> None:
        self._show_of(self._watch.own_names, self.mine)

    def _choose_member(self) -> None:
        def find(words: str, offer: Offer) -> None:
            find_titles(self._desk, "member", words, offer)

        popup = PickPopup(self, find, many=False)
        popup.picked.connect(self._show_members)
        popup.open_below(self.member)

    def _show_members(self, chosen: tuple[Option, ...]) -> None:
        library, (option, *_more) = self._desk.library, chosen
        self.member.setText(f"{option.label} ▾")
        self._desk.tasks.read(
            lambda: names_of(library.read(option.value)),
            lambda names: self._show_of(names, self.member),
            owner=self,
            lane="follow-ups of",
        )

    def _show_of(self, names: tuple[str, ...] | None, chip: QWidget) -> None:
        self._names = names
        self._mark(chip)
        if chip is not self.member:
            self.member.setText(self.tr("A member's ▾"))
        self.refresh()

    def _mark(self, chosen: QWidget) -> None:
        for chip in (self.all, self.mine, self.member):
            restyle(chip, "on", chip is chosen)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(label(self.tr("Follow-ups"), role="big"))
        heading.addWidget(self.told)
        heading.addStretch()
        whose = QHBoxLayout()
        whose.setSpacing(8)
        for chip in (self.all, self.mine, self.member, self.done_too):
            whose.addWidget(chip)
        whose.addStretch()
        for control in (self.see, self.result, self.done):
            whose.addWidget(control)
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(heading)
        box.addLayout(whose)
        box.addWidget(self.list, 1)
        box.addWidget(self.nothing, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(36, 18, 36, 24)
        outer.addWidget(column)
