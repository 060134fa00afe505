"""What stands above a record: that it is in the trash, and what two people changed at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from alliance_app.desktop.review.asking import label_of
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Clash, Record


class TrashNotice(QFrame):
    """Says that the record is in the trash. `restore`, `erase`: asked for by its buttons."""

    restore = Signal()
    erase = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "grey")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        self._text = label(wrap=True)
        row.addWidget(self._text, 1)
        self.for_good = button(self.tr("Erase for good…"), self.erase.emit)
        row.addWidget(self.for_good)
        self.back = button(self.tr("Restore"), self.restore.emit)
        row.addWidget(self.back)
        for each in (self.for_good, self.back):
            _leave_keyboard(each)

    def show_record(self, record: Record) -> None:
        """Show itself when the record is in the trash."""
        self.setVisible(record.trashed_at is not None)
        if record.trashed_at:
            text = self.tr("In the trash since {day}. It is kept for 90 days and can be restored.")
            self._text.setText(text.format(day=record.trashed_at[:10]))


class ClashNotice(QFrame):
    """Says that people changed the record at the same time. `review` is asked for by its button."""

    review = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "gold")
        self._text = label(role="strong", wrap=True)
        self._about = label(role="quiet", wrap=True)
        self.look = button(self.tr("Take a look"), self.review.emit, role="primary")
        _leave_keyboard(self.look)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._text)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addLayout(words, 1)
        row.addWidget(self.look)
        self.hide()

    def show_clashes(self, record: Record, clashes: Sequence[Clash]) -> None:
        """Say what there is to look at; nothing hides the notice."""
        self.setVisible(bool(clashes))
        if not clashes:
            return
        several = any(len({claim.author for claim in clash.claims}) > 2 for clash in clashes)
        two = self.tr("Two people changed this at once: please take a look")
        text = self.tr("Several people changed this at once: please take a look") if several else two
        kind = KINDS[record.kind]
        who = dict.fromkeys(claim.author for clash in clashes for claim in clash.claims if claim.author)
        what = dict.fromkeys(label_of(kind, clash) for clash in clashes)
        self._text.setText(text)
        self._about.setText(" · ".join(("、".join(who), "、".join(what))))
        self.look.setAccessibleName(text)


def _leave_keyboard(pressed: QPushButton) -> None:
    """A click leaves the keyboard where it is: with the notice gone it would jump into a field or the text."""
    pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
