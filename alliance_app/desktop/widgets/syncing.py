"""Syncing with the shared folder, and the card at the bottom left that says how it stands."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QMessageBox, QProgressBar, QVBoxLayout

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.tasks import Job
from alliance_app.desktop.widgets.looks import label, shown_as_it_is
from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.sync import Exchange, SyncReport, remembered_place
from alliance_app.sync.errors import NotAnAlliance

EVERY = 90_000  # ms
SOON = 1_500  # ms after a folder is known: the window comes first


class Syncing(QObject):
    """Syncs on demand, and every so often once a folder is known. `changed` fires when there is something to show."""

    changed = Signal()
    done = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.place: str | None = None
        self.report: SyncReport | None = None
        self.at: datetime | None = None
        self.step: Step | None = None
        self.wrong = ""
        self.waiting = 0
        self._job: Job | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(lambda: self.sync(quietly=True))
        self.look()

    def look(self) -> None:
        """See whether a folder has been joined, here or by another process."""
        if self.place is None:
            library = self._desk.library
            self._desk.tasks.read(lambda: remembered_place(library), self._know, owner=self, lane="sync folder")

    @property
    def busy(self) -> bool:
        """Whether a sync is under way."""
        return self._job is not None

    def sync(self, place: str | None = None, *, quietly: bool = False, anyway: bool = False) -> None:
        """Sync now, with a folder to join the first time. `quietly`: an error shows on the card only."""
        if self._job is not None or (place is None and self.place is None):
            return
        library = self._desk.library

        def work(progress: Progress, cancelled: Cancelled) -> tuple[str, SyncReport]:
            exchange = Exchange(library, place)
            if place is not None:
                exchange.join(anyway=anyway)
            return exchange.place, exchange.sync(progress=progress, cancelled=cancelled)

        self._job = self._desk.tasks.long(
            work,
            self._finished,
            progress=self._stepped,
            owner=self,
            failed=lambda error: self._failed(error, place, quietly=quietly),
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop at the next file."""
        if self._job is not None:
            self._job.cancel()

    def choose_folder(self, asking: QFrame) -> None:
        """Let the user choose the shared folder, and join it."""
        chosen = QFileDialog.getExistingDirectory(asking, self.tr("Choose the alliance's shared folder"))
        if chosen:
            self.sync(chosen)

    def _know(self, place: str | None) -> None:
        if place is None or self.place is not None:
            return
        self.place = place
        self._timer.start()
        QTimer.singleShot(SOON, self, lambda: self.sync(quietly=True))
        self.changed.emit()

    def _stepped(self, step: Step) -> None:
        self.step = step
        self.changed.emit()

    def _finished(self, result: tuple[str, SyncReport]) -> None:
        self.place, self.report = result
        self._job, self.step, self.wrong = None, None, ""
        self.at = datetime.now().astimezone()
        self._timer.start()
        self.changed.emit()
        self.done.emit(self.report)

    def _failed(self, error: Exception, place: str | None, *, quietly: bool) -> None:
        self._job, self.step = None, None
        if isinstance(error, NotAnAlliance) and place is not None and self._wants_anyway(place):
            self.sync(place, anyway=True)
            return
        self.wrong = in_words(error)
        if not quietly:
            self._desk.failed(error)
        self.changed.emit()

    def _wants_anyway(self, place: str) -> bool:
        text = self.tr("“{folder}” holds other files and no alliance yet. Set the alliance up there all the same?")
        shown = shown_as_it_is(text.format(folder=_last_part(place)))
        asked = QMessageBox.question(None, self.tr("Shared folder"), shown)
        return asked is QMessageBox.StandardButton.Yes


class SyncCard(QFrame):
    """Says how sync stands; a click or Enter opens its menu."""

    def __init__(self, desk: Desk, syncing: Syncing) -> None:
        super().__init__()
        self._desk = desk
        self._syncing = syncing
        self.setProperty("card", True)
        self.setProperty("act", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.head = label()
        self.head.setTextFormat(Qt.TextFormat.RichText)
        self.middle = label(role="quiet")
        self.below = label(role="quiet", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 9, 12, 9)
        box.setSpacing(3)
        for part in (self.head, self.middle, self.below, self.bar):
            part.setMinimumWidth(10)
            box.addWidget(part)
        syncing.changed.connect(self.refresh)
        desk.theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        state, colour, middle, below = self._words()
        clock = f" <span style='color:{self._desk.theme.colours.faint}'>· {self._syncing.at:%H:%M}</span>" if (
            self._syncing.at and not self._syncing.busy
        ) else ""
        self.head.setText(f"<span style='color:{colour}'>● <b>{state}</b></span>{clock}")
        width = max(self.width() - 26, 150)
        self.middle.setText(self.middle.fontMetrics().elidedText(middle, Qt.TextElideMode.ElideMiddle, width))
        self.middle.setToolTip(shown_as_it_is(middle))
        self.below.setText(below)
        self.below.setVisible(bool(below))
        self.setToolTip(shown_as_it_is(self._syncing.wrong))
        self.setAccessibleName(self.tr("Sync: {state}. {more}").format(state=state, more=f"{middle} {below}"))
        step = self._syncing.step
        self.bar.setVisible(self._syncing.busy)
        self.bar.setRange(0, (step.total or 0) if step else 0)
        self.bar.setValue(step.done if step else 0)

    def _words(self) -> tuple[str, str, str, str]:
        syncing, colours = self._syncing, self._desk.theme.colours
        folder = _last_part(syncing.place) if syncing.place else ""
        if syncing.busy:
            step = syncing.step
            what = step.what if step else self.tr("Looking into the folder")
            return self.tr("Syncing"), colours.blue, folder, what
        if syncing.wrong:
            return self.tr("Sync is waiting"), colours.gold_ink, folder, _short(syncing.wrong)
        if syncing.place is None:
            return self.tr("Not shared yet"), colours.faint, self.tr("Everything is on this computer"), ""
        report = syncing.report
        if report is None:
            return self.tr("Not synced yet"), colours.faint, folder, ""
        if report.pending:
            first = str(report.pending[0])
            more = self.tr("Waiting for {count}: {first}").format(count=len(report.pending), first=first)
            return self.tr("Synced in part"), colours.gold_ink, folder, _short(more)
        moved = self.tr("Sent {out}, received {come}").format(out=report.pushed, come=report.pulled)
        return self.tr("Synced"), colours.green, folder, moved

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu."""
        self._open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Space open the menu."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def _open_menu(self) -> None:
        syncing = self._syncing
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if syncing.busy:
            menu.addAction(self.tr("Stop"), syncing.cancel)
        elif syncing.place is not None:
            menu.addAction(self.tr("Sync now (F5)"), partial(syncing.sync))
        menu.addAction(self.tr("Choose the shared folder…"), lambda: syncing.choose_folder(self))
        if syncing.wrong or (syncing.report and syncing.report.pending):
            menu.addAction(self.tr("What is it waiting for?"), self._tell_pending)
        corner = self.mapToGlobal(self.rect().topLeft())
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height() - 4))

    def _tell_pending(self) -> None:
        pending = self._syncing.report.pending if self._syncing.report else ()
        lines = [self._syncing.wrong, *(str(each) for each in pending[:30])]
        QMessageBox.information(self, self.tr("Sync"), shown_as_it_is("\n".join(line for line in lines if line)))


def _last_part(place: str) -> str:
    return Path(place).name or place


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
