"""The form of a kind, made from its declaration: filled and needed fields first, the others on demand."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.fields import (
    ChoiceEditor,
    ComputedLabel,
    FieldEditor,
    FlagEditor,
    LineEditor,
    LongEditor,
)
from alliance_app.desktop.widgets.looks import button, labelled
from alliance_app.desktop.widgets.pick import PickEditor
from alliance_app.desktop.widgets.rows import RowsEditor
from alliance_app.desktop.widgets.tab_order import tab_through
from alliance_app.desktop.widgets.tags import TagLine
from alliance_app.records.fields import Choice, Computed, Field, Flag, Link, Links, LongText, Many
from alliance_app.records.kind import Kind
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Record, Value

_TWO_COLUMNS = 400  # px
_LABEL = 58  # px, at least
_TOP = Qt.AlignmentFlag.AlignTop
Pair = tuple[QLabel, FieldEditor | TagLine]


def editor_for(desk: Desk, field: Field) -> FieldEditor:
    """The control that fits a field's type."""
    if isinstance(field, Table | Sheet):
        return RowsEditor(desk, field)
    if isinstance(field, Link | Links) or (isinstance(field, Many) and isinstance(field.of, Choice)):
        return PickEditor(desk, field)
    if isinstance(field, Choice):
        return ChoiceEditor(desk, field)
    if isinstance(field, Flag):
        return FlagEditor(desk, field)
    if isinstance(field, LongText):
        return LongEditor(desk, field)
    return ComputedLabel(desk, field) if isinstance(field, Computed) else LineEditor(desk, field)


class Form(QWidget):
    """All fields of one kind. `typed(name, value)`; `tags_typed(tags)`.

    `half`: something was typed that is no value yet; `left`: the keyboard has left a field.
    """

    typed = Signal(str, object)
    tags_typed = Signal(object)
    half = Signal()
    left = Signal()

    def __init__(self, desk: Desk, kind: Kind, place: QWidget | None = None) -> None:
        super().__init__(place)
        self._kind = kind
        self._desk = desk
        self._all = False
        self._columns = 0
        self._values: Mapping[str, Value] = {}
        self._shape: tuple[object, ...] = ()
        self._above: QWidget | None = None  # where Tab comes from
        self._placed: list[FieldEditor | TagLine] = []  # as they stand, left to right and down
        self.editors = {field.name: editor_for(desk, field) for field in kind.fields if not field.ruled}
        self.labels: dict[str, QLabel] = {}
        for name, editor in self.editors.items():
            self.labels[name] = labelled(kind.by_name[name].label, editor, editor.focus)
            editor.typed.connect(lambda value, name=name: self.typed.emit(name, value))
            editor.half.connect(self.half)
            editor.left.connect(self.left)
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tags = TagLine(desk)
        self.tags.typed.connect(self.tags_typed)
        self.tags.half.connect(self.half)
        self.tags_label = labelled(self.tr("Tags"), self.tags, self.tags.line)
        self.more = button("", self._toggle, role="link")
        # Now, not when they are placed: that may be while Qt resizes, and what gets its parent then is never painted.
        for widget in (*self.labels.values(), *self.editors.values(), self.tags_label, self.tags):
            widget.setParent(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        box.addLayout(self._grid)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def follow(self, above: QWidget) -> None:
        """Let Tab come from `above` and go through the fields as they stand, wherever they are put later."""
        self._above = above
        self._order()

    def _order(self) -> None:
        if self._above is not None:
            tab_through(self._above, (*(stop for each in self._placed for stop in each.stops), self.more))

    def show_record(self, record: Record, *, fresh: bool) -> None:
        """Show a record's fields; `fresh` when it is another record than before."""
        self._values = record.fields
        for name, editor in self.editors.items():
            editor.show_value(record.fields.get(name))
            if fresh and isinstance(editor, RowsEditor):
                editor.show_folded(folded=True)
        self.tags.show_tags(record.tags)
        if fresh:
            self._all = not any(record.fields.get(each.name) for each in self._kind.fields if not each.required)
            self._arrange()
        self._order()  # tags are made anew

    @property
    def typing(self) -> bool:
        """Whether a field has the keyboard and was typed in since."""
        return any(editor.typing for editor in self.editors.values())

    def half_typed(self) -> dict[str, str]:
        """What stands in fields, or in the line for tags, by name, and is no value yet."""
        half = {name: editor.half_typed for name, editor in self.editors.items()} | {"tags": self.tags.line.text()}
        return {name: text for name, text in half.items() if text}

    def show_half(self, half: Mapping[str, str]) -> None:
        """Put back what `half_typed` gave."""
        for name, text in half.items():
            editor = self.editors.get(name)
            if name == "tags":
                self.tags.line.setText(text)
            elif isinstance(editor, LineEditor):
                editor.show_half(text)

    def reveal(self, name: str) -> None:
        """Show the field of this name where it is among those on demand."""
        if name in self.editors and name not in self._wanted():
            self._toggle()

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether anything can be typed."""
        for editor in self.editors.values():
            editor.set_read_only(read_only=read_only)
        self.tags.set_read_only(read_only=read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One column where two do not fit; a line of its own for what does not fit beside another."""
        super().resizeEvent(event)
        if not self.typing:  # nothing is to move under the hands
            self._arrange()

    def _toggle(self) -> None:
        self._all = not self._all
        self._arrange()

    def _wanted(self) -> tuple[str, ...]:
        if self._all:
            return tuple(self.editors)
        wanted = []
        for field in self._kind.fields:
            if field.ruled:
                continue
            filled = self._values.get(field.name) not in (None, "", [], {})
            typing = self.editors[field.name].isAncestorOf(self.focusWidget() or self)
            if filled or field.required or typing:
                wanted.append(field.name)
        return tuple(wanted)

    def _arrange(self) -> None:
        wanted, columns = self._wanted(), 2 if self.width() >= _TWO_COLUMNS else 1
        hidden = len(self.editors) - len(wanted)
        self.more.setVisible(bool(hidden) or self._all)
        self.more.setText(
            self.tr("Show fewer fields") if self._all else self.tr("＋ {count} more fields").format(count=hidden)
        )
        alone = tuple(name for name in wanted if self._spans(name, columns))
        shape = (wanted, columns, alone, self.tags.several)
        if shape == self._shape:
            return
        self._shape, self._columns = shape, columns
        # Not takeAt: an item that lives on keeps the widget's old heights, and the new one would never ask again.
        for widget in (*self.labels.values(), *self.editors.values(), self.tags_label, self.tags):
            self._grid.removeWidget(widget)
        for place in (1, 3):
            self._grid.setColumnStretch(place, 1 if place < columns * 2 else 0)
        for place in (0, 2):
            self._grid.setColumnMinimumWidth(place, _LABEL if place < columns * 2 else 0)
        self._place(wanted, alone, columns)
        for name, editor in self.editors.items():
            editor.setVisible(name in wanted)
            self.labels[name].setVisible(name in wanted)
        self._order()

    def _place(self, wanted: tuple[str, ...], alone: tuple[str, ...], columns: int) -> None:
        self._placed.clear()
        row = column = 0
        narrow = [name for name in wanted if name not in alone]
        pairs: list[Pair] = [(self.labels[name], self.editors[name]) for name in narrow]
        tags: Pair = (self.tags_label, self.tags)
        for label, editor in pairs if self.tags.several else [*pairs, tags]:
            self._put(row, column * 2, label, editor, 1)
            column += 1
            if column == columns:
                row, column = row + 1, 0
        row += 1 if column else 0
        wide: list[Pair] = [(self.labels[name], self.editors[name]) for name in alone]
        for label, editor in [tags, *wide] if self.tags.several else wide:
            self._put(row, 0, label, editor, columns * 2 - 1)
            row += 1

    def _spans(self, name: str, columns: int) -> bool:
        """Whether a field needs a line of its own; where all have one they stand as declared, the high ones last."""
        editor = self.editors[name]
        return editor.wide or (columns > 1 and editor.length > (self.width() - 2 * _LABEL) // columns)

    def _put(self, row: int, column: int, label: QLabel, editor: FieldEditor | TagLine, span: int) -> None:
        label.setContentsMargins(0, 4, 0, 0)
        label.setFixedWidth(max(label.sizeHint().width(), _LABEL))
        self._grid.addWidget(label, row, column)
        self._grid.addWidget(editor, row, column + 1, 1, span)
        self._placed.append(editor)
        self._grid.setAlignment(editor, _TOP)
        self._grid.setAlignment(label, _TOP | Qt.AlignmentFlag.AlignLeft)

