"""The small form before a move: just what the stage asks for and is missing, and the day it was reached."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from alliance_app.alliance.board import named
from alliance_app.alliance.pipeline import Move, missing_for, moved
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.giving.choosing import ChoiceDialog
from alliance_app.desktop.widgets.fields import FieldEditor, LineEditor
from alliance_app.desktop.widgets.form import editor_for
from alliance_app.desktop.widgets.looks import button, label, labelled
from alliance_app.desktop.widgets.pick import PickEditor
from alliance_app.records import clock
from alliance_app.records.errors import AllianceError
from alliance_app.records.fields import Day, Quantity
from alliance_app.records.kinds import PROJECT
from alliance_app.records.values import Attachment, Fields, Record, Value


class MoveDialog(ChoiceDialog):
    """`agreed(edit)`: move it with this. Esc and Cancel leave it where it is."""

    agreed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, record: Record, papers: Collection[str], move: Move) -> None:
        super().__init__(parent, "", "", "")
        self._desk, self._record, self._papers, self._stage = desk, record, papers, move.stage
        self._filled: dict[str, Value] = {}
        self._files: tuple[Attachment, ...] = ()
        self._day: str | None = clock.today().isoformat()
        self.setWindowTitle(record.title)
        self.heading.setText(self.tr("To {stage}").format(stage=move.label))
        self.act.setText(self.heading.text())
        self.act.setAccessibleName(self.act.text())
        told = self.tr("“{title}” still needs what is below; then it moves.").format(title=record.title)
        self._box.insertWidget(1, label(told, wrap=True))
        self.editors: dict[str, FieldEditor] = {}
        for name in dict.fromkeys(each.field for each in move.missing):
            self._add(name)
        self.day = LineEditor(desk, Day("on", zh="日期", en="Date"))
        self.day.show_value(self._day)
        _bordered(self.day)
        self.day.typed.connect(self._date)
        self._put(self.tr("Date"), self.day)
        self.left = label(role="quiet", wrap=True)
        self.wrong = label(role="wrong", wrap=True)
        self.wrong.hide()
        self.below.addWidget(self.left)
        self.below.addWidget(self.wrong)
        self._follow()
        next(iter(self.editors.values()), self.day).focus.setFocus()

    def accept(self) -> None:
        """Move it, where the rule agrees; else say what is against it."""
        try:
            on = date.fromisoformat(self._day) if self._day else None
            edit = moved(self._record, self._stage, on, filled=self._filled, attach=self._files, papers=self._papers)
        except AllianceError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        self.agreed.emit(edit)
        super().accept()

    def add_files(self, paths: list[Path]) -> None:
        """Keep files as evidence; they are attached with the move."""
        library = self._desk.library
        self._desk.tasks.write(lambda: tuple(library.keep_file(each) for each in paths), self._kept, owner=self)

    def _add(self, name: str) -> None:
        declared = PROJECT.by_name[name]
        editor = editor_for(self._desk, declared)
        editor.show_value(self._record.fields.get(name))
        _bordered(editor)
        editor.typed.connect(lambda value: self._take(name, value))
        self.editors[name] = editor
        if isinstance(declared, Quantity) and isinstance(editor, LineEditor):
            editor.line.setPlaceholderText(self.tr("A number with its unit, such as 12.5 kWh"))
        if name != "evidence" or not isinstance(editor, PickEditor):
            self._put(declared.label, editor)
            return
        editor.shown.show_text(self.tr("A document of the library…"))
        self.file = button(self.tr("A file…"), self._choose_file, role="small")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(editor, 1)
        row.addWidget(self.file)
        self._put(declared.label, holder, editor.focus)

    def _put(self, name: str, control: QWidget, focus: QWidget | None = None) -> None:
        at = self.grid.rowCount()
        target = focus or (control.focus if isinstance(control, FieldEditor) else control)
        told = labelled(name, control, target)
        told.setContentsMargins(0, 6, 0, 0)
        self.grid.addWidget(told, at, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(control, at, 1)

    def _take(self, name: str, value: Value) -> None:
        self._filled[name] = value
        editor = self.editors[name]
        if not isinstance(editor, LineEditor):
            editor.show_value(value)
        self._follow()

    def _date(self, value: Value) -> None:
        self._day = value
        self._follow()

    def _choose_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(self, self.tr("Evidence of acceptance"))
        if chosen:
            self.add_files([Path(each) for each in chosen])

    def _kept(self, kept: tuple[Attachment, ...]) -> None:
        self._files += kept
        self.file.setText("、".join(each.name for each in self._files))
        self._follow()

    def _follow(self) -> None:
        """Say what is missing yet; the move can be made when nothing is."""
        self.wrong.hide()
        fields: Fields = {**self._record.fields, **self._filled}
        after = replace(self._record, fields=fields, attachments=(*self._record.attachments, *self._files))
        missing = missing_for(after, self._stage, self._papers)
        self.left.setText(self.tr("Still missing: {missing}").format(missing=named(missing)) if missing else "")
        self.left.setVisible(bool(missing))
        self.act.setEnabled(not missing)


def _bordered(editor: FieldEditor) -> None:
    """In a form that is asked for, what can be filled looks like it."""
    for role, on in (("flat", False), ("pick", False), ("chosen", True)):
        editor.focus.setProperty(role, on)
