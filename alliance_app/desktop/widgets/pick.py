"""Choosing from many: a popup with a line to narrow the list, used for links, fixed sets and filters alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.fields import FieldEditor
from alliance_app.desktop.widgets.looks import ValueButton, button, label, shown_as_it_is
from alliance_app.records.fields import Choice, Field, Link, Links, Many
from alliance_app.records.values import Value

_VALUE = Qt.ItemDataRole.UserRole
_HIGHEST = 360  # px


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `count` is how often it occurs, where that is known."""

    value: str
    label: str
    count: int | None = None


Offer = Callable[[Sequence[Option]], None]
# Finds what to offer for the words typed, and calls back with it, now or later.
Find = Callable[[str, Offer], None]


class PickPopup(QFrame):
    """`picked(values)` fires at each change; the popup stays open while several may be chosen."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, find: Find, *, many: bool, chosen: Sequence[Option] = ()) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._find = find
        self._many = many
        self._chosen = {option.value: option for option in chosen}
        self._offered: Sequence[Option] = ()
        self._asking = self._entered = False
        self.words = QLineEdit(placeholderText=self.tr("Type to narrow the list"))
        self.words.setAccessibleName(self.tr("Type to narrow the list"))
        self.words.textChanged.connect(self._ask)
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.tr("Choices"))
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._take)
        self.list.installEventFilter(self)
        self._none = label(self.tr("Nothing fits"), role="quiet")
        self._none.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.words)
        box.addWidget(self.list)
        box.addWidget(self._none)
        if chosen:
            row = QHBoxLayout()
            row.addWidget(button(self.tr("Clear"), self._clear, role="quiet"))
            row.addStretch()
            box.addLayout(row)
        self._ask("")

    def open_below(self, anchor: QWidget) -> None:
        """Show it under a widget, wide enough to read, inside the screen."""
        width = max(anchor.width(), 260)
        self.resize(width, self.height())
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        corner.setX(min(corner.x(), screen.right() - width))
        if corner.y() + _HIGHEST > screen.bottom():
            corner.setY(max(screen.top(), anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4))
        self.move(corner)
        self.show()
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows and Enter work from the line as well as in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.words and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Space and watched is self.list:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Take what stands first; what was typed just now is waited for."""
        self._entered = self._asking
        if not self._asking:
            self._take(self.list.currentItem() or self.list.item(0))

    def _fit(self, rows: int) -> None:
        """As high as what is offered first; it does not jump while the list is narrowed."""
        if not self.words.text():
            self.setFixedHeight(min(_HIGHEST, max(140, 64 + 28 * rows + (34 if self._chosen else 0))))

    def _ask(self, words: str) -> None:
        self._asking = True
        self._find(words.strip(), lambda options: self._offer(options) if isValid(self) else None)

    def _offer(self, options: Sequence[Option]) -> None:
        self._asking = False
        self._offered = options
        first = [] if self.words.text() else list(self._chosen.values())
        known = {option.value for option in options}
        shown = [*(each for each in first if each.value not in known), *options]
        self.list.clear()
        for option in shown:
            text = option.label if option.count is None else f"{option.label}  ({option.count})"
            item = QListWidgetItem(text)
            item.setData(_VALUE, option.value)
            item.setSizeHint(QSize(0, 28))
            if self._many:
                on = option.value in self._chosen
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._none.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self._fit(len(shown))
        if self.list.count():
            self.list.setCurrentRow(0)
        if self._entered:
            self._enter()

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        value = item.data(_VALUE)
        known = {each.value: each for each in (*self._offered, *self._chosen.values())}
        if not self._many:
            self._chosen = {value: known[value]}
            self.close()
        elif value in self._chosen:
            del self._chosen[value]
            item.setCheckState(Qt.CheckState.Unchecked)
        else:
            self._chosen[value] = known[value]
            item.setCheckState(Qt.CheckState.Checked)
        self.picked.emit(tuple(self._chosen.values()))

    def _clear(self) -> None:
        self._chosen = {}
        self.close()
        self.picked.emit(())


class PickEditor(FieldEditor):
    """A field that links to records, or holds several of a fixed set: a button shows the values, a popup chooses."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self._values: list[str] = []
        self._many = isinstance(field, Many)
        self.shown = ValueButton()
        self.shown.clicked.connect(self._choose)
        self.hold(self.shown)
        self._read_only = False

    @property
    def focus(self) -> QWidget:
        """The button."""
        return self.shown

    def show_value(self, value: Value) -> None:
        """Show the value."""
        self._values = list(value) if isinstance(value, list) else [value] if value else []
        names = [self._name(each) for each in self._values]
        text = "、".join(names[:2])
        if len(names) > 2:
            enterprises = isinstance(self.field, Links) and self.field.to == "member"
            many = self.tr("{first} and others, {count} in all")
            text = (self.tr("{first} and others, {count} enterprises") if enterprises else many).format(
                first=names[0], count=len(names)
            )
        self.shown.show_text(text or "—")
        self.shown.setToolTip(shown_as_it_is("、".join(names)) if len(names) > 1 else "")
        self.shown.setAccessibleDescription("、".join(names))

    def set_read_only(self, *, read_only: bool) -> None:
        """Read-only values can still be read."""
        self._read_only = read_only

    def _name(self, value: str) -> str:
        if isinstance(self.field, Link | Links):
            return self.desk.titles.get(value, "…")
        return self.field.of.show(value) if isinstance(self.field, Many) else self.field.show(value)

    def _choose(self) -> None:
        if self._read_only:
            return
        chosen = [Option(value, self._name(value)) for value in self._values]
        popup = PickPopup(self, self._find, many=self._many, chosen=chosen)
        popup.picked.connect(self._picked)
        popup.open_below(self.shown)

    def _find(self, words: str, offer: Offer) -> None:
        if isinstance(self.field, Link | Links):
            find_titles(self.desk, self.field.to, words, offer)
            return
        of = self.field.of if isinstance(self.field, Many) else self.field
        options = (of.options or {}) if isinstance(of, Choice) else {}
        named = [Option(key, of.show(key)) for key in options]
        offer([each for each in named if words.casefold() in each.label.casefold()])

    def _picked(self, chosen: tuple[Option, ...]) -> None:
        self.desk.titles.update({option.value: option.label for option in chosen})
        values = [option.value for option in chosen]
        self.show_value(values)
        self.typed.emit((values or None) if self._many else (values[0] if values else None))
        if not self._many:
            QTimer.singleShot(0, self.shown.setFocus)


def find_titles(desk: Desk, kind: str | None, words: str, offer: Offer) -> None:
    """Offer the records whose title holds `words`; the newest request wins."""

    def arrived(titles: list[tuple[str, str]]) -> None:
        offer([Option(record_id, title) for record_id, title in titles])

    desk.tasks.read(lambda: desk.library.titles(kind, words, 40), arrived, lane="titles")
