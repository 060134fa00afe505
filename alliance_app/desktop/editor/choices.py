"""What may be offered while one types, and the list that offers it. The list never takes the focus, so an input method
is not interrupted."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.search.folding import fold
from alliance_app.search.pinyin import lattice, sounds_like

_HINT = Qt.ItemDataRole.UserRole
_ROWS = 9
_NARROWEST, _WIDEST = 190, 460  # px


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list: what is `shown`, the `value` that is taken, a `hint` at its right, `words` that find it."""

    shown: str
    value: str = ""
    hint: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """When `opens` matches what stands before the cursor, the list offers what `find` makes of its first group.

    `find` is called off the GUI thread. `take` gets the value chosen when the opening and what was typed are gone.
    """

    says: str
    opens: re.Pattern[str] | None
    find: Callable[[str], Sequence[Choice]]
    take: Callable[[str], None]


def fitting(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that what was typed means: it begins a word, stands within one, or is how one is read in pinyin."""
    wanted = fold(typed)
    if not wanted:
        return list(choices)
    ranked = [(_rank(fold(f"{choice.shown} {choice.words}"), wanted), choice) for choice in choices]
    return [choice for rank, choice in sorted(ranked, key=lambda pair: pair[0]) if rank < _NONE]


_NONE = 4


def _rank(words: str, wanted: str) -> int:
    if words.startswith(wanted):
        return 0
    if f" {wanted}" in f" {words}":
        return 1
    if sounds_like(lattice(words), wanted, least=1):
        return 2
    return 3 if wanted in words and len(wanted) > 1 else _NONE


class ChoiceList(QListWidget):
    """The open list, under the cursor."""

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self._home = home
        self.setObjectName("editorChoices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._lines = _Lines(self)
        self.setItemDelegate(self._lines)
        self.hide()

    def set_colours(self, colours: EditorColours) -> None:
        """Look like the theme."""
        self._lines.colours = colours
        self.setStyleSheet(
            f"#editorChoices {{ background: {colours.paper}; color: {colours.text}; border: 1px solid {colours.line};"
            " border-radius: 6px; padding: 4px; outline: none; }"
            "#editorChoices::item { padding: 5px 8px; border-radius: 4px; }"
            f"#editorChoices::item:selected {{ background: {colours.accent_paper}; color: {colours.accent}; }}"
        )

    def show_choices(self, choices: Sequence[Choice], says: str, caret: QRect) -> None:
        """Open with these lines next to `caret`, a place in the home widget."""
        self.setAccessibleName(says)
        self.clear()
        for choice in choices:
            item = QListWidgetItem(choice.shown, self)
            item.setData(_HINT, choice.hint)
            if choice.hint:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.shown}, {choice.hint}")
        self.setCurrentRow(0)
        self.put(caret)
        self.show()
        self.raise_()

    def go(self, step: int) -> None:
        """Up or down, round the ends."""
        self.setCurrentRow((self.currentRow() + step) % self.count())

    def put(self, caret: QRect) -> None:
        """Stand under `caret`, or above it where there is no room."""
        home = self._home
        rows = min(_ROWS, self.count())
        widest = max(self.sizeHintForColumn(0) + 34, _NARROWEST)
        width, height = min(widest, home.width() - 8, _WIDEST), self.sizeHintForRow(0) * rows + 12
        corner = QPoint(caret.left() - 8, caret.bottom() + 4)
        if corner.y() + height > home.height():
            corner.setY(max(0, caret.top() - 4 - height))
        corner.setX(max(0, min(corner.x(), home.width() - width)))
        self.setGeometry(corner.x(), corner.y(), width, height)


class _Lines(QStyledItemDelegate):
    """A line of the list with its hint at the right."""

    colours = LIGHT

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        hint = index.data(_HINT)
        if hint:
            painter.save()
            painter.setPen(QColor(self.colours.muted))
            place = option.rect.adjusted(8, 0, -8, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(hint))
            painter.restore()

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        hint = index.data(_HINT)
        if hint:
            size.setWidth(size.width() + 28 + option.fontMetrics.horizontalAdvance(str(hint)))
        return size
