"""Erasing records of the trash for everybody: asked deliberately, for nothing brings them back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.deliberate import DeliberateDialog
from alliance_app.library import Changed
from alliance_app.records.values import Record, State
from alliance_app.sync.agreeing import MOST


class Erasing(QObject):
    """Leads from the wish to erase to the deed. `dialog`: the question that is open."""

    def __init__(self, desk: Desk, record: OpenRecord, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._record = record
        self._over = over
        self.dialog: DeliberateDialog | None = None

    def ask(self, ids: Sequence[str]) -> None:
        """Ask whether these are to be erased for good."""
        library, wanted = self._desk.library, list(ids)
        if wanted and self.dialog is None:
            self._desk.tasks.read(lambda: library.read_many(wanted), self._ask_about, owner=self, lane="erase")

    def _ask_about(self, records: Sequence[Record]) -> None:
        if not records or self.dialog is not None:
            return
        ids = [each.id for each in records]
        self.dialog = DeliberateDialog(
            self._over,
            self._question(records),
            self._means(records),
            self.tr("I know that nothing brings it back"),
            self.tr("Erase for good"),
            [each.title for each in records] if len(records) > 1 else (),
        )
        self.dialog.agreed.connect(lambda: self._erase(ids))
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _question(self, records: Sequence[Record]) -> str:
        if len(records) == 1:
            return self.tr("Erase “{title}” for good?").format(title=records[0].title)
        return self.tr("Erase these {count} records for good?").format(count=f"{len(records):,}")

    def _means(self, records: Sequence[Record]) -> tuple[str, ...]:
        here = self.tr("Text, versions and attachments go from this computer at once, from its backups too.")
        shared = sum(each.state is not State.DRAFT for each in records)
        if not shared:
            return (here, self.tr("Nobody else has it: it was only on this computer."))
        told = [
            here,
            self.tr(
                "On every other computer of the alliance the same happens with its next sync, even if somebody is "
                "still writing on it. What was exported or copied out of the program stays where it is."
            ),
        ]
        if shared > MOST:
            told.append(self.tr("So many at once may be a mistake: the others are asked before they are erased there."))
        return tuple(told)

    def _erase(self, ids: Sequence[str]) -> None:
        library = self._desk.library

        def done(changed: Changed) -> None:
            opened = self._record.record
            if opened is not None and opened.id in ids:
                self._record.leave()
            self._desk.touched.emit(changed)
            self._desk.say(self.tr("Erased for good: {count}.").format(count=f"{len(ids):,}"))

        self._desk.tasks.write(lambda: library.erase(*ids), done, owner=self)

    def _closed(self) -> None:
        self.dialog = None
