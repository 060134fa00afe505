"""What can be done with records from the window: new, share, trash, restore, go back, settle."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.jobs import JobCard
from alliance_app.library import Changed, templates
from alliance_app.library.piecewise import AT_ONCE, piecewise
from alliance_app.records.kinds import KINDS
from alliance_app.records.template import Template
from alliance_app.records.values import Clash, Value


class Verbs(QObject):
    """Every verb runs off the GUI thread and tells when it is done. `made(id)`: a new record is to be shown."""

    made = Signal(str)

    def __init__(self, desk: Desk, jobs: JobCard) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs

    def make_with(self, kind: str, fields: Mapping[str, Value]) -> None:
        """A new record of a kind, with these fields besides those of the kind's standard."""
        self.make(kind, fields=fields)

    def make(
        self, kind: str, title: str = "", template: Template | None = None, fields: Mapping[str, Value] | None = None
    ) -> None:
        """A new record of a kind, started from a template; without one, from the kind's standard."""
        library = self._desk.library
        untitled = self.tr("Untitled: {kind}").format(kind=KINDS[kind].label)

        def work() -> Changed:
            began = template or templates.standard(kind)
            named = title or ("" if began.title else untitled)
            record = templates.start_from(library, began, named)
            return library.add(replace(record, fields={**record.fields, **(fields or {})}))

        def done(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            self.made.emit(changed.only)

        self._desk.tasks.write(work, done, owner=self)

    def share(self, ids: Sequence[str]) -> None:
        """Let the alliance have these records with the next sync."""
        one, many = self.tr("Shared. It goes out with the next sync."), self.tr("Shared: {count}.")
        self._do(
            self._desk.library.share, ids, self.tr("Sharing"),
            lambda done: self._desk.say(one if len(ids) == 1 else many.format(count=len(done))),
        )  # fmt: skip

    def trash(self, ids: Sequence[str]) -> None:
        """Put records into the trash, with a way back at once."""
        text, undo = self.tr("Moved to the trash: {count}. Kept for 90 days."), self.tr("Undo")
        self._do(
            self._desk.library.delete, ids, self.tr("Moving to the trash"),
            lambda done: self._desk.say(text.format(count=len(done)), undo, lambda: self.restore(done)),
        )  # fmt: skip

    def restore(self, ids: Sequence[str]) -> None:
        """Take records out of the trash."""
        text = self.tr("Restored: {count}.")
        self._do(
            self._desk.library.restore, ids, self.tr("Restoring"),
            lambda done: self._desk.say(text.format(count=len(done))),
        )  # fmt: skip

    def revert(self, record_id: str, version: str) -> None:
        """Let a record say again what it said at a version."""
        text = self.tr("This is the older version again. The newer one stays in the history.")
        self._write(lambda: self._desk.library.revert(record_id, version), lambda: self._desk.say(text))

    def decide(self, record_id: str, clash: Clash, value: Value, failed: Callable[[], None]) -> None:
        """Settle what people changed at once, as it was shown; `failed()` when it is not like that any more."""

        def refused(error: Exception) -> None:
            self._desk.failed(error)
            failed()

        self._desk.tasks.write(
            lambda: self._desk.library.decide(record_id, clash.name, value, clash),
            self._desk.touched.emit,
            owner=self,
            failed=refused,
        )

    def _do(
        self, verb: Callable[..., Changed], ids: Sequence[str], what: str, done: Callable[[Sequence[str]], None]
    ) -> None:
        """Few are done at once; many with their progress, and what is typed meanwhile is saved in between."""
        if len(ids) <= AT_ONCE:
            self._write(lambda: verb(*ids), lambda: done(ids))
            return

        def then(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            done([each for each in ids if each in changed.ids])

        self._jobs.run(what, lambda progress, cancelled: piecewise(verb, ids, what, progress, cancelled), then)

    def _write(self, work: Callable[[], Changed], done: Callable[[], None]) -> None:
        def then(changed: Changed) -> None:
            self._desk.touched.emit(changed)
            done()

        self._desk.tasks.write(work, then, owner=self)
