"""The card at the bottom left that says how sync stands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.words import clock, folder_name, mood, mood_colour, moved, progress, stuck
from alliance_app.desktop.widgets.looks import OneLine, label, shown_as_it_is
from alliance_app.desktop.widgets.small_cards import Card

_SIDE = 12  # px


class SyncCard(Card):
    """`pressed` by a click, Enter or Space: the page of sync says the rest."""

    def __init__(self, desk: Desk, syncing: Syncing) -> None:
        super().__init__("")
        self._desk = desk
        self._syncing = syncing
        self.head = label()
        self.head.setTextFormat(Qt.TextFormat.RichText)
        self.middle = OneLine()
        self.below = OneLine()
        for line in (self.middle, self.below):
            line.setProperty("quiet", True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(_SIDE, 9, _SIDE, 9)
        box.setSpacing(3)
        for part in (self.head, self.middle, self.below, self.bar):
            part.setMinimumWidth(10)
            box.addWidget(part)
        syncing.changed.connect(self.refresh)
        desk.theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        syncing, colours = self._syncing, self._desk.theme.colours
        how, state = mood(syncing)
        told = f"· {clock(syncing.at)}" if syncing.at and how in ("well", "waiting") and not syncing.trouble else ""
        room = self.contentsRect().width() - 2 * _SIDE
        fits = self.head.fontMetrics().horizontalAdvance(f"●  {state}  {told}") * 1.05 <= room  # the state is bold
        at = f" <span style='color:{colours.faint}'>{told}</span>" if told and fits else ""
        self.head.setText(f"<span style='color:{mood_colour(how, colours)}'>● <b>{state}</b></span>{at}")
        middle, below = self._middle(), self._below()
        self.middle.show_text(middle)
        self.below.show_text(below)
        self.below.setVisible(bool(below))
        self.setToolTip(shown_as_it_is(syncing.trouble.words if syncing.trouble else ""))
        self.setAccessibleName(self.tr("Sync: {state}. {more}").format(state=state, more=f"{middle} {below}"))
        step = syncing.step
        self.bar.setVisible(syncing.busy)
        self.bar.setRange(0, (step.total or 0) if step else 0)
        self.bar.setValue(step.done if step else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The lines are shortened anew."""
        super().resizeEvent(event)
        self.refresh()

    def _middle(self) -> str:
        syncing = self._syncing
        if syncing.place is None:
            return self.tr("Everything is on this computer")
        others = len(syncing.devices)
        if not others:
            return folder_name(syncing.place)
        return self.tr("{folder} · {count} devices").format(folder=folder_name(syncing.place), count=others + 1)

    def _below(self) -> str:
        syncing = self._syncing
        if syncing.busy:
            return progress(syncing.step)
        if syncing.place is None:
            return self.tr("Share with the alliance…")
        if syncing.unsent:
            return self.tr("{count} changes to be sent").format(count=f"{syncing.unsent:,}")
        if syncing.trouble is not None:
            return stuck(syncing.trouble, syncing.place)
        report = syncing.report
        if report is None:
            return ""
        if report.pending:
            return self.tr("Waiting for {count}").format(count=len(report.pending))
        return moved(report)
