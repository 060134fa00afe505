"""One calm line across the top when the shared folder is gone: what, since when, what is safe, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.words import clock, stuck
from alliance_app.desktop.widgets.looks import OneLine, button, shown_as_it_is


class FolderBanner(QFrame):
    """Shows itself while sync stands still and somebody has to do something. `change`: another folder is wanted."""

    change = Signal()

    def __init__(self, syncing: Syncing) -> None:
        super().__init__()
        self.setObjectName("folderBanner")
        self._syncing = syncing
        self._muted = False
        self.text = OneLine()
        self.retry = button(self.tr("Try again"), syncing.sync)
        self.other = button(self.tr("Another folder…"), self.change.emit)
        self.mute = button(self.tr("Not again"), self._mute, name=self.tr("Do not tell again until the next start"))
        self.mute.setToolTip(self.tr("Do not tell again until the next start"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 20, 7)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for each in (self.retry, self.other, self.mute):
            row.addWidget(each)
        syncing.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is the matter, or nothing."""
        trouble, place = self._syncing.trouble, self._syncing.place
        shown = trouble is not None and place is not None and trouble.lasts and not self._muted
        if shown and trouble is not None and place is not None:
            since = self._syncing.at or trouble.since
            text = self.tr("{what} · not synced since {since} · everything here is safe and goes out later")
            told = text.format(what=stuck(trouble, place), since=clock(since))
            self.text.show_text(told)
            self.text.setToolTip(shown_as_it_is(trouble.words))
            self.setAccessibleName(told)
            self.retry.setEnabled(not self._syncing.busy)
        self.setVisible(shown)

    def _mute(self) -> None:
        self._muted = True
        self.refresh()
