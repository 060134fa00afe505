"""The last step of joining: the first sync under way, and what it brought."""

from PySide6.QtWidgets import QProgressBar

from alliance_app.desktop.joining.step import Step
from alliance_app.desktop.sharing.needs import told
from alliance_app.desktop.sharing.syncing import Syncing
from alliance_app.desktop.sharing.words import progress
from alliance_app.desktop.widgets.attachments import size_text
from alliance_app.desktop.widgets.looks import label
from alliance_app.sync import Joined, SyncReport


class GoingStep(Step):
    """Follows the sync that joins. `over`: it has ended, one way or the other; `wrong`: with an error."""

    def __init__(self, syncing: Syncing) -> None:
        super().__init__("")
        self._syncing = syncing
        self.over = self.wrong = False
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.how_far = label(role="field")
        self.result = label(wrap=True)
        self.error = label(role="wrong", wrap=True)
        for part in (self.bar, self.how_far, self.result, self.error):
            self.box.addWidget(part)
        self.box.addStretch()
        syncing.changed.connect(self._follow)

    def begin(self) -> None:
        """A sync that joins is being started."""
        self.over = self.wrong = False
        self.say(self.tr("Joining…"), self.tr("You can go on working meanwhile; what comes is shown at once."))
        self._show(self.bar, self.how_far)
        self._follow()
        self.changed.emit()

    def end(self, joined: Joined, report: SyncReport) -> None:
        """It has ended."""
        self.over = True
        self.say(self._headline(joined, report), self._below(joined, report))
        lines = []
        if report.changed or not joined.founded:
            came = self.tr("Received {records} records and {files} attachments ({size} moved).")
            counts = {"records": f"{len(report.changed):,}", "files": f"{report.files_in:,}"}
            lines.append(came.format(size=size_text(report.bytes), **counts))
        if report.pushed or report.files_out:
            sent = self.tr("Sent {changes} changes and {files} attachments.")
            lines.append(sent.format(changes=f"{report.pushed:,}", files=f"{report.files_out:,}"))
        if report.pending:
            waits = self.tr("{count} things have not arrived yet; they come by themselves.")
            lines.append(waits.format(count=f"{len(report.pending):,}"))
        self.result.setText("\n".join(lines))
        self._show(self.result)
        self.changed.emit()

    def fail(self, error: Exception) -> None:
        """It could not."""
        self.over = self.wrong = True
        self.say(self.tr("That did not work"))
        self.error.setText(told(error))
        self._show(self.error)
        self.changed.emit()

    def _headline(self, joined: Joined, report: SyncReport) -> str:
        if report.cancelled:
            return self.tr("Stopped")
        if joined.founded:
            return self.tr("The alliance “{name}” is set up").format(name=joined.name)
        return self.tr("You have joined “{name}”").format(name=joined.name)

    def _below(self, joined: Joined, report: SyncReport) -> str:
        if report.cancelled:
            return self.tr("The folder is joined; what came until now is kept, and the next sync goes on from there.")
        return self.tr("Let the other chairs choose the same folder.") if joined.founded else ""

    def _follow(self) -> None:
        if self.over:
            return
        step = self._syncing.step
        self.bar.setRange(0, (step.total or 0) if step else 0)
        self.bar.setValue(step.done if step else 0)
        self.how_far.setText(progress(step))

    def _show(self, *parts: object) -> None:
        for each in (self.bar, self.how_far, self.result, self.error):
            each.setVisible(each in parts)
