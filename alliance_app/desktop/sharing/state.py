"""The upper part of the page of sync: how it stands and what is under way; and the folder."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.words import clock, folder_name, mood, mood_colour, moved, progress, shown_place
from alliance_app.desktop.widgets.looks import OneLine, button, label
from alliance_app.sync.errors import FolderGone
from alliance_app.sync.transport import local_folder


class StateCard(QFrame):
    """How sync stands, what the last one did or what is wrong, and how far the one under way is."""

    def __init__(self, desk: Desk, syncing: Syncing) -> None:
        super().__init__()
        self._desk = desk
        self._syncing = syncing
        self.setProperty("card", True)
        self.head = label()
        self.head.setTextFormat(Qt.TextFormat.RichText)
        self.result = label(wrap=True, role="field")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the sync is"))
        self.now = button(self.tr("Sync now"), syncing.sync, role="primary")
        self.now.setToolTip("F5")
        self.stop = button(self.tr("Stop"), syncing.cancel)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.head)
        words.addWidget(self.result)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        row.addWidget(self.now)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 12, 12)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self.bar)
        syncing.changed.connect(self.refresh)
        desk.theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        syncing, colours = self._syncing, self._desk.theme.colours
        how, state = mood(syncing)
        size = "style='font-size:16px; color:"
        last = self.tr("last synced {time}").format(time=clock(syncing.at)) if syncing.at else ""
        after = f" <span style='color:{colours.faint}'>· {last}</span>" if last and not syncing.busy else ""
        self.head.setText(f"<span {size}{mood_colour(how, colours)}'>● <b>{state}</b></span>{after}")
        self.head.setAccessibleName(" ".join(part for part in (state, last) if part))
        self.result.setText(self._result())
        self.bar.setVisible(syncing.busy)
        step = syncing.step
        self.bar.setRange(0, (step.total or 0) if step else 0)
        self.bar.setValue(step.done if step else 0)
        self.stop.setVisible(syncing.busy)
        self.stop.setEnabled(not syncing.stopping)
        self.now.setVisible(not syncing.busy)
        again = self.tr("Try again") if syncing.trouble else self.tr("Sync now")
        self.now.setText(again)
        self.now.setAccessibleName(again)

    def _result(self) -> str:
        syncing = self._syncing
        if syncing.busy:
            return progress(syncing.step)
        if syncing.trouble is not None:
            return syncing.trouble.words
        if syncing.report is None:
            return self.tr("The first sync of this start follows in a moment.")
        if syncing.report.cancelled:
            return self.tr("What came until it was stopped is kept; the next sync goes on from there.")
        return moved(syncing.report)


class FolderCard(QFrame):
    """Which folder it is, with ways to see it and to take another one. `change` asks for another."""

    change = Signal()

    def __init__(self, desk: Desk, syncing: Syncing) -> None:
        super().__init__()
        self._desk = desk
        self._syncing = syncing
        self.setProperty("card", True)
        self.name = OneLine()
        self.place = OneLine()
        self.place.setProperty("quiet", True)
        self.open = button(self.tr("Open the folder"), self._open)
        self.other = button(self.tr("Another one…"), self.change.emit, name=self.tr("Choose another shared folder"))
        self.unsent = label(role="field")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.unsent)
        row.addWidget(self.open)
        row.addWidget(self.other)
        syncing.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the folder as it is now."""
        place, count = self._syncing.place or "", self._syncing.unsent
        self.name.show_text(self.tr("Shared folder “{name}”").format(name=folder_name(place)) if place else "")
        self.place.show_text(shown_place(place))
        trouble = self._syncing.trouble
        self.open.setVisible(bool(place) and local_folder(place) is not None)
        self.open.setEnabled(trouble is None or not isinstance(trouble.error, FolderGone))
        self.unsent.setText(self.tr("{count} changes to be sent").format(count=f"{count:,}") if count else "")

    def _open(self) -> None:
        """Show it in the system's file manager; the address is read as it is."""
        folder = local_folder(self._syncing.place or "")
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
