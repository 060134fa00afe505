"""Erasures that wait for a person's yes: which device, how many records, and the two answers."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, empty, label
from alliance_app.sync import Pending, Reason


class HeldErasure(QFrame):
    """One device's erasures. `agreed`: erase them here, too; `put_off`: not now."""

    agreed = Signal()
    put_off = Signal()

    def __init__(self, held: Pending, *, waits: bool) -> None:
        super().__init__()
        self.held = held
        self.setProperty("notice", "grey" if waits else "gold")
        text = self.tr("{device} has erased {count} records for everybody")
        text = text.format(device=held.device, count=held.detail)
        waiting = self.tr("They stay here until you agree; what this device changed later waits with them. Ask there.")
        asking = self.tr("They are still here, and so many at once may be a mistake: ask there whether it was meant.")
        self.title = label(text, role="strong", wrap=True)
        self.below = label(waiting if waits else asking, role="quiet", wrap=True)
        self.yes = button(self.tr("Agree…"), self.agreed.emit, name=self.tr("Agree: {what}").format(what=text))
        self.later = button(self.tr("Not now"), self.put_off.emit)
        self.later.setVisible(not waits)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.below)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 12, 9)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.later)
        row.addWidget(self.yes)


class HeldErasures(QWidget):
    """All of them, one below the other. `agreed(Pending)`: that device's erasures shall count here, too."""

    agreed = Signal(object)

    def __init__(self, after: QWidget) -> None:
        super().__init__()
        self._after = after  # the keyboard comes from there
        self.notices: list[HeldErasure] = []
        self._shown: tuple[Pending, ...] = ()
        self._put_off: set[tuple[str, str]] = set()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.hide()

    def show_pending(self, pending: Sequence[Pending]) -> None:
        """Show those among what sync waits for; one for each device."""
        held = {each.device_id: each for each in pending if each.reason is Reason.ERASURES}
        if tuple(held.values()) != self._shown:
            self._shown = tuple(held.values())
            self._fill()

    def _fill(self) -> None:
        empty(self._box)
        self.notices = []
        for each in self._shown:
            made = HeldErasure(each, waits=_key(each) in self._put_off)
            made.agreed.connect(partial(self.agreed.emit, each))
            made.put_off.connect(partial(self._put_one_off, each))
            self._box.addWidget(made)
            before = self.notices[-1].yes if self.notices else self._after
            QWidget.setTabOrder(before, made.later)
            QWidget.setTabOrder(made.later, made.yes)
            self.notices.append(made)
        self.setVisible(bool(self._shown))

    def _put_one_off(self, held: Pending) -> None:
        """It stays in sight, calmly, so that it can still be agreed to; more of them ask anew."""
        self._put_off.add(_key(held))
        self._fill()
        for notice in self.notices:
            if notice.held == held:
                notice.show()
                notice.yes.setFocus()  # the button that was pressed is gone


def _key(held: Pending) -> tuple[str, str]:
    return held.device_id, held.detail
