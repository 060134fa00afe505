"""A column of needs or offers: its count, its cards, and below what is settled or out of date, folded away."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alliance_app.desktop.match.board import Entry
from alliance_app.desktop.match.lists import EntryList
from alliance_app.desktop.theme import Theme
from alliance_app.desktop.widgets.looks import button, label


class Column(QWidget):
    """`folded`: what is settled is to be shown, or no longer."""

    folded = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        self._settled_too = False
        self.head = label(name, role="section")
        self.head.setContentsMargins(16, 0, 0, 0)
        self.list = EntryList(theme, name)
        self.nothing = label(self.tr("Nothing here yet."), role="quiet", wrap=True)
        self.nothing.setContentsMargins(16, 8, 16, 0)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.more = button("", self._fold, role="link")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.head)
        box.addWidget(self.nothing, 1)
        box.addWidget(self.list, 1)
        box.addWidget(self.more)

    def show_entries(self, ids: Sequence[str], entries: Mapping[str, Entry], chosen: str) -> None:
        """Show these, the open ones first."""
        still = [each for each in ids if entries[each].open]
        settled = len(ids) - len(still)
        shown = list(ids) if self._settled_too else still
        self.head.setText(f"{self._name} · {len(still)}")
        self.list.show_entries(shown, entries, chosen)
        self.nothing.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.more.setVisible(bool(settled))
        text = (
            self.tr("Hide the {count} settled or out of date")
            if self._settled_too
            else self.tr("Settled, out of date: {count}")
        )
        self.more.setText(text.format(count=settled))
        self.more.setAccessibleName(self.more.text())

    def unfold_for(self, each: Entry) -> None:
        """Show what is settled, too, where one of it is wanted."""
        self._settled_too = self._settled_too or not each.open

    def _fold(self) -> None:
        self._settled_too = not self._settled_too
        self.folded.emit()
