"""What stands around a case's text: union, byline, date, abstract."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.form import editor_for
from alliance_app.desktop.widgets.looks import label, labelled
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record, Value

NAMES = ("union", "byline", "date", "abstract")


class Cover(QWidget):
    """`typed(name, value)`: a field of the case says something else."""

    typed = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kind = KINDS["case"]
        self.editors = {name: editor_for(desk, kind.by_name[name]) for name in NAMES}
        self._shown: Mapping[str, Value] = {}
        self._case = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(label(self.tr("Head and abstract"), role="section"))
        for name, editor in self.editors.items():
            box.addWidget(labelled(kind.by_name[name].label, editor, editor.focus))
            box.addWidget(editor)
            editor.typed.connect(partial(self._typed, name))

    def show_case(self, case: Record) -> None:
        """Show the fields; one that is being typed in stays."""
        fresh = case.id != self._case
        self._case = case.id
        for name, editor in self.editors.items():
            value = case.fields.get(name)
            if fresh or (value != self._shown.get(name) and not editor.focus.hasFocus()):
                editor.refuse("")
                editor.show_value(value)
                editor.before = value
        self._shown = {name: case.fields.get(name) for name in NAMES}

    def set_writable(self, *, writable: bool) -> None:
        """Whether they can be typed in."""
        for editor in self.editors.values():
            editor.set_read_only(read_only=not writable)

    def go_to(self, name: str) -> bool:
        """Put the keyboard into a field; False when there is none of this name."""
        editor = self.editors.get(name)
        if editor is None:
            return False
        editor.focus.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _typed(self, name: str, value: Value) -> None:
        self._shown = {**self._shown, name: value}
        self.typed.emit(name, value)
