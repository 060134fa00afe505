"""The dialog that leads through joining; it can be left at each step."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.joining.going import GoingStep
from alliance_app.desktop.joining.inside import InsideStep
from alliance_app.desktop.joining.names import NamesStep
from alliance_app.desktop.joining.place import PlaceStep
from alliance_app.desktop.joining.step import Step
from alliance_app.desktop.sharing.exchanging import JoinWish
from alliance_app.desktop.sharing.needs import need_of
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.words import shown_place
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.sync import Joined, SyncReport


class JoinDialog(QDialog):
    """Which folder, what is inside, what this device is called (only the first time), and the first sync."""

    def __init__(self, desk: Desk, syncing: Syncing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Share with the alliance"))
        self.resize(600, 420)
        self._box = QVBoxLayout(self)
        self._syncing = syncing
        member = syncing.place is not None
        others = [each for each in syncing.recent if each != syncing.place]
        self.place = PlaceStep(shown_place(syncing.place or ""), others)
        self.inside = InsideStep(desk, member=member)
        self.names = NamesStep(desk.library.identity)
        self.going = GoingStep(syncing)
        self._asked: list[Step] = [self.place, self.inside] if member else [self.place, self.inside, self.names]
        self._steps = QStackedWidget()
        for step in (self.place, self.inside, self.names, self.going):
            self._steps.addWidget(step)
            step.changed.connect(self._show_buttons)
        self.where = label(role="section")
        self.stop = button(self.tr("Cancel"), self.reject)
        self.back = button(self.tr("Back"), self._go_back)
        self.next = button(self.tr("Next"), self._go_on, role="primary")
        self._lay_out()
        self.place.decided.connect(self._go_on)
        self.inside.found.connect(self._focus_found)
        self.inside.passed.connect(self._go_past_inside)
        self.inside.placed.connect(self.place.place.setText)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(True)
        self.next.setDefault(True)  # Enter goes on, wherever the keyboard is
        syncing.joined.connect(self._joined)
        syncing.refused.connect(self._refused)
        syncing.changed.connect(self._show_buttons)
        self._go_to(self.place)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        step = self._steps.currentWidget()
        assert isinstance(step, Step)
        return step

    def reject(self) -> None:
        """Cancel: while it joins, stop at the next file; else close."""
        begun = self.step is self.going and not self.going.over and not self._syncing.queued
        if self.step is self.going and not self.going.over:
            self._syncing.cancel()
        if not begun:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The dialog's own cross closes it; a sync under way goes on."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Grow with what a step asks; nothing it says is cut."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            most = self.screen().availableGeometry().height()
            need = min(self._box.totalHeightForWidth(self.width()), most)
            if need > self.height():
                self.resize(self.width(), need)
        return done

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.where)
        row.addStretch()
        for each in (self.stop, self.back, self.next):
            row.addWidget(each)
        box = self._box
        box.setContentsMargins(32, 26, 32, 20)
        box.setSpacing(14)
        box.addWidget(self._steps, 1)
        box.addLayout(row)

    def _go_to(self, step: Step) -> None:
        self._steps.setCurrentWidget(step)
        self._show_buttons()
        step.take_focus()

    def _go_on(self) -> None:
        if not self.next.isEnabled():
            return
        step = self.step
        if step is self.going:
            if self.going.wrong:
                self._join()
            else:
                self.accept()
        elif step is self.inside:
            self.inside.check()
        elif step is not self.place:
            self._join()
        elif self.place.understood():
            self._go_to(self.inside)
            self.inside.look(self.place.named)

    def _go_past_inside(self) -> None:
        if self.step is not self.inside:
            return
        if self.inside is self._asked[-1]:
            self._join()
        else:
            self._go_to(self.names)

    def _focus_found(self) -> None:
        """Where nothing is asked, Enter and Space go on."""
        if self.step is self.inside:
            (self.inside.asks or self.next).setFocus()
            if self.inside.asks is self.inside.name:
                self.inside.name.selectAll()  # the union's own, ready to be typed over

    def _go_back(self) -> None:
        step = self.step
        at = len(self._asked) if step is self.going else self._asked.index(step)
        self._go_to(self._asked[at - 1])

    def _join(self) -> None:
        self._go_to(self.going)
        self.going.begin()
        author, device = self.names.names if self.names in self._asked else ("", "")
        new = self.inside.seen is not None and self.inside.seen.sight.alliance is None
        self._syncing.join(
            JoinWish(
                self.place.named,
                name=self.inside.name.text().strip() if new else "",
                anyway=self.inside.anyway.isChecked(),
                author=author,
                device=device,
                passphrase=self.inside.passphrase.passphrase,
            )
        )

    def _joined(self, joined: Joined, report: SyncReport) -> None:
        if self.step is self.going and not self.going.over:
            self.going.end(joined, report)
            self.next.setFocus()

    def _refused(self, error: Exception) -> None:
        if self.step is not self.going or self.going.over:
            return
        if need_of(error) == "passphrase":
            self._go_to(self.inside)
            self.inside.ask_passphrase(error)
        elif need_of(error) == "password":
            self._go_to(self.inside)
            self.inside.ask_login(error)
            self._focus_found()
        else:
            self.going.fail(error)
            self.next.setFocus()

    def _show_buttons(self) -> None:
        step, going = self.step, self.going
        under_way = step is going and not going.over
        self.back.setVisible(step is not self.place and (step is not going or going.wrong))
        self.next.setVisible(not under_way)
        self.next.setEnabled(step.ready)
        self.stop.setVisible(step is not going or under_way or going.wrong)
        self.stop.setEnabled(not (under_way and self._syncing.stopping))
        self.stop.setText(self._stop_text(under_way=under_way))
        self.next.setText(self._next_text(step))
        for each in (self.stop, self.next):
            each.setAccessibleName(each.text())
        count = len(self._asked)
        number = self._asked.index(step) + 1 if step in self._asked else 0
        self.where.setText(self.tr("Step {number} of {count}").format(number=number, count=count) if number else "")

    def _stop_text(self, *, under_way: bool) -> str:
        if not under_way:
            return self.tr("Cancel")
        return self.tr("Stopping…") if self._syncing.stopping else self.tr("Stop")

    def _next_text(self, step: Step) -> str:
        if step is self.going:
            return self.tr("Try again") if self.going.wrong else self.tr("Done")
        return self.tr("Join") if step is self._asked[-1] else self.tr("Next")
