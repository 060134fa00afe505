"""Moving a project from the window: at once where it has what the stage asks for, else after asking for just that."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from alliance_app.alliance.board import named
from alliance_app.alliance.pipeline import Move, move_to, moved, moves, stage_label, stage_of, undone
from alliance_app.alliance.projects import papers_for
from alliance_app.desktop.desk import Desk
from alliance_app.library import Changed
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Edit, Record


class Moving(QObject):
    """`went(id)`: a project was moved. `stayed(id)`: it was not, whatever the reason."""

    went = Signal(str)
    stayed = Signal(str)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def begin(self, record_id: str, stage: str) -> None:
        """Move a project to a stage, by the core's rule. What is typed in it and on its way is written before."""
        library = self._desk.library

        def look() -> tuple[Record, Collection[str]]:
            record = library.read(record_id)
            return record, papers_for(library, record)

        self._desk.tasks.write(
            look,
            lambda found: self._consider(found[0], found[1], stage),
            owner=self,
            failed=lambda error: self._fail(record_id, error),
        )

    def offer(self, record: Record, papers: Collection[str], place: QPoint) -> None:
        """A menu of every stage a project can go to, with what each asks for."""
        menu = QMenu(self._over)
        for move in moves(record, papers):
            text = self.tr("Back to {stage}") if move.back else self.tr("To {stage}")
            words = text.format(stage=move.label)
            if move.missing:
                words = self.tr("{move} (to be filled: {missing})").format(move=words, missing=named(move.missing))
            menu.addAction(words, partial(self.begin, record.id, move.stage))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _consider(self, record: Record, papers: Collection[str], stage: str) -> None:
        if stage == stage_of(record):
            self.stayed.emit(record.id)
            return
        move = move_to(record, stage, papers)
        if move.missing:
            self._ask(record, papers, move)
            return
        try:
            edit = moved(record, stage, papers=papers)
        except AllianceError as error:  # a day of an earlier stage that is still to come
            self._fail(record.id, error)
            return
        self._write(record, edit)

    def _ask(self, record: Record, papers: Collection[str], move: Move) -> None:
        from alliance_app.desktop.batches.asking import MoveDialog  # only where something is missing

        dialog = MoveDialog(self._desk, self._over, record, papers, move)
        dialog.agreed.connect(lambda edit: self._write(record, edit))
        dialog.rejected.connect(lambda: self.stayed.emit(record.id))
        dialog.open()

    def _write(self, record: Record, edit: Edit) -> None:
        library = self._desk.library
        back = move_to(record, edit.fields["stage"]).back
        said = self.tr("“{title}” went back to {stage}.") if back else self.tr("“{title}” is now in {stage}.")

        def done(changed: Changed) -> None:
            self.went.emit(record.id)
            self._desk.touched.emit(changed)
            text = said.format(title=record.title, stage=stage_label(edit.fields["stage"]))
            self._desk.say(text, self.tr("Undo"), lambda: self._undo(record, edit))

        self._desk.tasks.write(
            lambda: library.write(edit), done, owner=self, failed=lambda error: self._fail(record.id, error)
        )

    def _undo(self, record: Record, edit: Edit) -> None:
        library = self._desk.library

        def done(changed: Changed) -> None:
            self.went.emit(record.id)
            self._desk.touched.emit(changed)

        self._desk.tasks.write(lambda: library.write(undone(record, edit)), done, owner=self)

    def _fail(self, record_id: str, error: Exception) -> None:
        self._desk.failed(error)
        self.stayed.emit(record_id)
