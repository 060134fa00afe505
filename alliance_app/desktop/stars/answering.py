"""What a chair does to a year's answers: typed, taken back, shown by evidence, made one; most can be undone."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from alliance_app.alliance.assessed import as_one
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.stars.keeping import Keeping
from alliance_app.library import Changed, Row
from alliance_app.records import clock
from alliance_app.records.values import NewRecord

_CLEARED = {"value": None, "na": None, "evidence": None, "note": None}


class Answering(QObject):
    """`kept(Row)`: a record was made of files, which is evidence now."""

    kept = Signal(object)

    def __init__(self, desk: Desk, keeping: Keeping, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._keeping = keeping
        self._over = over

    def put(self, code: str, cells: Mapping[str, object]) -> None:
        """Something is given for an indicator."""
        self._keeping.put(code, **cells)

    def take_counted(self, code: str) -> None:
        """Let the counted value hold; what was typed can be had back."""
        back = self._undoing(code)
        self._keeping.put(code, value=None)
        self._desk.say(self.tr("The value counted from the library holds again."), self.tr("Undo"), back)

    def drop_evidence(self, code: str, record_id: str) -> None:
        """Take a record off an indicator's evidence."""
        back = self._undoing(code)
        rest = [each for each in self._keeping.lines.get(code, {}).get("evidence") or () if each != record_id]
        self._keeping.put(code, evidence=rest)
        self._desk.say(self.tr("Taken off the evidence. The record itself stays."), self.tr("Undo"), back)

    def ask_files(self, code: str) -> None:
        """Ask for files that show an indicator."""
        chosen, _filter = QFileDialog.getOpenFileNames(self._over, self.tr("Add files as evidence"))
        if chosen:
            self.add_files(code, [Path(each) for each in chosen])

    def add_files(self, code: str, paths: list[Path]) -> None:
        """Keep files as a document of the union's, and let that be evidence."""
        of, library = self._keeping.of, self._desk.library
        if of is None:
            return
        fields = {"owner": of.member_id, "date": clock.today().isoformat()}

        def work() -> tuple[Changed, Row]:
            kept = tuple(library.keep_file(path) for path in paths)
            changed = library.add(NewRecord("document", paths[0].stem, fields, attachments=kept))
            return changed, library.rows([changed.only])[0]

        def done(added: tuple[Changed, Row]) -> None:
            changed, row = added
            if self._keeping.of == of:
                self.kept.emit(row)
                line = self._keeping.lines.get(code, {})
                self._keeping.put(code, evidence=[*(line.get("evidence") or ()), row.id])
                self._keeping.save()
            self._desk.touched.emit(changed)

        self._desk.tasks.write(work, done, owner=self)

    def make_one(self) -> None:
        """Let the first record say what all of them say; the others go to the trash."""
        library, found = self._desk.library, self._keeping.found
        others = [each.id for each in found.others]

        def work() -> Changed:
            edit = as_one(found)
            if edit is not None:
                library.write(edit)
            return library.delete(*others)

        def done(changed: Changed) -> None:
            self._desk.touched.emit(Changed(found.ids, changed.through))
            self._desk.say(self.tr("One self-assessment now; the other is in the trash."), self.tr("Undo"), back)

        def back() -> None:
            self._desk.tasks.write(lambda: library.restore(*others), self._desk.touched.emit, owner=self)

        self._keeping.save()
        self._desk.tasks.write(work, done, owner=self)

    def _undoing(self, code: str) -> Callable[[], None]:
        """What puts back what is given for an indicator now; nothing once another year is looked at."""
        of, before = self._keeping.of, dict(self._keeping.lines.get(code, {}))

        def back() -> None:
            if self._keeping.of == of:
                self._keeping.put(code, **{**_CLEARED, **before})

        return back
